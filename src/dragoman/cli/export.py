"""``dragoman export``: the case as files that others read."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

import typer

from dragoman.case import Case, load_view
from dragoman.cli.options import CasePath
from dragoman.cli.streams import say
from dragoman.export.formats import FORMATS
from dragoman.export.formats import export as write


def _formats() -> str:
    width = max(map(len, FORMATS))
    return "\n".join(f"  {one.name:<{width}}  {one.told}" for one in FORMATS.values())


EXAMPLES: Final = f"""\b
Formats
{_formats()}

\b
Examples
  dragoman export case.db --format jsonl -o case-export/
  dragoman export case.db --format gdelt -o gdelt/
  dragoman export case.db --format gexf -o network.gexf
  dragoman export case.db --format bibtex -o reports.bib

What a format cannot hold is left out and counted, with the reason."""


def export(
    case: CasePath,
    output: Annotated[
        Path,
        typer.Option(
            "--out",
            "-o",
            metavar="OUT",
            help="The folder to write into; for formats of one file, that file.",
        ),
    ],
    format: Annotated[
        str, typer.Option("--format", "-f", metavar="FORMAT", help="One of the formats below.")
    ] = "jsonl",
) -> None:
    """Write the case as files for other programs."""
    with Case.open(case, read_only=True) as opened:
        view = load_view(opened)
    written = write(view, format, output)
    for path, count in written.files:
        say(f"wrote {path} ({count:,} record{'' if count == 1 else 's'})")
    for line in written.left_out:
        say(line)
