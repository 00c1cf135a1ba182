"""Analysts' judgements with their history: those in force and those taken back."""

from __future__ import annotations

from dragoman.case.records import StoredJudgement
from dragoman.case.rows import decode
from dragoman.case.store import Case
from dragoman.model import Judgement


def stored_judgements(case: Case) -> tuple[StoredJudgement, ...]:
    """All judgements of a case in the order they were made, with when any was taken back.

    Raises:
        CaseError: where the file cannot be read.
    """
    query = "SELECT record, undone_at FROM judgements ORDER BY rowid"
    with case.snapshot() as connection:
        rows = connection.execute(query).fetchall()
    return tuple(StoredJudgement(decode(Judgement, record), undone) for record, undone in rows)


def fellows(case: Case, event_id: str) -> list[str]:
    """The events of the happening that an event tells of, that event among them."""
    with case.snapshot() as connection:
        rows = connection.execute(
            "SELECT event_id FROM happening_events WHERE happening_id IN"
            " (SELECT happening_id FROM happening_events WHERE event_id = ?) ORDER BY event_id",
            (event_id,),
        )
        return [row[0] for row in rows]
