"""``dragoman search``: reports and statements that hold some words."""

from __future__ import annotations

from typing import Annotated, Final

import typer

from dragoman.cli.opening import open_case
from dragoman.cli.options import CasePath, FormatOption
from dragoman.cli.streams import out
from dragoman.show.listing import Format, write_listing
from dragoman.show.report_rows import hit_listing

EXAMPLES: Final = """\b
Examples
  dragoman search case.db oil
  dragoman search case.db '"air defence" missile*'

Words in quotes stand together; a star stands for the rest of a word."""


def search(
    case: CasePath,
    words: Annotated[list[str], typer.Argument(metavar="WORD…", help="All of them must occur.")],
    limit: Annotated[
        int,
        typer.Option("--limit", "-n", min=1, metavar="N", help="At most N reports, N statements."),
    ] = 20,
    format: FormatOption = Format.TABLE,
) -> None:
    """Find reports and statements by their words.

    The best matches come first.
    """
    with open_case(case) as (opened, lookup):
        hits = opened.search(" ".join(words), limit)
        write_listing(hit_listing(lookup, hits), format, out())
