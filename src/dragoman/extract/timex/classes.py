"""A sentence as a string of token classes, one character a token."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from dragoman.lexicon.calendar import CONTINUED, NO_CLASS, TimeWords, Word
from dragoman.parse.sentence import Token

SHAPED: Final = frozenset("0123456789'fqhmp")
"""First characters of a token that a shape may class."""
Classed = tuple[str, dict[int, str]]
"""The class string and, for tokens that a word of the lexicon classed, its value."""


def classify(tokens: tuple[Token, ...], words: TimeWords) -> Classed:
    """Give every token its class.

    Returns:
        a string as long as ``tokens`` and the lexicon's value of each token classed by a word.
    """
    table = words.words
    lowered = [t.text.lower() for t in tokens]
    holiday = words.classes["HOLIDAY"]
    chars = [NO_CLASS] * len(tokens)
    values: dict[int, str] = {}
    free = 0
    count = len(lowered)
    may = [
        n for n, text in enumerate(lowered) if text in table or text[0] in SHAPED or text[-1] == "."
    ]
    for i in may:
        if i < free:
            continue
        text = lowered[i]
        after = lowered[i + 1] if i + 1 < count else ""
        readings = table.get(text, ())
        if text[-1] == ".":
            readings += table.get(text[:-1], ())
        step = 0
        for word in readings:
            if word.rest and word.rest[0] != after:
                continue
            length = _fits(word, lowered, tokens, i)
            name = word.capital and word.char != holiday and _is_surname(tokens, i, table)
            if length and not name:
                chars[i] = word.char
                values[i] = word.value
                chars[i + 1 : i + length] = CONTINUED * (length - 1)
                step = length
                break
        if not step:
            step = 1
            if text[0] in SHAPED and any(map(str.isdigit, text)):
                chars[i] = _shape(tokens[i].text, words)
        free = i + step
    return "".join(chars), values


def _fits(word: Word, lowered: list[str], tokens: tuple[Token, ...], i: int) -> int:
    """How many tokens the reading covers at ``i``, 0 where it does not fit there."""
    stop = i + 1 + len(word.rest)
    if word.rest and tuple(lowered[i + 1 : stop]) != word.rest:
        return 0
    if word.tags and tokens[stop - 1].tag not in word.tags:
        return 0
    if word.capital and not any(t.text[0].isupper() for t in tokens[i:stop]):
        return 0
    return stop - i


def _is_surname(tokens: tuple[Token, ...], i: int, table: Mapping[str, tuple[Word, ...]]) -> bool:
    """ "Theresa May", "Jan Kavan": a month's name inside a person's."""
    if tokens[i].ent.endswith("PERSON"):
        return True
    before = tokens[i - 1] if i else None
    named = before is not None and before.tag == "NNP" and before.dep == "compound"
    return named and before is not None and before.head == i and before.text.lower() not in table


def _shape(text: str, words: TimeWords) -> str:
    for shape in words.shapes:
        if shape.regex.fullmatch(text):
            return shape.char
    return NO_CLASS
