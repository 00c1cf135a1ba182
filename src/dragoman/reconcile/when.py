"""When an event can have been, as its report dates it and by when it was told."""

from __future__ import annotations

import re
from datetime import date

from dragoman.lexicon import Likeness
from dragoman.model import Event, Factuality, PartialDate
from dragoman.model.dates import AHEAD_OF_REPORT
from dragoman.reconcile.wording import tokens

HYPOTHETICAL = frozenset({Factuality.PREDICTED, Factuality.CONDITIONAL, Factuality.REQUESTED})
BARE_MONTH = re.compile(r"XXXX-(0[1-9]|1[0-2])(?![0-9])")

COURSE_DAYS = 92
"""An interval wider than a quarter is a course of events rather than a vague date."""
DECIDED_WITHIN = 4
"""Words before a deed among which stands what settled it."""


def is_settled(event: Event, sentence: str, likeness: Likeness) -> bool:
    """Whether a planned deed may have been done when it was told of.

    "Defended his decision to withdraw" a week later tells of the withdrawal: that it lies ahead is
    only what resolution takes for granted of a plan without a date.
    """
    if event.factuality is not Factuality.PLANNED or event.occurred_at.basis != AHEAD_OF_REPORT:
        return False
    before = tokens(sentence.partition(event.trigger.exact)[0])[-DECIDED_WITHIN:]
    return bool(likeness.decided & set(before))


def dated(when: PartialDate) -> bool:
    """Whether the text itself tells when: "by the day of the report" is no date."""
    return when.earliest is not None


def bare_month(when: PartialDate) -> int | None:
    """The month (1 to 12) of a date whose year the text leaves open ("in June"), else ``None``.

    Resolution keeps the TIMEX3 value of such a date at the head of its basis.
    """
    found = None if when.known else BARE_MONTH.match(when.basis)
    return int(found.group(1)) if found else None


def months_of(when: PartialDate) -> frozenset[int]:
    """The months of the year that an interval with two ends touches; empty if it has an end open
    or is longer than a quarter."""
    if when.earliest is None or when.latest is None or wide(when):
        return frozenset()
    first = when.earliest.year * 12 + when.earliest.month - 1
    last = when.latest.year * 12 + when.latest.month - 1
    return frozenset(month % 12 + 1 for month in range(first, last + 1))


def wide(when: PartialDate) -> bool:
    """Whether an interval spans a course of events: known to start, and longer than a quarter."""
    if when.earliest is None:
        return False
    return when.latest is None or (when.latest - when.earliest).days > COURSE_DAYS


def narrowed(event: Event, published: PartialDate) -> PartialDate:
    """When an event can have been, given when it was told."""
    when = event.occurred_at
    if event.factuality is Factuality.PLANNED or event.factuality in HYPOTHETICAL:
        earliest = _latest_of(when.earliest, published.earliest)
        return _bounded(when, earliest, when.latest)
    return _bounded(when, when.earliest, _earliest_of(when.latest, published.latest))


def _bounded(when: PartialDate, earliest: date | None, latest: date | None) -> PartialDate:
    # A report that plans for a day before its own date, or tells of one after it, has been
    # misread somewhere: leave what the event says.
    if earliest is not None and latest is not None and earliest > latest:
        return when
    return PartialDate.between(earliest, latest, when.basis)


def _latest_of(one: date | None, other: date | None) -> date | None:
    return max((d for d in (one, other) if d is not None), default=None)


def _earliest_of(one: date | None, other: date | None) -> date | None:
    return min((d for d in (one, other) if d is not None), default=None)


def anchor_of(when: PartialDate, published: PartialDate) -> int:
    """Ordinal of a day to sort by: the event's, else the report's; -1 if none is known."""
    if when.earliest is not None and when.latest is not None and not wide(when):
        day = when.midpoint
    else:
        day = published.midpoint or when.midpoint
    return day.toordinal() if day is not None else -1
