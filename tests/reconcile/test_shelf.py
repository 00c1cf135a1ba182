"""Records that are in memory or in a file, as room allows."""

from __future__ import annotations

import errno
import os

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dragoman.errors import CaseError
from dragoman.reconcile.shelf import (
    Ids,
    Keyed,
    Ordered,
    Room,
    Rows,
    Shelf,
    each,
    in_order,
    packed,
    unpacked,
)

NARROW = Room(records=3, rows=5)


@given(
    records=st.lists(st.text(max_size=5), max_size=20),
    asked=st.lists(st.integers(0, 19), max_size=40),
)
def test_a_shelf_is_a_list(records: list[str], asked: list[int]) -> None:
    shelf: Shelf[str] = Shelf(NARROW)
    assert [shelf.append(one) for one in records] == list(range(len(records)))
    for number in asked:
        if number < len(records):
            assert shelf[number] == records[number]
            assert list(shelf) == records
    assert len(shelf) == len(records)
    assert shelf[1:3] == records[1:3]
    with pytest.raises(IndexError):
        shelf[len(records)]


def test_what_is_put_in_a_place_stays_there() -> None:
    shelf: Shelf[str] = Shelf(NARROW)
    for letter in "abcdefgh":
        shelf.append(letter)
    shelf[0] = "A"
    shelf[7] = "H"
    assert "".join(shelf) == "AbcdefgH"
    assert shelf[-1] == "H"


def test_a_heavy_record_pushes_others_out() -> None:
    written: list[str] = []

    def pack(one: str) -> str:
        written.append(one)
        return one

    shelf: Shelf[str] = Shelf(NARROW, len, pack)
    for word in ("a", "b", "ccc"):
        shelf.append(word)
    assert written == ["a", "b"]
    assert list(shelf) == ["a", "b", "ccc"]


@given(st.lists(st.text(max_size=4), max_size=12, unique=True))
@example(["\x00", ""])
@example(["a\x00\x00", "a\x00", "a"])
def test_ids_are_found_in_order(keys: list[str]) -> None:
    ids = Ids()
    for key in keys:
        ids.append(key)
    assert list(ids) == keys
    order = ids.ordered()
    ordered = Ids()
    for n in order:
        ordered.append(ids[n])
    assert list(ordered) == sorted(keys, key=lambda key: key.encode("utf-8", "surrogatepass"))


def test_an_id_is_found_or_not() -> None:
    ids = Ids()
    for key in ("evt_1", "evt_3", "evt_5"):
        ids.append(key)
    assert [ids.find(key) for key in ("evt_1", "evt_5", "evt_4", "")] == [0, 2, -1, -1]


def test_records_in_order_and_by_id() -> None:
    words = ["pear", "fig", "apple", "date"]
    ordered = in_order(words, str, NARROW)
    assert ordered == sorted(words)
    assert ordered != ["fig"]
    some = Ordered(ordered, [3, 0])
    assert some[:] == ["pear", "apple"]
    assert sorted(each(some)) == [(0, "pear"), (1, "apple")]
    keyed = Keyed({"a": 1, "b": 0}, words)
    assert dict(keyed) == {"a": "fig", "b": "pear"}
    assert "c" not in keyed


@given(st.lists(st.lists(st.integers(0, 99), max_size=6), max_size=6))
def test_rows_come_back_by_part_in_order(lots: list[list[int]]) -> None:
    rows = Rows("i8", 4, NARROW)
    for lot in lots:
        made = np.array(lot, np.int64)
        rows.add(made, made % 4)
    whole = [n for lot in lots for n in lot]
    for _ in range(2):
        found = [part.tolist() for part in rows]
        parts = [[n for n in whole if n % 4 == part] for part in range(4)]
        assert found == [part for part in parts if part]


@given(st.lists(st.tuples(st.integers(0, 2**32 - 1), st.integers(0, 2**32 - 1)), max_size=9))
def test_pairs_are_packed_in_their_order(pairs: list[tuple[int, int]]) -> None:
    listed = np.array(sorted(pairs), np.int64).reshape(-1, 2)
    numbers = packed(listed[:, 0], listed[:, 1])
    assert numbers.tolist() == sorted(numbers.tolist())
    assert [column.tolist() for column in unpacked(numbers)] == listed.T.tolist()


def test_a_full_disk_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "pwrite", full)
    shelf: Shelf[int] = Shelf(NARROW)
    with pytest.raises(CaseError, match="No space left"):
        for number in range(5):
            shelf.append(number)
