"""What stands in the dossier: each section's rows, in plain values for the template.

Every row has a ``code`` (``H1``, ``X4`` …), its anchor in the page, under which its evidence
was given to the citations.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dragoman.analyse import (
    Exchange,
    ExchangeRow,
    FigureLadder,
    Relation,
    Scenario,
    TimelineRow,
)
from dragoman.case.view import CaseView
from dragoman.model import Difference, Factuality, Happening
from dragoman.show import phrases
from dragoman.show.across_rows import likelihood, question
from dragoman.show.balance import balance_charts
from dragoman.show.citations import Citations
from dragoman.show.ladder import chart_of, ladder_charts, letter
from dragoman.show.lookup import Lookup

MOST_ROWS: Final = {
    "pairs": 12,
    "side": 30,
    "ladders": 10,
    "differences": 80,
    "scenarios": 40,
    "forecasts": 20,
    "relations": 4,
    "timeline": 300,
    "actors": 30,
}
"""Rows a section has at most; what is left out is counted there, and the listings have all."""

ITEMS_NAMED: Final = 8
"""Things named in one line of the exchange."""

CERTAIN: Final = frozenset({Factuality.ACTUAL, Factuality.UNSPECIFIED})
"""Factualities that need no word beside the line."""


@dataclass(frozen=True, slots=True)
class HappeningRow:
    """A happening as the headlines and the timeline tell it."""

    code: str
    sentence: str
    when: str
    precision: str
    figures: tuple[str, ...]
    chain: str
    standing: str
    tag: str
    disputed: bool


@dataclass(frozen=True, slots=True)
class GiftRow:
    """One thing that went one way."""

    code: str
    what: str
    figures: tuple[str, ...]
    when: str
    standing: str
    tag: str
    disputed: bool
    returns: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PairRows:
    """What went each way between two parties; ``more`` counts what is left out."""

    outward_title: str
    outward: tuple[GiftRow, ...]
    homeward_title: str
    homeward: tuple[GiftRow, ...]
    more: int


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


@dataclass(frozen=True, slots=True)
class ActorRow:
    """An actor and whom it deals with."""

    name: str
    kind: str
    country: str
    mentions: int
    dealings: str


def happening_row(
    code: str, happening: Happening, lookup: Lookup, cites: Citations
) -> HappeningRow:
    """A happening in one sentence with what stands behind it."""
    cites.cite(code, happening.evidence)
    return HappeningRow(
        code=code,
        sentence=lookup.sentence(happening),
        when=phrases.when_long(happening.occurred_at),
        precision=phrases.precision(happening.occurred_at),
        figures=tuple(phrases.estimate(e) for e in happening.estimates[:3]),
        chain=phrases.chain(lookup.best_chain(happening)),
        standing=standing(happening.origin_count, len(happening.report_ids)),
        tag=_tag(happening.factuality),
        disputed=lookup.disputed(happening),
    )


def timeline_rows(
    rows: Sequence[TimelineRow], lookup: Lookup, cites: Citations
) -> list[tuple[str, list[HappeningRow]]]:
    """Happenings under their years; the undated last, those of one actor together."""
    years: list[tuple[str, list[HappeningRow]]] = []
    dated = [row for row in rows if row.year is not None]
    undated = [row for row in rows if row.year is None]
    undated.sort(key=lambda row: (lookup.sentence(row.happening), row.happening.id))
    for at, row in enumerate([*dated, *undated][: MOST_ROWS["timeline"]], 1):
        year = str(row.year) if row.year else "Undated"
        if not years or years[-1][0] != year:
            years.append((year, []))
        years[-1][1].append(happening_row(f"T{at}", row.happening, lookup, cites))
    return years


def pair_rows(pairs: Sequence[Exchange], lookup: Lookup, cites: Citations) -> list[PairRows]:
    """The exchange ledger, two columns a pair; what one happening gave stands together."""
    sides = [_by_happening(side) for pair in pairs for side in (pair.outward, pair.homeward)]
    codes: dict[str, str] = {}
    number = 0
    gifts: list[list[tuple[str, list[ExchangeRow]]]] = []
    for side in sides:
        gifts.append([])
        for rows in side[: MOST_ROWS["side"]]:
            number += 1
            code = f"X{number}"
            codes.setdefault(rows[0].happening_id, code)
            cites.cite(code, rows[0].evidence)
            gifts[-1].append((code, rows))
    made = [tuple(_gift(code, rows, codes, lookup) for code, rows in side) for side in gifts]
    more = [max(len(side) - MOST_ROWS["side"], 0) for side in sides]
    return [
        PairRows(
            outward_title=f"{lookup.party(pair.one)} → {lookup.party(pair.other)}",
            outward=made[2 * at],
            homeward_title=f"{lookup.party(pair.other)} → {lookup.party(pair.one)}",
            homeward=made[2 * at + 1],
            more=more[2 * at] + more[2 * at + 1],
        )
        for at, pair in enumerate(pairs)
    ]


def _by_happening(side: Sequence[ExchangeRow]) -> list[list[ExchangeRow]]:
    """Rows of one happening together, in the order of each happening's first row."""
    groups: dict[str, list[ExchangeRow]] = {}
    for row in side:
        groups.setdefault(row.happening_id, []).append(row)
    return list(groups.values())


