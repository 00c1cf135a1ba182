"""How far a count of losses reaches: all until it was told, or what one day or deed brought.

"At least 138 have been killed since Wednesday" and "three were killed on Tuesday" are both true,
and no two accounts of one number.
"""

from __future__ import annotations

import re
from typing import Final, Literal

from dragoman.lexicon import Likeness
from dragoman.reconcile.wording import tokens

Reach = Literal["so far", "of a day", ""]
SO_FAR: Final = "so far"
OF_A_DAY: Final = "of a day"

CLAUSES: Final = re.compile(
    r"[;:—–]|\s--?\s|,\s(?=(?:and|but|while|with|bringing|leaving|raising|or)\b)"
)
"""What parts the clauses of a sentence, each of which counts for itself."""


SAID_ON: Final = re.compile(
    r"\b(?:said|says|reported|announced|confirmed|told \w+)\s(?:late\s|early\s)?(?:on\s)?\w+day\b",
    re.IGNORECASE,
)
"""A day on which something was said, which is none on which it was done."""


def clause_at(sentence: str, offset: int) -> str:
    """The clause of a sentence in which a character stands."""
    start, end = 0, len(sentence)
    for found in CLAUSES.finditer(sentence):
        if found.end() <= offset:
            start = found.end()
        elif found.start() > offset:
            end = found.start()
            break
    return sentence[start:end]


def reach_of(clause: str, likeness: Likeness) -> Reach:
    """How far the count in a clause reaches, as far as its words tell."""
    words = f" {' '.join(tokens(SAID_ON.sub(' ', clause)))} "
    if any(f" {phrase} " in words for phrase in likeness.so_far):
        return SO_FAR
    if any(f" {phrase} " in words for phrase in likeness.of_a_day):
        return OF_A_DAY
    return ""
