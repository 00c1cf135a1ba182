"""From what a pattern captured to TIMEX3 values and to the small language of `relative`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from dragoman.lexicon.numbers import Numbers
from dragoman.parse.sentence import Token

GRAIN: Final = {
    "S": "XXXX-XX-XXTXX:XX",
    "MIN": "XXXX-XX-XXTXX:XX",
    "H": "XXXX-XX-XXTXX",
    "D": "XXXX-XX-XX",
    "W": "XXXX-WXX",
    "F": "XXXX-WXX",
    "WE": "XXXX-WXX-WE",
    "M": "XXXX-XX",
    "Q": "XXXX-QX",
    "Y": "XXXX",
    "DE": "XXX",
    "CE": "XX",
    "ML": "X",
}
"""Unit → an open date of that size."""

TIME_UNITS: Final = frozenset({"S", "MIN", "H"})
YEARS_IN: Final = {"DE": 10, "CE": 100, "ML": 1000}
PARTS: Final = {
    "Y": ("M", 12),
    "DE": ("Y", 10),
    "CE": ("Y", 100),
    "D": ("H", 24),
    "H": ("MIN", 60),
    "MIN": ("S", 60),
}
WAYS: Final = {"-": "last", "+": "next"}
MISSING: Final = "?"
CLOCK: Final = re.compile(r"(\d{1,2})(?:[:.](\d\d))?(?::\d\d)?([ap]?)")
NARRATIVE: Final = frozenset({"that", "thesame", "previous", "preceding", "following"})


def amount(n: float | None) -> str:
    """Write a number for a TIMEX3 duration; ``None`` is unknown."""
    if n is None:
        return "X"
    return str(int(n)) if n == int(n) else f"{n:g}"


def duration(n: float | None, unit: str) -> str:
    """The TIMEX3 value of ``n`` units: "P2Y", "PT1H30M", "PXW" where ``n`` is ``None``."""
    if unit == "F":
        unit, n = "W", None if n is None else 2 * n
    if n is not None and n != int(n) and unit in PARTS:
        finer, per = PARTS[unit]
        whole, rest = int(n), round((n - int(n)) * per)
        if unit in YEARS_IN:
            return f"P{whole * per + rest}Y"
        first = duration(whole, unit) if whole else ""
        second = duration(rest, finer)
        if not first:
            return second
        return first + (second[2:] if "T" in first else second[1:])
    if unit in YEARS_IN and n is not None:
        return f"P{amount(n * YEARS_IN[unit])}Y"
    if unit in TIME_UNITS:
        return f"PT{amount(n)}{unit[0]}"
    return f"P{amount(n)}{unit}"


class Captures:
    """What one match captured, as strings that a value template takes by name."""

    def __init__(
        self,
        spans: Mapping[str, tuple[int, int]],
        tokens: Sequence[Token],
        values: Mapping[int, str],
        numbers: Numbers,
    ) -> None:
        self._spans = spans
        self._tokens = tokens
        self._values = values
        self._numbers = numbers

    def text(self, name: str) -> str:
        """The captured words in lower case without spaces, empty where nothing was captured."""
        if name not in self._spans:
            return ""
        start, end = self._spans[name]
        return "".join(t.text.lower() for t in self._tokens[start:end])

    def word(self, name: str) -> str:
        """The lexicon's value of the captured word, or its text."""
        if name not in self._spans:
            return ""
        start, _ = self._spans[name]
        value = self._values.get(start)
        return self.text(name) if value is None else value

    def number(self, name: str) -> float | None:
        """The captured number; 1 where nothing was captured, ``None`` where it is vague."""
        if name not in self._spans:
            return 1.0
        start, end = self._spans[name]
        if self._values.get(start) == "X":
            return None
        words = [t.text.lower() for t in self._tokens[start:end]]
        value = self._numbers.cardinal(words)
        known = self._values.get(start, "")
        phrase = not any(i in self._values for i in range(start + 1, end))
        return float(known) if value is None and phrase and known.isdigit() else value

    def sound(self) -> bool:
        """Whether a captured day is one of a month and a captured count one number or vague."""
        if "day" in self._spans and self.field("day") == MISSING:
            return False
        if "n" not in self._spans or self.number("n") is not None:
            return True
        return self._values.get(self._spans["n"][0]) == "X"

    def field(self, name: str) -> str:
        """The string for ``{name}`` in a template; `MISSING` where it was not captured."""
        reader = FIELDS.get(name)
        if reader is not None:
            return reader(self)
        return self.word(name) or MISSING


def _year(c: Captures) -> str:
    text = c.text("year")
    if not text:
        return "XXXX"
    digits = re.search(r"\d{4}", text)
    if digits:
        return digits[0]
    short = int(re.findall(r"\d\d", text)[-1])
    # A two-digit year is read as the nearest one that the press would shorten: 1930 to 2029.
    return str(2000 + short if short < 30 else 1900 + short)


def _day(c: Captures) -> str:
    text = c.text("day")
    if not text:
        return MISSING
    if text[0] in "+-" or c.word("day")[:1] in "+-":
        return c.word("day")
    digits = re.match(r"\d+", text)
    value = float(digits[0]) if digits else c._numbers.ordinal([text])
    return MISSING if value is None or not 1 <= value <= 31 else f"{int(value):02d}"


