"""Expressions that stand for actors named elsewhere: pronouns, "both countries", "the North"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dragoman.errors import LexiconError
from dragoman.lexicon.tables import Tables


@dataclass(frozen=True, slots=True)
class Epithets:
    """See `epithets.toml`.

    Attributes:
        dual: plural nouns for the parties just named.
        dual_determiners: what stands before them.
        state: singular nouns for a state named before.
        compass: "North" and its like, with the countries that it can mean.
        pronouns: pronoun to ``person``, ``group``, ``thing`` or ``speaker``.
        plain_government: role nouns for a government as a whole.
        place_nouns: nouns whose "of" phrase is a place's name ("the village of Sotk").
        place_prepositions: prepositions under which a name is a place's.
        domestic: roles that are of the state that they act in, unless the text tells another.
        foreign: what is said of those of them who are not.
        settings: prepositions under which a place tells where a clause is set.
        ethnic: adjectives by which a people's name tells descent, not the state.
        leaning: what before a hyphen makes a name a leaning ("pro-Iranian").
        supported: participles that after a hyphen make it a backer ("Syrian-backed").
        led: participles that after a hyphen make it the one in command ("Vietnamese-led").
        sector_names: PLOVER sector to a word for "the … of COUNTRY".
    """

    dual: frozenset[str]
    dual_determiners: frozenset[str]
    state: frozenset[str]
    compass: Mapping[str, tuple[str, ...]]
    pronouns: Mapping[str, str]
    plain_government: frozenset[str]
    place_nouns: frozenset[str]
    place_prepositions: frozenset[str]
    sector_names: Mapping[str, str]
    domestic: frozenset[str]
    foreign: frozenset[str]
    settings: frozenset[str]
    ethnic: frozenset[str]
    leaning: frozenset[str]
    supported: frozenset[str]
    led: frozenset[str]


def load_epithets(tables: Tables) -> Epithets:
    """Load them.

    Raises:
        LexiconError: where a section is missing.
    """
    dual: set[str] = set()
    determiners: set[str] = set()
    state: set[str] = set()
    compass: dict[str, tuple[str, ...]] = {}
    pronouns: dict[str, str] = {}
    sectors: dict[str, str] = {}
    sets: dict[str, set[str]] = {
        "plain_government": set(),
        "place_nouns": set(),
        "place_prepositions": set(),
        "domestic": set(),
        "foreign": set(),
        "settings": set(),
        "ethnic": set(),
        "leaning": set(),
        "supported": set(),
        "led": set(),
    }
    for place, table in tables.toml("coding/epithets.toml"):
        try:
            dual |= set(table.get("dual", ()))
            determiners |= set(table.get("dual_determiners", ()))
            state |= set(table.get("state", ()))
            for name, words in sets.items():
                words |= set(table.get(name, ()))
            compass |= {k: tuple(v) for k, v in table.get("compass", {}).items()}
            for kind, words in table.get("pronouns", {}).items():
                pronouns |= dict.fromkeys(words, kind)
            sectors |= table.get("sector_names", {})
        except (TypeError, AttributeError) as error:
            raise LexiconError(f"{place}: {error}", "keep the sections of our own file") from error
    return Epithets(
        dual=frozenset(dual),
        dual_determiners=frozenset(determiners),
        state=frozenset(state),
        compass=compass,
        pronouns=pronouns,
        plain_government=frozenset(sets["plain_government"]),
        place_nouns=frozenset(sets["place_nouns"]),
        place_prepositions=frozenset(sets["place_prepositions"]),
        sector_names=sectors,
        domestic=frozenset(sets["domestic"]),
        foreign=frozenset(sets["foreign"]),
        settings=frozenset(sets["settings"]),
        ethnic=frozenset(sets["ethnic"]),
        leaning=frozenset(sets["leaning"]),
        supported=frozenset(sets["supported"]),
        led=frozenset(sets["led"]),
    )
