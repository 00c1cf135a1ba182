"""``dragoman differences``: where the accounts differ."""

from __future__ import annotations

from typing import Annotated, Final

import typer

from dragoman.cli.filters import at_most, parse_pair, reports_of
from dragoman.cli.opening import load
from dragoman.cli.options import (
    CasePath,
    FormatOption,
    LimitOption,
    PairOption,
    PublisherOption,
)
from dragoman.cli.streams import out
from dragoman.model import DifferenceKind
from dragoman.show.across_rows import difference_listing
from dragoman.show.listing import Format, write_listing

EXAMPLES: Final = """\b
Examples
  dragoman differences case.db
  dragoman differences case.db --kind dispute --pair PRK,RUS

A dispute: sources contradict each other. A revision: one source corrects
itself. Scope: they count different things. Precision: one says it more finely.
No verdict is given."""

ORDER: Final = list(DifferenceKind)


def differences(
    case: CasePath,
    kind: Annotated[
        list[DifferenceKind] | None,
        typer.Option("--kind", help="Only this kind; may be given again."),
    ] = None,
    pair: PairOption = "",
    publisher: PublisherOption = "",
    limit: LimitOption = 50,
    format: FormatOption = Format.TABLE,
) -> None:
    """List where accounts differ, and who holds what."""
    lookup = load(case)
    view = lookup.view
    between = parse_pair(pair, view.actors)
    told_by = reports_of(publisher, view.reports)
    kept = []
    for one in view.differences.values():
        happening = view.happenings.get(one.happening_id)
        if kind and one.kind not in kind:
            continue
        if between and not (
            happening and between.keeps(happening.initiators, happening.recipients)
        ):
            continue
        if told_by is not None and told_by.isdisjoint(
            report for position in one.positions for report in position.report_ids
        ):
            continue
        kept.append(one)
    kept.sort(key=lambda one: (ORDER.index(one.kind), one.slot, one.id))
    rows, note = at_most(kept, limit)
    write_listing(difference_listing(lookup, rows, note), format, out())
