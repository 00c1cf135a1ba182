"""Dates as they are written on pages, in full: day, month and year."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Final

from babel.dates import get_month_names

from dragoman.model import OPEN, PartialDate
from dragoman.read.clocks import load_clocks

LOCALES: Final = (
    *("en", "de", "fr", "es", "it", "pt", "nl", "tr", "ru", "uk", "pl", "id", "ar", "fa", "cs"),
    *("sk", "sl", "hr", "sr", "sr_Latn", "bg", "mk", "ro", "hu", "el", "sv", "da", "nb", "fi"),
    *("et", "lv", "lt", "is", "sq", "ca", "az", "hy", "ka", "he", "hi", "bn", "ur", "ta", "th"),
    *("vi", "ms", "sw", "kk", "uz", "be", "bs"),
)
FIRST_YEAR: Final = 1980
LAST_YEAR: Final = 2099
"""No report on the web is older; what lies outside is a page number or a telephone number."""

YEAR: Final = re.compile(r"\d{4}")
DAY_AND_YEAR: Final = re.compile(r"\d(?:st|nd|rd|th)?\s*+(?:,\s*+)?\d{4}", re.IGNORECASE)
"""What follows the month in "August 5, 2024": quickly looked for, while months are many."""
LONGEST: Final = 4_000
SHORTEST_NAME: Final = 3
OF_ERA: Final = "年"
FIRST_OF_ERA: Final = "元"
"""How the first year of an era is written."""
BUDDHIST: Final = 543
"""Years by which the Thai calendar is ahead."""

NUMERIC: Final = (
    (re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)"), "ymd"),
    (
        re.compile(
            r"(?<!\d)(\d{4})\s?[年년](?:[((][^()()]{2,8}[))])?\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]"
        ),
        "ymd",
    ),
    (re.compile(r"(?<![\d.])(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?!\d)"), "dmy"),
    (re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(\d{4})(?![\d/])"), "any"),
    (re.compile(r"(?<!\d)(\d{4})(\d{2})(\d{2})(?:T|(?!\d))"), "ymd"),
)


@dataclass(frozen=True, slots=True)
class Written:
    """A date written out in a text, with its half-open offsets."""

    start: int
    end: int
    day: date


@cache
def _months() -> dict[str, int]:
    names = dict(load_clocks().months)
    for locale in LOCALES:
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                for number, name in get_month_names(width, context, locale).items():
                    bare = name.replace("\u200c", "").strip(". ").casefold()
                    if len(bare) >= SHORTEST_NAME and not bare[0].isdigit():
                        # Short names of one language are other words in the next; the
                        # first language to claim a name keeps it.
                        names.setdefault(bare, number)
    return names


@cache
def _worded() -> tuple[re.Pattern[str], ...]:
    names = "|".join(re.escape(n) for n in sorted(_months(), key=lambda n: (-len(n), n)))
    # Not a word's border: vowel signs of Indian scripts are no letters to it. In Arabic a month
    # often stands in both of its names, "مارس/آذار".
    month = rf"(?P<month>{names})(?!\w)\.?(?:\s*[/(]\s*(?:{names})\)?)?"
    month = rf"ב?{month}"
    day = r"(?P<day>\d{1,2})"
    year = r"(?:พ\.ศ\.\s?|ค\.ศ\.\s?)?(?P<year>\d{4})(?!\d)"
    # Flattened pages glue a name to the date that follows: "Ann LeeDec 22, 2023".
    begin = r"(?:(?<!\w)|(?-i:(?<=[a-z])(?=[A-Z])))"
    return (
        re.compile(rf"{begin}{month},?\s*{day}(?:st|nd|rd|th)?\s*+(?:,\s*+)?{year}", re.IGNORECASE),
        re.compile(
            rf"(?<!\d){day}(?:st|nd|rd|th|\.|er|º|-?го)?(?:\s++(?:de|of))?\s*+(?:[-/]\s*+)?{month}"
            rf"(?:\s++(?:del?|năm))?[,،]?\s*+(?:[-/]\s*+)?{year}",
            re.IGNORECASE,
        ),
        re.compile(rf"{year}\.?\s+{month}\s+{day}(?!\d)", re.IGNORECASE),
    )


def find_written(text: str) -> tuple[Written, ...]:
    """All full dates in a text, in order, not overlapping; what is no calendar day is left out.

    Looked for in the first ``LONGEST`` characters. A numeric date with slashes counts only
    where one order of day and month makes sense.
    """
    if len(text) > LONGEST:
        return _find_written(text[:LONGEST])
    return _remembered(text) if YEAR.search(text) or OF_ERA in text else ()


@cache
def _of_eras() -> re.Pattern[str]:
    eras = "|".join(re.escape(name) for name in load_clocks().eras)
    return re.compile(
        rf"(?P<era>{eras})\s?(?P<year>{FIRST_OF_ERA}|\d{{1,3}})\s?年\s?(\d{{1,2}})\s?月\s?(\d{{1,2}})\s?日"
    )


def _find_written(text: str) -> tuple[Written, ...]:
    found: list[Written] = []
    month_first, *others = _worded()
    pointed = load_clocks().pointed_months
    for pattern in (month_first, *others) if DAY_AND_YEAR.search(text) else others:
        for m in pattern.finditer(text):
            name = m["month"].casefold()
            number = _months()[name]
            if name in pointed and text[m.end("day") : m.end("day") + 1] == ".":
                number = pointed[name]
            _keep(found, m, _day(int(m["year"]), number, int(m["day"])))
    for pattern, order in NUMERIC:
        for m in pattern.finditer(text):
            _keep(found, m, _numeric(order, int(m[1]), int(m[2]), int(m[3])))
    if OF_ERA in text:
        for m in _of_eras().finditer(text):
            year = 1 if m["year"] == FIRST_OF_ERA else int(m["year"])
            _keep(found, m, _day(load_clocks().eras[m["era"]] + year, int(m[3]), int(m[4])))
    return tuple(sorted(found, key=lambda w: w.start))


# Several steps ask the same of a line; what is remembered is short, so that it stays small.
_remembered = lru_cache(maxsize=4096)(_find_written)


def _keep(found: list[Written], match: re.Match[str], day: date | None) -> None:
    start, end = match.span()
    if day is not None and not any(w.start < end and start < w.end for w in found):
        found.append(Written(start, end, day))


def _numeric(order: str, a: int, b: int, c: int) -> date | None:
    if order == "ymd":
        return _day(a, b, c)
    if order == "dmy":
        return _day(c, b, a)
    day_first, month_first = _day(c, b, a), _day(c, a, b)
    if day_first and month_first and day_first != month_first:
        return None
    return day_first or month_first


def _day(year: int, month: int, day: int) -> date | None:
    if FIRST_YEAR <= year - BUDDHIST <= LAST_YEAR:
        year -= BUDDHIST
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


YEAR_MONTH: Final = re.compile(r"(\d{4})-(\d{1,2})")


def read_date(text: str, basis: str) -> PartialDate:
    """A field that holds a date and nothing else of note: ISO 8601 or written out.

    Args:
        text: such as "2024-08-05T10:00:00Z", "August 5, 2024", "2024-08", "2024".
        basis: named in the result.

    Returns:
        the day, month or year; open where there is none or two.
    """
    days = {w.day for w in find_written(text)}
    if len(days) == 1:
        return PartialDate.day(days.pop(), basis)
    bare = text.strip()
    if (m := YEAR_MONTH.fullmatch(bare)) and _day(int(m[1]), int(m[2]), 1):
        return PartialDate.month(int(m[1]), int(m[2]), basis)
    if YEAR.fullmatch(bare) and FIRST_YEAR <= int(bare) <= LAST_YEAR:
        return PartialDate.year(int(bare), basis)
    return OPEN
