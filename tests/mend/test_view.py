from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from dragoman.mend import Edit, View


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, list[list[Edit]], View]:
    """A text, some rounds of edits, and the view after them."""
    source = draw(st.text(alphabet="abc \n", min_size=1, max_size=20))
    start = draw(st.integers(0, len(source)))
    end = draw(st.integers(start, len(source)))
    view = View.of(source, start, end)
    rounds: list[list[Edit]] = []
    for _ in range(draw(st.integers(0, 3))):
        cuts = sorted(draw(st.lists(st.integers(0, len(view.text)), max_size=6, unique=True)))
        new = st.text(alphabet="xyz", max_size=4)
        edits = [(a, b, draw(new)) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
        rounds.append(edits)
        view = view.edited(edits)
    return source[start:end], rounds, view


@given(edited())
def test_the_text_is_what_the_edits_make(made: tuple[str, list[list[Edit]], View]) -> None:
    text, rounds, view = made
    for edits in rounds:
        for begin, stop, new in reversed(edits):
            text = text[:begin] + new + text[stop:]
    assert view.text == text


@given(edited())
def test_offsets_are_total_and_never_go_back(made: tuple[str, list[list[Edit]], View]) -> None:
    view = made[2]
    assert len(view.starts) == len(view.ends) == len(view.text)
    places = [at for pair in zip(view.starts, view.ends, strict=True) for at in pair]
    assert all(a <= b for a, b in pairwise(places))


@given(st.text(max_size=20), st.data())
def test_a_view_without_edits_is_the_original(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    view = View.of(text, start, end).edited([])
    assert view.text == text[start:end]
    assert not view.is_mended
    for n, char in enumerate(view.text):
        assert text[slice(*view.span(n, n + 1))] == char


def test_a_word_covers_what_was_taken_out_of_it() -> None:
    text = "of T he govern\u00adment"
    view = View.of(text, 3, len(text)).edited([(1, 2, ""), (11, 12, "")])
    assert view.text == "The government"
    assert text[slice(*view.span(0, 3))] == "T he"
    assert text[slice(*view.span(4, 14))] == "govern\u00adment"


def test_what_was_put_in_stands_for_nothing() -> None:
    view = View.of("talks.The", 0, 9).edited([(6, 6, " ")])
    assert view.text == "talks. The"
    assert view.span(6, 7) == (6, 6)
    assert view.span(0, 6) == (0, 6)
    assert view.span(7, 10) == (6, 9)


def test_one_sign_stands_for_all_that_it_replaces() -> None:
    view = View.of("don&#8217;t", 0, 11).edited([(3, 10, "’")])
    assert [view.span(n, n + 1) for n in (2, 3, 4)] == [(2, 3), (3, 10), (10, 11)]
