"""How a question is read: names, days, counts, deeds, and the words left over."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.show.story import load_story

from dragoman.analyse.questions import read_question
from dragoman.case import CaseView
from dragoman.errors import LexiconError
from dragoman.lexicon.asking import load_asking
from dragoman.lexicon.tables import Tables
from dragoman.show import phrases

ASKING = load_asking(Tables())


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> CaseView:
    return load_story(tmp_path_factory.mktemp("asked"))


READ = [
    ("Northland guns figure", ("NOR",), ("figures",), ("guns",), "—", ("guns",)),
    ("NORTHLAND'S soldiers", ("NOR",), (), ("troops",), "—", ("soldiers",)),
    ("how many were killed in 2024", (), ("figures",), ("killed",), "2024", ("killed",)),
    ("casualties since March 2024", (), (), ("casualties",), "≥2024-03-01", ("casualties",)),
    ("grain before 2025", (), (), (), "≤2025-12-31", ("grain",)),
    ("grain 2023 2024", (), (), (), "2023/2024", ("grain",)),
    ("who denies it", (), ("differences",), (), "—", ()),
]


@pytest.mark.parametrize(("text", "countries", "aspects", "measures", "window", "words"), READ)
def test_questions(
    text: str,
    countries: tuple[str, ...],
    aspects: tuple[str, ...],
    measures: tuple[str, ...],
    window: str,
    words: tuple[str, ...],
    view: CaseView,
) -> None:
    read = read_question(text, view, ASKING)
    assert read.countries == countries
    assert read.aspects == aspects
    assert read.measures == measures
    assert phrases.when(read.window) == window
    assert read.words == words


def test_deeds_are_named_by_the_start_of_a_word(view: CaseView) -> None:
    assert "SANCTION" in read_question("sanctions", view, ASKING).types
    assert read_question("unsanctioned", view, ASKING).types == frozenset()


def test_a_table_of_ones_own_adds_words_and_a_bad_one_is_refused(tmp_path: Path) -> None:
    own = tmp_path / "asking.toml"
    own.write_text('[aspects]\nfigures = ["combien"]\n', "utf-8")
    assert load_asking(Tables(tmp_path)).aspects["combien"] == "figures"
    own.write_text('[aspects]\nprices = ["cost"]\n', "utf-8")
    with pytest.raises(LexiconError, match="no aspect prices"):
        load_asking(Tables(tmp_path))
    own.write_text("[types]\nAID = 3\n", "utf-8")
    with pytest.raises(LexiconError, match="no list of words"):
        load_asking(Tables(tmp_path))
