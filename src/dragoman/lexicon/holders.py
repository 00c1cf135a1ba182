"""Dated office holders: who led which state, ministry, organisation or group, and when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
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
BODIES_WEIGHT: Final = 30
"""Where offices of organisations stand among those of states, in the order of prominence."""
LIKE_OFFICES: Final = 10
"""So many offices in a row of the table count alike where bearers of a surname are ordered."""
HOLDER_TABLES: Final = ("leaders", "officials", "past")
PAST: Final = "past"
"""The table whose holders are known by surname alone only where the row says so."""
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
    """One tenure.

    Attributes:
        names: the forms of the full name.
        surnames: the forms that name the holder alone ("Lavrov").
        titled: the forms that do so behind the title of the office ("President Ford").
        past: whether the row stands in the table of holders of former years.
    """

    entry: Entry
    names: tuple[str, ...]
    surnames: tuple[str, ...]
    rank: tuple[int, int, int]
    titled: tuple[str, ...] = ()
    past: bool = False


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
    rows = [
        (name == PAST, place, row)
        for name in HOLDER_TABLES
        for place, row in tables.csv(f"world/{name}.csv", columns)
    ]
    # Who went from a state's office to an organisation's stays one person, of that state.
    homes = {row["name"]: row["country"] for _, _, row in reversed(rows) if row["country"]}
    for past, place, row in rows:
        holder = _holder(row, place, countries, offices, homes)
        if past:
            alone = tuple(s for s in holder.surnames if f"{SURNAME}{s}" in row["aliases"])
            holder = replace(holder, surnames=alone, past=True)
        entry = holder.entry
        told = seen.setdefault((entry.name, entry.office, entry.country, entry.start), place)
        if told != place:
            raise LexiconError(f"{place}: same tenure as {told}", "keep one of the rows")
        found.append(holder)
    return found


def _holder(
    row: Mapping[str, str],
    place: str,
    countries: Mapping[str, Country],
    offices: Mapping[str, Office],
    homes: Mapping[str, str],
) -> Holder:
    office, name = offices.get(row["office"]), row["name"]
    if office is None:
        raise LexiconError(
            f"{place}: unknown office {row['office']!r}", "add it to world/offices.csv"
        )
    country = check_country(row["country"], frozenset(countries), place)
    start, end = first_day(row["start"], place), last_day(row["end"], place)
    check_order(start, end, place)
    if not name:
        raise LexiconError(f"{place}: a row without a name", "name the holder")
    key, kind = f"person:{homes.get(name, 'INT')}:{slug(name)}", ActorKind.PERSON
    entry = Entry(key, name, kind, country, office.sector, "name", office.title, start, end)
    weight = countries[country].weight if country else BODIES_WEIGHT
    rank = (office.rank // LIKE_OFFICES, weight, office.rank)
    names, surnames = _forms(name, country, row["aliases"])
    families = dict.fromkeys((*surnames, *(surname(n, country) for n in names)))
    return Holder(entry, names, surnames, rank, tuple(f for f in families if f))


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
