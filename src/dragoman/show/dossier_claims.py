"""What the dossier says of figures, differences, forecasts and relations: its rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.analyse import FigureLadder, Relation, Scenario
from dragoman.model import Difference
from dragoman.show import phrases
from dragoman.show.across_rows import likelihood, question
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
    """A ladder: its charts (two drawings of the same) and all its figures."""

    title: str
    charts: tuple[str, ...]
    rows: tuple[FigureRow, ...]
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
    """A month of a pair's balance."""

    month: str
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
    number = 0
    for at, ladder in enumerate(ladders[: MOST_ROWS["ladders"]], 1):
        rows = []
        for place, line in enumerate(ladder.lines):
            for rung in line.rungs:
                number += 1
                quantity = rung.quantity
                cites.cite(f"F{number}", quantity.evidence)
                rows.append(
                    FigureRow(
                        code=f"F{number}",
                        key=letter(place),
                        source=phrases.speaker(line.source),
                        stated=phrases.when_long(rung.stated_at),
                        as_of=phrases.when_long(quantity.as_of) if quantity.as_of.known else "",
                        figure=phrases.interval(quantity.low, quantity.high, quantity.best),
                        words=quantity.text,
                        vague=rung.vague,
                    )
                )
        title = ladder_title(ladder, lookup)
        disputing = _disputing(ladder)
        charts = ladder_charts(chart_of(ladder, title, disputing), f"f{at}")
        found.append(LadderRows(title, charts, tuple(rows), bool(disputing)))
    return found


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
        happening = lookup.view.happenings.get(difference.happening_id)
        about = lookup.sentence(happening) if happening else ""
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


def relation_rows(relations: Sequence[Relation], lookup: Lookup) -> list[RelationRows]:
    """Pairs with months enough to draw."""
    found: list[RelationRows] = []
    drawn = [one for one in relations if len(one.told) > 1][: MOST_ROWS["relations"]]
    for at, relation in enumerate(drawn, 1):
        title = f"{lookup.party(relation.one)} and {lookup.party(relation.other)}"
        months = []
        for month in relation.told:
            movers = [lookup.view.happenings[i] for i in month.movers]
            months.append(
                MonthRow(
                    month=month.month,
                    cooperation=_weight(month.cooperation),
                    conflict=_weight(month.conflict),
                    count=month.count,
                    movers=tuple(lookup.sentence(h) for h in movers[:2]),
                )
            )
        charts = balance_charts(relation, title, f"r{at}")
        found.append(RelationRows(title, charts, tuple(months), relation.undated))
    return found


def _weight(value: float) -> str:
    return f"{value:+.1f}".replace("-", "−") if value else "0"
