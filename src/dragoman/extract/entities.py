"""The model's named entities, trimmed and made whole."""

from __future__ import annotations

from typing import Final

from dragoman.model import ActorKind
from dragoman.parse.sentence import Sentence

NER_KINDS: Final = {
    "PERSON": ActorKind.PERSON,
    "ORG": ActorKind.ORGANISATION,
    "NORP": ActorKind.GROUP,
    "GPE": ActorKind.PLACE,
    "LOC": ActorKind.PLACE,
}


def head_of(s: Sentence, start: int, end: int) -> int:
    """The token of a range whose head lies outside it (the last such)."""
    for i in range(end - 1, start - 1, -1):
        head = s.tokens[i].head
        if (not start <= head < end or head == i) and s.tokens[i].dep not in ("case", "punct"):
            return i
    return end - 1


def entities(s: Sentence) -> list[tuple[int, int, str]]:
    """The entities of the kinds that can act, as (start, end, label), half-open, in order."""
    found: list[tuple[int, int, str]] = []
    start = -1
    for i, ent in enumerate([t.ent for t in s.tokens]):
        begins = bool(ent) and ent.startswith("B-")
        if begins or (start >= 0 and not ent):
            if start >= 0:
                found.append((start, i, s.tokens[start].ent[2:]))
            start = i if begins else -1
    if start >= 0:
        found.append((start, len(s.tokens), s.tokens[start].ent[2:]))
    return [_trim(s, *_whole(s, a, b), label) for a, b, label in found if label in NER_KINDS]


def _whole(s: Sentence, start: int, end: int) -> tuple[int, int]:
    """A name that the model cut at a hyphen, made whole ("Cho Han" of "Cho Han-bum")."""
    while (
        end + 1 < len(s.tokens)
        and s.tokens[end].text == "-"
        and s.tokens[end - 1].end == s.tokens[end].start
        and s.tokens[end].end == s.tokens[end + 1].start
        and s.tokens[end + 1].pos == "PROPN"
        and s.tokens[end + 1].text.islower()
    ):
        end += 2
    return start, end


def _trim(s: Sentence, start: int, end: int, label: str) -> tuple[int, int, str]:
    while end - start > 1 and s.tokens[end - 1].tag in ("POS", "''", "``", ",", "."):
        end -= 1
    while end - start > 1 and s.tokens[start].tag in ("DT", "''", "``"):
        start += 1
    return start, end, label
