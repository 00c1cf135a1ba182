"""``dragoman serve``: the reader, in a browser."""

from __future__ import annotations

import getpass
from functools import partial
from pathlib import Path
from typing import Annotated, Final

import typer

from dragoman.cli.options import CasePath
from dragoman.cli.streams import say
from dragoman.errors import UsageError

EXAMPLES: Final = """\b
Examples
  dragoman serve case.db
  dragoman serve case.db --port 8080 --as "Ana Pop"

The reader answers on this machine only, unless --host says otherwise; it has no
passwords, so whom an address reaches can read the case and judge in it. Reading
changes nothing; judgements are rows of the case that survive a rebuild."""

PORT: Final = 8411

EVERYWHERE: Final = frozenset({"0.0.0.0", "::", "[::]", "*"})


def serve(
    case: CasePath,
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, help="0 takes any that is free.")
    ] = PORT,
    host: Annotated[
        str,
        typer.Option("--host", metavar="ADDRESS", help="Another address of this machine."),
    ] = "127.0.0.1",
    who: Annotated[
        str,
        typer.Option("--as", metavar="NAME", help="Who judges; else the name you logged in by."),
    ] = "",
) -> None:
    """Read the case in a browser.

    Three panes: facets with counts, the ledger, and the report at the very sentence. Ctrl-C ends.
    """
    if host in EVERYWHERE:
        raise UsageError(
            f"{host} would answer under any name", "give one address of this machine instead"
        )
    # Imported here: the server's libraries take their time, and only this command needs them.
    from dragoman.serve import serve_case

    serve_case(
        case,
        who=who or _login(),
        host=host,
        port=port,
        regroup=partial(_regroup, case),
        tell=lambda address: say(f"reading {case} at {address} (Ctrl-C ends)"),
    )


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""


def _regroup(case: Path) -> None:
    """Reconcile the case anew: a build without inputs, under the judgements in force."""
    from dragoman.bulk.build import build_case
    from dragoman.lexicon import load_lexicon

    build_case(case, [], load_lexicon())
