"""The audit without a network: what an advisory is about, and what is no sign that all is well."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from bench.audit import LOCKS, affects, main, pinned


def advisory(name: str = "Some_Package", **affected: Any) -> dict[str, Any]:
    package = {"ecosystem": "PyPI", "name": name}
    return {"id": "X-1", "summary": "it leaks", "affected": [{"package": package, **affected}]}


def ranged(*events: dict[str, str], kind: str = "ECOSYSTEM") -> dict[str, Any]:
    return advisory(ranges=[{"type": kind, "events": list(events)}])


FIXED = ranged({"introduced": "0"}, {"fixed": "1.10"})
TWICE = ranged(
    {"introduced": "2.0"}, {"fixed": "2.2"}, {"introduced": "1.0"}, {"last_affected": "1.4"}
)


@pytest.mark.parametrize(
    ("found", "version", "told"),
    [
        (advisory(versions=["1.2"]), "1.2", True),
        (advisory(versions=["1.2"]), "1.2.1", False),
        (FIXED, "1.9", True),
        (FIXED, "1.10", False),
        (TWICE, "0.9", False),
        (TWICE, "1.4", True),
        (TWICE, "1.5", False),
        (TWICE, "2.1", True),
        (TWICE, "2.2", False),
        (ranged({"introduced": "0"}, kind="GIT"), "1.0", False),
        (advisory("other", versions=["1.2"]), "1.2", False),
    ],
)
def test_an_advisory_is_about_the_versions_it_names(
    found: dict[str, Any], version: str, told: bool
) -> None:
    assert affects(found, "some-package", version) is told


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    path = tmp_path / "lock.txt"
    path.write_text("some-package==1.9 \\\n    --hash=sha256:0\n    # via x\nother==3\n")
    return path


@pytest.mark.parametrize("packed", [False, True])
def test_what_is_affected_is_told_from_a_folder_and_an_archive(
    packed: bool, tmp_path: Path, lock: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = tmp_path / "all"
    if packed:
        with zipfile.ZipFile(given, "w") as archive:
            archive.writestr("X-1.json", json.dumps(FIXED))
    else:
        given.mkdir()
        (given / "X-1.json").write_text(json.dumps(FIXED))
    assert main([str(given), "--lock", str(lock)]) == 1
    assert "some-package 1.9: X-1 it leaks" in capsys.readouterr().out


def test_what_was_withdrawn_is_left_out(tmp_path: Path, lock: Path) -> None:
    gone = {**FIXED, "withdrawn": "2026-01-01T00:00:00Z"}
    (tmp_path / "a.json").write_text(json.dumps([gone, TWICE]))
    assert main([str(tmp_path / "a.json"), "--lock", str(lock)]) == 0


@pytest.mark.parametrize("raw", [None, "", "[]", "no json", '"a"'])
def test_nothing_to_look_in_is_no_sign_that_all_is_well(
    raw: str | None, tmp_path: Path, lock: Path
) -> None:
    if raw is not None:
        (tmp_path / "a.json").write_text(raw)
    assert main([str(tmp_path / "a.json"), "--lock", str(lock)]) == 2


def test_our_own_locks_are_what_is_looked_up() -> None:
    found = pinned(LOCKS)
    assert {"spacy", "lxml", "pypdf", "pytest", "hatchling"} <= set(found)
