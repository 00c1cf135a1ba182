"""``dragoman sources``: who is credited with what."""

from __future__ import annotations

from typing import Annotated, Final

import typer

from dragoman.cli.filters import at_most, reports_of
from dragoman.cli.opening import load
from dragoman.cli.options import CasePath, FormatOption, LimitOption, PublisherOption
from dragoman.cli.streams import out
from dragoman.show.listing import Format, write_listing
from dragoman.show.source_rows import credited, source_listing

EXAMPLES: Final = """\b
Examples
  dragoman sources case.db
  dragoman sources case.db --unnamed
  dragoman sources case.db --publisher TASS --format json

A source is whoever is credited with a statement; the outlet that prints it is
the publisher. Statements in an outlet's own voice are credited to the outlet."""


def sources(
    case: CasePath,
    unnamed: Annotated[
        bool, typer.Option("--unnamed", help='Only sources without a name ("a senior official").')
    ] = False,
    publisher: PublisherOption = "",
    limit: LimitOption = 50,
    format: FormatOption = Format.TABLE,
) -> None:
    """List who is credited with statements.

    How often, with what, through whom, and in which outlets.
    """
    lookup = load(case)
    told_by = reports_of(publisher, lookup.view.reports)
    kept = [row for row in credited(lookup.view, told_by) if not unnamed or row.kind == "unnamed"]
    rows, note = at_most(kept, limit)
    write_listing(source_listing(rows, note), format, out())
