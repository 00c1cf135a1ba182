"""The parts that a record's page on a terminal is made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from rich.console import Console
from rich.text import Text

from dragoman.model import Evidence, Source
from dragoman.show import phrases
from dragoman.show.citations import Piece, pieces_of
from dragoman.show.lookup import Lookup
from dragoman.show.safe import cut, one_line, shown

LABEL_WIDTH: Final = 14
"""Columns of a fact's label."""

QUOTES_SHOWN: Final = 8
"""Sentences quoted under one record; the rest are counted."""

Fact = tuple[str, str]
"""A label and what stands beside it; facts with nothing beside them are left out."""


class Page:
    """What the printers below write with."""

    def __init__(self, lookup: Lookup, console: Console) -> None:
        self.lookup = lookup
        self.view = lookup.view
        self.console = console

    def title(self, kind: str, record_id: str) -> None:
        """What the record is."""
        line = Text(f"{kind} ", style="bold")
        line.append(record_id, style="bold cyan")
        self.console.print(line)

    def head(self, text: str) -> None:
        """The record in one line."""
        self.console.print(Text(one_line(text), style="bold"))

    def facts(self, *facts: Fact) -> None:
        """Labelled facts, those without a value left out."""
        for label, value in facts:
            if value and value != phrases.NOBODY:
                self._hung(f"  {label}".ljust(LABEL_WIDTH), one_line(value))

    def _hung(self, label: str, value: str) -> None:
        """A label with its text, further lines set under the first."""
        width = max(self.console.width - LABEL_WIDTH, 20)
        lines = Text(value).wrap(self.console, width)
        for at, line in enumerate(lines):
            row = Text(label if at == 0 else " " * LABEL_WIDTH, style="dim")
            row.append(line.plain, style="not dim")
            self.console.print(row)

    def section(self, title: str) -> None:
        """A heading."""
        self.console.print()
        self.console.print(Text(title, style="bold underline"))

    def chain(self, sources: Sequence[Source]) -> None:
        """A speaker chain, one link a line, each with its kind, cue and clock."""
        if not sources:
            return
        self.section("Who says so")
        for depth, link in enumerate(sources):
            about = ", ".join(
                part for part in (link.country, phrases.words(link.kind.value)) if part
            )
            line = Text("  " + "  " * depth + ("← " if depth else ""))
            line.append(one_line(phrases.speaker(link)), style="bold")
            line.append(f" ({about})")
            if link.cue:
                line.append(f"  “{one_line(link.cue)}”", style="italic")
            if link.stated_at.known:
                line.append(f"  {phrases.when(link.stated_at)}", style="dim")
            self.console.print(line)
            if link.name and link.text and link.text != link.name:
                self.console.print(
                    Text("  " * (depth + 2) + f"as “{cut(link.text, 60)}”", style="dim")
                )

    def quotes(self, evidence: Iterable[Evidence], title: str = "In its words") -> None:
        """Each sentence that holds evidence, with the evidence marked in it."""
        marks: dict[tuple[str, int, int], set[tuple[int, int]]] = {}
        for piece in evidence:
            if piece.report_id in self.view.reports:
                marks.setdefault(self._around(piece), set()).add((piece.start, piece.end))
        quotes: dict[tuple[Piece, ...], list[str]] = {}
        for (report_id, start, end), spans in marks.items():
            text = self.view.reports[report_id].source_text
            pieces = pieces_of(text, start, end, spans)
            quotes.setdefault(pieces, []).append(self._place(report_id, start))
        if not quotes:
            return
        self.section(title)
        for pieces, places in list(quotes.items())[:QUOTES_SHOWN]:
            self._quote(pieces, places)
        if len(quotes) > QUOTES_SHOWN:
            self.console.print(f"  and {len(quotes) - QUOTES_SHOWN} more")

    def _around(self, piece: Evidence) -> tuple[str, int, int]:
        """The sentence of a piece of evidence, or the piece itself where it stands in none."""
        span = self.view.sentence_of(piece)
        start, end = (span.start, span.end) if span else (piece.start, piece.end)
        return piece.report_id, start, max(end, piece.end)

    def _place(self, report_id: str, start: int) -> str:
        report = self.view.reports[report_id]
        span = self.view.sentence_at(report_id, start)
        where = f"sentence {span.index + 1}" if span else f"from character {start}"
        said_in = one_line(report.publisher or report.title or report.location)
        date = phrases.when_long(report.published_at)
        return f"{said_in}, {date}, {where}  {self.lookup.short(report.id)}"

    def _quote(self, pieces: Sequence[Piece], places: Sequence[str]) -> None:
        """A sentence once, however many reports print it, with every place it stands in."""
        line = Text()
        for piece in pieces:
            if piece.marked:
                # Brackets too: the mark must be seen without colour.
                line.append(f"⟦{_flat(piece.text)}⟧", style="bold reverse")
            else:
                line.append(_flat(piece.text))
        self._indented(line, 2)
        for place in places:
            self._indented(Text(place, style="dim"), 4)

    def _indented(self, text: Text, by: int) -> None:
        """A text whose every line stands so many columns in."""
        for row in text.wrap(self.console, max(self.console.width - by, 20)):
            row.rstrip()
            self.console.print(Text(" " * by).append_text(row))

    def related(self, title: str, lines: Iterable[tuple[str, str]]) -> None:
        """Ids of related records, each with a few words."""
        rows = [(record_id, words) for record_id, words in lines if record_id]
        if not rows:
            return
        self.section(title)
        for record_id, words in rows[:20]:
            line = Text(f"  {self.lookup.short(record_id)}  ", style="cyan")
            room = max(self.console.width - len(line.plain) - 1, 20)
            line.append(cut(words, room), style="not bold default")
            self.console.print(line)
        if len(rows) > 20:
            self.console.print(f"  and {len(rows) - 20} more")


def _flat(text: str) -> str:
    """Report text for a running line: safe, its line breaks as spaces."""
    return shown(text).replace("\n", " ")
