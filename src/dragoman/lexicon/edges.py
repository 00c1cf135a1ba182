"""What our words become in the formats of others: CAMEO and FIPS codes, quad classes, schemas."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from dragoman.errors import LexiconError
from dragoman.lexicon.coding import CameoCode
from dragoman.lexicon.countries import Country, load_countries
from dragoman.lexicon.entry import alternatives
from dragoman.lexicon.tables import Tables
from dragoman.model import ActorKind, Factuality

WIDEST: Final = 3
"""Digits of a CAMEO code that GDELT calls the base code."""


@dataclass(frozen=True, slots=True)
class Quad:
    """A quad class: our words, GDELT's number, PLOVER's code."""

    name: str
    number: int
    plover: str


@dataclass(frozen=True, slots=True)
class Schema:
    """What a kind of actor is in FollowTheMoney, in STIX and in schema.org."""

    ftm: str
    stix: str
    schema_org: str


@dataclass(frozen=True, slots=True)
class Edges:
    """All correspondences, by our words.

    Attributes:
        countries: by ISO alpha-3.
        cameo_countries: ISO alpha-3 → CAMEO, where the two differ.
        groups: name of an organisation → its CAMEO code and the role before it, which may be "".
        roles: PLOVER sector → CAMEO role, empty where CAMEO has none.
        quads: CAMEO root code → quad class.
        schemas: by kind of actor.
        plover_contexts: factuality → PLOVER context, empty for what is told as fact.
        happened: the factualities of what is told to have happened or to be going on.
        codes: CAMEO codes with their Goldstein values.
        types: PLOVER type → quad class.
        languages: ISO 639-1 → ISO 639-3.
        confidence: the Admiralty scale's credibility → STIX's confidence; none for 6.
    """

    countries: Mapping[str, Country]
    cameo_countries: Mapping[str, str]
    groups: Mapping[str, tuple[str, str]]
    roles: Mapping[str, str]
    quads: Mapping[str, Quad]
    schemas: Mapping[ActorKind, Schema]
    plover_contexts: Mapping[Factuality, str]
    happened: frozenset[Factuality]
    codes: Mapping[str, CameoCode]
    types: Mapping[str, Quad]
    languages: Mapping[str, str]
    confidence: Mapping[str, int]

    def cameo_country(self, iso3: str) -> str:
        """CAMEO's code of a country; empty for none."""
        return self.cameo_countries.get(iso3, iso3)

    def fips(self, iso3: str) -> str:
        """FIPS 10-4 code of a country; empty where there is none."""
        country = self.countries.get(iso3)
        return country.fips if country else ""

    def country_name(self, iso3: str) -> str:
        """English name of a country; empty where the code is unknown."""
        country = self.countries.get(iso3)
        return country.name if country else ""

    def goldstein(self, cameo: str) -> float | None:
        """Goldstein value of a CAMEO code or of its longest listed prefix; ``None`` for none."""
        while cameo and cameo not in self.codes:
            cameo = cameo[:-1]
        return self.codes[cameo].goldstein if cameo else None


@cache
def load_edges() -> Edges:
    """Load and validate the tables of `lexicon/data/edges`.

    Raises:
        LexiconError: with file and line where a table does not validate.
    """
    tables = Tables()
    countries = load_countries(tables)
    quads, roots = _quads(tables)
    contexts = _contexts(tables)
    return Edges(
        countries=countries,
        cameo_countries=_cameo_countries(tables, countries),
        groups=_groups(tables),
        roles={
            row["sector"]: row["cameo"]
            for _, row in tables.csv("edges/sectors.csv", ("sector", "cameo", "label"))
        },
        quads=roots,
        schemas=_schemas(tables),
        plover_contexts={key: plover for key, (plover, _) in contexts.items()},
        happened=frozenset(key for key, (_, happened) in contexts.items() if happened),
        codes=_codes(tables),
        types=_types(tables, quads),
        confidence={
            row["digit"]: int(row["confidence"])
            for _, row in tables.csv("edges/credibility.csv", ("digit", "confidence"))
        },
        languages={
            row["iso1"]: row["iso3"]
            for _, row in tables.csv("edges/languages.csv", ("iso1", "iso3"))
        },
    )


def _cameo_countries(tables: Tables, countries: Mapping[str, Country]) -> dict[str, str]:
    found: dict[str, str] = {}
    for place, row in tables.csv("edges/cameo_countries.csv", ("iso3", "cameo")):
        if row["iso3"] not in countries:
            raise LexiconError(f"{place}: no country {row['iso3']}", "use ISO 3166 alpha-3")
        found[row["iso3"]] = row["cameo"]
    return found


def _groups(tables: Tables) -> dict[str, tuple[str, str]]:
    rows = tables.csv("edges/cameo_groups.csv", ("name", "code", "role"))
    return {row["name"].casefold(): (row["code"], row["role"]) for _, row in rows}


def _quads(tables: Tables) -> tuple[dict[str, Quad], dict[str, Quad]]:
    names: dict[str, Quad] = {}
    roots: dict[str, Quad] = {}
    for _, row in tables.csv("edges/quads.csv", ("quad", "number", "plover", "roots")):
        quad = Quad(row["quad"], int(row["number"]), row["plover"])
        names[quad.name] = quad
        roots.update((root, quad) for root in alternatives(row["roots"]))
    return names, roots


def _schemas(tables: Tables) -> dict[ActorKind, Schema]:
    found = {
        ActorKind(row["kind"]): Schema(row["ftm"], row["stix"], row["schema_org"])
        for _, row in tables.csv("edges/kinds.csv", ("kind", "ftm", "stix", "schema_org"))
    }
    _all_there("edges/kinds.csv", ActorKind, found)
    return found


def _contexts(tables: Tables) -> dict[Factuality, tuple[str, bool]]:
    found: dict[Factuality, tuple[str, bool]] = {}
    for place, row in tables.csv("edges/contexts.csv", ("factuality", "plover", "happened")):
        if row["happened"] not in ("yes", "no"):
            raise LexiconError(f"{place}: happened {row['happened']!r}", "yes or no")
        found[Factuality(row["factuality"])] = (row["plover"], row["happened"] == "yes")
    _all_there("edges/contexts.csv", Factuality, found)
    return found


def _all_there(name: str, wanted: Iterable[str], found: Iterable[str]) -> None:
    missing = sorted(set(wanted) - set(found))
    if missing:
        raise LexiconError(f"{name}: no row for {', '.join(missing)}", "add the row")


def _types(tables: Tables, quads: Mapping[str, Quad]) -> dict[str, Quad]:
    return {
        name: quads[row["quad"]]
        for _, table in tables.toml("coding/plover.toml")
        for name, row in table.get("types", {}).items()
    }


def _codes(tables: Tables) -> dict[str, CameoCode]:
    columns = ("code", "label", "type", "mode", "goldstein")
    return {
        row["code"]: CameoCode(
            row["code"], row["label"], row["type"], row["mode"], float(row["goldstein"])
        )
        for _, row in tables.csv("coding/cameo.csv", columns)
    }
