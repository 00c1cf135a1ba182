"""Cutting a text into lines without losing an offset."""

from __future__ import annotations

import re
from typing import Final

from dragoman.read.records import Line

LINE: Final = re.compile(r"[^\r\n\u2028\u2029\x0b\x0c]+")


def split_lines(text: str) -> tuple[Line, ...]:
    """The lines of a text that hold more than white space, trimmed, in order."""
    found = []
    for match in LINE.finditer(text):
        piece = match.group()
        bare = piece.strip()
        if bare:
            start = match.start() + piece.index(bare[0])
            found.append(Line(start, start + len(bare), bare))
    return tuple(found)
