"""``dragoman timeline``: happenings in the order in which they took place."""

from __future__ import annotations

from typing import Annotated, Final

import typer

from dragoman.analyse import in_order
from dragoman.analyse.timeline import UNREAL
from dragoman.cli.filters import at_most
from dragoman.cli.ledger import kept_happenings
from dragoman.cli.opening import load
from dragoman.cli.options import (
    CasePath,
    FormatOption,
    LimitOption,
    PairOption,
    PublisherOption,
    SinceOption,
    TypeOption,
    UntilOption,
)
from dragoman.cli.streams import out
from dragoman.show.happening_rows import ledger_listing
from dragoman.show.listing import Format, write_listing

EXAMPLES: Final = """\b
Examples
  dragoman timeline case.db --since 2024-06 --until 2024-12
  dragoman timeline case.db --pair PRK,RUS --format json

A date may be an interval: 2024-06 is some day of that month. What has no date
comes last, and not at all where --since or --until is given."""


def timeline(
    case: CasePath,
    pair: PairOption = "",
    type: TypeOption = None,
    since: SinceOption = "",
    until: UntilOption = "",
    publisher: PublisherOption = "",
    unreal: Annotated[
        bool,
        typer.Option(
            "--unreal",
            help="Also what is only asked for, foreseen or conditional, or did not happen.",
        ),
    ] = False,
    limit: LimitOption = 50,
    format: FormatOption = Format.TABLE,
) -> None:
    """List happenings in the order of their dates."""
    lookup = load(case)
    kept = kept_happenings(lookup, pair, type, since, until, publisher)
    told = in_order(one for one in kept if unreal or one.factuality not in UNREAL)
    rows, note = at_most(told, limit)
    write_listing(ledger_listing(lookup, rows, note), format, out())
