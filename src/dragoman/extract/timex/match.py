"""Patterns over the class string: the longest wins."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, NamedTuple

from dragoman.errors import LexiconError
from dragoman.extract.timex.guards import GUARDS
from dragoman.extract.timex.values import Captures, duration, fill, fill_value
from dragoman.lexicon.calendar import TimePattern, TimeWords
from dragoman.model import TimexType
from dragoman.parse.sentence import Sentence

UNKNOWN_STEP: Final = re.compile(r"narrative:[+-]X([A-Z]+)")
REFERENCES: Final = frozenset({"PAST_REF", "PRESENT_REF", "FUTURE_REF"})


class Found(NamedTuple):
    """One expression: token range and what its pattern says of it."""

    start: int
    end: int
    timex_type: TimexType
    value: str
    mod: str
    relative: str
    pattern: str


def best_matches(
    sentence: Sentence, chars: str, values: Mapping[int, str], words: TimeWords
) -> list[Found]:
    """All expressions, longest first where they would overlap, in order of the text."""
    candidates: list[tuple[int, int, Found]] = []
    for rank in _called_for(set(chars), words):
        pattern = words.patterns[rank]
        at = 0
        while match := pattern.regex.search(chars, at):
            at = match.start() + 1
            captures = Captures(_spans(match), sentence.tokens, values, words.numbers)
            start = match.start(pattern.span) if pattern.span else match.start()
            if _stands(sentence, start, match.end(), pattern, captures):
                found = _read(start, match.end(), pattern, captures)
                candidates.append((found.start - found.end, rank, found))
    candidates.sort(key=lambda c: (c[0], c[1], c[2].start))
    return _apart([found for *_, found in candidates])


def _called_for(present: set[str], words: TimeWords) -> list[int]:
    """Numbers of the patterns all of whose needed classes are in the sentence, in order."""
    numbers = set(words.unbound)
    for char in present:
        numbers.update(words.by_class.get(char, ()))
    called: list[int] = []
    for number in numbers:
        for need in words.patterns[number].needs:
            if present.isdisjoint(need):
                break
        else:
            called.append(number)
    called.sort()
    return called


def _spans(match: re.Match[str]) -> dict[str, tuple[int, int]]:
    return {name: match.span(name) for name in match.re.groupindex if match.start(name) >= 0}


def _stands(
    sentence: Sentence, start: int, end: int, pattern: TimePattern, captures: Captures
) -> bool:
    if not captures.sound():
        return False
    if not pattern.guard:
        return True
    guard = GUARDS.get(pattern.guard)
    if guard is None:
        raise LexiconError(
            f"calendar/patterns.toml: {pattern.name!r}: no guard {pattern.guard!r}", "mend it"
        )
    return guard(sentence, start, end, captures)


def _read(start: int, end: int, pattern: TimePattern, captures: Captures) -> Found:
    value = fill_value(pattern.value, captures)
    relative = fill(pattern.relative, captures)
    kind = pattern.timex_type
    if kind is TimexType.DATE and "T" in value and value not in REFERENCES:
        kind = TimexType.TIME
    if unknown := UNKNOWN_STEP.fullmatch(relative):
        # "A few days later": how long after is not told, so no day is.
        kind, value = TimexType.DURATION, duration(None, unknown[1])
    if value[:4].isdigit() and not relative.startswith(("ending", "beginning")):
        relative = ""
    if (at := value.find("@")) >= 0:
        value, relative = value[: at - 1], relative + value[at:]
    return Found(start, end, kind, value, fill(pattern.mod, captures), relative, pattern.name)


def _apart(found: list[Found]) -> list[Found]:
    taken: set[int] = set()
    kept: list[Found] = []
    for one in found:
        tokens = range(one.start, one.end)
        if taken.isdisjoint(tokens):
            taken.update(tokens)
            kept.append(one)
    kept.sort(key=lambda f: f.start)
    return kept
