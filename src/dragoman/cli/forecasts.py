"""``dragoman forecasts``: who expects what, under which condition."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Final

import typer

from dragoman.analyse.holders import records_of
from dragoman.cli.filters import at_most, parse_window, reports_of
from dragoman.cli.opening import load
from dragoman.cli.options import (
    CasePath,
    FormatOption,
    LimitOption,
    PublisherOption,
    SinceOption,
    UntilOption,
)
from dragoman.cli.streams import out
from dragoman.model import Forecast, ForecastStatus
from dragoman.show.across_rows import forecast_listing, holder_listing
from dragoman.show.listing import Format, write_listing

EXAMPLES: Final = """\b
Examples
  dragoman forecasts case.db
  dragoman forecasts case.db --status fulfilled --status failed
  dragoman forecasts case.db --conditional --holder "Ministry of Defence"
  dragoman forecasts case.db --holders

--since and --until speak of the horizon: by when it is to come true."""


def forecasts(
    case: CasePath,
    status: Annotated[
        list[ForecastStatus] | None,
        typer.Option("--status", help="Only this status; may be given again."),
    ] = None,
    conditional: Annotated[
        bool, typer.Option("--conditional", help="Only those that depend on a condition.")
    ] = False,
    holder: Annotated[
        str, typer.Option("--holder", metavar="NAME", help="Only those that this speaker holds.")
    ] = "",
    since: SinceOption = "",
    until: UntilOption = "",
    publisher: PublisherOption = "",
    holders: Annotated[
        bool,
        typer.Option("--holders", help="A line for each speaker instead: how theirs came out."),
    ] = False,
    limit: LimitOption = 50,
    format: FormatOption = Format.TABLE,
) -> None:
    """List who expects what, if what, and how it stands."""
    lookup = load(case)
    window = parse_window(since, until)
    told_by = reports_of(publisher, lookup.view.reports)
    wanted = holder.casefold()
    kept = [
        one
        for one in lookup.view.forecasts.values()
        if (not status or one.status in status)
        and (not conditional or one.condition is not None)
        and any(wanted in f"{s.name} {s.text}".casefold() for s in one.sources)
        and window.keeps(one.horizon)
        and (told_by is None or one.report_id in told_by)
    ]
    if holders:
        records, note = at_most(records_of(kept), limit)
        write_listing(holder_listing(lookup, records, note), format, out())
        return
    kept.sort(key=_order)
    rows, note = at_most(kept, limit)
    write_listing(forecast_listing(lookup, rows, note), format, out())


def _order(forecast: Forecast) -> tuple[bool, str, date, str]:
    """Those with a condition first, together by its words; then by horizon."""
    condition = forecast.condition.exact.casefold() if forecast.condition else ""
    horizon = forecast.horizon.latest or forecast.horizon.earliest or date.max
    return (not condition, condition, horizon, forecast.id)
