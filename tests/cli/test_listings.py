"""The listings: what each option leaves in, in each format, in 80 columns."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from tests.cli.conftest import Run
from tests.press import make_press, make_reconciliation
from tests.show.story import write_case

from dragoman.case import Case

LISTINGS = ["reports", "ledger", "timeline", "differences", "forecasts", "sources"]
DERIVED = ["relations", "stocks"]
"""Listings of what is reckoned, whose rows are no records with an id."""


@pytest.mark.parametrize("name", LISTINGS)
def test_three_formats_have_the_same_rows(run: Run, story: Path, name: str) -> None:
    rows = json.loads(run(name, story, "--format", "json").out)
    table = list(csv.DictReader(io.StringIO(run(name, story, "--format", "csv").out)))
    assert len(rows) == len(table) > 0
    if name != "sources":
        assert [row["id"] for row in rows] == [row["id"] for row in table]


@pytest.mark.parametrize("name", DERIVED)
def test_what_is_reckoned_has_the_same_rows_too(run: Run, story: Path, name: str) -> None:
    rows = json.loads(run(name, story, "--format", "json").out)
    table = list(csv.DictReader(io.StringIO(run(name, story, "--format", "csv").out)))
    assert len(rows) == len(table)


def test_holders_are_listed_with_their_record(run: Run, story: Path) -> None:
    held = json.loads(run("forecasts", story, "-f", "json", "--limit", "0").out)
    rows = json.loads(run("forecasts", story, "-f", "json", "--holders").out)
    counted = sum(r["fulfilled"] + r["failed"] + r["overdue"] + r["open"] for r in rows)
    assert counted == len(held) > 0
    assert max(map(len, run("forecasts", story, "--holders").out.splitlines())) <= 80


@pytest.mark.parametrize("name", [*LISTINGS, *DERIVED, "search"])
def test_tables_keep_to_80_columns_and_run_no_escape(run: Run, story: Path, name: str) -> None:
    words = ["guns"] if name == "search" else []
    ran = run(name, story, *words)
    assert ran.code == 0
    assert max(map(len, ran.out.splitlines())) <= 80
    assert "\x1b" not in ran.out
    assert "\u202e" not in ran.out


def summaries(run: Run, name: str, story: Path, *words: str) -> list[str]:
    return [row["summary"] for row in json.loads(run(name, story, "-f", "json", *words).out)]


GUNS, GRAIN = "Northland gives guns to Southland", "Southland gives grain to Northland"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ((), [GUNS, GRAIN]),
        (("--pair", "NOR,SOU"), [GUNS, GRAIN]),
        (("--pair", "sou,nor"), [GUNS, GRAIN]),
        (("--pair", "Northland,Southland"), [GUNS, GRAIN]),
        (("--pair", "NOR"), [GUNS, GRAIN]),
        (("--since", "2024-05"), [GRAIN]),
        (("--until", "2024-04"), [GUNS]),
        (("--since", "2024-04-29", "--until", "2024-04-29"), [GUNS]),
        (("--since", "2025"), []),
        (("--publisher", "herald"), [GUNS]),
        (("--type", "aid"), [GUNS, GRAIN]),
        (("--limit", "1"), [GUNS]),
    ],
)
def test_the_ledger_keeps_what_the_options_leave_in(
    run: Run, story: Path, words: tuple[str, ...], expected: list[str]
) -> None:
    assert summaries(run, "ledger", story, *words) == expected


def test_the_timeline_is_in_the_order_of_dates(run: Run, story: Path) -> None:
    assert summaries(run, "timeline", story) == [GUNS, GRAIN]


def test_a_table_says_how_many_rows_it_leaves_out(run: Run, story: Path) -> None:
    assert run("ledger", story, "-n", 1).out.endswith("1 more; --limit 0 shows all.\n")
    assert "more;" not in run("ledger", story, "-n", 0).out


@pytest.mark.parametrize(
    ("words", "count"),
    [((), 3), (("--kind", "dispute"), 2), (("--kind", "scope"), 1), (("--kind", "revision"), 0)],
)
def test_differences_by_kind(run: Run, story: Path, words: tuple[str, ...], count: int) -> None:
    assert len(json.loads(run("differences", story, "-f", "json", *words).out)) == count


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ((), 1),
        (("--conditional",), 1),
        (("--holder", "minister"), 1),
        (("--holder", "president"), 0),
        (("--status", "open"), 1),
        (("--status", "failed"), 0),
    ],
)
def test_forecasts_by_option(run: Run, story: Path, words: tuple[str, ...], count: int) -> None:
    assert len(json.loads(run("forecasts", story, "-f", "json", *words).out)) == count


def test_failed_inputs_are_listed_with_their_code(run: Run, story: Path) -> None:
    (row,) = json.loads(run("reports", story, "--failed", "-f", "json").out)
    assert (row["location"], row["code"]) == ("empty.txt", "D103")
    assert "1 input could not be read" in run("reports", story).err


def test_unnamed_sources(run: Run, story: Path) -> None:
    rows = json.loads(run("sources", story, "--unnamed", "-f", "json").out)
    assert [row["name"] for row in rows] == ["A minister"]


def test_search_finds_reports_and_statements(run: Run, story: Path) -> None:
    rows = json.loads(run("search", story, "grain", "-f", "json").out)
    assert {row["kind"] for row in rows} == {"report", "statement"}
    assert all("[grain]" in row["snippet"] for row in rows)


def test_csv_runs_no_formula(run: Run, story: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run("reports", story, "-f", "csv").out)))
    locations = [row["location"] for row in rows]
    assert "'=cmd|' /C calc'!A0" in locations


def test_the_timeline_leaves_out_what_did_not_happen(run: Run, tmp_path: Path) -> None:
    path = write_case(tmp_path / "case.db", asked_for=True)
    assert summaries(run, "timeline", path) == [GUNS]
    assert summaries(run, "timeline", path, "--unreal") == [GUNS, GRAIN]


def ids(run: Run, story: Path, *words: str) -> list[str]:
    return [row["id"] for row in json.loads(run("reports", story, "-f", "json", *words).out)]


def test_stories_are_listed_and_reports_by_story(run: Run, story: Path) -> None:
    (told,) = json.loads(run("reports", story, "--stories", "-f", "json").out)
    assert told["id"] == "sto_1"
    assert (
        sorted(told["report_ids"])
        == sorted(ids(run, story))
        == sorted(ids(run, story, "--story", "sto_1"))
    )
    assert ids(run, story, "--story", told["report_ids"][0]) == told["report_ids"]
    refused = run("reports", story, "--story", "sto_9")
    assert refused.code != 0
    assert "no such story" in refused.err


def test_originals_leave_out_whole_copies(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "case.db"
    press = make_press()
    with Case.open(path, create=True) as case:
        for coded in press:
            case.add(coded, digest=coded.report.id, location=coded.report.location, coder="1")
        case.replace_reconciliation(make_reconciliation(press), basis="a test")
    post, herald = (coded.report.id for coded in press[:2])
    assert herald in ids(run, path)
    assert herald not in ids(run, path, "--originals")
    assert post in ids(run, path, "--originals")
