"""The quick forms of what is counted in a line count what the plain forms say."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from dragoman.read.features import ADDRESS, ADDRESSED, GLUED, INNER_STOP

PLAIN_GLUED = re.compile(r"[a-zà-ÿ)][A-ZÀ-Þ]|[a-z]\d|\d[A-Z]")
PLAIN_STOP = re.compile(r"[.!?。][\"”’)]?\s+\S|。")


@given(st.text(alphabet="abBÉé1) ", max_size=12))
def test_glued_words_are_counted_each_once(text: str) -> None:
    assert len(GLUED.findall(text)) == len(PLAIN_GLUED.findall(text))


@given(st.text(alphabet='.。!"a ', max_size=12))
def test_stops_inside_a_line_are_counted_each_once(text: str) -> None:
    assert INNER_STOP.findall(text) == PLAIN_STOP.findall(text)


@given(st.from_regex(ADDRESS))
def test_every_address_holds_one_of_its_marks(text: str) -> None:
    assert any(mark in text for mark in ADDRESSED)
