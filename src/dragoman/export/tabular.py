"""Flat tables as CSV files, as Parquet files and as Arrow tables."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from functools import partial
from itertools import islice
from typing import Any, BinaryIO, Final

from dragoman.case.view import CaseView
from dragoman.errors import ExtraMissing
from dragoman.export.files import File, LeftOut, csv_lines, text_file
from dragoman.export.flat import FlatTable
from dragoman.export.tables import FLAT_TABLES

BATCH: Final = 2_000
"""Rows that are held in memory at once."""


def csv_files(view: CaseView, _left: LeftOut) -> Iterator[File]:
    """Every flat table as a CSV file."""
    for table in FLAT_TABLES:
        header = [column.name for column in table.columns]
        rows = (map(_plain, row) for row in table.values(view))
        yield text_file(f"{table.name}.csv", csv_lines(header, map(list, rows)))


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime) else value


def parquet_files(view: CaseView, _left: LeftOut) -> Iterator[File]:
    """Every flat table as a Parquet file with typed columns.

    Raises:
        ExtraMissing: where pyarrow is not installed.
    """
    _arrow()
    for table in FLAT_TABLES:
        yield File(f"{table.name}.parquet", partial(_write, table, view))


def arrow_table(table: FlatTable, view: CaseView) -> Any:
    """One flat table as a ``pyarrow.Table``.

    Raises:
        ExtraMissing: where pyarrow is not installed.
    """
    return _arrow().Table.from_batches(_batches(table, view), schema=_schema(table))


def _write(table: FlatTable, view: CaseView, out: BinaryIO) -> int:
    from pyarrow.parquet import ParquetWriter

    records = 0
    with ParquetWriter(out, _schema(table)) as writer:
        for batch in _batches(table, view):
            writer.write_batch(batch)
            records += batch.num_rows
    return records


def _batches(table: FlatTable, view: CaseView) -> Iterator[Any]:
    arrow, schema = _arrow(), _schema(table)
    rows = table.values(view)
    while some := list(islice(rows, BATCH)):
        arrays = [
            arrow.array(values, field.type)
            for values, field in zip(zip(*some, strict=True), schema, strict=True)
        ]
        yield arrow.record_batch(arrays, schema=schema)


def _schema(table: FlatTable) -> Any:
    arrow = _arrow()
    types = {
        "text": arrow.string(),
        "list": arrow.list_(arrow.string()),
        "whole": arrow.int64(),
        "number": arrow.float64(),
        "truth": arrow.bool_(),
        "day": arrow.date32(),
        "moment": arrow.timestamp("us", tz="UTC"),
    }
    return arrow.schema([(column.name, types[column.kind]) for column in table.columns])


def _arrow() -> Any:
    try:
        import pyarrow
    except ImportError as error:
        raise ExtraMissing(
            "Parquet and data frames need pyarrow", 'pip install "dragoman[frames]"'
        ) from error
    return pyarrow
