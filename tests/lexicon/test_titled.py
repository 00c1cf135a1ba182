from __future__ import annotations

from datetime import date

import pytest

from dragoman.lexicon.world import World


@pytest.mark.parametrize(
    ("office", "name", "country", "when", "expected"),
    [
        ("president", "Ford", "", None, "Gerald Ford"),
        ("president", "Gerald Ford", "", None, "Gerald Ford"),
        ("president", "Francois Mitterand", "", None, "François Mitterrand"),
        ("president", "Bouteflicka", "", None, "Abdelaziz Bouteflika"),
        ("president", "Bouteflicka", "FRA", None, ""),
        ("foreign minister", "Baker", "", None, "James Baker"),
        ("president", "Baker", "", None, ""),
        # Two bore the name: the day tells them apart, without a day none is taken.
        ("president", "Bush", "", date(1990, 8, 2), "George H.W. Bush"),
        ("president", "Bush", "", date(2003, 3, 20), "George W. Bush"),
        ("president", "Bush", "", None, ""),
        # Who ruled under another title is called president too.
        ("president", "Abacha", "", None, "Sani Abacha"),
        # A short name is no near spelling of another one.
        ("president", "Mori", "", None, ""),
        ("president", "", "", None, ""),
    ],
)
def test_titled(
    world: World, office: str, name: str, country: str, when: date | None, expected: str
) -> None:
    found = world.titled.find(office, name, country, when)
    assert (found.name if found else "") == expected


def test_a_surname_of_the_past_is_not_known_alone(world: World) -> None:
    assert [m[2][0].role for m in world.match(["Ford"])] in ([], ["city"])
    assert world.match(["Gerald", "Ford"])[0][2][0].name == "Gerald Ford"


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Yugoslavia", "SRB"),
        ("Czechoslovakia", "CZE"),
        ("East German", "DEU"),
        ("Upper Volta", "BFA"),
        ("South Yemen", "YEM"),
        ("Zairean", "COD"),
    ],
)
def test_former_states_stand_for_their_successors(world: World, name: str, country: str) -> None:
    (start, end, entries), *rest = world.match(name.split())
    assert (start, end, entries[0].country, rest) == (0, len(name.split()), country, [])
