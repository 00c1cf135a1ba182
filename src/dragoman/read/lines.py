"""Cutting a text into lines without losing an offset."""

from __future__ import annotations

from typing import Final

from dragoman.mend import paragraphs, soft_breaks
from dragoman.read.records import Line

BREAKS: Final = str.maketrans("\r\n", "  ")


def split_lines(text: str) -> tuple[Line, ...]:
    """The lines of a text that hold more than white space, trimmed, in order.

    The printed lines of a hard-wrapped paragraph are one line, as a page has it: it is judged as
    a whole. Its text is the original's with a space for each sign of a line break.
    """
    return tuple(
        Line(start, end, text[start:end].translate(BREAKS))
        for start, end in paragraphs(text, soft_breaks(text))
    )
