"""Views that hang on one record: a happening, a pair of states, a report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from dragoman.analyse import exchanges, in_order, relations
from dragoman.case import Case
from dragoman.case.joining import joins_of
from dragoman.errors import RecordMissing
from dragoman.model import Copy, CopyKind, Event, Evidence, Happening, Join, to_json
from dragoman.reconcile.points import POINTS
from dragoman.reconcile.seniority import REASONS
from dragoman.serve.across import gift_lines
from dragoman.serve.addresses import record, said_address
from dragoman.serve.asked import Asked
from dragoman.serve.counted import difference_lines
from dragoman.serve.judged import Judged, Mark, attributed
from dragoman.serve.ledger import ledger_row
from dragoman.serve.pane import head_of, report_pane, statement_focus, told_in
from dragoman.serve.room import Room
from dragoman.serve.views import View
from dragoman.show import phrases
from dragoman.show.balance import balance_charts
from dragoman.show.copied import KINDS
from dragoman.show.happening_rows import ledger_listing
from dragoman.show.listing import Column, Listing, Told
from dragoman.show.lookup import Lookup

TELLINGS: Final = 60
"""Reports of one happening whose tellings stand side by side."""
COPIES: Final = 24
PASSAGES: Final = 4
STATEMENTS: Final = 60
PAIR_HAPPENINGS: Final = 250
MONTHS: Final = 60
"""Months of a pair's balance that are drawn, the last of them."""


@dataclass(frozen=True, slots=True)
class TellingCell:
    """One telling of a happening, as a column of the comparison.

    Attributes:
        slots: label, value, and whether it is the same as the happening's own.
    """

    event_id: str
    statement_id: str
    title: str
    where: str
    report: str
    speaker: str
    said: str
    through: str
    stance: str
    attributed: str
    quote: str
    address: str
    slots: tuple[tuple[str, str, bool], ...]
    marks: tuple[Mark, ...]
    account: int = 0


@dataclass(frozen=True, slots=True)
class CopyLines:
    """Two reports of which one repeats the other, with the passages on either side."""

    kind: str
    share: str
    one: str
    one_address: str
    other: str
    other_address: str
    reason: str
    passages: tuple[tuple[str, str], ...]
    more: int


def happening(room: Room, case: Case, happening_id: str) -> View:
    """The accounts of a happening side by side, why they were joined, and who copies whom."""
    one: Happening = record(case, happening_id, "happening")
    ids = one.report_ids[:TELLINGS]
    lookup = room.reports(case, list(ids))
    held = lookup.view.happenings.get(one.id, one)
    judged = Judged(lookup.view.judgements)
    events = lookup.events_of(held)
    cells = by_account([telling_cell(e, held, lookup, judged) for e in events], held, lookup)
    why = {join.event_id: why_joined(join, lookup) for join in joins_of(case, held.id)}
    among = [c for c in lookup.view.copies if {c.report_id, c.copy_of} <= set(ids)]
    return View(
        "happening.html",
        "/",
        lookup.sentence(held),
        {
            "row": ledger_row(held, lookup, judged, Asked(), ""),
            "happening_id": held.id,
            "origins": lookup.origins(held.origins),
            "cells": cells,
            "why": why,
            "enough": f"{POINTS.enough:g}",
            "accounts": len({cell.account for cell in cells}),
            "more": len(one.report_ids) - len(ids),
            "copies": [copy_lines(copy, lookup) for copy in among[:COPIES]],
            "more_copies": max(len(among) - COPIES, 0),
            "differences": [
                difference_lines(d, lookup) for d in lookup.view.differences_of(held.id)
            ],
            "marks": judged.of_happening(held),
        },
        lambda: telling_listing(events, lookup),
    )


@dataclass(frozen=True, slots=True)
class WhyJoined:
    """What speaks for and against a telling being of the happening: reasons with points."""

    fellow_id: str
    fellow: str
    score: str
    reasons: tuple[tuple[str, str, bool], ...]


