"""What the dossier says of figures, differences, forecasts and relations: its rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count

from dragoman.analyse import FigureLadder, Relation, Rung, Scenario
from dragoman.model import Difference, Source
from dragoman.show import phrases
from dragoman.show.across_rows import likelihood, matter, question
from dragoman.show.balance import balance_charts
from dragoman.show.citations import Citations
from dragoman.show.dossier_rows import MOST_ROWS
from dragoman.show.ladder import chart_of, ladder_charts, letter
from dragoman.show.lookup import Lookup


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One figure of one source in a ladder's table."""

    code: str
    key: str
    source: str
    stated: str
    as_of: str
    figure: str
    words: str
    vague: bool


@dataclass(frozen=True, slots=True)
class LadderRows:
    """A ladder: its charts (two drawings of the same) and all its figures.

    Attributes:
        beside: figures that are parts or changes of what is counted, and so not drawn.
    """

    title: str
    charts: tuple[str, ...]
    rows: tuple[FigureRow, ...]
    beside: tuple[FigureRow, ...]
    disputed: bool


@dataclass(frozen=True, slots=True)
class PositionRow:
    """Who holds which position, since when."""

    code: str
    value: str
    chain: str
    stated: str


@dataclass(frozen=True, slots=True)
class DifferenceRow:
    """A question on which accounts differ."""

    question: str
    about: str
    kind: str
    positions: tuple[PositionRow, ...]


@dataclass(frozen=True, slots=True)
class ForecastRow:
    """One forecast."""

    code: str
    outcome: str
    holder: str
    through: str
    likelihood: str
    horizon: str
    status: str
    settled: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ScenarioRows:
    """Forecasts under one condition; ``condition`` is empty for those without any."""

    condition: str
    wordings: tuple[str, ...]
    forecasts: tuple[ForecastRow, ...]
    more: int


@dataclass(frozen=True, slots=True)
class MonthRow:
    """A month of a pair's balance; deeds are the material part of both sides, in that order."""

    code: str
    month: str
    balance: str
    reach: str
    deeds: str
    cooperation: str
    conflict: str
    count: int
    movers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RelationRows:
    """A pair's months, with two drawings of them."""

    title: str
    charts: tuple[str, ...]
    months: tuple[MonthRow, ...]
    undated: int


def ladder_rows(
    ladders: Sequence[FigureLadder], lookup: Lookup, cites: Citations
) -> list[LadderRows]:
    """Ladders with their charts and tables."""
    found: list[LadderRows] = []
    numbers = count(1)
    for at, ladder in enumerate(ladders[: MOST_ROWS["ladders"]], 1):
        rows = [
            _figure_row(f"F{next(numbers)}", letter(place), line.source, rung, cites)
            for place, line in enumerate(ladder.lines)
            for rung in line.rungs
        ]
        beside = [
            _figure_row(f"F{next(numbers)}", "", line.source, rung, cites)
            for line in ladder.beside
            for rung in line.rungs
        ]
        title = ladder_title(ladder, lookup)
        disputing = _disputing(ladder)
        charts = ladder_charts(chart_of(ladder, title, disputing), f"f{at}")
        found.append(LadderRows(title, charts, tuple(rows), tuple(beside), bool(disputing)))
    return found


def _figure_row(code: str, key: str, source: Source, rung: Rung, cites: Citations) -> FigureRow:
    quantity = rung.quantity
    cites.cite(code, quantity.evidence)
    return FigureRow(
        code=code,
        key=key,
        source=phrases.speaker(source),
        stated=phrases.when_long(rung.stated_at),
        as_of=phrases.when_long(quantity.as_of) if quantity.as_of.known else "",
        figure=phrases.interval(quantity.low, quantity.high, quantity.best),
        words=quantity.text,
        vague=rung.vague,
    )


def moves(ladder: FigureLadder) -> bool:
    """Whether there is something to draw: figures that differ."""
    rungs = [rung for line in ladder.lines for rung in line.rungs]
    values = {(r.quantity.low, r.quantity.best, r.quantity.high) for r in rungs}
    return len(values) > 1


def ladder_title(ladder: FigureLadder, lookup: Lookup) -> str:
    """What is counted and whose: ``Casualties, North Korea``, ``Troops: …`` of a happening."""
    counted = phrases.words(ladder.measure) or ladder.unit or "Figures"
    head = counted[:1].upper() + counted[1:]
    happening = lookup.view.happenings.get(ladder.happening_id)
    if happening:
        return f"{head}: {lookup.sentence(happening)}"
    whose = [lookup.party(party) for party in ladder.parties]
    return f"{head}, {phrases.listed(whose, 3)}" if whose else head


