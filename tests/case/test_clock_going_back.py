"""A clock that goes back (time zones, a dead battery, a leap) changes no order of what was done."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.press import make_press

from dragoman.case import Case, load_view
from dragoman.case.asking import built_at
from dragoman.case.judging import stored_judgements

PRESS = make_press()


class BackwardClock(datetime):
    """Each look at it is a day before the last one."""

    looks = 0

    @classmethod
    def now(cls, tz: Any = None) -> BackwardClock:
        cls.looks += 1
        then = datetime(2024, 5, 1, tzinfo=UTC) - timedelta(days=cls.looks)
        return cls(then.year, then.month, then.day, tzinfo=UTC)


@pytest.fixture(autouse=True)
def backward(monkeypatch: pytest.MonkeyPatch) -> None:
    BackwardClock.looks = 0
    for module in ("store", "writing"):
        monkeypatch.setattr(f"dragoman.case.{module}.datetime", BackwardClock)


def test_judgements_stay_in_the_order_they_were_made(tmp_path: Path) -> None:
    with Case.open(tmp_path / "case.db", create=True) as case:
        case.add(PRESS[0], digest="0", location="a")
        event = next(iter(load_view(case).events))
        made = [case.judge(event, verb).id for verb in ("reject", "accept", "reject")]
        assert [one.id for one in case.judgements()] == made
        assert [one.judgement.id for one in stored_judgements(case)] == made
        case.undo(made[0])
        assert [one.id for one in case.judgements()] == made[1:]
        case.check()


def test_the_last_build_is_the_one_that_came_last(tmp_path: Path) -> None:
    with Case.open(tmp_path / "case.db", create=True) as case:
        for day in ("2024-04-29", "2024-04-27"):
            run = case.start_run("1")
            case.add(PRESS[run - 1], digest=str(run), location=str(run), run_id=run)
            case.finish_run(run, {})
            assert built_at(case) <= day
        first, second = case.runs()
        assert first.id < second.id and first.started_at > second.started_at
        assert built_at(case) == second.finished_at.isoformat()[:10]  # type: ignore[union-attr]
        assert case.counts()["reports"] == 2
