from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.errors import LexiconError
from dragoman.lexicon.countries import load_countries
from dragoman.lexicon.tables import Tables


def test_codes_and_names_come_together() -> None:
    countries = load_countries(Tables())
    kosovo, ivory = countries["XKX"], countries["CIV"]
    assert (kosovo.iso2, kosovo.fips, kosovo.capital) == ("XK", "KV", "Pristina")
    assert "Côte d'Ivoire" in ivory.aliases and ivory.demonyms[0] == "Ivorian"
    assert countries["USA"].weight < countries["FRA"].weight < countries["TUV"].weight
    assert "SCG" not in countries


def test_every_state_of_the_table_has_a_capital() -> None:
    own = [c for c in load_countries(Tables()).values() if c.demonyms]
    assert len(own) > 190
    assert [c.iso3 for c in own if not c.capital] == []


def test_a_user_adds_names_to_a_country(user_table: Callable[[str, str], Tables]) -> None:
    tables = user_table(
        "world/countries.csv", "iso3,name,capital,demonyms,aliases\nFRA,,,Gaul,the Hexagon\n"
    )
    france = load_countries(tables)["FRA"]
    assert (france.name, france.capital) == ("France", "Paris")
    assert "the Hexagon" in france.aliases and "French" in france.demonyms
    assert france.demonyms[-1] == "Gaul"


def test_an_unknown_code_is_refused(user_table: Callable[[str, str], Tables]) -> None:
    tables = user_table("world/countries.csv", "iso3,name,capital,demonyms,aliases\nQQQ,,,,\n")
    with pytest.raises(LexiconError, match=r"countries\.csv:2: unknown country code 'QQQ'"):
        load_countries(tables)
