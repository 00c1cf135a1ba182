"""``dragoman ledger``: who did what to whom, and who says so."""

from __future__ import annotations

from typing import Final

from dragoman.cli.filters import at_most, parse_pair, parse_types, parse_window, reports_of
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
from dragoman.model import Factuality, Happening
from dragoman.show.happening_rows import ledger_listing
from dragoman.show.listing import Format, write_listing
from dragoman.show.lookup import Lookup

EXAMPLES: Final = """\b
Examples
  dragoman ledger case.db
  dragoman ledger case.db --pair PRK,RUS --since 2024-06
  dragoman ledger case.db --pair "Iran,Israel" --type ASSAULT --limit 0
  dragoman ledger case.db --format csv > ledger.csv

When: 2024-06 is some day of that month, 2024-06~ some days of it, 2022/2024 between
those years; ≤ and ≥ stand for by and since. O/R is the number of independent
origins behind a line, and of reports that tell it."""


DONE: Final = (Factuality.ACTUAL, Factuality.ONGOING)


def ledger(
    case: CasePath,
    pair: PairOption = "",
    type: TypeOption = None,
    since: SinceOption = "",
    until: UntilOption = "",
    publisher: PublisherOption = "",
    limit: LimitOption = 50,
    format: FormatOption = Format.TABLE,
) -> None:
    """List who did what to whom, and who says so.

    One line a happening, however many reports tell of it. Those with most origins behind
    them come first, then those told as done and dated.
    """
    lookup = load(case)
    kept = kept_happenings(lookup, pair, type, since, until, publisher)
    kept.sort(key=_weight)
    rows, note = at_most(kept, limit)
    write_listing(ledger_listing(lookup, rows, note), format, out())


def _weight(happening: Happening) -> tuple[int, int, bool, bool, str]:
    return (
        -happening.origin_count,
        -len(happening.report_ids),
        happening.factuality not in DONE,
        not happening.occurred_at.known,
        happening.id,
    )


def kept_happenings(
    lookup: Lookup, pair: str, types: list[str] | None, since: str, until: str, publisher: str
) -> list[Happening]:
    """The happenings that the options leave in, by id.

    Raises:
        UsageError: where an option names what the case does not have, or is no date.
    """
    happenings = lookup.view.happenings.values()
    between = parse_pair(pair, lookup.view.actors)
    wanted = parse_types(types, (one.type for one in happenings))
    window = parse_window(since, until)
    told_by = reports_of(publisher, lookup.view.reports)
    return [
        one
        for one in happenings
        if (between is None or between.keeps(one.initiators, one.recipients))
        and (not wanted or one.type in wanted)
        and window.keeps(one.occurred_at)
        and (told_by is None or not told_by.isdisjoint(one.report_ids))
    ]
