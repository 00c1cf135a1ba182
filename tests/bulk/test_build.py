"""Building a case: what is new is added, what fails is told, and a killed build loses nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import cast

import pytest
from tests.bulk.stages import FAULTS, LEXICON, STAGES, code, exported, put, read

from dragoman.bulk.build import BuildSummary, Progress, Stages, build_case
from dragoman.case import Case, load_view
from dragoman.errors import (
    CaseBusy,
    CaseReadOnly,
    NotACase,
    NothingToRead,
    PathMissing,
)
from dragoman.lexicon import Lexicon
from dragoman.model import CodedReport, Report
from dragoman.read import Failure, Known, Loaded, Skipped

Build = Callable[..., BuildSummary]


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    put(tmp_path / "in", a="Northland sent guns.", b="Southland sent oil.")
    return tmp_path / "in"


@pytest.fixture
def build(tmp_path: Path, inputs: Path) -> Build:
    def run(**more: object) -> BuildSummary:
        wanted: dict[str, object] = {"stages": STAGES, **more}
        return build_case(tmp_path / "case.db", [str(inputs)], LEXICON, **wanted)  # type: ignore[arg-type]

    return run


def locations(tmp_path: Path) -> list[str]:
    with Case.open(tmp_path / "case.db", read_only=True) as case:
        case.check()
        return sorted(report.location for report in load_view(case).reports.values())


def summary_of(tmp_path: Path) -> str:
    with Case.open(tmp_path / "case.db", read_only=True) as case:
        return next(iter(load_view(case).happenings.values())).summary


def test_a_build_adds_reconciles_and_tells(tmp_path: Path, build: Build) -> None:
    steps: list[Progress] = []
    summary = build(on_progress=steps.append)
    assert (summary.new, summary.skipped, summary.failures, summary.uncoded) == (2, 0, (), ())
    assert (summary.reports, summary.events, summary.happenings) == (2, 2, 1)
    assert (summary.outlets, summary.origins, summary.statements) == (1, 1, 2)
    assert steps == [
        Progress("a.txt", "new", 1),
        Progress("b.txt", "new", 2),
        Progress("", "reconciling", 2),
    ]
    assert locations(tmp_path) == ["a.txt", "b.txt"]


def test_the_run_is_in_the_case_with_its_counts(tmp_path: Path, build: Build) -> None:
    build()
    build()
    with Case.open(tmp_path / "case.db", read_only=True) as case:
        first, second = case.runs()
    assert first.finished_at and second.finished_at
    assert (first.counts["new"], first.counts["skipped"]) == (2, 0)
    assert (second.counts["new"], second.counts["skipped"], second.counts["events"]) == (0, 2, 2)


def test_what_the_case_has_is_skipped_uncoded_and_unreconciled(build: Build) -> None:
    build()

    def never(*given: object, **more: object) -> Iterator[CodedReport]:
        assert list(cast(Iterable[object], given[0])) == [], "there is nothing to do"
        return iter(())

    summary = build(stages=Stages(read, never, cast(object, never)))  # type: ignore[arg-type]
    assert (summary.new, summary.skipped, summary.reports) == (0, 2, 2)


def test_new_inputs_are_added_to_what_is_there(tmp_path: Path, inputs: Path, build: Build) -> None:
    build()
    put(inputs, c="Eastland sent aid.")
    summary = build()
    assert (summary.new, summary.skipped, summary.reports, summary.events) == (1, 2, 3, 3)
    assert summary_of(tmp_path).startswith("3 events")


def test_reconciliation_runs_anew_for_a_new_day_or_judgement(tmp_path: Path, build: Build) -> None:
    build(today=date(2024, 5, 1))
    assert summary_of(tmp_path) == "2 events, 0 judgements, 2024-05-01"
    build(today=date(2024, 5, 2))
    assert summary_of(tmp_path) == "2 events, 0 judgements, 2024-05-02"
    with Case.open(tmp_path / "case.db") as case:
        case.judge(next(iter(load_view(case).events)), "reject")
    build(today=date(2024, 5, 2))
    assert summary_of(tmp_path) == "2 events, 1 judgements, 2024-05-02"


def test_inputs_that_give_one_report_are_one(tmp_path: Path, inputs: Path, build: Build) -> None:
    put(inputs, aa="Northland sent guns.|read more", c="Southland sent oil.")
    summary = build()
    assert (summary.new, summary.skipped, summary.reports) == (2, 2, 2)
    put(inputs, e="Northland sent guns.|subscribe now")
    summary = build()
    assert (summary.new, summary.skipped, summary.reports) == (0, 5, 2)
    assert locations(tmp_path) == ["a.txt", "b.txt"]


def test_the_order_of_inputs_does_not_show(tmp_path: Path) -> None:
    put(tmp_path / "one", b="Northland sent guns.", c="Southland sent oil.")
    put(tmp_path / "two", a="Northland sent guns.", d="Southland sent oil.")
    put(tmp_path / "two", e="Southland sent oil.|subscribe")
    folders = [str(tmp_path / "one"), str(tmp_path / "two")]
    found = []
    for name, builds in (
        ("x", [folders]),
        ("y", [folders[::-1]]),
        ("z", [folders[:1], folders[1:]]),
        ("zz", [folders[1:], folders[:1]]),
    ):
        for paths in builds:
            build_case(tmp_path / f"{name}.db", paths, LEXICON, stages=STAGES)
        found.append(exported(tmp_path / f"{name}.db", tmp_path / name))
    assert found == [found[0]] * 4


def test_inputs_can_be_coded_anew(tmp_path: Path, build: Build) -> None:
    build()

    def louder(reports: Iterable[Report], lexicon: Lexicon) -> Iterator[CodedReport]:
        for one in code(reports, lexicon):
            yield replace(one, events=tuple(replace(e, rule="anew") for e in one.events))

    summary = build(stages=replace(STAGES, code=louder), recode=True)
    assert (summary.new, summary.reports, summary.events) == (2, 2, 2)
    with Case.open(tmp_path / "case.db", read_only=True) as case:
        assert {event.rule for event in load_view(case).events.values()} == {"anew"}


def test_inputs_coded_by_another_version_are_coded_anew(
    build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    build()
    monkeypatch.setattr("dragoman.bulk.coding.version", lambda name: "99")
    assert build().new == 2
    assert build().new == 0


def test_every_input_that_cannot_be_read_is_told(
    tmp_path: Path, inputs: Path, build: Build
) -> None:
    put(inputs, c="", d="Korean report.")
    summary = build()
    assert [(one.location, one.error.code) for one in summary.failures] == [("c.txt", "D103")]
    assert summary.uncoded == (("d.txt", "language: ko"),)
    assert summary.reports == 3
    with Case.open(tmp_path / "case.db", read_only=True) as case:
        assert [(one.location, one.code) for one in case.failures()] == [("c.txt", "D103")]
    put(inputs, c="Now there is text.")
    assert build().failures == ()
    with Case.open(tmp_path / "case.db", read_only=True) as case:
        assert case.failures() == ()


def test_a_mistyped_path_is_told_and_is_no_part_of_the_case(tmp_path: Path, build: Build) -> None:
    def read_nothing(
        paths: Sequence[str], lexicon: Lexicon, known: Known
    ) -> Iterator[Loaded | Failure | Skipped]:
        yield Failure("repotrs", PathMissing("there is nothing at repotrs", "look at the path"))
        yield Failure("empty/", NothingToRead("there is no file to read in empty/"))

    summary = build(stages=replace(STAGES, read=read_nothing))
    assert [one.error.code for one in summary.failures] == ["D101", "D102"]
    with Case.open(tmp_path / "case.db", read_only=True) as case:
        assert case.failures() == ()
        assert case.runs()[0].counts["failed"] == 2


CODES = {
    "c CRASH value": "D111",
    "c CRASH lookup": "D111",
    "c CRASH deep": "D111",
    "c CRASH none": "D111",
    "c CRASH memory": "D111",
    "c CRASH input": "D104",
    "Break the rules": "D111",
    "Swallow this": "D111",
}


@pytest.mark.parametrize("text", CODES)
def test_a_report_that_a_stage_fails_on_is_kept_apart(
    tmp_path: Path, inputs: Path, build: Build, text: str
) -> None:
    put(inputs, aa=text, z="Westland sent word.")
    summary = build()
    (failure,) = summary.failures
    assert (failure.location, failure.error.code) == ("aa.txt", CODES[text])
    assert "\n" not in str(failure.error)
    assert (".py:" in str(failure.error)) == (failure.error.code == "D111"), "where it failed"
    assert locations(tmp_path) == ["a.txt", "b.txt", "z.txt"]
    (again,) = build().failures
    assert (again.location, again.error.code) == ("aa.txt", CODES[text])


@pytest.mark.parametrize("fault", ["model", "interrupt", "disk"])
def test_what_is_no_report_s_fault_ends_the_build_and_leaves_a_good_case(
    tmp_path: Path, inputs: Path, build: Build, fault: str
) -> None:
    put(inputs, aa=f"c CRASH {fault}")
    with pytest.raises(FAULTS[fault]):
        build()
    assert locations(tmp_path) == ["a.txt"]
    with Case.open(tmp_path / "case.db", read_only=True) as case:
        assert case.runs()[0].finished_at is None
    (inputs / "aa.txt").unlink()
    assert build().reports == 2


def test_a_build_needs_the_case_for_itself(tmp_path: Path, build: Build) -> None:
    with (
        Case.open(tmp_path / "case.db", create=True) as case,
        case.building(),
        pytest.raises(CaseBusy, match="D404"),
    ):
        build()
    assert build().reports == 2


def test_a_build_into_what_is_no_case_touches_nothing(tmp_path: Path, build: Build) -> None:
    (tmp_path / "case.db").write_text("my notes")
    with pytest.raises(NotACase):
        build()
    assert (tmp_path / "case.db").read_text() == "my notes"


def test_a_full_disk_ends_the_build_and_what_was_told_is_there(
    tmp_path: Path, inputs: Path, build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(inputs, **{f"c{n}": f"Northland sent {n} guns. {'x' * 30_000}" for n in range(40)})
    steps: list[Progress] = []

    def fill_up(step: Progress) -> None:
        steps.append(step)

    start_run = Case.start_run

    def start_on_a_small_disk(case: Case, version: str) -> int:
        case._connection.execute("PRAGMA max_page_count = 300")
        return start_run(case, version)

    with monkeypatch.context() as small:
        small.setattr(Case, "start_run", start_on_a_small_disk)
        with pytest.raises(CaseReadOnly, match="disk is full"):
            build(on_progress=fill_up)
    told = sorted(step.location for step in steps if step.outcome == "new")
    assert 0 < len(told) < 42
    assert locations(tmp_path) == told
    assert build().reports == 42
