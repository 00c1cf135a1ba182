"""Streams that cannot do harm: standard input and gzip with bounds."""

from __future__ import annotations

import gzip
import io
import stat
import sys
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, Final

from dragoman.errors import Damaged, TooLarge, Unreadable
from dragoman.read.sources import STANDARD_INPUT

PIECE: Final = 1024 * 1024
IN_MEMORY: Final = 16 * PIECE
INPUT_LIMIT: Final = 1024 * PIECE
"""Bytes taken from standard input: a pipe that never ends must not fill the disk."""

SHELLS: Final = ("/dev/stdin", "/dev/fd/")
"""Names under which a shell passes on the output of a command."""

FREE: Final = 4 * PIECE
RATIO: Final = 100
"""Unpacked bytes for each packed one, beyond the first ``FREE``: text packs 3 to 20 times, markup
seldom beyond 50; deflate's own bound, which bombs come near, is 1032 (RFC 1951)."""


@contextmanager
def open_input(path: Path) -> Iterator[BinaryIO]:
    """Open a file, or standard input for ``-``, at its start; seekable in both cases.

    Raises:
        TooLarge: standard input over the limit.
        Unreadable: no file but a pipe or a device, which may never end, or a closed input.
        OSError: the file system refuses.
    """
    name = str(path)
    if name == STANDARD_INPUT:
        given: BinaryIO | None = getattr(sys.stdin, "buffer", None)
        if given is None or given.closed:
            raise Unreadable("standard input is closed", "give files, or pipe something in")
        with _kept(given) as kept:
            yield kept
    elif name.startswith(SHELLS):
        with path.open("rb") as stream, _kept(stream) as kept:
            yield kept
    elif not stat.S_ISREG(path.stat().st_mode):
        raise Unreadable(
            "a pipe or a device, not a file", "give what comes out of it as - or save it"
        )
    else:
        with path.open("rb") as stream:
            yield stream


@contextmanager
def _kept(stream: BinaryIO) -> Iterator[BinaryIO]:
    """All that comes out of a pipe, in a file that goes away."""
    with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY) as kept:
        size = 0
        while piece := stream.read(PIECE):
            size += len(piece)
            if size > INPUT_LIMIT:
                raise TooLarge("over 1 GB on standard input", "give it as a file")
            kept.write(piece)
        kept.seek(0)
        yield kept  # type: ignore[misc]  # typeshed has it generic; it has what we call


class Unpacked(io.RawIOBase):
    """The content of a gzip stream, to read once; refuses what grows beyond all text.

    Raises:
        TooLarge: from reading, where it unpacks to more than any text would.
        Damaged: from reading, where it is broken or cut off.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._packed = stream
        self._gzip = gzip.GzipFile(fileobj=stream, mode="rb")
        self._size = 0

    def readable(self) -> bool:
        """Yes."""
        return True

    def seekable(self) -> bool:
        """Only to where it is."""
        return False

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Tell the position, which is how some readers ask for it."""
        if (offset, whence) not in {(0, io.SEEK_CUR), (self._size, io.SEEK_SET)}:
            raise io.UnsupportedOperation("what is unpacked while read cannot be wound")
        return self._size

    def readinto(self, buffer: Any) -> int:
        """Fill a buffer; the number of bytes."""
        try:
            piece = self._gzip.read1(len(buffer))
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise Damaged("a gzip file that is broken or cut off", "pack it again") from error
        self._size += len(piece)
        if self._size > FREE + RATIO * self._packed.tell():
            raise TooLarge("unpacks to far more than text would", "unpack it and look at it")
        buffer[: len(piece)] = piece
        return len(piece)


def unpacked(stream: BinaryIO) -> io.BufferedReader:
    """What a gzip stream holds, unpacked while it is read."""
    return io.BufferedReader(Unpacked(stream), PIECE)


def whole(stream: BinaryIO, limit: int, remedy: str) -> bytes:
    """All that is left of a stream.

    Args:
        limit: in bytes.
        remedy: what to do if there is more.

    Raises:
        TooLarge: there is more.
    """
    raw = stream.read(limit + 1)
    if len(raw) > limit:
        raise TooLarge(f"over {limit // PIECE} MB", remedy)
    return raw
