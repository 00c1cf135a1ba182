"""Figures as intervals."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.factories import make_quantity, make_report

from dragoman.model import Bound, Quantity
from dragoman.reconcile.intervals import close, figure_grade, figures_meet, interval, ratio

NUMBERS = st.one_of(st.none(), st.integers(0, 10**7).map(float))


def quantity(
    low: float | None, best: float | None, high: float | None, bound: Bound = Bound.RANGE
) -> Quantity:
    report = make_report("Some 5 men.")
    return make_quantity(report, "5 men", low=low, best=best, high=high, bound=bound)


@pytest.mark.parametrize(
    ("one", "other", "grade"),
    [
        ((11000, 11000, 11000), (11000, 11000, 11000), 2),
        ((10000, 10000, None), (11000, 11000, 11000), 1),
        ((10000, None, None), (1e6, 1e6, 1e6), 0),
        ((10000, None, 12000), (12500, 12500, 12500), 0),
        ((3, 3, 3), (3, 3, 3), 1),
    ],
)
def test_grades(one: tuple[float, ...], other: tuple[float, ...], grade: int) -> None:
    assert figure_grade(quantity(*one), quantity(*other)) == grade


def test_large_counts_may_lie_close() -> None:
    eleven, twelve = quantity(11000, 11000, 11000), quantity(12000, 12000, 12000)
    assert close(eleven, twelve)
    assert not close(eleven, quantity(15000, 15000, 15000))
    assert not close(quantity(11, 11, 11), quantity(12, 12, 12))


def test_about_has_width_of_its_own() -> None:
    assert interval(quantity(4000, 4000, 4000, Bound.ABOUT)) == (3600, 4400)
    assert interval(quantity(3800, 4000, 4500, Bound.ABOUT)) == (3800, 4500)


@given(one=st.tuples(NUMBERS, NUMBERS), other=st.tuples(NUMBERS, NUMBERS))
def test_meeting_and_ratio_are_symmetric(
    one: tuple[float | None, float | None], other: tuple[float | None, float | None]
) -> None:
    a, b = quantity(one[0], None, one[1]), quantity(other[0], None, other[1])
    assert figures_meet(a, b) == figures_meet(b, a)
    assert ratio(a, b) == ratio(b, a) >= 1
    assert figure_grade(a, b) == figure_grade(b, a)
