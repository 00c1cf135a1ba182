"""Worker processes that a report cannot take down with it.

Workers are forked from a process that has loaded lexicon and model, so that all of them share one
copy; what goes to a worker is inputs, what comes back is rows, one at a time. A worker that dies,
hangs, or grows beyond its bounds is replaced. What it had not answered is tried again one input at
a time, and the input that a worker does not survive alone is refused with the reason.
"""

from __future__ import annotations

import multiprocessing
import resource
import signal
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, Final

from dragoman.bulk.coding import Job, Kit, code_job
from dragoman.bulk.rows import Row, place_of_part, refused_row
from dragoman.errors import CoderDied, DragomanError, InputError, TookTooLong

SECONDS: Final = 120.0
"""Without an answer, until a worker is held to hang. A batch takes one or two."""
BYTES_A_SECOND: Final = 20_000
"""Allowed on top: a tenth of what a slow core codes of plain text."""
MEGABYTES: Final = 2_000
"""That a worker may take on top of what it was started with."""
LIFE: Final = 20_000
"""Inputs after which a worker makes way for a new one: the language model keeps every word that it
has met, some 200 bytes each, and a year of news has millions."""
GRACE: Final = 2.0
"""A worker whose master has died ends itself after so many times its allowance."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one report may take: seconds without an answer, and megabytes of memory."""

    seconds: float = SECONDS
    megabytes: int = MEGABYTES

    def allowed(self, job: Job) -> float:
        """Seconds that a worker may be silent over a job."""
        return self.seconds + job.size / BYTES_A_SECOND


Start = Callable[[], tuple[BaseProcess, Connection]]


@dataclass(slots=True)
class _Worker:
    child: BaseProcess
    line: Connection
    job: Job | None = None
    answered: set[int] = field(default_factory=set)
    heard: float = 0.0
    done: int = 0

    def give(self, job: Job) -> None:
        self.job, self.answered, self.heard = job, set(), time.monotonic()
        # A worker that is gone shows in its line, which is listened to next.
        with suppress(OSError):
            self.line.send(job)

    def lost(self) -> list[int]:
        """Numbers of the inputs that it has not answered."""
        assert self.job is not None
        return [n for n in range(len(self.job.parts)) if n not in self.answered]


class Pool:
    """A fixed number of workers. Use it as a context manager."""

    def __init__(
        self, size: int, start: Start, limits: Limits, coder: str, life: int = LIFE
    ) -> None:
        self._size, self._start, self._limits, self._coder = size, start, limits, coder
        self._life = life
        self._workers: list[_Worker] = []
        self._again: deque[Job] = deque()

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            self._end(worker)
        self._workers.clear()

    def run(self, jobs: Iterator[Job]) -> Iterator[Row]:
        """Rows as they are ready, in no order. Jobs are asked for as workers fall idle."""
        ready: deque[Job] = deque()
        more = True
        while True:
            while len(self._workers) < self._size:
                self._workers.append(_Worker(*self._start()))
            for worker in self._workers:
                if worker.job is None and (job := self._next(ready, jobs)) is not None:
                    worker.give(job)
            busy = [worker for worker in self._workers if worker.job is not None]
            if not busy:
                return
            # Read on while they work, one job ahead of each.
            while more and len(ready) < self._size:
                if (job := next(jobs, None)) is None:
                    more = False
                else:
                    ready.append(job)
            yield from self._listen(busy)

    def _next(self, ready: deque[Job], jobs: Iterator[Job]) -> Job | None:
        for waiting in (self._again, ready):
            if waiting:
                return waiting.popleft()
        return next(jobs, None)

    def _listen(self, busy: list[_Worker]) -> Iterator[Row]:
        ends = {id(w): w.heard + self._limits.allowed(w.job) for w in busy if w.job is not None}
        left = max(0.0, min(ends.values()) - time.monotonic())
        heard = set(map(id, wait([worker.line for worker in busy], timeout=left)))
        now = time.monotonic()
        for worker in busy:
            if id(worker.line) in heard:
                yield from self._hear(worker)
            elif now >= ends[id(worker)]:
                allowed = self._limits.allowed(worker.job) if worker.job else 0.0
                yield from self._replace(worker, _too_long(allowed))

    def _hear(self, worker: _Worker) -> Iterator[Row]:
        try:
            message: Any = worker.line.recv()
        except (EOFError, OSError):
            yield from self._replace(worker, None)
            return
        worker.heard = time.monotonic()
        if message is None:
            worker.done += len(worker.answered)
            worker.job = None
            if worker.done >= self._life:
                self._end(worker)
                self._workers.remove(worker)
        elif isinstance(message, Exception):
            raise message
        else:
            number, row = message
            worker.answered.add(number)
            yield row

    def _replace(self, worker: _Worker, error: InputError | None) -> Iterator[Row]:
        """Put what a lost worker owes up again, or refuse the one input that it was lost over."""
        job, lost = worker.job, worker.lost()
        code = self._end(worker)
        self._workers.remove(worker)
        assert job is not None
        if job.alone:
            for number in lost:
                yield refused_row(job.parts[number], error or _died(code), self._coder)
            return
        for number in lost:
            self._again.append(Job(job.number, (job.parts[number],), alone=True))

    def _end(self, worker: _Worker) -> int | None:
        worker.line.close()
        worker.child.kill()
        worker.child.join()
        return worker.child.exitcode


