"""The command line's words: which commands there are, and what `--help` says of the whole."""

from __future__ import annotations

from importlib.metadata import version
from typing import Annotated, Final

import typer

from dragoman.cli import (
    ask,
    build,
    bulk,
    changes,
    datasette,
    differences,
    dossier,
    explain,
    export,
    fetch,
    forecasts,
    grade,
    ledger,
    lexicon,
    mcp,
    relations,
    reports,
    search,
    serve,
    show,
    sources,
    stocks,
    timeline,
    watch,
)

EXIT_CODES: Final = """\b
Exit codes
    0  done (a build that read at least one report, or had it already)
    1  an error, or a build that could read none of its inputs
    2  words that are no command, option or choice
    3  the language model is missing, or not the pinned one
    4  the case file: missing, no case, newer, busy, read-only or damaged
    5  no record with that id, or several
  130  stopped by Ctrl-C
An error is one line on standard error: "error D403 what is wrong - what to do"."""

app = typer.Typer(
    name="dragoman",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80},
)


def _show_version(asked: bool) -> None:
    if asked:
        typer.echo(f"dragoman {version('dragoman')}")
        raise typer.Exit


@app.callback(epilog=EXIT_CODES)
def _whole(
    _version: Annotated[
        bool,
        typer.Option("--version", is_eager=True, callback=_show_version, help="Say which version."),
    ] = False,
) -> None:
    """Read news reports about states into a ledger of evidence.

    Who did what to whom, when, how many, who says so, how many independent origins stand
    behind it, where the accounts differ, and what was forecast. Offline.

    \b
    Start here
      dragoman build case.db reports/
      dragoman ledger case.db
      dragoman dossier case.db -o dossier.html
      dragoman serve case.db
    """


for _module in (
    fetch,
    build,
    bulk,
    reports,
    ledger,
    timeline,
    differences,
    forecasts,
    sources,
    stocks,
    relations,
    grade,
    changes,
    watch,
    ask,
    search,
    show,
    dossier,
    serve,
    export,
    datasette,
    mcp,
    explain,
):
    _name = _module.__name__.rpartition(".")[2]
    app.command(name=_name, epilog=_module.EXAMPLES)(getattr(_module, _name))

tables = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None, help="Tables of your own: actors, patterns, cues."
)
tables.command(name="check", epilog=lexicon.EXAMPLES)(lexicon.check)
app.add_typer(tables, name="lexicon")
