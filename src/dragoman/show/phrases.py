"""Records in a few words: dates, figures, actors, speaker chains.

Everything here gives plain text out of records; report text in it is not yet made safe
(`dragoman.show.safe` does that at the edge, once).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from typing import Final

from dragoman.model import (
    ActorKind,
    Bound,
    Estimate,
    Leg,
    PartialDate,
    Participant,
    Place,
    Position,
    Quantity,
    Source,
)
from dragoman.show.safe import cut

NOBODY: Final = "—"
"""Stands where the text leaves something open."""

BY_NAME: Final = frozenset({"", "REB", "PRM", "CRM", "OPP", "PTY", "IGO"})
"""PLOVER sectors whose actors a short text names."""

BOUND_SIGNS: Final = {
    Bound.EXACT: "",
    Bound.ABOUT: "about ",
    Bound.AT_LEAST: "at least ",
    Bound.OVER: "over ",
    Bound.AT_MOST: "at most ",
    Bound.UNDER: "under ",
    Bound.RANGE: "",
    Bound.VAGUE: "some ",
}

PRECISIONS: Final = {
    1: "to the day",
    2: "to a few days",
    3: "to the week",
    4: "to the month",
    5: "wider than a month",
}

DIMENSIONS: Final = frozenset(
    {
        "age",
        "angle",
        "area",
        "charge",
        "concentration",
        "current",
        "data",
        "distance",
        "dose",
        "duration",
        "energy",
        "frequency",
        "interval",
        "power",
        "pressure",
        "ratio",
        "sound",
        "speed",
        "temperature",
        "torque",
        "voltage",
        "volume",
        "weight",
    }
)
"""Measures that are no counted things: their unit says what the amount is of."""

SHARES: Final = frozenset({"percent", "percentage point", "basis point"})

SCALES: Final = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))

_CURRENCY: Final = re.compile(r"[A-Z]{3}")
TOLD_BY: Final = {"dateline": " by the dateline", "there": " by “there”"}
"""What tells a place where the sentence does not name it."""

_MONTHS: Final = [
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "May",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Oct",
    "Nov",
    "Dec",
]


def route(legs: Iterable[Leg]) -> str:
    """The way that something took: "by rail, through Khasan"."""
    return ", ".join(dict.fromkeys(f"{leg.way} {leg.name}" for leg in legs))


def place(one: Place) -> str:
    """A place with its country, and what told it where that is not the event's own sentence."""
    land = f" ({one.country})" if one.country and one.country != one.name else ""
    return f"{one.name}{land}{TOLD_BY.get(one.basis, '')}"


def when(moment: PartialDate) -> str:
    """A partial date as compactly as its interval allows.

    ``2024-06-19`` for a day, ``2024-06`` for a month, ``2024`` for a year, ``2024-06-01/15``
    or ``2024-02/06`` for intervals, ``≤2024-06-19`` and ``≥2024-06-19`` for half-open ones,
    and a dash where nothing is known.
    """
    first, last = moment.earliest, moment.latest
    if first is None and last is None:
        return NOBODY
    if first is None:
        return f"≤{last}"
    if last is None:
        return f"≥{first}"
    if first == last:
        return first.isoformat()
    start, end = _trimmed(first, last)
    return start if start == end else f"{start}/{_tail(start, end)}"


def when_long(moment: PartialDate) -> str:
    """A partial date for a reader: ``19 Jun 2024``, ``Jun 2024``, ``by 19 Jun 2024``."""
    first, last = moment.earliest, moment.latest
    if first is None and last is None:
        return "undated"
    if first is None and last is not None:
        return f"by {_day(last)}"
    if last is None and first is not None:
        return f"from {_day(first)}"
    assert first is not None and last is not None
    if first == last:
        return _day(first)
    start, end = _trimmed(first, last)
    if start == end:
        return start if len(start) == 4 else f"{_MONTHS[first.month - 1]} {first.year}"
    if len(start) == 10:
        return f"{_day(first)} – {_day(last)}"
    if len(start) == 7:
        return f"{_MONTHS[first.month - 1]} {first.year} – {_MONTHS[last.month - 1]} {last.year}"
    return f"{start} – {end}"


def moments(written: Sequence[str]) -> str:
    """When something was fetched: ISO moments in UTC, the first and, of several, the last."""
    short = [one.replace("T", " ").removesuffix("Z")[:16] for one in written]
    if not short:
        return ""
    return f"{short[0]} UTC" if len(short) == 1 else f"{short[0]} to {short[-1]} UTC"


def precision(moment: PartialDate) -> str:
    """How sure a date is, in words; empty where nothing is known."""
    return PRECISIONS.get(moment.precision, "") if moment.precision else ""


def number(value: float | None) -> str:
    """A number as print has it: ``11,000``, ``4.6``, ``20 billion``."""
    if value is None:
        return "?"
    value = float(value)
    for size, word in SCALES:
        if abs(value) >= size and (value / size * 100).is_integer():
            return f"{_plain(value / size)} {word}"
    return _plain(value)


def interval(low: float | None, high: float | None, best: float | None = None) -> str:
    """An interval: ``11,000``, ``10,000–12,000``, ``≥10,000``, ``≤60``."""
    if low is not None and high is not None:
        return number(low) if low == high else f"{number(low)}–{number(high)}"
    if low is not None:
        return f"≥{number(low)}"
    if high is not None:
        return f"≤{number(high)}"
    return number(best)


