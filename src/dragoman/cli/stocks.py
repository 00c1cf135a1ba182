"""``dragoman stocks``: what is reckoned from the figures, against what is claimed."""

from __future__ import annotations

from typing import Final

from dragoman.analyse import PromiseRow, StockRow, promises
from dragoman.analyse import stocks as reckoned
from dragoman.cli.filters import at_most, parse_pair
from dragoman.cli.opening import load
from dragoman.cli.options import CasePath, FormatOption, LimitOption, PairOption
from dragoman.cli.streams import out
from dragoman.show.listing import Format, write_listing
from dragoman.show.stock_rows import stock_listing

EXAMPLES: Final = """\b
Examples
  dragoman stocks case.db
  dragoman stocks case.db --pair PRK,RUS --format json

Sent less lost less returned, as intervals: what was sent is at least the
greatest figure told and at most the sum of all. A claim outside of it stands
first, with the figures it is reckoned from. No verdict is given on who is right."""


def stocks(
    case: CasePath,
    pair: PairOption = "",
    limit: LimitOption = 50,
    format: FormatOption = Format.TABLE,
) -> None:
    """List stocks, caps and truces against what is claimed and told.

    What was sent, lost and returned is reckoned up in intervals and held against the figures
    that sources give of what is there; caps and truces against what is told later.
    """
    lookup = load(case)
    between = parse_pair(pair, lookup.view.actors)
    found: list[StockRow | PromiseRow] = [
        *reckoned(lookup.view, lookup.likeness),
        *promises(lookup.view, lookup.likeness),
    ]
    kept = [row for row in found if between is None or set(between.countries) <= _named(row)]
    rows, note = at_most(kept, limit)
    write_listing(stock_listing(lookup, rows, note), format, out())


def _named(row: StockRow | PromiseRow) -> set[str]:
    return {row.owner, row.where} if isinstance(row, StockRow) else set(row.parties)
