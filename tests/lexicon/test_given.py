"""Given names and roles that tell a woman from a man."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.errors import LexiconError
from dragoman.lexicon.given import load_given
from dragoman.lexicon.tables import Tables


def test_a_name_that_is_either_tells_nothing() -> None:
    names = load_given(Tables()).names
    assert (names["olga"], names["pedro"]) == ("she", "he")
    assert {"andrea", "jean", "kim", "sasha"}.isdisjoint(names)


def test_a_title_alone_tells_nothing() -> None:
    roles = load_given(Tables()).roles
    assert (roles["spokeswoman"], roles["spokesman"]) == ("she", "he")
    assert {"general", "minister", "president", "spokesperson"}.isdisjoint(roles)


def test_a_users_file_wins(tmp_path: Path) -> None:
    (tmp_path / "world").mkdir()
    (tmp_path / "world/given_names.toml").write_text('[given]\nhe = "olga"\n', encoding="utf-8")
    assert load_given(Tables(tmp_path)).names["olga"] == "he"


def test_a_list_is_refused_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "world").mkdir()
    path = tmp_path / "world/given_names.toml"
    path.write_text('[given]\nhe = ["olga"]\n', encoding="utf-8")
    with pytest.raises(LexiconError, match="given_names"):
        load_given(Tables(tmp_path))
