"""Bounds, scope and change: what the words around a number do to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple, TypeVar

from dragoman.extract.figure.cardinal import Number
from dragoman.extract.figure.line import Line
from dragoman.lexicon.figures import Bounding, Phrase
from dragoman.model import Bound

SIGNS: Final = {
    "~": Bounding(Bound.ABOUT, False),
    "≈": Bounding(Bound.ABOUT, False),
    ">": Bounding(Bound.OVER, False),
    "<": Bounding(Bound.UNDER, False),
    "sub-": Bounding(Bound.UNDER, False),
    "≥": Bounding(Bound.AT_LEAST, False),
    "≤": Bounding(Bound.AT_MOST, False),
}
EXACT: Final = Bounding(Bound.EXACT, False)
SKIPPED: Final = frozenset({"a", "an", "the", "another", "its", "their"})
DEFINITE: Final = frozenset({"the", "its", "their"})
RANGE_BEFORE: Final = frozenset({"between", "from"})
ADDED: Final = frozenset({"another", "further", "additional", "extra", "a", "an"})
SMALL: Final = 13
NEGATION: Final = frozenset({"not", "n't"})
Value = TypeVar("Value")


class Interval(NamedTuple):
    """Lower end, best value, upper end: ``None`` where open. ``low <= best <= high``."""

    low: float | None
    best: float | None
    high: float | None


def interval(number: Number, bounding: Bounding) -> tuple[Interval, Bound]:
    """What a number and its bound leave possible (docs/explanation/quantities-and-times.md)."""
    low, high = number.low, number.high
    bound = bounding.bound
    if number.kind in ("vague", "few"):
        # ACLED's rule: the least number that the word allows, nothing above it.
        return Interval(low, None, None), Bound.VAGUE
    if number.kind == "range":
        return Interval(low, number.level, high), Bound.RANGE
    if bound in (Bound.OVER, Bound.AT_LEAST):
        return Interval(low, low, None), bound
    if bound in (Bound.UNDER, Bound.AT_MOST):
        return Interval(None, high, high), bound
    if bound is Bound.ABOUT and bounding.high:
        return Interval(None, high, high), bound
    return Interval(low, low, high), bound


def bound_of(line: Line, start: int, end: int, number: Number) -> tuple[Bounding, int, int]:
    """The bound on a figure, and the token range with the words that bound it.

    A bound binds only the figure that it touches: in "more than 1,000 troops and 20 tanks" the
    tanks have none.
    """
    if number.sign:
        return SIGNS.get(number.sign, EXACT), start, end
    words, figures = line.words, line.figures
    if number.kind == "range" and start and words[start - 1] in RANGE_BEFORE:
        start -= 1
    length, bounding = longest_before(words, start, figures.before, figures.longest)
    quoted = bool(start) and line.sentence.tokens[start - 1].tag == "``"
    if not length and start and (words[start - 1] in SKIPPED or quoted):
        length, bounding = longest_before(words, start - 1, figures.before, figures.longest)
        length += bool(length)
    if length and end == number.end and _is_rule(line, start - length, start, number):
        return EXACT, start, end
    if length and _is_place(line, start - length, start):
        return EXACT, start, end
    if length and _is_apart(line, start - length, start):
        return EXACT, start, end
    if length and _is_period(line, start - length, start, end):
        return EXACT, start, end
    if length and line.sentence.tokens[start - 1].dep == "prt":
        length, bounding = 0, None  # "hand over five": the word is the verb's
    if length and _level_reached(line, start - length, start):
        return EXACT, start, end
    if length:
        begin = start - length
        if begin and bounding and bounding.bound is Bound.OVER and words[begin - 1] in NEGATION:
            return Bounding(Bound.AT_MOST, False), begin - 1, end
        if not (bounding and bounding.bound is Bound.EXACT):
            return bounding or EXACT, begin, end
        start = begin
    length, after = longest_after(words, end, figures.after, figures.longest)
    if after:
        return after, start, end + length
    return EXACT, start, end


def _is_rule(line: Line, begin: int, start: int, number: Number) -> bool:
    """ "*under* two administrations": whose rule, not how many."""
    if line.words[begin:start] != ("under",) or number.low >= SMALL or number.money:
        return False
    return line.sentence.tokens[number.start].dep == "nummod"


def _is_place(line: Line, begin: int, start: int) -> bool:
    """ "*under the* $1bn plan", "*around the* 37m skeleton": a preposition before a known thing."""
    definite = line.words[start - 1] in DEFINITE and start - begin == 2
    return definite and line.sentence.tokens[begin].dep in ("prep", "pcomp")


def _is_apart(line: Line, begin: int, start: int) -> bool:
    """ "handed on Saturday *over* 330 prisoners": the word is the verb's, which stands apart."""
    tokens = line.sentence.tokens
    if line.words[begin:start] != ("over",) or tokens[begin].head >= begin:
        return False
    verb = tokens[begin].head
    if tokens[verb].lemma not in line.figures.parting:
        return False
    given = line.sentence.kids(verb, "dobj", "dative", "prt")
    return not any(verb < at < begin for at in given)


def _is_period(line: Line, begin: int, start: int, end: int) -> bool:
    """ "borrowed $5bn *over* ten years": a time in which, not more than a time.

    It is the bound behind another preposition or a verb of lasting ("for over ten years").
    """
    if line.words[begin:start] != ("over",) or not begin:
        return False
    unit = line.figures.units.get((line.words[end - 1],))
    if unit is None or unit.measure != "duration" or line.words[end - 2] == "-":
        return False
    before = line.sentence.tokens[begin - 1]
    return before.pos not in ("ADP", "SCONJ") and before.lemma not in line.figures.lasting


