"""Write what a command makes to a file."""

from __future__ import annotations

import os
from pathlib import Path

from dragoman.errors import UsageError


def write_text(path: Path, text: str) -> None:
    """Write UTF-8 text whole or not at all: a reader never sees half a file.

    Raises:
        UsageError: where it cannot be written there.
    """
    beside = path.with_name(path.name + f".{os.getpid()}.part")
    try:
        beside.write_text(text, encoding="utf-8", errors="replace", newline="\n")
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        reason = error.strerror or "the file system refuses"
        raise UsageError(f"cannot write {path}: {reason}", "give another path") from error
