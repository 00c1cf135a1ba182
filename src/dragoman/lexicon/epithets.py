"""Expressions that stand for actors named elsewhere: pronouns, "both countries", "the North"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from dragoman.errors import LexiconError
from dragoman.lexicon.entry import check_kind
from dragoman.lexicon.tables import Tables
from dragoman.model import ActorKind


@dataclass(frozen=True, slots=True)
class Epithets:
    """See `epithets.toml`.

    Attributes:
        dual: plural nouns for the parties just named.
        dual_determiners: what stands before them.
        state: singular nouns for a state named before.
        compass: "North" and its like, with the countries that it can mean; those of one place in
            the lists are the halves of one pair.
        bodies: noun for a body named before ("bloc") to the kinds of actor that it stands for.
        called: what states are called, or the adjective before "country", to the states it fits.
        impersonal: words by which "it is … that" tells of no one.
        raised: those of them by which "it is … to" tells of somebody.
        parties: those of ``dual`` that stand for groups as well as for states.
        others: nouns for another than the one who has it ("its neighbour").
        borders: those of them that lie beside it.
        pronouns: pronoun to ``person``, ``group``, ``thing``, ``speaker`` or ``each``.
        paired: the last words of the pronouns of two words ("each other").
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
        based: those that make it their seat ("Gaza-based").
        at_home: verbs whose participle after a noun does so ("a group based in Trinidad").
        away: verbs whose participle tells where refugees are from ("fleeing Liberia").
        opposite: PLOVER types that in a report on two states one does to the other.
        opposite_of_states: types, and ids of patterns of other types, of which that holds where a
            state or its government itself is told to do it.
        deeds: nouns that take up any deed told before ("condemned the *step*").
        ruling: offices whose holder acts for a state, whatever the deed.
        american: words of American politics by which "Georgia" is the state of the Union.
        american_titles: titles before names by which somebody is of the US Congress.
        sector_names: PLOVER sector to a word for "the … of COUNTRY".
    """

    dual: frozenset[str]
    dual_bare: frozenset[str]
    dual_determiners: frozenset[str]
    state: frozenset[str]
    compass: Mapping[str, tuple[str, ...]]
    bodies: Mapping[str, frozenset[ActorKind]]
    called: Mapping[str, frozenset[str]]
    impersonal: frozenset[str]
    raised: frozenset[str]
    parties: frozenset[str]
    others: frozenset[str]
    borders: frozenset[str]
    pronouns: Mapping[str, str]
    paired: frozenset[str]
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
    based: frozenset[str]
    at_home: frozenset[str]
    away: frozenset[str]
    opposite: frozenset[str]
    opposite_of_states: frozenset[str]
    deeds: frozenset[str]
    ruling: frozenset[str]
    american: frozenset[str]
    american_titles: frozenset[str]


WORDS: Final = tuple(
    name
    for name in Epithets.__slots__
    if name not in ("compass", "bodies", "called", "pronouns", "paired", "sector_names")
)
"""The sections that are plain lists of words."""


def load_epithets(tables: Tables) -> Epithets:
    """Load them.

    Raises:
        LexiconError: where a section is not as in our own file, or a kind of actor is unknown.
    """
    compass: dict[str, tuple[str, ...]] = {}
    bodies: dict[str, frozenset[ActorKind]] = {}
    called: dict[str, frozenset[str]] = {}
    pronouns: dict[str, str] = {}
    sectors: dict[str, str] = {}
    words: dict[str, set[str]] = {name: set() for name in WORDS}
    for place, table in tables.toml("coding/epithets.toml"):
        try:
            for name in WORDS:
                words[name] |= set(table.get(name, ()))
            compass |= {k: tuple(v) for k, v in table.get("compass", {}).items()}
            for noun, kinds in table.get("bodies", {}).items():
                bodies[noun] = frozenset(check_kind(kind, place) for kind in kinds)
            called |= {k: frozenset(v) for k, v in table.get("called", {}).items()}
            for kind, told in table.get("pronouns", {}).items():
                pronouns |= dict.fromkeys(told, kind)
            sectors |= table.get("sector_names", {})
        except (TypeError, AttributeError) as error:
            raise LexiconError(f"{place}: {error}", "keep the sections of our own file") from error
    return Epithets(
        compass=compass,
        bodies=bodies,
        called=called,
        pronouns=pronouns,
        paired=frozenset(told.split()[-1] for told in pronouns if " " in told),
        sector_names=sectors,
        **{name: frozenset(found) for name, found in words.items()},
    )
