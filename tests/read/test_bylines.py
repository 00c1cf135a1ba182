from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import LexiconError
from dragoman.lexicon import load_lexicon
from dragoman.lexicon.tables import Tables
from dragoman.read.bylines import Byliner, load_bylines, stated_authors
from dragoman.read.words import load_signs


@pytest.fixture(scope="module")
def byliner() -> Byliner:
    return Byliner(load_bylines(), load_lexicon().media, load_signs())


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("By Asha Rao", ("Asha Rao",)),
        ("By Asha Rao and Ivan Petrov in Seoul", ("Asha Rao", "Ivan Petrov")),
        ("By ASHA RAO, IVAN J. PETROV and Li Na", ("Asha Rao", "Ivan J. Petrov", "Li Na")),
        ("By Asha Rao, Diplomatic Editor", ("Asha Rao",)),
        ("News by Asha Rao Senior Reporter", ("Asha Rao",)),
        ("By Asha Rao | asha.rao@example.org | @asharao", ("Asha Rao",)),
        ("Published May 8, 2025 by Asha Rao", ("Asha Rao",)),
        ("By Asha Rao May 8, 2025, 15:56 59 comments", ("Asha Rao",)),
        ("By Asha RaoMay 8, 2025", ("Asha Rao",)),
        ("Von Karl von der Heide", ("Karl von der Heide",)),
        ("Par Marie Dupont et Jean Petit", ("Marie Dupont", "Jean Petit")),
        ("Por María Núñez", ("María Núñez",)),
        ("Автор: Анна Иванова", ("Анна Иванова",)),
        ("Oleh Budi Santoso", ("Budi Santoso",)),
        ("김철수 기자 kim@example.org", ("김철수",)),
        ("By Reuters Staff", ()),
        ("By Associated Press", ()),
        ("By News Desk", ()),
        ("By the end of the year the talks had failed.", ()),
        ("By Monday", ()),
        ("Asha Rao", ()),
        ("", ()),
    ],
)
def test_bylines_give_persons(line: str, people: tuple[str, ...], byliner: Byliner) -> None:
    assert byliner.of_line(line) == people


@given(st.text(max_size=200))
def test_any_line_is_taken(byliner: Byliner, text: str) -> None:
    for name in (*byliner.of_line(text), *byliner.of_line(f"By {text}")):
        assert name.strip() == name != ""


def test_what_markup_states_is_cut_down_to_persons(byliner: Byliner) -> None:
    names = ("Asha Rao, Ivan Petrov", "Hill Gazette", "admin", "page.author", "a@example.org")
    assert stated_authors(names, ("Hill Gazette",), byliner) == ("Asha Rao", "Ivan Petrov")


def test_an_unknown_key_is_told(tmp_path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "media").mkdir()
    (tmp_path / "media/bylines.toml").write_text('lead = ["by"]')
    with pytest.raises(LexiconError, match="lead"):
        load_bylines(Tables(tmp_path))
