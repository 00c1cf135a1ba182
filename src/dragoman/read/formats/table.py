"""Rows: JSON Lines, JSON, and tables with a header."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any, BinaryIO, Final, TextIO

import orjson
from charset_normalizer import from_bytes

from dragoman.errors import BadRow, Damaged, EmptyInput, MissingColumn, TooDeep, TooLarge
from dragoman.read.columns import COLUMNS, Columns, cell
from dragoman.read.decoding import BOMS, CANDIDATES, decode
from dragoman.read.formats.part import Part, named
from dragoman.read.formats.sniffing import COLUMN_MARKS
from dragoman.read.formats.streams import whole
from dragoman.read.pages import text_page
from dragoman.read.records import REPORT_LIMIT, Failure, Page, Stated
from dragoman.read.rows import Row, parse_row, read_rows, row_of

OBJECTS_LIMIT: Final = 64 * 1024 * 1024
"""Bytes of one JSON text, which must be in memory as a whole."""

CELLS_SHOWN: Final = 8
WHOLE_FILE: Final = "check that the file was saved whole"


def row_parts(name: str, stream: BinaryIO, columns: Columns) -> Iterator[Part | Failure]:
    """The rows of a JSON Lines file."""
    yield from _some(name, read_rows(stream, columns), columns)


def object_parts(name: str, stream: BinaryIO, columns: Columns) -> Iterator[Part | Failure]:
    """The reports of a JSON text: one object, a list of them, or an object that holds the list.

    A file of JSON Lines under the name of JSON is read as such.

    Raises:
        BadRow: no JSON, or nothing in it that is a row.
        TooDeep: nested beyond what the parser takes.
        TooLarge: over 64 MB.
    """
    raw = whole(stream, OBJECTS_LIMIT, "give it as JSON Lines, which may be of any size")
    try:
        found = _parsed(raw)
    except orjson.JSONDecodeError as error:
        first = raw.split(b"\n", 1)[0]
        if len(first) < len(raw.rstrip()) and parse_row(first, 1, columns).error is None:
            yield from row_parts(name, io.BytesIO(raw), columns)
            return
        why = str(error).splitlines()[0]
        if "depth" in why or "ecursion" in why:
            raise TooDeep("JSON nested too deep", "give a list of flat objects") from error
        raise BadRow(f"no JSON: {why}", WHOLE_FILE) from error
    if isinstance(found, dict) and cell(found, columns.text) is None:
        lists = [v for v in found.values() if isinstance(v, list) and v and isinstance(v[0], dict)]
        found = lists[0] if len(lists) == 1 else found
    if isinstance(found, dict):
        row = row_of(found, raw, 1, columns)
        yield Failure(name, row.error) if row.error else _part(name, row, columns)
    elif isinstance(found, list):
        numbered = enumerate(found, start=1)
        rows = (row_of(one, orjson.dumps(one), n, columns) for n, one in numbered)
        yield from _some(name, rows, columns)
    else:
        raise BadRow("JSON that holds no object", "give a list of objects, one a report")


def _parsed(raw: bytes) -> Any:
    marked = any(raw.startswith(mark) for mark, _ in BOMS) or b"\x00" in raw[:4]
    try:
        return orjson.loads(decode(raw) if marked else raw)
    except orjson.JSONDecodeError:
        try:
            raw.decode()
        except UnicodeDecodeError:
            return orjson.loads(decode(raw))
        raise


def table_parts(
    name: str, head: bytes, suffix: str, stream: BinaryIO, columns: Columns
) -> Iterator[Part | Failure]:
    """The rows of a table with a header.

    Args:
        head: its first bytes, which show its encoding; they are still in the stream.
        suffix: ``.tsv`` and ``.tab`` are cut at tabs; else the header shows what cuts it.

    Raises:
        MissingColumn: the header lacks the column of the texts.
        Damaged: a cell that does not end.
    """
    text = io.TextIOWrapper(stream, encoding=encoding_of(head), errors="replace", newline="")
    yield from _some(name, _table_rows(text, suffix, columns), columns)


def encoding_of(head: bytes) -> str:
    """The encoding that the first bytes of a table are in: marked, UTF-8, or detected."""
    for mark, encoding in BOMS:
        if head.startswith(mark):
            return encoding
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        best = from_bytes(head, cp_isolation=list(CANDIDATES), threshold=0.25).best()
        return best.encoding if best else "cp1252"
    return "utf-8"


def _table_rows(text: TextIO, suffix: str, columns: Columns) -> Iterator[Row]:
    first = text.readline(REPORT_LIMIT)
    if not first.strip():
        raise EmptyInput("a table without a header", WHOLE_FILE)
    mark = "\t" if suffix in {".tsv", ".tab"} else max(COLUMN_MARKS, key=first.count)
    # The limit is the module's own; the one it comes with is less than a long report.
    csv.field_size_limit(max(csv.field_size_limit(), REPORT_LIMIT))
    cells = csv.reader(_lines(first, text), delimiter=mark)
    number = 0
    try:
        header = [one.strip() for one in next(cells)]
        columns = _as_written(columns, header)
        for number, row in enumerate(cells, start=1):
            if row:
                yield _table_row(header, row, number, columns)
    except csv.Error as error:
        raise Damaged(f"row {number + 1} does not end: {error}", "close its quotes") from error


def _lines(first: str, text: TextIO) -> Iterator[str]:
    yield first
    while line := text.readline(REPORT_LIMIT):
        if len(line) == REPORT_LIMIT and not line.endswith("\n"):
            raise csv.Error("a line over 10 MB")
        yield line


def _as_written(columns: Columns, header: list[str]) -> Columns:
    """The columns under the names that the header has, whose case does not matter."""
    written = {one.casefold(): one for one in reversed(header)}
    found = {
        field: column if column in header else written.get(column.casefold(), "")
        for field in Columns.__slots__
        if (column := getattr(columns, field))
    }
    if not found["text"]:
        had = ", ".join(header[:CELLS_SHOWN])
        raise MissingColumn(
            f"no column {columns.text!r} among: {had}", "name it with --map text=COLUMN"
        )
    return Columns(**found)


def _table_row(header: list[str], row: list[str], number: int, columns: Columns) -> Row:
    raw = orjson.dumps(row, default=str)
    if len(row) > len(header):
        wrong = BadRow(f"row {number} has more cells than the header", "quote the cells")
        return Row(str(number), raw, {}, wrong)
    return row_of(dict(zip(header, row, strict=False)), raw, number, columns)


def _some(name: str, rows: Iterator[Row], columns: Columns) -> Iterator[Part | Failure]:
    empty = True
    for row in rows:
        empty = False
        location = named(name, row.name)
        yield Failure(location, row.error) if row.error else _part(location, row, columns)
    if empty:
        raise EmptyInput("no rows in it", WHOLE_FILE)


def _part(location: str, row: Row, columns: Columns) -> Part | Failure:
    if len(row.fields["text"]) > REPORT_LIMIT:
        return Failure(location, TooLarge("a text over 10 MB", "split it"))
    # Under other columns the same bytes are another report.
    told_by = row.raw.strip() + (b"" if columns == COLUMNS else repr(columns).encode())
    return Part(location, told_by, partial(row_page, location, row.fields))


def row_page(location: str, fields: Mapping[str, str]) -> Page:
    """The page of a row: its text, character by character, and what it states."""
    dates = (("row:date", fields["date"]),) if fields.get("date") else ()
    stated = Stated(
        title=fields.get("title", ""),
        publisher=fields.get("publisher", ""),
        dates=dates,
        url=fields.get("url", ""),
    )
    return text_page(location, fields["text"], stated)


__all__ = ["encoding_of", "object_parts", "row_page", "row_parts", "table_parts"]
