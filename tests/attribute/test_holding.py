"""Which attributions' contents hold a character."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from dragoman.attribute.closing import Attribution
from dragoman.attribute.holding import Holding

SPANS = st.lists(
    st.tuples(st.integers(0, 40), st.integers(0, 12)).map(lambda s: (s[0], s[0] + s[1])),
    min_size=1,
    max_size=3,
)


def attribution(*content: tuple[int, int]) -> Attribution:
    nothing: Any = None
    return Attribution(0, nothing, 0.0, None, (0, 0), content)


@given(st.lists(SPANS, max_size=8))
def test_every_character_is_held_by_the_contents_that_span_it(contents: list[Any]) -> None:
    found = [attribution(*spans) for spans in contents]
    holding = Holding(found)
    for place in range(-1, 60):
        held = tuple(
            n for n, one in enumerate(found) if any(a <= place < b for a, b in one.content)
        )
        assert holding.at(place) == held


def test_no_contents_hold_nothing() -> None:
    assert Holding([]).at(0) == ()
