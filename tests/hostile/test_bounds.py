"""Each bound that the page on security tells of holds, and what is just within it is read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.hostile.bounds import BOUNDS, Bound

from dragoman.lexicon import Lexicon, load_lexicon
from dragoman.read import Failure, Loaded, read_paths


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon()


def found(folder: Path, name: str, raw: bytes, lexicon: Lexicon) -> list[str]:
    """What comes of a file: codes of failures, "read" for reports."""
    (folder / name).write_bytes(raw)
    told = []
    for one in read_paths([str(folder / name)], lexicon):
        if isinstance(one, Failure):
            assert one.error.remedy
            told.append(one.error.code)
        else:
            assert isinstance(one, Loaded)
            told.append("read")
    return told


@pytest.mark.parametrize("bound", BOUNDS, ids=lambda bound: bound.what)
def test_what_is_beyond_a_bound_is_refused_by_its_code(
    bound: Bound, tmp_path: Path, lexicon: Lexicon
) -> None:
    if bound.name.endswith("parquet"):
        pytest.importorskip("pyarrow")
    assert set(found(tmp_path, bound.name, bound.beyond(), lexicon)) == {bound.code}


@pytest.mark.parametrize(
    "bound", [one for one in BOUNDS if one.within], ids=lambda bound: bound.what
)
def test_what_is_within_it_is_read(bound: Bound, tmp_path: Path, lexicon: Lexicon) -> None:
    if bound.name.endswith("parquet"):
        pytest.importorskip("pyarrow")
    assert bound.within
    assert set(found(tmp_path, bound.name, bound.within(), lexicon)) == {"read"}


def test_the_page_tells_these_bounds_and_no_others(root: Path) -> None:
    page = (root / "docs" / "explanation" / "security.md").read_text("utf-8")
    told = re.search(r"^\| what \| at most \| beyond \|\n\|.*\n((?:\|.*\n)+)", page, re.MULTILINE)
    assert told
    rows = [f"| {one.what} | {one.most} | {one.code} |" for one in BOUNDS]
    assert told[1].splitlines() == rows
