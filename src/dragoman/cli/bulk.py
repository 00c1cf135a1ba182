"""``dragoman bulk``: many reports into files of coded reports, on one machine or on several."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, Literal

import orjson
import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from dragoman.cli.build import Mapping, Quiet, Tables
from dragoman.cli.options import Memory, Seconds
from dragoman.cli.streams import err, out, say
from dragoman.errors import UsageError
from dragoman.show.safe import one_line

if TYPE_CHECKING:
    from dragoman.bulk.run import BulkSummary, Engine, Step

EXAMPLES: Final = """\b
Examples
  dragoman bulk news/ coded/
  dragoman bulk 'CC-NEWS-*.warc.gz' more.parquet coded/ --case case.db
  dragoman bulk feed.jsonl.gz coded/ --workers 8 --parses parses/
  dragoman bulk s3://press/2024/ s3://coded/2024 --scheduler tcp://host:8786
  dragoman build case.db coded/

What is read: all that `dragoman build` reads, and Parquet with a text column.
OUT is a folder of Parquet files, one row an input: coded, refused with its
code and reason, or the same bytes as another.

A run that is stopped, however, goes on with the same command: what was coded
is not coded again. A report that ends, hangs or swells the process that codes
it is refused with its reason; the others are not touched."""

STOPPED: Final = 130
SHOWN: Final = 20
"""Refused inputs listed after a run; all of them are in OUT."""

REFRESH: Final = 0.5

Places = Annotated[
    list[str],
    typer.Argument(
        metavar="IN… OUT",
        help="Files, folders, globs, addresses (s3://…) or - to read; last the folder to write.",
    ),
]
CaseFile = Annotated[
    Path | None,
    typer.Option("--case", metavar="CASE.db", help="Then load OUT into this case and reconcile."),
]
Workers = Annotated[
    int, typer.Option("--workers", metavar="N", min=0, help="Processes; 0 is one a core.")
]
Scheduler = Annotated[
    str,
    typer.Option(
        "--scheduler", metavar="ADDRESS", help="Code on a Dask cluster, such as tcp://host:8786."
    ),
]
Parses = Annotated[
    Path | None,
    typer.Option(
        "--parses",
        metavar="FOLDER",
        help="Keep parses here by content: what was parsed once is not parsed again.",
    ),
]
Retry = Annotated[bool, typer.Option("--retry", help="Try again what an earlier run refused.")]
Format = Annotated[
    Literal["text", "json"], typer.Option("--format", help="The summary as text or as JSON.")
]


def bulk(
    places: Places,
    case: CaseFile = None,
    workers: Workers = 0,
    scheduler: Scheduler = "",
    mapping: Mapping = "",
    lexicon: Tables = None,
    parses: Parses = None,
    seconds: Seconds = 120.0,
    memory: Memory = 2000,
    retry: Retry = False,
    fmt: Format = "text",
    quiet: Quiet = False,
) -> None:
    """Code many reports into a folder of Parquet files.

    Archives (WARC), JSON Lines, Parquet, folders of very many files: read as a stream, coded
    on all cores or on a Dask cluster, stored report by report. `dragoman build CASE.db OUT`, or
    --case, makes a case of them.
    """
    from dragoman.bulk.pool import Limits
    from dragoman.bulk.run import Options, run_bulk
    from dragoman.lexicon import load_lexicon
    from dragoman.read.columns import parse_columns

    _check(places, workers, scheduler, lexicon)
    options = Options(
        columns=parse_columns(mapping),
        limits=Limits(seconds, memory),
        tables=str(lexicon.resolve()) if lexicon else "",
        parses=str(parses.resolve()) if parses else "",
        retry=retry,
    )
    *inputs, folder = places
    tables, engine = load_lexicon(lexicon), _engine(workers, scheduler)
    try:
        with _telling(err(), quiet) as tell:
            summary = run_bulk(inputs, folder, tables, engine=engine, options=options, on_step=tell)
        if case is not None:
            _load(case, folder, lexicon)
    except KeyboardInterrupt:
        say(f"stopped: {folder} keeps what was coded; the same command goes on from there")
        raise typer.Exit(STOPPED) from None
    _print(summary, fmt, quiet)
    if not summary.reports:
        raise typer.Exit(1)


def _check(places: list[str], workers: int, scheduler: str, lexicon: Path | None) -> None:
    """Refuse words of the command that do not go together."""
    if len(places) < 2:
        raise UsageError("bulk takes what to read and where to write", "dragoman bulk IN… OUT")
    if scheduler and workers:
        raise UsageError("--workers is of one machine", "the cluster's workers are its own")
    if lexicon is not None and not lexicon.is_dir():
        raise UsageError(f"no folder {lexicon}", "give the folder that holds your tables")


def _print(summary: BulkSummary, fmt: str, quiet: bool) -> None:
    """What was done, as it was asked for."""
    if fmt == "json":
        out().file.write(orjson.dumps(asdict(summary), option=orjson.OPT_INDENT_2).decode() + "\n")
        return
    if not quiet:
        _print_summary(summary, out())
    _print_refused(summary, err())


def _engine(workers: int, scheduler: str) -> Engine:
    from dragoman.bulk.run import one_machine

    if not scheduler:
        return one_machine(workers)
    from dragoman.bulk.cluster import on_cluster

    return on_cluster(scheduler)


def _load(case: Path, folder: str, lexicon: Path | None) -> None:
    from dragoman.bulk.build import build_case
    from dragoman.lexicon import load_lexicon

    say(f"loading {folder} into {case}")
    build_case(case, [folder], load_lexicon(lexicon))


@contextmanager
def _telling(console: Console, quiet: bool) -> Iterator[Callable[[Step], None]]:
    """Show progress on a terminal, and only there.

    The bar is drawn by hand: a thread that draws it would be there when workers are forked.
    """
    if quiet or not console.is_terminal:
        yield lambda step: None
        return
    columns = (
        BarColumn(bar_width=24),
        TextColumn("{task.percentage:>3.0f} %", markup=False),
        TextColumn("{task.description}", markup=False),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True, auto_refresh=False) as bar:
        task = bar.add_task("starting", total=None)
        drawn = begun = bar.get_time()

        def tell(step: Step) -> None:
            nonlocal drawn
            now = bar.get_time()
            if now - drawn < REFRESH:
                return
            drawn = now
            rate = step.coded / max(now - begun, 1e-6)
            said = f"{step.coded:,} coded  {rate:.1f}/s  {step.refused:,} refused"
            if step.skipped:
                said += f"  {step.skipped:,} there already"
            bar.update(task, completed=step.read, total=step.total or None, description=said)
            bar.refresh()

        yield tell


def _print_summary(summary: BulkSummary, console: Console) -> None:
    rows = [("Coded", f"{summary.coded:,} reports, {summary.words:,} words")]
    if summary.uncoded:
        told = ", ".join(f"{one_line(why)} {n:,}" for why, n in summary.uncoded.items())
        rows.append(("Text only", f"{sum(summary.uncoded.values()):,} ({told})"))
    if summary.again:
        rows.append(("Same bytes", f"{summary.again:,} as another input"))
    if summary.skipped:
        rows.append(("Known", f"{summary.skipped:,} by an earlier run"))
    if summary.refused:
        told = ", ".join(f"{code} {n:,}" for code, n in summary.refused.items())
        rows.append(("Refused", f"{sum(summary.refused.values()):,} ({told})"))
    if summary.coded and summary.busy:
        rate = f"{summary.coded / max(summary.seconds, 1e-6):.1f} reports a second"
        rows.append(("Rate", f"{rate}, {summary.coded / summary.busy:.1f} a core-second"))
    rows.append(("In the folder", f"{summary.reports:,} reports"))
    for label, value in rows:
        console.print(f"{label:<14} {value}")


def _print_refused(summary: BulkSummary, console: Console) -> None:
    stream = console.file
    for file, columns in summary.columns[:SHOWN]:
        stream.write(f"columns of {one_line(file)}: {one_line(columns)} (others: --map)\n")
    for one in summary.examples[:SHOWN]:
        stream.write(f"refused: {one_line(one.location)}: {one.code} {one_line(one.reason)}\n")
    left = sum(summary.refused.values()) - SHOWN
    if left > 0:
        stream.write(f"and {left:,} more, in the folder with outcome 'refused'\n")
    stream.flush()