def _date(c: Captures) -> str:
    text = c.text("date")
    parts = [int(p) for p in re.split(r"[-/.]", text)]
    if parts[0] > 31:
        year, month, day = parts
    else:
        # Day first, as most of the world writes it, unless only the other order is a date.
        day, month, year = parts if parts[1] <= 12 else (parts[1], parts[0], parts[2])
        if "/" in text and parts[0] <= 12 and parts[1] <= 12 and parts[0] != parts[1]:
            return f"{_full(year)}-XX-XX"
    return f"{_full(year)}-{month:02d}-{day:02d}"


def _full(year: int) -> int:
    if year >= 100:
        return year
    return 2000 + year if year < 30 else 1900 + year


def _decade(c: Captures) -> str:
    known = c.word("decade")
    digits = re.search(r"(\d+)", known)
    if not digits:
        return MISSING
    text = digits[1]
    if len(text) == 4:
        return text[:3]
    return text if len(text) == 3 else f"19{text[0]}"


def _century(c: Captures) -> str:
    value = c._numbers.ordinal([c.text("ord")])
    return MISSING if value is None else f"{int(value) - 1:02d}"


def _ordinal(c: Captures) -> str:
    text = c.text("ord")
    if not text:
        return MISSING
    if c.word("ord") == "-1":
        return "2"
    value = c._numbers.ordinal([text])
    return MISSING if value is None else amount(value)


def _digit(name: str) -> str:
    found = re.search(r"\d", name)
    return found[0] if found else MISSING


def _clock(c: Captures) -> str:
    text = c.text("clock")
    known = c.word("clock")
    shown = known if known[0].isdigit() else text
    if len(shown) == 4 and shown.isdigit():
        shown = f"{shown[:2]}:{shown[2:]}"
    match = CLOCK.match(shown)
    if match is None:
        value = c.number("clock")
        return MISSING if value is None else f"{int(value):02d}:00"
    hour, minute = int(match[1]), match[2] or "00"
    half = (c.word("half") or match[3]).upper()[:1]
    if half == "P" and hour < 12:
        hour += 12
    elif half == "A" and hour == 12:
        hour = 0
    return f"{hour:02d}:{minute}" if hour <= 24 else MISSING


def _way(c: Captures) -> str:
    word = c.word("dir") or c.word("way")
    if not word:
        return "near"
    if c.text("dir") in ("previous", "preceding"):
        return "narrative:last"
    if c.text("dir") in NARRATIVE:
        return "narrative:next"
    return WAYS.get(word[0], "this") if word != "+0" else "this"


def _dir_day(c: Captures) -> str:
    frame = "narrative:" if c.text("dir") in NARRATIVE else ""
    return f"{frame}{c.word('dir') or '+0'}D"


def _grain(c: Captures) -> str:
    return GRAIN.get(c.word("unit"), MISSING)


def _spoken(c: Captures) -> str:
    value = c.number("n")
    return MISSING if value is None else str(int(value))


def _half_more(c: Captures) -> str:
    value = c.number("n")
    return "X" if value is None else amount(value + 0.5)


def _week_mod(c: Captures) -> str:
    """The first week of a month is its start, the last its end; others say no third of it."""
    if c.word("edge") == "-1":
        return "END"
    return "START" if c.text("edge") == "first" else ""


def _edge(c: Captures) -> str:
    word = c.word("edge") or c.word("edge2") or ""
    return {"-": "START", "+": "END"}.get(word, word)


FIELDS: Final[dict[str, Callable[[Captures], str]]] = {
    "year": _year,
    "day": _day,
    "month2": lambda c: f"{int(c.text('month2')):02d}",
    "date": _date,
    "decade": _decade,
    "century": _century,
    "ord": _ordinal,
    "quarter": lambda c: _digit(c.text("quarter")),
    "half": lambda c: _digit(c.text("half")),
    "halfmod": lambda c: "START" if _ordinal(c) == "1" or c.text("edge") == "first" else "END",
    "clock": _clock,
    "way": _way,
    "sign": lambda c: c.word("sign"),
    "weekmod": _week_mod,
    "dir": lambda c: c.word("dir") or "+0",
    "dirday": _dir_day,
    "grain": _grain,
    "n": lambda c: amount(c.number("n")),
    "n2": lambda c: amount(c.number("n2")),
    "spoken": _spoken,
    "halfmore": _half_more,
    "edge": _edge,
}

PLACEHOLDER: Final = re.compile(r"\{(\w+)\}")
SHIFT: Final = re.compile(r"P([\d.X]+)([A-Z]+)$")


def fill(template: str, captures: Captures) -> str:
    """Fill a template; what was not captured is cut off with the dash or T before it."""
    text = PLACEHOLDER.sub(lambda m: captures.field(m[1]), template)
    if MISSING in text:
        text = re.sub(rf"[-T]?\{MISSING}", "", text)
    return text


def fill_value(template: str, captures: Captures) -> str:
    """Fill a value template; durations are brought to their TIMEX3 form."""
    text = fill(template, captures)
    if template.startswith("P") and (match := SHIFT.match(text)):
        n = None if "X" in match[1] else float(match[1])
        return duration(n, match[2])
    return text
