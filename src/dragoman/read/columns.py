"""Which column of a row holds what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Final

from dragoman.errors import UsageError


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
