"""Which frame's time an expression tells."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from dragoman.extract.records import Frame, TimeDraft
from dragoman.parse.sentence import Sentence

LONGEST_CLIMB: Final = 15
WITHIN_NOUN: Final = frozenset({"poss", "compound", "nmod", "amod", "nummod"})
"""How an expression hangs from a noun that it dates ("Sunday's vote", "the 2015 deal")."""
HELD_IN: Final = frozenset({"in", "during", "at", "on", "after", "before"})
YEAR: Final = re.compile(r"\d{3,4}|XXXX")
SUBJECTS: Final = ("nsubj", "nsubjpass")
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
    owned = sentence.tokens[at].dep in WITHIN_NOUN
    for step in range(LONGEST_CLIMB):
        token = sentence.tokens[at]
        if token.head == at or (owned and step and not _dates_the_verb(sentence, time, at)):
            return -1
        at, owned = token.head, owned and not step
        if time.role == "since" and _is_ranked(sentence, at):
            return -1
        if frame := by_predicate.get(at):
            return _mended(sentence, time, frame, by_predicate)
    return -1


def _dates_the_verb(sentence: Sentence, time: TimeDraft, noun: int) -> bool:
    """Whether the time of a noun is its verb's as well.

    So in "interfered in *last year's* election" and "*Sunday's* vote ended"; not in "left the
    *2015* deal", "worried about meddling in the *2016* vote", "the *1995* law requires".
    """
    token = sentence.tokens[noun]
    if token.dep in SUBJECTS:
        return not YEAR.fullmatch(time.value)
    over = sentence.tokens[token.head]
    held = token.dep == "pobj" and over.text.lower() in HELD_IN
    return held and sentence.tokens[over.head].pos in ("VERB", "AUX")


def _mended(
    sentence: Sentence, time: TimeDraft, frame: Frame, by_predicate: Mapping[int, Frame]
) -> int:
    """The frame that a time tells of, where the parser hung it from the one beside it."""
    before = time.start - (2 if time.role else 1)
    if 0 <= before < frame.predicate and time.end < frame.predicate:
        clause = by_predicate.get(before)
        beside = sentence.tokens[before]
        if clause is not None and beside.dep == "advcl" and beside.head == frame.predicate:
            # "Since the truce expired *on Friday*, they have fired …": the time of the first
            return clause.index
    up = frame.embedding[0] if frame.embedding else None
    if up is not None and up.relation == "ccomp" and up.predicate == before:
        # "said *on Saturday* its frigate had …": the time of the saying
        mark = sentence.child(frame.predicate, "mark")
        saying = by_predicate.get(up.predicate)
        if saying is not None and (mark is None or mark > time.end):
            return saying.index
    if up is not None and up.relation == "advcl" and time.end < len(sentence.tokens):
        # "signed it *a month* after a court had …": the time of what came after
        mark = sentence.child(frame.predicate, "mark")
        main = by_predicate.get(up.predicate)
        if mark == time.end and main is not None:
            return main.index
    subject = sentence.child(frame.predicate, *SUBJECTS)
    told = sentence.child(frame.predicate, "ccomp")
    if subject is not None and told is not None and told in by_predicate:
        # "…, *in March 2022*, the council found": the time of what was found
        left = min(sentence.subtree(subject))
        if told < time.start and time.end <= left < frame.predicate:
            return by_predicate[told].index
    return frame.index


def _is_ranked(sentence: Sentence, at: int) -> bool:
    """ "the second since 2019", "the largest raid since May": the span is that of the ranking."""
    return any(
        sentence.tokens[i].ent.endswith("-ORDINAL") or sentence.tokens[i].tag in ("JJS", "RBS")
        for i in (at, *sentence.kids(at, "amod"))
    )
