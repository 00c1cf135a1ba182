"""What a reader of the repository relies on, checked over the tracked files."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

LONGEST_FILE = 400
LONGEST_FUNCTION = 60
OPEN_ENDS = re.compile(r"\b(TODO|FIXME)\b|except Exception|except:|NotImplementedError")
# Words that the design rules out as names of modules, classes and functions: they say nothing.
EMPTY_WORDS = {"manager", "utils", "util", "helper", "helpers", "misc", "process", "handler"}
MACHINE_PATH = re.compile(r"(^|[^\w.])/(work|farm|root|home/\w+|tmp/[a-z])/")
REGISTRY = re.compile(r"--(extra-)?index[-]url|://[\w.]*(pypi|pythonhosted)|registry *= *\"?http")


@pytest.fixture(scope="module")
def tracked(root: Path) -> list[Path]:
    if not (root / ".git").exists():
        pytest.skip("not a git checkout")
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=root, capture_output=True, text=True, check=True
    ).stdout
    return [root / name for name in listed.split("\0") if name and (root / name).is_file()]


def sources(root: Path) -> Iterator[tuple[Path, str]]:
    for path in sorted((root / "src").rglob("*.py")):
        yield path.relative_to(root), path.read_text(encoding="utf-8")


def test_imports_point_up_the_table_of_the_design(root: Path) -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    found = subprocess.run([str(linter)], cwd=root, capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stdout + found.stderr


def test_every_package_has_a_layer(root: Path) -> None:
    settings = tomllib.loads((root / "pyproject.toml").read_text())["tool"]["importlinter"]
    layers = " ".join(settings["contracts"][0]["layers"])
    for path in sorted((root / "src" / "dragoman").iterdir()):
        if path.name.startswith("__") or path.suffix not in ("", ".py"):
            continue
        assert re.search(rf"dragoman\.{path.stem}\b", layers), f"{path.name} is in no layer"


def test_files_stay_short(root: Path) -> None:
    long = [(str(p), n) for p, text in sources(root) if (n := text.count("\n")) > LONGEST_FILE]
    assert long == []


def test_functions_stay_short(root: Path) -> None:
    long = [
        (f"{path}:{node.lineno} {node.name}", lines)
        for path, text in sources(root)
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (lines := body_lines(node)) > LONGEST_FUNCTION
    ]
    assert long == []


def body_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of a function without its signature (of a command, its options) and docstring."""
    first = node.body[1:] if ast.get_docstring(node) else node.body
    return (node.end_lineno or 0) - first[0].lineno + 1 if first else 0


def test_nothing_is_left_open_or_swallowed(root: Path) -> None:
    found = [
        f"{path}:{n}: {line.strip()}"
        for path, text in sources(root)
        for n, line in enumerate(text.splitlines(), 1)
        if OPEN_ENDS.search(line)
    ]
    assert found == []


def test_names_say_what_they_name(root: Path) -> None:
    found = []
    for path, text in sources(root):
        names = [(path.stem, 1)] + [
            (node.name, node.lineno)
            for node in ast.walk(ast.parse(text))
            if isinstance(node, ast.FunctionDef | ast.ClassDef)
        ]
        for name, line in names:
            words = re.findall(r"[a-z]+", re.sub(r"([A-Z])", r"_\1", name).lower())
            if EMPTY_WORDS & set(words):
                found.append(f"{path}:{line} {name}")
    assert found == []


def test_no_tracked_file_names_this_machine(root: Path, tracked: list[Path]) -> None:
    own = Path(__file__).resolve()
    found = []
    for path in tracked:
        if path.resolve() == own:
            continue
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        for n, line in enumerate(text.splitlines(), 1):
            if MACHINE_PATH.search(line) or REGISTRY.search(line):
                found.append(f"{path.relative_to(root)}:{n}: {line[:100]}")
    assert found == []


def test_data_tables_say_where_they_come_from(root: Path) -> None:
    data = root / "src" / "dragoman" / "lexicon" / "data"
    if not data.is_dir():
        pytest.skip("no data tables yet")
    silent = [
        str(path.relative_to(root))
        for path in sorted(data.rglob("*"))
        if path.suffix in (".toml", ".csv") and not path.read_text().lstrip().startswith("#")
    ]
    assert silent == []
