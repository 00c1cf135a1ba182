"""Converting between units of measure, by the `pint` library.

The library is loaded on the first conversion only: most reports need none.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from dragoman.lexicon.figures import Unit, load_figures
from dragoman.lexicon.tables import Tables

if TYPE_CHECKING:
    from pint import UnitRegistry


@cache
def known_units() -> dict[str, Unit]:
    """The lexicon's units of measure by canonical name ("kilometre"); currencies are none."""
    figures = load_figures(Tables())
    return {unit.name: unit for unit in (*figures.units.values(), *figures.exact.values())}


def converted(value: float, unit: str, to: str) -> float | None:
    """A value in another unit.

    Args:
        unit, to: canonical names of units of measure, as `Quantity.unit` has them.

    Returns:
        the value; ``None`` where a name is no unit of measure or the two measure different
        things ("kilometre", "tonne").
    """
    units = known_units()
    if unit == to:
        return value
    if unit not in units or to not in units:
        return None
    from pint.errors import DimensionalityError

    try:
        return float(_in(_quantity(value, units[unit].pint), units[to].pint))
    except DimensionalityError:
        return None


@cache
def _registry() -> UnitRegistry[Any]:
    import pint

    return pint.UnitRegistry()


def _quantity(value: float, expression: str) -> Any:
    registry = _registry()
    # Degrees of temperature have an offset and cannot be multiplied; products are no one unit.
    if not expression.isidentifier():
        return registry.Quantity(value) * registry.parse_expression(expression)
    return registry.Quantity(value, expression)


def _in(quantity: Any, expression: str) -> float:
    if not expression.isidentifier():
        ratio = quantity / _quantity(1.0, expression)
        return float(ratio.to("dimensionless").magnitude)
    return float(quantity.to(expression).magnitude)
