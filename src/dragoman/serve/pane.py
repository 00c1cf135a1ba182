"""The report's pane: the text with what was read out of it, at the sentence asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dragoman.model import Event, Evidence, Happening, Report, Source, Statement
from dragoman.serve.addresses import said_address
from dragoman.serve.asked import Asked
from dragoman.serve.judged import Judged, Mark, attributed
from dragoman.serve.room import Room
from dragoman.show import phrases
from dragoman.show.lookup import Lookup
from dragoman.show.safe import one_line, web_address
from dragoman.show.tints import Piece, pieces_of

TELLINGS_SHOWN: Final = 12


@dataclass(frozen=True, slots=True)
class Link:
    """A source of a chain with the address of all that it said."""

    name: str
    kind: str
    address: str


@dataclass(frozen=True, slots=True)
class Telling:
    """One event of a happening, as a choice: who tells, where, when."""

    event_id: str
    address: str
    speaker: str
    where: str
    current: bool


@dataclass(frozen=True, slots=True)
class Head:
    """A report's head: what it is, and where it was published."""

    id: str
    title: str
    publisher: str
    published: str
    relayed_by: str
    url: str
    location: str
    copy_of: str
    uncoded: str


@dataclass(frozen=True, slots=True)
class Pane:
    """All that the pane shows.

    Attributes:
        happening_id, event_id, statement_id: what a judgement would bear on; empty for a report
            that is looked at by itself.
        coded: what was read out of the sentence: label and value.
        attributed: to whom an analyst attributes the statement, empty where none does.
        names: actors of the report, to attribute it to.
        trails: event id to the address at which it is told, for the links in the text.
    """

    head: Head
    pieces: tuple[Piece, ...]
    citation: str
    chain: tuple[Link, ...] = ()
    stance: str = ""
    attributed: str = ""
    coded: tuple[tuple[str, str], ...] = ()
    tellings: tuple[Telling, ...] = ()
    more_tellings: int = 0
    happening_id: str = ""
    sentence: str = ""
    event_id: str = ""
    statement_id: str = ""
    names: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()
    trails: tuple[tuple[str, str], ...] = ()

    @property
    def trail(self) -> dict[str, str]:
        """`trails` by event."""
        return dict(self.trails)


def pane_of(
    room: Room,
    report: Lookup,
    ledger: Lookup,
    happening: Happening,
    event: Event,
    asked: Asked,
) -> Pane:
    """The pane at one telling of a happening.

    Args:
        report: the report of that telling, whole.
        ledger: the happening with all of its tellings.
    """
    view = report.view
    statement = view.statements.get(event.statement_id)
    judged = Judged(view.judgements)
    names = {key: actor.name for key, actor in view.actors.items()}
    where = [Evidence.from_span(event.report_id, event.trigger)]
    tellings = _tellings(happening, event, ledger, asked)
    return Pane(
        head=head_of(report, event.report_id),
        pieces=tuple(pieces_of(view, event.report_id, where, room.hedges)),
        citation=citation(report, where[0], statement.sources if statement else ()),
        chain=links(statement.sources) if statement else (),
        stance=phrases.words(statement.stance.value) if statement else "",
        attributed=attributed(judged, event.statement_id, names),
        coded=_coded(event, happening, report),
        tellings=tellings[:TELLINGS_SHOWN],
        more_tellings=max(len(tellings) - TELLINGS_SHOWN, 0),
        happening_id=happening.id,
        sentence=ledger.sentence(happening),
        event_id=event.id,
        statement_id=event.statement_id,
        names=_names(view.report_of(event), report),
        marks=tuple(_marks(judged, happening, event)),
        trails=_trails(report, event.report_id, asked),
    )


def report_pane(room: Room, report: Lookup, report_id: str, focus: Sequence[Evidence]) -> Pane:
    """The pane of a report by itself, at what is asked for, if anything."""
    view = report.view
    statement = next(
        (s for s in view.statements_of_report(report_id) if focus and focus[0] in s.evidence), None
    )
    where = focus[0] if focus else Evidence(report_id, 0, 0, "")
    return Pane(
        head=head_of(report, report_id),
        pieces=tuple(pieces_of(view, report_id, focus, room.hedges)),
        citation=citation(report, where, statement.sources if statement else ()),
        chain=links(statement.sources) if statement else (),
        stance=phrases.words(statement.stance.value) if statement else "",
        trails=_trails(report, report_id, Asked()),
    )


