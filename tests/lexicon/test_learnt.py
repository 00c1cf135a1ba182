"""Weights that come with Dragoman are the pinned ones, or they are refused."""

from __future__ import annotations

import importlib.resources
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from bench.train_pins import LEARNT, PACKAGE, pins

from dragoman.errors import ModelError
from dragoman.lexicon import learnt
from dragoman.lexicon.cues import load_cues
from dragoman.lexicon.tables import Tables
from dragoman.read.layout_model import load_layout_model
from dragoman.read.line_model import load_line_model

LOADED: dict[str, Callable[[], object]] = {
    "lexicon/data/cues/weights.json": lambda: load_cues(Tables()),
    "read/data/layout.json": load_layout_model,
    "read/data/lines.json": load_line_model,
}


@pytest.fixture(autouse=True)
def afresh() -> Iterator[None]:
    loaders = (load_layout_model, load_line_model, learnt.pinned)
    for one in loaders:
        one.cache_clear()
    yield
    for one in loaders:
        one.cache_clear()


def test_all_that_was_learnt_is_pinned_as_it_is() -> None:
    found = (PACKAGE / "lexicon" / "data" / learnt.TABLE).read_text("utf-8")
    assert found == pins(), "run: python -m bench.train_pins"
    files = (path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.json"))
    assert set(LEARNT) == set(LOADED) == {name for name in files if "/data/" in name}


@pytest.mark.parametrize("name", LOADED)
def test_weights_with_one_byte_changed_are_not_loaded(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = name.partition("/")[0]
    copy = shutil.copytree(
        PACKAGE / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__")
    )
    path = tmp_path / name
    content = bytearray(path.read_bytes())
    digit = next(n for n in range(len(content) // 2, len(content)) if content[n] in b"12345678")
    content[digit] ^= 1
    whole = importlib.resources.files

    def files(anchor: str) -> object:
        return copy if anchor == f"dragoman.{package}" else whole(anchor)

    for module in ("learnt", "tables"):
        monkeypatch.setattr(f"dragoman.lexicon.{module}.files", files)
    LOADED[name]()
    afresh_again()
    path.write_bytes(content)
    with pytest.raises(ModelError, match="not the pinned ones") as caught:
        LOADED[name]()
    assert caught.value.code == "D301" and caught.value.remedy


def afresh_again() -> None:
    load_layout_model.cache_clear()
    load_line_model.cache_clear()


def test_weights_that_are_missing_or_not_pinned_are_told_of() -> None:
    with pytest.raises(ModelError, match="missing"):
        learnt.read_learnt("read/data/none.json")
    with pytest.raises(ModelError, match="pinned none"):
        learnt.check_learnt("read/data/none.json", b"")
