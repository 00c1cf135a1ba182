"""Sources: who is credited with what, and all that one of them said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote

from dragoman.case import Case
from dragoman.case.asking import statements_by
from dragoman.errors import RecordMissing
from dragoman.model import ActorKind, Statement, to_json
from dragoman.serve.across import common
from dragoman.serve.asked import Asked
from dragoman.serve.judged import Judged, attributed
from dragoman.serve.pane import file_of
from dragoman.serve.room import Room
from dragoman.serve.views import View
from dragoman.show import phrases
from dragoman.show.listing import Column, Listing, Told
from dragoman.show.lookup import Lookup
from dragoman.show.safe import cut
from dragoman.show.source_rows import SourceRow, credited, source_listing

SOURCES: Final = 200
STATEMENTS: Final = 60
CARRIERS: Final = 3
TITLE: Final = 60
"""Characters of a report's title where it stands for its publisher."""


def sources(room: Room, case: Case, asked: Asked) -> View:
    """Who is credited with what, the most quoted first."""
    lookup, left_out = room.survey(case, asked)
    rows = credited(lookup.view)
    shown = [
        (row, f"/said?by={quote(row.actor_id or row.name.casefold())}", _carriers(row, lookup))
        for row in rows[:SOURCES]
    ]
    return View(
        "sources.html",
        "/sources",
        "Who is credited with what",
        {
            **common(room, case, asked, left_out),
            "sources": shown,
            "more": max(len(rows) - SOURCES, 0),
        },
        lambda: source_listing(rows),
    )


@dataclass(frozen=True, slots=True)
class StatementLine:
    """One statement in the list of all that a source said."""

    when: str
    stance: str
    content: str
    through: str
    where: str
    address: str
    attributed: str


def _carriers(row: SourceRow, lookup: Lookup) -> str:
    """The publishers that carry a source or, where none is named, the reports by title."""
    reports = [lookup.view.reports[i] for i in row.report_ids if i in lookup.view.reports]
    named = row.carried_by or [cut(r.title or file_of(r), TITLE) for r in reports]
    return phrases.listed(list(dict.fromkeys(named)), CARRIERS)


def said(room: Room, case: Case, key: str, asked: Asked) -> View:
    """All that a source is credited with, as the original speaker."""
    found = statements_by(case, key, STATEMENTS, (asked.page - 1) * STATEMENTS)
    actor = room.actors(case).get(key)
    if not found.total and actor is None:
        raise RecordMissing(f"nobody is credited under {key!r}", "go back to the sources")
    judged = Judged(case.judgements())
    names = {i: a.name for i, a in room.actors(case).items()}
    name = actor.name if actor else found.name or key
    lines = [_statement_line(s, found.reports, judged, names) for s in found.statements]
    pages = max(-(-found.total // STATEMENTS), 1)
    nameless = found.kind == ActorKind.UNNAMED or not (actor or found.name)
    return View(
        "said.html",
        "/sources",
        f"What is credited to “{name}”" if nameless else f"All that {name} said",
        {
            "nameless": nameless,
            "kind": phrases.words(found.kind),
            "total": found.total,
            "given": _given(case, judged, key),
            "lines": lines,
            "ledger": Asked(chosen={"speaker": (key,)}).address(),
            "page": asked.page,
            "pages": pages,
            "by": key,
        },
        lambda: statement_listing(statements_by(case, key, max(found.total, 1)).statements),
    )


def _given(case: Case, judged: Judged, actor_id: str) -> list[tuple[str, str]]:
    """What analysts attribute to a source: the words, and where they stand."""
    found = []
    for key in judged.attributed_to(actor_id):
        _, one = case.record(key)
        found.append((one.content.exact, f"/report/{one.report_id}?at={one.id}#here"))
    return found


def _statement_line(
    one: Statement, reports: dict[str, Any], judged: Judged, names: dict[str, str]
) -> StatementLine:
    report = reports[one.report_id]
    stated = one.sources[0].stated_at
    return StatementLine(
        when=phrases.when_long(stated if stated.known else report.published_at),
        stance=phrases.words(one.stance.value),
        content=one.content.exact,
        through=phrases.chain(one.sources[1:]),
        where=report.publisher or report.title or file_of(report),
        address=f"/report/{one.report_id}?at={one.id}#here",
        attributed=attributed(judged, one.id, names),
    )


def statement_listing(rows: Sequence[Statement]) -> Listing[Statement]:
    """Statements as they are downloaded."""
    return Listing(
        columns=(
            Column("id", lambda s: s.id),
            Column("report_id", lambda s: s.report_id),
            Column("source_chain", lambda s: phrases.chain(s.sources)),
            Column("stance", lambda s: s.stance.value),
            Column("quotation", lambda s: s.quotation.value),
            Column("stated", lambda s: phrases.when(s.sources[0].stated_at)),
            Column("content", lambda s: s.content.exact),
        ),
        rows=rows,
        told=lambda s: Told(s.content.exact),
        record=to_json,
    )
