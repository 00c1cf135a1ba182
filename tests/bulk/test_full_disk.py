"""A disk that fills up in the middle of a build: told by its code, and nothing stored is lost."""

from __future__ import annotations

import multiprocessing
import os
import random
from multiprocessing.connection import Connection
from pathlib import Path

import pytest
from tests.bulk.stages import LEXICON, STAGES, exported, put

from dragoman.bulk.build import build_case
from dragoman.case import Case, load_view
from dragoman.errors import DragomanError


def build_within(case: Path, folder: Path, most_bytes: int, told: Connection) -> None:
    """Build where no file may grow beyond so many bytes, as on a disk that is nearly full."""
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes))
    try:
        build_case(
            case,
            [str(folder)],
            LEXICON,
            stages=STAGES,
            on_progress=lambda step: told.send(step.location),
        )
        told.send("done")
    except DragomanError as error:
        told.send(error.code)
    told.close()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs processes that share this program")
def test_a_full_disk_loses_nothing_that_was_told(tmp_path: Path) -> None:
    put(tmp_path / "in", **{f"r{n:02}": f"Northland sent {n} guns. " * 40 for n in range(40)})
    build_case(tmp_path / "whole.db", [str(tmp_path / "in")], LEXICON, stages=STAGES)
    whole = exported(tmp_path / "whole.db", tmp_path / "whole")
    size = (tmp_path / "whole.db").stat().st_size
    draw, ends = random.Random(3), set[str]()
    for n in range(6):
        case = tmp_path / f"{n}.db"
        forking = multiprocessing.get_context("fork")
        receiver, sender = forking.Pipe(duplex=False)
        most = draw.randrange(size // 20, size)
        other = forking.Process(target=build_within, args=(case, tmp_path / "in", most, sender))
        other.start()
        sender.close()
        other.join(timeout=60)
        assert other.exitcode == 0
        *told, end = drained(receiver)
        ends.add(end)
        if case.exists() and case.stat().st_size:
            with Case.open(case, create=True) as opened:
                opened.check()
                held = {report.location for report in load_view(opened).reports.values()}
            assert set(told) - {""} <= held
        build_case(case, [str(tmp_path / "in")], LEXICON, stages=STAGES)
        assert exported(case, tmp_path / f"{n}") == whole
    assert "D405" in ends and ends <= {"D405", "done"}


def drained(receiver: Connection) -> list[str]:
    told: list[str] = []
    while receiver.poll(0):
        try:
            told.append(receiver.recv())
        except EOFError:
            break
    return told
