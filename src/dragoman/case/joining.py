"""Why the events of a happening are held for one, as reconciliation kept it."""

from __future__ import annotations

from dragoman.case.rows import decode
from dragoman.case.store import Case
from dragoman.model import Join


def joins_of(case: Case, happening_id: str) -> tuple[Join, ...]:
    """One for each event of a happening of several, in order of event id.

    None where the happening has but one event, or the case was grouped by a Dragoman that kept no
    reasons.

    Raises:
        CaseError: where the file cannot be read.
    """
    query = "SELECT record FROM joins WHERE happening_id = ? ORDER BY event_id"
    with case.snapshot() as connection:
        return tuple(decode(Join, row[0]) for row in connection.execute(query, (happening_id,)))
