"""`build`: exit codes, the summary, and what could not be read."""

from __future__ import annotations

import io
import json
from pathlib import Path
from types import SimpleNamespace

import pytest
from tests.cli.conftest import Run

TEXT = (
    "Russia delivered 500 tonnes of oil to North Korea on 3 March 2024, the Kremlin said.\n"
    "North Korea sent artillery shells to Russia in return, according to South Korea.\n"
)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_a_build_stores_then_knows_its_inputs(run: Run, tmp_path: Path, report: Path) -> None:
    first = run("build", tmp_path / "case.db", report)
    assert first.code == 0, first.err
    assert "1 new, 0 known, 0 unreadable" in first.out
    again = run("build", tmp_path / "case.db", report)
    assert again.code == 0
    assert "0 new, 1 known, 0 unreadable" in again.out


def test_some_unreadable_inputs_are_listed_and_do_not_fail_the_build(
    run: Run, tmp_path: Path, report: Path
) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_text("")
    ran = run("build", tmp_path / "case.db", report, empty)
    assert ran.code == 0
    assert "1 new, 0 known, 1 unreadable" in ran.out
    assert f"unread: {empty}: D103 " in ran.err


def test_a_build_that_can_read_nothing_ends_with_1(run: Run, tmp_path: Path) -> None:
    ran = run("build", tmp_path / "case.db", tmp_path / "nowhere")
    assert ran.code == 1
    assert "D101" in ran.err


def test_a_build_that_is_stopped_says_how_to_go_on(
    run: Run, tmp_path: Path, report: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*words: object, **options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("dragoman.bulk.build.build_case", stopped)
    ran = run("build", tmp_path / "case.db", report)
    assert ran.code == 130
    assert ran.err.startswith("stopped: ")
    assert ran.err.count("\n") == 1


def test_columns_of_rows_can_have_other_names(run: Run, tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text(json.dumps({"body": TEXT, "headline": "Oil for shells"}), encoding="utf-8")
    ran = run("build", tmp_path / "case.db", rows, "--map", "text=body,title=headline")
    assert "1 new, 0 known, 0 unreadable" in ran.out
    (report,) = json.loads(run("reports", tmp_path / "case.db", "-f", "json").out)
    assert report["title"] == "Oil for shells"
    assert run("build", tmp_path / "case.db", rows, "--map", "nonsense").code == 2


def test_usual_columns_are_taken_and_said(run: Run, tmp_path: Path) -> None:
    rows = tmp_path / "rows.json"
    rows.write_text(json.dumps([{"content": TEXT, "publishedAt": "2024-03-04"}]), encoding="utf-8")
    ran = run("build", tmp_path / "case.db", rows)
    assert "1 new, 0 known, 0 unreadable" in ran.out
    assert f"columns of {rows}: text=content, date=publishedAt (others: --map)\n" in ran.err


def test_what_the_case_has_is_read_again_on_demand(run: Run, tmp_path: Path, report: Path) -> None:
    run("build", tmp_path / "case.db", report)
    ran = run("build", tmp_path / "case.db", report, "--recode", "--today", "2025-01-01")
    assert "1 new, 0 known" in ran.out


def test_a_day_that_is_none_is_refused_before_anything_is_read(
    run: Run, tmp_path: Path, report: Path
) -> None:
    ran = run("build", tmp_path / "case.db", report, "--today", "tomorrow")
    assert ran.code == 2
    assert ran.err.startswith("error D601 --today tomorrow")
    assert not (tmp_path / "case.db").exists()


def test_quiet_says_nothing_but_errors(run: Run, tmp_path: Path, report: Path) -> None:
    ran = run("build", tmp_path / "case.db", report, "--quiet")
    assert (ran.code, ran.out, ran.err) == (0, "", "")


def test_tables_of_the_users_own_add_to_ours_and_code_anew(
    run: Run, tmp_path: Path, report: Path
) -> None:
    tables = tmp_path / "tables" / "coding"
    tables.mkdir(parents=True)
    (tables / "items.toml").write_text('[classes]\n"brew" = ["samovar"]\n', encoding="utf-8")
    first = run("build", tmp_path / "case.db", report)
    assert "1 new" in first.out
    again = run("build", tmp_path / "case.db", report, "--lexicon", tmp_path / "tables")
    assert again.code == 0, again.err
    assert "1 new, 0 known" in again.out
    known = run("build", tmp_path / "case.db", report, "--lexicon", tmp_path / "tables")
    assert "0 new, 1 known" in known.out


def test_a_folder_of_tables_that_is_not_there_is_said(
    run: Run, tmp_path: Path, report: Path
) -> None:
    ran = run("build", tmp_path / "case.db", report, "--lexicon", tmp_path / "nowhere")
    assert ran.code == 2
    assert ran.err.startswith("error D601 ")


def test_columns_are_mapped_and_standard_input_is_read(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = f'headline,body\n"Oil","{TEXT}"\n'.encode()
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(rows), close=lambda: None))
    ran = run("build", tmp_path / "case.db", "-", "--map", "text=body,title=headline")
    assert ran.code == 0, ran.err
    assert "1 new, 0 known, 0 unreadable" in ran.out
    assert "Oil" in run("reports", tmp_path / "case.db").out


def test_a_mapping_that_is_none_is_refused(run: Run, tmp_path: Path, report: Path) -> None:
    ran = run("build", tmp_path / "case.db", report, "--map", "body")
    assert ran.code == 2
    assert "error D601 " in ran.err
    assert not (tmp_path / "case.db").exists()
