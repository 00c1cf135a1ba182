"""`fetch`: exit codes and what is said; what it does is tested with its package."""

from __future__ import annotations

from pathlib import Path

from tests.bulk.fetch.server import Reply, serving
from tests.cli.conftest import Run


def test_pages_are_fetched_and_built(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    with serving({"/a": Reply()}) as site:
        ran = run("fetch", f"{site.root}/a", "-o", folder, "--allow-private", "--delay", "0")
    assert ran.code == 0, ran.err
    assert "1 saved, 0 unchanged, 0 failed" in ran.out
    built = run("build", tmp_path / "case.db", folder)
    assert "1 new, 0 known, 0 unreadable" in built.out


def test_private_addresses_are_refused_and_nothing_saved_ends_with_1(
    run: Run, tmp_path: Path
) -> None:
    ran = run("fetch", "http://127.0.0.1:9/a", "-o", tmp_path / "pages")
    assert ran.code == 1
    assert "not fetched: http://127.0.0.1:9/a: D702 " in ran.err
    assert list((tmp_path / "pages").iterdir()) == []


def test_a_folder_that_cannot_be_written_is_said(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    ran = run("fetch", "http://127.0.0.1:9/a", "-o", tmp_path / "file" / "pages")
    assert ran.code == 2
    assert "error D601 cannot write to " in ran.err
