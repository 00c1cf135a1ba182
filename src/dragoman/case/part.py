"""A part of a case in memory: some happenings, or some reports, with all that hangs on them.

What a page shows is small; the case may hold a hundred thousand events. A part is a `CaseView`
like any other, so that whatever reads a whole case reads a part of one.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

import orjson

from dragoman.case import reading
from dragoman.case.rows import decode, report_of
from dragoman.case.store import Case
from dragoman.case.view import CaseView
from dragoman.model import (
    Account,
    Actor,
    Copy,
    Difference,
    Event,
    Happening,
    Quantity,
    Report,
    SentenceSpan,
    Statement,
    TimeExpression,
)

Record = TypeVar("Record")

LISTED = "(SELECT value FROM json_each(?))"
"""A list of ids as one parameter: a query may have any number of them."""


def load_happenings(
    case: Case, happening_ids: Sequence[str], actors: Mapping[str, Actor]
) -> CaseView:
    """Some happenings with their events, statements, figures, accounts and differences.

    Reports are without their text: a ledger shows none of it.

    Args:
        happening_ids: in the order in which the view is to have them; unknown ones are left out.
        actors: of the whole case, as `columns.load_columns` gives them.
    """
    with case.snapshot() as connection:
        happenings = _by_ids(connection, "happenings", Happening, happening_ids)
        event_ids = [i for one in happenings.values() for i in one.event_ids]
        events = _by_ids(connection, "events", Event, event_ids)
        statement_ids = list(dict.fromkeys(e.statement_id for e in events.values()))
        return CaseView(
            reports=load_heads(connection, {e.report_id for e in events.values()}),
            actors=actors,
            statements=_by_ids(connection, "statements", Statement, statement_ids),
            events=events,
            quantities=_where(connection, "quantities", Quantity, "event_id", event_ids),
            happenings=happenings,
            accounts=_where(connection, "accounts", Account, "happening_id", list(happenings)),
            differences=_where(
                connection, "differences", Difference, "happening_id", list(happenings)
            ),
            judgements=tuple(reading.judgements(connection)),
        )


def load_reports(case: Case, report_ids: Iterable[str], actors: Mapping[str, Actor]) -> CaseView:
    """Some reports with all that was read out of them, and the happenings that they tell of.

    A happening that other reports tell of too is whole; the events of those are not there.

    Args:
        actors: of the whole case, as `columns.load_columns` gives them.
    """
    ids = sorted(set(report_ids))
    with case.snapshot() as connection:
        listed = orjson.dumps(ids).decode()
        touching = _column(
            connection,
            "SELECT DISTINCT he.happening_id FROM happening_events AS he"
            f" JOIN events AS e ON e.id = he.event_id WHERE e.report_id IN {LISTED}"
            " ORDER BY he.happening_id",
            listed,
        )
        happenings = _by_ids(connection, "happenings", Happening, touching)
        copies = connection.execute(
            f"SELECT record FROM copies WHERE report_id IN {LISTED} OR copy_of IN {LISTED}"
            " ORDER BY report_id, copy_of",
            (listed, listed),
        )
        uncoded = connection.execute(
            f"SELECT id, uncoded FROM reports WHERE id IN {LISTED} AND uncoded != ''", (listed,)
        )
        where = f"WHERE report_id IN {LISTED}"
        return CaseView(
            reports={r.id: r for r in reading.reports(connection, f"WHERE id IN {LISTED}", listed)},
            sentences=_sentences(connection, listed),
            actors=actors,
            statements=_where(connection, "statements", Statement, "report_id", ids),
            events=_where(connection, "events", Event, "report_id", ids),
            quantities=_where(connection, "quantities", Quantity, "report_id", ids),
            times=_where(connection, "times", TimeExpression, "report_id", ids),
            forecasts={f.id: f for f in reading.forecasts(connection, where, listed)},
            happenings=happenings,
            accounts=_where(connection, "accounts", Account, "happening_id", touching),
            differences=_differences(connection, touching, set(ids)),
            copies=tuple(decode(Copy, row[0]) for row in copies),
            judgements=tuple(reading.judgements(connection)),
            uncoded=dict(uncoded.fetchall()),
        )


def load_figures(case: Case, quantity_ids: Sequence[str], actors: Mapping[str, Actor]) -> CaseView:
    """Some figures with the statements that give them, the happenings that they count something
    of, and the differences about them. Reports are without their text.

    Args:
        actors: of the whole case, as `columns.load_columns` gives them.
    """
    with case.snapshot() as connection:
        quantities = _by_ids(connection, "quantities", Quantity, quantity_ids)
        report_ids = {one.report_id for one in quantities.values()}
        event_ids = sorted({one.event_id for one in quantities.values() if one.event_id})
        said = sorted({one.statement_id for one in quantities.values()})
        counted = _column(
            connection,
            f"SELECT DISTINCT happening_id FROM happening_events WHERE event_id IN {LISTED}"
            " ORDER BY happening_id",
            orjson.dumps(event_ids).decode(),
        )
        return CaseView(
            reports=load_heads(connection, report_ids),
            actors=actors,
            statements=_by_ids(connection, "statements", Statement, said),
            quantities=quantities,
            happenings=_by_ids(connection, "happenings", Happening, counted),
            differences=_differences(connection, counted, report_ids),
        )


def _by_ids(
    connection: sqlite3.Connection, table: str, cls: type[Record], ids: Sequence[str]
) -> dict[str, Record]:
    """Records by id, in the order of ``ids``."""
    rows = connection.execute(
        f"SELECT id, record FROM {table} WHERE id IN {LISTED}", (orjson.dumps(ids).decode(),)
    )
    found = {key: decode(cls, text) for key, text in rows}
    return {key: found[key] for key in ids if key in found}


def _where(
    connection: sqlite3.Connection, table: str, cls: type[Any], column: str, values: Sequence[str]
) -> dict[str, Any]:
    order = "report_id, position" if table in reading.IN_REPORT else "id"
    rows = connection.execute(
        f"SELECT record FROM {table} WHERE {column} IN {LISTED} ORDER BY {order}",
        (orjson.dumps(values).decode(),),
    )
    return {one.id: one for one in (decode(cls, row[0]) for row in rows)}


def _differences(
    connection: sqlite3.Connection, happening_ids: Sequence[str], report_ids: set[str]
) -> dict[str, Difference]:
    """Those of the happenings, and those of standing counts in which the reports have a side."""
    found = _where(connection, "differences", Difference, "happening_id", happening_ids)
    loose = connection.execute(
        "SELECT record FROM differences WHERE happening_id IS NULL ORDER BY id"
    )
    for (text,) in loose:
        one = decode(Difference, text)
        if any(report_ids.intersection(side.report_ids) for side in one.positions):
            found[one.id] = one
    return found


def load_heads(connection: sqlite3.Connection, report_ids: Iterable[str]) -> dict[str, Report]:
    """Some reports without their text, by id; the caller holds the snapshot."""
    rows = connection.execute(
        f"SELECT record, location, copy_of, story_id FROM reports WHERE id IN {LISTED} ORDER BY id",
        (orjson.dumps(sorted(report_ids)).decode(),),
    )
    found = (
        replace(report_of(record, ""), location=location, copy_of=copy_of or "", story_id=story_id)
        for record, location, copy_of, story_id in rows
    )
    return {one.id: one for one in found}


def _sentences(connection: sqlite3.Connection, listed: str) -> dict[str, tuple[SentenceSpan, ...]]:
    rows = connection.execute(
        'SELECT report_id, position, start, "end" FROM sentences'
        f" WHERE report_id IN {LISTED} ORDER BY report_id, position",
        (listed,),
    )
    found: defaultdict[str, list[SentenceSpan]] = defaultdict(list)
    for report_id, position, start, end in rows:
        found[report_id].append(SentenceSpan(position, start, end))
    return {key: tuple(spans) for key, spans in found.items()}


def _column(connection: sqlite3.Connection, query: str, *values: str) -> list[str]:
    return [row[0] for row in connection.execute(query, values)]
