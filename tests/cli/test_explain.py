"""`explain` reads a report and shows its clauses; nothing else is written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.conftest import Run

TEXT = (
    "Turkey gave Azerbaijan forty armed drones last spring, an official in Baku told reporters "
    "during a visit.\n\n"
    "Greek and Turkish ministers agreed to reopen the hotline that had been cut off for years.\n"
)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(TEXT)
    return path


def test_each_clause_is_shown_with_its_rule(run: Run, report: Path) -> None:
    shown = run("explain", report)
    assert shown.code == 0, shown.err
    assert "gave: verb give, past" in shown.out
    assert "Turkey [TUR] > Azerbaijan [AZE], actual, by aid." in " ".join(shown.out.split())
    assert "nearly" in shown.out
    assert max(map(len, shown.out.splitlines())) <= 80
    assert list(report.parent.iterdir()) == [report]


def test_an_event_tells_where_when_what_by_which_way_and_for_what(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "row.jsonl"
    text = (
        "Iran shipped Syria 40 rockets through Iraq in exchange for oil. "
        "Turkey bombed Sinjar on Monday."
    )
    row = {"id": "one", "date": "2024-05-15", "text": text}
    path.write_text(json.dumps(row) + "\n" + json.dumps({"id": "two", "text": ""}) + "\n")
    shown = run("explain", path)
    told = " ".join(shown.out.split())
    assert shown.code == 0
    assert f"{path}#one" in shown.out.replace("\n", "")
    assert "where Sinjar [IRQ], 36.32° N 41.88° E; what was struck" in told
    assert "when 13 May 2024; told by “Monday”" in told
    assert "item 40 rockets (arms.missile)" in told
    assert "way through Iraq" in told
    assert "for oil: AID Syria → Iran, by return.item" in told
    assert "left out" in shown.err
    assert "#two" in shown.err


def test_json_has_the_whole_events(run: Run, report: Path) -> None:
    (told,) = json.loads(run("explain", report, "-f", "json").out)
    fired = [r for s in told["sentences"] for f in s["frames"] for r in f["fired"]]
    events = [e for r in fired for e in r["events"]]
    assert events
    assert all(r["event_ids"] == [e["id"] for e in r["events"]] for r in fired)
    assert {"places", "occurred_at", "items", "route", "in_return_for"} <= set(events[0])


def test_one_sentence_alone(run: Run, report: Path) -> None:
    shown = run("explain", report, "--sentence", 2)
    assert "agreed: verb agree" in shown.out
    assert "gave" not in shown.out


def test_json_gives_everything(run: Run, report: Path) -> None:
    (told,) = json.loads(run("explain", report, "-f", "json").out)
    assert [s["number"] for s in told["sentences"]] == [1, 2]
    given = next(f for f in told["sentences"][0]["frames"] if f["lemma"] == "give")
    (fired,) = given["fired"]
    assert fired["type"] == "AID"
    assert fired["event_ids"][0].startswith("evt_")
    assert all(near["failed"] for near in given["near"])


def test_what_a_report_holds_cannot_steer_the_terminal(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text("Turkey gave Azerbaijan \x1b[31mforty drones\u202e last spring in Baku.\n")
    shown = run("explain", path)
    assert "forty" in shown.out
    assert "\x1b" not in shown.out
    assert "\u202e" not in shown.out


def test_a_sentence_that_is_not_there(run: Run, report: Path) -> None:
    shown = run("explain", report, "--sentence", 9)
    assert (shown.code, shown.out) == (2, "")
    assert "no sentence 9: the text has 2" in shown.err


def test_a_file_that_is_not_there(run: Run, tmp_path: Path) -> None:
    shown = run("explain", tmp_path / "none.txt")
    assert shown.code == 1
    assert shown.err.startswith("error D101")


def test_another_language_is_refused(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(
        "Der Außenminister sagte am Montag, dass die Regierung keine Waffen liefern werde und "
        "dass sie mit den anderen Staaten darüber noch nicht gesprochen habe.\n"
    )
    shown = run("explain", path)
    assert shown.code != 0
    assert "language de" in shown.err
