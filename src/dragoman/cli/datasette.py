"""``dragoman datasette``: what Datasette is told, so that the case reads well there."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated, Final

import typer

from dragoman.case import Case
from dragoman.case.asking import schemas
from dragoman.cli.options import CasePath
from dragoman.cli.streams import say
from dragoman.cli.writing import write_text
from dragoman.export.datasette import metadata

EXAMPLES: Final = """\b
Examples
  dragoman datasette case.db -o metadata.json
  datasette case.db --metadata metadata.json

Datasette is a program of its own: pip install datasette. Links show names instead of
ids, columns have notes, and there are queries such as the ledger and the disputes."""


def datasette(
    case: CasePath,
    output: Annotated[
        Path | None,
        typer.Option("--out", "-o", metavar="FILE", help="Where to write; else it is printed."),
    ] = None,
) -> None:
    """Write the metadata with which Datasette shows the case."""
    with Case.open(case, read_only=True) as opened:
        told = metadata(case.stem, schemas(opened))
    text = json.dumps(told, ensure_ascii=False, indent=2) + "\n"
    if output is None:
        sys.stdout.write(text)
        return
    write_text(output, text)
    say(f"wrote {output}; now: datasette {case} --metadata {output}")
