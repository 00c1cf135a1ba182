"""Units and currencies beside a number, and rates ("per barrel", "a day")."""

from __future__ import annotations

from typing import Final, NamedTuple

from dragoman.extract.figure.bounds import longest_after
from dragoman.extract.figure.cardinal import Number
from dragoman.extract.figure.line import Line
from dragoman.lexicon.figures import Figures, Unit
from dragoman.parse.sentence import Sentence

CLOCK_WORDS: Final = frozenset({"ago", "earlier", "later", "before", "after"})
"""Make a time of what looks like a rate: "$6.78 billion a year earlier"."""
CLOCK_TAILS: Final = frozenset((word,) for word in CLOCK_WORDS)
OCCASIONS: Final = "occasions"
COMPARING: Final = frozenset({"as", "more", "less", "what", "its", "their", "his", "her"})
MONEY: Final = "money"
EXTENTS: Final = frozenset({"distance", "duration", "area", "weight", "volume"})
"""Measures whose units are nothing else ("three gay bars" are no pressure)."""
HEAVY: Final = 1_000_000
"""From here on "pounds" are money."""
HANGING: Final = 8
"""Tokens after a hanging hyphen in which the next one is looked for ("four-, five- and six-")."""


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
    if words[end - 1].endswith("-") and (hung := hung_on(line.sentence, end)) >= 0:
        # "10- and 12-inch guns"
        _, unit = _longest_unit(line, hung)
        return Measured(unit.name, unit.measure, end, "") if unit else Measured("", "", end, "")
    begin = end + (end < len(words) and words[end] == "-")
    if words[end : end + 1] == ("of",) and number.kind == "vague":
        begin = end + 1
    length, unit = _longest_unit(line, begin)
    if words[end : end + 2] == ("-", "fold"):
        return Measured("times", "multiple", end + 2, "")
    money_length, code = longest_after(words, begin, figures.money_after, figures.longest)
    if money_length == 1 and (weight := _as_weight(line, number, begin)) is not None:
        return _rated(line, weight.name, weight.measure, begin + 1)
    if code is not None and money_length >= length:
        return _rated(line, code, MONEY, begin + money_length)
    if unit is not None and unit.measure == "ratio" and not _compares(line, begin + length):
        return Measured("time", OCCASIONS, begin + length, "")
    if unit is not None and length:
        return _rated(line, unit.name, unit.measure, begin + length)
    return Measured("", "", end, "")


def _compares(line: Line, end: int) -> bool:
    """ "6.5 times earnings", "three times as many", not "appeared 22 times in the list"."""
    if line.words[end - 1] != "times" or end >= len(line.words):
        return line.words[end - 1] != "times"
    after = line.sentence.tokens[end]
    return (
        after.pos in ("NOUN", "ADJ", "DET")
        or after.tag in ("JJR", "RBR")
        or line.words[end] in COMPARING
    )


def by_noun(line: Line, number: Number, measured: Measured, noun: int) -> Measured:
    """The unit where an adjective stands before it ("517 *rushing* yards", "3 US gallons")."""
    if measured.unit or noun <= number.end or number.kind == "fraction":
        return measured
    token = line.sentence.tokens[noun]
    unit = line.figures.units.get((token.lemma,))
    if unit is None or unit.measure not in EXTENTS or token.pos != "NOUN":
        return measured
    return Measured(unit.name, unit.measure, measured.end, "")


def hung_on(sentence: Sentence, end: int) -> int:
    """Where the noun starts that a number with a hanging hyphen waits for; -1 if none follows.

    "*two-* and three-*storey* blocks".
    """
    tokens = sentence.tokens
    for at in range(end, min(end + HANGING, len(tokens) - 1)):
        if tokens[at].text == "-":
            return at + 1
        if tokens[at].pos not in ("CCONJ", "NUM", "ADP", "PART", "PUNCT"):
            break
    return -1


def rate_of(line: Line, end: int) -> tuple[str, int]:
    """The rate after a counted noun ("40 rockets *a day*"): its unit and where it ends."""
    words, figures = line.words[end : end + 3], line.figures
    if len(words) < 2 or words[0] not in ("a", "an", "per", "each", "every"):
        return "", end
    unit = figures.units.get((words[1],))
    if unit is None or unit.measure != "duration" or words[2:3] in CLOCK_TAILS:
        return "", end
    return unit.name, end + 2


def _as_weight(line: Line, number: Number, at: int) -> Unit | None:
    """The unit of weight where "pounds" is one: "lost 30 pounds", "a 500-pound bomb"."""
    known = line.figures.ambiguous.get(line.words[at])
    if known is None:
        return None
    hyphen = line.words[at - 1] == "-"
    small = number.low < HEAVY
    weighed = line.words[at + 1 : at + 2] == ("of",) and small
    beside = small and any(t.lemma.lower() in known.beside for t in line.sentence.tokens)
    return known.unit if hyphen or weighed or beside else None


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
        if unit is None and (joint := _compound(tokens[begin].text, figures)) is not None:
            return 1, joint
    return length, unit


def _compound(text: str, figures: Figures) -> Unit | None:
    """A unit per a unit in one token ("mg/dL", "W/kg", "A/cm2")."""
    halves = text.split("/")
    if len(halves) != 2:
        return None
    above, below = (figures.exact.get(h) or figures.units.get((h.lower(),)) for h in halves)
    if above is None or below is None:
        return None
    return Unit(f"{above.name} per {below.name}", f"{above.pint} / ({below.pint})", "rate")


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
    if word in ("a", "an") and known is None and name not in line.figures.measures.rated:
        return Measured(unit, measure, end, "")
    return Measured(f"{unit} per {name}", measure, end + 1 + max(length, 1), name)
