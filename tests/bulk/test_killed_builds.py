"""A build may be killed at any moment: what it told is there, and the next one goes on."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path

import pytest
from tests.bulk.conftest import CODER, story, write_rows
from tests.bulk.killing import killed_after
from tests.bulk.stages import LEXICON, STAGES, code, exported, put, read, reconcile

from dragoman.bulk import bounded, build
from dragoman.bulk.build import BATCH, Progress, Stages, build_case
from dragoman.bulk.coding import Setup, load_kit
from dragoman.case import Case, load_view
from dragoman.lexicon import Lexicon
from dragoman.model import CodedReport, Report

KILLS = 100
"""Of the build as it is used; `python -m bench.faults` does it with the real chain."""
TRIES = 5 * KILLS
"""Builds after which the test stops, however many were too fast to be killed."""
FORKS = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs processes that share a program")


def slow(reports: Iterable[Report], lexicon: Lexicon) -> Iterator[CodedReport]:
    for one in code(reports, lexicon):
        time.sleep(0.002)
        yield one


def check_sound(case: Path, stored: set[str]) -> None:
    """A case passes its check and holds all that was told."""
    if case.exists() and case.stat().st_size:
        # A build that was killed before its first commit leaves a blank file.
        with Case.open(case, create=True) as opened:
            opened.check()
            held = {report.location for report in load_view(opened).reports.values()}
        assert stored <= held
    else:
        assert not stored


@FORKS
def test_builds_killed_at_random_lose_nothing_that_was_told(tmp_path: Path) -> None:
    texts = {f"r{n:03}": f"Northland sent {n} guns." for n in range(5 * BATCH)}
    put(tmp_path / "in", **texts)
    case, draw, stored, killed = tmp_path / "case.db", random.Random(7), set[str](), 0

    def work(told: Connection) -> None:
        build_case(
            case,
            [str(tmp_path / "in")],
            LEXICON,
            stages=Stages(read, slow, reconcile),
            on_progress=lambda step: told.send(step.location),
        )

    for _ in range(40):
        end = killed_after(draw.uniform(0.0, 0.12), work)
        killed += end.killed
        stored |= set(end.told) - {""}
        check_sound(case, stored)
        if killed >= 20:
            break
    assert killed >= 5
    summary = build_case(case, [str(tmp_path / "in")], LEXICON, stages=STAGES)
    assert summary.reports == summary.events == len(texts)
    build_case(tmp_path / "whole.db", [str(tmp_path / "in")], LEXICON, stages=STAGES)
    assert exported(case, tmp_path / "one") == exported(tmp_path / "whole.db", tmp_path / "two")
    assert not (tmp_path / "case.db-build").exists()


@FORKS
def test_a_hundred_builds_killed_as_they_read_code_store_and_reconcile(
    tmp_path: Path, lexicon: Lexicon, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The build's own way: inputs are read and coded in a process forked from the build's."""
    whole_rows, kits = bounded.bounded_rows, {}

    def rows(parts: Iterator[object], setup: Setup, *more: object) -> object:
        return whole_rows(parts, replace(setup, code=CODER), *more)  # type: ignore[arg-type]

    def kit(setup: Setup, lexicon: Lexicon) -> object:
        if setup not in kits:
            kits[setup] = load_kit(setup, lexicon)
        return kits[setup]

    monkeypatch.setattr(build, "bounded_rows", rows)
    monkeypatch.setattr(bounded, "load_kit", kit)
    given = [write_rows(tmp_path / "in.jsonl", [story(n) for n in range(40)])]
    build_case(tmp_path / "whole.db", given, lexicon)
    begun = time.monotonic()
    build_case(tmp_path / "timed.db", given, lexicon)
    longest = time.monotonic() - begun
    whole = exported(tmp_path / "whole.db", tmp_path / "whole")
    case, draw, stored, killed = tmp_path / "0.db", random.Random(8), set[str](), 0

    def work(told: Connection) -> None:
        def tell(step: Progress) -> None:
            told.send(step.location if step.outcome == "new" else "")

        build_case(case, given, lexicon, on_progress=tell)
        told.send("done")

    for n in range(1, TRIES):
        end = killed_after(draw.uniform(0.0, longest / 2), work)
        killed += end.killed
        stored |= set(end.told) - {"", "done"}
        check_sound(case, stored)
        if "done" in end.told:
            assert exported(case, tmp_path / "out") == whole
            case, stored = tmp_path / f"{n}.db", set()
        if killed >= KILLS:
            break
    assert killed >= KILLS
    build_case(case, given, lexicon)
    assert exported(case, tmp_path / "out") == whole
