"""A folder is read when it has changed and come to rest, and its files one by one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from dragoman.bulk.watch import Snapshot, changed, snapshot


def looks(*told: Snapshot) -> list[tuple[str, ...]]:
    """What is given out over a series of looks."""
    series: Iterator[Snapshot] = iter(told)
    waits = iter([True] * (len(told) - 1))
    return list(changed(lambda: next(series), lambda: next(waits, False)))


A, A_GROWN, B = {"a": (1, 1)}, {"a": (9, 2)}, {"b": (1, 1)}


def test_what_lies_there_at_first_is_news() -> None:
    assert looks(A) == [("a",)]
    assert looks({}) == []


def test_only_new_and_changed_files_are_given_once_all_stands_still() -> None:
    assert looks(A, A, A | B, A | B, A | B) == [("a",), ("b",)]
    assert looks(A, A_GROWN, A_GROWN) == [("a",), ("a",)]


def test_a_file_that_still_grows_is_waited_for() -> None:
    growing = [A | {"b": (size, size)} for size in range(1, 5)]
    assert looks(A, *growing, growing[-1]) == [("a",), ("b",)]


def test_a_file_taken_away_is_no_news() -> None:
    assert looks(A | B, A, A) == [("a", "b")]


def test_hidden_files_links_to_folders_and_our_own_files_are_left_out(tmp_path: Path) -> None:
    inbox = tmp_path / "in"
    (inbox / "deep").mkdir(parents=True)
    (inbox / ".hidden").mkdir()
    for name in ("one.txt", "deep/two.txt", ".hidden/three.txt", ".four.txt", "case.db"):
        (inbox / name).write_text("words")
    (inbox / "loop").symlink_to(inbox)
    found = snapshot([inbox], lambda path: path.name == "case.db")
    assert sorted(Path(path).name for path in found) == ["one.txt", "two.txt"]
    assert snapshot([tmp_path / "nowhere"], lambda path: False) == {}
