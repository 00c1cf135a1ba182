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
    TimelineRow,
)
from dragoman.case.view import CaseView
from dragoman.model import Evidence, Factuality, Happening
from dragoman.show import phrases
from dragoman.show.citations import Citations
from dragoman.show.lookup import Lookup

MOST_ROWS: Final = {
    "pairs": 12,
    "side": 30,
    "ladders": 10,
    "differences": 80,
    "scenarios": 40,
    "forecasts": 20,
    "relations": 4,
    "undrawn": 6,
    "timeline": 300,
    "actors": 30,
    "sources": 30,
    "failures": 60,
}
"""Rows a section has at most; what is left out is counted there, and the listings have all."""

ITEMS_NAMED: Final = 8
"""Things named in one line of the exchange."""

ORIGINS_NAMED: Final = 4

CERTAIN: Final = frozenset({Factuality.ACTUAL})
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
    origins: str
    tag: str
    disputed: bool


@dataclass(frozen=True, slots=True)
class GiftRow:
    """One thing that went one way; ``route`` is how, as its reports tell, empty where none does."""

    code: str
    what: str
    figures: tuple[str, ...]
    when: str
    standing: str
    origins: str
    tag: str
    disputed: bool
    returns: tuple[tuple[str, str], ...]
    route: str


@dataclass(frozen=True, slots=True)
class PairRows:
    """What went each way between two parties; ``more`` counts what is left out."""

    outward_title: str
    outward: tuple[GiftRow, ...]
    homeward_title: str
    homeward: tuple[GiftRow, ...]
    more: int


@dataclass(frozen=True, slots=True)
class ActorRow:
    """An actor and whom it deals with."""

    name: str
    kind: str
    country: str
    mentions: int
    dealings: str
    code: str


def happening_row(
    code: str, happening: Happening, lookup: Lookup, cites: Citations
) -> HappeningRow:
    """A happening in one sentence with what stands behind it."""
    cites.cite(code, lookup.triggers(lookup.events_of(happening)))
    return HappeningRow(
        code=code,
        sentence=lookup.sentence(happening),
        when=phrases.when_long(happening.occurred_at),
        precision=phrases.precision(happening.occurred_at),
        figures=tuple(phrases.estimate(e) for e in happening.estimates[:3]),
        chain=phrases.chain(lookup.best_chain(happening)),
        standing=standing(happening.origin_count, len(happening.report_ids)),
        origins=phrases.listed(lookup.origins(happening.origins), ORIGINS_NAMED),
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
    pairs = pairs[: MOST_ROWS["pairs"]]
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
            events = lookup.events_of(lookup.view.happenings[rows[0].happening_id])
            cites.cite(code, lookup.triggers(events))
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
    events = lookup.events_of(happenings[first.happening_id])
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
        origins=phrases.listed(lookup.origins(first.origins), ORIGINS_NAMED),
        tag=_tag(first.factuality),
        disputed=first.disputed,
        returns=returns,
        route=phrases.route(leg for event in events for leg in event.route),
    )


def actor_rows(view: CaseView, cites: Citations) -> list[ActorRow]:
    """The actors named most, and whom each deals with; without dealings, where each is named."""
    dealings: dict[str, Counter[str]] = {}
    grounds: dict[str, list[Evidence]] = {}
    for happening in view.happenings.values():
        events = [view.events[i] for i in happening.event_ids if i in view.events]
        told = [Evidence.from_span(event.report_id, event.trigger) for event in events[:1]]
        for ours, theirs in (
            (happening.initiators, happening.recipients),
            (happening.recipients, happening.initiators),
        ):
            for one in ours:
                counted = dealings.setdefault(one.actor_id, Counter())
                partners = {other.name for other in theirs if other.name != one.name}
                counted.update(partners)
                if partners:
                    grounds.setdefault(one.actor_id, []).extend(told)
    ranked = sorted(view.actors.values(), key=lambda a: (-len(a.mentions), a.name, a.id))
    named = [actor for actor in ranked if actor.kind.value not in ("place", "unnamed")]
    rows = []
    for at, actor in enumerate(named[: MOST_ROWS["actors"]], 1):
        code = f"A{at}"
        cites.cite(code, grounds.get(actor.id) or actor.mentions[:1])
        ranking = sorted(
            dealings.get(actor.id, Counter()).items(), key=lambda pair: (-pair[1], pair[0])
        )
        rows.append(
            ActorRow(
                name=actor.name,
                kind=phrases.kind_words(actor.kind),
                country=actor.country,
                mentions=len(actor.mentions),
                dealings=", ".join(f"{name} {count}" for name, count in ranking[:6]),
                code=code,
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
