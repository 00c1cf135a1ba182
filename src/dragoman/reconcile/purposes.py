"""What a deed is said to be for, by the words that announce a purpose."""

from __future__ import annotations

import re

from dragoman.lexicon import Likeness
from dragoman.reconcile.press import Telling
from dragoman.reconcile.wording import content_stems

END = re.compile(r"[,;:.!?”\"()]|\s[-–—]\s|\s(?:on|in|said|says|told|according)\s")
"""What ends a purpose: punctuation, an adverbial, a speaker."""
LONGEST = 12
"""Words of a purpose that are kept."""


def purpose_of(telling: Telling, likeness: Likeness) -> str:
    """The words for what it is for, empty where the sentence announces no purpose.

    Only what stands behind the predicate, and behind one of the markers of the table: a bare
    infinitive ("sent troops to fight") names a purpose too, and as often what was agreed or asked.
    """
    sentence = telling.sentence
    at = sentence.find(telling.event.trigger.exact)
    behind = sentence[max(at, 0) :]
    for marker in sorted(likeness.purposes, key=lambda words: (-len(words), words)):
        found = re.search(rf"\b{re.escape(marker)}\s+(.+)", behind, re.IGNORECASE | re.DOTALL)
        if found:
            told = END.split(found[1], maxsplit=1)[0]
            return " ".join(told.split()[:LONGEST])
    return ""


def purposes_differ(one: str, other: str, likeness: Likeness) -> bool:
    """Whether two purposes share no word that says anything."""
    a, b = set(content_stems(one, likeness)), set(content_stems(other, likeness))
    return bool(a and b) and not a & b
