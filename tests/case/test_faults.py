"""SQLite's faults in our own error tree, and what is left of the case after them."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from tests.factories import make_coded, make_report
from tests.press import make_press, make_reconciliation

from dragoman.case import Case
from dragoman.case.faults import translated
from dragoman.errors import CaseBusy, CaseReadOnly

PRESS = make_press()


def limit(case: Case, pages: int) -> None:
    """Let the file grow by no more than so many pages: what a full disk looks like."""
    with case.snapshot() as connection:
        (held,) = connection.execute("PRAGMA page_count").fetchone()
    case._connection.execute(f"PRAGMA max_page_count = {held + pages}")


def test_a_full_disk_loses_nothing_that_was_stored(tmp_path: Path) -> None:
    path = tmp_path / "case.db"
    large = make_coded(make_report("Northland sent guns. " * 50_000, location="large.txt"))
    with Case.open(path, create=True) as case:
        for coded in PRESS:
            case.add(coded, digest=coded.report.id, location="a")
        case.replace_reconciliation(make_reconciliation(PRESS))
        limit(case, 2)
        with pytest.raises(CaseReadOnly, match="disk is full"):
            case.add(large, digest="large", location="large.txt")
    with Case.open(path) as case:
        case.check()
        assert not case.known("large")
        assert case.counts()["reports"] == len(PRESS)
        assert case.counts()["happenings"] == 1
        case.add(large, digest="large", location="large.txt")
        assert case.known("large")


def test_a_write_waits_for_another_and_then_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dragoman.case.schema.WAIT_SECONDS", 0.05)
    path = tmp_path / "case.db"
    with Case.open(path, create=True) as case, Case.open(path) as other:
        other._connection.execute("BEGIN IMMEDIATE")
        with pytest.raises(CaseBusy, match="D404"):
            case.start_run("1")
        other._connection.execute("ROLLBACK")
        assert case.start_run("1") == 1


def test_wrong_sql_is_not_taken_for_a_fault_of_the_file(tmp_path: Path) -> None:
    with pytest.raises(sqlite3.OperationalError, match="syntax"), translated(tmp_path):
        sqlite3.connect(":memory:").execute("SELEKT")
