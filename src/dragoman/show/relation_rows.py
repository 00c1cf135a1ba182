"""A listing of the relation index: a pair's months, their band and what moved them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dragoman.analyse.relations import Month, Relation, Turn
from dragoman.model import to_json
from dragoman.show.listing import Column, Listing, Told
from dragoman.show.lookup import Lookup
from dragoman.show.safe import cut


@dataclass(frozen=True, slots=True)
class RelationRow:
    """One month of one pair, with the change of level that begins there, if any."""

    one: str
    other: str
    month: Month
    turn: Turn | None


def relation_rows(relations: Iterable[Relation]) -> list[RelationRow]:
    """A row for each month of each pair, in their order."""
    return [
        RelationRow(
            relation.one,
            relation.other,
            month,
            next((t for t in relation.turns if t.month == month.month), None),
        )
        for relation in relations
        for month in relation.months
    ]


def relation_listing(
    lookup: Lookup, rows: Sequence[RelationRow], note: str = ""
) -> Listing[RelationRow]:
    """Months with their balance, the band about it, and the heaviest happenings."""
    return Listing(
        columns=(
            Column("pair", lambda r: f"{r.one},{r.other}", "Pair"),
            Column("month", lambda r: r.month.month, "Month"),
            Column("balance", lambda r: f"{r.month.balance:.1f}"),
            Column("least", lambda r: f"{r.month.least:.1f}"),
            Column("most", lambda r: f"{r.month.most:.1f}"),
            Column("cooperation", lambda r: f"{r.month.cooperation:.1f}"),
            Column("conflict", lambda r: f"{r.month.conflict:.1f}"),
            Column("happenings", lambda r: str(r.month.count), "Told", right=True),
            Column("level_before", lambda r: f"{r.turn.before:.1f}" if r.turn else ""),
            Column("level_after", lambda r: f"{r.turn.after:.1f}" if r.turn else ""),
        ),
        rows=rows,
        told=lambda r: _told(lookup, r),
        record=lambda r: to_json(r) | {"balance": r.month.balance},
        told_heading="Balance, from least to most",
        empty="No dealing between two countries is told as done and dated to a month.",
        note=note,
    )


def _told(lookup: Lookup, row: RelationRow) -> Told:
    month, happenings = row.month, lookup.view.happenings
    return Told(
        f"{month.balance:+.1f} ({month.least:+.1f} to {month.most:+.1f})",
        (
            *(cut(lookup.sentence(happenings[i]), 110) for i in month.movers if i in happenings),
            f"level changes here: {row.turn.before:+.1f} a month before, "
            f"{row.turn.after:+.1f} from here on"
            if row.turn
            else "",
        ),
    )
