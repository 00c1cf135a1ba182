"""A pair's monthly balance: cooperation upwards, conflict downwards.

The filled part of a bar is what two origins or more tell, the hollow part what one origin tells
alone. The dot is the balance itself, the line through it reaches from the least to the most that
it can be: that is its uncertainty.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from dragoman.analyse import Month, Relation
from dragoman.show.drawing import NARROW, WIDE, Frame, draw
from dragoman.show.svg import INK, MUTED, PAPER

_WIDE: Final = replace(WIDE, height=2.2, room=(0.07, 0.16, 0.82, 0.8))
_NARROW: Final = replace(NARROW, height=2.2, room=(0.12, 0.16, 0.86, 0.8))


def balance_charts(relation: Relation, title: str, prefix: str) -> tuple[str, str]:
    """Draw a pair's months twice: for a wide page and for a narrow one."""

    def paint(axes: Any, frame: Frame) -> None:
        _paint(axes, frame, relation)

    label = (
        f"{title}: balance of cooperation and conflict in {len(relation.told)} months, "
        f"{relation.told[0].month} to {relation.told[-1].month}. The table beside has them all."
    )
    return (draw(paint, _WIDE, f"{prefix}w", label), draw(paint, _NARROW, f"{prefix}n", label))


def _paint(axes: Any, frame: Frame, relation: Relation) -> None:
    months = relation.told
    first = _number(months[0])
    places = [_number(month) - first for month in months]
    # One call a kind of bar, not one a bar: a pair may have hundreds of months.
    for whole, sure in (
        ([m.cooperation for m in months], [m.sure_cooperation for m in months]),
        ([m.conflict for m in months], [m.sure_conflict for m in months]),
    ):
        axes.bar(places, whole, 0.7, color=PAPER, edgecolor=MUTED, linewidth=0.8)
        axes.bar(places, sure, 0.7, color=MUTED, edgecolor=MUTED, linewidth=0.8)
    balances = [m.balance for m in months]
    axes.vlines(places, [m.least for m in months], [m.most for m in months], color=INK, linewidth=1)
    axes.plot(places, balances, marker="o", markersize=4, color=INK, linestyle="none")
    axes.axhline(0, color=INK, linewidth=0.8)
    ends = [v for m in months for v in (m.cooperation, m.conflict, m.least, m.most)]
    reach = max(map(abs, ends), default=1.0) or 1.0
    axes.set_ylim(-reach * 1.15, reach * 1.15)
    last = places[-1]
    axes.set_xlim(-0.8, last + 0.8)
    step = max(-(-(last + 1) // (8 if frame.named else 4)), 1)
    ticks = list(range(0, last + 1, step))
    axes.set_xticks(ticks, [_name(first + at) for at in ticks])
    axes.spines["bottom"].set_visible(False)
    axes.yaxis.set_major_locator(_three_ticks(reach))
    if frame.named:
        axes.text(1.01, 0.95, "cooperation", transform=axes.transAxes, color=MUTED, va="top")
        axes.text(1.01, 0.05, "conflict", transform=axes.transAxes, color=MUTED, va="bottom")


def _three_ticks(reach: float) -> Any:
    from matplotlib.ticker import FixedLocator

    whole = max(int(reach), 1)
    return FixedLocator([-whole, 0, whole])


def _number(month: Month) -> int:
    year, number = month.month.split("-")
    return int(year) * 12 + int(number) - 1


def _name(number: int) -> str:
    return f"{number // 12}-{number % 12 + 1:02}"
