"""A coder in a program of its own, for a process with threads, which must not fork.

``python -m dragoman.bulk.worker LINE`` loads lexicon and model once, then keeps a pool of one
worker, forked from it: a report that ends its coder costs a fork and no second loading.
"""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
from multiprocessing.connection import Connection
from typing import Any

from dragoman.bulk.coding import Job, Setup, load_kit
from dragoman.bulk.pool import Limits, Pool, forking, tell
from dragoman.bulk.rows import Row
from dragoman.errors import DragomanError


class HostEnded(RuntimeError):
    """The program has ended, by no fault of a report: another may do better."""


class Host:
    """Such a program, as the process that needs it sees it."""

    def __init__(self, setup: Setup, limits: Limits) -> None:
        self._line, theirs = multiprocessing.Pipe()
        words = [sys.executable, "-m", "dragoman.bulk.worker", str(theirs.fileno())]
        paths = os.pathsep.join(path for path in sys.path if path)
        self._process = subprocess.Popen(
            words, pass_fds=[theirs.fileno()], env={**os.environ, "PYTHONPATH": paths}
        )
        theirs.close()
        self._line.send((setup, limits))
        self._heard()

    def rows(self, job: Job) -> list[Row]:
        """Code a job.

        Raises:
            HostEnded: it has.
        """
        self._line.send(job)
        rows: list[Row] = []
        while (message := self._heard()) is not None:
            rows.append(message)
        return rows

    def end(self) -> None:
        """End the program."""
        self._line.close()
        self._process.kill()
        self._process.wait()

    def _heard(self) -> Any:
        try:
            message = self._line.recv()
        except (EOFError, OSError) as error:
            code = self._process.wait()
            raise HostEnded(f"the program that codes ended (exit code {code})") from error
        if isinstance(message, Exception):
            raise message
        return message


def serve(line: Connection) -> None:
    """Code jobs until the line is closed."""
    setup, limits = line.recv()
    try:
        kit = load_kit(setup)
    except DragomanError as error:
        tell(line, error)
        return
    tell(line, None)
    with Pool(1, forking(kit, limits), limits, setup.coder) as pool:
        while True:
            try:
                job: Job = line.recv()
            except (EOFError, OSError):
                return
            try:
                for row in pool.run(iter([job])):
                    tell(line, row)
                tell(line, None)
            except (DragomanError, OSError) as error:
                tell(line, error)


if __name__ == "__main__":
    with Connection(int(sys.argv[1])) as own:
        serve(own)
