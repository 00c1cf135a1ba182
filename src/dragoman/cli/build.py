"""``dragoman build``: reports into a case."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn

from dragoman.cli.filters import parse_day
from dragoman.cli.options import Memory, Seconds
from dragoman.cli.streams import err, out, say
from dragoman.errors import UsageError
from dragoman.show.safe import cut, one_line

if TYPE_CHECKING:
    from dragoman.bulk.build import BuildSummary
    from dragoman.bulk.build import Progress as Step

EXAMPLES: Final = """\b
Examples
  dragoman build case.db reports/
  dragoman build case.db 'reports/*.html' more.jsonl
  dragoman build case.db reports/ --quiet
  dragoman build case.db news.csv --map text=body,date=published
  dragoman build case.db reports/ --lexicon my-tables/

Inputs: text, HTML, PDF, mail (EML), saved pages (MHTML), RSS and Atom files,
JSON, JSON Lines, CSV, WARC; any of them compressed by gzip.

Folders are read with all folders in them; inputs that the case holds already
are skipped. A build that is stopped leaves a good case, and the next one goes
on from there. Inputs that cannot be read are listed at the end with a reason.
A report that ends, hangs or swells the process that codes it is refused; the
others are not touched."""

STOPPED: Final = 130
"""What a shell gives a command that Ctrl-C ended (128 and SIGINT's number)."""

REFRESH: Final = 0.2
"""Seconds between two drawings of the progress."""

COLUMNS_SHOWN: Final = 10
FAILURES_SHOWN: Final = 40
"""Unreadable inputs listed after a build; `dragoman reports --failed` has all."""


CaseFile = Annotated[
    Path, typer.Argument(metavar="CASE.db", help="The case file; made if it is not there.")
]
Paths = Annotated[
    list[str],
    typer.Argument(metavar="PATH…", help="Files, folders, globs, or - for standard input."),
]
Mapping = Annotated[
    str,
    typer.Option(
        "--map",
        metavar="FIELD=COLUMN,…",
        help="The columns that the fields of rows (JSON Lines, JSON, CSV) are in: "
        '"text=body,title=headline,date=pub_date".',
    ),
]
Recode = Annotated[bool, typer.Option("--recode", help="Read again what the case has already.")]
Today = Annotated[
    str,
    typer.Option(
        "--today",
        metavar="YYYY-MM-DD",
        help="The day by which forecasts are due; else that of the last report.",
    ),
]
Tables = Annotated[
    Path | None,
    typer.Option(
        "--lexicon",
        metavar="FOLDER",
        help="Tables of your own that add to ours: actors, patterns, cues.",
    ),
]
Quiet = Annotated[
    bool, typer.Option("--quiet", "-q", help="No progress and no summary, only errors.")
]


def build(
    case: CaseFile,
    paths: Paths,
    mapping: Mapping = "",
    recode: Recode = False,
    today: Today = "",
    lexicon: Tables = None,
    seconds: Seconds = 120.0,
    memory: Memory = 2000,
    quiet: Quiet = False,
) -> None:
    """Read reports into a case.

    New ones are added, ones that the case has are skipped.

    Ends with a summary: reports, outlets, origins, events, statements, forecasts,
    differences, and every input that could not be read, with the reason.
    """
    # Imported here: reading and parsing bring large libraries, which no other command needs.
    from dragoman.bulk.build import build_case
    from dragoman.bulk.pool import Limits
    from dragoman.lexicon import load_lexicon
    from dragoman.read.columns import parse_columns

    due = parse_day(today, "--today")
    columns = parse_columns(mapping)
    console = err()
    if lexicon is not None and not lexicon.is_dir():
        raise UsageError(f"no folder {lexicon}", "give the folder that holds your tables")
    try:
        with _telling(console, quiet) as tell:
            summary = build_case(
                case,
                paths,
                load_lexicon(lexicon),
                on_progress=tell,
                today=due,
                recode=recode,
                columns=columns,
                limits=Limits(seconds, memory),
            )
    except KeyboardInterrupt:
        say("stopped: the case keeps what was stored; the same command goes on from there")
        raise typer.Exit(STOPPED) from None
    if not quiet:
        _print_summary(summary, out())
        _print_columns(summary, console)
    _print_failures(summary, console)
    if not summary.new and not summary.skipped:
        raise typer.Exit(1)


@contextmanager
def _telling(console: Console, quiet: bool) -> Iterator[Callable[[Step], None]]:
    """Show progress on a terminal, and only there.

    It is drawn by hand: a program with a thread that draws it must not be forked.
    """
    if quiet or not console.is_terminal:
        yield lambda step: None
        return
    columns = (
        SpinnerColumn(),
        TextColumn("{task.fields[done]:,} read", markup=False),
        TextColumn("{task.fields[failed]:,} failed", markup=False),
        TextColumn("{task.description}", markup=False),
    )
    with Progress(*columns, console=console, transient=True, auto_refresh=False) as bar:
        task = bar.add_task("starting", total=None, done=0, failed=0)
        failed = 0
        drawn = bar.get_time()

        def tell(step: Step) -> None:
            nonlocal failed, drawn
            failed += step.outcome == "failed"
            what = cut(step.location, 48) if step.location else step.outcome
            bar.update(task, description=what, done=step.done, failed=failed)
            if not step.location or bar.get_time() - drawn >= REFRESH:
                drawn = bar.get_time()
                bar.refresh()

        yield tell


def _print_summary(summary: BuildSummary, console: Console) -> None:
    this = f"{summary.new:,} new, {summary.skipped:,} known, {len(summary.failures):,} unreadable"
    rows = (
        ("This build", this),
        ("Reports", f"{summary.reports:,}" + _of("copy", "copies", summary.copies)),
        ("Outlets", f"{summary.outlets:,}"),
        ("Origins", f"{summary.origins:,}"),
        ("Statements", f"{summary.statements:,}"),
        ("Events", f"{summary.events:,} of {summary.happenings:,} happenings"),
        ("Figures", f"{summary.quantities:,}"),
        ("Forecasts", f"{summary.forecasts:,}"),
        ("Differences", f"{summary.differences:,}"),
    )
    for label, value in rows:
        console.print(f"{label:<12} {value}")


def _print_columns(summary: BuildSummary, console: Console) -> None:
    """Which columns of rows were taken for the fields that the user did not name."""
    stream = console.file
    for file, columns in summary.columns[:COLUMNS_SHOWN]:
        stream.write(f"columns of {one_line(file)}: {one_line(columns)} (others: --map)\n")
    left = len(summary.columns) - COLUMNS_SHOWN
    if left > 0:
        stream.write(f"and of {left:,} more\n")


def _of(one: str, many: str, count: int) -> str:
    return f" ({count:,} {one if count == 1 else many})" if count else ""


def _print_failures(summary: BuildSummary, console: Console) -> None:
    stream = console.file
    for location, reason in summary.uncoded[:FAILURES_SHOWN]:
        stream.write(f"not coded: {one_line(location)} ({one_line(reason)})\n")
    for failure in summary.failures[:FAILURES_SHOWN]:
        stream.write(f"unread: {one_line(failure.location)}: {one_line(str(failure.error))}\n")
    left = len(summary.failures) - FAILURES_SHOWN
    if left > 0:
        stream.write(f"and {left:,} more; `dragoman reports --failed` lists all\n")
    stream.flush()
