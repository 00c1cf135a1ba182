"""The quick forms of what is counted in a line count what the plain forms say."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from dragoman.read.characters import PUNCTUATION, count_characters
from dragoman.read.features import ADDRESS, ADDRESSED, INNER_STOP

PLAIN_GLUED = re.compile(r"[a-zà-ÿ)][A-ZÀ-Þ]|[a-z]\d|\d[A-Z]")
PLAIN_STOP = re.compile(r"[.!?。][\"”’)]?\s+\S|。")


@given(st.lists(st.text(alphabet="abBÉé1) ", max_size=12), max_size=4))
def test_glued_words_are_counted_each_once(texts: list[str]) -> None:
    found = count_characters(texts)["glued"].tolist()
    assert found == [len(PLAIN_GLUED.findall(text)) for text in texts]


@given(st.lists(st.text(max_size=12), max_size=4))
def test_characters_are_counted_in_their_own_line(texts: list[str]) -> None:
    found = count_characters(texts)
    assert found["digit"].tolist() == [sum(map(str.isdigit, text)) for text in texts]
    assert found["upper"].tolist() == [sum(map(str.isupper, text)) for text in texts]
    assert found["comma"].tolist() == [text.count(",") for text in texts]
    plain = [len(PUNCTUATION.findall(text)) for text in texts]
    assert found["punctuation"].tolist() == plain


@given(st.text(alphabet='.。!"a ', max_size=12))
def test_stops_inside_a_line_are_counted_each_once(text: str) -> None:
    assert INNER_STOP.findall(text) == PLAIN_STOP.findall(text)


@given(st.from_regex(ADDRESS))
def test_every_address_holds_one_of_its_marks(text: str) -> None:
    assert any(mark in text for mark in ADDRESSED)
