from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.parse.cache import KEPT_FROM, NAME, RememberingParser
from dragoman.parse.parser import Row

LONG = "Northland sent forty guns to Southland on Monday, its ministry said."


class Counting:
    """Every word is a token; counts the texts that it was asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def rows(self, texts: Iterable[str]) -> Iterator[list[Row]]:
        for text in texts:
            self.asked.append(text)
            rows: list[Row] = []
            at = 0
            for n, word in enumerate(text.split(" ")):
                rows.append(
                    (word, word.lower(), "X", "XX", "dep", 0, at, at + len(word), "", n == 0)
                )
                at += len(word) + 1
            yield rows

    def knows(self, word: str) -> bool:
        return False


@settings(max_examples=25)
@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=80), max_size=6))
def test_what_is_remembered_is_what_was_parsed(texts: list[str]) -> None:
    plain = list(Counting().rows(texts))
    with TemporaryDirectory() as folder:
        # Asked twice: the second time the file has them.
        for _ in range(2):
            remembering = RememberingParser(Counting(), Path(folder))
            assert list(remembering.rows(texts)) == plain


def test_a_passage_is_parsed_once_whoever_asks(tmp_path: Path) -> None:
    texts = [LONG, "Short.", LONG, LONG + " Again."]
    for asked in ([LONG, "Short.", LONG + " Again."], ["Short."]):
        parser = Counting()
        remembering = RememberingParser(parser, tmp_path)
        assert list(remembering.rows(texts)) == list(Counting().rows(texts))
        assert parser.asked == asked
        assert len("Short.") < KEPT_FROM <= len(LONG)


@pytest.mark.parametrize("damage", ["text", "folder", "no folder"])
def test_a_file_that_cannot_be_used_costs_time_only(tmp_path: Path, damage: str) -> None:
    if damage == "text":
        (tmp_path / NAME).write_text("no database, but a long enough line of text " * 100)
    elif damage == "folder":
        (tmp_path / NAME).mkdir()
    else:
        tmp_path = tmp_path / "file"
        tmp_path.write_text("no folder")
    remembering = RememberingParser(Counting(), tmp_path)
    assert list(remembering.rows([LONG])) == list(Counting().rows([LONG]))


def test_a_damaged_parse_is_made_again(tmp_path: Path) -> None:
    list(RememberingParser(Counting(), tmp_path).rows([LONG]))
    with sqlite3.connect(tmp_path / NAME) as connection:
        connection.execute("UPDATE parses SET parse = x'00ff'")
    parser = Counting()
    assert list(RememberingParser(parser, tmp_path).rows([LONG])) == list(Counting().rows([LONG]))
    assert parser.asked == [LONG]