def _too_long(seconds: float) -> TookTooLong:
    return TookTooLong(
        f"no answer after {seconds:.0f} seconds",
        "give it more with --seconds, or look at what is odd about it",
    )


def _died(code: int | None) -> CoderDied:
    why = f"exit code {code}"
    if code is not None and code < 0:
        with suppress(ValueError):
            why = signal.Signals(-code).name
    return CoderDied(
        f"the process that coded it ended ({why})",
        "the others are not touched; please report it with the text",
    )


def work(line: Connection, kit: Kit, limits: Limits) -> None:
    """Answer jobs until the line is closed. Runs in a worker."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    bound_memory(limits.megabytes)
    while True:
        try:
            job: Job = line.recv()
        except (EOFError, OSError):
            return
        numbers: dict[bytes, list[int]] = {}
        for n, part in enumerate(job.parts):
            numbers.setdefault(place_of_part(part), []).append(n)
        # Should the master die over a report that hangs, nobody else would end this process.
        signal.setitimer(signal.ITIMER_REAL, GRACE * limits.allowed(job) * len(job.parts))
        try:
            for row in code_job(job, kit):
                tell(line, (numbers[row.place].pop(), row))
            tell(line, None)
        except (DragomanError, OSError) as error:
            # No fault of one report: a model that is gone, a disk that is full.
            tell(line, error)
            return
        signal.setitimer(signal.ITIMER_REAL, 0)


def tell(line: Connection, message: object) -> None:
    """Send a message; ends this process where nobody listens any more."""
    try:
        line.send(message)
    except (BrokenPipeError, ConnectionResetError):
        # The master is gone, and with it all that this process is for.
        raise SystemExit from None


def bound_memory(megabytes: int) -> None:
    """Let this process grow by so much and no more: what needs more fails with a MemoryError."""
    with suppress(OSError, ValueError):
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
        most = pages * resource.getpagesize() + megabytes * 1_000_000
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))


def forking(kit: Kit, limits: Limits) -> Start:
    """Workers that share this process's lexicon and model: nothing of either is copied."""
    context = multiprocessing.get_context("fork")
    ours: list[Connection] = []

    def run(line: Connection) -> None:
        # A worker that held the others' lines would keep them from seeing their master's end.
        for other in ours:
            with suppress(OSError):
                other.close()
        work(line, kit, limits)

    def start() -> tuple[BaseProcess, Connection]:
        line, theirs = context.Pipe()
        ours[:] = [one for one in ours if not one.closed]
        ours.append(line)
        process = context.Process(target=run, args=(theirs,), daemon=True)
        process.start()
        theirs.close()
        return process, line

    return start
