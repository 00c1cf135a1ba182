"""Listing of publishers with the grades that the user gave them."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.analyse.grades import RELIABILITY, PublisherGrade
from dragoman.model import to_json
from dragoman.show.listing import Column, Listing, Told


def grade_listing(rows: Sequence[PublisherGrade], note: str = "") -> Listing[PublisherGrade]:
    """Publishers, what they are graded, by whom and why."""
    return Listing(
        columns=(
            Column("grade", lambda g: g.letter, "Grade"),
            Column("publisher", lambda g: g.publisher),
            Column("meaning", lambda g: RELIABILITY[g.letter]),
            Column("who", lambda g: g.who),
            Column("note", lambda g: g.note),
            Column("reports", lambda g: str(len(g.report_ids)), "Reports", right=True),
        ),
        rows=rows,
        told=lambda g: Told(
            g.publisher,
            (RELIABILITY[g.letter], f"graded by {g.who}" if g.who else "", g.note),
        ),
        record=to_json,
        told_heading="Publisher",
        empty="No report of the case names its publisher.",
        note=note,
    )
