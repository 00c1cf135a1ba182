"""Units and currencies beside a number, and rates ("per barrel", "a day")."""

from __future__ import annotations

from typing import Final, NamedTuple

from dragoman.extract.figure.bounds import longest_after
from dragoman.extract.figure.cardinal import Number
from dragoman.extract.figure.line import Line
from dragoman.lexicon.figures import Unit

RATE_UNITS: Final = frozenset(
    {"second", "minute", "hour", "day", "week", "month", "year", "night", "mile", "barrel"}
    | {"tonne", "ton", "person", "gallon", "share", "kilometre", "head", "game"}
)
CLOCK_WORDS: Final = frozenset({"ago", "earlier", "later", "before", "after"})
"""Make a time of what looks like a rate: "$6.78 billion a year earlier"."""
CLOCK_TAILS: Final = frozenset((word,) for word in CLOCK_WORDS)
MONEY: Final = "money"


class Measured(NamedTuple):
    """Unit of a figure: canonical name, measure class, token range end, rate ("per day")."""

    unit: str
    measure: str
    end: int
    rate: str


def unit_of(line: Line, number: Number) -> Measured:
    """The unit right after a number, or glued to it, or its currency; empty where it has none."""
    words, figures = line.words, line.figures
    end = number.end
    if number.money:
        length, code = longest_after(words, end, figures.money_after, figures.longest)
        end += length if code == number.money else 0
        return _rated(line, number.money, MONEY, end)
    if number.unit is not None:
        return _rated(line, number.unit.name, number.unit.measure, end)
    if number.kind == "multiple":
        return Measured("times", "multiple", end, "")
    begin = end + (end < len(words) and words[end] == "-")
    if words[end : end + 1] == ("of",) and number.kind == "vague":
        begin = end + 1
    length, unit = _longest_unit(line, begin)
    if words[end : end + 2] == ("-", "fold"):
        return Measured("times", "multiple", end + 2, "")
    money_length, code = longest_after(words, begin, figures.money_after, figures.longest)
    if code is not None and money_length >= length:
        return _rated(line, code, MONEY, begin + money_length)
    if unit is not None and length:
        return _rated(line, unit.name, unit.measure, begin + length)
    return Measured("", "", end, "")


def rate_of(line: Line, end: int) -> tuple[str, int]:
    """The rate after a counted noun ("40 rockets *a day*"): its unit and where it ends."""
    words, figures = line.words[end : end + 3], line.figures
    if len(words) < 2 or words[0] not in ("a", "an", "per", "each", "every"):
        return "", end
    unit = figures.units.get((words[1],))
    if unit is None or unit.measure != "duration" or words[2:3] in CLOCK_TAILS:
        return "", end
    return unit.name, end + 2


def _longest_unit(line: Line, begin: int) -> tuple[int, Unit | None]:
    words, figures, tokens = line.words, line.figures, line.sentence.tokens
    length, unit = longest_after(words, begin, figures.units, figures.longest)
    if length == 1 and tokens[begin].text.istitle() and words[begin + 1 : begin + 2] == ("-",):
        # "two Kilo-class submarines"
        return 0, None
    if length <= 1 and begin < len(words):
        # "Nm" is a newton metre, "nm" none: a form with its case goes first.
        cased = figures.exact.get(tokens[begin].text)
        if cased is not None:
            return 1, cased
    return length, unit


def _rated(line: Line, unit: str, measure: str, end: int) -> Measured:
    """Add "per X", "a X", "an X" after a unit."""
    words = line.words
    word = words[end] if end < len(words) else ""
    if word not in ("per", "a", "an", "/", "each") or end + 1 >= len(words):
        return Measured(unit, measure, end, "")
    if word == "each" or (words[end + 2 : end + 3] and words[end + 2] in CLOCK_WORDS):
        return Measured(unit, measure, end, "")
    length, known = _longest_unit(line, end + 1)
    if word == "/" and known is None:
        return Measured(unit, measure, end, "")
    name = known.name if known is not None else line.sentence.tokens[end + 1].lemma
    if word in ("a", "an") and known is None and name not in RATE_UNITS:
        return Measured(unit, measure, end, "")
    return Measured(f"{unit} per {name}", measure, end + 1 + max(length, 1), name)
