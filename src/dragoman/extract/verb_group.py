"""Negation, modality, tense and aspect of one predicate."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dragoman.lexicon.coding import Coding
from dragoman.parse.sentence import Sentence

TENSES: Final = {"VBD": "past", "VBZ": "present", "VBP": "present"}


def no_determiner(s: Sentence, n: int) -> bool:
    """Whether a noun is denied by its determiner ("no agreement")."""
    for c in s.children[n]:
        if s.tokens[c].lemma == "no" and s.tokens[c].dep in ("det", "neg"):
            return True
    return False


def negated(s: Sentence, coding: Coding, v: int) -> bool:
    """Whether the clause of ``v`` is negated by its own words."""
    if s.child(v, "neg") is not None:
        return True
    for c in s.children[v]:
        t = s.tokens[c]
        if t.dep == "advmod" and t.lemma in coding.negators:
            return True
        if t.dep in ("dobj", "nsubj", "nsubjpass", "attr") and no_determiner(s, c):
            return True
        if t.dep in ("nsubj", "nsubjpass") and (t.lemma in coding.negators or _neither(s, c)):
            return True
        if t.dep == "preconj" and t.lemma in coding.negators:
            return True
    t = s.tokens[v]
    if t.dep == "conj" and s.tokens[t.head].pos in ("VERB", "AUX") and t.head != v:
        # "did not visit or call": shared by "or" only.
        joined_by_or = any(
            s.tokens[c].dep == "cc" and s.tokens[c].lemma in ("or", "nor")
            for c in s.children[t.head]
        )
        return (
            joined_by_or and s.child(v, "nsubj", "nsubjpass") is None and negated(s, coding, t.head)
        )
    return False


def _neither(s: Sentence, n: int) -> bool:
    """Whether both of two coordinated nouns are denied ("neither Chad nor Mali")."""
    for c in s.children[n]:
        t = s.tokens[c]
        if t.lemma == "neither" and t.dep in ("preconj", "cc", "det", "advmod"):
            return True
    return False


def told_to(s: Sentence, clause: int) -> bool:
    """Whether a clause under a verb tells what is called for ("called *for Chad to pay*")."""
    mark = s.child(clause, "mark")
    if mark is None or s.tokens[mark].lemma != "for":
        return False
    return any(s.tokens[c].tag == "TO" for c in s.children[clause])


def auxiliaries(s: Sentence, v: int) -> list[int]:
    """Auxiliaries, taken from the first conjunct where the verb has none of its own."""
    own = s.kids(v, "aux", "auxpass")
    t = s.tokens[v]
    if own or t.dep != "conj" or t.head == v or s.child(v, "nsubj", "nsubjpass") is not None:
        return own
    if s.tokens[t.head].pos in ("VERB", "AUX") and t.tag == s.tokens[t.head].tag:
        return auxiliaries(s, t.head)
    return own


def modal(s: Sentence, helpers: Sequence[int]) -> str:
    """Lemma of the modal among a verb's `auxiliaries`, empty if none."""
    for c in helpers:
        if s.tokens[c].tag == "MD":
            return s.tokens[c].lemma
    return ""


def tense(s: Sentence, v: int, helpers: Sequence[int]) -> str:
    """``past``, ``present``, ``future``, or empty for a non-finite clause; see `Frame`."""
    for c in helpers:
        t = s.tokens[c]
        if t.tag == "MD":
            return "future" if t.lemma in ("will", "shall", "'ll", "wo") else "present"
        if t.tag in ("VBD", "VBP", "VBZ"):
            return "past" if t.tag == "VBD" else "present"
    return TENSES.get(s.tokens[v].tag, "")


def aspect(s: Sentence, v: int, helpers: Sequence[int]) -> str:
    """``perfect``, ``progressive``, ``perfect_progressive`` or empty; see `Frame`."""
    if not helpers:
        return ""
    tag = s.tokens[v].tag
    lemmas = {s.tokens[c].lemma for c in helpers}
    perfect = "have" in lemmas
    progressive = tag == "VBG" and "be" in lemmas
    if perfect and progressive:
        return "perfect_progressive"
    return "perfect" if perfect else "progressive" if progressive else ""
