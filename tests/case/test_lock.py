"""One build at a time, and no lock outlives its build."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from tests.press import make_press

from dragoman.case import Case, load_view
from dragoman.case.lock import sole_build
from dragoman.errors import CaseBusy

PRESS = make_press()

HOLD = """
import sys
from dragoman.case import Case
with Case.open(sys.argv[1], create=True) as case, case.building():
    print("held", flush=True)
    sys.stdin.read()
"""


def start(path: Path) -> subprocess.Popen[str]:
    """Start another program that holds the build until its input ends."""
    other = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert other.stdout is not None
    assert other.stdout.readline().strip() == "held"
    return other


@pytest.mark.parametrize("killed", [True, False], ids=["killed", "ended"])
def test_a_second_build_is_told_and_the_next_goes_on(tmp_path: Path, killed: bool) -> None:
    path = tmp_path / "case.db"
    other = start(path)
    try:
        with Case.open(path, create=True) as case:
            with pytest.raises(CaseBusy, match="D404 another build"), case.building():
                pass
            assert load_view(case).reports == {}, "a reader is not kept out"
        if killed:
            other.kill()
            other.wait(timeout=60)
        else:
            other.communicate("", timeout=60)
        with Case.open(path) as case, case.building():
            case.add(PRESS[0], digest="d", location="a")
    finally:
        other.kill()
        other.communicate()
    assert [one.name for one in tmp_path.iterdir()] == ["case.db"]


def test_the_same_program_cannot_build_a_case_twice_at_once(tmp_path: Path) -> None:
    path = tmp_path / "case.db"
    with sole_build(path):
        with pytest.raises(CaseBusy), sole_build(path):
            pass
        with sole_build(tmp_path / "other.db"):
            pass
    with sole_build(path):
        pass


def test_a_lock_that_was_unlinked_meanwhile_is_not_taken_for_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between opening the file and locking it, the build that held it may end and remove it."""
    path = tmp_path / "case.db"
    beside = tmp_path / "case.db-build"
    touch, times = Path.touch, []

    def touch_then_lose(self: Path, *args: object) -> None:
        touch(self)
        times.append(self)

    import sqlite3

    connect = sqlite3.connect

    def connect_then_lose(*args: object, **more: object) -> sqlite3.Connection:
        connection = connect(*args, **more)  # type: ignore[call-overload]
        if len(times) == 1:
            beside.rename(tmp_path / "gone")
            touch(beside)
        return connection  # type: ignore[no-any-return]

    monkeypatch.setattr(Path, "touch", touch_then_lose)
    monkeypatch.setattr("dragoman.case.lock.sqlite3.connect", connect_then_lose)
    with sole_build(path):
        assert len(times) == 2, "it was taken anew"


def test_a_reader_sees_one_moment_while_a_build_writes(tmp_path: Path) -> None:
    path = tmp_path / "case.db"
    with Case.open(path, create=True) as build:
        build.add(PRESS[0], digest="0", location="0")
        with Case.open(path, read_only=True) as reader:
            with reader.snapshot() as connection:
                count = "SELECT count(*) FROM reports"
                assert connection.execute(count).fetchone() == (1,)
                build.add(PRESS[1], digest="1", location="1")
                assert connection.execute(count).fetchone() == (1,)
            assert reader.counts()["reports"] == 2
