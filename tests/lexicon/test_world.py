from __future__ import annotations

import pickle
from collections.abc import Callable
from datetime import date
from itertools import pairwise

import pytest

from dragoman.errors import LexiconError
from dragoman.lexicon.tables import Tables
from dragoman.lexicon.world import World, load_world
from dragoman.model import ActorKind


def best(world: World, phrase: str) -> list[tuple[str, str, str]]:
    words = phrase.split()
    return [(" ".join(words[a:b]), e[0].id, e[0].role) for a, b, e in world.match(words)]


@pytest.mark.parametrize(
    ("phrase", "names"),
    [
        ("North Koreans in the DPRK", "North Koreans=PRK/demonym DPRK=PRK/alias"),
        ("the U.S. and the UK", "U.S.=USA/alias UK=GBR/alias"),
        ("Pyongyang 's army", "Pyongyang=PRK:gov/capital"),
        ("Kiev and Kyiv", "Kiev=UKR:gov/capital Kyiv=UKR:gov/capital"),
        ("the Kremlin denied", "Kremlin=RUS:gov:kremlin/metonym"),
        ("Brussels agreed", "Brussels=INT:igo:brussels/metonym"),
        ("the IDF said", "IDF=ISR:mil:israel-defense-forces/alias"),
        ("Lashkar - e - Taiba men", "Lashkar - e - Taiba=PAK:reb:lashkar-e-taiba/name"),
        ("U.N. Security Council", "U.N. Security Council=INT:igo:un-security-council/alias"),
        ("Benjamin Netanyahu met", "Benjamin Netanyahu=person:ISR:benjamin-netanyahu/name"),
        ("in Kharkiv and Crimea", "Kharkiv=city:UKR:kharkiv/city Crimea=UKR:place:crimea/region"),
        ("Vucic", "Vucic=person:SRB:aleksandar-vucic/surname"),
        ("Vučić", "Vučić=person:SRB:aleksandar-vucic/surname"),
        ("of course he may turkey", ""),
    ],
)
def test_match(world: World, phrase: str, names: str) -> None:
    assert " ".join(f"{said}={key}/{role}" for said, key, role in best(world, phrase)) == names


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("Georgia", ["GEO", "region:USA:georgia"]),
        ("Washington", ["USA:gov", "city:USA:washington", "region:USA:washington"]),
        ("Congo", ["COD", "COG"]),
        ("Kim", ["person:PRK:kim-jong-un"]),
    ],
)
def test_ambiguous_names_give_every_reading(world: World, name: str, first: list[str]) -> None:
    ids = [entry.id for entry in world.match([name])[0][2]]
    assert ids[: len(first)] == first


@pytest.mark.parametrize(
    ("office", "country", "when", "names"),
    [
        ("president", "USA", date(2019, 6, 1), ["Donald Trump"]),
        ("president", "USA", date(2022, 6, 1), ["Joe Biden"]),
        ("foreign minister", "CHN", date(2023, 3, 1), ["Qin Gang"]),
        ("defence minister", "KOR", date(2024, 3, 1), ["Shin Won-sik"]),
        ("UN secretary-general", "", date(2010, 1, 1), ["Ban Ki-moon"]),
        ("president", "USA", date(1900, 1, 1), []),
        ("chancellor", "USA", None, []),
    ],
)
def test_holders(
    world: World, office: str, country: str, when: date | None, names: list[str]
) -> None:
    assert [entry.name for entry in world.holders(office, country, when)] == names


def test_one_person_of_several_offices_has_one_id(world: World) -> None:
    entries = world.match(["Mark", "Rutte"])[0][2]
    assert {entry.id for entry in entries} == {"person:NLD:mark-rutte"}
    assert [(e.office, e.country) for e in world.at(entries, date(2025, 1, 1))][:1] == [
        ("NATO secretary general", "")
    ]


def test_the_day_brings_the_office_held_to_the_front(world: World) -> None:
    entries = world.match(["Vladimir", "Putin"])[0][2]
    assert world.at(entries, date(2010, 1, 1))[0].office == "prime minister"
    assert world.at(entries, date(2024, 1, 1))[0].office == "president"
    assert world.at(entries, None) == entries


def test_a_movement_that_took_power_changes_sector(world: World) -> None:
    entries = world.match(["Taliban"])[0][2]
    assert world.at(entries, date(2010, 1, 1))[0].sector == "REB"
    assert world.at(entries, date(2023, 1, 1))[0].sector == "GOV"


