"""The export keeps to the contract of the design, key by key, and does not vary."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.export.contract import CONTRACT, breaches, dates, quotes, read, shape
from tests.factories import make_coded, make_report
from tests.press import make_press, make_reconciliation

from dragoman.case import Case, CaseView, load_view
from dragoman.errors import UsageError
from dragoman.export.jsonl import export_jsonl, line
from dragoman.model import CodedReport

PRESS = make_press()


def view_of(press: Sequence[CodedReport], path: Path, reconciled: bool = True) -> CaseView:
    with Case.open(path, create=True) as case:
        for coded in press:
            case.add(coded, digest=coded.report.id, location=coded.report.location)
        if reconciled:
            case.replace_reconciliation(make_reconciliation(PRESS))
        return load_view(case)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("out")
    export_jsonl(view_of(PRESS, made / "case.db"), made / "export")
    return made / "export"


def test_the_reader_of_the_contract_reads_it() -> None:
    assert shape("a, b: [{c, d: {e}}], f") == {
        "a": None,
        "b": [{"c": None, "d": {"e": None}}],
        "f": None,
    }
    wanted = shape("a, b: [{c}]")
    assert list(breaches({"a": 1, "b": [{"c": 1}, {}]}, wanted, "x")) == ["x.b[1] has no c"]
    assert list(breaches({"b": 3}, wanted, "x")) == ["x has no a", "x.b is no list"]


@pytest.mark.parametrize("table", CONTRACT)
def test_every_record_has_the_keys_of_the_contract(folder: Path, table: str) -> None:
    wanted = shape(CONTRACT[table])
    records = read(folder, table)
    assert records, "the press has a record of every kind"
    for record in records:
        assert list(breaches(record, wanted, table)) == []
        listed = [key for key in record if key in wanted]
        assert listed == [key for key in wanted if key in record], "the contract's order"


@pytest.mark.parametrize("table", [table for table in CONTRACT if table != "reports"])
def test_quotes_stand_at_their_offsets(folder: Path, table: str) -> None:
    texts = {one["id"]: one["source_text"] for one in read(folder, "reports")}
    checked = 0
    for record in read(folder, table):
        for quote in quotes(record, record.get("report_id", "")):
            report_id, start, end, exact = quote
            assert texts[report_id][start:end] == exact
            checked += 1
    assert checked


def test_the_evidence_of_a_report_is_its_title_where_the_text_has_it(tmp_path: Path) -> None:
    text = "Home | News\nGuns for oil\nNorthland sent guns."
    for title, quoted in (("Guns for oil", ["Guns for oil"]), ("Oil for guns", []), ("", [])):
        path = tmp_path / f"{title}.db"
        coded = make_coded(make_report(text, title=title))
        export_jsonl(view_of([coded], path, reconciled=False), tmp_path / "export")
        (record,) = read(tmp_path / "export", "reports")
        assert [text[one["start"] : one["end"]] for one in record["evidence"]] == quoted
        assert [one["exact"] for one in record["evidence"]] == quoted


def test_dates_are_iso_days_or_null(folder: Path) -> None:
    seen = set()
    for table in CONTRACT:
        for record in read(folder, table):
            for found in dates(record):
                assert found["precision"] in (None, 1, 2, 3, 4, 5)
                for end in (found["earliest"], found["latest"]):
                    assert end is None or date.fromisoformat(end).isoformat() == end
                seen.add(found["precision"])
    assert {None, 1, 4} <= seen


def test_links_lead_to_records_of_the_export(folder: Path) -> None:
    ids = {table: {one["id"] for one in read(folder, table)} for table in CONTRACT}
    for event in read(folder, "events"):
        assert event["report_id"] in ids["reports"] and event["statement_id"] in ids["statements"]
        assert set(event["in_return_for"]) <= ids["events"]
    for quantity in read(folder, "quantities"):
        assert quantity["event_id"] in ids["events"]
    for happening in read(folder, "happenings"):
        assert set(happening["event_ids"]) <= ids["events"]
    for difference in read(folder, "differences"):
        assert difference["happening_id"] in ids["happenings"]
    for forecast in read(folder, "forecasts"):
        assert set(forecast["settled_by"]) <= ids["happenings"] and forecast["settled_by"]


def test_lines_are_in_order_of_report_and_place(folder: Path) -> None:
    for table in ("events", "statements"):
        records = read(folder, table)
        reports = [one["report_id"] for one in records]
        assert reports == sorted(reports)
        for coded in PRESS:
            own = [one["id"] for one in records if one["report_id"] == coded.report.id]
            assert own == [one.id for one in getattr(coded, table)]


def test_the_order_of_input_does_not_show(folder: Path, tmp_path: Path) -> None:
    export_jsonl(view_of(PRESS[::-1], tmp_path / "case.db"), tmp_path / "export")
    names = sorted(path.name for path in folder.iterdir())
    assert sorted(path.name for path in (tmp_path / "export").iterdir()) == names
    for name in names:
        assert (tmp_path / "export" / name).read_bytes() == (folder / name).read_bytes(), name


def test_the_meta_file_tells_tables_lines_and_keys(folder: Path) -> None:
    meta = json.loads((folder / "meta.json").read_text("utf-8"))
    assert meta["schema_version"] == 1
    assert list(meta["tables"])[: len(CONTRACT)] == list(CONTRACT)
    for table, told in meta["tables"].items():
        records = read(folder, table)
        assert told["lines"] == len(records)
        for record in records:
            assert list(record)[: len(told["keys"])] == told["keys"]


def test_files_and_lines_are_told(tmp_path: Path) -> None:
    view = view_of(PRESS, tmp_path / "case.db", reconciled=False)
    told = dict(export_jsonl(view, tmp_path / "export"))
    assert told["reports.jsonl"] == 3 and told["happenings.jsonl"] == 0
    assert told.keys() == {path.name for path in (tmp_path / "export").iterdir()}


@pytest.mark.parametrize("sign", ["\n", "\r", "\x0b", "\x0c", "\x1e", "\x85", "\u2028", "\u2029"])
def test_a_line_stays_one_line_whatever_the_text_holds(tmp_path: Path, sign: str) -> None:
    report = make_report(f"one{sign}two")
    coded = make_coded(replace(report, title=f"a{sign}b"))
    export_jsonl(view_of([coded], tmp_path / "case.db", reconciled=False), tmp_path / "export")
    (record,) = read(tmp_path / "export", "reports")
    assert record["source_text"] == f"one{sign}two"
    assert len(line(record).splitlines()) == 1


def test_an_export_that_breaks_off_leaves_the_one_before(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = view_of(PRESS, tmp_path / "case.db")
    export_jsonl(view, tmp_path / "export")

    def full(data: object) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("dragoman.export.jsonl.line", full)
    with pytest.raises(UsageError, match="No space left"):
        export_jsonl(view, tmp_path / "export")
    names = {path.name for path in folder.iterdir()}
    assert {path.name for path in (tmp_path / "export").iterdir()} == names
    for name in names:
        assert (tmp_path / "export" / name).read_bytes() == (folder / name).read_bytes()


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "export").write_text("a file is in the way")
    with pytest.raises(UsageError, match="D601"):
        export_jsonl(CaseView(), tmp_path / "export")
