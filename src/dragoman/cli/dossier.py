"""``dragoman dossier``: the case on one page."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

import typer

from dragoman.cli.opening import load
from dragoman.cli.options import CasePath
from dragoman.cli.streams import say
from dragoman.cli.writing import write_text
from dragoman.lexicon.coding import load_coding
from dragoman.lexicon.tables import Tables

EXAMPLES: Final = """\b
Examples
  dragoman dossier case.db -o dossier.html
  dragoman dossier case.db -o dossier.html --title "Russia and North Korea"

The page needs no network and no script, prints on A4, and follows the
reader's choice of light or dark."""


def dossier(
    case: CasePath,
    output: Annotated[
        Path,
        typer.Option(
            "--out", "-o", metavar="FILE.html", help="Where to write it; - for standard output."
        ),
    ] = Path("dossier.html"),
    title: Annotated[
        str, typer.Option("--title", metavar="TEXT", help="Its title; else the main states.")
    ] = "",
) -> None:
    """Write the case as one self-contained page.

    Every line carries the numbers of the sentences it rests on; they stand at its end.
    """
    # Imported here: templates and charts take their time, and only this command needs them.
    from dragoman.show.dossier import dossier_html

    page = dossier_html(load(case), load_coding(Tables()), title)
    if str(output) == "-":
        # Bytes: a page is UTF-8, whatever the terminal is.
        typer.echo(page.encode("utf-8", "replace"), nl=False)
        return
    write_text(output, page)
    say(f"wrote {output} ({len(page.encode()) / 1024:,.0f} KiB)")
