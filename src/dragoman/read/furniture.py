"""Furniture of a page: labelled spans, never deletions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dragoman.model import Furniture, FurnitureKind
from dragoman.read.kinds import is_title_line, kind_of
from dragoman.read.language import main_script
from dragoman.read.names import name_of
from dragoman.read.opening import dateline_end
from dragoman.read.records import Line
from dragoman.read.shape import word_count
from dragoman.read.words import Signs

OPENERS: Final = 3
"""Body paragraphs at the top that may begin with a dateline."""

STANDFIRST_WORDS: Final = 6


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the report when its furniture is named; "" or empty where unknown.

    Attributes:
        foreign: for each line whether it is in another language than the report.
    """

    title: str = ""
    authors: tuple[str, ...] = ()
    foreign: tuple[bool, ...] = ()


def label_furniture(
    lines: Sequence[Line], body: Sequence[bool], known: Known, signs: Signs
) -> tuple[Furniture, ...]:
    """Label what is not body with its kind, and the dateline that opens the body.

    A body line in another language than the report is ``foreign``: told, but not coded.

    Returns:
        spans in order, not overlapping; neighbouring lines of one kind are one span.
    """
    script = main_script(lines, body)
    foreign = known.foreign or (False,) * len(lines)
    header = _header(lines, body, known.title)
    spans: list[Furniture] = []
    joined = False
    openers = 0
    for n, line in enumerate(lines):
        if not body[n] or foreign[n]:
            kind = FurnitureKind.FOREIGN
            if not body[n]:
                kind = _kind(line, n in header, known, script, foreign[n], signs)
            if joined and spans[-1].kind is kind:
                spans[-1] = Furniture(spans[-1].start, line.end, kind)
            else:
                spans.append(Furniture(line.start, line.end, kind))
            joined = True
            continue
        joined = False
        openers += 1
        if openers <= OPENERS and (cut := dateline_end(line.text, signs)):
            spans.append(Furniture(line.start, line.start + cut, FurnitureKind.DATELINE))
    return tuple(spans)


def with_marks(furniture: Sequence[Furniture], marks: Sequence[Furniture]) -> tuple[Furniture, ...]:
    """The spans of lines and of marks beside them in one order; a mark in a span is part of it."""
    found: list[Furniture] = []
    for piece in sorted((*furniture, *marks), key=lambda x: (x.start, -x.end)):
        if not found or piece.start >= found[-1].end:
            found.append(piece)
        elif piece.end > found[-1].end:
            found.append(Furniture(found[-1].end, piece.end, piece.kind))
    return tuple(found)


def _header(lines: Sequence[Line], body: Sequence[bool], title: str) -> range:
    """Numbers of the lines between headline and body."""
    if True not in body:
        return range(0)
    first = body.index(True)
    titles = [n for n in range(first) if is_title_line(lines[n].text, title)]
    return range(titles[-1] + 1, first) if titles else range(0)


def _kind(
    line: Line, in_header: bool, known: Known, script: str, foreign: bool, signs: Signs
) -> FurnitureKind:
    if in_header and name_of(line) and name_of(line) in known.authors:
        return FurnitureKind.BYLINE
    kind = kind_of(line.text, signs, script=script, title=known.title, foreign=foreign)
    if line.tag == "figcaption":
        return FurnitureKind.CAPTION
    if in_header and kind is FurnitureKind.TEASER and word_count(line.text) >= STANDFIRST_WORDS:
        return FurnitureKind.STANDFIRST
    return kind
