"""Named bodies: metonyms, forces, services, parliaments, parties, groups, organisations, places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from dragoman.errors import LexiconError
from dragoman.lexicon.countries import Country
from dragoman.lexicon.entry import (
    Entry,
    alternatives,
    check_country,
    check_kind,
    check_order,
    check_sector,
    first_day,
    last_day,
    slug,
)
from dragoman.lexicon.tables import Tables
from dragoman.model import ActorKind

BODY_TABLES: Final = (
    "metonyms",
    "forces",
    "services",
    "ministries",
    "parliaments",
    "parties",
    "groups",
    "organisations",
    "societies",
    "firms",
    "peoples",
)
"""In the order in which they speak where one name stands in several."""
COLUMNS: Final = ("name", "aliases", "kind", "country", "sector")


@dataclass(frozen=True, slots=True)
class Named:
    """The entries of one table row: under its canonical name, and under each further name."""

    names: tuple[str, ...]
    entries: tuple[Entry, ...]


def load_bodies(tables: Tables, countries: Mapping[str, Country]) -> list[Named]:
    """All named bodies.

    A table may have the columns ``start`` and ``end``: a body may then stand in several rows,
    one for each span in which it was of one sector (a movement that took power).

    Raises:
        LexiconError: on an unknown kind, country or sector, a bad date, a body told twice.
    """
    found: list[Named] = []
    seen: dict[tuple[str, str], str] = {}
    for table in BODY_TABLES:
        role = "metonym" if table == "metonyms" else ""
        for place, row in tables.csv(f"world/{table}.csv", COLUMNS):
            found.append(_named(row, place, countries, role, seen))
    for place, row in tables.csv("world/places.csv", ("name", "aliases", "country", "sector")):
        row = {**row, "kind": ActorKind.PLACE.value}
        found.append(_named(row, place, countries, "region", seen))
    return found


def _named(
    row: Mapping[str, str],
    place: str,
    countries: Mapping[str, Country],
    role: str,
    seen: dict[tuple[str, str], str],
) -> Named:
    name = row["name"]
    if not name:
        raise LexiconError(f"{place}: a row without a name", "name it")
    kind = check_kind(row["kind"], place)
    country = check_country(row["country"], frozenset(countries), place)
    sector = check_sector(row["sector"], place)
    start, end = first_day(row.get("start", ""), place), last_day(row.get("end", ""), place)
    check_order(start, end, place)
    key = f"{country or 'INT'}:{(sector or kind.value).lower()}:{slug(name)}"
    told = seen.setdefault((key, str(start)), place)
    if told != place:
        raise LexiconError(f"{place}: {name} is told at {told} already", "keep one of the rows")

    def entry(surface_role: str) -> Entry:
        return Entry(key, name, kind, country, sector, surface_role, "", start, end)

    aliases = alternatives(row["aliases"])
    main = entry(role or "name")
    return Named((name, *aliases), (main, *(entry(role or "alias") for _ in aliases)))
