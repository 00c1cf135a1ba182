"""Cutting a text into lines without losing an offset."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from dragoman.mend import Mending, paragraphs, soft_breaks
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


def as_meant(lines: Sequence[Line], text: str) -> tuple[Line, ...]:
    """The lines as they were meant, to be judged: their texts mended, their offsets as they are.

    A line of signs alone that nobody sees stays as it is: a line to be judged is never empty.

    Args:
        text: the page's, which the offsets point into.
    """
    mending = Mending(text)
    views = ((line, mending.view(line.start, line.end)) for line in lines)
    return tuple(
        replace(line, text=v.text) if v.is_mended and v.text.strip() else line for line, v in views
    )
