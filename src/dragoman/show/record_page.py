"""The parts that a record's page on a terminal is made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from rich.console import Console
from rich.text import Text

from dragoman.model import Evidence, Source
from dragoman.show import phrases
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
        pieces = list(dict.fromkeys(evidence))
        if not pieces:
            return
        self.section(title)
        for piece in pieces[:QUOTES_SHOWN]:
            self._quote(piece)
        if len(pieces) > QUOTES_SHOWN:
            self.console.print(f"  and {len(pieces) - QUOTES_SHOWN} more")

    def _quote(self, piece: Evidence) -> None:
        report = self.view.reports.get(piece.report_id)
        if report is None:
            return
        span = self.view.sentence_of(piece)
        start, end = (span.start, span.end) if span else (piece.start, piece.end)
        end = max(end, piece.end)
        text = report.source_text
        line = Text(_flat(text[start : piece.start]))
        # Brackets too: the mark must be seen without colour.
        line.append(f"⟦{_flat(text[piece.start : piece.end])}⟧", style="bold reverse")
        line.append(_flat(text[piece.end : end]))
        for row in line.wrap(self.console, max(self.console.width - 2, 20)):
            row.rstrip()
            self.console.print(Text("  ").append_text(row))
        place = f"sentence {span.index + 1}" if span else f"characters {piece.start} to {piece.end}"
        said_in = report.publisher or report.title or report.location
        date = phrases.when_long(report.published_at)
        self.console.print(
            Text(
                f"    {one_line(said_in)}, {date}, {place}  {self.lookup.short(report.id)}",
                style="dim",
            )
        )

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
