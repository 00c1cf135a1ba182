"""Role nouns: what a common noun says of the one it names ("soldier", "foreign minister")."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dragoman.errors import LexiconError
from dragoman.lexicon.entry import alternatives, check_kind, check_sector
from dragoman.lexicon.tables import Tables
from dragoman.model import ActorKind


@dataclass(frozen=True, slots=True)
class Role:
    """A role noun.

    Attributes:
        sector: PLOVER sector, empty where the noun gives none ("leader of").
        kind: what the one named is.
        office: canonical office, where the noun names one ("foreign secretary" is the "foreign
            minister"), else empty.
    """

    sector: str
    kind: ActorKind
    office: str = ""


def load_roles(tables: Tables, offices: Mapping[str, object]) -> dict[str, Role]:
    """All role nouns by lemma, lower case; several words are joined by spaces.

    Raises:
        LexiconError: on an unknown kind, sector or office, or a noun told twice.
    """
    roles: dict[str, Role] = {}
    columns = ("nouns", "sector", "kind", "office")
    for place, row in tables.csv("world/roles.csv", columns):
        if row["office"] and row["office"] not in offices:
            raise LexiconError(
                f"{place}: unknown office {row['office']!r}", "add it to world/offices.csv"
            )
        role = Role(
            check_sector(row["sector"], place), check_kind(row["kind"], place), row["office"]
        )
        for noun in alternatives(row["nouns"]):
            if noun in roles and place.startswith("world/"):
                raise LexiconError(f"{place}: noun {noun!r} told twice", "keep one of them")
            roles[noun] = role
    return roles
