"""Write records into an open case; the caller holds the transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from itertools import islice
from typing import Final, TypeVar

from dragoman.case import rows
from dragoman.case.rows import Row
from dragoman.model import CodedReport, Reconciled

One = TypeVar("One")

Place = tuple[str, str, int | None, str, str | None]
"""Digest and location of an input, the run that read it there, and when."""

DERIVED: Final = ("differences", "accounts", "happenings", "copies")
"""What reconciliation writes, dependents first."""

AT_ONCE: Final = 1_000
"""Rows that are inserted together: what is derived may be more than memory holds."""


def now() -> str:
    """The present moment in UTC, to the second, as ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def insert(connection: sqlite3.Connection, table: str, many: Iterable[Row]) -> None:
    """Insert rows that all have the same columns. Table and column names are ours, never input."""
    waiting = iter(many)
    while listed := list(islice(waiting, AT_ONCE)):
        columns = list(listed[0])
        quoted = ", ".join(f'"{column}"' for column in columns)
        marks = ", ".join("?" for _ in columns)
        connection.executemany(
            f"INSERT INTO {table} ({quoted}) VALUES ({marks})",
            [[row[column] for column in columns] for row in listed],
        )


def write_report(
    connection: sqlite3.Connection, coded: CodedReport, *, coder: str, run_id: int | None
) -> None:
    """Insert a sound coded report with all that it gives."""
    report = coded.report
    _number(
        connection,
        "reports",
        [
            {
                **rows.report_row(report),
                "copy_of": None,
                "uncoded": coded.uncoded,
                "coder": coder,
                "run_id": run_id,
                "recorded_at": now(),
            }
        ],
    )
    insert(
        connection,
        "sentences",
        [
            {"report_id": report.id, "position": s.index, "start": s.start, "end": s.end}
            for s in coded.sentences
        ],
    )
    _write_actors(connection, coded)
    _write_statements(connection, coded)
    _write_events(connection, coded)
    insert(connection, "quantities", _placed(rows.quantity_row, coded.quantities))
    insert(connection, "times", _placed(rows.time_row, coded.times))
    insert(connection, "forecasts", _placed(rows.forecast_row, coded.forecasts))


def remove_report(connection: sqlite3.Connection, report_id: str) -> None:
    """Delete a report with all that was read out of it, and every derived record.

    A happening that has lost an account would be wrong, and which ones are touched is for
    reconciliation to say; so all of them go until it has run again.
    """
    clear_derived(connection)
    connection.execute("DELETE FROM reports WHERE id = ?", (report_id,))
    connection.execute("DELETE FROM actors WHERE id NOT IN (SELECT actor_id FROM report_actors)")


def clear_derived(connection: sqlite3.Connection) -> None:
    """Forget what reconciliation found."""
    for table in DERIVED:
        connection.execute(f"DELETE FROM {table}")
    connection.execute("UPDATE reports SET copy_of = NULL, story_id = ''")
    connection.execute(
        "UPDATE forecasts SET settled_by = json_extract(record, '$.settled_by'), sources = '',"
        " status = json_extract(record, '$.status')"
    )


def superseded(connection: sqlite3.Connection, report_id: str, digest: str) -> list[str]:
    """Reports that make way: the same one, and what this input gave before and no other does.

    A later version of the reader may see another title or date in the same input, and so
    another report.
    """
    found = connection.execute(
        "SELECT id FROM reports WHERE id = ?1 UNION"
        " SELECT report_id FROM inputs WHERE digest = ?2 AND NOT EXISTS ("
        "SELECT 1 FROM inputs AS other WHERE other.report_id = inputs.report_id"
        " AND other.digest != ?2)",
        (report_id, digest),
    )
    return [row[0] for row in found]


def place(digest: str, location: str, run_id: int | None, retrieved_at: str) -> Place:
    """A row of the table of inputs, recorded now."""
    return digest, storable(location), run_id, now(), retrieved_at or None


def places_of(connection: sqlite3.Connection, report_id: str, digest: str) -> list[Place]:
    """Where the inputs of a report lie, and where this input lies, whatever it gave before."""
    return connection.execute(
        "SELECT digest, location, run_id, recorded_at, retrieved_at FROM inputs"
        " WHERE report_id = ? OR digest = ?",
        (report_id, digest),
    ).fetchall()


def note_places(connection: sqlite3.Connection, places: Sequence[Place], report_id: str) -> None:
    """Note that the inputs at these places give that report."""
    touched = {report_id}
    for digest, location, run_id, recorded_at, retrieved_at in places:
        before = connection.execute("SELECT report_id FROM inputs WHERE digest = ?", (digest,))
        touched.update(row[0] for row in before)
        connection.execute(
            "INSERT OR REPLACE INTO inputs"
            " (digest, location, report_id, run_id, recorded_at, retrieved_at)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (digest, location, report_id, run_id, recorded_at, retrieved_at),
        )
    # Several inputs may give one report; its location must not depend on which came first.
    connection.executemany(
        "UPDATE reports SET location = (SELECT min(location) FROM inputs WHERE report_id = ?1)"
        " WHERE id = ?1",
        [(one,) for one in sorted(touched)],
    )


