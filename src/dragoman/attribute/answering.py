"""Contents that are nothing but an answer, and so decide the stance themselves.

"That is false," "there was no such order", "no", "called the charge absurd", "was unaware of it":
the word of saying tells nothing, what is said denies, confirms or refuses.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from dragoman.attribute.candidate import Candidate
from dragoman.attribute.tree import is_negated
from dragoman.lexicon import Cues
from dragoman.lexicon.answering import AnswerWords
from dragoman.model import Stance
from dragoman.parse import Sentence

LONGEST = 150
"""Tokens of a content in which an answer is looked for: sentences of the press are shorter."""
SHORTEST = 3
"""Words of a content that is a bare "yes" or "no"."""


def answer_by_content(sentence: Sentence, candidate: Candidate, cues: Cues) -> Stance | None:
    """The stance of a content that is nothing but an answer, ``None`` for any other content."""
    if not candidate.content:
        return None
    tokens = sentence.tokens
    entry = cues.verbs.get(tokens[candidate.cue].lemma)
    if entry is None or entry.manner != "speech" or tokens[candidate.cue].pos != "VERB":
        return None
    words = cues.answer
    called = _called(sentence, candidate, words)
    if called is not None:
        return called
    if entry.stance is not Stance.ASSERT:
        return None
    inside = [i for a, b in candidate.content for i in range(a, b)][:LONGEST]
    bare = [tokens[i].text.lower() for i in inside if tokens[i].pos not in ("PUNCT", "SPACE")]
    if len(bare) < SHORTEST and bare:
        if bare[0] in words.no:
            return Stance.DENY
        if bare[0] in words.yes:
            return Stance.CONFIRM
    if any(one in ("no", "any") and two == "such" for one, two in pairwise(bare)):
        return _knows_not(sentence, inside, cues) or _no_such(bare)
    if _cannot_confirm(sentence, candidate, cues):
        return Stance.DECLINE
    return _judged(sentence, inside, words, cues) or _knows_not(sentence, inside, cues)


def _cannot_confirm(sentence: Sentence, candidate: Candidate, cues: Cues) -> bool:
    """ "Said it could not confirm the report"."""
    token = sentence.tokens[candidate.top]
    entry = cues.verbs.get(token.lemma)
    if entry is None or entry.stance is not Stance.CONFIRM or token.dep != "ccomp":
        return False
    helpers = {sentence.tokens[c].text.lower() for c in sentence.kids(token.i, "aux")}
    able = bool(helpers & {"could", "can", "ca"})
    return able and is_negated(sentence, token.i, cues)


def _no_such(bare: Sequence[str]) -> Stance | None:
    """ "No such order had been given"; "any such" needs a negation of its own."""
    negated = {"no", "not", "n't", "never", "without"} & set(bare)
    return Stance.DENY if negated else None


def _called(sentence: Sentence, candidate: Candidate, words: AnswerWords) -> Stance | None:
    """ "called [the charge] absurd", "described [it] as a lie", "dismissed [this] as rumour"."""
    tokens = sentence.tokens
    cue = candidate.cue
    if tokens[cue].lemma not in words.calling:
        return None
    things = sentence.kids(cue, "dobj", "nsubj", "nsubjpass")
    points = any(_points_back(sentence, c, words) for c in things)
    names = [*sentence.kids(cue, "oprd", "ccomp", "xcomp", "acomp")]
    for p in sentence.kids(cue, "prep"):
        if tokens[p].text.lower() == "as":
            names += sentence.kids(p, "pobj", "amod", "acomp")
    for name in names:
        points = points or any(
            _points_back(sentence, c, words) for c in sentence.kids(name, "nsubj", "nsubjpass")
        )
        if tokens[name].lemma.lower() in words.false and points:
            return Stance.DENY
    return None


def _judged(
    sentence: Sentence, inside: Sequence[int], words: AnswerWords, cues: Cues
) -> Stance | None:
    """ "[the report] was untrue", "[that] is a lie", "[the claims] are correct"."""
    tokens = sentence.tokens
    held = set(inside)
    for i in inside:
        if tokens[i].lemma not in words.linking or (tokens[i].head in held and tokens[i].head != i):
            continue
        subject = sentence.child(i, "nsubj")
        told = sentence.child(i, "acomp", "attr")
        if subject is None or told is None or not _points_back(sentence, subject, words):
            continue
        negated = is_negated(sentence, i, cues)
        if tokens[told].lemma.lower() in words.false:
            return Stance.CONFIRM if negated else Stance.DENY
        if tokens[told].lemma.lower() in words.true:
            return Stance.DENY if negated else Stance.CONFIRM
    return None


def _knows_not(sentence: Sentence, inside: Sequence[int], cues: Cues) -> Stance | None:
    """ "was unaware of any such incident", "knew nothing about it", "had no information"."""
    tokens = sentence.tokens
    words = cues.answer
    for i in inside:
        token = tokens[i]
        if token.text.lower() == "such" or (
            token.dep == "pobj" and _points_back(sentence, i, words)
        ):
            break
    else:
        return None
    held = set(inside)
    for i in inside:
        token = tokens[i]
        if token.head in held and token.head != i and token.dep not in ("acomp", "dobj"):
            continue
        if token.lemma in words.unaware:
            return Stance.DECLINE
        if token.lemma in words.knowing and is_negated(sentence, i, cues):
            return Stance.DECLINE
        if token.lemma in words.knowing and any(
            tokens[c].text.lower() == "nothing" for c in sentence.kids(i, "dobj")
        ):
            return Stance.DECLINE
    return None


def _points_back(sentence: Sentence, i: int, words: AnswerWords) -> bool:
    token = sentence.tokens[i]
    return token.lemma in words.back or token.text.lower() in words.pronouns
