from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest
import spacy

from dragoman.errors import ModelError
from dragoman.parse.digest import PINNED, check_model, model_digest
from dragoman.parse.parser import MODEL, load_model


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "model"
    (path / "vocab").mkdir(parents=True)
    (path / "meta.json").write_text("{}")
    (path / "vocab" / "strings").write_text("a")
    return path


@pytest.mark.filterwarnings("ignore::UserWarning")
def test_the_installed_model_is_the_pinned_one() -> None:
    path = spacy.util.get_package_path(MODEL)
    check_model(path)
    assert model_digest(path) == PINNED


@pytest.mark.filterwarnings("ignore::UserWarning")
def test_the_model_with_one_byte_changed_is_not_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = shutil.copytree(spacy.util.get_package_path(MODEL), tmp_path / "model")
    monkeypatch.setattr(spacy.util, "get_package_path", lambda name: copy)
    files = [one for one in copy.rglob("*") if one.is_file() and one.suffix != ".pyc"]
    draw = random.Random(4)
    for path in (max(files, key=lambda one: one.stat().st_size), *draw.sample(sorted(files), 3)):
        content = bytearray(path.read_bytes())
        if not content:
            continue
        at = draw.randrange(len(content))
        content[at] ^= 1
        path.write_bytes(content)
        with pytest.raises(ModelError, match="not the pinned one") as caught:
            load_model()
        assert caught.value.code == "D301" and caught.value.remedy
        content[at] ^= 1
        path.write_bytes(content)
    check_model(copy)


def test_the_digest_does_not_depend_on_the_place_or_on_byte_code(folder: Path) -> None:
    before = model_digest(folder)
    elsewhere = shutil.copytree(folder, folder.parent / "other")
    (elsewhere / "__pycache__").mkdir()
    (elsewhere / "__pycache__" / "x.pyc").write_bytes(b"\0")
    assert model_digest(elsewhere) == before


def test_any_change_changes_the_digest(folder: Path) -> None:
    seen = {model_digest(folder)}
    (folder / "meta.json").write_text("{ }")
    seen.add(model_digest(folder))
    (folder / "vocab" / "strings").rename(folder / "vocab" / "words")
    seen.add(model_digest(folder))
    (folder / "extra").write_text("")
    seen.add(model_digest(folder))
    assert len(seen) == 4


def test_another_model_is_refused_with_a_remedy(folder: Path) -> None:
    with pytest.raises(ModelError, match="not the pinned one") as caught:
        check_model(folder)
    assert caught.value.code == "D301"
    assert "pip install" in caught.value.remedy


def test_a_missing_folder_is_a_model_error(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="cannot be read"):
        check_model(tmp_path / "none")
    (tmp_path / "empty").mkdir()
    with pytest.raises(ModelError, match="cannot be read"):
        check_model(tmp_path / "empty")
