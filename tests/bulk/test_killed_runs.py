"""A bulk run may be killed at any moment: what it told is there, and the next one goes on."""

from __future__ import annotations

import os
import random
import shutil
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

import pytest
from tests.bulk.conftest import Ledger, story, write_rows
from tests.bulk.killing import killed_after
from tests.bulk.test_run import OPTIONS, bulk

from dragoman.bulk.coding import Setup, load_kit
from dragoman.bulk.folder import Storage, stored
from dragoman.bulk.pool import Limits, Pool, forking
from dragoman.bulk.run import run_bulk
from dragoman.lexicon import Lexicon

KILLS = 100
TRIES = 5 * KILLS
"""Runs after which the test stops, however many were too fast to be killed."""
REPORTS = 60


def two_workers() -> Callable[[Setup, Lexicon, Limits], Pool]:
    """Workers that share one kit from run to run."""
    kits = {}

    def engine(setup: Setup, lexicon: Lexicon, limits: Limits) -> Pool:
        if setup not in kits:
            kits[setup] = load_kit(setup, lexicon)
        return Pool(2, forking(kits[setup], limits), limits, setup.coder)

    return engine


def kept(out: Path, lexicon: Lexicon) -> int:
    """Reports that a folder holds, those in its journal included; the folder is left as it is."""
    copy = out.with_name("copy")
    shutil.copytree(out, copy)
    bulk([], copy, lexicon)
    found = {row["location"] for row in stored(Storage(str(copy)), ("location",))}
    shutil.rmtree(copy)
    return len(found)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs processes that share a program")
def test_a_hundred_runs_killed_at_random_lose_nothing_that_was_told(
    tmp_path: Path, lexicon: Lexicon, ledger: Ledger
) -> None:
    given = write_rows(tmp_path / "in.jsonl", [story(n, "SLOW") for n in range(REPORTS)])
    whole, engine, draw = ledger([given]), two_workers(), random.Random(9)

    def work(told: Connection) -> None:
        run_bulk(
            [given],
            str(out),
            lexicon,
            engine=engine,
            options=OPTIONS,
            on_step=lambda step: told.send(step.coded),
        )

    bulk([], tmp_path / "empty", lexicon)
    out = tmp_path / "timed"
    begun = time.monotonic()
    run_bulk([given], str(out), lexicon, engine=engine, options=OPTIONS)
    longest = time.monotonic() - begun
    out, told, killed = tmp_path / "0", 0, 0
    for n in range(1, TRIES):
        end = killed_after(draw.uniform(0.0, longest / 2), work)
        killed += end.killed
        told += max(end.told, default=0)
        if out.exists():
            assert kept(out, lexicon) >= told
        if told == REPORTS or not end.killed:
            assert bulk([given], out, lexicon).reports == REPORTS
            assert ledger([str(out)]) == whole
            out, told = tmp_path / str(n), 0
        if killed >= KILLS:
            break
    assert killed >= KILLS
    assert bulk([given], out, lexicon).reports == REPORTS
    assert ledger([str(out)]) == whole
