"""Write the reference of the JSON Lines export from the records that it writes.

``python -m docs.generate.export`` writes docs/reference/export-jsonl.md.
"""

from __future__ import annotations

import inspect
import re
import types
import typing
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from pathlib import Path
from typing import Any

import dragoman.model as model
from dragoman.case import StoredFailure
from dragoman.export.jsonl import SCHEMA_VERSION, TABLES
from dragoman.model.codec import RENAMED

PAGE = Path(__file__).resolve().parents[1] / "reference" / "export-jsonl.md"

HEAD = """\
# The JSON Lines export

<!-- Written by docs/generate/export.py from the records themselves; do not edit. -->

`dragoman export CASE.db --format jsonl --out FOLDER` writes one file a table, one JSON object a
line, in UTF-8 (schema version {version}). The same case gives the same bytes, in whatever order
its inputs came. `meta.json` tells the schema version, and each table's file, number of lines and
keys. Keys that are not listed here may follow those that are.

Every record carries `id` and, where it stands in one report, `report_id`; and `evidence`, a list of
`{{start, end, exact, report_id}}`: half-open character offsets into the `source_text` of that
report, and the words that stand there. Dates are days as ISO 8601 text, or null where they are
open. Lines are in order of report, then of place in it.
"""

RECORDS = {
    "reports": model.Report,
    "actors": model.Actor,
    "statements": model.Statement,
    "events": model.Event,
    "quantities": model.Quantity,
    "times": model.TimeExpression,
    "forecasts": model.Forecast,
    "happenings": model.Happening,
    "differences": model.Difference,
    "accounts": model.Account,
    "copies": model.Copy,
    "sentences": model.SentenceSpan,
    "judgements": model.Judgement,
    "failures": StoredFailure,
}
"""The record of each table."""

ATTRIBUTE = re.compile(r"^    (\w+(?:, \w+)*): (.*(?:\n {8}.*)*)", re.MULTILINE)

PLAIN = {str: "text", int: "whole number", float: "number", bool: "true or false"}


def page() -> str:
    """The whole page."""
    inner: dict[str, Any] = {}
    parts = [HEAD.format(version=SCHEMA_VERSION)]
    for table in TABLES:
        parts.append(_section(f"## {table.name}", RECORDS[table.name], table.keys, inner))
    shown: dict[str, str] = {}
    while waiting := set(inner) - set(shown):
        for name in waiting:
            shown[name] = _section(f"### {name}", inner[name], tuple(_hints(inner[name])), inner)
    parts += ["## Objects inside records\n", *(shown[name] for name in sorted(shown))]
    return "\n".join(parts)


def _section(heading: str, cls: Any, keys: tuple[str, ...], inner: dict[str, Any]) -> str:
    hints, notes = _hints(cls), _notes(cls)
    lines = [heading, "", _plain((cls.__doc__ or "").split("\n\n")[0]), ""]
    lines += ["| key | value | |", "|---|---|---|"]
    lines += [f"| `{key}` | {_value(key, hints, inner)} | {notes.get(key, '')} |" for key in keys]
    return "\n".join([*lines, ""])


def _notes(cls: Any) -> dict[str, str]:
    """What the docstring says of each attribute."""
    _, _, told = inspect.cleandoc(cls.__doc__ or "").partition("Attributes:\n")
    found: dict[str, str] = {}
    for names, note in ATTRIBUTE.findall(told):
        for name in names.split(", "):
            found[RENAMED.get(name, name)] = _plain(note)
    return found


def _plain(text: str) -> str:
    return " ".join(text.split()).replace("``", "`")


def _hints(cls: Any) -> dict[str, Any]:
    found = typing.get_type_hints(cls)
    return {RENAMED.get(field.name, field.name): found[field.name] for field in fields(cls)}


def _value(key: str, hints: dict[str, Any], inner: dict[str, Any]) -> str:
    if key == "evidence":
        inner.setdefault("Evidence", model.Evidence)
        return "list of [Evidence](#evidence)"
    return _type(hints[key], inner) if key in hints else "text"


def _type(hint: Any, inner: dict[str, Any]) -> str:
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        (one,) = [arg for arg in args if arg is not types.NoneType]
        return f"{_type(one, inner)}, or null"
    if origin is tuple:
        return f"list of {_type(args[0], inner)}"
    if is_dataclass(hint):
        name = typing.cast(type, hint).__name__
        inner.setdefault(name, hint)
        return f"[{name}](#{name.lower()})"
    if issubclass(hint, Enum):
        return "one of " + ", ".join(f"`{one.value}`" for one in hint)
    if issubclass(hint, datetime):
        return "moment (UTC)"
    if issubclass(hint, date):
        return "day"
    return PLAIN[hint]


def main() -> None:
    """Write the page."""
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
    print(f"wrote {PAGE.relative_to(PAGE.parents[2])}")


if __name__ == "__main__":
    main()
