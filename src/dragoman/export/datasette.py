"""What Datasette is told of a case: titles, links' labels, column notes, queries (its metadata)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from importlib.resources import files
from typing import Any, Final

from dragoman.export.files import Json

COLUMN: Final = re.compile(r'^\s*"?(\w+)"?\s+(?:TEXT|INTEGER|REAL|ANY|BLOB)\b')
NOTE: Final = re.compile(r"^\s*-- ?(.*)")


def metadata(database: str, schemas: Iterable[tuple[str, str]]) -> Json:
    """The metadata for a case, as Datasette's ``--metadata`` takes it.

    Args:
        database: the name under which Datasette serves the case: its file's name without ``.db``.
        schemas: (name, SQL) of each table of the case; the notes before columns are shown there.
    """
    given = tomllib.loads(
        files("dragoman.export").joinpath("data", "datasette.toml").read_text(encoding="utf-8")
    )
    notes = {name: column_notes(sql) for name, sql in schemas}
    tables = {
        name: _table(told, notes[name]) for name, told in given["tables"].items() if name in notes
    }
    queries = {
        name: {"title": one["title"], "description": one["about"], "sql": one["sql"].strip()}
        for name, one in given["queries"].items()
    }
    return {
        "title": given["title"],
        "description": given["description"],
        "databases": {database: {"tables": tables, "queries": queries}},
    }


def _table(told: dict[str, Any], notes: dict[str, str]) -> Json:
    keys = {"title": "title", "about": "description", "label": "label_column", "facets": "facets"}
    found: Json = {key: told[own] for own, key in keys.items() if own in told}
    if told.get("hidden"):
        found["hidden"] = True
    if notes:
        found["columns"] = notes
    return found


def column_notes(sql: str) -> dict[str, str]:
    """The comments of a ``CREATE TABLE`` that stand before its columns, by column."""
    found: dict[str, str] = {}
    waiting: list[str] = []
    for line in sql.splitlines():
        if note := NOTE.match(line):
            waiting.append(note[1].strip())
            continue
        if waiting and (column := COLUMN.match(line)):
            found[column[1]] = " ".join(waiting)
        waiting = []
    return found
