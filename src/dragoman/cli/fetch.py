"""``dragoman fetch``: pages from the web into a folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer
from rich.console import Console

from dragoman.cli.streams import err, out, say
from dragoman.errors import UsageError
from dragoman.show.safe import one_line

if TYPE_CHECKING:
    from dragoman.bulk.fetch import FetchSummary

EXAMPLES: Final = """\b
Examples
  dragoman fetch https://example.org/2026/03/talks -o pages/
  dragoman fetch https://example.org/world.rss -o pages/
  dragoman fetch links.txt -o pages/
  dragoman build case.db pages/

robots.txt is honoured, a host is asked at most every --delay seconds, and a page
that was fetched before is asked for only if it has changed. What was seen is kept
as WARC, with the moment of its retrieval, so that a case can be built from it again.
No other command goes online."""

FAILURES_SHOWN: Final = 40

STOPPED: Final = 130
"""What a shell gives a command that Ctrl-C ended (128 and SIGINT's number)."""


Given = Annotated[
    list[str],
    typer.Argument(
        metavar="URL…",
        help="Addresses of pages or feeds; or files that hold a feed, or an address a line.",
    ),
]
Folder = Annotated[
    Path, typer.Option("--output", "-o", metavar="FOLDER", help="Where the archives go.")
]
Delay = Annotated[
    float,
    typer.Option("--delay", min=0.0, metavar="SECONDS", help="Between two requests to one host."),
]
Links = Annotated[
    int, typer.Option("--links", min=1, metavar="N", help="Pages taken from one feed.")
]
Private = Annotated[
    bool,
    typer.Option("--allow-private", help="Also ask hosts in private networks and on this machine."),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Only errors.")]


def fetch(
    given: Given,
    folder: Folder,
    delay: Delay = 2.0,
    links: Links = 200,
    private: Private = False,
    quiet: Quiet = False,
) -> None:
    """Fetch pages and the pages of feeds, politely.

    Ends with a summary: pages saved, unchanged, and those that could not be had, each with
    the reason.
    """
    # Imported here: what goes online is loaded by no other command.
    from dragoman.bulk.fetch import Limits
    from dragoman.bulk.fetch import fetch as fetch_pages

    console = err()

    def tell(address: str, outcome: str) -> None:
        if not quiet and console.is_terminal:
            console.file.write(f"{outcome:<9} {one_line(address)}\n")
            console.file.flush()

    limits = Limits(delay=delay, links=links, private=private)
    try:
        summary = fetch_pages(given, folder, limits, on_progress=tell)
    except OSError as error:
        reason = error.strerror or "the file system refuses"
        raise UsageError(f"cannot write to {folder}: {reason}", "give another folder") from error
    except KeyboardInterrupt:
        say("stopped: what was fetched is kept; the same command asks for what has changed since")
        raise typer.Exit(STOPPED) from None
    if not quiet:
        _print_summary(summary, out())
    _print_failures(summary, console)
    if not summary.saved and not summary.unchanged:
        raise typer.Exit(1)


def _print_summary(summary: FetchSummary, console: Console) -> None:
    counts = (len(summary.saved), len(summary.unchanged), len(summary.failures))
    console.print("{:,} saved, {:,} unchanged, {:,} failed".format(*counts))
    if summary.archive:
        console.print(str(summary.archive))


def _print_failures(summary: FetchSummary, console: Console) -> None:
    stream = console.file
    for address, wrong in summary.failures[:FAILURES_SHOWN]:
        stream.write(f"not fetched: {one_line(address)}: {one_line(str(wrong))}\n")
    left = len(summary.failures) - FAILURES_SHOWN
    if left > 0:
        stream.write(f"and {left:,} more\n")
    stream.flush()
