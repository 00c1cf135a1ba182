"""Check a user's own tables, one by one, before a build rests on them."""

from __future__ import annotations

import csv
import io
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from dragoman.errors import LexiconError
from dragoman.lexicon import lexicon_of
from dragoman.lexicon.asking import load_asking
from dragoman.lexicon.tables import Tables, table_files


@dataclass(frozen=True, slots=True)
class Checked:
    """One file of a user's folder.

    Attributes:
        rows: what it adds: rows of a CSV file, entries of a TOML file.
        fault: what is wrong with it, empty where it is sound.
        remedy: what to do about it.
    """

    file: str
    rows: int
    fault: str = ""
    remedy: str = ""


def check_tables(folder: Path) -> Iterator[Checked]:
    """Check each file of a folder by itself, in order of name.

    A file that is none of the package's tables adds nothing, which is most often a slip in its
    name, and so counts as a fault.

    Raises:
        LexiconError: where the package's own tables do not validate.
    """
    read = tables_read()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        name = path.relative_to(folder).as_posix()
        if any(part.startswith(".") for part in name.split("/")):
            continue
        yield _checked(folder, name, read)


@cache
def known_tables() -> frozenset[str]:
    """Names of the package's tables."""
    root = files("dragoman.lexicon").joinpath("data")
    return frozenset(name.removeprefix("/") for name, _ in table_files(root))


@cache
def tables_read() -> frozenset[str]:
    """Names of the tables to which a user's rows are added; the others are the package's alone.

    Raises:
        LexiconError: where the package's own tables do not validate.
    """
    tables = _Noting()
    lexicon_of(tables)
    load_asking(tables)
    return frozenset(tables.names)


class _Noting(Tables):
    """The package's tables, with the names of those that are asked for noted."""

    __slots__ = ("names",)
    names: set[str]

    def __init__(self) -> None:
        super().__init__()
        object.__setattr__(self, "names", set())

    def texts(self, name: str) -> list[tuple[str, str]]:
        self.names.add(name)
        return super().texts(name)


def _checked(folder: Path, name: str, read: frozenset[str]) -> Checked:
    if name not in known_tables():
        near = get_close_matches(name, sorted(known_tables()), n=1, cutoff=0.5)
        remedy = f"did you mean {near[0]}?" if near else "see docs/how-to/add-to-the-lexicon.md"
        return Checked(name, 0, "no table of Dragoman has this name: nothing reads it", remedy)
    if name not in read:
        return Checked(
            name, 0, "Dragoman reads this table from its own package only", "leave it out"
        )
    try:
        rows = _rows(folder, name)
        tables = Tables(folder, only=name)
        lexicon_of(tables)
        load_asking(tables)
    except LexiconError as error:
        return Checked(name, 0, error.what, error.remedy)
    fault = "" if rows else "it holds no row"
    return Checked(name, rows, fault, "write rows under the header, or leave it out" * (not rows))


def _rows(folder: Path, name: str) -> int:
    try:
        text = (folder / name).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise LexiconError(f"{name}: {error}", "save the table as UTF-8") from error
    if name.endswith(".csv"):
        lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
        return max(sum(1 for _ in csv.reader(io.StringIO("\n".join(lines)))) - 1, 0)
    if name.endswith(".toml"):
        try:
            return _entries(tomllib.loads(text))
        except tomllib.TOMLDecodeError as error:
            raise LexiconError(f"{name}: {error}", "mend the TOML") from error
    return 1


def _entries(value: Any) -> int:
    """Leaves of parsed TOML: what is listed counts one by one."""
    if isinstance(value, dict):
        return sum(map(_entries, value.values()))
    if isinstance(value, list):
        return len(value)
    return 1
