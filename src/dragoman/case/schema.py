"""Open the file: connection settings, application id, numbered migrations."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Final

from dragoman.case.faults import PRIMARY, translated
from dragoman.errors import CaseDamaged, CaseMissing, CaseReadOnly, NewerSchema, NotACase

APPLICATION_ID: Final = int.from_bytes(b"DRGM", "big")
"""Written into the file's header, so that `file` and we can tell a case from other databases."""

WAIT_SECONDS: Final = 5.0
"""How long a write waits for another one; transactions are a report long, so this is ample."""


UNSHARED: Final = (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY)
"""What SQLite says where it cannot make the shared-memory file of a log."""


@dataclass(frozen=True, slots=True)
class Migration:
    """One step of the schema: its number, its file's name and its SQL."""

    number: int
    name: str
    sql: str


@cache
def migrations() -> tuple[Migration, ...]:
    """The steps that ship with this version, numbered 1, 2, 3 … without a gap."""
    folder = resources.files("dragoman.case") / "migrations"
    found = sorted((entry.name, entry) for entry in folder.iterdir() if entry.name.endswith(".sql"))
    return tuple(
        Migration(int(name.split("_", 1)[0]), name, entry.read_text("utf-8"))
        for name, entry in found
    )


def statements_of(sql: str) -> Iterator[str]:
    """Split a migration into its statements, triggers whole.

    `sqlite3.Connection.executescript` would commit first, and a migration has to be one
    transaction.
    """
    pending = ""
    for line in sql.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            yield pending
            pending = ""


def connect(path: Path, *, create: bool, read_only: bool) -> sqlite3.Connection:
    """Open ``path`` as a case with the newest schema.

    Args:
        path: the case file.
        create: make it where there is none.
        read_only: change nothing, not even the schema.

    Raises:
        CaseMissing, NotACase, NewerSchema, CaseReadOnly, CaseBusy, CaseDamaged.
    """
    _check_path(path, create and not read_only)
    with translated(path):
        connection = _open(path, create, read_only)
        try:
            _settle(connection, path, create, read_only)
        except BaseException:
            connection.close()
            raise
    return connection


def migrate(connection: sqlite3.Connection, steps: Sequence[Migration], path: Path) -> None:
    """Bring the schema up to the last of ``steps``, in one transaction.

    Raises:
        NewerSchema: where the file is already past it.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
        _check_version(version, steps, path)
        for step in steps:
            if step.number > version:
                for statement in statements_of(step.sql):
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {step.number:d}")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID:d}")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _check_path(path: Path, create: bool) -> None:
    if path.is_dir():
        raise NotACase(f"{path} is a folder", "name a case file, such as case.db")
    if path.exists():
        return
    if not create:
        raise CaseMissing(f"there is no case at {path}", "make one with `dragoman build`")
    if not path.parent.is_dir():
        raise CaseMissing(f"there is no folder {path.parent}", "make the folder first")


def _open(path: Path, create: bool, read_only: bool) -> sqlite3.Connection:
    uri = path.absolute().as_uri()
    connection = _connection(f"{uri}?mode={'rwc' if create and not read_only else 'rw'}")
    if not read_only:
        return connection
    # Not mode=ro: such a connection cannot clear away the log that it opens, and would leave
    # two files beside the case. A file that we may not write is opened for reading anyway.
    connection.execute("PRAGMA query_only = ON")
    try:
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlite3.OperationalError as error:
        connection.close()
        # In a folder that we may not write to, SQLite cannot make the shared-memory file of a
        # WAL database. With no log beside it the file is complete, and can be read as it stands.
        wal = path.with_name(path.name + "-wal")
        if error.sqlite_errorcode & PRIMARY not in UNSHARED or wal.exists():
            raise
        return _connection(f"{uri}?mode=ro&immutable=1")
    return connection


def _connection(uri: str) -> sqlite3.Connection:
    connection = sqlite3.connect(uri, uri=True, timeout=WAIT_SECONDS, isolation_level=None)
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def _settle(connection: sqlite3.Connection, path: Path, create: bool, read_only: bool) -> None:
    steps = migrations()
    application_id = int(connection.execute("PRAGMA application_id").fetchone()[0])
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    tables = int(connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0])
    # A build that was killed before its first commit leaves such a file.
    blank = application_id == 0 and version == 0 and tables == 0
    if application_id != APPLICATION_ID and not (blank and create):
        raise NotACase(f"{path} is no Dragoman case", "name another file; this one was left as is")
    _check_version(version, steps, path)
    if tables == 0 and not blank:
        raise CaseDamaged(f"{path} has lost its tables", "restore it from a copy, or build anew")
    if not read_only:
        connection.execute("PRAGMA journal_mode = WAL")
        # NORMAL is durable against a killed program and consistent against a power cut.
        connection.execute("PRAGMA synchronous = NORMAL")
    if version < steps[-1].number:
        if read_only:
            raise CaseReadOnly(
                f"{path} was written by an earlier Dragoman (schema {version})",
                "run `dragoman build` on it once to bring it up to date",
            )
        migrate(connection, steps, path)


def _check_version(version: int, steps: Sequence[Migration], path: Path) -> None:
    if version > steps[-1].number:
        raise NewerSchema(
            f"{path} has schema {version}, and this Dragoman knows {steps[-1].number}",
            "install a later Dragoman",
        )
