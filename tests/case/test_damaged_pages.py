"""A case with any one page overwritten, or one byte of it: told as damage, never a stray error."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path

import pytest
from tests.press import make_press, make_reconciliation

from dragoman.case import Case, load_view
from dragoman.errors import CaseDamaged, CaseError

PRESS = make_press()


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, int]:
    """The bytes of a case and how many make a page."""
    path = tmp_path_factory.mktemp("case") / "case.db"
    with Case.open(path, create=True) as case:
        for one in PRESS:
            case.add(one, digest=one.report.id, location="a")
        case.replace_reconciliation(make_reconciliation(PRESS))
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    (size,) = connection.execute("PRAGMA page_size").fetchone()
    connection.close()
    return path.read_bytes(), size


def read_all(path: Path) -> None:
    with Case.open(path, read_only=True) as case:
        load_view(case)
        case.search("Northland")
        case.counts()
        case.runs()
        case.failures()


def test_no_page_can_be_lost_unseen(tmp_path: Path, stored: tuple[bytes, int]) -> None:
    whole, size = stored
    draw = random.Random(8)
    for at in range(0, len(whole), size):
        path = tmp_path / f"{at}.db"
        path.write_bytes(whole[:at] + draw.randbytes(size) + whole[at + size :])
        with pytest.raises(CaseError), Case.open(path) as case:
            case.check()


def test_a_damaged_byte_never_raises_a_stray_error(
    tmp_path: Path, stored: tuple[bytes, int]
) -> None:
    whole, size = stored
    draw, seen = random.Random(9), 0
    for at in range(0, len(whole), size):
        damaged = bytearray(whole)
        used = [n for n in range(at, at + size) if whole[n]] or [at]
        damaged[draw.choice(used)] ^= 1 << draw.randrange(8)
        path = tmp_path / f"{at}.db"
        path.write_bytes(damaged)
        try:
            read_all(path)
        except CaseError:
            seen += 1
    assert seen, "some of it must have been noticed"


@pytest.mark.parametrize(
    "change",
    [
        'UPDATE events SET record = \'{"id": "x"}\'',
        "UPDATE events SET record = '[]'",
        "UPDATE events SET record = CAST(x'7bff7d' AS TEXT)",
        "UPDATE reports SET record = '[1]'",
        "UPDATE statements SET record = replace(record, 'assert', 'shout')",
    ],
)
def test_a_record_of_another_form_is_called_damaged(tmp_path: Path, change: str) -> None:
    path = tmp_path / "case.db"
    with Case.open(path, create=True) as case:
        case.add(PRESS[0], digest="0", location="a")
    with sqlite3.connect(path) as connection:
        connection.execute(change)
    connection.close()
    with Case.open(path, read_only=True) as case, pytest.raises(CaseDamaged, match="D406"):
        list(case.coded_reports())


def test_a_text_that_is_not_the_one_stored_is_damage(tmp_path: Path) -> None:
    path = tmp_path / "case.db"
    with Case.open(path, create=True) as case:
        case.add(PRESS[0], digest="0", location="a")
        case.check()
        with case._writing() as connection:
            connection.execute("DROP TRIGGER IF EXISTS reports_fts_update")
            connection.execute("UPDATE reports SET source_text = source_text || '!'")
        with pytest.raises(CaseDamaged, match="not the one that was stored"):
            case.check()
