"""CSV and Parquet hold every record, with the types that they promise."""

from __future__ import annotations

import csv
from pathlib import Path

import pandas as pd
import polars as pl
import pyarrow.parquet as pq
import pytest

from dragoman.case import CaseView
from dragoman.errors import ExtraMissing
from dragoman.export.files import FORMULA, safe_cell
from dragoman.export.formats import export
from dragoman.export.tables import FLAT_TABLES
from dragoman.export.tabular import arrow_table

NAMES = [table.name for table in FLAT_TABLES]
ARROW = {
    "text": "string",
    "list": "list<element: string>",
    "whole": "int64",
    "number": "double",
    "truth": "bool",
    "day": "date32[day]",
    "moment": "timestamp[us, tz=UTC]",
}


@pytest.fixture(scope="module")
def folder(samples: CaseView, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("tables")
    for name in ("csv", "parquet"):
        export(samples, name, made)
    return made


def test_there_is_a_file_a_table(folder: Path) -> None:
    wanted = {f"{name}.{end}" for name in NAMES for end in ("csv", "parquet")}
    assert {path.name for path in folder.iterdir()} == wanted


@pytest.mark.parametrize("table", FLAT_TABLES, ids=NAMES)
def test_parquet_has_the_columns_and_types_it_promises(folder: Path, table: object) -> None:
    found = pq.read_schema(folder / f"{table.name}.parquet")
    assert found.names == [column.name for column in table.columns]
    assert [str(one) for one in found.types] == [ARROW[c.kind] for c in table.columns]


@pytest.mark.parametrize("name", NAMES)
def test_csv_and_parquet_hold_the_same(folder: Path, name: str) -> None:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file, strict=True)
    found = pq.read_table(folder / f"{name}.parquet")
    assert header == found.column_names
    assert len(rows) == found.num_rows
    for row, record in zip(rows, found.to_pylist(), strict=True):
        for cell, (key, value) in zip(row, record.items(), strict=True):
            if isinstance(value, str):
                assert cell in (value, "'" + value), key
            elif isinstance(value, list):
                assert cell.removeprefix("'") == "; ".join(value)
            elif isinstance(value, float | int) and not isinstance(value, bool):
                assert float(cell) == value
            elif value is None:
                assert cell == ""


def test_every_record_is_in_its_table(samples: CaseView) -> None:
    for kind in ("reports", "actors", "statements", "events", "quantities", "forecasts"):
        (table,) = [one for one in FLAT_TABLES if one.name == kind]
        found = arrow_table(table, samples).column("id").to_pylist()
        assert sorted(found) == sorted(getattr(samples, kind)), kind


def test_pandas_and_polars_read_them(folder: Path, samples: CaseView) -> None:
    frame = pd.read_parquet(folder / "quantities.parquet")
    assert len(frame) == len(samples.quantities) and frame["best"].dtype == "float64"
    events = pl.read_parquet(folder / "events.parquet")
    assert events.height == len(samples.events)
    assert events.schema["occurred_latest"] == pl.Date
    assert pl.read_csv(folder / "happenings.csv").height == len(samples.happenings)


def test_links_lead_to_rows(folder: Path) -> None:
    def column(table: str, name: str) -> set[str]:
        return set(pq.read_table(folder / f"{table}.parquet", columns=[name])[name].to_pylist())

    ids = {kind: column(kind, "id") for kind in ("reports", "statements", "events", "happenings")}
    assert column("events", "report_id") <= ids["reports"]
    assert column("events", "statement_id") <= ids["statements"]
    assert column("event_participants", "event_id") <= ids["events"]
    assert column("happening_events", "event_id") <= ids["events"]
    assert column("difference_positions", "difference_id") <= column("differences", "id")
    assert column("evidence", "report_id") <= ids["reports"]


def test_no_cell_is_run_by_a_spreadsheet(hostile: CaseView, tmp_path: Path) -> None:
    export(hostile, "csv", tmp_path)
    checked = 0
    for path in tmp_path.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            _, *rows = csv.reader(file, strict=True)
        for row in rows:
            for cell in row:
                assert not cell.startswith(FORMULA), path.name
                checked += cell.startswith("'=")
    assert checked, "the case has formulas"


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (None, ""),
        (True, "true"),
        (500.0, "500"),
        (-0.25, "-0.25"),
        (-3, "-3"),
        ("-3 degrees", "'-3 degrees"),
        ("＝1+1", "'＝1+1"),
        ("a=b", "a=b"),
        (["=a", "b"], "'=a; b"),
        ("a\0b", "a\ufffdb"),
    ],
)
def test_cells_are_plain_and_safe(value: object, cell: str) -> None:
    assert safe_cell(value) == cell


def test_without_pyarrow_the_remedy_is_told(
    view: CaseView, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(ExtraMissing, match=r"D603 .*dragoman\[frames\]"):
        export(view, "parquet", tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_the_same_case_gives_the_same_bytes(view: CaseView, tmp_path: Path) -> None:
    for name in ("csv", "parquet"):
        export(view, name, tmp_path / f"{name}1")
        export(view, name, tmp_path / f"{name}2")
        for path in (tmp_path / f"{name}1").iterdir():
            assert (tmp_path / f"{name}2" / path.name).read_bytes() == path.read_bytes()
