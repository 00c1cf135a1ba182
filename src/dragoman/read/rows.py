"""JSON Lines: one report a row, streamed."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, BinaryIO, Final

import orjson

from dragoman.errors import BadRow, EmptyInput, InputError, MissingColumn, TooLarge
from dragoman.read.columns import COLUMNS, FIELDS, Columns, cell, names_of, settle, told
from dragoman.read.records import REPORT_LIMIT

REMEDY: Final = (
    "give {id, title, date, publisher, url, text} with at least a text, or --map text=COLUMN"
)


BLANK_ROWS: Final = 1_000_000
"""More of them are no file of reports; a small compressed file can hold a great many."""

MARK: Final = b"\xef\xbb\xbf"
ESCAPE: Final = re.compile(
    r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(u[dD][89a-fA-F][0-9a-fA-F]{2})|.)"
)
"""An escape in JSON; its group is half of a surrogate pair without the other."""

MOMENT: Final = re.compile(r"(\d{9,10})(?:\d{3})?(?:\d{3})?(?:\.\d*)?")
"""Seconds since 1970, or thousandths or millionths of them, as data sets write them."""

STAMP: Final = re.compile(r"((?:19|20)\d{6})(?:\d{4}|\d{6})")
"""A day with its hour and minute, without marks between them."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its id (or line number), raw bytes, or what is wrong with it.

    Attributes:
        taken: the columns that were taken where it has none of the names asked for.
        missing: set where it lacks the column of the text, which the whole file may.
    """

    name: str
    raw: bytes
    fields: dict[str, str]
    error: InputError | None = None
    taken: str = ""
    missing: MissingColumn | None = None


class Recoded:
    """Lines of a stream in another encoding, as UTF-8."""

    def __init__(self, stream: BinaryIO, encoding: str) -> None:
        self._text = io.TextIOWrapper(stream, encoding=encoding, errors="replace", newline="\n")

    def readline(self, limit: int = -1) -> bytes:
        """The next line or, of a longer one, so many characters."""
        return self._text.readline(limit).encode()


def read_rows(stream: BinaryIO | Recoded, columns: Columns = COLUMNS) -> Iterator[Row]:
    """The rows of a file, one at a time; blank lines are passed over.

    Args:
        stream: at its start.

    Raises:
        EmptyInput: a million blank rows.
    """
    number = blank = 0
    while raw := stream.readline(REPORT_LIMIT + 1):
        number += 1
        if number == 1:
            raw = raw.removeprefix(MARK)
        if len(raw) > REPORT_LIMIT and not raw.endswith(b"\n"):
            _pass_over(stream)
            yield Row(str(number), b"", {}, TooLarge("a row over 10 MB", "split it"))
        elif not raw.strip():
            blank += 1
            if blank > BLANK_ROWS:
                raise EmptyInput(f"over {BLANK_ROWS:,} blank rows", "take them out")
        else:
            yield parse_row(raw, number, columns)


def _pass_over(stream: BinaryIO | Recoded) -> None:
    while piece := stream.readline(REPORT_LIMIT):
        if piece.endswith(b"\n"):
            return


def parse_row(raw: bytes, number: int, columns: Columns = COLUMNS) -> Row:
    """Parse one row; what is wrong with it comes back in ``error``."""
    try:
        found: Any = parse_json(raw)
    except orjson.JSONDecodeError as error:
        wrong = BadRow(f"row {number} is no JSON from its character {error.pos + 1:,} on", REMEDY)
        return Row(str(number), raw, {}, wrong)
    return row_of(found, raw, number, columns)


def parse_json(raw: bytes | str) -> Any:
    """Parse JSON, and what Python writes for JSON: NaN, halves of surrogate pairs, any number.

    Raises:
        orjson.JSONDecodeError: it is neither.
    """
    try:
        return orjson.loads(raw)
    except orjson.JSONDecodeError as error:
        try:
            text = ESCAPE.sub(_whole_pair, raw.decode() if isinstance(raw, bytes) else raw)
            return json.loads(text, parse_constant=lambda _: None)
        except (ValueError, RecursionError):
            raise error from None


def _whole_pair(match: re.Match[str]) -> str:
    return "\\ufffd" if match[1] else match[0]


def row_of(found: Any, raw: bytes, number: int, columns: Columns) -> Row:
    """The row that an object is; what is wrong with it comes back in ``error``.

    Args:
        found: as parsed, of any type.
        number: of the row, from 1; its name where it has no id.
    """
    if not isinstance(found, dict):
        return Row(str(number), raw, {}, BadRow(f"row {number} is no JSON object", REMEDY))
    try:
        used = settle(columns, names_of(found))
    except MissingColumn as error:
        name = _word(cell(found, columns.id)) or str(number)
        wrong = BadRow(f"row {number}: {error.what}", error.remedy)
        return Row(name, raw, {}, wrong, missing=error)
    name = _word(cell(found, used.id)) or str(number)
    text = cell(found, used.text)
    if not isinstance(text, str):
        return Row(name, raw, {}, BadRow(f"row {number} has no text", REMEDY))
    if not text.strip():
        return Row(name, raw, {}, EmptyInput(f"row {number} has an empty text", REMEDY))
    fields = {field: _word(cell(found, getattr(used, field))) for field in FIELDS[2:]}
    fields["date"] = day_of(fields["date"])
    if "://" in fields["publisher"]:
        # What many call the source is an address, which names nobody.
        fields["publisher"] = ""
    return Row(name, raw, {**fields, "text": text}, taken=told(columns, used))


def day_of(written: str) -> str:
    """The day of a moment in digits, in UTC where it counts seconds since 1970; else as written."""
    if stamp := STAMP.fullmatch(written):
        return stamp[1]
    match = MOMENT.fullmatch(written)
    return datetime.fromtimestamp(int(match[1]), UTC).date().isoformat() if match else written


def _word(value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(value).strip()
