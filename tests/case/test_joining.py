"""Why events were joined is kept with the reconciliation and goes with it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tests.serve.conftest import write_case
from tests.show.story import reconciled

from dragoman.case import Case
from dragoman.case.joining import joins_of
from dragoman.model import Join, Reason


def test_joins_are_kept_and_replaced(tmp_path: Path) -> None:
    found = reconciled()
    guns = next(h for h in found.happenings if len(h.event_ids) > 1)
    one, other = guns.event_ids[:2]
    made = Join(one, other, guns.id, 3.25, (Reason("type", 1.0), Reason("other figure", -0.75)))
    with Case.open(write_case(tmp_path / "case.db")) as case:
        assert joins_of(case, guns.id) == ()
        case.replace_reconciliation(replace(found, joins=(made,)))
        assert joins_of(case, guns.id) == (made,)
        with case.snapshot() as connection:
            ((words,),) = connection.execute("SELECT reasons FROM joins").fetchall()
        assert "type +1" in words and "other figure -0.75" in words
        case.replace_reconciliation(found)
        assert joins_of(case, guns.id) == ()
