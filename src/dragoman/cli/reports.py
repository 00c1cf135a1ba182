"""``dragoman reports``: what the case was built from."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Final

import typer

from dragoman.cli.filters import at_most, parse_window, reports_of, story_of
from dragoman.cli.opening import load
from dragoman.cli.options import (
    CasePath,
    FormatOption,
    LimitOption,
    PublisherOption,
    SinceOption,
    UntilOption,
)
from dragoman.cli.streams import out, say
from dragoman.model import Report
from dragoman.show.listing import Format, write_listing
from dragoman.show.report_rows import failure_listing, report_listing
from dragoman.show.story_rows import stories_of, story_listing

EXAMPLES: Final = """\b
Examples
  dragoman reports case.db
  dragoman reports case.db --publisher TASS --since 2024
  dragoman reports case.db --stories
  dragoman reports case.db --story rep_1f0c --originals
  dragoman reports case.db --failed"""


def reports(
    case: CasePath,
    failed: Annotated[
        bool, typer.Option("--failed", help="List the inputs that could not be read instead.")
    ] = False,
    stories: Annotated[
        bool, typer.Option("--stories", help="List the stories that several reports tell instead.")
    ] = False,
    story: Annotated[
        str,
        typer.Option(
            "--story",
            metavar="ID",
            help="Only reports of this story: its id or a report's, or enough of its start.",
        ),
    ] = "",
    originals: Annotated[
        bool, typer.Option("--originals", help="Leave out reports that wholly repeat another.")
    ] = False,
    since: SinceOption = "",
    until: UntilOption = "",
    publisher: PublisherOption = "",
    limit: LimitOption = 50,
    format: FormatOption = Format.TABLE,
) -> None:
    """List the reports of a case.

    Date, publisher, title, and which of them repeat another. What two reports have in common
    is shown, side by side, by ``dragoman show CASE.db REPORT``.
    """
    lookup = load(case)
    if failed:
        failures, note = at_most(lookup.view.failures, limit)
        write_listing(failure_listing(failures, note), format, out())
        return
    window = parse_window(since, until)
    published_by = reports_of(publisher, lookup.view.reports)
    told_in = story_of(story, lookup.view.reports)
    kept = [
        one
        for one in lookup.view.reports.values()
        if window.keeps(one.published_at)
        and (published_by is None or one.id in published_by)
        and (not told_in or one.story_id == told_in)
        and not (originals and one.copy_of)
    ]
    kept.sort(key=_order)
    if stories:
        told, note = at_most(stories_of(kept), limit)
        write_listing(story_listing(told, note), format, out())
        return
    rows, note = at_most(kept, limit)
    write_listing(report_listing(lookup, rows, note), format, out())
    if format is Format.TABLE and lookup.view.failures:
        count = len(lookup.view.failures)
        say(f"{count} input{'s' * (count > 1)} could not be read: see --failed")


def _order(report: Report) -> tuple[date, str]:
    moment = report.published_at
    return (moment.earliest or moment.latest or date.max, report.id)