def figure(quantity: Quantity) -> str:
    """A quantity's interval with its bound in words and what it counts."""
    if quantity.bound is Bound.VAGUE:
        return quantity.text
    low, best, high = scaled(quantity.measure, quantity.unit, quantity)
    if quantity.bound in (Bound.AT_LEAST, Bound.OVER):
        amount = number(_first(low, best))
    elif quantity.bound in (Bound.AT_MOST, Bound.UNDER):
        amount = number(_first(high, best))
    elif quantity.bound is Bound.RANGE:
        amount = interval(low, high, best)
    else:
        amount = number(_first(best, low))
    counted = quantity.referent or words(quantity.measure)
    said = with_unit(amount, quantity.unit, quantity.measure, counted)
    return BOUND_SIGNS[quantity.bound] + said


def estimate(counted: Estimate) -> str:
    """An estimate's hull and what it counts."""
    low, best, high = scaled(counted.measure, counted.unit, counted)
    amount = interval(low, high, best)
    return with_unit(amount, counted.unit, counted.measure, words(counted.measure))


def scaled(
    measure: str, unit: str, held: Quantity | Estimate
) -> tuple[float | None, float | None, float | None]:
    """Low, best and high; a share of counted things ("half of the troops") in percent."""
    values = (held.low, held.best, held.high)
    if measure != "share" or unit in SHARES:
        return values
    low, best, high = (None if value is None else value * 100 for value in values)
    return low, best, high


def with_unit(amount: str, unit: str, measure: str, counted: str) -> str:
    """An amount with its unit or, where that is only the counted noun, with what is counted."""
    if measure == "share":
        return f"{amount} %" if unit in SHARES else f"{amount} % of {unit}s"
    if _CURRENCY.fullmatch(unit):
        return f"{unit} {amount}"
    if measure in DIMENSIONS:
        return f"{amount} {unit}" + ("" if amount == "1" or unit.endswith("s") else "s")
    return f"{amount} {counted or unit}".strip()


def position(held: Position) -> str:
    """One position's figure in the report's own words, or its interval."""
    return held.text or interval(held.low, held.high, held.best)


def code(one: Participant, widest: int = 40) -> str:
    """A participant in few characters: the country code of a state and of who acts for it.

    Who does not act for a state is not told as one: those who fight or oppose it stand by
    their name, others with their PLOVER sector ("CHN BUS"), cut to ``widest`` characters. A
    pronoun of which the report does not tell whom it means stands in quotes.
    """
    if one.acts_for_state:
        return one.country
    if one.country and one.sector not in BY_NAME:
        return f"{one.country} {one.sector}"
    return cut(_called(one), widest)


def names(participants: Iterable[Participant], short: bool = False) -> str:
    """Participants by name (or by `code` where ``short``), each once, in order."""
    seen: dict[str, None] = {}
    for one in participants:
        seen.setdefault(code(one) if short else _called(one))
    return ", ".join(seen) or NOBODY


def _called(one: Participant) -> str:
    return one.name or (f"“{one.text}”" if one.text else "")


def direction(
    initiators: Sequence[Participant], recipients: Sequence[Participant], short: bool = False
) -> str:
    """Who to whom."""
    return f"{names(initiators, short)} → {names(recipients, short)}"


def speaker(source: Source) -> str:
    """A source's canonical name, else its words."""
    nameless = "unnamed outlet" if source.kind is ActorKind.MEDIUM else "unnamed source"
    return source.name or source.text or nameless


def listed(texts: Sequence[str], most: int) -> str:
    """Texts in a row: ``a``, ``a and b``, ``a, b and c``, ``a, b and 3 more``."""
    if len(texts) > most:
        return f"{', '.join(texts[: most - 1])} and {len(texts) - most + 1} more"
    if len(texts) < 2:
        return "".join(texts)
    return f"{', '.join(texts[:-1])} and {texts[-1]}"


def chain(sources: Sequence[Source], between: str = " ← ") -> str:
    """A speaker chain, original speaker first, outlet last; one that speaks twice in a row is
    named once."""
    return between.join(name for name, _ in groupby(speaker(source) for source in sources))


def original(sources: Sequence[Source]) -> str:
    """The first of a chain: whose word it is."""
    return speaker(sources[0]) if sources else NOBODY


def kind_words(kind: ActorKind) -> str:
    """An actor kind for a reader."""
    return "intergovernmental body" if kind is ActorKind.IGO else kind.value.replace("_", " ")


def words(value: str) -> str:
    """A vocabulary's value for a reader: underscores as spaces."""
    return value.replace("_", " ")


def _first(*values: float | None) -> float | None:
    return next((value for value in values if value is not None), None)


def _plain(value: float) -> str:
    if value.is_integer():
        return f"{int(value):,}"
    return f"{value:,.2f}".rstrip("0").rstrip(".")


def _day(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _trimmed(first: date, last: date) -> tuple[str, str]:
    """Both ends, cut to months or years where the interval starts and ends with them."""
    day_after = date.fromordinal(last.toordinal() + 1) if last < date.max else last
    if first.day == 1 and day_after.day == 1:
        if first.month == 1 and day_after.month == 1:
            return str(first.year), str(last.year)
        return first.isoformat()[:7], last.isoformat()[:7]
    return first.isoformat(), last.isoformat()


def _tail(start: str, end: str) -> str:
    """What of ``end`` differs from ``start``, cut at a dash (ISO 8601-1, 5.5.2.4)."""
    ours, theirs = start.split("-"), end.split("-")
    same = 0
    while same < len(theirs) - 1 and ours[same] == theirs[same]:
        same += 1
    return "-".join(theirs[same:])
