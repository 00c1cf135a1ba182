"""``dragoman changes``: what is otherwise than it was."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final

import typer
from rich.console import Console

from dragoman.analyse.since import net, revision_before_day, revision_before_run
from dragoman.case import Case
from dragoman.case.asking import load_changes, load_revisions
from dragoman.case.history import KINDS
from dragoman.case.records import Change, ChangeKind, Revision
from dragoman.cli.filters import at_most, parse_day
from dragoman.cli.opening import open_case
from dragoman.cli.options import CasePath, LimitOption
from dragoman.cli.streams import out, say
from dragoman.cli.writing import write_text
from dragoman.show.atom import feed
from dragoman.show.change_rows import change_listing, flags
from dragoman.show.listing import Format, Listing, write_listing

EXAMPLES: Final = """\b
Examples
  dragoman changes case.db
  dragoman changes case.db --since 12
  dragoman changes case.db --since 2026-11-01 --kind difference
  dragoman changes case.db --notable
  dragoman changes case.db --since 2026-11-01 --format atom -o changes.xml

Builds are numbered from 1; --since 12 compares the case with what it was
after build 12. Every line ends in an id that `dragoman show` opens."""

ORDER: Final = ("difference", "happening", "forecast", "report")
YEAR: Final = 4
"""Digits of a year."""
CHANGE_ORDER: Final = (
    ChangeKind.CHANGED,
    ChangeKind.MERGED,
    ChangeKind.WITHDRAWN,
    ChangeKind.NEW,
    ChangeKind.RENAMED,
)


class Kind(StrEnum):
    """What changes can be of."""

    REPORT = "report"
    HAPPENING = "happening"
    DIFFERENCE = "difference"
    FORECAST = "forecast"


class ChangesFormat(StrEnum):
    """How changes are written."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    ATOM = "atom"


assert {one.value for one in Kind} == set(KINDS)


def changes(
    case: CasePath,
    since: Annotated[
        str,
        typer.Option(
            "--since",
            metavar="RUN|DATE",
            help="The number of a build, or YYYY-MM-DD; else before the last build.",
        ),
    ] = "",
    kind: Annotated[
        list[Kind] | None, typer.Option("--kind", help="Only these records; may be given again.")
    ] = None,
    notable: Annotated[
        bool,
        typer.Option("--notable", help="Only what is newly disputed, came due or was settled."),
    ] = False,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to this file.")
    ] = None,
    limit: LimitOption = 50,
    format: Annotated[
        ChangesFormat,
        typer.Option("--format", "-f", help="A table to read, JSON, CSV, or an Atom feed."),
    ] = ChangesFormat.TABLE,
) -> None:
    """List what has changed since a build or a day.

    New, changed, withdrawn and merged happenings; differences, and which are newly
    disputed; forecasts that came due or were settled; reports.
    """
    with open_case(case) as (opened, lookup):
        revisions = load_revisions(opened)
        found = ordered(net(load_changes(opened, start_of(revisions, since))))
        founded = founded_at(opened)
    kept = [one for one in found if (not kind or one.kind in kind) and (not notable or flags(one))]
    rows, note = at_most(kept, limit)
    if format is ChangesFormat.ATOM:
        moments = {one.id: one.recorded_at for one in revisions}
        text = feed(f"Changes of {case.stem}", founded, rows, moments)
        _write(output, text)
        return
    listing = change_listing(lookup, rows, note)
    if output is not None:
        _write(output, _text(listing, Format(format.value)))
        return
    write_listing(listing, Format(format.value), out())
    if format is ChangesFormat.TABLE and not since and revisions:
        builds = [one.run_id for one in revisions if one.run_id is not None]
        say(f"by the last of {len(builds):,} builds; --since tells of more")


def ordered(changes: Iterable[Change]) -> list[Change]:
    """What an analyst would look for first; then what is otherwise before what is new."""
    return sorted(
        changes,
        key=lambda one: (
            not flags(one),
            ORDER.index(one.kind),
            CHANGE_ORDER.index(one.change),
            one.record_id,
            one.previous_id,
        ),
    )


def start_of(revisions: Sequence[Revision], since: str) -> int:
    """The revision whose ledger is compared with.

    Args:
        since: number of a build, a day, or empty for the one before the last.

    Raises:
        UsageError: where it is neither.
    """
    if not since:
        return revisions[-2].id if len(revisions) > 1 else 0
    # Four digits are a year, as in every other option; "#2026" is a build even so.
    number = since.removeprefix("#")
    if number.isdecimal() and (number != since or len(number) != YEAR):
        return revision_before_run(revisions, int(number))
    day = parse_day(since, "--since")
    assert day is not None
    return revision_before_day(revisions, day)


def founded_at(case: Case) -> datetime:
    """When the case was first built; a case that never was has the epoch."""
    runs = case.runs()
    return runs[0].started_at if runs else datetime.fromtimestamp(0, UTC)


def _write(output: Path | None, text: str) -> None:
    if output is not None:
        write_text(output, text)
        return
    console = out()
    console.file.write(text)
    console.file.flush()


def _text(listing: Listing[Change], format: Format) -> str:
    """A listing as text, for a file."""
    with io.StringIO() as written:
        write_listing(listing, format, Console(file=written, markup=False, width=80))
        return written.getvalue()
