"""The figures load, their units convert, and a table that is wrong says where."""

from __future__ import annotations

import pickle
from pathlib import Path

import pint
import pytest

from dragoman.errors import LexiconError
from dragoman.lexicon.figures import Unit, load_figures
from dragoman.lexicon.tables import Tables

FIGURES = load_figures(Tables())
UNITS = sorted({*FIGURES.units.values(), *FIGURES.exact.values()})
REGISTRY = pint.UnitRegistry()
DIMENSIONS = {
    "distance": "[length]",
    "area": "[length] ** 2",
    "volume": "[length] ** 3",
    "barrels": "[length] ** 3",
    "weight": "[mass]",
    "duration": "[time]",
    "age": "[time]",
    "speed": "[length] / [time]",
    "temperature": "[temperature]",
}


@pytest.mark.parametrize("unit", UNITS, ids=lambda u: u.name)
def test_pint_knows_every_unit_with_the_dimension_of_its_measure(unit: Unit) -> None:
    quantity = REGISTRY.parse_expression(unit.pint)
    if unit.measure in DIMENSIONS and not unit.name.endswith(" per day"):
        assert quantity.check(DIMENSIONS[unit.measure])


def test_conversion_of_a_barrel_and_a_mile() -> None:
    names = {u.name: u.pint for u in UNITS}
    barrel = REGISTRY.Quantity(1, names["barrel"]).to("liter").magnitude
    mile = REGISTRY.Quantity(1, names["mile"]).to(names["kilometre"]).magnitude
    assert barrel == pytest.approx(158.987, abs=0.01)
    assert mile == pytest.approx(1.609344)


def test_figures_are_picklable() -> None:
    assert pickle.loads(pickle.dumps(FIGURES)) == FIGURES


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("bounds.toml", '[[bound]]\nwords = ["x"]\nbound = "loose"\nside = "before"\n', "loose"),
        ("bounds.toml", '[[bound]]\nwords = []\nbound = "over"\nside = "after"\n', "words"),
        ("units.toml", '[[unit]]\nname = "ell"\nforms = ["ell"]\n', "pint"),
        ("vague.toml", "[plurals]\nheaps = true\n", "heaps"),
        ("numbers.toml", "[tens]\nforty = -1\n", "forty"),
        ("numbers.toml", "[sums]\nforty = 1\n", "sums"),
    ],
)
def test_a_wrong_table_is_named(tmp_path: Path, name: str, text: str, told: str) -> None:
    (tmp_path / "figures").mkdir()
    (tmp_path / "figures" / name).write_text(text, encoding="utf-8")
    with pytest.raises(LexiconError) as raised:
        load_figures(Tables(tmp_path))
    assert told in str(raised.value)
    assert name in str(raised.value)
