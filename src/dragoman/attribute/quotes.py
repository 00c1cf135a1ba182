"""Quotations: where they open and close, over paragraphs where they run on.

Offsets are half-open characters of the report's ``source_text`` and take in the quote marks.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dragoman.parse import ParsedReport

OPENING: Final = "“„«"
CLOSING: Final = "”»"
MARK: Final = re.compile("[“”„«»\"]|''|``|‘‘|’’|(?<![\\w’'])[‘'](?=\\w)|(?<=[\\w.,!?…])[’'](?!\\w)")


@dataclass(frozen=True, slots=True)
class Quote:
    """One quotation.

    Attributes:
        parts: one span a paragraph; more than one where it runs on over paragraphs.
    """

    parts: tuple[tuple[int, int], ...]

    @property
    def start(self) -> int:
        """Where it opens."""
        return self.parts[0][0]

    @property
    def end(self) -> int:
        """Where it closes."""
        return self.parts[-1][1]


def find_quotes(parsed: ParsedReport) -> tuple[Quote, ...]:
    """All quotations of a report in order.

    A paragraph whose quotation does not close runs on where the next one opens with a quote
    mark, as English usage has it; otherwise it closes at its paragraph's end.
    """
    text = parsed.report.source_text
    found: list[Quote] = []
    open_parts: list[tuple[int, int]] = []
    for passage, start, end in _passages(parsed):
        view = parsed.mended.get(passage)
        if view is None:
            spans, unclosed = _passage_quotes(text, start, end)
        else:
            inside, unclosed = _passage_quotes(view.text, 0, len(view.text))
            spans = [view.span(a, b) for a, b in inside]
        if open_parts:
            first = spans[0] if spans else None
            if first is not None and first[0] == start:
                open_parts.append(first)
                spans = spans[1:]
                if unclosed and not spans:
                    continue
            found.append(Quote(tuple(open_parts)))
            open_parts = []
        if unclosed and spans:
            open_parts = [spans.pop()]
        found.extend(Quote((s,)) for s in spans)
    if open_parts:
        found.append(Quote(tuple(open_parts)))
    return tuple(found)


def _passages(parsed: ParsedReport) -> list[tuple[int, int, int]]:
    """Number and half-open offsets of each paragraph."""
    spans: list[tuple[int, int, int]] = []
    for sentence in parsed.sentences:
        if spans and sentence.passage == spans[-1][0]:
            spans[-1] = (sentence.passage, spans[-1][1], sentence.end)
        else:
            spans.append((sentence.passage, sentence.start, sentence.end))
    return spans


def _passage_quotes(text: str, start: int, end: int) -> tuple[list[tuple[int, int]], bool]:
    """The quotations of one paragraph, and whether the last one stays open at its end."""
    spans: list[tuple[int, int]] = []
    opened, opener, low = -1, "", False
    for match in MARK.finditer(text, start, end):
        mark = match.group()
        if mark in "'‘’":
            # Single marks only count as outer quotes where they open before a word.
            if opened < 0 and mark in "'‘" and _opens(text, match.start(), start):
                opened, opener = match.start(), "'"
            elif opened >= 0 and opener == "'" and mark in "'’":
                if match.end() - opened > 3:
                    spans.append((opened, match.end()))
                opened, opener = -1, ""
            continue
        if opened < 0 or opener == "'":
            if mark in CLOSING:
                continue
            opened, opener, low = match.start(), '"', mark == "„"
        elif mark not in OPENING or (low and mark == "“"):
            spans.append((opened, match.end()))
            opened, opener = -1, ""
    if opened >= 0 and opener == '"':
        spans.append((opened, end))
        return spans, True
    return spans, False


def _opens(text: str, at: int, start: int) -> bool:
    return at == start or not text[at - 1].isalnum()


def quotes_in(quotes: Sequence[Quote], start: int, end: int) -> list[Quote]:
    """The quotations that share a character with ``start:end``."""
    at = bisect_left(quotes, start, key=lambda q: q.end)
    found = []
    for quote in quotes[at:]:
        if quote.start >= end:
            break
        if any(a < end and start < b for a, b in quote.parts):
            found.append(quote)
    return found
