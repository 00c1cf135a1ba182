"""Dated office holders: who led which state, ministry, organisation or group, and when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from dragoman.errors import LexiconError
from dragoman.lexicon.countries import Country
from dragoman.lexicon.entry import (
    Entry,
    alternatives,
    check_country,
    check_order,
    check_sector,
    first_day,
    last_day,
    slug,
)
from dragoman.lexicon.tables import Tables
from dragoman.model import ActorKind

FAMILY_FIRST: Final = frozenset({"CHN", "PRK", "KOR", "TWN"})
"""Where the first word of a name is the family's; of the others it is the last."""
PARTICLES: Final = frozenset(
    {"al", "bin", "bint", "von", "van", "der", "den", "de", "del", "della", "di", "da", "do"}
    | {"dos", "la", "le", "el", "ben", "abu", "ould", "st", "ter"}
)
SUFFIXES: Final = frozenset({"Jr.", "Jr", "Sr.", "II", "III", "IV", "XIV", "XVI"})
SURNAME: Final = "~"
"""Marks, in the cell of aliases, a form to be used alone after a first mention ("~Lula")."""


@dataclass(frozen=True, slots=True)
class Office:
    """An office: the sector of who holds it and its place in the order of importance."""

    title: str
    sector: str
    rank: int


@dataclass(frozen=True, slots=True)
class Holder:
    """One tenure: its entry, the forms of the full name, and those of the surname alone."""

    entry: Entry
    names: tuple[str, ...]
    surnames: tuple[str, ...]
    rank: tuple[int, int, int]


def load_offices(tables: Tables) -> dict[str, Office]:
    """All offices by title, in order of importance.

    Raises:
        LexiconError: on an unknown sector or an office told twice.
    """
    offices: dict[str, Office] = {}
    for place, row in tables.csv("world/offices.csv", ("office", "sector")):
        title = row["office"]
        if title in offices:
            raise LexiconError(f"{place}: office {title!r} told twice", "keep one of the rows")
        offices[title] = Office(title, check_sector(row["sector"], place), len(offices))
    return offices


def load_holders(
    tables: Tables, countries: Mapping[str, Country], offices: Mapping[str, Office]
) -> list[Holder]:
    """All tenures, as the table orders them.

    Raises:
        LexiconError: on an unknown country or office, a bad date, an end before its start, or
            the same tenure told twice.
    """
    found: list[Holder] = []
    seen: dict[tuple[str, str, str, date | None], str] = {}
    columns = ("country", "office", "name", "aliases", "start", "end")
    for table in ("leaders", "officials"):
        for place, row in tables.csv(f"world/{table}.csv", columns):
            office = offices.get(row["office"])
            if office is None:
                raise LexiconError(
                    f"{place}: unknown office {row['office']!r}", "add it to world/offices.csv"
                )
            country = check_country(row["country"], frozenset(countries), place)
            start, end = first_day(row["start"], place), last_day(row["end"], place)
            check_order(start, end, place)
            if not row["name"]:
                raise LexiconError(f"{place}: a row without a name", "name the holder")
            told = seen.setdefault((row["name"], office.title, country, start), place)
            if told != place:
                raise LexiconError(f"{place}: same tenure as {told}", "keep one of the rows")
            entry = Entry(
                f"person:{country or 'INT'}:{slug(row['name'])}",
                row["name"],
                ActorKind.PERSON,
                country,
                office.sector,
                "name",
                office.title,
                start,
                end,
            )
            weight = countries[country].weight if country else len(countries) // 8
            rank = (office.rank // 10, weight, office.rank)
            found.append(Holder(entry, *_forms(row["name"], country, row["aliases"]), rank))
    return found


def _forms(name: str, country: str, cell: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    aliases = alternatives(cell)
    names = (name, *(a for a in aliases if not a.startswith(SURNAME)))
    given = tuple(a.removeprefix(SURNAME) for a in aliases if a.startswith(SURNAME))
    surnames = given or tuple(dict.fromkeys(surname(n, country) for n in names))
    return names, tuple(s for s in surnames if s)


def surname(name: str, country: str) -> str:
    """The family's part of a name by the custom of the country, with its particles."""
    words = [word for word in name.split() if word not in SUFFIXES]
    if len(words) < 2:
        return ""
    if country in FAMILY_FIRST:
        return words[0]
    at = len(words) - 1
    while at > 1 and words[at - 1].casefold() in PARTICLES:
        at -= 1
    return " ".join(words[at:])


def by_id(entries: Iterable[Entry]) -> Iterator[tuple[str, tuple[Entry, ...]]]:
    """Entries grouped by id, keeping the order in which ids first came."""
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(entry.id, []).append(entry)
    for key, group in groups.items():
        yield key, tuple(group)
