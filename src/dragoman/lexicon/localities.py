"""The words by which a clause tells where its event took place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Final

from dragoman.errors import LexiconError
from dragoman.lexicon.tables import Tables

PATH: Final = "coding/places.toml"


@dataclass(frozen=True, slots=True)
class Goal:
    """Predicates one of whose arguments is where they take place.

    Attributes:
        slots: ``patient`` and prepositions.
        types: PLOVER types that it holds for, empty for all.
    """

    slots: frozenset[str]
    types: frozenset[str]


@dataclass(frozen=True, slots=True)
class Localities:
    """See `places.toml`.

    Attributes:
        anywhere: prepositions of any place; particular: those of a place's own name only.
        not_states: prepositions under which a state is one for bodily deeds only.
        with_whom: prepositions of the other side, whose own place is the event's.
        bodily: event types that are done in one place; telling: those about another event.
        binding: event types that promise an act or ask for one.
        at_home: event types that a dateline may place.
        occasions: nouns whose place is that of the clause that they are the object of.
        nouns: place nouns; borders, open: some of them.
        called: those whose "of" phrase is their name.
        seas: those that with an "of" phrase are one name.
        carriers: nouns that only carry what their "of" phrase names.
        below: prepositions under which a noun's own place stands; bounds: those of a border.
        attending: participles that tell where the main clause took place.
        goals: lemma → what tells where it takes place.
    """

    anywhere: frozenset[str]
    particular: frozenset[str]
    not_states: frozenset[str]
    with_whom: frozenset[str]
    bodily: frozenset[str]
    telling: frozenset[str]
    binding: frozenset[str]
    at_home: frozenset[str]
    occasions: frozenset[str]
    nouns: frozenset[str]
    borders: frozenset[str]
    called: frozenset[str]
    seas: frozenset[str]
    open: frozenset[str]
    carriers: frozenset[str]
    below: frozenset[str]
    bounds: frozenset[str]
    attending: frozenset[str]
    goals: Mapping[str, tuple[Goal, ...]]


LISTS: Final = tuple(f.name for f in fields(Localities) if f.name != "goals")


def load_localities(tables: Tables) -> Localities:
    """Load them, a user's words after ours.

    Raises:
        LexiconError: where a list holds anything but words, or is of no known name.
    """
    lists: dict[str, set[str]] = {name: set() for name in LISTS}
    goals: dict[str, list[Goal]] = {}
    for place, table in tables.toml(PATH):
        for name, value in table.items():
            if name == "goals":
                for kind, row in value.items():
                    goal = Goal(
                        frozenset(_words(f"{place}: {kind}", row, "slots")),
                        frozenset(row.get("types", ())),
                    )
                    for lemma in dict.fromkeys(_words(f"{place}: {kind}", row, "lemmas")):
                        goals.setdefault(lemma, []).append(goal)
            elif name in lists:
                lists[name].update(_words(place, table, name))
            else:
                raise LexiconError(f"{place}: unknown list {name!r}", f"one of {sorted(LISTS)}")
    return Localities(
        **{name: frozenset(words) for name, words in lists.items()},
        goals={lemma: tuple(found) for lemma, found in goals.items()},
    )


def _words(place: str, table: Mapping[str, Any], name: str) -> list[str]:
    found = table.get(name)
    if not isinstance(found, list) or not all(isinstance(word, str) and word for word in found):
        raise LexiconError(f"{place}: {name} is no list of words", "give words in quotes")
    return found
