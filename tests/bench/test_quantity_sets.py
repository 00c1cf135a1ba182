"""What `bench/quantity_sets.py` holds to be right, and how `bench/quantities.py` counts it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "bench"))

quantity_sets = pytest.importorskip("quantity_sets")
quantities = pytest.importorskip("quantities")
Figure = quantity_sets.Figure


def figure(value: str, unit: str, change: str = "=") -> Figure:
    return Figure(value, unit, unit, change, value)


def test_an_open_figure_is_neither_right_nor_wrong() -> None:
    gold = [figure("10", "year", "?"), figure("3", "ship|vessel", "=|<")]
    for found in ([figure("3", "vessel", "<")], [figure("3", "ship"), figure("10", "year")]):
        tally = quantities.Tally()
        tally.add(gold, found, "")
        assert [tally.f1(k) for k in ("value", "unit", "change")] == [100.0, 100.0, 100.0]


def test_a_second_figure_of_one_value_is_false() -> None:
    tally = quantities.Tally()
    tally.add([figure("3", "ship")], [figure("3", "ship"), figure("3", "ship")], "")
    assert tally.f1("value") == pytest.approx(200 / 3)
    assert tally.kinds["false"] == 1


def test_the_halves_of_the_press_are_apart_and_whole() -> None:
    marked = quantity_sets._table("press_figures.toml")["sentence"]
    last = [r for r in marked if quantity_sets.is_last(r["id"])]
    assert len({r["id"] for r in marked}) == len(marked) == 200
    assert 80 < len(last) < 120


def test_gold_values_are_read_with_their_blanks_and_signs() -> None:
    told = [("3.0 - 4.0", "3-4"), ("-5", "-5"), ("1,200", "1200"), ("20-15", "15-20")]
    for value, expected in told:
        row = {"quantities": [{"change": "=", "value": value, "unit": "", "normalized_unit": ""}]}
        assert [g.value for g in quantity_sets.gold_of(row)] == [expected]
