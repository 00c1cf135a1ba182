"""The sample reports through the real stages into an export that keeps to the contract."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.export.contract import CONTRACT, breaches, dates, quotes, read, shape

from dragoman.bulk.build import build_case
from dragoman.case import Case, load_view
from dragoman.export.jsonl import export_jsonl
from dragoman.lexicon import load_lexicon

ONE_REPORT = ("actors", "statements", "events", "quantities", "times", "forecasts")


@pytest.fixture(scope="module")
def samples(root: Path) -> list[str]:
    return sorted(str(path) for path in (root / "samples" / "reports").iterdir())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, samples: list[str]) -> Path:
    return exported(tmp_path_factory.mktemp("samples"), [samples])


def exported(folder: Path, builds: list[list[str]]) -> Path:
    for paths in builds:
        summary = build_case(folder / "case.db", paths, load_lexicon())
        assert summary.failures == ()
    with Case.open(folder / "case.db", read_only=True) as case:
        case.check()
        export_jsonl(load_view(case), folder / "export")
    return folder / "export"


@pytest.mark.parametrize("table", CONTRACT)
def test_every_record_keeps_to_the_contract(folder: Path, table: str) -> None:
    records = read(folder, table)
    assert records
    texts = {one["id"]: one["source_text"] for one in read(folder, "reports")}
    wanted = shape(CONTRACT[table])
    for record in records:
        assert list(breaches(record, wanted, table)) == []
        for report_id, start, end, exact in quotes(record, record.get("report_id", "")):
            assert texts[report_id][start:end] == exact
        for found in dates(record):
            first, last = found["earliest"], found["latest"]
            assert not (first and last) or first <= last
            assert found["basis"] or not (first or last), "a date tells what it rests on"


@pytest.mark.parametrize("table", ONE_REPORT)
def test_every_record_of_a_report_has_evidence_in_it(folder: Path, table: str) -> None:
    for record in read(folder, table):
        # An outlet that its report does not name is an actor without a mention.
        assert record["evidence"] or (table == "actors" and record["kind"] == "medium")
        assert {quote["report_id"] for quote in record["evidence"]} <= {record["report_id"]}


def test_every_link_leads_to_a_record(folder: Path) -> None:
    ids = {table: {one["id"] for one in read(folder, table)} for table in CONTRACT}
    keys = {
        "report_id": "reports",
        "report_ids": "reports",
        "copy_of": "reports",
        "actor_id": "actors",
        "statement_id": "statements",
        "event_id": "events",
        "event_ids": "events",
        "about_event_ids": "events",
        "answers": "statements",
        "in_return_for": "events",
        "happening_id": "happenings",
        "settled_by": "happenings",
    }
    checked = set()
    for table in CONTRACT:
        for record in read(folder, table):
            for key, value in links(record):
                # What a happening was given in return for is a happening, too.
                target = "happenings" if (table, key) == ("happenings", "in_return_for") else None
                target = target or keys.get(key)
                if target and value:
                    assert value in ids[target], f"{table}.{key}"
                    checked.add(key)
    assert {"report_id", "actor_id", "statement_id", "event_id", "event_ids"} <= checked


def links(data: object) -> list[tuple[str, str]]:
    """Every key with a text, or with each text of a list, in a record and the objects in it."""
    found: list[tuple[str, str]] = []
    if isinstance(data, list):
        return [pair for one in data for pair in links(one)]
    if isinstance(data, dict):
        for key, value in data.items():
            if isinstance(value, str):
                found.append((key, value))
            elif isinstance(value, list) and all(isinstance(one, str) for one in value):
                found.extend((key, one) for one in value)
            else:
                found.extend(links(value))
    return found


def test_the_order_of_input_does_not_show(folder: Path, tmp_path: Path, samples: list[str]) -> None:
    half = len(samples) // 2
    other = exported(tmp_path, [samples[half:][::-1], samples])
    for path in folder.iterdir():
        assert (other / path.name).read_bytes() == path.read_bytes(), path.name