def why_joined(join: Join, lookup: Lookup) -> WhyJoined:
    """The grouping's own reasons, the weightiest first, and with whom it was compared."""
    event = lookup.view.events.get(join.fellow_id)
    ranked = sorted(join.reasons, key=lambda r: (-abs(r.points), r.name))
    return WhyJoined(
        fellow_id=join.fellow_id,
        fellow=told_in(lookup.view.reports[event.report_id]) if event else join.fellow_id,
        score=f"{join.score:g}",
        reasons=tuple((r.name, f"{r.points:+g}", r.points < 0) for r in ranked if r.points),
    )


def telling_cell(event: Event, held: Happening, lookup: Lookup, judged: Judged) -> TellingCell:
    """One telling beside the others: what it says of each slot."""
    view = lookup.view
    statement = view.statements.get(event.statement_id)
    chain = statement.sources if statement else ()
    report = view.reports[event.report_id]
    names = {key: actor.name for key, actor in view.actors.items()}
    where = Evidence.from_span(event.report_id, event.trigger)
    span = view.sentence_of(where)
    return TellingCell(
        event_id=event.id,
        statement_id=event.statement_id,
        title=head_of(lookup, report.id).title,
        where=report.publisher or "publisher not named",
        report=f"/report/{report.id}",
        speaker=phrases.original(chain),
        said=said_address(chain[0]) if chain else "",
        through=phrases.chain(chain[1:]),
        stance=phrases.words(statement.stance.value) if statement else "",
        attributed=attributed(judged, event.statement_id, names),
        quote=report.source_text[span.start : span.end] if span else event.trigger.exact,
        address=f"/?at={held.id}&event={event.id}#here",
        slots=tuple(_slots(event, held, lookup)),
        marks=tuple(judged.of(event.id, event.statement_id)),
    )


def by_account(cells: Sequence[TellingCell], held: Happening, lookup: Lookup) -> list[TellingCell]:
    """Tellings of one source's account together, those accounts first that most tell."""
    accounts = sorted(lookup.view.accounts_of(held.id), key=lambda a: (-len(a.event_ids), a.id))
    numbers = {key: at for at, one in enumerate(accounts, 1) for key in one.event_ids}
    placed = [replace(cell, account=numbers.get(cell.event_id, 0)) for cell in cells]
    return sorted(placed, key=lambda cell: cell.account)


def _slots(event: Event, held: Happening, lookup: Lookup) -> Sequence[tuple[str, str, bool]]:
    """What the grouping goes by, and whether this telling has it as the happening does."""
    figures = [phrases.figure(q) for q in lookup.view.quantities_of_event(event.id)]
    ours = (
        ("deed", f"{event.type} {event.mode}".strip(), event.type == held.type),
        ("who", phrases.names(event.initiators), _fits(event.initiators, held.initiators)),
        ("to whom", phrases.names(event.recipients), _fits(event.recipients, held.recipients)),
        ("what", "; ".join(i.text for i in event.items), _classes(event) <= _classes(held)),
        ("how many", "; ".join(figures), True),
        (
            "when",
            phrases.when_long(event.occurred_at) if event.occurred_at.known else "",
            event.occurred_at.compatible(held.occurred_at),
        ),
        ("stands as", event.factuality.value, event.factuality == held.factuality),
    )
    return [slot for slot in ours if slot[1] and slot[1] != phrases.NOBODY]


def _fits(ours: Sequence[Any], theirs: Sequence[Any]) -> bool:
    return {p.country or p.name for p in ours} <= {p.country or p.name for p in theirs}


def _classes(one: Event | Happening) -> set[str]:
    return {item.cls for item in one.items}


def copy_lines(copy: Copy, lookup: Lookup) -> CopyLines:
    """A copy with both sides of its passages."""
    reports = lookup.view.reports
    one, other = reports[copy.report_id], reports[copy.copy_of]
    passages = list(zip(copy.passages, copy.counterparts, strict=False))
    quoted = copy.kind is CopyKind.QUOTED
    return CopyLines(
        kind=KINDS.get(copy.kind, copy.kind.value),
        share=f"{copy.share:.0%}",
        one=told_in(one),
        one_address=f"/report/{one.id}",
        other=told_in(other),
        other_address=f"/report/{other.id}",
        reason="" if quoted else REASONS.get(copy.reason, copy.reason),
        passages=tuple((a.exact, b.exact) for a, b in passages[:PASSAGES]),
        more=max(len(passages) - PASSAGES, 0),
    )


