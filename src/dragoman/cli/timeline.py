"""``dragoman timeline``: happenings in the order in which they took place."""

from __future__ import annotations

from datetime import date
from typing import Final

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
from dragoman.model import Happening
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
    limit: LimitOption = 50,
    format: FormatOption = Format.TABLE,
) -> None:
    """List happenings in the order of their dates."""
    lookup = load(case)
    kept = kept_happenings(lookup, pair, type, since, until, publisher)
    kept.sort(key=_order)
    rows, note = at_most(kept, limit)
    write_listing(ledger_listing(lookup, rows, note), format, out())


def _order(happening: Happening) -> tuple[date, date, str]:
    """By earliest day, then by latest; half-open intervals by the end that is known."""
    moment = happening.occurred_at
    first = moment.earliest or moment.latest or date.max
    return (first, moment.latest or date.max, happening.id)
