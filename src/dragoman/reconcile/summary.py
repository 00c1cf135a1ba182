"""One plain sentence that says what a happening is, made from its parts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dragoman.lexicon import Likeness
from dragoman.model import Estimate, Factuality, Item, PartialDate, Participant
from dragoman.reconcile.differences import show_date

NAMES_SHOWN = 3
ITEMS_SHOWN = 4

PREFIX = {
    Factuality.PLANNED: "planned: ",
    Factuality.POSSIBLE: "possibly: ",
    Factuality.CONDITIONAL: "on a condition: ",
    Factuality.REQUESTED: "asked for: ",
    Factuality.PREDICTED: "forecast: ",
    Factuality.DENIED: "denied: ",
    Factuality.NEGATED: "did not happen: ",
}


def summary(
    *,
    type_: str,
    mode: str,
    initiators: Sequence[Participant],
    recipients: Sequence[Participant],
    items: Sequence[Item],
    estimates: Sequence[Estimate],
    when: PartialDate,
    published: PartialDate,
    factuality: Factuality,
    likeness: Likeness,
) -> str:
    """For instance "North Korea → Russia: supplies troops, shells; 10,000 troop; 2024-10"."""
    parties = _names(initiators) or "someone"
    if recipients:
        parties += f" → {_names(recipients)}"
    told = likeness.phrase(type_, mode)
    if items:
        told += " " + ", ".join(_once(item.text for item in items)[:ITEMS_SHOWN])
    if mode and f"{type_}/{mode}" not in likeness.phrases:
        told += f" ({mode.replace('_', ' ')})"
    counted = [_count(e) for e in estimates if e.low is not None or e.high is not None]
    if counted:
        told += "; " + ", ".join(counted)
    if when.known:
        told += f"; {show_date(when, published)}"
    return f"{PREFIX.get(factuality, '')}{parties}: {told}"


def _names(participants: Sequence[Participant]) -> str:
    names = _once(p.name for p in participants)
    more = f" and {len(names) - NAMES_SHOWN} more" if len(names) > NAMES_SHOWN else ""
    return ", ".join(names[:NAMES_SHOWN]) + more


def _once(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(text for text in texts if text))


def _count(estimate: Estimate) -> str:
    unit = estimate.unit or estimate.measure
    low, high = estimate.low, estimate.high
    if low is not None and low == high:
        return f"{_number(low)} {unit}"
    if low is not None and high is not None:
        return f"{_number(low)} to {_number(high)} {unit}"
    if low is not None:
        return f"{_number(low)} {unit} or more"
    assert high is not None
    return f"up to {_number(high)} {unit}"


def _number(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,g}"
