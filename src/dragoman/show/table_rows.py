"""Listing of a user's own tables, checked."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.lexicon.checking import Checked
from dragoman.model import to_json
from dragoman.show.listing import Column, Listing, Told


def checked_listing(rows: Sequence[Checked]) -> Listing[Checked]:
    """Each table, what it adds, and what is wrong with it."""
    return Listing(
        columns=(
            Column("state", lambda c: "fault" if c.fault else "sound", "State"),
            Column("file", lambda c: c.file),
            Column("fault", lambda c: c.fault),
            Column("remedy", lambda c: c.remedy),
            Column("rows", lambda c: str(c.rows), "Entries", right=True),
        ),
        rows=rows,
        told=lambda c: Told(c.file, (c.fault, c.remedy)),
        record=to_json,
        told_heading="Table",
        empty="There is no table in this folder.",
    )
