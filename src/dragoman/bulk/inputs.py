"""What goes into a bulk run: files, folders, patterns and addresses, as one stream of inputs."""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Final

from dragoman.bulk.folder import file_system
from dragoman.errors import InputError, NothingToRead, PathMissing, Unreadable
from dragoman.read.columns import Columns
from dragoman.read.formats import Part, open_input, parts_of
from dragoman.read.records import Failure
from dragoman.read.sources import KINDS, expand, is_ours

PARTS: Final = 16
SIZE: Final = 1024 * 1024
"""Inputs of a job, and their bytes: a second or two of work, so that none is long in doubt."""


@dataclass(slots=True)
class Position:
    """How far the reading is: bytes as they lie on the disk, ``done`` of ``total`` (0 if unknown).

    ``at`` tells how far it is in the file that is open.
    """

    total: int = 0
    before: int = 0
    at: Callable[[], int] = lambda: 0

    @property
    def done(self) -> int:
        """Bytes read so far."""
        try:
            return self.before + self.at()
        except (OSError, ValueError):
            return self.before


def parts(paths: Sequence[str], columns: Columns, position: Position) -> Iterator[Part | Failure]:
    """The inputs that paths lead to, not read yet; what is broken is said and passed over.

    Args:
        paths: files, folders (all below), patterns, ``-``, addresses that fsspec knows.
        columns: of rows and tables.
        position: kept up to date.
    """
    for path in paths:
        if "://" in path:
            yield from _remote(path, columns, position)
            continue
        for found in _files(path):
            if isinstance(found, Failure):
                yield found
                continue
            try:
                with open_input(found) as stream:
                    yield from _inside(str(found), stream, columns, position)
            except OSError as error:
                yield _refused(str(found), error)


def _files(given: str) -> Iterator[Path | Failure]:
    """The files that one path means, in no order.

    Of a folder none but the names still to come are held, as the system gives them: a million
    names, sorted, would be 100 MB, and no result of a run depends on their order.
    """
    if not Path(given).is_dir():
        yield from expand([given])
        return
    empty = True
    for found in _below(given):
        empty = False
        yield found
    if empty:
        yield Failure(given, NothingToRead("a folder with no readable file", KINDS))


def _below(folder: str) -> Iterator[Path | Failure]:
    """The files of known kinds in a folder and all folders in it, hidden ones left out."""
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    yield from _below(entry.path)
                elif is_ours(entry.name) and not entry.is_dir():
                    yield Path(entry.path)
    except OSError as error:
        yield _refused(folder, error)


def _inside(
    name: str, stream: BinaryIO, columns: Columns, position: Position
) -> Iterator[Part | Failure]:
    position.at = stream.tell
    try:
        yield from parts_of(name, stream, columns)
    except InputError as error:
        yield Failure(name, error)
    except OSError as error:
        yield _refused(name, error)
    finally:
        end = 0
        if not stream.closed:
            end = stream.seek(0, os.SEEK_END)
        position.before += end
        position.at = lambda: 0


def _refused(name: str, error: OSError) -> Failure:
    why = error.strerror or "the file system refuses"
    return Failure(name, Unreadable(why, "check its permissions"))


def _remote(path: str, columns: Columns, position: Position) -> Iterator[Part | Failure]:
    files, root = file_system(path)
    try:
        found = _found(files, root)
    except OSError as error:
        yield _refused(path, error)
        return
    if found is None:
        yield Failure(path, PathMissing("nothing at that address", "check the spelling"))
    elif not found:
        yield Failure(path, NothingToRead("nothing readable there", KINDS))
    for one in found or ():
        name = files.unstrip_protocol(one)
        try:
            # What object storage opens reads no line of a bounded length.
            with files.open(one, "rb") as raw, io.BufferedReader(raw) as stream:
                yield from _inside(name, stream, columns, position)
        except OSError as error:
            yield _refused(name, error)


def _found(files: Any, root: str) -> list[str] | None:
    if "*" in root or "?" in root:
        return sorted(str(one) for one in files.glob(root) if is_ours(str(one)))
    if files.isdir(root):
        return sorted(str(one) for one in files.find(root) if is_ours(str(one)))
    return [root] if files.exists(root) else None


def size_of(paths: Sequence[str]) -> int:
    """Bytes that the paths hold, 0 where it is not known: an address, or standard input."""
    total = 0
    for path in paths:
        if "://" in path or path == "-":
            return 0
        for found in _files(path):
            if isinstance(found, Path):
                try:
                    total += found.stat().st_size
                except OSError:
                    continue
    return total


def batched(found: Iterator[Part], parts: int = PARTS, size: int = SIZE) -> Iterator[list[Part]]:
    """Inputs in lots for one worker, by number and bytes."""
    lot: list[Part] = []
    held = 0
    for part in found:
        lot.append(part)
        held += len(part.told_by)
        if len(lot) >= parts or held >= size:
            yield lot
            lot, held = [], 0
    if lot:
        yield lot
