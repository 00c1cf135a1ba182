"""JSON Lines: one report a row, streamed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO, Final

import orjson

from dragoman.errors import BadRow, EmptyInput, InputError, TooLarge
from dragoman.read.columns import COLUMNS, Columns, cell
from dragoman.read.records import REPORT_LIMIT

FIELDS: Final = (
    "give {id, title, date, publisher, url, text} with at least a text, or --map text=COLUMN"
)


BLANK_ROWS: Final = 1_000_000
"""More of them are no file of reports; a small compressed file can hold a great many."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its id (or line number), raw bytes, or what is wrong with it."""

    name: str
    raw: bytes
    fields: dict[str, str]
    error: InputError | None = None


def read_rows(stream: BinaryIO, columns: Columns = COLUMNS) -> Iterator[Row]:
    """The rows of a file, one at a time; blank lines are passed over.

    Args:
        stream: opened for bytes, at its start.

    Raises:
        EmptyInput: a million blank rows.
    """
    number = blank = 0
    while raw := stream.readline(REPORT_LIMIT + 1):
        number += 1
        if number == 1:
            raw = raw.removeprefix(b"\xef\xbb\xbf")
        if len(raw) > REPORT_LIMIT and not raw.endswith(b"\n"):
            _pass_over(stream)
            yield Row(str(number), b"", {}, TooLarge("a row over 10 MB", "split it"))
        elif not raw.strip():
            blank += 1
            if blank > BLANK_ROWS:
                raise EmptyInput(f"over {BLANK_ROWS:,} blank rows", "take them out")
        else:
            yield parse_row(raw, number, columns)


def _pass_over(stream: BinaryIO) -> None:
    while piece := stream.readline(REPORT_LIMIT):
        if piece.endswith(b"\n"):
            return


def parse_row(raw: bytes, number: int, columns: Columns = COLUMNS) -> Row:
    """Parse one row; what is wrong with it comes back in ``error``."""
    try:
        found: Any = orjson.loads(raw)
    except orjson.JSONDecodeError as error:
        wrong = BadRow(f"row {number} is no JSON: {str(error).splitlines()[0]}", FIELDS)
        return Row(str(number), raw, {}, wrong)
    return row_of(found, raw, number, columns)


def row_of(found: Any, raw: bytes, number: int, columns: Columns) -> Row:
    """The row that an object is; what is wrong with it comes back in ``error``.

    Args:
        found: as parsed, of any type.
        number: of the row, from 1; its name where it has no id.
    """
    if not isinstance(found, dict):
        return Row(str(number), raw, {}, BadRow(f"row {number} is no JSON object", FIELDS))
    name = _word(cell(found, columns.id)) or str(number)
    text = cell(found, columns.text)
    if not isinstance(text, str):
        return Row(name, raw, {}, BadRow(f"row {number} has no text", FIELDS))
    if not text.strip():
        return Row(name, raw, {}, EmptyInput(f"row {number} has an empty text", FIELDS))
    fields = {
        field: _word(cell(found, getattr(columns, field)))
        for field in ("title", "date", "publisher", "url")
    }
    return Row(name, raw, {**fields, "text": text})


def _word(value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(value).strip()
