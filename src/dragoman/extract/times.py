"""Finding and normalising time expressions (TIMEX3) in a parsed sentence.

The language of ``TimeDraft.relative`` (see docs/explanation/quantities-and-times.md)::

    relative = ["fiscal:"] [frame ":"] step
    frame    = "narrative" | "event"          (absent: the clock of the report)
    step     = ("+" | "-") number unit        the calendar unit so many away ("-1W": last week)
             | "in:" ("+" | "-") number unit  the value's field inside that unit
             | "last" | "next" | "this"       the nearest one before, after, in the same container
             | "near" [":past" | ":future"]   the nearest one, by tense
             | "ending" | "beginning"         a duration that ends or begins at the clock
             | ("first" | "final") ":" whole  one that begins or ends with a year, quarter or month
             | "week:" step                   the week of that day

``number`` may be ``X`` (an unknown number). Units: S MIN H D W WE F M Q Y DE CE ML.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from dragoman.extract.records import Frame, TimeDraft
from dragoman.extract.timex.attach import frame_of, head_of
from dragoman.extract.timex.classes import classify
from dragoman.extract.timex.context import in_context
from dragoman.extract.timex.match import Found, best_matches
from dragoman.extract.timex.tense import tense_at
from dragoman.lexicon.calendar import TimeWords
from dragoman.model import TimexType
from dragoman.parse.sentence import Sentence

AHEAD_OF_NOW: Final = frozenset({"in", "within"})
"""Roles in which a length of time under a future verb is counted from now."""
FISCAL: Final = frozenset({"fiscal", "financial"})


def find_times(sentence: Sentence, words: TimeWords, first: int = 0) -> list[TimeDraft]:
    """Find the time expressions of a sentence.

    Args:
        sentence: parsed.
        words: the lexicon's time words.
        first: index of the first draft; the others count on from it.

    Returns:
        drafts in order of the text, token ranges half-open and apart, ``frame`` -1.
    """
    chars, values = classify(sentence.tokens, words)
    found = best_matches(sentence, chars, values, words)
    drafts = [_draft(sentence, f, words, first + k) for k, f in enumerate(found)]
    return in_context(sentence, drafts, words)


def attach_times(
    sentence: Sentence, times: Sequence[TimeDraft], frames: Sequence[Frame]
) -> list[TimeDraft]:
    """Tie every time expression to the frame whose time it tells.

    Args:
        sentence: the sentence of both.
        times: as `find_times` gave them.
        frames: frames of this sentence (others are left aside).

    Returns:
        the same drafts with ``frame`` set, -1 where none governs it.
    """
    if not times:
        return []
    by_predicate = {f.predicate: f for f in frames if f.sentence == sentence.index}
    for frame in by_predicate.copy().values():
        if frame.support >= 0:
            by_predicate.setdefault(frame.support, frame)
    return [replace(t, frame=frame_of(sentence, t, by_predicate)) for t in times]


def _draft(sentence: Sentence, found: Found, words: TimeWords, index: int) -> TimeDraft:
    start, role = _role(sentence, found.start, words)
    if role == "from" and _is_origin(sentence, start):
        role = "of"
    relative = found.relative
    if relative == "near":
        tense = _tense(sentence, found, role, words)
        if "-WXX-" in found.value:
            tense = tense.replace("before", "")
        elif tense == "past" and _is_far(sentence, found.start):
            tense = "before"
        relative = f"near:{tense}" if tense else "near"
    start, mod = _bounded(sentence, found, words)
    if start < found.start:
        _, role = _role(sentence, start, words)
    if found.timex_type is TimexType.DURATION and role in ("until", "to"):
        # "sentenced to two weeks" ends nowhere.
        role = ""
    plain = found.timex_type is TimexType.DURATION and not relative
    if plain and role in AHEAD_OF_NOW and _tense(sentence, found, role, words) == "future":
        relative = "beginning"
    if found.timex_type is TimexType.DATE and _is_fiscal(sentence, found):
        relative = f"fiscal:{relative}"
    return TimeDraft(
        index=index,
        sentence=sentence.index,
        start=start,
        end=found.end,
        timex_type=found.timex_type,
        value=found.value,
        mod=mod,
        relative=relative,
        frame=-1,
        role=role,
    )


def _is_origin(sentence: Sentence, start: int) -> bool:
    """ "the resolution *from* last December" dates the noun; "talks from Monday" may begin."""
    token = sentence.tokens[start]
    over = sentence.tokens[token.head]
    return token.text.lower() == "from" and token.dep == "prep" and over.pos == "NOUN"


def _is_far(sentence: Sentence, start: int) -> bool:
    """Whether a noun stands between the verb and the date, which may be that noun's instead.

    "Was told *of a visit* in September", "summoned *him* to a *hearing* on Feb. 10".
    """
    for token in reversed(sentence.tokens[:start]):
        if token.pos == "VERB":
            return False
        if token.pos in ("NOUN", "PROPN"):
            return True
    return False


def _is_fiscal(sentence: Sentence, found: Found) -> bool:
    """Whose months only the one who keeps the books knows ("the third quarter of fiscal 2024")."""
    told = {t.text.lower() for t in sentence.tokens[found.start : found.end]}
    return bool(told & FISCAL) or any(t.startswith("fy") and t[2:].isdigit() for t in told)


def _tense(sentence: Sentence, found: Found, role: str, words: TimeWords) -> str:
    """Which way the expression lies; "since" looks back, "by" and "until" ahead."""
    if role in words.tense.back:
        return "past"
    tense = tense_at(sentence, head_of(sentence, found.start, found.end), words.tense)
    if role in words.tense.ahead and tense != "future":
        # "By Thursday, 200 had died" and "was asked to answer by Thursday" look alike.
        weekday = "-WXX-" in found.value
        return "future" if weekday and not tense else ""
    return tense


def _role(sentence: Sentence, start: int, words: TimeWords) -> tuple[int, str]:
    """The words right before the expression that say how it hangs, longest first."""
    for length in range(min(words.longest_role, start), 0, -1):
        before = tuple(t.text.lower() for t in sentence.tokens[start - length : start])
        if role := words.roles.get(before):
            return start - length, role
    return start, ""


def _bounded(sentence: Sentence, found: Found, words: TimeWords) -> tuple[int, str]:
    """A duration takes the words that bound it into its span ("more than two years")."""
    if found.timex_type is not TimexType.DURATION or found.relative:
        return found.start, found.mod
    for length in (3, 2, 1):
        begin = found.start - length
        if begin >= 0:
            before = tuple(t.text.lower() for t in sentence.tokens[begin : found.start])
            if mod := words.modifiers.get(before):
                return begin, mod
    return found.start, found.mod
