"""Figures of one measure brought to one unit, so that miles are compared with kilometres."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from dragoman.lexicon.conversion import converted, known_units
from dragoman.model import Bound
from dragoman.reconcile.figures import Figure


def in_one_unit(figures: Sequence[Figure]) -> list[Figure]:
    """The same figures, each measure in the unit that most of them give it in.

    A figure keeps its own words. One that is converted is about its number, for what it was
    rounded to in its own unit is not round in another. What cannot be converted stays.
    """
    given: dict[str, Counter[str]] = {}
    for one in figures:
        if one.quantity.measure and one.quantity.unit:
            given.setdefault(one.quantity.measure, Counter())[one.quantity.unit] += 1
    common = {measure: _commonest(units) for measure, units in given.items() if len(units) > 1}
    return [_in(one, common.get(one.quantity.measure, "")) for one in figures]


def _commonest(given: Counter[str]) -> str:
    """The unit of measure that is given most often; empty where there are not two of them."""
    units = [u for u in given if u in known_units()]
    return min(units, key=lambda u: (-given[u], u)) if len(units) > 1 else ""


def _in(one: Figure, unit: str) -> Figure:
    q = one.quantity
    if not unit or q.unit == unit:
        return one
    ends = [None if v is None else converted(v, q.unit, unit) for v in (q.low, q.best, q.high)]
    if [v is None for v in ends] != [v is None for v in (q.low, q.best, q.high)]:
        return one
    low, best, high = ends
    bound = Bound.ABOUT if q.bound is Bound.EXACT else q.bound
    changed = replace(q, low=low, best=best, high=high, unit=unit, bound=bound)
    return replace(one, quantity=changed)
