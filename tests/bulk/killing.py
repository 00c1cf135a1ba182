"""Work in a process of its own that is killed at a moment of its own, with all that it started."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

from bench.orphans import any_left

FORKING = multiprocessing.get_context("fork") if hasattr(os, "fork") else None

LONGEST = 60.0
"""Seconds after which work, or what it has left behind, is taken not to end."""


@dataclass(frozen=True, slots=True)
class End:
    """How it ended.

    Attributes:
        killed: whether it was still at work.
        told: what it had told by then, in order.
    """

    killed: bool
    told: list[Any]


def killed_after(seconds: float, work: Callable[[Connection], None]) -> End:
    """Start work, kill it after so many seconds, and wait until its workers have gone too."""
    assert FORKING is not None
    receiver, sender = FORKING.Pipe(duplex=False)
    other = FORKING.Process(target=_alone, args=(work, sender))
    other.start()
    sender.close()
    time.sleep(seconds)
    if other.pid and other.is_alive():
        os.kill(other.pid, signal.SIGKILL)
    other.join(LONGEST)
    assert other.exitcode in (0, -signal.SIGKILL), other.exitcode
    assert other.pid is not None
    assert not any_left(other.pid, LONGEST), "a worker goes on though its master is gone"
    told: list[Any] = []
    while receiver.poll(0):
        try:
            told.append(receiver.recv())
        except (EOFError, OSError):
            break
    receiver.close()
    return End(other.exitcode == -signal.SIGKILL, told)


def _alone(work: Callable[[Connection], None], sender: Connection) -> None:
    os.setpgid(0, 0)
    work(sender)
    sender.close()
