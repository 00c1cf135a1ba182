from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.parse.view import ONE_TO_ONE, parser_view


@given(st.text())
def test_offsets_carry_over(text: str) -> None:
    seen = parser_view(text)
    assert len(seen) == len(text)
    for original, plain in zip(text, seen, strict=True):
        assert original == plain or ord(original) in ONE_TO_ONE


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("\u201cWe won\u2019t,\u201d he said", '"We won\'t," he said'),
        ("2022\u20132024", "2022-2024"),
        ("5\u00a0000 troops", "5 000 troops"),
        ("\u00abNon\u00bb", '"Non"'),
        ("caf\u00e9 \u2014 Kyiv", "caf\u00e9 \u2014 Kyiv"),
    ],
)
def test_punctuation_is_made_plain(text: str, seen: str) -> None:
    assert parser_view(text) == seen


@given(st.text())
def test_twice_is_once(text: str) -> None:
    assert parser_view(parser_view(text)) == parser_view(text)
