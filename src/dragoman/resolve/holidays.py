"""Days that move: holidays by the rules of `lexicon/data/calendar/holidays.csv`."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from dragoman.resolve.timex import Days

HIJRI_EPOCH: Final = 1948439
"""Julian day number of 15 July 622 (Julian), the day before 1 Muharram 1 of the civil tabular
Islamic calendar (Dershowitz and Reingold, Calendrical Calculations, ch. 7)."""
JULIAN_DAY_OF_ORDINAL_ZERO: Final = 1721425
SIGHTING: Final = 1
"""Days that the sighting of the moon may move an Islamic date either way."""


def movable(rule: str, year: int) -> Days | None:
    """The days that a rule can mean in a Gregorian year; ``None`` where it has none there."""
    kind, _, rest = rule.partition("=")
    if kind == "nth":
        month, n, weekday = (int(p) for p in rest.split("/"))
        one = _nth(year, month, n, weekday)
        return (one, one)
    if kind == "within":
        first, last = rest.split("/")
        return (_month_day(year, first), _month_day(year, last))
    if kind == "hijri":
        return _islamic(rest, year)
    sunday = orthodox_easter(year) if rule.startswith("orthodox") else easter(year)
    offset = int(rule.removeprefix("orthodox").removeprefix("easter"))
    one = sunday + timedelta(offset)
    return (one, one)


def _month_day(year: int, text: str) -> date:
    month, day = text.split("-")
    return date(year, int(month), int(day))


def _nth(year: int, month: int, n: int, weekday: int) -> date:
    if n > 0:
        first = date(year, month, 1)
        return first + timedelta((weekday - first.isoweekday()) % 7 + 7 * (n - 1))
    last = date(year + month // 12, month % 12 + 1, 1) - timedelta(1)
    return last - timedelta((last.isoweekday() - weekday) % 7 + 7 * (-n - 1))


def easter(year: int) -> date:
    """Western Easter Sunday (Meeus, Astronomical Algorithms, ch. 8: Gregorian computus)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def orthodox_easter(year: int) -> date:
    """Orthodox Easter Sunday, Gregorian (Meeus ch. 8: Julian computus; 1900 to 2099: +13 days)."""
    a, b, c = year % 4, year % 7, year % 19
    d = (19 * c + 15) % 30
    e = (2 * a + 4 * b - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return date(year, month, day + 1) + timedelta(13)


def _islamic(text: str, year: int) -> Days | None:
    month, _, day = text.partition("/")
    # An Islamic year is some eleven days shorter: one of these begins in the Gregorian year.
    guess = int((year - 622) * 33 / 32)
    for islamic_year in range(guess - 1, guess + 3):
        first = _from_hijri(islamic_year, int(month), int(day or 1))
        if first.year == year:
            last = first if day else _from_hijri(islamic_year, int(month) + 1, 1) - timedelta(1)
            return (first - timedelta(SIGHTING), last + timedelta(SIGHTING))
    return None


def _from_hijri(year: int, month: int, day: int) -> date:
    if month > 12:
        year, month = year + 1, 1
    # Months of 30 and 29 days by turns, eleven leap days in thirty years.
    number = day - (-59 * (month - 1) // 2) + (year - 1) * 354 + (3 + 11 * year) // 30
    return date.fromordinal(number + HIJRI_EPOCH - JULIAN_DAY_OF_ORDINAL_ZERO)
