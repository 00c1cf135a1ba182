"""Other tools for figures and dates, measured in the same run where they are installed.

quantulum3 and dateparser are in `requirements/bench.txt`. Recognizers-Text has no wheel for what
it needs and HeidelTime needs Java: their figures are taken from the literature, not from here.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import NamedTuple


class Found(NamedTuple):
    """What a tool found: half-open offsets into the text, value, unit (empty if none)."""

    start: int
    end: int
    low: float
    high: float
    unit: str


class Dated(NamedTuple):
    """A date that a tool found, as an ISO day."""

    start: int
    end: int
    value: str


def quantulum(text: str) -> Iterator[Found]:
    """Quantities by quantulum3's rules; its classifier is pickled and is left aside.

    Raises:
        ImportError: where it is not installed.
    """
    from quantulum3 import classifier, parser

    classifier.USE_CLF = False
    try:
        found = parser.parse(text)
    except (AttributeError, IndexError, KeyError, TypeError, ValueError):
        # It fails on some sentences.
        return
    for one in found:
        apart = one.uncertainty or 0.0
        unit = "" if one.unit.name == "dimensionless" else one.unit.name
        yield Found(*one.span, one.value - apart, one.value + apart, unit)


def dateparser_dates(text: str, dct: date) -> Iterator[Dated]:
    """Dates by `dateparser.search`, against the creation time.

    Raises:
        ImportError: where it is not installed.
    """
    from dateparser.search import search_dates

    base = {"RELATIVE_BASE": datetime(dct.year, dct.month, dct.day)}
    at = 0
    for words, when in search_dates(text, languages=["en"], settings=base) or ():
        start = text.find(words, at)
        if start >= 0:
            at = start + len(words)
            yield Dated(start, at, when.date().isoformat())
