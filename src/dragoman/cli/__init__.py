"""Words to calls, one file a command."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from io import TextIOWrapper

from dragoman.cli.app import app
from dragoman.cli.streams import say
from dragoman.errors import DragomanError
from dragoman.show.safe import one_line

__all__ = ["app", "main"]


def main(words: Sequence[str] | None = None) -> None:
    """Run the command line; ends the interpreter with one of the documented exit codes.

    Args:
        words: the arguments, those of the interpreter where not given.

    Raises:
        SystemExit: always.
    """
    for stream in (sys.stdout, sys.stderr):
        # A terminal that is not UTF-8 shows a question mark rather than ending the command.
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        app(list(words) if words is not None else None, prog_name="dragoman")
    except DragomanError as error:
        say(f"error {one_line(str(error))}")
        raise SystemExit(error.exit_code) from None
