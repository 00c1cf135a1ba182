from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.model import OPEN, PartialDate

DAYS = st.dates(date(1990, 1, 1), date(2040, 12, 31))


@st.composite
def intervals(draw: st.DrawFn) -> PartialDate:
    earliest, latest = draw(st.one_of(st.none(), DAYS)), draw(st.one_of(st.none(), DAYS))
    if earliest and latest and earliest > latest:
        earliest, latest = latest, earliest
    return PartialDate.between(earliest, latest, "test")


# UCDP GED codebook, date_prec: 1 the day, 2 two to six days, 3 a week, 4 a month, 5 a year.
@pytest.mark.parametrize(
    ("days", "precision"),
    [(1, 1), (2, 2), (6, 2), (7, 3), (8, 4), (31, 4), (32, 5), (366, 5)],
)
def test_precision_follows_the_width(days: int, precision: int) -> None:
    first = date(2024, 1, 1)
    made = PartialDate.between(first, first + timedelta(days=days - 1), "test")
    assert made.precision == precision


@pytest.mark.parametrize(
    ("made", "earliest", "latest", "precision"),
    [
        (PartialDate.day(date(2024, 2, 29), "b"), date(2024, 2, 29), date(2024, 2, 29), 1),
        (PartialDate.month(2024, 2, "b"), date(2024, 2, 1), date(2024, 2, 29), 4),
        (PartialDate.month(2023, 12, "b"), date(2023, 12, 1), date(2023, 12, 31), 4),
        (PartialDate.year(2023, "b"), date(2023, 1, 1), date(2023, 12, 31), 5),
        (PartialDate.between(None, date(2023, 1, 1), "b"), None, date(2023, 1, 1), 5),
        (PartialDate.between(None, None, ""), None, None, None),
    ],
)
def test_makers(
    made: PartialDate, earliest: date | None, latest: date | None, precision: int | None
) -> None:
    assert (made.earliest, made.latest, made.precision) == (earliest, latest, precision)


def test_an_interval_never_runs_backwards() -> None:
    with pytest.raises(ValueError, match="lies after"):
        PartialDate.between(date(2024, 2, 1), date(2024, 1, 1), "test")


def test_open_is_unknown() -> None:
    assert not OPEN.known
    assert OPEN.midpoint is None
    assert PartialDate() == OPEN


@given(intervals(), intervals(), st.integers(0, 30))
def test_compatible_means_a_common_day(one: PartialDate, other: PartialDate, slack: int) -> None:
    def ends(when: PartialDate) -> tuple[int, int]:
        low = when.earliest.toordinal() if when.earliest else -(10**9)
        high = when.latest.toordinal() if when.latest else 10**9
        return low, high

    (a, b), (c, d) = ends(one), ends(other)
    assert one.compatible(other, slack) == (max(a, c) - min(b, d) <= slack)
    assert one.compatible(other, slack) == other.compatible(one, slack)


@given(intervals())
def test_the_midpoint_lies_inside(when: PartialDate) -> None:
    middle = when.midpoint
    assert (middle is not None) == when.known
    if middle is not None:
        assert when.compatible(PartialDate.day(middle, "test"))
