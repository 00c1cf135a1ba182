"""The time words load, and a table that is wrong says where."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from dragoman.errors import LexiconError
from dragoman.extract.timex.guards import GUARDS
from dragoman.lexicon.calendar import load_time_words
from dragoman.lexicon.tables import Tables


def test_every_guard_that_a_pattern_names_is_there_and_used() -> None:
    named = {p.guard for p in load_time_words(Tables()).patterns if p.guard}
    assert named == set(GUARDS)


def test_time_words_are_picklable() -> None:
    words = load_time_words(Tables())
    assert pickle.loads(pickle.dumps(words)) == words


def test_every_pattern_is_called_for_by_a_class_that_it_cannot_do_without() -> None:
    words = load_time_words(Tables())
    for number, pattern in enumerate(words.patterns):
        callers = {c for c, numbers in words.by_class.items() if number in numbers}
        assert callers in pattern.needs or (not pattern.needs and number in words.unbound)


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("patterns.toml", '[[pattern]]\nname = "x"\nmatch = "NOSUCH"\n', "'x'"),
        ("patterns.toml", '[[pattern]]\nname = "x"\nmatch = "MONTH"\ntype = "DAY"\n', "DAY"),
        ("words.toml", '[[class]]\nname = "Z"\n[class.values]\nzeta = 3\n', "zeta"),
        ("words.toml", '[[shape]]\nclass = "Z"\nregex = "("\n', "shape"),
        ("holidays.csv", "name,rule\nsolstice,sometime\n", "holidays.csv:2"),
        ("roles.toml", '[tense]\nsoon = ["x"]\n', "soon"),
    ],
)
def test_a_wrong_table_is_named(tmp_path: Path, name: str, text: str, told: str) -> None:
    (tmp_path / "calendar").mkdir()
    (tmp_path / "calendar" / name).write_text(text, encoding="utf-8")
    with pytest.raises(LexiconError) as raised:
        load_time_words(Tables(tmp_path))
    assert told in str(raised.value)
