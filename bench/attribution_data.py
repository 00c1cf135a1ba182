"""PolNeAR rows as parsed reports, and the rule by which a prediction meets its annotation."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dragoman.model import Report
from dragoman.parse import ParsedReport, parse_many

WORD = re.compile(r"\w+")
BATCH = 40
Spans = list[tuple[int, int]]


@dataclass(frozen=True)
class Gold:
    """One annotated attribution: character spans."""

    source: Spans
    cue: Spans
    content: Spans


@dataclass(frozen=True)
class Document:
    name: str
    parsed: ParsedReport
    gold: list[Gold]


def documents(path: Path) -> Iterator[Document]:
    """Read and parse the rows of a PolNeAR file."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    for at in range(0, len(rows), BATCH):
        some = rows[at : at + BATCH]
        reports = [
            Report.make(location=r["id"], source_text=r["text"], language="en") for r in some
        ]
        for row, parsed in zip(some, parse_many(reports), strict=True):
            gold = [
                Gold(*([(a, b) for a, b in one[part]] for part in ("source", "cue", "content")))
                for one in row["attributions"]
            ]
            yield Document(row["id"], parsed, gold)


def words(text: str, spans: Spans) -> frozenset[int]:
    """Where the words of the spans begin."""
    return frozenset(m.start() for a, b in spans for m in WORD.finditer(text, a, b))


def same_content(left: frozenset[int], right: frozenset[int]) -> bool:
    """Words in common over words in either is a half or more."""
    return 2 * len(left & right) >= len(left | right) > 0


def same_source(left: Spans, right: Spans) -> bool:
    """The two share a character, or neither names a source."""
    if not left or not right:
        return not left and not right
    return any(a < d and c < b for a, b in left for c, d in right)
