"""One plain sentence that says what a happening is, made from its parts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dragoman.lexicon import Likeness
from dragoman.model import Estimate, Factuality, Item, PartialDate, Participant
from dragoman.reconcile.positions import show_date
from dragoman.reconcile.wording import stem, tokens

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
    cameo: Iterable[str],
    initiators: Sequence[Participant],
    recipients: Sequence[Participant],
    items: Sequence[Item],
    estimates: Sequence[Estimate],
    when: PartialDate,
    published: PartialDate,
    factuality: Factuality,
    likeness: Likeness,
) -> str:
    """For instance "North Korea → Russia: moves 10,000 to 12,000 troops; 2024-10"."""
    parties = _names(initiators) or "someone"
    if recipients:
        parties += f" → {_names(recipients)}"
    words = likeness.told.of(type_, mode, cameo)
    told = words.one
    things, other = _things(items, estimates, likeness)
    if things:
        told += f" {things}" if words.things_are_object else f" ({things})"
    for count in other:
        told += f"; {count}"
    if when.known:
        told += f"; {show_date(when, published)}"
    return f"{PREFIX.get(factuality, '')}{parties}: {told}"


def _things(
    items: Sequence[Item], estimates: Sequence[Estimate], likeness: Likeness
) -> tuple[str, list[str]]:
    """The items, each with its count where one fits, and the counts that fit no item."""
    counted = [e for e in estimates if e.low is not None or e.high is not None]
    named = []
    for item in items[:ITEMS_SHOWN]:
        fitting = [e for e in counted if _counts(e, item, likeness)]
        if fitting:
            counted.remove(fitting[0])
            named.append(_count(fitting[0]))
        else:
            named.append(item.text)
    return ", ".join(_once(named)), [_count(e) for e in counted]


def _counts(estimate: Estimate, item: Item, likeness: Likeness) -> bool:
    words = {stem(word) for word in tokens(item.text)}
    if {stem(estimate.measure), stem(estimate.unit.casefold())} & words:
        return True
    return likeness.same_class(estimate.measure, item.cls)


def _names(participants: Sequence[Participant]) -> str:
    names = _once(p.name for p in participants)
    more = f" and {len(names) - NAMES_SHOWN} more" if len(names) > NAMES_SHOWN else ""
    return ", ".join(names[:NAMES_SHOWN]) + more


def _once(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(text for text in texts if text))


def _count(estimate: Estimate) -> str:
    """A count with what is counted; money and weights with their unit."""
    told = [estimate.measure, *(p.text for p in estimate.positions)]
    counted = {stem(word) for text in told for word in tokens(text)}
    named = stem(estimate.unit.casefold()) in counted or not estimate.unit
    unit = estimate.measure if named else estimate.unit
    thing = unit.replace("_", " ")
    low, high = estimate.low, estimate.high
    if low is not None and low == high:
        return f"{_number(low)} {thing}"
    if low is not None and high is not None:
        return f"{_number(low)} to {_number(high)} {thing}"
    if low is not None:
        return f"{_number(low)} or more {thing}"
    assert high is not None
    return f"up to {_number(high)} {thing}"


def _number(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,g}"
