"""Units of measure converted: by a well-kept library, and only where it makes sense."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.lexicon.conversion import converted, known_units


@pytest.mark.parametrize(
    ("value", "unit", "to", "expected"),
    [
        (100, "mile", "kilometre", 160.9344),
        (1, "barrel", "litre", 158.987295),
        (20, "celsius", "fahrenheit", 68),
        (1, "percentage point", "basis point", 100),
        (2, "billion cubic metres", "cubic kilometre", 2),
        (3, "ton", "tonne", 2.7215542),
        (1, "megaton of TNT", "gigajoule", 4.184e6),
        (5, "knot", "knot", 5),
    ],
)
def test_converts(value: float, unit: str, to: str, expected: float) -> None:
    assert converted(value, unit, to) == pytest.approx(expected, rel=1e-6)


@pytest.mark.parametrize(
    ("unit", "to"),
    [("kilometre", "tonne"), ("USD", "EUR"), ("soldier", "kilometre"), ("kilometre", "soldier")],
)
def test_what_measures_another_thing_is_not_converted(unit: str, to: str) -> None:
    assert converted(1, unit, to) is None


@given(st.sampled_from(sorted(known_units())), st.floats(0.01, 1e9))
def test_there_and_back_again(unit: str, value: float) -> None:
    measure = known_units()[unit].measure
    for to in sorted(n for n, u in known_units().items() if u.measure == measure)[:3]:
        there = converted(value, unit, to)
        if there is not None:
            assert converted(there, to, unit) == pytest.approx(value, rel=1e-6, abs=1e-6)


def test_the_library_is_loaded_on_the_first_conversion_only() -> None:
    told = (
        "import sys; import dragoman.reconcile, dragoman.lexicon.conversion as c;"
        "assert 'pint' not in sys.modules; c.converted(1, 'mile', 'kilometre');"
        "assert 'pint' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", told], check=True)
