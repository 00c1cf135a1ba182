"""Reading the data tables: TOML and CSV files of the package, overlaid by a user's folder."""

from __future__ import annotations

import csv
import hashlib
import io
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from dragoman.errors import LexiconError


@dataclass(frozen=True, slots=True)
class Tables:
    """Where tables come from: the package's own data and, behind them, a user's folder.

    A user's file of the same name adds its rows after ours; what a later row says wins where
    a table is keyed.

    Attributes:
        extra: the user's folder.
        only: of that folder, this table alone; empty for all.
    """

    extra: Path | None = None
    only: str = ""

    def texts(self, name: str) -> list[tuple[str, str]]:
        """The contents of a table: (place for messages, text), ours first.

        Raises:
            LexiconError: where neither place has the file, or it is not UTF-8.
        """
        found: list[tuple[str, str]] = []
        own = files("dragoman.lexicon").joinpath("data").joinpath(*name.split("/"))
        try:
            if own.is_file():
                found.append((name, own.read_text(encoding="utf-8")))
            wanted = self.only in ("", name)
            if self.extra is not None and wanted and (self.extra / name).is_file():
                path = self.extra / name
                found.append((str(path), path.read_text(encoding="utf-8")))
        except (OSError, UnicodeDecodeError) as error:
            raise LexiconError(f"{name}: {error}", "save the table as UTF-8") from error
        if not found:
            raise LexiconError(f"{name}: no such table", "reinstall dragoman")
        return found

    def digest(self) -> str:
        """SHA-256 over all tables, the user's included: the same knowledge, the same digest.

        Raises:
            LexiconError: where a file cannot be read.
        """
        found = hashlib.sha256()
        roots = [files("dragoman.lexicon").joinpath("data")]
        roots += [self.extra] if self.extra is not None else []
        try:
            for root in roots:
                for name, path in table_files(root):
                    found.update(name.encode("utf-8", "surrogatepass"))
                    found.update(path.read_bytes())
        except OSError as error:
            raise LexiconError(f"{error}", "see that the lexicon's files can be read") from error
        return found.hexdigest()

    def toml(self, name: str) -> list[tuple[str, dict[str, Any]]]:
        """Parse a TOML table; one dict a place.

        Raises:
            LexiconError: with file and line where it does not parse.
        """
        parsed = []
        for place, text in self.texts(name):
            try:
                parsed.append((place, tomllib.loads(text)))
            except tomllib.TOMLDecodeError as error:
                raise LexiconError(f"{place}: {error}", "mend the TOML") from error
        return parsed

    def csv(self, name: str, columns: Iterable[str]) -> list[tuple[str, dict[str, str]]]:
        """Parse a CSV table with a header; rows as dicts with the place ``file:line``.

        Lines that start with ``#`` are comments. Every column named must be there.

        Raises:
            LexiconError: where a column is missing or a row has too many fields.
        """
        needed = set(columns)
        rows: list[tuple[str, dict[str, str]]] = []
        for place, text in self.texts(name):
            numbered = [
                (n, line)
                for n, line in enumerate(text.splitlines(), 1)
                if line.strip() and not line.startswith("#")
            ]
            reader = csv.DictReader(io.StringIO("\n".join(line for _, line in numbered)))
            missing = needed - set(reader.fieldnames or ())
            if missing:
                raise LexiconError(
                    f"{place}: no column {', '.join(sorted(missing))}", "mend the header"
                )
            for (n, _), row in zip(numbered[1:], reader, strict=False):
                if None in row or None in row.values():
                    raise LexiconError(
                        f"{place}:{n}: wrong number of fields", "quote fields with commas"
                    )
                rows.append((f"{place}:{n}", {key: value.strip() for key, value in row.items()}))
        return rows


def table_files(root: Traversable, under: str = "") -> Iterator[tuple[str, Traversable]]:
    """The files of a folder and those below it, by name, with their path inside it."""
    for entry in sorted(root.iterdir(), key=lambda e: e.name):
        name = f"{under}/{entry.name}"
        if entry.is_dir():
            yield from table_files(entry, name)
        elif entry.name.endswith((".toml", ".csv", ".json")):
            yield name, entry
