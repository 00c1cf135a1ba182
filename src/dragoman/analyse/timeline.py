"""Happenings in the order in which they came about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.case.view import CaseView
from dragoman.model import Factuality, Happening, PartialDate

UNREAL = frozenset(
    {Factuality.CONDITIONAL, Factuality.REQUESTED, Factuality.PREDICTED, Factuality.NEGATED}
)


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """A happening at its place; ``year`` is ``None`` for those without a date."""

    year: int | None
    when: PartialDate
    happening: Happening
    disputed: bool


def timeline(view: CaseView, *, unreal: bool = False) -> tuple[TimelineRow, ...]:
    """Dated happenings from first to last, the undated behind them.

    A vague date stands at its earliest day, after sharper dates that begin on the same day.

    Args:
        unreal: whether what did not happen, or may only come, is listed too.
    """
    chosen = [h for h in view.happenings.values() if unreal or h.factuality not in UNREAL]
    return tuple(_row(happening, view) for happening in in_order(chosen))


def in_order(happenings: Iterable[Happening]) -> list[Happening]:
    """Happenings by earliest day, then by precision, then by id; undated ones last."""

    def order(happening: Happening) -> tuple[int, int, str]:
        when = happening.occurred_at
        day = when.earliest or when.latest
        return (day.toordinal() if day else 10**7, when.precision or 6, happening.id)

    return sorted(happenings, key=order)


def _row(happening: Happening, view: CaseView) -> TimelineRow:
    day = happening.occurred_at.earliest or happening.occurred_at.latest
    disputed = any(d.kind.value == "dispute" for d in view.differences_of(happening.id))
    return TimelineRow(day.year if day else None, happening.occurred_at, happening, disputed)
