"""Hard-wrapped text: which ends of lines are ends of paragraphs, and which are not.

A program that wraps a text at a width fills each line: the first word of the next would not have
fitted. Lists, headings, verse and texts with one sentence a line do not, and neither do they go
on in lower case again and again. Both signs are asked, over the whole text, before any line is
joined. (What was wrapped in proportional type is ragged; the shortfall that its surely broken
lines show is allowed to all.)
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

LINE: Final = re.compile(r"[^\r\n\u2028\u2029\x0b\x0c]+")
SUSPECT: Final = re.compile(
    r"[\r\n][ \t]*[^\W\d_A-Z]|^[ \t]*[\"“‘'«]?[A-Z][ \t]*\r?$", re.MULTILINE
)
"""A line in lower case, a capital alone: a text without either is not wrapped."""

ONE_BREAK: Final = re.compile(r"[ \t]*(?:\r\n|\n|\r)")

CLOSED: Final = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
STARTER: Final = re.compile(
    r"[-*+•‣▪·◦–—]\s|\(?\d{1,3}[.)]\s|\(?[a-z][.)]\s|#{1,6}\s|[|>]|[=_*~-]{3,}\s*$|```|https?:|www\."
)
"""What begins a line that goes on no other: marks of lists, headings, tables, quoted mail."""

APART: Final = re.compile(r"#{1,6}\s|[|>]|[=_*~-]{3,}\s*$|```|~~~")
"""What begins a line that no other goes on: headings, tables, rules, quoted mail."""

CAPITAL_ALONE: Final = re.compile(r"[\"“‘'«]?[A-Z]")
LOWER: Final = re.compile(r"[a-z’']+[a-z ,.;:!?’'-]")
CAPITALS: Final = re.compile(r"[A-Z]{2,}[A-Z ,’'-]{4}")

NARROWEST: Final = 45
WIDEST: Final = 110
SHORT: Final = 35
"""Lines of fewer characters tell nothing of a text's width: headings, ends of paragraphs."""

NEARLY_FULL: Final = 0.7
EVIDENT: Final = 0.35
"""Share of the nearly full lines that must go on in lower case; in wrapped news it is 0.6 to 0.8,
in a text with one paragraph a line next to none."""

LONGER: Final = 0.25
"""Share of longer lines from which a text is not wrapped."""

THROUGHOUT: Final = 0.25
"""Share of all lines that must go on: who wraps a text wraps all of it, so that a few such ends on
a page of short lines are chance."""

RAGGED: Final = 0.25
"""Share of the width by which lines of proportional type fall short at most."""


@dataclass(frozen=True, slots=True)
class _Printed:
    """A line that holds more than white space; ``follows``: one line break after the last one."""

    end: int
    indent: int
    bare: str
    follows: bool

    @property
    def width(self) -> int:
        return self.indent + len(self.bare)


def soft_breaks(text: str) -> frozenset[int]:
    """The ends of lines that the next line goes on.

    Args:
        text: a whole report; what is one paragraph a line gives none.

    Returns:
        for each such line, the offset behind its last character that is no line break (white
        space at its end included).
    """
    if not SUSPECT.search(text):
        return frozenset()
    lines = _printed(text)
    found = {line.end for line, after in pairwise(lines) if _drops(line, after)}
    width, slack = _width(lines)
    if width:
        wrapped = {
            line.end
            for line, after in pairwise(lines)
            if after.follows and _goes_on(line, after, width, slack)
        }
        if len(wrapped) >= THROUGHOUT * len(lines):
            found |= wrapped
    return frozenset(found)


def paragraphs(
    text: str, goes_on: frozenset[int], start: int = 0, end: int | None = None
) -> Iterator[tuple[int, int]]:
    """Half-open offsets of the paragraphs of a stretch of text, white space around them left out.

    Args:
        goes_on: as `soft_breaks` gives it.
    """
    begin = last = -1
    for match in LINE.finditer(text, start, len(text) if end is None else end):
        piece = match.group()
        bare = piece.strip()
        if not bare:
            continue
        first = match.start() + piece.index(bare[0])
        begin, last = (first if begin < 0 else begin), first + len(bare)
        if match.end() not in goes_on:
            yield begin, last
            begin = -1
    if begin >= 0:
        yield begin, last


def _printed(text: str) -> list[_Printed]:
    lines: list[_Printed] = []
    last = -1
    for match in LINE.finditer(text):
        piece = match.group()
        bare = piece.strip()
        if bare:
            follows = last >= 0 and ONE_BREAK.fullmatch(text, last, match.start()) is not None
            indent = len(piece) - len(piece.lstrip())
            lines.append(_Printed(match.end(), indent, bare, follows))
            last = match.end()
    return lines


def _drops(line: _Printed, after: _Printed) -> bool:
    """Whether a line is nothing but the large first letter of the next."""
    if not CAPITAL_ALONE.fullmatch(line.bare):
        return False
    return bool(LOWER.match(after.bare) or CAPITALS.match(after.bare))


def _width(lines: Sequence[_Printed]) -> tuple[int, int]:
    """The width that a text is wrapped at and the shortfall of its lines; (0, 0) if it is not."""
    pairs = [(a, b) for a, b in pairwise(lines) if b.follows]
    evident = [(a, b) for a, b in pairs if SHORT <= a.width <= WIDEST and _evident(a, b)]
    if not evident:
        return 0, 0
    width = max(a.width for a, _ in evident)
    widths = sorted(line.width for line in lines if line.width >= SHORT)
    longer = len(widths) - bisect_left(widths, width + 3)
    full = [a for a, _ in pairs if NEARLY_FULL * width <= a.width <= width + 2]
    short = sorted(width + 1 - _filled(a, b) for a, b in evident)
    slack = max(0, short[int(0.9 * len(short))])
    if (
        width < NARROWEST
        or longer > LONGER * len(widths)
        or len(evident) < EVIDENT * len(full)
        or slack > RAGGED * width
    ):
        return 0, 0
    return width, slack


def _evident(line: _Printed, after: _Printed) -> bool:
    broken = not CLOSED.search(line.bare) and after.bare[0].islower()
    return broken and not STARTER.match(after.bare) and not APART.match(line.bare)


def _filled(line: _Printed, after: _Printed) -> int:
    """The width that the line would have with the first word of the next."""
    return line.width + 1 + len(after.bare.split(None, 1)[0])


def _goes_on(line: _Printed, after: _Printed, width: int, slack: int) -> bool:
    if STARTER.match(after.bare) or APART.match(line.bare):
        return False
    if after.indent > line.indent + 1 and not STARTER.match(line.bare):
        return False
    if line.width > width + 2 or after.width > WIDEST:
        return False
    if CLOSED.search(line.bare) and not after.bare[0].islower():
        return _filled(line, after) > width
    # A broken word may have left room for its other half.
    room = slack + (len(after.bare.split(None, 1)[0]) if line.bare[-1] in "-\u00ad" else 0)
    return _filled(line, after) + room > width
