"""``dragoman lexicon``: tables of one's own."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

import typer

from dragoman.cli.options import FormatOption
from dragoman.cli.streams import out, say
from dragoman.errors import UsageError
from dragoman.show.listing import Format, write_listing
from dragoman.show.table_rows import checked_listing

EXAMPLES: Final = """\b
Examples
  dragoman lexicon check my-tables/
  dragoman lexicon check my-tables/ --format json

Exit code 1 where a table has a fault. To see what your rows change, compare
  dragoman explain report.txt
  dragoman explain report.txt --lexicon my-tables/"""


def check(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="The folder of your tables.")],
    format: FormatOption = Format.TABLE,
) -> None:
    """Check tables of your own before a build rests on them.

    Each file by itself: whether Dragoman reads a table of that name, whether its rows
    validate, with file and line where not, and how many it adds.
    """
    # Imported here: it loads the whole lexicon, which no listing of a case needs.
    from dragoman.lexicon.checking import check_tables

    if not folder.is_dir():
        raise UsageError(f"no folder {folder}", "give the folder that holds your tables")
    rows = list(check_tables(folder))
    write_listing(checked_listing(rows), format, out())
    faults = sum(bool(one.fault) for one in rows)
    if format is Format.TABLE and rows:
        say(f"{len(rows)} tables, {faults} with a fault")
    if faults or not rows:
        raise typer.Exit(1)
