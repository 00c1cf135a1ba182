from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.lexicon.entry import Entry
from dragoman.lexicon.matching import Gazetteer, spellings, tokens_of
from dragoman.lexicon.world import World
from dragoman.model import ActorKind
from dragoman.parse.parser import default_parser


def entry(name: str) -> Entry:
    return Entry(name, name, ActorKind.ORGANISATION, "", "", "name")


@pytest.fixture
def small() -> Gazetteer:
    found = Gazetteer()
    for name in ("North", "North Korea", "Korea Times", "al-Shabaab", "Gideon Sa'ar"):
        found.add(name, (entry(name),))
    return found


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("North Korea Times", [(0, 2, "North Korea")]),
        ("North and Korea Times", [(0, 1, "North"), (2, 4, "Korea Times")]),
        ("NORTH KOREA fires", [(0, 2, "North Korea")]),
        ("north korea", []),
        ("the al - Shabaab group", [(1, 4, "al-Shabaab")]),
        ("the Al Shabaab group", [(1, 3, "al-Shabaab")]),
        ("the al-Shabaab group", [(1, 2, "al-Shabaab")]),
        ("al – Shabaab", [(0, 3, "al-Shabaab")]),
        ("North Ko", [(0, 1, "North")]),
        ("", []),
    ],
)
def test_leftmost_longest(small: Gazetteer, words: str, expected: list[object]) -> None:
    found = [(a, b, entries[0].name) for a, b, entries in small.match(words.split())]
    assert found == expected


def test_a_name_of_several_keeps_the_order_of_adding(small: Gazetteer) -> None:
    small.add("North", (entry("Oliver North"),))
    small.add("North", (entry("North"),))
    assert [e.name for e in small.match(["North"])[0][2]] == ["North", "Oliver North"]


@given(st.lists(st.sampled_from(["North", "Korea", "Times", "al", "-", "Shabaab", "x"])))
def test_matches_never_overlap_and_spell_their_name(words: list[str]) -> None:
    gazetteer = Gazetteer()
    for name in ("North", "North Korea", "Korea Times", "al-Shabaab"):
        gazetteer.add(name, (entry(name),))
    matches = gazetteer.match(words)
    for (_, end, _), (start, _, _) in pairwise(matches):
        assert end <= start
    for start, end, entries in matches:
        said = "".join(words[start:end])
        assert said in {s.replace(" ", "") for s in spellings(entries[0].name)}


def test_tokens_are_cut_as_the_parser_cuts_them(world: World) -> None:
    names = [
        e.name
        for n, tenures in enumerate(world.tenures.values())
        for e in tenures[:1]
        if n % 7 == 0
    ]
    names += [
        "People's Liberation Army",
        "Nagorno-Karabakh",
        "U.S. Army",
        "Côte d'Ivoire",
        "Lions' Den",
    ]
    for name, rows in zip(names, default_parser().rows(names), strict=True):
        assert tuple(row[0] for row in rows) in tokens_of(name), name
