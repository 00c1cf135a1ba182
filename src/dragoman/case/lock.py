"""One build at a time: an advisory lock that dies with the program that holds it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from dragoman.case.faults import translated
from dragoman.errors import CaseBusy, CaseReadOnly


@contextmanager
def sole_build(path: Path) -> Iterator[None]:
    """Hold the right to build the case at ``path``.

    The lock is SQLite's own on an empty file beside the case (``case.db-build``): the system
    frees it when the program ends, however it ends, and it does not keep readers of the case
    out. The file is removed at the end; one left by a killed build means nothing.

    Raises:
        CaseBusy: where another build holds it.
        CaseReadOnly: where the folder cannot be written.
    """
    beside = path.with_name(path.name + "-build")
    with translated(beside):
        connection = _take(path, beside)
    try:
        yield
    finally:
        # Unlink while the lock is still held: see `_take` for the build that opens it meanwhile.
        with suppress(OSError):
            beside.unlink()
        connection.close()


def _take(path: Path, beside: Path) -> sqlite3.Connection:
    while True:
        try:
            beside.touch()
            before = beside.stat().st_ino
        except OSError as error:
            raise CaseReadOnly(
                f"{beside} cannot be written ({error.strerror})",
                "give yourself the right to write the case's folder",
            ) from error
        connection = sqlite3.connect(beside, timeout=0, isolation_level=None)
        try:
            connection.execute("PRAGMA journal_mode = MEMORY")
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            connection.close()
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                raise
            raise CaseBusy(
                f"another build is writing {path}", "wait until it ends, then build again"
            ) from error
        # A build that ended since may have unlinked what we opened; then others would lock a
        # new file of that name, and ours would keep nobody out.
        with suppress(OSError):
            if beside.stat().st_ino == before:
                return connection
        connection.close()
