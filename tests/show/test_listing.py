"""A listing in its three formats."""

from __future__ import annotations

import csv
import io
import json

import pytest
from rich.console import Console

from dragoman.show.happening_rows import ledger_listing
from dragoman.show.listing import Column, Format, Listing, Told, write_listing
from dragoman.show.lookup import Lookup

ROWS = ["plain", "=2+2", "<b>[bold]\x1b[31m\u202e", "a\ud800"]
LISTING: Listing[str] = Listing(
    columns=(
        Column("text", lambda t: t, "Text", lambda t: t[:6]),
        Column("size", lambda t: str(len(t))),
    ),
    rows=ROWS,
    told=lambda t: Told(t, (f"again {t}", "")),
    record=lambda t: {"text": t},
)


def written(listing: Listing[str], format: Format, width: int = 80) -> str:
    out = io.StringIO()
    write_listing(listing, format, Console(file=out, width=width, markup=False))
    return out.getvalue()


def test_json_holds_the_rows_as_they_are() -> None:
    rows = json.loads(written(LISTING, Format.JSON))
    assert [row["text"] for row in rows] == [*ROWS[:3], "a?"]


def test_csv_reads_back_with_formulas_defused() -> None:
    rows = list(csv.DictReader(io.StringIO(written(LISTING, Format.CSV))))
    assert [row["text"] for row in rows] == ["plain", "'=2+2", "<b>[bold]␛[31m‹RLO›", "a\ufffd"]
    assert [row["size"] for row in rows] == ["5", "4", str(len(ROWS[2])), "2"]


def test_the_table_reads_no_markup_and_runs_no_escape() -> None:
    table = written(LISTING, Format.TABLE)
    assert "<b>[bold]␛[31m‹RLO›" in table
    assert "\x1b" not in table


@pytest.mark.parametrize("width", [60, 80, 132])
def test_no_line_is_wider_than_the_terminal(lookup: Lookup, width: int) -> None:
    out = io.StringIO()
    listing = ledger_listing(lookup, list(lookup.view.happenings.values()), "2 more")
    write_listing(listing, Format.TABLE, Console(file=out, width=width, markup=False))
    lines = out.getvalue().splitlines()
    assert max(map(len, lines)) <= width
    assert all(line == line.rstrip() for line in lines)
    assert lines[-1] == "2 more"


def test_an_empty_listing_says_so() -> None:
    empty: Listing[str] = Listing(LISTING.columns, [], LISTING.told, LISTING.record)
    assert written(empty, Format.TABLE) == "Nothing to list.\n"
    assert json.loads(written(empty, Format.JSON)) == []
    assert written(empty, Format.CSV) == "text,size\n"
