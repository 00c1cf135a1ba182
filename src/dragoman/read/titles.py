"""The headline among the lines of a page that does not state it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from dragoman.model import FurnitureKind
from dragoman.read.bylines import is_byline
from dragoman.read.kinds import is_dated_line
from dragoman.read.language import UNSPACED
from dragoman.read.names import is_outlet_name, name_of
from dragoman.read.records import Line
from dragoman.read.shape import CLOSED, content_words, script_of, word_count
from dragoman.read.words import Signs

REACH: Final = 20
"""Lines above the first body line in which a headline is looked for."""

SHORTEST: Final = 4
LONGEST: Final = 40
SHORTEST_FIRST: Final = 2
"""Words of a headline: at least four, or two where it is the very first line."""

LEAST_SHARED: Final = 0.34
HEADING: Final = 0.3
REPEATED: Final = 0.3
BEYOND_PROSE: Final = 0.3
"""What an ``h1`` or a second copy of the line adds, and what each closed sentence between line and
body takes away: blurbs of other stories stand there."""

ABOVE_BYLINE: Final = 0.5
"""What it adds that a name, a date or a byline follows."""

BYLINE_REACH: Final = 4
LONG: Final = 0.2
LONG_WORDS: Final = 6
"""Headlines are longer than the names of sections."""

PROMPT: Final = 0.3
"""What a sign of furniture inside the line takes away."""

OPENS: Final = 0.35
FEW_LINES: Final = 6
"""What it adds that the line opens a text of so few lines, which no page is around."""

RUN: Final = re.compile(r"[^\W\d_\x00-\x7f\u0e00-\u0e7f]+|[\u0e01-\u0e4e]+")
"""Letters without a break; Thai vowel signs are no letters to the pattern of a word."""

LATER: Final = 0.05
TOP: Final = 30
NEAR: Final = 6
TWICE_SHARED: Final = 0.5
"""A headline told twice within a few lines near the top shares half its words with the story."""


def find_title(lines: Sequence[Line], body: Sequence[bool], signs: Signs) -> str:
    """The line above the body that shares most of its words with it; "" if none does.

    A headline that stands twice near the top, as above the story and in the path to it, goes
    first. Else the earlier of two lines wins unless the later one shares clearly more: a
    standfirst and a caption follow the headline.
    """
    if True not in body:
        return ""
    # A headline may have been taken for body; it is no closed sentence.
    told = _told(lines, body)
    first = told.index(True)
    story: set[str] = set()
    for line, is_told in zip(lines, told, strict=True):
        if is_told:
            story |= _content(line.text)
    if twice := _twice_told(lines, first, story, signs):
        return twice
    best, best_score, prose = "", LEAST_SHARED, 0
    for n in range(first - 1, max(-1, first - 1 - REACH), -1):
        line = lines[n]
        words = _content(line.text)
        if words and _can_be_title(lines, n, signs):
            score = len(words & story) / len(words) - BEYOND_PROSE * prose
            score += HEADING * (line.tag == "h1") + REPEATED * _is_repeated(line, lines)
            score += ABOVE_BYLINE * _above_byline(lines, n, signs)
            score -= PROMPT * (signs.part_kind(line.text) is not None)
            score += LONG * (word_count(line.text) >= LONG_WORDS)
            score += OPENS * (n == 0 and _opens(line, lines, lines[first]))
            if score >= best_score - (LATER if best else 0.0):
                best, best_score = line.text, max(score, best_score)
        prose += bool(CLOSED.search(line.text)) and not line.text.endswith(("?", ":"))
    return best


def _told(lines: Sequence[Line], body: Sequence[bool]) -> list[bool]:
    """Which body lines are prose: closed sentences; where a script closes none, the long ones."""
    closed = [b and bool(CLOSED.search(x.text)) for x, b in zip(lines, body, strict=True)]
    if any(closed):
        return closed
    longest = max(len(line.text) for line, b in zip(lines, body, strict=True) if b)
    return [b and 2 * len(x.text) >= longest for x, b in zip(lines, body, strict=True)]


def _content(text: str) -> set[str]:
    """The words of a line that carry content; pairs of characters where no spaces part words."""
    found = content_words(text)
    if script_of(text) not in UNSPACED:
        return found
    runs = RUN.findall(text)
    return {run[n : n + 2] for run in runs for n in range(len(run) - 1)}


def _opens(line: Line, lines: Sequence[Line], story: Line) -> bool:
    """Whether a short text's first line is set above its story like a headline.

    Where words are inflected, a headline may share none with its story as they are written.
    """
    return (
        len(lines) <= FEW_LINES
        and not CLOSED.search(line.text)
        and word_count(line.text) >= SHORTEST
        and 2 * len(line.text) <= len(story.text)
    )


def _twice_told(lines: Sequence[Line], first: int, story: set[str], signs: Signs) -> str:
    for n, line in enumerate(lines[: min(first + NEAR, max(TOP, len(lines) // 3))]):
        if not _is_repeated(line, lines[n : n + NEAR + 1]) or not _can_be_title(lines, n, signs):
            continue
        words = _content(line.text)
        shared = len(words & story) >= TWICE_SHARED * len(words)
        if words and shared and word_count(line.text) >= SHORTEST:
            return line.text
    return ""


def _can_be_title(lines: Sequence[Line], n: int, signs: Signs) -> bool:
    text = lines[n].text
    short = n == 0 or _above_byline(lines, n, signs) == 1
    return (
        (SHORTEST_FIRST if short else SHORTEST) <= word_count(text) <= LONGEST
        and not is_dated_line(text)
        and not is_byline(text)
        and not (word_count(text) <= SHORTEST and _is_outlet(lines[n], signs))
        and signs.whole_kind(text) is None
    )


def _above_byline(lines: Sequence[Line], n: int, signs: Signs) -> float:
    """How near below a byline, an outlet's name or a date stands: 1 for the next line, to 0."""
    for at, line in enumerate(lines[n + 1 : n + 1 + BYLINE_REACH]):
        if (
            is_dated_line(line.text)
            or is_byline(line.text)
            or _is_outlet(line, signs)
            or signs.whole_kind(line.text) in {FurnitureKind.BYLINE, FurnitureKind.CLOCK}
        ):
            return 1 - at / BYLINE_REACH
    return 0.0


def _is_outlet(line: Line, signs: Signs) -> bool:
    return bool(name_of(line)) and is_outlet_name(line.text, signs)


def _is_repeated(line: Line, lines: Sequence[Line]) -> bool:
    """Whether another line is the same, or has a section name glued before it."""
    return any(
        other is not line
        and other.text.endswith(line.text)
        and len(other.text) < 2 * len(line.text)
        for other in lines
    )
