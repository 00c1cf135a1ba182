"""Numbered sentences: each line of the dossier points at them, and they point back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from dragoman.case.view import CaseView
from dragoman.model import Evidence, Report

CITED: Final = 6
"""Sentences that one line cites at most: enough to check it, few enough to read past."""

MARKED: Final = 0.8
"""Share of a sentence from which marking it would tell the reader nothing."""

Place = tuple[str, int]
"""Report id and the number of a sentence in it."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a sentence, marked where a line rests on it."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class CitedSentence:
    """A numbered sentence: its pieces and the lines that rest on it."""

    number: int
    pieces: tuple[Piece, ...]
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CitedReport:
    """A report with those of its sentences that lines rest on, in order."""

    report: Report
    sentences: tuple[CitedSentence, ...]


class Citations:
    """Collects what lines rest on, then numbers the sentences in the order of the reports.

    A line is named by its code, such as ``T12``, which is also its anchor in the page.
    """

    def __init__(self, view: CaseView) -> None:
        self._view = view
        self._lines: dict[Place, dict[str, None]] = defaultdict(dict)
        self._marks: dict[Place, set[tuple[int, int]]] = defaultdict(set)
        self._places: dict[str, tuple[Place, ...]] = {}
        self._more: dict[str, int] = {}
        self._numbers: dict[Place, int] = {}

    def cite(self, code: str, evidence: Iterable[Evidence]) -> None:
        """Note what a line rests on. Evidence outside every sentence (a title) is left out."""
        places: dict[Place, None] = {}
        more: set[Place] = set()
        for piece in evidence:
            span = self._view.sentence_of(piece)
            if span is None:
                continue
            place = (piece.report_id, span.index)
            if place not in places and len(places) == CITED:
                more.add(place)
                continue
            places[place] = None
            self._lines[place][code] = None
            self._marks[place].add((piece.start, min(piece.end, span.end)))
        self._places[code] = tuple(places)
        self._more[code] = len(more)

    def number(self) -> tuple[CitedReport, ...]:
        """Number all sentences cited so far; reports by date, undated ones last."""
        by_report: dict[str, list[Place]] = defaultdict(list)
        for place in self._lines:
            by_report[place[0]].append(place)
        found = []
        for report in sorted((self._view.reports[i] for i in by_report), key=_date):
            sentences = []
            for place in sorted(by_report[report.id]):
                self._numbers[place] = len(self._numbers) + 1
                sentences.append(
                    CitedSentence(
                        self._numbers[place], self._pieces(place), tuple(self._lines[place])
                    )
                )
            found.append(CitedReport(report, tuple(sentences)))
        return tuple(found)

    def numbers(self, code: str) -> tuple[int, ...]:
        """The numbers of the sentences that a line rests on, ascending."""
        return tuple(sorted(self._numbers[place] for place in self._places.get(code, ())))

    def more(self, code: str) -> int:
        """How many more sentences tell the same, beyond those that the line cites."""
        return self._more.get(code, 0)

    def _pieces(self, place: Place) -> tuple[Piece, ...]:
        report_id, index = place
        span = self._view.sentences[report_id][index]
        return pieces_of(
            self._view.reports[report_id].source_text, span.start, span.end, self._marks[place]
        )


def pieces_of(
    text: str, start: int, end: int, marks: Iterable[tuple[int, int]]
) -> tuple[Piece, ...]:
    """Cut ``text[start:end]`` at its marks (half-open offsets into ``text``).

    Marks that would cover nearly all of it are left out: they would tell the reader nothing.
    """
    joined = _joined(marks)
    if sum(last - first for first, last in joined) > MARKED * (end - start):
        return (Piece(text[start:end], False),)
    pieces: list[Piece] = []
    at = start
    for first, last in joined:
        pieces.append(Piece(text[at:first], False))
        pieces.append(Piece(text[first:last], True))
        at = last
    pieces.append(Piece(text[at:end], False))
    return tuple(piece for piece in pieces if piece.text)


def _joined(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Overlapping and touching spans as one, in order."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


def _date(report: Report) -> tuple[date, str]:
    moment = report.published_at
    return (moment.earliest or moment.latest or date.max, report.id)
