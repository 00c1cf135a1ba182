"""Arithmetic on TIMEX3 values: from a day and a step to a value, from a value to its days."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

Days = tuple[date, date]
"""First and last day, both included."""

SEASONS: Final = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
"""First month of each season, northern hemisphere, by the meteorological reckoning."""

MONTHS_IN: Final = {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200, "ML": 12000} | dict.fromkeys(
    SEASONS, 12
)
"""A season counts by the year: "the past three summers" reach back three years."""
PIECE: Final = re.compile(r"(\d+(?:\.\d+)?|X)(WE|DE|CE|ML|SP|SU|FA|WI|[A-Z])")
FIELD: Final = re.compile(
    r"(?P<year>\d{1,4}|X{1,4})"
    r"(?:-(?:(?P<season>SP|SU|FA|WI)|Q(?P<quarter>\d|X)|H(?P<half>\d|X)"
    r"|W(?P<week>\d\d|XX)(?:-(?P<weekday>[1-7]|WE))?"
    r"|(?P<month>\d\d|XX)(?:-(?P<day>\d\d|XX))?))?"
)
ALMOST_A_YEAR: Final = 330
LONG_GONE: Final = 300
CLOSE_AHEAD: Final = 35
"""Days to one that a past tense can still mean rather than the same day almost a year ago."""
JUST_GONE: Final = 31
"""Days since a day that a future tense can still mean rather than the same day next year."""
FIRST_YEAR: Final = 1
LAST_YEAR: Final = 9999


def bounds(value: str) -> Days | None:
    """The days of a TIMEX3 date without ``X``; ``None`` where it is no such date.

    "2025-04" gives the month, "199" the 1990s, "19" the twentieth century (1900 to 1999),
    "2024-WI" December 2024 to February 2025, "2024-XX-XX" the year. A time of day is left
    aside.
    """
    match = FIELD.fullmatch(value.split("T")[0].replace("-XX", ""))
    if match is None or "X" in match[0]:
        return None
    digits = match["year"]
    if len(digits) < 4:
        span = 10 ** (4 - len(digits))
        first = int(digits) * span
        return (date(max(first, 1), 1, 1), date(first + span - 1, 12, 31))
    year = int(digits)
    if not FIRST_YEAR <= year < LAST_YEAR:
        return None
    try:
        return _inside(year, match)
    except ValueError:
        return None


def _inside(year: int, match: re.Match[str]) -> Days:
    if match["season"]:
        first = SEASONS[match["season"]]
        return _months(year, first, 3)
    if match["quarter"]:
        return _months(year, 3 * int(match["quarter"]) - 2, 3)
    if match["half"]:
        return _months(year, 6 * int(match["half"]) - 5, 6)
    if match["week"]:
        monday = date.fromisocalendar(year, int(match["week"]), 1)
        if match["weekday"] == "WE":
            return (monday + timedelta(5), monday + timedelta(6))
        if match["weekday"]:
            one = monday + timedelta(int(match["weekday"]) - 1)
            return (one, one)
        return (monday, monday + timedelta(6))
    if match["day"]:
        one = date(year, int(match["month"]), int(match["day"]))
        return (one, one)
    if match["month"]:
        return _months(year, int(match["month"]), 1)
    return (date(year, 1, 1), date(year, 12, 31))


def _months(year: int, first: int, count: int) -> Days:
    begin = date(year, first, 1)
    last_year, last = divmod(year * 12 + first + count - 2, 12)
    return (begin, date(last_year, last + 1, monthrange(last_year, last + 1)[1]))


def shifted(day: date, n: float, unit: str) -> str | None:
    """The calendar unit ``n`` units away from the one that ``day`` lies in, as a value.

    Fractions move by the nearest whole unit of the next finer size. ``None`` beyond the
    calendar's ends.
    """
    try:
        return _shifted(day, n, unit)
    except (ValueError, OverflowError):
        return None


def _shifted(day: date, n: float, unit: str) -> str:
    if unit == "DE" and n != int(n) and 10 * n == int(10 * n):
        return _shifted(day, 10 * n, "Y")
    if n != int(n):
        days_in = {"W": 7, "M": 30.4, "Y": 365.25, "DE": 3652.5}
        if unit in days_in:
            finer = "M" if unit in ("Y", "DE") else "D"
            return _shifted(day, round(n * days_in[unit] / (30.44 if finer == "M" else 1)), finer)
    n = int(n)
    if unit in ("D", "H", "MIN", "S"):
        return (day + timedelta(n if unit == "D" else 0)).isoformat()
    if unit in ("W", "F", "WE"):
        iso = (day + timedelta(7 * n * (2 if unit == "F" else 1))).isocalendar()
        return f"{iso.year:04d}-W{iso.week:02d}" + ("-WE" if unit == "WE" else "")
    if unit == "M":
        year, month = divmod(day.year * 12 + day.month - 1 + n, 12)
        return _checked(year, f"-{month + 1:02d}")
    if unit == "Q":
        year, quarter = divmod(day.year * 4 + (day.month - 1) // 3 + n, 4)
        return _checked(year, f"-Q{quarter + 1}")
    if unit == "Y":
        return _checked(day.year + n, "")
    years = {"DE": 10, "CE": 100, "ML": 1000}[unit]
    first = day.year // years + n
    width = 4 - (len(str(years)) - 1)
    return _checked(first * years, "")[:width]


def _checked(year: int, rest: str) -> str:
    if not FIRST_YEAR <= year < LAST_YEAR:
        raise ValueError(f"year {year} is out of the calendar")
    return f"{year:04d}{rest}"


def moved(day: date, n: float, unit: str) -> date | None:
    """The day ``n`` units away: where a duration that starts at ``day`` ends."""
    if unit in ("S", "MIN", "H"):
        return day
    if unit in ("D", "W", "F", "WE"):
        per = {"D": 1, "W": 7, "F": 14, "WE": 7}[unit]
        return _plus_days(day, round(n * per))
    if unit not in MONTHS_IN:
        return None
    months = MONTHS_IN[unit] * n
    whole = int(months)
    year, month = divmod(day.year * 12 + day.month - 1 + whole, 12)
    if not FIRST_YEAR <= year < LAST_YEAR:
        return None
    last = monthrange(year, month + 1)[1]
    return _plus_days(date(year, month + 1, min(day.day, last)), round((months - whole) * 30.44))


def moved_by(day: date, value: str, sign: int) -> date | None:
    """The day a TIMEX3 duration away ("P2Y6M"); ``None`` where its length is not known."""
    whole, _, clock = value.removeprefix("P").partition("T")
    pieces = PIECE.findall(whole)
    if not pieces and not clock:
        return None
    at: date | None = day
    for n, unit in pieces:
        if n == "X" or at is None:
            return None
        at = moved(at, sign * float(n), unit)
    return at


def _plus_days(day: date, n: int) -> date | None:
    try:
        return day + timedelta(n)
    except OverflowError:
        return None


def candidates(value: str, around: date) -> Iterator[str]:
    """Values that fill the open fields of ``value``, in order, around a day.

    "XXXX-09" gives that month of the years about; "XXXX-WXX-5" the Fridays of the weeks about;
    "XXXX-XX-18" that day of the months about. Dates that do not exist are left out.
    """
    bare = value.split("T")[0]
    match = FIELD.fullmatch(bare)
    if match is None:
        return
    if match["week"] and match["weekday"]:
        for n in range(-2, 3):
            week = shifted(around, n, "W")
            if week is not None:
                yield plain(f"{week}-{match['weekday']}")
    elif match["month"] == "XX" and match["day"]:
        for n in range(-3, 4):
            month = shifted(around, n, "M")
            if month is not None and bounds(made := f"{month}-{match['day']}"):
                yield made
    elif match["year"].startswith("X"):
        # Eight years reach the next 29 February even across 1900.
        reach = 8 if bare.endswith("-02-29") else 2
        for year in range(around.year - reach, around.year + reach + 1):
            if bounds(made := bare.replace("XXXX", f"{year:04d}")):
                yield made


def plain(value: str) -> str:
    """ "2024-W25-2" as "2024-06-18": a day of a week is written as a day of a month."""
    if re.search(r"-W\d\d-[1-7]$", value) and (days := bounds(value)):
        return days[0].isoformat()
    return value


def pick(value: str, day: date, way: str) -> str | None:
    """Fill the open fields of ``value`` by the way it hangs from ``day``.

    Args:
        way: ``last`` the latest one that ended before the day; ``past`` the latest one that
            had begun by the day; ``before`` that too, but the next one where that is almost a
            year gone and the next close; ``next`` the first that begins after it; ``future`` the
            first that ends on or after it; ``this`` the one in the same week, month or year;
            ``near`` weekdays as ``past``, others the nearest, the past weighing twice. Quarters
            and halves are always ``near``: they are told of right after or before.
    """
    known = [(v, b) for v in candidates(value, day) if (b := bounds(v))]
    if not known:
        return None
    if way in ("past", "before", "future") and value[5:6] in ("Q", "H"):
        way = "near"
    if way == "last":
        return next((v for v, b in reversed(known) if b[1] < day), None)
    if way == "next":
        return next((v for v, b in known if b[0] > day), None)
    if way == "future":
        return _ahead(known, day)
    if way == "this":
        return _same(known, value, day)
    if way == "before":
        return _behind(known, day)
    if way == "past" or "-W" in value:
        return next((v for v, b in reversed(known) if b[0] <= day), None)
    return min(known, key=lambda k: _distance(k[1], day) * (2 if k[1][0] > day else 1))[0]


def _behind(known: list[tuple[str, Days]], day: date) -> str | None:
    """The latest one that had begun by a day; the one close ahead where that is long gone.

    "It was summoned to a hearing on Feb. 10", told in January, is not last year's.
    """
    gone = next(((v, b) for v, b in reversed(known) if b[0] <= day), None)
    ahead = next(((v, b) for v, b in known if b[0] > day), None)
    if ahead is None or gone is None:
        return gone[0] if gone else None
    far = (day - gone[1][1]).days >= LONG_GONE and (ahead[1][0] - day).days <= CLOSE_AHEAD
    return ahead[0] if far else gone[0]


def _ahead(known: list[tuple[str, Days]], day: date) -> str | None:
    """The first that ends on or after a day; the one just gone by where that is a year away.

    "Must answer by Jan. 14", told on the 15th, is not next year's.
    """
    ahead = next(((v, b) for v, b in known if b[1] >= day), None)
    gone = next(((v, b) for v, b in reversed(known) if b[1] < day), None)
    if ahead is None or gone is None:
        return ahead[0] if ahead else None
    far = (ahead[1][0] - day).days >= ALMOST_A_YEAR and (day - gone[1][1]).days <= JUST_GONE
    return gone[0] if far else ahead[0]


def _same(known: list[tuple[str, Days]], value: str, day: date) -> str | None:
    if "-W" in value:
        week = day.isocalendar()[:2]
        return next((v for v, b in known if b[0].isocalendar()[:2] == week), None)
    if value.startswith("XXXX-XX"):
        return next((v for v, b in known if b[0].replace(day=1) == day.replace(day=1)), None)
    return next((v for v, _ in known if v.startswith(f"{day.year:04d}")), None)


def _distance(days: Days, day: date) -> int:
    if days[0] <= day <= days[1]:
        return 0
    return min(abs((days[0] - day).days), abs((days[1] - day).days))


def narrowed(days: Days, mod: str) -> Days:
    """The third of the days that START, MID or END leaves; all of them for any other mod.

    "Early", "mid" and "late" are read as thirds, so "mid-June" is 11 to 20 June.
    """
    width = (days[1] - days[0]).days + 1
    third = width // 3
    if third == 0:
        return days
    if mod == "START":
        return (days[0], days[0] + timedelta(third - 1))
    if mod == "MID":
        return (days[0] + timedelta(third), days[1] - timedelta(third))
    if mod == "END":
        return (days[1] - timedelta(third - 1), days[1])
    return days
