"""What single views of the reader ask of a case: who said what, what was counted, what there is."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.case import reading
from dragoman.case.history import stored_changes
from dragoman.case.part import load_heads
from dragoman.case.records import Change, Hit, Revision
from dragoman.case.rows import decode
from dragoman.case.searching import SEARCHED, search
from dragoman.case.store import Case
from dragoman.model import ActorKind, Quantity, Report, Statement


@dataclass(frozen=True, slots=True)
class Said:
    """Statements of one original speaker, with the reports that they stand in (without text).

    Attributes:
        name: as most of them name the speaker.
        total: how many there are; ``statements`` may be a page of them.
    """

    name: str
    kind: str
    statements: tuple[Statement, ...]
    reports: dict[str, Report]
    total: int


def statements_by(case: Case, key: str, limit: int, offset: int = 0) -> Said:
    """What a source is credited with as the original speaker, by day of the report.

    Args:
        key: its actor's id or, where it was not resolved to one, its name or words, casefolded;
            ``unnamed outlet`` and ``unnamed source`` stand for those that have neither.
    """
    with case.snapshot() as connection:
        if key.startswith("act_"):
            where, values = "s.actor_id = ?", [key]
        else:
            spellings = connection.execute(
                "SELECT DISTINCT name, text, kind FROM statement_sources"
                " WHERE position = 0 AND actor_id IS NULL"
            )
            same = sorted(
                {
                    (name, text, kind)
                    for name, text, kind in spellings
                    if _key(name, text, kind) == key
                }
            )
            where = " OR ".join(
                "(s.actor_id IS NULL AND s.name = ? AND s.text = ? AND s.kind = ?)" for _ in same
            )
            values = [part for row in same for part in row]
        if not where:
            return Said("", "", (), {}, 0)
        source = f"statement_sources AS s WHERE s.position = 0 AND ({where})"
        total, name, kind = connection.execute(
            f"SELECT count(*), max(CASE s.name WHEN '' THEN s.text ELSE s.name END), max(s.kind)"
            f" FROM {source}",
            values,
        ).fetchone()
        rows = connection.execute(
            "SELECT t.record FROM statements AS t JOIN reports AS r ON r.id = t.report_id"
            f" WHERE t.id IN (SELECT s.statement_id FROM {source})"
            " ORDER BY r.published_earliest IS NULL, r.published_earliest, t.report_id, t.position"
            " LIMIT ? OFFSET ?",
            [*values, limit, offset],
        )
        statements = tuple(decode(Statement, row[0]) for row in rows)
        reports = load_heads(connection, {one.report_id for one in statements})
    return Said(name or "", kind or "", statements, reports, total)


def _key(name: str, text: str, kind: str) -> str:
    nameless = "unnamed outlet" if kind == ActorKind.MEDIUM else "unnamed source"
    return (name or text or nameless).casefold()


def figures_beside(case: Case, quantity: Quantity, limit: int) -> list[str]:
    """Ids of the figures of the same measure: this one, those of the same happening, those of the
    same subject, then the others."""
    with case.snapshot() as connection:
        rows = connection.execute(
            "SELECT q.id FROM quantities AS q LEFT JOIN happening_events AS he"
            " ON he.event_id = q.event_id WHERE q.measure = ?1 OR q.id = ?2 GROUP BY q.id"
            " ORDER BY q.id = ?2 DESC, max(he.happening_id IN (SELECT happening_id"
            " FROM happening_events WHERE event_id = ?3)) DESC, q.subject = (SELECT subject"
            " FROM quantities WHERE id = ?2) DESC, q.id LIMIT ?4",
            (quantity.measure, quantity.id, quantity.event_id, limit),
        )
        return [row[0] for row in rows]


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A report in a list: what it is, and how much was read out of it."""

    id: str
    title: str
    location: str
    publisher: str
    published: str
    copy_of: str
    uncoded: str
    events: int


def report_lines(case: Case, limit: int, offset: int = 0) -> tuple[list[ReportLine], int]:
    """The reports by day, undated ones last, and how many there are."""
    with case.snapshot() as connection:
        (total,) = connection.execute("SELECT count(*) FROM reports").fetchone()
        rows = connection.execute(
            "SELECT id, title, location, publisher, coalesce(published_earliest, ''),"
            " coalesce(copy_of, ''), uncoded,"
            " (SELECT count(*) FROM events WHERE events.report_id = reports.id)"
            " FROM reports ORDER BY published_earliest IS NULL, published_earliest, id"
            " LIMIT ? OFFSET ?",
            (limit, offset),
        )
        return [ReportLine(*row) for row in rows], int(total)


def built_at(case: Case) -> str:
    """The day of the last build that came to its end, empty where none did."""
    with case.snapshot() as connection:
        last = "SELECT finished_at FROM runs WHERE finished_at IS NOT NULL ORDER BY id DESC"
        when = connection.execute(last).fetchone()
    return (when or ("",))[0][:10]


def statement_hits(case: Case, text: str, limit: int) -> list[Hit]:
    """The statements that hold all the words of ``text``, the best first.

    Raises:
        UsageError: where there is no word in ``text``.
    """
    with case.snapshot() as connection:
        found = search(connection, text, limit, SEARCHED[1:])
    return [hit for hit in found if hit.kind == "statement"]


def load_revisions(case: Case) -> tuple[Revision, ...]:
    """The reconciliations of a case, in order.

    Raises:
        CaseError: where the case cannot be read.
    """
    with case.snapshot() as connection:
        return tuple(reading.revisions(connection))


def load_changes(case: Case, after: int = 0) -> tuple[Change, ...]:
    """What the revisions past the one numbered ``after`` changed, in order.

    Raises:
        CaseError: where the case cannot be read.
    """
    with case.snapshot() as connection:
        return tuple(stored_changes(connection, after))


def schemas(case: Case) -> list[tuple[str, str]]:
    """Name and SQL of each table, by name, without those behind the full-text indexes."""
    with case.snapshot() as connection:
        rows = connection.execute(
            "SELECT name, sql FROM sqlite_schema WHERE type = 'table'"
            " AND name NOT LIKE '%\\_fts%' ESCAPE '\\' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
            " ORDER BY name"
        )
        return [(name, sql) for name, sql in rows]
