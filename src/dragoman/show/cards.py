"""Records as a notebook shows them: a report with its highlights, a happening with its accounts.

HTML without scripts, links or styles of a page: whatever stands in a report is shown, and nothing
of it runs or is fetched.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from dragoman.lexicon.cues import load_cues
from dragoman.lexicon.tables import Tables
from dragoman.model import Difference, Event, Evidence, Happening, Report
from dragoman.show import phrases
from dragoman.show.across_rows import question
from dragoman.show.citations import Piece, pieces_of
from dragoman.show.lookup import Lookup
from dragoman.show.rendering import environment
from dragoman.show.safe import cut
from dragoman.show.tints import Hedges, hedges_of
from dragoman.show.tints import pieces_of as tinted

STYLES: Final = {
    "event": "background:#fde2b8;color:#222",
    "speaker": "background:#cfe3fb;color:#222",
    "cue": "background:#e3d9f7;color:#222",
    "quantity": "background:#d5efd0;color:#222",
    "time": "background:#f9d5e0;color:#222",
    "hedge": "text-decoration:underline dotted",
    "furniture": "color:#767676",
}
"""How each kind is set off; the colours differ in lightness, and the title says the kind too."""
QUOTED: Final = 8
"""Sentences quoted on a card."""


@dataclass(frozen=True, slots=True)
class Tinted:
    """A stretch of a report's text; ``title`` says what was read out of it."""

    text: str
    style: str
    title: str


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence with the words marked that a record rests on, and where it stands."""

    pieces: tuple[Piece, ...]
    where: str


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a card: a table, quotes, or both."""

    title: str
    headings: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class Card:
    """One record, ready to be shown; notebooks call `_repr_html_`, terminals `__str__`."""

    title: str
    meta: tuple[str, ...]
    sections: tuple[Section, ...] = ()
    pieces: tuple[Tinted, ...] = ()
    legend: tuple[tuple[str, str], ...] = ()

    def _repr_html_(self) -> str:
        return environment("dragoman.show", trim=True).get_template("card.html").render(card=self)

    def __str__(self) -> str:
        lines = [self.title, " · ".join(self.meta)]
        for section in self.sections:
            lines += ["", section.title] if section.title else []
            lines += ["  " + " | ".join(row) for row in section.rows]
            lines += [
                f"  “{''.join(piece.text for piece in quote.pieces)}” ({quote.where})"
                for quote in section.quotes
            ]
        return "\n".join(lines)


def report_card(lookup: Lookup, report: Report) -> Card:
    """A report: its text with everything that was read out of it set off."""
    view = lookup.view
    rules = {event.id: event for event in view.events_of_report(report.id)}
    pieces = tuple(
        _tinted(one.text, one.kinds, one.furniture, rules.get(one.event_id))
        for one in tinted(view, report.id, (), _hedges())
    )
    published = phrases.when_long(report.published_at)
    counts = (
        f"{len(view.statements_of_report(report.id))} statements",
        f"{len(view.events_of_report(report.id))} events",
    )
    uncoded = view.uncoded.get(report.id, "")
    meta = (report.publisher, published, *counts, f"not coded: {uncoded}" if uncoded else "")
    return Card(
        title=report.title or report.location,
        meta=tuple(filter(None, (*meta, report.id))),
        pieces=pieces,
        legend=tuple(STYLES.items()),
    )


def happening_card(lookup: Lookup, happening: Happening) -> Card:
    """A happening: who says what of it, how many, where accounts differ, and the sentences."""
    view = lookup.view
    accounts = tuple(
        (
            phrases.chain(one.sources),
            phrases.words(one.factuality.value),
            phrases.when(one.occurred_at),
            str(len(one.report_ids)),
        )
        for one in view.accounts_of(happening.id)
    )
    figures = tuple(
        (phrases.estimate(counted), phrases.position(held), phrases.chain(held.sources))
        for counted in happening.estimates
        for held in counted.positions
    )
    differences = tuple(
        (one.kind.value, question(one), _sides(one)) for one in view.differences_of(happening.id)
    )
    triggers = lookup.triggers(lookup.events_of(happening))
    sections = (
        Section("Accounts", ("who says so", "stands as", "when", "reports"), accounts),
        Section("Figures", ("in all", "told", "by"), figures),
        Section("Differences", ("kind", "question", "positions"), differences),
        Section("Sentences", quotes=quotes(lookup, triggers)),
    )
    origins = phrases.listed(lookup.origins(happening.origins), 5)
    meta = (
        f"{happening.origin_count} origins: {origins}" if origins else "",
        f"{len(happening.report_ids)} reports",
        phrases.when_long(happening.occurred_at),
        "disputed" if lookup.disputed(happening) else "",
        happening.id,
    )
    return Card(
        title=lookup.sentence(happening),
        meta=tuple(filter(None, meta)),
        sections=tuple(one for one in sections if one.rows or one.quotes),
    )


def list_card(title: str, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> Card:
    """Rows under a title."""
    table = tuple(tuple(row) for row in rows)
    return Card(title, (f"{len(table)} rows",), (Section("", tuple(headings), table),))


def quotes(lookup: Lookup, evidence: Sequence[Evidence]) -> tuple[Quote, ...]:
    """The sentences that evidence stands in, each once, with the words marked."""
    view = lookup.view
    marks: dict[tuple[str, int, int], list[tuple[int, int]]] = {}
    for one in evidence:
        span = view.sentence_of(one)
        start, end = (span.start, span.end) if span else (one.start, one.end)
        marks.setdefault((one.report_id, start, end), []).append((one.start, min(one.end, end)))
    made = []
    for (report_id, start, end), spans in list(marks.items())[:QUOTED]:
        report = view.reports[report_id]
        published = phrases.when(report.published_at) if report.published_at.known else ""
        where = ", ".join(filter(None, (report.publisher or report.location, published)))
        made.append(Quote(pieces_of(report.source_text, start, end, spans), where))
    return tuple(made)


@cache
def _hedges() -> Hedges:
    return hedges_of(load_cues(Tables()))


def _tinted(text: str, kinds: Sequence[str], furniture: str, event: Event | None) -> Tinted:
    if furniture:
        return Tinted(text, STYLES["furniture"], f"furniture: {phrases.words(furniture)}")
    if event is not None:
        told = f"{phrases.direction(event.initiators, event.recipients)}: {event.type}"
        return Tinted(text, STYLES["event"], f"event: {told}, {event.factuality.value}")
    return Tinted(text, STYLES[kinds[0]], kinds[0]) if kinds else Tinted(text, "", "")


def _sides(difference: Difference) -> str:
    return "; ".join(
        f"{cut(side.value, 60)}: {phrases.original(side.sources)}" for side in difference.positions
    )


def record_text(lookup: Lookup, kind: str, record: Any) -> str:
    """What `dragoman show` prints of a record."""
    from io import StringIO

    from rich.console import Console

    from dragoman.show.record import print_record

    written = StringIO()
    console = Console(file=written, width=80, markup=False, emoji=False, highlight=False)
    print_record(lookup, kind, record, console, ())
    return written.getvalue()
