"""Which frame's time an expression tells."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from dragoman.extract.records import Frame, TimeDraft
from dragoman.parse.sentence import Sentence

LONGEST_CLIMB: Final = 15
AUXILIARY: Final = frozenset({"aux", "auxpass"})


def head_of(sentence: Sentence, start: int, end: int) -> int:
    """The token of the range whose head lies outside of it."""
    for i in range(start, end):
        head = sentence.tokens[i].head
        if not start <= head < end or head == i:
            return i
    return end - 1


def frame_of(sentence: Sentence, time: TimeDraft, by_predicate: Mapping[int, Frame]) -> int:
    """Climb from the expression to the nearest predicate that has a frame; -1 where none has.

    A time inside the phrase of an event noun goes to that noun's frame, for the climb passes
    the noun before it comes to the verb.
    """
    at = head_of(sentence, time.start, time.end)
    for _ in range(LONGEST_CLIMB):
        token = sentence.tokens[at]
        if token.head == at:
            return -1
        at = token.head
        if time.role == "since" and _is_ranked(sentence, at):
            return -1
        if frame := by_predicate.get(at):
            return frame.index
    return -1


def _is_ranked(sentence: Sentence, at: int) -> bool:
    """ "the second since 2019", "the largest raid since May": the span is that of the ranking."""
    return any(
        sentence.tokens[i].ent.endswith("-ORDINAL") or sentence.tokens[i].tag in ("JJS", "RBS")
        for i in (at, *sentence.kids(at, "amod"))
    )
