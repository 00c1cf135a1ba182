"""Processes that a killed one has left behind."""

from __future__ import annotations

import os
import time
from pathlib import Path


def any_left(group: int, seconds: float) -> bool:
    """Whether a process of a group still goes on after so many seconds."""
    end = time.monotonic() + seconds
    while _is_there(group):
        if time.monotonic() > end:
            return True
        time.sleep(0.005)
    return False


def _is_there(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    # One that has ended and that nobody has asked about is told of by the system all the same.
    return any(_lives(one, group) for one in Path("/proc").glob("[0-9]*"))


def _lives(process: Path, group: int) -> bool:
    """Whether a process is of a group and goes on (proc_pid_stat(5): state, parent, group)."""
    try:
        state, _, its = (process / "stat").read_text().rpartition(")")[2].split()[:3]
    except OSError:
        return False
    return int(its) == group and state not in "ZX"
