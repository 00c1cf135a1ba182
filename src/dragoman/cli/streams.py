"""The two streams: rows go to standard output, everything said about them to standard error."""

from __future__ import annotations

import os
import sys
from typing import Final, TextIO

from rich.console import Console

DEFAULT_WIDTH: Final = 80


def out() -> Console:
    """A console on standard output; markup in what is printed is never read."""
    return _console(sys.stdout)


def err() -> Console:
    """A console on standard error."""
    return _console(sys.stderr)


def say(line: str) -> None:
    """One plain line on standard error."""
    console = err()
    console.file.write(line + "\n")
    console.file.flush()


def _console(stream: TextIO) -> Console:
    # Without a terminal the width is what COLUMNS says, else 80, so that a pipe gives the same
    # on every machine.
    width = None
    if not stream.isatty():
        asked = os.environ.get("COLUMNS", "")
        width = int(asked) if asked.isdigit() and int(asked) > 0 else DEFAULT_WIDTH
    return Console(
        file=stream, markup=False, emoji=False, highlight=False, width=width, soft_wrap=False
    )
