"""How the forecasts of each holder came out.

The score is Brier's (1950): the mean of (probability - outcome)², 0 best, 1 worst, ¼ for who
always says "even". The probability is the middle of the range that a published scale gives to the
likelihood phrase; forecasts without such a range do not count towards it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dragoman.case.view import CaseView
from dragoman.model import Forecast, ForecastStatus

ENOUGH = 5
"""Settled forecasts with a range that a score takes; fewer say nothing."""

SETTLED = {ForecastStatus.FULFILLED: 1.0, ForecastStatus.FAILED: 0.0}


@dataclass(frozen=True, slots=True)
class HolderRow:
    """One holder's record.

    Attributes:
        open: not settled and not past its horizon, or due, or only its condition met.
        brier: Brier score, ``None`` where fewer than `ENOUGH` settled ones have a range.
        scored: how many it rests on.
    """

    name: str
    actor_id: str
    fulfilled: int
    failed: int
    overdue: int
    open: int
    brier: float | None
    scored: int
    forecast_ids: tuple[str, ...]


def holders(view: CaseView) -> tuple[HolderRow, ...]:
    """A row for each original speaker of forecasts; those with most settled first."""
    return records_of(view.forecasts.values())


def records_of(forecasts: Iterable[Forecast]) -> tuple[HolderRow, ...]:
    """The same for some forecasts only."""
    by_holder: dict[str, list[Forecast]] = {}
    for forecast in sorted(forecasts, key=lambda f: f.id):
        first = forecast.sources[0]
        key = first.actor_id or first.name.casefold() or first.text.casefold()
        by_holder.setdefault(key, []).append(forecast)
    rows = [_row(members) for members in by_holder.values()]
    return tuple(sorted(rows, key=lambda r: (-r.fulfilled - r.failed, -r.overdue, r.name)))


def _row(forecasts: Sequence[Forecast]) -> HolderRow:
    first = forecasts[0].sources[0]
    statuses = [f.status for f in forecasts]
    losses = [loss for f in forecasts if (loss := _loss(f)) is not None]
    fulfilled = statuses.count(ForecastStatus.FULFILLED)
    failed = statuses.count(ForecastStatus.FAILED)
    overdue = statuses.count(ForecastStatus.OVERDUE)
    return HolderRow(
        name=first.name or first.text,
        actor_id=first.actor_id,
        fulfilled=fulfilled,
        failed=failed,
        overdue=overdue,
        open=len(forecasts) - fulfilled - failed - overdue,
        brier=sum(losses) / len(losses) if len(losses) >= ENOUGH else None,
        scored=len(losses),
        forecast_ids=tuple(f.id for f in forecasts),
    )


def _loss(forecast: Forecast) -> float | None:
    low, high = forecast.likelihood.low, forecast.likelihood.high
    outcome = SETTLED.get(forecast.status)
    if outcome is None or low is None or high is None:
        return None
    return float(((low + high) / 2 - outcome) ** 2)
