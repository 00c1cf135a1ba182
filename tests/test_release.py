"""What would be released: one version everywhere, a citation that others read, whole archives."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from bench import release


@pytest.fixture(scope="module")
def project(root: Path) -> dict[str, Any]:
    return dict(tomllib.loads((root / "pyproject.toml").read_text())["project"])


@pytest.fixture(scope="module")
def citation(root: Path) -> dict[str, Any]:
    return dict(yaml.safe_load((root / "CITATION.cff").read_text("utf-8")))


def test_the_version_is_the_same_everywhere(
    root: Path, project: dict[str, Any], citation: dict[str, Any]
) -> None:
    version = project["version"]
    assert re.fullmatch(r"\d+\.\d+\.\d+((a|b|rc)\d+)?", version)
    assert str(citation["version"]) == version
    first = re.findall(r"^## (\S+?),", (root / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)[0]
    assert first == version


def test_the_citation_keeps_to_its_format(
    citation: dict[str, Any], project: dict[str, Any]
) -> None:
    """Keys and forms of the Citation File Format 1.2.0 (citation-file-format, schema guide)."""
    assert str(citation["cff-version"]) == "1.2.0"
    required = {"authors", "cff-version", "message", "title"}
    known = {"abstract", "authors", "cff-version", "commit", "contact", "date-released", "doi",
             "identifiers", "keywords", "license", "license-url", "message", "preferred-citation",
             "references", "repository", "repository-artifact", "repository-code", "title", "type",
             "url", "version"}  # fmt: skip
    assert required <= set(citation) <= known
    assert citation["type"] in ("software", "dataset")
    assert citation["license"] == project["license"]
    assert isinstance(citation["date-released"], date)
    for one in citation["authors"]:
        assert "name" in one or {"family-names", "given-names"} & set(one)
    assert len(set(citation["keywords"])) == len(citation["keywords"])


def test_every_learnt_file_is_told_in_the_notice(root: Path) -> None:
    notice = (root / "NOTICE").read_text("utf-8")
    learnt = [path.name for path in (root / "src").rglob("*.json") if "data" in path.parts]
    assert learnt
    assert [name for name in learnt if name not in notice] == []


def test_the_archives_are_whole_and_the_wheel_is_usable(
    tmp_path: Path, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if not (root / ".git").exists():
        pytest.skip("not a git checkout")
    sdist, wheel = release.build(tmp_path / "dist")
    assert release.inside(sdist, wheel) == []
    site = release.unpack(wheel, tmp_path / "site")
    (tmp_path / "use").mkdir()
    release.use(Path(sys.executable), tmp_path / "use", site)
    assert "FAILED" not in capsys.readouterr().out
    assert (tmp_path / "use" / "dossier.html").stat().st_size > 10_000
    found = subprocess.run(
        [sys.executable, "-c", "import dragoman; print(dragoman.__file__)"],
        env={"PYTHONPATH": str(site)}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert found.stdout.strip().startswith(str(site))


def test_a_wheel_that_lacks_something_is_told(tmp_path: Path) -> None:
    import tarfile
    import zipfile

    with tarfile.open(tmp_path / "a.tar.gz", "w:gz"):
        pass
    with zipfile.ZipFile(tmp_path / "a.whl", "w"):
        pass
    faults = release.inside(tmp_path / "a.tar.gz", tmp_path / "a.whl")
    assert "the sdist lacks LICENSE" in faults and "the wheel lacks NOTICE" in faults
    assert "the wheel lacks dragoman/__init__.py" in faults
