"""Rows: JSON Lines, JSON, and tables with a header."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Any, BinaryIO, Final, TextIO

import orjson

from dragoman.errors import (
    BadRow,
    BinaryInput,
    Damaged,
    EmptyInput,
    InputError,
    TooDeep,
    TooLarge,
)
from dragoman.read.columns import COLUMNS, Columns, cell, settle, told
from dragoman.read.decoding import (
    AS_TEXT,
    BOMS,
    NO_TEXT,
    decode,
    encoding_of,
    is_binary,
    refuse_magic,
)
from dragoman.read.formats.part import Part, named
from dragoman.read.formats.sniffing import COLUMN_MARKS
from dragoman.read.formats.streams import whole
from dragoman.read.pages import text_page
from dragoman.read.records import REPORT_LIMIT, Failure, Page, Stated
from dragoman.read.rows import Recoded, Row, parse_json, parse_row, read_rows, row_of

OBJECTS_LIMIT: Final = 64 * 1024 * 1024
"""Bytes of one JSON text, which must be in memory as a whole."""

WHOLE_FILE: Final = "check that the file was saved whole"
PATIENCE: Final = 100
"""Rows of a file that may fail before a first good one; then they are not what its name says."""

SEEN: Final = 64 * 1024
BLANK: Final = b" \t\r\n\xef\xbb\xbf"
ESCAPE: Final = b"\x1b$"
SEPARATOR: Final = re.compile(r'"?sep=([,;\t|])"?\s*', re.IGNORECASE)
"""The line with which spreadsheets tell each other what cuts the cells."""


def row_parts(
    name: str, head: bytes, stream: BinaryIO, columns: Columns
) -> Iterator[Part | Failure]:
    """The rows of a JSON Lines file.

    Args:
        head: its first bytes, which show its encoding; they are still in the stream.

    Raises:
        BadRow, MissingColumn: none of its first rows can be read.
        BinaryInput: no text.
        EmptyInput: no rows.
    """
    encoding = _checked_encoding(head)
    recoded = stream if encoding in {"utf-8", "utf-8-sig"} else Recoded(stream, encoding)
    yield from parts_of_rows(name, read_rows(recoded, columns), columns)


def _checked_encoding(head: bytes) -> str:
    """The encoding of a file of rows by its first bytes.

    Raises:
        EmptyInput: they hold nothing.
        BinaryInput: they are no text.
    """
    if head and not head.strip(b"\x00"):
        raise EmptyInput("no text in it", WHOLE_FILE)
    refuse_magic(head)
    encoding = encoding_of(head)
    if is_binary(head.decode(encoding, "replace")):
        raise BinaryInput(NO_TEXT, AS_TEXT)
    return encoding


def object_parts(name: str, stream: BinaryIO, columns: Columns) -> Iterator[Part | Failure]:
    """The reports of a JSON text: one object, a list of them, or an object that holds the list.

    A file of JSON Lines under the name of JSON is read as such.

    Raises:
        BadRow: no JSON, or nothing in it that is a row.
        TooDeep: nested beyond what the parser takes.
        TooLarge: over 64 MB.
    """
    raw = whole(stream, OBJECTS_LIMIT, "give it as JSON Lines, which may be of any size")
    if not raw.strip(BLANK):
        raise EmptyInput("no JSON in it", WHOLE_FILE)
    _checked_encoding(raw[:SEEN])
    try:
        found = _parsed(raw)
    except orjson.JSONDecodeError as error:
        first = raw.split(b"\n", 1)[0]
        if len(first) < len(raw.rstrip()) and parse_row(first, 1, columns).error is None:
            yield from row_parts(name, first, io.BytesIO(raw), columns)
            return
        if "depth" in error.msg or "ecursion" in error.msg:
            raise TooDeep("JSON nested too deep", "give a list of flat objects") from error
        where = f"line {error.lineno:,}, character {error.colno:,}"
        raise BadRow(f"no JSON from {where} on", WHOLE_FILE) from error
    if isinstance(found, dict) and not isinstance(cell(found, columns.text), str):
        lists = [v for v in found.values() if isinstance(v, list) and v and isinstance(v[0], dict)]
        found = lists[0] if len(lists) == 1 else found
    if isinstance(found, dict):
        row = row_of(found, raw, 1, columns)
        yield Failure(name, row.error) if row.error else _part(name, row, columns)
    elif isinstance(found, list):
        numbered = enumerate(found, start=1)
        rows = (_told_apart(row_of(one, b"", n, columns)) for n, one in numbered)
        yield from parts_of_rows(name, rows, columns)
    else:
        raise BadRow("JSON that holds no object", "give a list of objects, one a report")


def _parsed(raw: bytes) -> Any:
    marked = any(raw.startswith(mark) for mark, _ in BOMS) or b"\x00" in raw[:4]
    try:
        return parse_json(decode(raw) if marked or ESCAPE in raw else raw)
    except orjson.JSONDecodeError:
        try:
            raw.decode()
        except UnicodeDecodeError:
            return parse_json(decode(raw))
        raise


def _told_apart(row: Row) -> Row:
    """The row by what is read of it: an object in a list has no bytes of its own."""
    return replace(row, raw=orjson.dumps([row.name, row.fields]))


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
    encoding = _checked_encoding(head)
    text = io.TextIOWrapper(stream, encoding=encoding, errors="replace", newline="")
    yield from parts_of_rows(name, _table_rows(text, suffix, columns), columns)


def _table_rows(text: TextIO, suffix: str, columns: Columns) -> Iterator[Row]:
    first = text.readline(REPORT_LIMIT)
    mark = "\t" if suffix in {".tsv", ".tab"} else ""
    if told_mark := SEPARATOR.fullmatch(first):
        mark, first = told_mark[1], text.readline(REPORT_LIMIT)
    if not first.strip():
        raise EmptyInput("a table without a header", WHOLE_FILE)
    # The limit is the module's own; the one it comes with is less than a long report.
    csv.field_size_limit(max(csv.field_size_limit(), REPORT_LIMIT))
    lines = Lines(first, text)
    records = _records(lines, mark or max(COLUMN_MARKS, key=first.count))
    header, wrong = next(records)
    if wrong is not None:
        raise Damaged("a header whose quotes do not end", "mend its first line")
    header = [one.strip() for one in header]
    used = settle(columns, tuple(header))
    for number, (cells, error) in enumerate(records, start=1):
        if error is not None:
            wrong = type(error)(f"row {number} {error.what}", error.remedy)
            if isinstance(error, Damaged):
                raise wrong
            yield Row(str(number), b"", {}, wrong)
        elif cells:
            yield _table_row(header, cells, number, used, told(columns, used))


class LongLine(Exception):
    """A line that is longer than a report, which has been passed over."""


class Lines:
    """The lines of a table, the last of which can be put back."""

    def __init__(self, first: str, rest: TextIO) -> None:
        self._waiting = [first]
        self._rest = rest
        self.taken: list[str] = []

    def begin(self) -> None:
        """Begin a record: what was taken before it is done with."""
        self.taken.clear()

    def give_back(self) -> None:
        """Put the last line back."""
        self._waiting.append(self.taken.pop())

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._waiting.pop() if self._waiting else self._rest.readline(REPORT_LIMIT)
        if not line:
            raise StopIteration
        self.taken.append(line)
        if len(line) == REPORT_LIMIT and not line.endswith(("\n", "\r")):
            while more := self._rest.readline(REPORT_LIMIT):
                if more.endswith(("\n", "\r")):
                    break
            raise LongLine
        return line


def _records(lines: Lines, mark: str) -> Iterator[tuple[list[str], InputError | None]]:
    """The cells of each record, or what is wrong with it, in words that follow its number.

    A quote that is not closed shows where the next one opens: there the next record begins, so
    that no piece of a text is taken for another. One that no other follows takes all the rest.
    """
    reader = csv.reader(lines, delimiter=mark, strict=True)
    while True:
        lines.begin()
        try:
            yield next(reader), None
            continue
        except StopIteration:
            return
        except LongLine:
            yield [], TooLarge("is over 10 MB", "split it")
        except csv.Error as error:
            if "unexpected end" in str(error) or "field larger" in str(error):
                yield [], Damaged("does not end", "close its quotes")
                return
            if len(lines.taken) > 1:
                lines.give_back()
            yield [], BadRow("has a quote that is not closed or not doubled", "mend its quotes")
        reader = csv.reader(lines, delimiter=mark, strict=True)


def _table_row(header: list[str], row: list[str], number: int, used: Columns, taken: str) -> Row:
    raw = orjson.dumps(row, default=str)
    if any(one.strip() for one in row[len(header) :]):
        wrong = BadRow(f"row {number} has more cells than the header", "quote the cells")
        return Row(str(number), raw, {}, wrong)
    cells = [*row, *[None] * (len(header) - len(row))]
    # Of two columns of one name the first counts.
    named = dict(reversed(list(zip(header, cells, strict=False))))
    return replace(row_of(named, raw, number, used), taken=taken)


def parts_of_rows(name: str, rows: Iterator[Row], columns: Columns) -> Iterator[Part | Failure]:
    """The parts that rows are; a file none of whose rows can be read is one failure."""
    bad: list[Row] = []
    good = False
    for row in rows:
        if row.error and not good:
            bad.append(replace(row, raw=b"", fields={}))
            if len(bad) == PATIENCE:
                raise _none_of(bad)
            continue
        if not good:
            good = True
            yield from _failures(name, bad)
        location = named(name, row.name)
        yield Failure(location, row.error) if row.error else _part(location, row, columns)
    if good:
        return
    if not bad:
        raise EmptyInput("no rows in it", WHOLE_FILE)
    if len(bad) > 1 and all(row.missing for row in bad):
        raise _none_of(bad)
    yield from _failures(name, bad)


def _failures(name: str, rows: list[Row]) -> Iterator[Failure]:
    for row in rows:
        if row.error:
            yield Failure(named(name, row.name), row.error)


def _none_of(rows: list[Row]) -> InputError:
    lacking = next((row.missing for row in rows if row.missing), None)
    if lacking is not None:
        return lacking
    why = rows[0].error.what if rows[0].error else ""
    return BadRow(f"none of its first {len(rows)} rows can be read: {why}", WHOLE_FILE)


def _part(location: str, row: Row, columns: Columns) -> Part | Failure:
    if len(row.fields["text"]) > REPORT_LIMIT:
        return Failure(location, TooLarge("a text over 10 MB", "split it"))
    # Under other columns the same bytes are another report.
    told_by = row.raw.strip() + (b"" if columns == COLUMNS else repr(columns).encode())
    return Part(location, told_by, partial(row_page, location, row.fields), row.taken)


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


__all__ = ["object_parts", "parts_of_rows", "row_page", "row_parts", "table_parts"]
