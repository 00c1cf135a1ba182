"""A disk that fills up in the middle of a build: told by its code, and nothing stored is lost."""

from __future__ import annotations

import multiprocessing
import os
import random
from multiprocessing.connection import Connection
from pathlib import Path

import pytest
from tests.bulk.conftest import Ledger, story, write_rows
from tests.bulk.stages import LEXICON, STAGES, exported, put
from tests.bulk.test_run import OPTIONS, bulk

from dragoman.bulk.build import build_case
from dragoman.bulk.run import Step, one_machine, run_bulk
from dragoman.case import Case, load_view
from dragoman.errors import DragomanError
from dragoman.lexicon import Lexicon


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


def code_within(given: str, out: Path, most_bytes: int, lexicon: Lexicon, told: Connection) -> None:
    """A bulk run where no file may grow beyond so many bytes."""
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes))
    done = 0

    def tell(step: Step) -> None:
        nonlocal done
        done = step.coded

    try:
        run_bulk([given], str(out), lexicon, engine=one_machine(1), options=OPTIONS, on_step=tell)
        told.send((done, "done"))
    except DragomanError as error:
        told.send((done, error.code))
    told.close()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs processes that share this program")
def test_a_full_disk_costs_a_bulk_run_nothing_that_was_told(
    tmp_path: Path, lexicon: Lexicon, ledger: Ledger
) -> None:
    given = write_rows(tmp_path / "in.jsonl", [story(n) for n in range(40)])
    whole, ends = ledger([given]), set[str]()
    forking = multiprocessing.get_context("fork")
    for n, most in enumerate((100, 4_000, 20_000, 60_000, 1_000_000)):
        out = tmp_path / str(n)
        receiver, sender = forking.Pipe(duplex=False)
        other = forking.Process(target=code_within, args=(given, out, most, lexicon, sender))
        other.start()
        sender.close()
        other.join(timeout=60)
        assert other.exitcode == 0
        told, end = receiver.recv()
        ends.add(end)
        if (out / "bulk.json").exists():
            assert bulk([], out, lexicon).reports >= told
        assert bulk([given], out, lexicon).reports == 40
        assert ledger([str(out)]) == whole
    assert ends == {"D405", "done"}


def drained(receiver: Connection) -> list[str]:
    told: list[str] = []
    while receiver.poll(0):
        try:
            told.append(receiver.recv())
        except EOFError:
            break
    return told
