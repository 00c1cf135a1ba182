"""A coordinated verb hung back where its form says that it belongs.

"Urged both sides *to show* restraint and *offered* to host talks": the parser hangs "offered" from
the infinitive beside it, though a finite verb cannot be coordinated with one. It belongs to the
finite verb above.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dragoman.parse.sentence import Token

PAST: Final = frozenset({"VBD"})
PRESENT: Final = frozenset({"VBZ", "VBP"})
FINITE: Final = PAST | PRESENT
HIGHEST: Final = 4
"""How far up the finite verb is looked for."""


def rejoined(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens with the heads of finite verbs that hang from an infinitive put right."""
    if not any(t.dep == "conj" and t.tag in FINITE for t in tokens):
        return tuple(tokens)
    infinitives = {t.head for t in tokens if t.tag == "TO" and t.i < t.head}
    if not infinitives:
        return tuple(tokens)
    return tuple(_put_right(tokens, t, infinitives) for t in tokens)


def _put_right(tokens: Sequence[Token], t: Token, infinitives: set[int]) -> Token:
    tense = PAST if t.tag in PAST else PRESENT if t.tag in PRESENT else None
    if t.dep != "conj" or tense is None:
        return t
    at = t.head
    while tokens[at].dep == "conj" and tokens[at].head != at:
        at = tokens[at].head
    if at not in infinitives or tokens[at].tag != "VB":
        return t
    for _ in range(HIGHEST):
        if tokens[at].head == at:
            break
        at = tokens[at].head
        if tokens[at].tag in tense and tokens[at].i < t.i:
            return t._replace(head=at)
    return t
