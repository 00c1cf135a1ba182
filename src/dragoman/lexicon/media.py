"""Outlets and agencies of the press, by name, by web domain, and found in a sentence."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from dragoman.errors import LexiconError
from dragoman.lexicon.countries import load_countries
from dragoman.lexicon.entry import Entry, alternatives, check_country, fold, slug
from dragoman.lexicon.matching import Gazetteer, Match
from dragoman.lexicon.tables import Tables
from dragoman.model import ActorKind

TABLE: Final = "media/outlets.csv"
KINDS: Final = frozenset(
    {
        "agency",
        "state_agency",
        "newspaper",
        "broadcaster",
        "state_broadcaster",
        "magazine",
        "site",
        "aggregator",
        "think_tank",
        "blog",
        "government",
    }
)
ONLY_LOOKED_UP: Final = "="
"""Marks a name that is a common word: `Media.by_name` knows it, `Media.match` does not."""


@dataclass(frozen=True, slots=True)
class Outlet:
    """An outlet.

    Attributes:
        id: stable ("medium:PRK:kcna").
        kind: one of `KINDS`.
        country: ISO alpha-3 of its home, empty for international ones.
        domains: web hosts without "www.", in lower case.
    """

    id: str
    name: str
    aliases: tuple[str, ...]
    domains: tuple[str, ...]
    kind: str
    country: str

    @property
    def is_agency(self) -> bool:
        """Whether other outlets carry its copy."""
        return self.kind in ("agency", "state_agency")

    @property
    def is_state(self) -> bool:
        """Whether a government owns it."""
        return self.kind in ("state_agency", "state_broadcaster", "government")


@dataclass(frozen=True, slots=True)
class Media:
    """All outlets of the table, in its order."""

    outlets: tuple[Outlet, ...]
    names: Mapping[str, Outlet]
    domains: Mapping[str, Outlet]
    gazetteer: Gazetteer

    def by_name(self, text: str) -> Outlet | None:
        """The outlet of that name, as a page, a byline or a credit gives it.

        Case, accents, a leading "the", brackets and dashes around it do not matter
        ("(AP)", "AFP –").
        """
        return self.names.get(_key(text))

    def by_domain(self, host: str) -> Outlet | None:
        """The outlet that a web host belongs to ("www.bbc.co.uk", "edition.cnn.com")."""
        labels = host.casefold().rstrip(".").split(".")
        for at in range(len(labels) - 1):
            found = self.domains.get(".".join(labels[at:]))
            if found is not None:
                return found
        return None

    def match(self, words: Sequence[str]) -> list[Match]:
        """The outlets that a sentence names, in the form of `World.match`.

        Args:
            words: token texts as the parser cuts them.
        """
        return self.gazetteer.match(words)


def load_media(tables: Tables) -> Media:
    """Load the table of outlets.

    Raises:
        LexiconError: on an unknown kind or country, a name or a domain told twice.
    """
    countries = frozenset(load_countries(tables))
    outlets: list[Outlet] = []
    names: dict[str, Outlet] = {}
    domains: dict[str, Outlet] = {}
    gazetteer = Gazetteer()
    for place, row in tables.csv(TABLE, ("name", "aliases", "domains", "kind", "country")):
        outlet, quiet = _outlet(row, place, countries)
        own = _key(outlet.name)
        if own in names and names[own].name == outlet.name:
            raise LexiconError(f"{place}: {outlet.name} is told twice", "keep one of the rows")
        names[own] = outlet  # a name of its own goes before another's alias
        outlets.append(outlet)
        for alias in outlet.aliases:
            names.setdefault(_key(alias), outlet)
        for domain in outlet.domains:
            if domain in domains:
                raise LexiconError(f"{place}: domain {domain} is told twice", "keep one of them")
            domains[domain] = outlet
        _add(gazetteer, outlet, quiet)
    return Media(tuple(outlets), names, domains, gazetteer)


def _outlet(
    row: Mapping[str, str], place: str, countries: frozenset[str]
) -> tuple[Outlet, frozenset[str]]:
    """The outlet of a row, and those of its names that are only looked up."""
    if not row["name"]:
        raise LexiconError(f"{place}: a row without a name", "name the outlet")
    if row["kind"] not in KINDS:
        known = " ".join(sorted(KINDS))
        raise LexiconError(f"{place}: unknown kind {row['kind']!r}", f"one of {known}")
    cells = alternatives(row["aliases"])
    quiet = frozenset(c.removeprefix(ONLY_LOOKED_UP) for c in cells if c[0] == ONLY_LOOKED_UP)
    name, country = row["name"], check_country(row["country"], countries, place)
    aliases = tuple(c.removeprefix(ONLY_LOOKED_UP) for c in cells)
    hosts = tuple(host.casefold() for host in alternatives(row["domains"]))
    key = f"medium:{country or 'INT'}:{slug(name)}"
    return Outlet(key, name, aliases, hosts, row["kind"], country), quiet


def _add(gazetteer: Gazetteer, outlet: Outlet, quiet: frozenset[str]) -> None:
    for name in dict.fromkeys((outlet.name, *outlet.aliases)):
        if name in quiet:
            continue
        role = "name" if name == outlet.name else "alias"
        entry = Entry(outlet.id, outlet.name, ActorKind.MEDIUM, outlet.country, "MED", role)
        gazetteer.add(name, (entry,), capitals=" " in name)


def _key(name: str) -> str:
    plain = re.sub(r"^[\W_]+|[\W_]+$", "", fold(name).casefold())
    return re.sub(r"\s+", " ", plain).removeprefix("the ").removeprefix("www.")


__all__ = ["Media", "Outlet", "load_media"]
