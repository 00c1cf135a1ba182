"""Watch a folder and build whenever what lies in it has changed and come to rest."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

Snapshot = Mapping[str, tuple[int, int]]
"""Size and time of change (nanoseconds) of each file."""

DEEPEST: Final = 64
"""Folders within folders that are looked into; links to folders are not followed at all."""


def snapshot(folders: Sequence[Path], leave_out: Callable[[Path], bool]) -> Snapshot:
    """What lies in folders now, hidden files left out.

    A file that goes away while it is looked at is not there.

    Args:
        folders: to look into, with all folders in them.
        leave_out: says of a file that it is none of the reports, such as the case itself.
    """
    found: dict[str, tuple[int, int]] = {}
    for folder in folders:
        for entry in _files(folder, DEEPEST):
            if leave_out(Path(entry.path)):
                continue
            try:
                told = entry.stat()
            except OSError:
                continue
            found[entry.path] = (told.st_size, told.st_mtime_ns)
    return found


def changed(look: Callable[[], Snapshot], wait: Callable[[], bool]) -> Iterator[tuple[str, ...]]:
    """The files that are new or changed, each time that all has stood still for one wait.

    At first that is all that lies there. A file that is still being written changes from one look
    to the next and is not read half.

    Args:
        look: takes a snapshot.
        wait: waits; gives ``False`` once it is enough.
    """
    told: Snapshot = {}
    before = now = look()
    while True:
        fresh = tuple(path for path in sorted(now) if now[path] != told.get(path))
        if now == before and fresh:
            told = now
            yield fresh
        before = now
        if not wait():
            return
        now = look()


def _files(folder: Path, deep: int) -> Iterator[os.DirEntry[str]]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            if deep:
                yield from _files(Path(entry.path), deep - 1)
        elif entry.is_file():
            yield entry