def _gift(code: str, rows: Sequence[ExchangeRow], codes: dict[str, str], lookup: Lookup) -> GiftRow:
    happenings = lookup.view.happenings
    first = rows[0]
    items = [item for row in rows for item in row.items or (phrases.words(row.item_class),)]
    estimates = list(dict.fromkeys(e for row in rows for e in row.estimates))
    returns = tuple(
        (lookup.sentence(happenings[i]), codes.get(i, ""))
        for i in dict.fromkeys((*first.in_return_for, *first.returned_by))
        if i in happenings
    )
    return GiftRow(
        code=code,
        what=phrases.listed([item for item in items if item], ITEMS_NAMED) or "help, not named",
        figures=tuple(phrases.estimate(e) for e in estimates[:3]),
        when=phrases.when_long(first.occurred_at),
        standing=standing(first.origin_count, len(first.report_ids)),
        tag=_tag(first.factuality),
        disputed=first.disputed,
        returns=returns,
    )


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
        title = _ladder_title(ladder, lookup)
        disputing = _disputing(ladder)
        charts = ladder_charts(chart_of(ladder, title, disputing), f"f{at}")
        found.append(LadderRows(title, charts, tuple(rows), bool(disputing)))
    return found


def moves(ladder: FigureLadder) -> bool:
    """Whether there is something to draw: two figures that differ, or two days."""
    rungs = [rung for line in ladder.lines for rung in line.rungs]
    values = {(r.quantity.low, r.quantity.best, r.quantity.high) for r in rungs}
    days = {r.stated_at.earliest for r in rungs if r.stated_at.known}
    return len(values) > 1 or len(days) > 1


def _ladder_title(ladder: FigureLadder, lookup: Lookup) -> str:
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
    drawn = [one for one in relations if len(one.months) > 1][: MOST_ROWS["relations"]]
    for at, relation in enumerate(drawn, 1):
        title = f"{lookup.party(relation.one)} and {lookup.party(relation.other)}"
        months = []
        for month in relation.months:
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


def actor_rows(view: CaseView) -> list[ActorRow]:
    """The actors named most, and whom each deals with."""
    dealings: dict[str, Counter[str]] = {}
    for happening in view.happenings.values():
        for ours, theirs in (
            (happening.initiators, happening.recipients),
            (happening.recipients, happening.initiators),
        ):
            for one in ours:
                counted = dealings.setdefault(one.actor_id, Counter())
                counted.update({other.name for other in theirs if other.name != one.name})
    ranked = sorted(view.actors.values(), key=lambda a: (-len(a.mentions), a.name, a.id))
    named = [actor for actor in ranked if actor.kind.value not in ("place", "unnamed")]
    rows = []
    for actor in named[: MOST_ROWS["actors"]]:
        partners = sorted(
            dealings.get(actor.id, Counter()).items(), key=lambda pair: (-pair[1], pair[0])
        )
        rows.append(
            ActorRow(
                name=actor.name,
                kind=phrases.kind_words(actor.kind),
                country=actor.country,
                mentions=len(actor.mentions),
                dealings=", ".join(f"{name} {count}" for name, count in partners[:6]),
            )
        )
    return rows


def standing(origins: int, reports: int) -> str:
    """``3 origins / 14 reports``."""
    return (
        f"{origins} origin{'' if origins == 1 else 's'} / "
        f"{reports} report{'' if reports == 1 else 's'}"
    )


def _tag(factuality: Factuality) -> str:
    return "" if factuality in CERTAIN else factuality.value
