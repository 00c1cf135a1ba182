from __future__ import annotations

import errno
import io
import os
import random
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.bulk.digests import FRESH, Digests
from dragoman.bulk.folder import JOURNAL, Folder, Storage, framed, stored
from dragoman.bulk.rows import Outcome, Row, row_from_bytes, row_to_bytes
from dragoman.errors import CaseReadOnly

WORDS = st.text(st.characters(codec="utf-8"), max_size=20)
ROWS = st.builds(
    Row,
    location=WORDS,
    digest=st.binary(min_size=16, max_size=16).map(bytes.hex),
    outcome=st.sampled_from(Outcome),
    title=WORDS,
    published=st.none() | st.dates(date(1990, 1, 1)),
    words=st.integers(0, 10**6),
    record=st.sampled_from([b"", b'{"a":1}', b'{"b":"\\n"}']),
)


@given(ROWS)
def test_a_row_comes_back_from_bytes(row: Row) -> None:
    assert row_from_bytes(row_to_bytes(row)) == row


def made(number: int) -> Row:
    return Row(f"in#{number}", f"{number:032x}", Outcome.CODED, "coder", record=b"{}")


def test_a_journal_that_was_cut_off_gives_back_its_whole_rows(tmp_path: Path) -> None:
    with Folder(Storage(str(tmp_path / "whole")), "coder") as folder:
        for n in range(6):
            folder.add(made(n))
        raw = (tmp_path / "whole" / JOURNAL).read_bytes()
    one = len(raw) // 6
    draw = random.Random(3)
    for cut in sorted(draw.sample(range(len(raw)), 25)):
        out = tmp_path / str(cut)
        out.mkdir()
        (out / "bulk.json").write_bytes((tmp_path / "whole" / "bulk.json").read_bytes())
        (out / JOURNAL).write_bytes(raw[:cut])
        with Folder(Storage(str(out)), "coder"):
            pass
        found = [row["location"] for row in stored(Storage(str(out)), ("location",))]
        assert found == [f"in#{n}" for n in range(cut // one)]


def test_rows_behind_a_journal_that_was_cut_off_are_kept(tmp_path: Path) -> None:
    """Killed in its first row, gone on with, and killed again before there is a file."""
    with Folder(Storage(str(tmp_path / "whole")), "coder") as folder:
        folder.add(made(0))
        raw = (tmp_path / "whole" / JOURNAL).read_bytes()
    out = tmp_path / "out"
    out.mkdir()
    (out / "bulk.json").write_bytes((tmp_path / "whole" / "bulk.json").read_bytes())
    (out / JOURNAL).write_bytes(raw[: len(raw) // 2])
    with Folder(Storage(str(out)), "coder") as folder:
        folder.add(made(1))
        left = shutil.copytree(out, tmp_path / "left")
    with Folder(Storage(str(left)), "coder"):
        pass
    assert [row["location"] for row in stored(Storage(str(left)), ("location",))] == ["in#1"]


class Reluctant(io.RawIOBase):
    """A file that takes a few bytes at a time, as the system may, and at last none."""

    def __init__(self, room: int) -> None:
        self.room, self.held = room, b""

    def write(self, raw: Any) -> int:
        if not self.room:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        taken = bytes(raw[: min(5, self.room)])
        self.room -= len(taken)
        self.held += taken
        return len(taken)

    def truncate(self, size: int | None = None) -> int:
        return 0

    def seek(self, to: int, whence: int = 0) -> int:
        return 0


def test_a_row_is_written_whole_or_it_is_said(tmp_path: Path) -> None:
    whole = framed(row_to_bytes(made(0)))
    for room, left in ((len(whole) + 3, ["in#0"]), (len(whole) - 1, [])):
        file, out = Reluctant(room), Storage(str(tmp_path / str(room)))
        with pytest.raises(CaseReadOnly, match="No space left") as caught, Folder(out, "c") as told:
            told._stream = file
            told.add(made(0))
            assert file.held == whole
            told.add(made(1))
        assert caught.value.code == "D405" and caught.value.remedy
        assert [row["location"] for row in stored(out, ("location",))] == left


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs a place nobody may write")
def test_a_folder_that_cannot_be_made_is_said() -> None:
    with pytest.raises(CaseReadOnly, match="D405"), Folder(Storage("/proc/self/coded"), "coder"):
        pass


def test_a_journal_with_a_changed_byte_ends_there(tmp_path: Path) -> None:
    with Folder(Storage(str(tmp_path)), "coder") as folder:
        for n in range(3):
            folder.add(made(n))
        raw = bytearray((tmp_path / JOURNAL).read_bytes())
    raw[len(raw) // 2] ^= 0xFF
    for part in tmp_path.glob("part-*"):
        part.unlink()
    (tmp_path / JOURNAL).write_bytes(raw)
    with Folder(Storage(str(tmp_path)), "coder"):
        pass
    assert [row["location"] for row in stored(Storage(str(tmp_path)), ("location",))] == ["in#0"]


def test_rows_are_spread_over_files_and_all_are_there(tmp_path: Path) -> None:
    with Folder(Storage(str(tmp_path)), "coder") as folder:
        for n in range(1100):
            folder.add(made(n))
    assert len(list(tmp_path.glob("part-*.parquet"))) == 3
    assert not (tmp_path / JOURNAL).read_bytes()
    found = {row["location"] for row in stored(Storage(str(tmp_path)), ("location",))}
    assert found == {f"in#{n}" for n in range(1100)}


def test_digests_are_a_set() -> None:
    draw = random.Random(1)
    kept, plain = Digests(), set[bytes]()
    for _ in range(3 * FRESH):
        # Half of them share their first eight bytes with others.
        digest = (
            draw.randbytes(1) * 8 + draw.randbytes(8)
            if draw.random() < 0.5
            else (draw.randbytes(16))
        )
        assert kept.add(digest) == (digest not in plain)
        plain.add(digest)
        assert not kept.add(digest)
    assert len(kept) == len(plain) and all(one in kept for one in plain)
    assert bytes(16) not in kept
