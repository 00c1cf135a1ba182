"""A build bounds what one report may do: time, memory, and the life of the process."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import pytest
from tests.bulk import coders
from tests.bulk.conftest import Ledger, story, write_rows
from tests.bulk.stages import exported

from dragoman.bulk import bounded, build
from dragoman.bulk.build import BuildSummary, build_case
from dragoman.bulk.coding import Setup
from dragoman.bulk.pool import Limits
from dragoman.lexicon import Lexicon

LIMITS = Limits(seconds=3, megabytes=300)
POISON = {1: "CRASH", 2: "HANG", 3: "SWELL", 4: "RAISE", 5: "QUIT"}
CODES = {"r1": "D118", "r2": "D117", "r3": "D111", "r4": "D111", "r5": "D118"}


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """The build's own way, with a coder that needs no model."""
    whole = bounded.bounded_rows

    def rows(parts: object, setup: Setup, *more: object) -> object:
        return whole(parts, replace(setup, code="tests.bulk.coders:code"), *more)  # type: ignore[arg-type]

    monkeypatch.setattr(build, "bounded_rows", rows)


def made(case: Path, given: list[str], lexicon: Lexicon, **more: object) -> BuildSummary:
    return build_case(case, given, lexicon, limits=LIMITS, **more)  # type: ignore[arg-type]


def test_a_poisoned_report_is_refused_with_its_reason_and_no_other(
    tmp_path: Path, lexicon: Lexicon, quick: None
) -> None:
    rows = [story(n, POISON.get(n, "")) for n in range(12)]
    given = write_rows(tmp_path / "in.jsonl", rows)
    summary = made(tmp_path / "case.db", [given], lexicon)
    found = {one.location.rpartition("#")[2]: one.error for one in summary.failures}
    assert {name: error.code for name, error in found.items()} == CODES
    assert summary.new == summary.reports == 7
    assert all(error.remedy for error in found.values())
    assert "SIGKILL" in found["r1"].what and "no answer after" in found["r2"].what
    assert "--seconds" in found["r2"].remedy
    assert "MemoryError" in found["r3"].what and "exit code 3" in found["r5"].what


def test_what_was_refused_is_tried_again_and_what_is_there_is_not(
    tmp_path: Path, lexicon: Lexicon, quick: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(coders.LOG, str(tmp_path / "log"))
    given = write_rows(tmp_path / "in.jsonl", [story(0), story(1, "RAISE"), story(2)])
    first = made(tmp_path / "case.db", [given], lexicon)
    again = made(tmp_path / "case.db", [given], lexicon)
    assert (first.new, len(first.failures)) == (2, 1)
    assert (again.new, again.skipped, len(again.failures)) == (0, 2, 1)
    assert len((tmp_path / "log").read_text().split()) == 2
    recoded = made(tmp_path / "case.db", [given], lexicon, recode=True)
    assert (recoded.new, recoded.reports) == (2, 2)


@pytest.mark.parametrize("threads", [False, True])
def test_it_makes_the_case_that_the_stages_make_in_one_process(
    tmp_path: Path, lexicon: Lexicon, quick: None, ledger: Ledger, threads: bool
) -> None:
    rows = [story(n) for n in range(20)]
    given = [write_rows(tmp_path / "in.jsonl", rows)]
    (tmp_path / "same.txt").write_text(rows[0]["text"])
    (tmp_path / "twin.txt").write_text(rows[0]["text"])
    given += [str(tmp_path / "same.txt"), str(tmp_path / "twin.txt"), str(tmp_path / "missing")]
    end = threading.Event()
    other = threading.Thread(target=end.wait)
    if threads:
        other.start()
    try:
        assert bounded.can_fork() is not threads
        summary = made(tmp_path / "case.db", given, lexicon)
    finally:
        end.set()
    assert [one.error.code for one in summary.failures] == ["D101"]
    assert exported(tmp_path / "case.db", tmp_path / "out") == ledger(given)


def test_nothing_new_needs_no_model(
    tmp_path: Path, lexicon: Lexicon, quick: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = [write_rows(tmp_path / "in.jsonl", [story(0)])]
    made(tmp_path / "case.db", given, lexicon)
    monkeypatch.setattr(bounded, "load_kit", lambda *_: pytest.fail("loaded"))
    summary = made(tmp_path / "case.db", [*given, str(tmp_path / "missing")], lexicon)
    assert (summary.new, summary.skipped, len(summary.failures)) == (0, 1, 1)


def test_a_row_that_the_case_refuses_is_that_reports_failure(
    tmp_path: Path, lexicon: Lexicon, quick: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dragoman.case import Case

    whole = Case.add

    def add(self: Case, coded: object, **told: object) -> None:
        if str(told["location"]).endswith("#r1"):
            raise ValueError("no place for it")
        whole(self, coded, **told)  # type: ignore[arg-type]

    monkeypatch.setattr(Case, "add", add)
    given = write_rows(tmp_path / "in.jsonl", [story(n) for n in range(3)])
    summary = made(tmp_path / "case.db", [given], lexicon)
    assert [one.error.code for one in summary.failures] == ["D111"]
    assert summary.new == 2
