"""``dragoman relations``: how pairs of states stand to each other, month by month."""

from __future__ import annotations

from typing import Final

from dragoman.analyse import relations as indexed
from dragoman.cli.filters import at_most, parse_pair
from dragoman.cli.opening import load
from dragoman.cli.options import CasePath, FormatOption, LimitOption, PairOption
from dragoman.cli.streams import out
from dragoman.lexicon.coding import load_coding
from dragoman.lexicon.tables import Tables
from dragoman.show.listing import Format, write_listing
from dragoman.show.relation_rows import relation_listing, relation_rows

EXAMPLES: Final = """\b
Examples
  dragoman relations case.db --pair PRK,RUS
  dragoman relations case.db --format csv > months.csv

Goldstein's weights, -10 to 10, summed by happening and not by report. The
first number is what is told as done; the band runs from what is sure to all
that anyone tells. A change of level is looked for from eight months on."""


def relations(
    case: CasePath,
    pair: PairOption = "",
    limit: LimitOption = 50,
    format: FormatOption = Format.TABLE,
) -> None:
    """List the balance of cooperation and conflict of pairs of states by month."""
    lookup = load(case)
    between = parse_pair(pair, lookup.view.actors)
    kept = [
        one
        for one in indexed(lookup.view, load_coding(Tables()).goldstein)
        if between is None or set(between.countries) <= {one.one, one.other}
    ]
    rows, note = at_most(relation_rows(kept), limit)
    write_listing(relation_listing(lookup, rows, note), format, out())
