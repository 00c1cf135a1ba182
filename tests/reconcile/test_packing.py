"""Records as bytes and back."""

from __future__ import annotations

from array import array
from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.reconcile.tellings import telling

from dragoman.lexicon import Lexicon
from dragoman.model import Factuality, Likelihood, PartialDate
from dragoman.reconcile.bodies import Body, Forms
from dragoman.reconcile.packing import rolled, unrolled

PLAIN = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False),
    st.binary(max_size=5),
    st.text(st.characters(), max_size=5),
    st.dates(),
    st.sampled_from(Factuality),
)
KEYS = st.one_of(st.text(max_size=3), st.tuples(st.integers(0, 9), st.text(max_size=2)))
VALUES = st.recursive(
    PLAIN,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.lists(inner, max_size=4).map(tuple),
        st.frozensets(KEYS, max_size=4),
        st.dictionaries(KEYS, inner, max_size=4),
        st.builds(PartialDate, st.none(), st.none(), st.text(max_size=3)),
    ),
)


@given(VALUES)
def test_what_is_rolled_up_is_as_it_was(value: Any) -> None:
    again = unrolled(rolled(value))
    assert again == value
    assert type(again) is type(value)
    assert repr(again) == repr(value) or isinstance(value, frozenset | dict | list | tuple)


@pytest.mark.parametrize(
    "value",
    [
        datetime(2024, 5, 1, 12),
        Counter(a=2),
        {1, 2},
        array("Q", [1, 2**63]),
        Likelihood("maybe", 0.2, 0.4),
        "\ud800",
        -0.0,
    ],
    ids=repr,
)
def test_what_is_no_record_comes_back_too(value: Any) -> None:
    again = unrolled(rolled(value))
    assert again == value
    assert type(again) is type(value)
    assert repr(again) == repr(value)


@pytest.mark.parametrize("kind", ["u8", "i8", "f8", "u4"])
def test_arrays_keep_their_kind_and_can_be_written_to(kind: str) -> None:
    value = np.arange(3, dtype=kind)
    again = unrolled(rolled(value))
    assert again.dtype == value.dtype
    again[0] = 7
    assert again.tolist() == [7, 1, 2]
    table = np.zeros(2, [("one", "u8"), ("other", "u4")])
    assert (unrolled(rolled(table)) == table).all()


def test_a_telling_is_frozen_when_it_comes_back(lexicon: Lexicon) -> None:
    one = telling(lexicon, figure=("guns", 500, "arms"), occurred="2024-05-01")
    again = unrolled(rolled(one))
    assert again == one
    assert hash(again.event) == hash(one.event)
    assert type(again) is type(one)
    assert type(again.event) is type(one.event)
    assert replace(again, course=not one.course) != one
    with pytest.raises(AttributeError):
        again.course = True


@dataclass(frozen=True)
class Loose:
    """A record without slots, which may hold more than its fields."""

    number: int

    @cached_property
    def double(self) -> int:
        return 2 * self.number


def test_what_was_made_when_asked_for_is_left_out() -> None:
    one = Loose(4)
    assert one.double == 8
    again = unrolled(rolled(one))
    assert again == one
    assert vars(again) == {"number": 4}


def test_a_body_comes_back(lexicon: Lexicon) -> None:
    report = telling(lexicon).report
    report = replace(report, source_text="A sentence of words. And another one, quite as long.")
    one = Body.of(report, Forms(lexicon.likeness))
    again = unrolled(rolled(one))
    assert again.sentences == one.sentences
    assert again.prints.tolist() == one.prints.tolist()
    assert list(again.places) == list(one.places)
