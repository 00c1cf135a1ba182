"""``dragoman export``: the case as files that others read."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final

import typer

from dragoman.case import Case, load_view
from dragoman.cli.options import CasePath
from dragoman.cli.streams import say
from dragoman.export.jsonl import export_jsonl

EXAMPLES: Final = """\b
Examples
  dragoman export case.db --format jsonl -o case-export/

One file a table, one JSON object a line; every record carries its evidence."""


class ExportFormat(StrEnum):
    """What can be written."""

    JSONL = "jsonl"


def export(
    case: CasePath,
    output: Annotated[
        Path, typer.Option("--out", "-o", metavar="FOLDER", help="The folder to write into.")
    ],
    format: Annotated[
        ExportFormat, typer.Option("--format", "-f", help="JSON Lines, one file a table.")
    ] = ExportFormat.JSONL,
) -> None:
    """Write the case as files for other programs."""
    with Case.open(case, read_only=True) as opened:
        view = load_view(opened)
    written = export_jsonl(view, output)
    for name, count in written:
        say(f"wrote {output / name} ({count:,} record{'' if count == 1 else 's'})")
