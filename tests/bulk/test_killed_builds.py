"""A build may be killed at any moment: what it told is there, and the next one goes on."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import time
from collections.abc import Iterable, Iterator
from multiprocessing.connection import Connection
from pathlib import Path

import pytest
from tests.bulk.stages import LEXICON, STAGES, code, exported, put, read, reconcile

from dragoman.bulk.build import BATCH, Stages, build_case
from dragoman.case import Case, load_view
from dragoman.lexicon import Lexicon
from dragoman.model import CodedReport, Report


def slow(reports: Iterable[Report], lexicon: Lexicon) -> Iterator[CodedReport]:
    for one in code(reports, lexicon):
        time.sleep(0.002)
        yield one


def build_and_tell(case: Path, folder: Path, told: Connection) -> None:
    build_case(
        case,
        [str(folder)],
        LEXICON,
        stages=Stages(read, slow, reconcile),
        on_progress=lambda step: told.send(step.location),
    )
    told.close()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs processes that share this program")
def test_builds_killed_at_random_lose_nothing_that_was_told(tmp_path: Path) -> None:
    texts = {f"r{n:03}": f"Northland sent {n} guns." for n in range(5 * BATCH)}
    put(tmp_path / "in", **texts)
    case, draw, stored = tmp_path / "case.db", random.Random(7), set[str]()
    forking = multiprocessing.get_context("fork")
    killed = 0
    for _ in range(40):
        receiver, sender = forking.Pipe(duplex=False)
        other = forking.Process(target=build_and_tell, args=(case, tmp_path / "in", sender))
        other.start()
        sender.close()
        time.sleep(draw.uniform(0.0, 0.12))
        if other.pid and other.is_alive():
            os.kill(other.pid, signal.SIGKILL)
        other.join(timeout=60)
        killed += other.exitcode == -signal.SIGKILL
        stored |= told_by(receiver)
        if case.exists() and case.stat().st_size:
            # A build that was killed before its first commit leaves a blank file.
            with Case.open(case, create=True) as opened:
                opened.check()
                held = {report.location for report in load_view(opened).reports.values()}
            assert stored - {""} <= held
        if killed >= 20:
            break
    assert killed >= 5
    summary = build_case(case, [str(tmp_path / "in")], LEXICON, stages=STAGES)
    assert summary.reports == summary.events == len(texts)
    build_case(tmp_path / "whole.db", [str(tmp_path / "in")], LEXICON, stages=STAGES)
    assert exported(case, tmp_path / "one") == exported(tmp_path / "whole.db", tmp_path / "two")
    assert not (tmp_path / "case.db-build").exists()


def told_by(receiver: Connection) -> set[str]:
    told = set[str]()
    while receiver.poll(0):
        try:
            told.add(receiver.recv())
        except EOFError:
            break
    return told
