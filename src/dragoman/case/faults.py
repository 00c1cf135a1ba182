"""What SQLite says went wrong, in our own error tree."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from dragoman.errors import CaseBusy, CaseDamaged, CaseError, CaseReadOnly, NotACase

PRIMARY: Final = 0xFF
"""Mask that leaves the primary part of an extended result code (sqlite.org/rescode.html)."""

FAULTS: Final[dict[int, tuple[type[CaseError], str, str]]] = {
    sqlite3.SQLITE_BUSY: (CaseBusy, "is held by another build", "wait until that one ends"),
    sqlite3.SQLITE_LOCKED: (CaseBusy, "is held by another build", "wait until that one ends"),
    sqlite3.SQLITE_READONLY: (
        CaseReadOnly,
        "cannot be written",
        "give yourself the right to write the file and its folder, or copy the case elsewhere",
    ),
    sqlite3.SQLITE_CANTOPEN: (
        CaseReadOnly,
        "cannot be opened",
        "give yourself the right to read and write the file and its folder",
    ),
    sqlite3.SQLITE_PERM: (CaseReadOnly, "cannot be written", "check the file's permissions"),
    sqlite3.SQLITE_FULL: (
        CaseReadOnly,
        "cannot grow: the disk is full",
        "free some space and go on; what was stored is kept",
    ),
    sqlite3.SQLITE_IOERR: (
        CaseReadOnly,
        "cannot be written or read: the disk reports an error",
        "check the disk and its free space; what was stored is kept",
    ),
    sqlite3.SQLITE_CORRUPT: (
        CaseDamaged,
        "is damaged",
        "restore it from a copy, or build the case anew from its inputs",
    ),
    sqlite3.SQLITE_NOTADB: (
        NotACase,
        "is no Dragoman case",
        "name another file; this one was left as is",
    ),
}


DAMAGED: Final = ("Could not decode to UTF-8", "invalid fts5 file format")
"""How SQLite and its driver word damage for which they have no code of its own."""


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn SQLite's operational errors into `CaseError`; wrong SQL still comes through as such."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", None)
        if str(error).startswith(DAMAGED):
            code = sqlite3.SQLITE_CORRUPT
        fault = FAULTS.get(code & PRIMARY) if code is not None else None
        if fault is None:
            raise
        kind, what, remedy = fault
        raise kind(f"{path} {what}", remedy) from error
