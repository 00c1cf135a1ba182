"""Figures as intervals: whether two can be the same number, and how far apart they lie."""

from __future__ import annotations

from dragoman.model import Bound, Quantity

ABOUT = 0.1
"""Share of a number that "about" reaches either way."""
NEARLY = 0.2
"""Share of a number that "nearly" reaches below it."""
LIKE = 1.5
"""Figures whose intervals meet speak for each other only up to so many times apart: "over 10,000"
meets a million too, but says nothing for it."""
LARGE = 100
"""Counts from here on seldom lie near each other by chance."""
CLOSE = 1.25
TELLING = 10
"""Smaller numbers than this are shared by chance."""


def figures_meet(one: Quantity, other: Quantity) -> bool:
    """Whether two figures can be the same number: their intervals share a point."""
    a, b = interval(one), interval(other)
    return a[0] <= b[1] and b[0] <= a[1]


def interval(quantity: Quantity) -> tuple[float, float]:
    """A figure as a closed interval; an open end is infinite.

    "About" reaches `ABOUT` of the number either way where the figure itself gives no ends.
    """
    low = quantity.low if quantity.low is not None else float("-inf")
    high = quantity.high if quantity.high is not None else float("inf")
    if quantity.bound is Bound.ABOUT and quantity.low is None:
        return high - abs(high) * NEARLY, high
    if quantity.bound is Bound.ABOUT and low == high:
        return low - abs(low) * ABOUT, high + abs(high) * ABOUT
    return low, high


def figure_grade(one: Quantity, other: Quantity) -> int:
    """2 the same telling number, 1 intervals that meet, 0 apart."""
    if one.best is not None and one.best == other.best and one.best >= TELLING:
        return 2
    if figures_meet(one, other) and ratio(one, other) <= LIKE:
        return 1
    return 0


def close(one: Quantity, other: Quantity) -> bool:
    """Whether two large counts lie so near that they speak neither for a pair nor against it."""
    levels = (_level(one), _level(other))
    large = all(level is not None and level >= LARGE for level in levels)
    return large and ratio(one, other) <= CLOSE


def ratio(one: Quantity, other: Quantity) -> float:
    """How many times the greater of two figures is the lesser, 1 where that makes no sense."""
    a, b = _level(one), _level(other)
    if a is None or b is None or a <= 0 or b <= 0:
        return 1.0
    return max(a, b) / min(a, b)


def _level(quantity: Quantity) -> float | None:
    for value in (quantity.best, quantity.low, quantity.high):
        if value is not None:
            return value
    return None