def _level_reached(line: Line, begin: int, start: int) -> bool:
    """ "will go *up to* 25 percent": the words are the verb's, and the figure is a level."""
    if line.words[begin:start] != ("up", "to") or not begin:
        return False
    verb = line.sentence.tokens[begin - 1]
    return verb.pos == "VERB" and verb.lemma in line.figures.reaching


def longest_before(
    words: Sequence[str], start: int, table: Mapping[Phrase, Value], longest: int
) -> tuple[int, Value | None]:
    """The longest phrase of a table that ends right before ``start``: its length and value."""
    for length in range(min(longest, start), 0, -1):
        if (value := table.get(tuple(words[start - length : start]))) is not None:
            return length, value
    return 0, None


def longest_after(
    words: Sequence[str], end: int, table: Mapping[Phrase, Value], longest: int
) -> tuple[int, Value | None]:
    """The longest phrase of a table that begins at ``end``: its length and value."""
    for length in range(min(longest, len(words) - end), 0, -1):
        if (value := table.get(tuple(words[end : end + length]))) is not None:
            return length, value
    return 0, None


def scope_of(line: Line, start: int, end: int) -> str:
    """``additional``, ``new`` or ``total`` by the words beside the figure, else empty."""
    words, figures, tokens = line.words, line.figures, line.sentence.tokens
    for length in range(1, figures.longest + 1):
        # "a total of 30" is taken into the figure as a bound.
        phrase = words[start : start + length]
        if phrase in figures.before and phrase in figures.scopes:
            return figures.scopes[phrase]
    for at in (start, start - 1):
        if at > 0 and (at == start or words[at] in SKIPPED):
            _, scope = longest_before(words, at, figures.scopes, figures.longest)
            if scope:
                return scope
    for at in (end, end + 1):
        _, scope = longest_after(words, at, figures.scopes, figures.longest)
        if scope and (at == end or tokens[end].pos in ("NOUN", "PROPN")):
            # "5,000 total casualties", "3,000 more", "3,000 soldiers more" but not "more than".
            following = words[at + 1] if at + 1 < len(words) else ""
            return "" if following == "than" else scope
    return ""


def change_of(line: Line, start: int, end: int, sized: bool, counts: bool) -> str:
    """``rise`` or ``fall`` where the figure is the size of a change, else empty.

    Args:
        sized: whether it has a unit of measure or counts points. Counts without unit change only
            under a verb of change: "shot down 31 drones" is none.
        counts: whether it counts something that is no point: "dropped 40 bombs" is no fall.
    """
    tokens, figures, at = line.sentence.tokens, line.figures, start - 1
    if line.words[start] == "from" or at < 0 or line.words[at] in ("to", "from", "at"):
        # "rose from 5 to 7": two levels, not the size of the rise.
        return ""
    while at and line.words[at] in ADDED:
        at -= 1
    if tokens[at].lemma in ("up", "down", "off"):
        particle = tokens[at]
        verb = tokens[particle.head].lemma
        moved = verb in figures.changes or (sized and verb in figures.movers)
        if (particle.dep == "prt" or not sized) and not moved:
            return ""
        return figures.changes.get(particle.lemma, "")
    if line.words[at] == "by":
        # "rose by 3", "raised its rate *by* 3", "a rise by 3"
        above = tokens[tokens[at].head]
        if above.pos in ("VERB", "NOUN", "ADV") and above.lemma in figures.changes:
            return figures.changes[above.lemma]
        if above.pos == "NOUN" and sized:
            # "cut *output* by 3 percent", however the parser takes the verb
            verbs = [above.head, *line.sentence.kids(above.i, "amod")]
            known = [tokens[v].lemma for v in verbs if tokens[v].tag[:2] == "VB" and v < above.i]
            return next((figures.changes[v] for v in known if v in figures.changes), "")
        at -= 1
    elif at and tokens[at].tag == "RB" and tokens[at].lemma not in figures.changes:
        at -= 1  # "fell *sharply* 3 percent"
    if at >= 0 and tokens[at].pos in ("VERB", "ADV", "ADP"):
        lemma = tokens[at].lemma
        if line.words[at + 1] != "by" and lemma in figures.moving:
            return ""  # "raised $30 million"
        if counts:
            return figures.counting.get(lemma, "")
        part = line.words[end : end + 1] == ("of",)
        sizing = figures.sizing.get(lemma, "") if sized and not part else ""
        told = figures.changes.get(lemma, "") or sizing
        if told or not _compared(line, end):
            return told
    if sized and at >= 0 and tokens[at].dep == "dobj":
        # "raised its dividend 10 percent"
        return figures.changes.get(tokens[tokens[at].head].lemma, "")
    return figures.changes.get(line.words[end], "") if _compared(line, end) else ""


def _compared(line: Line, end: int) -> bool:
    """ "closed 6 percent *higher*", but not "12 higher courts"."""
    tokens = line.sentence.tokens
    if end >= len(tokens) or tokens[end].lemma not in ("higher", "lower", "high", "low"):
        return False
    return end + 1 >= len(tokens) or tokens[end + 1].pos not in ("NOUN", "PROPN")
