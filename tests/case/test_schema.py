"""Opening: what is a case, what is not, and what a later version does with an older one."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.press import make_press

from dragoman.case import Case
from dragoman.case.schema import APPLICATION_ID, Migration, migrate, migrations, statements_of
from dragoman.errors import (
    CaseDamaged,
    CaseError,
    CaseMissing,
    CaseReadOnly,
    NewerSchema,
    NotACase,
)

PRESS = make_press()


def make_case(path: Path) -> None:
    with Case.open(path, create=True) as case:
        for coded in PRESS:
            case.add(coded, digest=coded.report.id, location=coded.report.location)


def pragma(path: Path, statement: str) -> None:
    connection = sqlite3.connect(path)
    connection.execute(statement)
    connection.commit()
    connection.close()


def other_database(path: Path) -> None:
    pragma(path, "CREATE TABLE recipes (name TEXT)")


def newer(path: Path) -> None:
    make_case(path)
    pragma(path, "PRAGMA user_version = 999")


def truncated(path: Path) -> None:
    make_case(path)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def scrambled(path: Path) -> None:
    make_case(path)
    raw = bytearray(path.read_bytes())
    raw[4096:-1] = os.urandom(len(raw) - 4097)
    path.write_bytes(raw)


def emptied(path: Path) -> None:
    pragma(path, f"PRAGMA application_id = {APPLICATION_ID}")
    pragma(path, f"PRAGMA user_version = {migrations()[-1].number}")


BAD: dict[str, tuple[Callable[[Path], object], type[CaseError]]] = {
    "nothing there": (lambda path: None, CaseMissing),
    "a folder": (lambda path: path.mkdir(), NotACase),
    "an empty file": (lambda path: path.touch(), NotACase),
    "a text": (lambda path: path.write_text("Northland sent guns. " * 500), NotACase),
    "a short text": (lambda path: path.write_text("guns"), NotACase),
    "another database": (other_database, NotACase),
    "a newer schema": (newer, NewerSchema),
    "half a case": (truncated, CaseDamaged),
    "a case without its tables": (emptied, CaseDamaged),
}


@pytest.mark.parametrize("read_only", [True, False], ids=["to read", "to write"])
@pytest.mark.parametrize("what", BAD, ids=list(BAD))
def test_what_is_no_case_is_left_as_it_is(tmp_path: Path, what: str, read_only: bool) -> None:
    make, expected = BAD[what]
    path = tmp_path / "case.db"
    make(path)
    before = path.read_bytes() if path.is_file() else b""
    with (
        pytest.raises(expected, match=expected.code) as caught,
        Case.open(path, read_only=read_only) as case,
    ):
        case.check()
    assert "\n" not in str(caught.value) and " - " in str(caught.value)
    assert (path.read_bytes() if path.is_file() else b"") == before


@pytest.mark.parametrize("what", ["a folder", "a text", "another database", "a newer schema"])
def test_a_build_does_not_take_over_what_is_no_case(tmp_path: Path, what: str) -> None:
    make, expected = BAD[what]
    path = tmp_path / "case.db"
    make(path)
    before = path.read_bytes() if path.is_file() else b""
    with pytest.raises(expected):
        Case.open(path, create=True)
    assert (path.read_bytes() if path.is_file() else b"") == before


def test_a_scrambled_case_is_called_damaged(tmp_path: Path) -> None:
    path = tmp_path / "case.db"
    scrambled(path)
    with pytest.raises(CaseDamaged, match="D406"), Case.open(path) as case:
        case.check()


def test_a_record_that_is_no_json_is_called_damaged(tmp_path: Path) -> None:
    path = tmp_path / "case.db"
    make_case(path)
    pragma(path, "UPDATE events SET record = '{'")
    with Case.open(path, read_only=True) as case, pytest.raises(CaseDamaged, match="D406"):
        list(case.coded_reports())


def test_a_case_in_a_missing_folder_says_so(tmp_path: Path) -> None:
    with pytest.raises(CaseMissing, match="folder"):
        Case.open(tmp_path / "no" / "case.db", create=True)


def test_an_empty_file_becomes_a_case(tmp_path: Path) -> None:
    (tmp_path / "case.db").touch()
    make_case(tmp_path / "case.db")
    with Case.open(tmp_path / "case.db", read_only=True) as case:
        case.check()


@pytest.mark.parametrize("name", ["a case.db", "50%.db", "a?b#c.db", "사건.db", "case"])
def test_any_file_name_will_do(tmp_path: Path, name: str) -> None:
    make_case(tmp_path / name)
    assert [path.name for path in tmp_path.iterdir()] == [name]
    with Case.open(tmp_path / name, read_only=True) as case:
        assert case.counts()["reports"] == len(PRESS)


def test_the_settings_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "case.db"
    make_case(path)
    connection = sqlite3.connect(path)
    settings = {
        name: connection.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("application_id", "user_version", "journal_mode")
    }
    connection.close()
    assert settings == {
        "application_id": APPLICATION_ID,
        "user_version": migrations()[-1].number,
        "journal_mode": "wal",
    }


def test_migrations_are_numbered_without_a_gap() -> None:
    assert [step.number for step in migrations()] == list(range(1, len(migrations()) + 1))


def test_every_foreign_key_has_an_index_and_leads_to_a_primary_key(tmp_path: Path) -> None:
    make_case(tmp_path / "case.db")
    connection = sqlite3.connect(tmp_path / "case.db")
    tables = [
        row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
    ]
    checked = 0
    for table in tables:
        if table.endswith("_fts") or "_fts_" in table:
            continue
        firsts = {
            connection.execute(f"PRAGMA index_info('{index[1]}')").fetchall()[0][2]
            for index in connection.execute(f"PRAGMA index_list('{table}')")
        }
        for key in connection.execute(f"PRAGMA foreign_key_list('{table}')").fetchall():
            other, column, target = key[2], key[3], key[4]
            primary = [
                row[1] for row in connection.execute(f"PRAGMA table_info('{other}')") if row[5]
            ]
            assert [target] == primary, f"{table}.{column}"
            # Runs are never deleted, so nothing looks rows up by run.
            assert column in firsts or column == "run_id", f"{table}.{column} has no index"
            checked += 1
    connection.close()
    assert checked > 30


@pytest.mark.parametrize("table", ["reports", "statements"])
def test_datasette_finds_the_full_text_index(tmp_path: Path, table: str) -> None:
    make_case(tmp_path / "case.db")
    with connected(tmp_path / "case.db") as connection:
        # The pattern of `detect_fts` in datasette/utils/__init__.py.
        found = connection.execute(
            "SELECT name FROM sqlite_schema WHERE rootpage = 0"
            f" AND sql LIKE '%VIRTUAL TABLE%USING FTS%content=\"{table}\"%'"
        ).fetchall()
        assert found == [(f"{table}_fts",)]
        apart = connection.execute(f"SELECT count(*) FROM {table} WHERE number != rowid")
        assert apart.fetchone() == (0,), "Datasette joins by rowid"


def test_a_migration_is_split_into_its_statements() -> None:
    sql = (
        "-- A table; with a remark.\nCREATE TABLE a (b TEXT DEFAULT ';');\n"
        "CREATE TRIGGER t AFTER INSERT ON a BEGIN\n    DELETE FROM a;\n    SELECT 1;\nEND;\n"
    )
    assert [part.split()[-1] for part in statements_of(sql)] == ["';');", "END;"]
    shipped = [part for step in migrations() for part in statements_of(step.sql)]
    whole = "".join(step.sql for step in migrations())
    assert "".join(shipped).strip() == whole.strip(), "nothing is left over"


LAST = migrations()[-1].number
ADD = Migration(LAST + 1, "0099_colour.sql", "ALTER TABLE runs ADD COLUMN colour TEXT;")
BREAK = Migration(
    LAST + 2, "0100_break.sql", "CREATE TABLE x (y);\nINSERT INTO nowhere VALUES (1);"
)


@contextmanager
def connected(path: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(path, isolation_level=None)
    yield connection
    connection.close()


def test_an_older_case_is_brought_up_to_date_with_what_it_holds(tmp_path: Path) -> None:
    path = tmp_path / "case.db"
    make_case(path)
    with connected(path) as connection:
        migrate(connection, [*migrations(), ADD], path)
        assert connection.execute("PRAGMA user_version").fetchone() == (LAST + 1,)
        assert connection.execute("SELECT colour FROM runs").fetchall() == []
        assert connection.execute("SELECT count(*) FROM reports").fetchone() == (len(PRESS),)


def test_a_migration_that_fails_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "case.db"
    make_case(path)
    with connected(path) as connection, pytest.raises(sqlite3.OperationalError, match="nowhere"):
        migrate(connection, [*migrations(), ADD, BREAK], path)
    with Case.open(path, read_only=True) as case:
        case.check()


def test_an_older_case_can_be_read_only_after_it_was_brought_up_to_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "case.db"
    make_case(path)
    steps = (*migrations(), ADD)
    monkeypatch.setattr("dragoman.case.schema.migrations", lambda: steps)
    with pytest.raises(CaseReadOnly, match="earlier Dragoman"):
        Case.open(path, read_only=True)
    Case.open(path).close()
    with Case.open(path, read_only=True) as case:
        assert case.counts()["reports"] == len(PRESS)


AS_READER = """
import os, sys
from dragoman.case import Case
from dragoman.case.schema import migrations
from dragoman.errors import CaseReadOnly
migrations()
if os.geteuid() == 0:
    # The superuser may write anywhere, so the rest is done as another user.
    os.setegid(65534)
    os.seteuid(65534)
path = sys.argv[1]
with Case.open(path, read_only=True) as case:
    print(case.counts()["reports"])
for wanted in (path, path + ".new"):
    try:
        with Case.open(wanted, create=True) as case, case.building():
            case.start_run("1")
    except CaseReadOnly as error:
        print(error.code)
"""


def test_a_case_in_a_read_only_folder_can_be_read_and_not_built() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_case(folder / "case.db")
        (folder / "case.db").chmod(0o444)
        folder.chmod(0o555)
        done = subprocess.run(
            [sys.executable, "-c", AS_READER, str(folder / "case.db")],
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        folder.chmod(0o755)
    assert done.stdout.split() == [str(len(PRESS)), "D405", "D405"], done.stderr
