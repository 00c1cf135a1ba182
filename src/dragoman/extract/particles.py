"""Particles of verbs that the parser took for something else."""

from __future__ import annotations

from dragoman.lexicon.coding import Coding
from dragoman.parse.sentence import Sentence


def mistaken_particle(s: Sentence, v: int, coding: Coding) -> int | None:
    """A particle that the parser took for a preposition or for part of a figure.

    "handed over the bodies", "handed over 50 tanks".
    """
    if v + 1 == len(s.tokens):
        return None
    after = s.tokens[v + 1]
    known = f"{s.tokens[v].lemma}_{after.lemma}" in coding.phrasal
    return v + 1 if known and after.dep in ("prep", "quantmod", "advmod") else None


def late_particle(s: Sentence, v: int, coding: Coding) -> int | None:
    """A particle behind the object that the parser took for an adverb ("handed them *back*")."""
    for c in s.kids(v, "advmod"):
        if f"{s.tokens[v].lemma}_{s.tokens[c].lemma}" in coding.late_phrasal:
            return c
    return None
