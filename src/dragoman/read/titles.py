"""The headline among the lines of a page that does not state it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dragoman.read.kinds import is_date_line
from dragoman.read.records import Line
from dragoman.read.shape import STOP_WORDS, WORD, word_count
from dragoman.read.words import Signs

REACH: Final = 12
"""Lines above the first body line in which a headline is looked for."""

SHORTEST: Final = 4
LONGEST: Final = 40
LEAST_SHARED: Final = 0.34


def content_words(text: str) -> set[str]:
    """Casefolded words that carry content: no stop words, three letters or more."""
    found = (w.casefold() for w in WORD.findall(text))
    return {w.removesuffix("'s").removesuffix("’s") for w in found if len(w) > 2} - STOP_WORDS


def find_title(lines: Sequence[Line], body: Sequence[bool], signs: Signs) -> str:
    """The line above the body that shares most of its words with it; "" if none does.

    The earlier of two lines wins unless the later one shares clearly more: a standfirst and
    a caption follow the headline.
    """
    if True not in body:
        return ""
    first = body.index(True)
    story: set[str] = set()
    for line, is_body in zip(lines, body, strict=True):
        if is_body:
            story |= content_words(line.text)
    best, best_score = "", LEAST_SHARED
    for n in range(max(0, first - REACH), first):
        line = lines[n]
        if not SHORTEST <= word_count(line.text) <= LONGEST or is_date_line(line.text):
            continue
        words = content_words(line.text)
        if line.extracted is False or signs.whole_kind(line.text) or not words:
            continue
        score = len(words & story) / len(words) + (0.3 if line.tag == "h1" else 0.0)
        if score > best_score + (0.2 if best else 0.0):
            best, best_score = line.text, score
    return best
