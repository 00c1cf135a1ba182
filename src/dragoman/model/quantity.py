"""Figures and time expressions."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.model.actor import Participant
from dragoman.model.dates import PartialDate
from dragoman.model.text import Evidence
from dragoman.model.words import Bound, TimexType


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure and what it counts.

    Invariant: ``low <= best <= high`` for those of the three that are not ``None``.

    Attributes:
        text: the words of the figure with its bound and unit ("more than 5,000 casualties").
        low, best, high: the interval; ``None`` where the bound leaves that end open.
        unit: canonical unit: a currency code, a unit of measure, "percent", or the counted
            noun's lemma.
        referent: the words for what is counted ("North Korean troops").
        measure: class of what is counted (``troops``, ``casualties``, ``killed``, ``money``,
            ``share``, ``trips`` …); a key of `lexicon/data/measures.toml`.
        subject: whose.
        as_of: the day that the figure holds for, where the text tells.
        scope: ``new``, ``additional``, ``total``, ``part`` (of a figure told beside it), ``rise``
            or ``fall`` where the text says so; ``derived`` where it was worked out ("half of the
            11,000"); else empty.
    """

    id: str
    report_id: str
    text: str
    low: float | None
    best: float | None
    high: float | None
    bound: Bound
    unit: str
    referent: str
    measure: str
    subject: tuple[Participant, ...]
    as_of: PartialDate
    statement_id: str
    event_id: str
    evidence: tuple[Evidence, ...]
    scope: str = ""


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time expression with its TIMEX3 value and what it resolves to in this report."""

    id: str
    report_id: str
    text: str
    timex_type: TimexType
    value: str
    mod: str
    resolved: PartialDate
    event_ids: tuple[str, ...]
    evidence: tuple[Evidence, ...]
