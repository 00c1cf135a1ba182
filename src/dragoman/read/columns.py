"""Which column of a row holds what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from functools import cache, lru_cache
from typing import Any, Final

from dragoman.errors import LexiconError, MissingColumn, UsageError
from dragoman.lexicon.tables import Tables

TABLE: Final = "columns.toml"
MARKS: Final = re.compile(r"[\s_-]+")
NAMES_SHOWN: Final = 8
NAME_SHOWN: Final = 30
REMEMBERED: Final = 256
"""Sets of names; the rows of a file mostly share one."""

NAME_IT: Final = "name it with --map text=COLUMN"


@dataclass(frozen=True, slots=True)
class Columns:
    """Names of the columns that a row's fields are in.

    A name with a dot looks inside an object where the row has no column of that very name:
    ``source.name`` is the ``name`` in the row's ``source``.
    """

    id: str = "id"
    text: str = "text"
    title: str = "title"
    date: str = "date"
    publisher: str = "publisher"
    url: str = "url"


COLUMNS: Final = Columns()
FIELDS: Final = tuple(field.name for field in fields(Columns))


def parse_columns(given: str) -> Columns:
    """Columns from words such as ``text=body,title=headline``; the rest keep their names.

    Raises:
        UsageError: no pair, no such field, or a field twice.
    """
    found: dict[str, str] = {}
    for pair in filter(None, (part.strip() for part in given.split(","))):
        name, _, column = (part.strip() for part in pair.partition("="))
        if name not in FIELDS or not column or name in found:
            known = ", ".join(FIELDS)
            raise UsageError(
                f"--map does not understand {pair!r}", f"write FIELD=COLUMN; fields are {known}"
            )
        found[name] = column
    return Columns(**found)


def cell(row: Mapping[str, Any], column: str) -> Any:
    """What a row has in a column; ``None`` if it has none."""
    if column in row:
        return row[column]
    inner: Any = row
    for name in column.split("."):
        if not isinstance(inner, Mapping):
            return None
        inner = inner.get(name)
    return inner


def names_of(row: Mapping[str, Any]) -> tuple[str, ...]:
    """The columns of a row that hold one value each, those inside objects by names with a dot."""
    return tuple(_names(row))


def _names(row: Mapping[str, Any]) -> Iterator[str]:
    for name, value in row.items():
        if isinstance(value, Mapping):
            yield from (f"{name}.{x}" for x, v in value.items() if not isinstance(v, dict | list))
        else:
            yield str(name)


@lru_cache(maxsize=REMEMBERED)
def settle(columns: Columns, names: tuple[str, ...]) -> Columns:
    """The columns as the rows name them: a name of our own that they lack, by its usual others.

    What the user has named is left as it is, but for its case.

    Args:
        names: of the columns that there are; the first of two alike counts.

    Raises:
        MissingColumn: none holds the text, or several may.
    """
    written = {_folded(name): name for name in reversed(names)}
    taken = {_folded(getattr(columns, field)) for field in FIELDS}
    found: dict[str, str] = {}
    for field in FIELDS:
        column = getattr(columns, field)
        if column in names:
            continue
        if _folded(column) in written:
            found[field] = written[_folded(column)]
        elif column == field:
            usual = [n for n in usual_names()[field] if n in written and n not in taken]
            if field == "text" and len(usual) > 1:
                shown = _shown([written[name] for name in usual])
                raise MissingColumn(f"several columns may hold the text: {shown}", NAME_IT)
            if usual:
                found[field] = written[usual[0]]
    settled = replace(columns, **found)
    if settled.text not in names and settled.text.split(".")[0] not in names:
        had = _shown(names) or "none"
        raise MissingColumn(f"no column {_shown([columns.text])!r} among: {had}", NAME_IT)
    return settled


def told(columns: Columns, settled: Columns) -> str:
    """The columns that were taken for others: ``text=body, date=pubDate``; "" if none was."""
    pairs = ((field, getattr(columns, field), getattr(settled, field)) for field in FIELDS)
    return ", ".join(f"{field}={_shown([new])}" for field, old, new in pairs if old != new)


def _shown(names: list[str] | tuple[str, ...]) -> str:
    """Names in one line, those that are no names cut."""
    cut = ("".join(c for c in name[:NAME_SHOWN] if c.isprintable()) for name in names[:NAMES_SHOWN])
    return ", ".join(cut) + (", …" if len(names) > NAMES_SHOWN else "")


def _folded(name: str) -> str:
    return MARKS.sub("", name).casefold()


@cache
def usual_names() -> Mapping[str, tuple[str, ...]]:
    """The usual names of each field, folded, in order of trust.

    Raises:
        LexiconError: a table with other fields, or with something else than names.
    """
    found: dict[str, tuple[str, ...]] = dict.fromkeys(FIELDS, ())
    for place, table in Tables().toml(TABLE):
        for field, names in table.items():
            if field not in FIELDS or not isinstance(names, list):
                raise LexiconError(f"{place}: no field: {field}", "mend the name")
            if not all(isinstance(name, str) and name.strip() for name in names):
                raise LexiconError(f"{place}: {field}: not a list of names", "mend the list")
            found[field] = tuple(dict.fromkeys(map(_folded, (*found[field], *names))))
    return found
