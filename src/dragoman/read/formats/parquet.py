"""Parquet: one report a row, read a few rows at a time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, BinaryIO, Final

import orjson

from dragoman.errors import Damaged, EmptyInput, TooLarge, Unreadable
from dragoman.read.columns import Columns, settle, told
from dragoman.read.formats.memory import within
from dragoman.read.formats.part import Part
from dragoman.read.formats.table import parts_of_rows
from dragoman.read.records import Failure
from dragoman.read.rows import Row, row_of

ROWS_AT_ONCE: Final = 16
"""Few: a file may hold one text once and name it in each row, where each takes its own room."""

MEGABYTES: Final = 1_000
"""That reading so many rows may take: what the pages of a file unpack to, they need not tell."""

BUFFER: Final = 1024 * 1024
"""Bytes of a column that are read ahead."""

GROUP_LIMIT: Final = 4 * 1024 * 1024 * 1024
"""Unpacked bytes of one row group, by the file's own account: beyond any that writers make."""


def parquet_parts(name: str, stream: BinaryIO, columns: Columns) -> Iterator[Part | Failure]:
    """The rows of a Parquet file.

    Args:
        stream: at its start, seekable: a Parquet file's index is at its end.

    Raises:
        Unreadable: pyarrow, which reads it, is not installed, or the stream cannot be wound.
        MissingColumn: no column holds the texts.
        Damaged: broken or cut off; the rows before that come first.
        EmptyInput: no rows.
        TooLarge: it unpacks to far more than text would.
    """
    if not stream.seekable():
        raise Unreadable("a Parquet file inside another file", "unpack it first")
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise Unreadable(
            "reading Parquet needs pyarrow", "pip install 'dragoman[frames]'"
        ) from error
    try:
        yield from parts_of_rows(name, _rows(pq, stream, columns), columns)
    except MemoryError as error:
        raise TooLarge("unpacks to far more than text would", "unpack it and look at it") from error
    except (pa.ArrowException, OSError) as error:
        raise Damaged("a Parquet file that is broken or cut off", "fetch it again") from error


def _rows(pq: Any, stream: BinaryIO, columns: Columns) -> Iterator[Row]:
    with within(MEGABYTES):
        file = pq.ParquetFile(stream, buffer_size=BUFFER, pre_buffer=False)
    meta = file.metadata
    if not meta.num_rows:
        raise EmptyInput("a Parquet file without rows", "check that the file was saved whole")
    largest = max(meta.row_group(n).total_byte_size for n in range(meta.num_row_groups))
    if largest > GROUP_LIMIT:
        raise TooLarge("a Parquet file with a row group over 4 GB", "write smaller row groups")
    names = tuple(file.schema_arrow.names)
    used = settle(columns, names)
    # Only what is read of a row, whatever else its table holds.
    fields = ("id", "text", "title", "date", "publisher", "url")
    heads = {getattr(used, field).partition(".")[0] for field in fields}
    wanted = [one for one in names if one in heads or one == used.text]
    taken = told(columns, used)
    number = 0
    batches = file.iter_batches(batch_size=ROWS_AT_ONCE, columns=wanted, use_threads=False)
    while some := _next(batches):
        for found in some:
            number += 1
            yield _row(found, number, used, taken)


def _next(batches: Iterator[Any]) -> list[dict[str, Any]]:
    """The next rows that there are; none at the end."""
    with within(MEGABYTES):
        return next((rows for batch in batches if (rows := batch.to_pylist())), [])


def _row(found: dict[str, Any], number: int, used: Columns, taken: str) -> Row:
    plain = {key: _plain(value) for key, value in found.items()}
    raw = orjson.dumps(plain, default=str, option=orjson.OPT_SORT_KEYS)
    row = row_of(plain, raw, number, used)
    return Row(row.name, row.raw, row.fields, row.error, taken, row.missing)


def _plain(value: Any) -> Any:
    """Dates and moments as the text of a row has them."""
    if isinstance(value, datetime):
        return value.isoformat()
    return value.isoformat() if isinstance(value, date) else value
