"""Furniture of a page: labelled spans, never deletions."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.model import Furniture, FurnitureKind
from dragoman.read.kinds import kind_of
from dragoman.read.opening import dateline_end
from dragoman.read.records import Line
from dragoman.read.shape import script_of
from dragoman.read.words import Signs

OPENERS = 2
"""Body paragraphs at the top that may begin with a dateline."""


def label_furniture(
    lines: Sequence[Line], body: Sequence[bool], title: str, signs: Signs
) -> tuple[Furniture, ...]:
    """Label what is not body with its kind, and the dateline that opens the body.

    Returns:
        spans in order; neighbouring lines of one kind are one span.
    """
    script = script_of(" ".join(line.text for line, b in zip(lines, body, strict=True) if b))
    spans: list[Furniture] = []
    seen = 0
    for line, is_body in zip(lines, body, strict=True):
        if not is_body:
            kind = kind_of(line.text, signs, script=script, title=title)
            _append(spans, Furniture(line.start, line.end, kind), after_body=False)
            continue
        seen += 1
        if seen <= OPENERS and (cut := dateline_end(line.text, signs)):
            spans.append(Furniture(line.start, line.start + cut, FurnitureKind.DATELINE))
        else:
            spans.append(Furniture(line.end, line.end, FurnitureKind.OTHER))
    return tuple(s for s in spans if s.end > s.start)


def _append(spans: list[Furniture], new: Furniture, *, after_body: bool) -> None:
    if spans and spans[-1].kind == new.kind and spans[-1].end > spans[-1].start and not after_body:
        if new.kind is not FurnitureKind.DATELINE:
            spans[-1] = Furniture(spans[-1].start, new.end, new.kind)
            return
    spans.append(new)
