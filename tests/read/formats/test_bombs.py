from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.read.formats.bombs import BOMBS

WATCHDOG = 900
"""Seconds after which reading is taken not to end; it takes half a minute."""

MOST = 2_000
"""MB: the largest report (10 MB, one line) costs half of it."""


def test_bombs_are_read_or_refused_within_bounds() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.read.formats.bombs"],
        cwd=Path(__file__).parents[3],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        timeout=WATCHDOG,
        check=True,
    )
    told = [line.split() for line in done.stdout.splitlines()]
    assert {name: found.split("+")[-1] for name, found, _, _ in told} == {
        n: code for n, (_, code) in BOMBS.items()
    }
    assert max(int(peak) for *_, peak in told) < MOST
