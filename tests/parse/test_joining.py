"""Finite verbs that the parser hangs from an infinitive."""

from __future__ import annotations

from dragoman.parse.joining import rejoined
from dragoman.parse.sentence import Token


def row(i: int, text: str, tag: str, dep: str, head: int) -> Token:
    return Token(
        i, text, text, "VERB" if tag.startswith("V") else "X", tag, dep, head, i, i + 1, ""
    )


def urged(tag: str) -> list[Token]:
    """ "urged to show and offered": the last verb hangs from the infinitive."""
    return [
        row(0, "urged", "VBD", "ROOT", 0),
        row(1, "to", "TO", "aux", 2),
        row(2, "show", "VB", "xcomp", 0),
        row(3, "and", "CC", "cc", 2),
        row(4, "offered", tag, "conj", 2),
    ]


def test_a_finite_verb_belongs_to_the_finite_verb_above() -> None:
    assert rejoined(urged("VBD"))[4].head == 0


def test_another_infinitive_stays() -> None:
    assert rejoined(urged("VB")) == tuple(urged("VB"))


def test_another_tense_stays() -> None:
    assert rejoined(urged("VBZ"))[4].head == 2