def head_of(lookup: Lookup, report_id: str) -> Head:
    """What a report is."""
    report = lookup.view.reports[report_id]
    return Head(
        id=report.id,
        title=report.title or file_of(report),
        publisher=report.publisher,
        published=phrases.when_long(report.published_at),
        relayed_by=report.relayed_by,
        url=web_address(report.url),
        location=report.location,
        copy_of=report.copy_of,
        uncoded=lookup.view.uncoded.get(report_id, ""),
    )


def citation(lookup: Lookup, where: Evidence, sources: Sequence[Source]) -> str:
    """A sentence with all that another needs to find it: words, speaker, report, offsets."""
    view = lookup.view
    report = view.reports[where.report_id]
    span = view.sentence_of(where)
    start, end = (span.start, span.end) if span else (where.start, where.end)
    words = one_line(report.source_text[start:end])
    said = f"{phrases.chain(sources)}: " if sources else ""
    quoted = f"{said}“{words}” " if words else ""
    return one_line(f"{quoted}{told_in(report)}, characters {start}–{end}, {report.id}")


def told_in(report: Report) -> str:
    """Publisher, title, day and address of a report in a row."""
    parts = (
        report.publisher or "publisher not named",
        f"“{report.title}”" if report.title else report.location,
        phrases.when_long(report.published_at),
        web_address(report.url),
    )
    return ", ".join(part for part in parts if part)


def links(sources: Sequence[Source]) -> tuple[Link, ...]:
    """A chain, each link to what it said."""
    return tuple(
        Link(phrases.speaker(one), phrases.kind_words(one.kind), said_address(one))
        for one in sources
    )


def _tellings(
    happening: Happening, event: Event, ledger: Lookup, asked: Asked
) -> tuple[Telling, ...]:
    found = []
    for one in ledger.events_of(happening):
        chain = ledger.chain_of_event(one)
        report = ledger.view.reports.get(one.report_id)
        found.append(
            Telling(
                event_id=one.id,
                address=asked.address(at=happening.id, event=one.id, anchor="here"),
                speaker=phrases.original(chain),
                where=_published(report) if report else "",
                current=one.id == event.id,
            )
        )
    return tuple(found)


def _published(report: Report) -> str:
    parts = (
        report.publisher or one_line(report.title or file_of(report)),
        phrases.when_long(report.published_at) if report.published_at.known else "",
    )
    return ", ".join(part for part in parts if part)


def file_of(report: Report) -> str:
    """The name of the file that a report was read from, without its folders."""
    return report.location.replace("\\", "/").rpartition("/")[2]


def _coded(event: Event, happening: Happening, lookup: Lookup) -> tuple[tuple[str, str], ...]:
    """What was read out of the sentence, in the field's terms."""
    figures = [phrases.figure(q) for q in lookup.view.quantities_of_event(event.id)]
    mode = f", {event.mode}" if event.mode else ""
    rows = (
        ("who → whom", phrases.direction(event.initiators, event.recipients)),
        ("type", f"{event.type}{mode} · CAMEO {event.cameo}"),
        ("stands as", event.factuality.value),
        ("when", phrases.when_long(event.occurred_at) if event.occurred_at.known else ""),
        ("what", phrases.listed([item.text for item in event.items], 6)),
        ("how many", "; ".join(figures)),
        ("way", phrases.route(event.route)),
        ("pattern", event.rule),
    )
    return tuple((label, value) for label, value in rows if value)


def _names(report: Report | None, lookup: Lookup) -> tuple[str, ...]:
    """Whom the report names as a source of something: the likeliest to attribute to."""
    if report is None:
        return ()
    found = {
        source.name
        for statement in lookup.view.statements_of_report(report.id)
        for source in statement.sources
        if source.actor_id and source.name
    }
    for event in lookup.view.events_of_report(report.id):
        found |= {p.name for p in (*event.initiators, *event.recipients) if p.actor_id and p.name}
    return tuple(sorted(found, key=str.casefold))


def _marks(judged: Judged, happening: Happening, event: Event) -> list[Mark]:
    marks = [*judged.of_happening(happening), *judged.of(event.statement_id)]
    return list({mark.id: mark for mark in marks}.values())


def _trails(lookup: Lookup, report_id: str, asked: Asked) -> tuple[tuple[str, str], ...]:
    found = []
    for event in lookup.view.events_of_report(report_id):
        for happening in lookup.view.happenings_of_event(event.id)[:1]:
            address = asked.address(at=happening.id, event=event.id, anchor="here")
            found.append((event.id, address))
    return tuple(found)


def statement_focus(statement: Statement) -> list[Evidence]:
    """Where a statement stands."""
    return [Evidence.from_span(statement.report_id, statement.content)]
