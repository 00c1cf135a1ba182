"""A listing of rows in three formats: a table for a terminal, JSON, CSV.

A listing says once what its columns are; the formats follow. The table is built for 80
columns: a few narrow cells (id, date, who to whom) and one wide one, whose first line says
what and whose further lines say how many and who says so.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final, Generic, TypeVar

import orjson
from rich.box import Box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from dragoman.show.safe import cell, one_line

Row = TypeVar("Row")


class Format(StrEnum):
    """How a listing is written."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """One column: its CSV name, its table heading and the text of a row in it.

    Attributes:
        heading: empty for a column that only CSV has.
        short: the text for the table where it is not the CSV's (a cut id, country codes).
        right: whether figures stand at the right.
    """

    key: str
    text: Callable[[Row], str]
    heading: str = ""
    short: Callable[[Row], str] | None = None
    right: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """The wide cell of a table's row: what, and lines of detail under it."""

    head: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Listing(Generic[Row]):
    """Rows and how to show them.

    Attributes:
        columns: in the order of the CSV; those with a heading stand in the table too.
        told: the table's wide cell; ``told_heading`` stands above it.
        record: a row's JSON form (dicts, lists and scalars).
        empty: what the table says where there is no row.
        note: a line under the table, empty for none.
    """

    columns: tuple[Column[Row], ...]
    rows: Sequence[Row]
    told: Callable[[Row], Told]
    record: Callable[[Row], Any]
    told_heading: str = "What"
    empty: str = "Nothing to list."
    note: str = ""


_RULE: Final = Box("    \n    \n ── \n    \n    \n    \n    \n    \n")
"""No frame but a rule under the headings: the eye follows the columns, not boxes."""


def write_listing(listing: Listing[Row], format: Format, console: Console) -> None:
    """Write a listing to the console's file in one of the three formats.

    JSON is one array, UTF-8, ids whole; CSV is RFC 4180 with a header row, line feeds as
    line ends, formulas defused (see `dragoman.show.safe.cell`).
    """
    if format is Format.JSON:
        _write_raw(console, json_text(listing))
    elif format is Format.CSV:
        _write_raw(console, csv_text(listing))
    else:
        _write_table(listing, console)


def json_text(listing: Listing[Row]) -> str:
    """The rows as one JSON array, indented by two."""
    rows = [_encodable(listing.record(row)) for row in listing.rows]
    return orjson.dumps(rows, option=orjson.OPT_INDENT_2).decode() + "\n"


def csv_text(listing: Listing[Row]) -> str:
    """The rows as CSV with a header row."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([column.key for column in listing.columns])
    for row in listing.rows:
        writer.writerow([cell(column.text(row)) for column in listing.columns])
    return out.getvalue()


def _write_raw(console: Console, text: str) -> None:
    console.file.write(text)
    console.file.flush()


def _write_table(listing: Listing[Row], console: Console) -> None:
    if not listing.rows:
        console.print(Text(listing.empty))
        return
    table = Table(box=_RULE, pad_edge=False, show_edge=False, padding=(0, 2, 0, 0))
    narrow = [column for column in listing.columns if column.heading]
    at_left = [column for column in narrow if not column.right]
    at_right = [column for column in narrow if column.right]
    for column in at_left:
        table.add_column(column.heading, no_wrap=True, overflow="ellipsis", style="cyan")
    table.add_column(listing.told_heading, ratio=1, overflow="fold")
    for column in at_right:
        table.add_column(column.heading, justify="right", no_wrap=True)
    for row in listing.rows:
        table.add_row(
            *(_narrow(column, row) for column in at_left),
            _wide(listing.told(row)),
            *(_narrow(column, row) for column in at_right),
        )
    _print_trimmed(table, console)
    if listing.note:
        console.print(Text(one_line(listing.note), style="dim"))


def _print_trimmed(table: Table, console: Console) -> None:
    """Print a table; in a pipe without the blanks that fill its lines."""
    if console.is_terminal:
        console.print(table)
        return
    with console.capture() as captured:
        console.print(table)
    _write_raw(console, "".join(line.rstrip() + "\n" for line in captured.get().splitlines()))


def _narrow(column: Column[Row], row: Row) -> Text:
    lines = (column.short or column.text)(row).split("\n")
    return Text("\n".join(one_line(line) for line in lines))


def _wide(told: Told) -> Text:
    """The wide cell; detail lines are set back by two so that they read without colour too."""
    text = Text(one_line(told.head), style="bold")
    for line in told.lines:
        clean = one_line(line)
        if clean:
            text.append("\n· " + clean, style="not bold")
    return text


def _encodable(value: Any) -> Any:
    """Replace lone surrogates, which JSON's UTF-8 cannot hold; all else stays as stored."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode() if not value.isascii() else value
    if isinstance(value, list):
        return [_encodable(part) for part in value]
    if isinstance(value, dict):
        return {key: _encodable(part) for key, part in value.items()}
    return value
