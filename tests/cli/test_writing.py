"""Commands that write files: `dossier` and `export`."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.conftest import Run

from dragoman.cli.writing import write_text
from dragoman.errors import UsageError


def test_the_dossier_is_written_where_it_is_asked_for(
    run: Run, story: Path, tmp_path: Path
) -> None:
    page = tmp_path / "page.html"
    ran = run("dossier", story, "-o", page, "--title", "Guns & grain")
    assert ran.code == 0
    assert ran.out == ""
    assert "Guns &amp; grain" in page.read_text("utf-8")
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]


def test_a_dash_stands_for_standard_output(run: Run, story: Path) -> None:
    ran = run("dossier", story, "-o", "-")
    assert ran.out.startswith("<!doctype html>")
    assert ran.err == ""


def test_the_export_names_its_files(run: Run, story: Path, tmp_path: Path) -> None:
    ran = run("export", story, "--format", "jsonl", "-o", tmp_path / "out")
    assert ran.code == 0
    assert (tmp_path / "out" / "reports.jsonl").read_text("utf-8").count("\n") == 4
    assert "reports.jsonl (4 records)" in ran.err


def test_a_write_that_fails_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / "page.html"
    page.write_text("old")

    def full(self: Path, *words: object, **options: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_text", full)
    with pytest.raises(UsageError, match="No space left on device"):
        write_text(page, "new")
    assert page.read_text() == "old"
