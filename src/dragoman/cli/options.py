"""Arguments and options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dragoman.show.listing import Format

CasePath = Annotated[
    Path, typer.Argument(metavar="CASE.db", help="The case file that `dragoman build` wrote.")
]
FormatOption = Annotated[
    Format, typer.Option("--format", "-f", help="A table to read, JSON or CSV to go on with.")
]
PairOption = Annotated[
    str,
    typer.Option(
        "--pair",
        metavar="A,B",
        help="Only dealings between two states, whichever way: ISO codes or names "
        '("PRK,RUS", "Iran,Israel"). One state alone: all of its dealings.',
    ),
]
TypeOption = Annotated[
    list[str] | None,
    typer.Option("--type", metavar="TYPE", help="Only this PLOVER type; may be given again."),
]
SinceOption = Annotated[
    str,
    typer.Option("--since", metavar="DATE", help="Not before: YYYY, YYYY-MM or YYYY-MM-DD."),
]
UntilOption = Annotated[
    str,
    typer.Option("--until", metavar="DATE", help="Not after: YYYY, YYYY-MM or YYYY-MM-DD."),
]
PublisherOption = Annotated[
    str,
    typer.Option("--publisher", metavar="NAME", help="Only what reports of this publisher tell."),
]
LimitOption = Annotated[
    int, typer.Option("--limit", "-n", min=0, metavar="N", help="At most N rows; 0 for all.")
]
Seconds = Annotated[
    float,
    typer.Option(
        "--seconds", min=1, help="Without an answer, until a report is given up (and by size)."
    ),
]
Memory = Annotated[
    int,
    typer.Option("--memory", metavar="MB", min=50, help="That coding one report may take."),
]