def void_failure(connection: sqlite3.Connection, location: str) -> None:
    """Forget that the input at that place could not be read or coded."""
    connection.execute("DELETE FROM failures WHERE location = ?", (storable(location),))


def storable(text: str) -> str:
    """Text that UTF-8 can say: file names may hold bytes that no encoding explains."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def write_reconciliation(connection: sqlite3.Connection, found: Reconciled) -> None:
    """Insert what reconciliation found; the derived tables are empty before."""
    insert(connection, "happenings", map(rows.happening_row, found.happenings))
    insert(
        connection,
        "happening_events",
        (
            {"happening_id": happening.id, "event_id": event_id}
            for happening in found.happenings
            for event_id in dict.fromkeys(happening.event_ids)
        ),
    )
    insert(connection, "joins", map(rows.join_row, found.joins))
    insert(connection, "accounts", map(rows.account_row, found.accounts))
    insert(connection, "differences", map(rows.difference_row, found.differences))
    insert(
        connection,
        "difference_positions",
        (row for difference in found.differences for row in rows.position_rows(difference)),
    )
    insert(connection, "copies", map(rows.copy_row, found.copies))
    connection.executemany(
        "UPDATE reports SET copy_of = ? WHERE id = ?",
        _nearest_last(found),
    )
    connection.executemany(
        "UPDATE reports SET story_id = ? WHERE id = ?",
        ((story_id, report_id) for report_id, story_id in found.stories),
    )
    connection.executemany(
        "UPDATE forecasts SET status = :status, settled_by = :settled_by, holder = :holder,"
        " sources = iif(record ->> '$.sources' = :sources, '', :sources) WHERE id = :id",
        (
            {
                "id": one.id,
                "status": one.status.value,
                "settled_by": rows.encode(one.settled_by),
                "holder": rows.speaker(one.sources),
                "sources": rows.encode(one.sources),
            }
            for one in found.forecasts
        ),
    )


def set_state(connection: sqlite3.Connection, name: str, value: str) -> None:
    """Set one fact about the case as a whole."""
    connection.execute(
        "INSERT INTO case_state (name, value) VALUES (?, ?)"
        " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        (name, value),
    )


def _nearest_last(found: Reconciled) -> list[tuple[str, str]]:
    """Originals and their whole copies, of each report the one that it repeats most of last."""
    most = [(copy.share, copy.copy_of, copy.report_id) for copy in found.copies if copy.whole]
    by_id = sorted(most, key=lambda row: row[1], reverse=True)
    return [(of, report) for _, of, report in sorted(by_id, key=lambda row: row[0])]


def _placed(row: Callable[[int, One], Row], records: Iterable[One]) -> list[Row]:
    return [row(position, record) for position, record in enumerate(records)]


def _number(connection: sqlite3.Connection, table: str, many: Iterable[Row]) -> None:
    """Insert rows with the numbers that tie them to the full-text index."""
    (last,) = connection.execute(f"SELECT coalesce(max(number), 0) FROM {table}").fetchone()
    insert(connection, table, [{"number": n, **row} for n, row in enumerate(many, last + 1)])


def _known(rows_: Iterable[Row], actors: set[str]) -> list[Row]:
    """Rows that link to actors of the report only; a foreign actor's name and words stay."""
    return [row if row["actor_id"] in actors else {**row, "actor_id": None} for row in rows_]


def _write_actors(connection: sqlite3.Connection, coded: CodedReport) -> None:
    # Two reports may spell one actor differently or know its sector or not; the greater value
    # wins, so that the row does not depend on the order of arrival.
    connection.executemany(
        "INSERT INTO actors (id, name, kind, country, sector)"
        " VALUES (:id, :name, :kind, :country, :sector)"
        " ON CONFLICT (id) DO UPDATE SET"
        " name = max(name, excluded.name), sector = max(sector, excluded.sector)",
        [rows.actor_row(actor) for actor in coded.actors],
    )
    report_id = coded.report.id
    insert(
        connection,
        "report_actors",
        [rows.report_actor_row(place, one, report_id) for place, one in enumerate(coded.actors)],
    )
    insert(
        connection,
        "mentions",
        [row for actor in coded.actors for row in rows.mention_rows(actor, report_id)],
    )


def _write_statements(connection: sqlite3.Connection, coded: CodedReport) -> None:
    actors = {actor.id for actor in coded.actors}
    _number(connection, "statements", _placed(rows.statement_row, coded.statements))
    links = [row for one in coded.statements for row in rows.source_rows(one)]
    insert(connection, "statement_sources", _known(links, actors))


def _write_events(connection: sqlite3.Connection, coded: CodedReport) -> None:
    actors = {actor.id for actor in coded.actors}
    insert(connection, "events", _placed(rows.event_row, coded.events))
    roles = [row for event in coded.events for row in rows.participant_rows(event)]
    insert(connection, "event_participants", _known(roles, actors))
    insert(connection, "event_items", [row for one in coded.events for row in rows.item_rows(one)])
    insert(
        connection, "event_places", [row for one in coded.events for row in rows.place_rows(one)]
    )
    insert(
        connection,
        "event_exchanges",
        [
            {"event_id": event.id, "in_return_for": other}
            for event in coded.events
            for other in dict.fromkeys(event.in_return_for)
        ],
    )
