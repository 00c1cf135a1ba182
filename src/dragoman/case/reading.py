"""Read records out of an open case, each exactly as it was added."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from dragoman.case.records import Revision, Run, StoredFailure
from dragoman.case.rows import decode, report_of
from dragoman.case.stored import loaded, restored
from dragoman.model import (
    Account,
    Actor,
    CodedReport,
    Copy,
    Difference,
    Event,
    Forecast,
    ForecastStatus,
    Happening,
    Judgement,
    Quantity,
    Report,
    SentenceSpan,
    Source,
    Statement,
    TimeExpression,
    text_hash,
)

Record = TypeVar("Record")

IN_REPORT = {
    "statements": Statement,
    "events": Event,
    "quantities": Quantity,
    "times": TimeExpression,
}
"""Tables of records that stand in one report and stay as they were coded."""

ACROSS = {"happenings": Happening, "accounts": Account, "differences": Difference}
"""Tables of records that reconciliation derives."""


def records(connection: sqlite3.Connection, table: str, cls: type[Record]) -> Iterator[Record]:
    """All records of a table that keeps them unchanged, by report and position, or by id."""
    order = "report_id, position" if table in IN_REPORT else "id"
    for (text,) in connection.execute(f"SELECT record FROM {table} ORDER BY {order}"):
        yield decode(cls, text)


def reports(connection: sqlite3.Connection, where: str = "", *values: str) -> Iterator[Report]:
    """Reports by id, with what reconciliation found about them."""
    query = f"SELECT record, source_text, location, copy_of, story_id FROM reports {where}"
    for record, text, location, copy_of, story_id in connection.execute(
        f"{query} ORDER BY id", values
    ):
        yield replace(
            report_of(record, text), location=location, copy_of=copy_of or "", story_id=story_id
        )


def forecasts(connection: sqlite3.Connection, where: str = "", *values: str) -> Iterator[Forecast]:
    """Forecasts by report and position, with status and holder as reconciliation found them."""
    query = f"SELECT record, status, settled_by, sources FROM forecasts {where}"
    for record, status, settled_by, sources in connection.execute(
        f"{query} ORDER BY report_id, position", values
    ):
        one = decode(Forecast, record)
        yield replace(
            one,
            sources=_chain(sources) if sources else one.sources,
            status=ForecastStatus(status),
            settled_by=tuple(loaded(settled_by)),
        )


def _chain(text: str) -> tuple[Source, ...]:
    return tuple(restored(Source, link) for link in loaded(text))


def report_actors(connection: sqlite3.Connection) -> Iterator[Actor]:
    """Actors as each report gives them, by report and position."""
    query = "SELECT record FROM report_actors ORDER BY report_id, position"
    for (text,) in connection.execute(query):
        yield decode(Actor, text)


def sentences(connection: sqlite3.Connection) -> Iterator[tuple[str, SentenceSpan]]:
    """Report id and sentence, in order."""
    query = 'SELECT report_id, position, start, "end" FROM sentences ORDER BY report_id, position'
    for report_id, position, start, end in connection.execute(query):
        yield report_id, SentenceSpan(position, start, end)


def copies(connection: sqlite3.Connection) -> Iterator[Copy]:
    """Copies by report and by what it repeats."""
    for (text,) in connection.execute("SELECT record FROM copies ORDER BY report_id, copy_of"):
        yield decode(Copy, text)


def judgements(connection: sqlite3.Connection, undone: bool = False) -> Iterator[Judgement]:
    """Judgements in the order they were made; those taken back only if ``undone``."""
    where = "" if undone else "WHERE undone_at = ''"
    query = f"SELECT record FROM judgements {where} ORDER BY rowid"
    for (text,) in connection.execute(query):
        yield decode(Judgement, text)


def coded_report(connection: sqlite3.Connection, report_id: str) -> CodedReport:
    """One report as it was coded, before any reconciliation: the input of `reconcile`."""
    record, text, location, uncoded = connection.execute(
        "SELECT record, source_text, location, uncoded FROM reports WHERE id = ?", (report_id,)
    ).fetchone()

    def of(table: str, cls: type[Record]) -> tuple[Record, ...]:
        found = connection.execute(
            f"SELECT record FROM {table} WHERE report_id = ? ORDER BY position", (report_id,)
        )
        return tuple(decode(cls, row[0]) for row in found)

    spans = connection.execute(
        'SELECT position, start, "end" FROM sentences WHERE report_id = ? ORDER BY position',
        (report_id,),
    )
    return CodedReport(
        report=replace(report_of(record, text), location=location),
        sentences=tuple(SentenceSpan(*row) for row in spans),
        actors=of("report_actors", Actor),
        statements=of("statements", Statement),
        events=of("events", Event),
        quantities=of("quantities", Quantity),
        times=of("times", TimeExpression),
        forecasts=of("forecasts", Forecast),
        uncoded=uncoded,
    )


def uncoded(connection: sqlite3.Connection) -> dict[str, str]:
    """By report id, why its body was not coded."""
    query = "SELECT id, uncoded FROM reports WHERE uncoded != '' ORDER BY id"
    return dict(connection.execute(query).fetchall())


def recorded_at(connection: sqlite3.Connection) -> dict[str, datetime]:
    """By report id, when it was stored."""
    rows = connection.execute("SELECT id, recorded_at FROM reports ORDER BY id")
    return {report_id: datetime.fromisoformat(when) for report_id, when in rows}


def places(connection: sqlite3.Connection, digest: str) -> dict[str, str]:
    """Where an input lies: location to the report that it gives."""
    query = "SELECT location, report_id FROM inputs WHERE digest = ?"
    return dict(connection.execute(query, (digest,)).fetchall())


def has_failed(connection: sqlite3.Connection, location: str) -> bool:
    """Whether the input at that place could not be read or coded."""
    query = "SELECT 1 FROM failures WHERE location = ?"
    return connection.execute(query, (location,)).fetchone() is not None


def retrieved_at(connection: sqlite3.Connection) -> dict[str, tuple[str, ...]]:
    """By report id, when its inputs were fetched or saved, in order; none where none tells."""
    rows = connection.execute(
        "SELECT DISTINCT report_id, retrieved_at FROM inputs WHERE retrieved_at IS NOT NULL"
        " ORDER BY report_id, retrieved_at"
    )
    found: dict[str, tuple[str, ...]] = {}
    for report_id, when in rows:
        found[report_id] = (*found.get(report_id, ()), when)
    return found


def runs(connection: sqlite3.Connection) -> Iterator[Run]:
    """Builds in order."""
    query = "SELECT id, dragoman_version, started_at, finished_at, counts FROM runs ORDER BY id"
    for number, version, started, finished, counts in connection.execute(query):
        yield Run(
            number,
            version,
            datetime.fromisoformat(started),
            datetime.fromisoformat(finished) if finished else None,
            loaded(counts),
        )


def revisions(connection: sqlite3.Connection) -> Iterator[Revision]:
    """Reconciliations in order."""
    query = "SELECT id, run_id, recorded_at FROM revisions ORDER BY id"
    for number, run_id, recorded in connection.execute(query):
        yield Revision(number, run_id, datetime.fromisoformat(recorded))


def failures(connection: sqlite3.Connection) -> Iterator[StoredFailure]:
    """Inputs that could not be read or coded, by location."""
    query = "SELECT location, code, reason, remedy, recorded_at FROM failures ORDER BY location"
    for location, code, reason, remedy, recorded in connection.execute(query):
        yield StoredFailure(location, code, reason, remedy, datetime.fromisoformat(recorded))


def merged(one_actor: Iterable[Actor]) -> Actor:
    """One actor over all reports, from what each report gives of it, in order of report.

    ``report_id`` is empty, offices and mentions are those of all. Name and sector follow the
    same rule as the column does: the greater value.
    """
    parts = list(one_actor)
    return replace(
        parts[0],
        report_id="",
        name=max(part.name for part in parts),
        sector=max(part.sector for part in parts),
        offices=tuple(dict.fromkeys(office for part in parts for office in part.offices)),
        mentions=tuple(mention for part in parts for mention in part.mentions),
    )


def counts(connection: sqlite3.Connection) -> dict[str, int]:
    """How many of each record the case holds; outlets are distinct publishers."""
    tables = ("reports", *IN_REPORT, "forecasts", *ACROSS, "copies", "actors", "failures")
    found = {
        table: int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
        for table in tables
    }
    (found["outlets"],) = connection.execute(
        "SELECT count(DISTINCT publisher) FROM reports WHERE publisher != ''"
    ).fetchone()
    (found["origins"],) = connection.execute(
        "SELECT count(DISTINCT"
        " coalesce(nullif(o.value ->> '$.actor_id', ''), o.value ->> '$.name'))"
        " FROM happenings, json_each(happenings.record, '$.origins') AS o"
    ).fetchone()
    (found["uncoded"],) = connection.execute(
        "SELECT count(*) FROM reports WHERE uncoded != ''"
    ).fetchone()
    return found


def damage(connection: sqlite3.Connection) -> str:
    """What is wrong with the file in a few words, empty where it hangs together."""
    (first,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    if first != "ok":
        return " ".join(str(first).split())
    if loose := connection.execute("PRAGMA foreign_key_check").fetchone():
        return f"a row of {loose[0]} points nowhere"
    # A page of text has no inner order by which SQLite could tell that it was overwritten.
    texts = connection.execute("SELECT id, source_text, content_hash FROM reports")
    other = next((one for one, text, known in texts if text_hash(text) != known), "")
    return f"the text of {other} is not the one that was stored" if other else ""