def test_codes(world: World) -> None:
    assert (world.fips("PRK"), world.fips("UKR"), world.fips("XKX"), world.fips("??")) == (
        "KN",
        "UP",
        "KV",
        "",
    )
    assert world.country_name("COD") == "Democratic Republic of the Congo"
    assert world.country_name("") == ""


def test_sixty_states_have_dated_leaders_and_ministers(world: World) -> None:
    heads = {"president", "prime minister", "chancellor", "king", "supreme leader", "emir"}
    heads |= {"de facto leader", "military ruler", "sultan", "crown prince", "general secretary"}
    led = {country for office, country in world.tenures if office in heads and country}
    foreign = {country for office, country in world.tenures if office == "foreign minister"}
    defence = {country for office, country in world.tenures if office == "defence minister"}
    assert len(led) >= 120
    assert len(foreign) >= 100
    assert len(defence) >= 60


def test_no_two_held_the_top_office_of_a_state_at_once(world: World) -> None:
    clashes = []
    for (office, country), tenures in world.tenures.items():
        if office not in ("president", "prime minister", "chancellor"):
            continue
        ordered = sorted(tenures, key=lambda e: e.start or date.min)
        for before, after in pairwise(ordered):
            if before.end is None or (after.start and before.end > after.start):
                clashes.append((country, before.name, after.name))
    assert clashes == []


def test_every_entry_of_the_world_is_sound(world: World) -> None:
    def entries(node: dict[str, object]) -> list[object]:
        found: list[object] = []
        for key, below in node.items():
            found.extend(below if key == "" else entries(below))  # type: ignore[arg-type]
        return found

    everything = entries(world.gazetteer.names)
    assert len(everything) > 15_000
    for entry in everything:
        assert entry.id and entry.name  # type: ignore[attr-defined]
        assert entry.country == "" or entry.country in world.countries  # type: ignore[attr-defined]


def test_role_nouns(world: World) -> None:
    assert len(world.roles) >= 350
    assert world.roles["foreign secretary"].office == "foreign minister"
    assert world.roles["soldier"].sector == "MIL"
    assert world.roles["soldier"].kind is ActorKind.ARMED_FORCE


def test_every_role_noun_is_found_by_its_last_word(world: World) -> None:
    for role in world.roles:
        words = role.split()
        assert len(words) in world.role_lengths[words[-1]]


def test_it_crosses_process_borders(world: World) -> None:
    again = pickle.loads(pickle.dumps(world))
    words = ["Sergei", "Lavrov", "flew", "to", "Pyongyang"]
    assert again.match(words) == world.match(words)


@pytest.mark.parametrize(
    ("table", "row", "message"),
    [
        ("world/leaders.csv", "XYZ,president,A B,,2020,", "leaders.csv:2: unknown country"),
        ("world/leaders.csv", "RUS,tsar,A B,,2020,", "leaders.csv:2: unknown office"),
        ("world/leaders.csv", "RUS,president,A B,,2020-40,", "leaders.csv:2: bad date"),
        ("world/leaders.csv", "RUS,president,A B,,2020,2019", "leaders.csv:2: ends"),
        ("world/leaders.csv", "RUS,president,,,2020,", "leaders.csv:2: a row without a name"),
        ("world/leaders.csv", "KOR,foreign minister,Park Jin,,2022-05-12,", "same tenure as"),
    ],
)
def test_a_bad_row_of_leaders_is_refused(
    user_table: Callable[[str, str], Tables], table: str, row: str, message: str
) -> None:
    tables = user_table(table, f"country,office,name,aliases,start,end\n{row}\n")
    with pytest.raises(LexiconError, match=message):
        load_world(tables)


def test_a_users_rows_add_to_ours(user_table: Callable[[str, str], Tables]) -> None:
    tables = user_table(
        "world/groups.csv",
        "name,aliases,kind,country,sector,start,end\nBlue Hand,BH,armed_group,FRA,REB,,\n",
    )
    found = load_world(tables).match(["the", "Blue", "Hand"])
    assert [(a, b, e[0].country) for a, b, e in found] == [(1, 3, "FRA")]


def test_an_unknown_list_of_stops_is_refused(user_table: Callable[[str, str], Tables]) -> None:
    with pytest.raises(LexiconError, match=r"stops\.toml: unknown list 'rivers'"):
        load_world(user_table("world/stops.toml", 'rivers = ["Po"]\n'))
