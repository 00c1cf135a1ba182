"""Workers on many machines: the same jobs, sent out by Dask distributed.

A worker of Dask codes in a program of its own (`worker.Host`), so that a report which kills,
hangs or swells its coder takes no worker with it. A worker that is lost all the same, with its
machine or to whoever shares it, costs time: Dask gives its jobs to others. All rows come back
here, and only here is written, so that no worker needs to reach the storage.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager
from itertools import islice
from typing import Any, Final

from dragoman.bulk.coding import Job, Setup
from dragoman.bulk.pool import Limits
from dragoman.bulk.rows import Row
from dragoman.bulk.run import Engine, Workers
from dragoman.bulk.worker import Host, HostEnded
from dragoman.errors import ExtraMissing, UsageError
from dragoman.lexicon import Lexicon

AHEAD: Final = 3
"""Jobs under way for each thread of the cluster: enough that none waits for us."""
LEAST: Final = 8
SECONDS_TO_ANSWER: Final = "30s"
GIVE_UP: Final = 20
"""Times that a job may lose its worker or host: beyond, the cluster is at fault and not the job."""

_own = threading.local()


def on_cluster(address: str) -> Engine:
    """The workers of the Dask scheduler at an address (``tcp://…:8786``).

    Raises:
        ExtraMissing: distributed is not installed.
        UsageError: nobody answers there.
    """

    def engine(setup: Setup, lexicon: Lexicon, limits: Limits) -> AbstractContextManager[Workers]:
        try:
            from distributed import Client
        except ImportError as error:
            raise ExtraMissing(
                "--scheduler needs distributed", "pip install 'dragoman[cluster]'"
            ) from error
        try:
            client: Any = Client(address, timeout=SECONDS_TO_ANSWER, set_as_default=False)
        except (OSError, ValueError) as error:
            raise UsageError(
                f"no scheduler answers at {address}", "start one with: dask scheduler"
            ) from error
        return _Cluster(client, setup, limits)

    return engine


class _Cluster:
    def __init__(self, client: Any, setup: Setup, limits: Limits) -> None:
        self._client, self._setup, self._limits = client, setup, limits

    def __enter__(self) -> _Cluster:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def run(self, jobs: Iterator[Job]) -> Iterator[Row]:
        """Rows as jobs are done; so many jobs are under way that no worker waits."""
        from distributed import as_completed
        from distributed.scheduler import KilledWorker

        done: Any = as_completed(loop=self._client.loop)
        under_way: dict[str, tuple[Job, int]] = {}

        def send(job: Job, tries: int) -> None:
            future = self._client.submit(code_on_worker, job, self._setup, self._limits, pure=False)
            under_way[future.key] = job, tries
            done.add(future)

        for job in islice(jobs, self._window()):
            send(job, 1)
        for future in done:
            job, tries = under_way.pop(future.key)
            try:
                rows: list[Row] = future.result()
            except (KilledWorker, HostEnded):
                if tries >= GIVE_UP:
                    raise
                send(job, tries + 1)
                continue
            yield from rows
            for job in islice(jobs, max(0, self._window() - len(under_way))):
                send(job, 1)

    def _window(self) -> int:
        threads: int = sum(self._client.nthreads().values())
        return max(LEAST, AHEAD * threads)


def code_on_worker(job: Job, setup: Setup, limits: Limits) -> list[Row]:
    """Code one job. Runs on a thread of a Dask worker, which keeps its coder from job to job."""
    key = (setup, limits)
    if getattr(_own, "key", None) != key:
        if (before := getattr(_own, "host", None)) is not None:
            before.end()
        _own.host, _own.key = Host(setup, limits), key
    try:
        rows: list[Row] = _own.host.rows(job)
    except HostEnded:
        # Next time with a new one.
        _own.key = None
        raise
    return rows
