"""The table of what makes two mentions tellings of one thing."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.errors import LexiconError
from dragoman.lexicon import Tables
from dragoman.lexicon.coding import load_coding
from dragoman.lexicon.likeness import Likeness, load_likeness


@pytest.fixture(scope="module")
def likeness() -> Likeness:
    return load_likeness(Tables())


def test_every_type_named_is_a_type_of_the_coding(likeness: Likeness) -> None:
    types = set(load_coding(Tables()).types)
    named = {t for pair in likeness.near for t in pair} | set(likeness.families)
    named |= likeness.symmetric | likeness.verbal | likeness.personal | likeness.transfer
    assert named <= types
    assert set(likeness.families) == types


def test_nearness_is_symmetric(likeness: Likeness) -> None:
    for one, other in likeness.near:
        assert likeness.nearness(one, other) == likeness.nearness(other, one) > 0
    assert likeness.nearness("AID", "AID") == 1
    assert likeness.nearness("AID", "PROTEST") == 0


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("arms.missile", "arms.missile", True),
        ("arms.other", "arms.missile", True),
        ("arms", "arms.missile", True),
        ("arms.missile", "arms.ammunition", False),
        ("food", "humanitarian", True),
        ("food", "fuel", False),
    ],
)
def test_classes_that_can_name_one_thing(
    likeness: Likeness, one: str, other: str, same: bool
) -> None:
    assert likeness.same_class(one, other) is likeness.same_class(other, one) is same


def test_parts_and_wholes(likeness: Likeness) -> None:
    assert likeness.whole_of("killed") == "casualties"
    assert likeness.whole_of("troops") == "troops"
    assert likeness.part_of("killed", "casualties")
    assert not likeness.part_of("killed", "wounded")


@pytest.mark.parametrize(
    "text",
    ['verbal = "ACCUSE"', "[near]\nAID = { SUPPORT = 3 }", "families = 3", "[near]\nAID = 1"],
)
def test_a_bad_table_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "likeness.toml").write_text(text, encoding="utf-8")
    with pytest.raises(LexiconError, match=r"likeness\.toml"):
        load_likeness(Tables(tmp_path))


def test_a_users_table_adds_to_ours(tmp_path: Path) -> None:
    text = '[concepts]\nwar = ["feud"]\n'
    (tmp_path / "likeness.toml").write_text(text, encoding="utf-8")
    merged = load_likeness(Tables(tmp_path))
    assert merged.concepts["feud"] == ("war",)
    assert "war" in merged.concepts["conflict"]