def _disputing(ladder: FigureLadder) -> frozenset[str]:
    return frozenset(
        phrases.original(position.sources)
        for difference in ladder.differences
        if difference.kind.value == "dispute"
        for position in difference.positions
    )


def difference_rows(
    differences: Sequence[Difference], lookup: Lookup, cites: Citations
) -> list[DifferenceRow]:
    """Questions with their positions, no verdict."""
    found: list[DifferenceRow] = []
    number = 0
    for difference in differences[: MOST_ROWS["differences"]]:
        positions = []
        for position in difference.positions:
            number += 1
            cites.cite(f"D{number}", position.evidence)
            positions.append(
                PositionRow(
                    code=f"D{number}",
                    value=position.value,
                    chain=phrases.chain(position.sources),
                    stated=phrases.when_long(position.stated_at)
                    if position.stated_at.known
                    else "",
                )
            )
        about = matter(difference, lookup)
        found.append(
            DifferenceRow(question(difference), about, difference.kind.value, tuple(positions))
        )
    return found


def scenario_rows(
    board: Sequence[Scenario], lookup: Lookup, cites: Citations
) -> list[ScenarioRows]:
    """Forecasts under their conditions."""
    found: list[ScenarioRows] = []
    number = 0
    for scenario in board[: MOST_ROWS["scenarios"]]:
        rows = []
        for forecast in scenario.forecasts[: MOST_ROWS["forecasts"]]:
            number += 1
            cites.cite(f"S{number}", forecast.evidence)
            settled = [lookup.view.happenings.get(i) for i in forecast.settled_by]
            rows.append(
                ForecastRow(
                    code=f"S{number}",
                    outcome=forecast.outcome.exact,
                    holder=phrases.original(forecast.sources),
                    through=phrases.chain(forecast.sources[1:]),
                    likelihood=likelihood(forecast),
                    horizon=phrases.when_long(forecast.horizon) if forecast.horizon.known else "",
                    status=phrases.words(forecast.status.value),
                    settled=tuple(lookup.sentence(h) for h in settled if h),
                )
            )
        found.append(
            ScenarioRows(
                scenario.condition,
                scenario.wordings[1:6],
                tuple(rows),
                max(len(scenario.forecasts) - MOST_ROWS["forecasts"], 0),
            )
        )
    return found


def undrawn(relations: Sequence[Relation], lookup: Lookup) -> list[str]:
    """The busiest pairs that have too few dated months for a chart, with what is told of them."""
    few = [one for one in relations if len(one.told) < 2]
    few.sort(key=lambda one: -one.undated - sum(month.count for month in one.told))
    return [
        f"{lookup.party(one.one)} and {lookup.party(one.other)} "
        f"({sum(m.count for m in one.told)} dated, {one.undated} undated)"
        for one in few[: MOST_ROWS["undrawn"]]
    ]


def relation_rows(
    relations: Sequence[Relation], lookup: Lookup, cites: Citations
) -> list[RelationRows]:
    """Pairs with months enough to draw."""
    found: list[RelationRows] = []
    numbers = count(1)
    drawn = [one for one in relations if len(one.told) > 1][: MOST_ROWS["relations"]]
    for at, relation in enumerate(drawn, 1):
        title = f"{lookup.party(relation.one)} and {lookup.party(relation.other)}"
        months = []
        for month in relation.told:
            movers = [lookup.view.happenings[i] for i in month.movers[:2]]
            code = f"R{next(numbers)}"
            cites.cite(code, (t for h in movers for t in lookup.triggers(lookup.events_of(h))))
            months.append(
                MonthRow(
                    code=code,
                    month=month.month,
                    balance=_weight(month.balance),
                    reach=f"{_weight(month.least)} to {_weight(month.most)}",
                    deeds=f"{_weight(month.material_cooperation)} / "
                    f"{_weight(month.material_conflict)}",
                    cooperation=_weight(month.cooperation),
                    conflict=_weight(month.conflict),
                    count=month.count,
                    movers=tuple(lookup.sentence(h) for h in movers),
                )
            )
        charts = balance_charts(relation, title, f"r{at}")
        found.append(RelationRows(title, charts, tuple(months), relation.undated))
    return found


def _weight(value: float) -> str:
    return f"{value:+.1f}".replace("-", "−") if value else "0"