def telling_listing(events: Sequence[Event], lookup: Lookup) -> Listing[Event]:
    """The tellings of a happening as they are downloaded."""

    def report(event: Event) -> Any:
        return lookup.view.reports[event.report_id]

    return Listing(
        columns=(
            Column("event_id", lambda e: e.id),
            Column("report_id", lambda e: e.report_id),
            Column("publisher", lambda e: report(e).publisher),
            Column("published", lambda e: phrases.when(report(e).published_at)),
            Column("source_chain", lambda e: phrases.chain(lookup.chain_of_event(e))),
            Column("who_to_whom", lambda e: phrases.direction(e.initiators, e.recipients)),
            Column("type", lambda e: e.type),
            Column("factuality", lambda e: e.factuality.value),
            Column("when", lambda e: phrases.when(e.occurred_at)),
            Column("words", lambda e: e.evidence[0].exact),
        ),
        rows=events,
        told=lambda e: Told(e.trigger.exact),
        record=to_json,
    )


def pair(room: Room, case: Case, one: str, other: str) -> View:
    """The dealings of two states: what went each way, month by month, and the timeline."""
    index = room.index(case)
    low, high = sorted((one, other))
    value = f"{low},{high}"
    ids = index.ordered(index.select({"pair": (value,)}), "oldest")
    if not ids:
        raise RecordMissing(f"no happening is between {one} and {other}", "go back to the ledger")
    own = ids[:PAIR_HAPPENINGS]
    held = room.happenings(case, own).view.happenings.values()
    # What was given in return may name no taker, and then is told to be between the same two.
    back = {key for one in held for key in one.in_return_for} - set(own)
    lookup = room.happenings(case, [*own, *sorted(back)])
    judged = Judged(lookup.view.judgements)
    rows = in_order(lookup.view.happenings.values())
    found = [
        replace(r, months=r.months[-MONTHS:])
        for r in relations(lookup.view, room.coding.goldstein)
        if (r.one, r.other) == (low, high)
    ]
    names = f"{lookup.party(low)} and {lookup.party(high)}"
    charts = balance_charts(found[0], names, "r") if found and len(found[0].months) > 1 else ()
    sides = [
        (f"{lookup.party(giver)} → {lookup.party(taker)}", gift_lines(side, lookup))
        for row in exchanges(lookup.view, room.likeness)
        if {row.one, row.other} == {low, high}
        for giver, taker, side in (
            (row.one, row.other, row.outward),
            (row.other, row.one, row.homeward),
        )
    ]
    return View(
        "pair.html",
        "/",
        names,
        {
            "sides": sides,
            "charts": charts,
            "months": found[0].months if found else (),
            "rows": [ledger_row(h, lookup, judged, Asked(), "") for h in rows],
            "sentences": {h.id: lookup.sentence(h) for h in rows},
            "ledger": Asked(chosen={"pair": (value,)}).address(),
            "more": max(len(ids) - PAIR_HAPPENINGS, 0),
        },
        lambda: ledger_listing(lookup, rows),
    )


def report(room: Room, case: Case, report_id: str, at: str, span: tuple[int, int] | None) -> View:
    """A report by itself, at a statement, event, figure or stretch of it."""
    record(case, report_id, "report")
    lookup = room.reports(case, [report_id])
    focus = _focus(lookup, report_id, at)
    if not focus and span is not None:
        text = lookup.view.reports[report_id].source_text
        start, end = span
        if 0 <= start < end <= len(text):
            focus = [Evidence(report_id, start, end, text[start:end])]
    pane = report_pane(room, lookup, report_id, focus)
    told = lookup.view.events_of_report(report_id)
    return View(
        "report.html",
        "/reports",
        pane.head.title,
        {"pane": pane, "statements": len(lookup.view.statements), "events": len(told)},
        lambda: telling_listing(told, lookup),
        citation=pane.citation,
    )


def _focus(lookup: Lookup, report_id: str, at: str) -> list[Evidence]:
    view = lookup.view
    if at in view.statements:
        return statement_focus(view.statements[at])
    if at in view.events:
        return list(lookup.triggers([view.events[at]]))
    if at in view.quantities:
        return list(view.quantities[at].evidence)
    return []
