from __future__ import annotations

from pathlib import Path

from dragoman.bulk.inputs import Position, batched, parts, size_of
from dragoman.read.columns import COLUMNS
from dragoman.read.formats import Part
from dragoman.read.records import Failure
from dragoman.read.sources import expand

NAMES = ("a.txt", "deep/er/b.html", "deep/c.jsonl.gz", ".hidden.txt", ".git/d.txt", "e.bin")


def tree(folder: Path) -> str:
    for name in NAMES:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("Northland sent guns. " * 4)
    return str(folder)


def locations(given: str) -> set[str]:
    return {one.location for one in parts([given], COLUMNS, Position())}


def test_a_folder_gives_the_files_that_build_finds(tmp_path: Path) -> None:
    given = tree(tmp_path)
    built = {str(found) for found in expand([given]) if isinstance(found, Path)}
    assert len(built) == 3
    assert {one.partition("#")[0] for one in locations(given)} == built


def test_a_folder_without_a_readable_file_is_said(tmp_path: Path) -> None:
    (one,) = parts([str(tmp_path)], COLUMNS, Position())
    assert isinstance(one, Failure) and one.error.code == "D102"


def test_the_position_ends_at_the_size_of_all(tmp_path: Path) -> None:
    given = tree(tmp_path)
    position = Position(total=size_of([given]))
    seen = [position.done for _ in parts([given], COLUMNS, position)]
    assert seen == sorted(seen)
    assert position.done == position.total > 0


def test_lots_are_cut_by_number_and_by_bytes() -> None:
    def one(size: int) -> Part:
        return Part("x", bytes(size), lambda: None)  # type: ignore[arg-type, return-value]

    sizes = [[len(p.told_by) for p in lot] for lot in batched(map(one, [5] * 5 + [40, 1]), 3, 20)]
    assert sizes == [[5, 5, 5], [5, 5, 40], [1]]
