"""On a cluster of this machine: two workers in processes of their own, as on two machines."""

from __future__ import annotations

import os
import random
import signal
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.bulk.conftest import CODER, Ledger, story, write_rows
from tests.bulk.test_run import bulk, outcomes

from dragoman.bulk.cluster import on_cluster
from dragoman.bulk.pool import Limits
from dragoman.bulk.run import BulkSummary, Options, Step, run_bulk
from dragoman.errors import UsageError
from dragoman.lexicon import Lexicon

distributed = pytest.importorskip("distributed")


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
    ) as made:
        yield made


def spread(cluster: Any, given: str, out: Path, lexicon: Lexicon, **more: Any) -> BulkSummary:
    return run_bulk(
        [given],
        str(out),
        lexicon,
        engine=on_cluster(cluster.scheduler_address),
        options=Options(code=CODER, limits=Limits(5, 300)),
        **more,
    )


def test_a_cluster_gives_the_ledger_of_one_process_in_any_order_of_input(
    cluster: Any, tmp_path: Path, lexicon: Lexicon, ledger: Ledger
) -> None:
    rows = [story(n) for n in range(50)]
    given = write_rows(tmp_path / "in.jsonl", rows)
    alone = ledger([given])
    bulk([given], tmp_path / "pool", lexicon)
    random.Random(2).shuffle(rows)
    write_rows(tmp_path / "in.jsonl", rows)
    summary = spread(cluster, given, tmp_path / "out", lexicon)
    assert (summary.coded, summary.refused) == (50, {})
    assert ledger([str(tmp_path / "out")]) == ledger([str(tmp_path / "pool")]) == alone


def test_a_worker_that_is_killed_costs_no_record(
    cluster: Any, tmp_path: Path, lexicon: Lexicon, ledger: Ledger
) -> None:
    given = write_rows(tmp_path / "in.jsonl", [story(n, "SLOW") for n in range(120)])
    victim = next(iter(cluster.workers.values())).pid
    killed = False

    def tell(step: Step) -> None:
        nonlocal killed
        if step.coded >= 20 and not killed:
            os.kill(victim, signal.SIGKILL)
            killed = True

    summary = spread(cluster, given, tmp_path / "out", lexicon, on_step=tell)
    assert killed and (summary.coded, summary.refused) == (120, {})
    assert ledger([str(tmp_path / "out")]) == ledger([given])


def test_poisoned_reports_are_refused_on_a_cluster_too(
    cluster: Any, tmp_path: Path, lexicon: Lexicon
) -> None:
    poison = {3: "CRASH", 7: "SWELL", 9: "HANG"}
    given = write_rows(tmp_path / "in.jsonl", [story(n, poison.get(n, "")) for n in range(20)])
    summary = spread(cluster, given, tmp_path / "out", lexicon)
    assert (summary.coded, summary.refused) == (17, {"D111": 1, "D117": 1, "D118": 1})
    found = outcomes(tmp_path / "out")
    assert {key for key, (what, _) in found.items() if what == "refused"} == {"r3", "r7", "r9"}


def test_a_worker_with_other_tables_is_told_of(
    cluster: Any, tmp_path: Path, lexicon: Lexicon
) -> None:
    given = write_rows(tmp_path / "in.jsonl", [story(1)])
    with pytest.raises(UsageError, match="a worker has"):
        spread(cluster, given, tmp_path / "out", replace(lexicon, digest="f" * 64))


def test_nobody_at_the_address_is_told_of(
    tmp_path: Path, lexicon: Lexicon, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dragoman.bulk.cluster.SECONDS_TO_ANSWER", "1s")
    given = write_rows(tmp_path / "in.jsonl", [story(1)])
    with pytest.raises(UsageError, match="no scheduler answers"):
        run_bulk([given], str(tmp_path / "out"), lexicon, engine=on_cluster("tcp://127.0.0.1:9"))
