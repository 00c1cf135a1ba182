"""How a question to a case is read: the table `asking.toml`, and the nouns of the measures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from dragoman.errors import LexiconError
from dragoman.lexicon.figures import MEASURES
from dragoman.lexicon.tables import Tables

TABLE: Final = "asking.toml"
ASPECTS: Final = ("figures", "sources", "differences", "forecasts", "happenings")


@dataclass(frozen=True, slots=True)
class Asking:
    """The words of questions.

    Attributes:
        aspects: word to what it asks for, one of `ASPECTS`.
        types: start of a word to the PLOVER types that it names.
        idle: words that ask for nothing.
        measures: noun or verb to the measure that it counts.
    """

    aspects: Mapping[str, str]
    types: Mapping[str, frozenset[str]]
    idle: frozenset[str]
    measures: Mapping[str, str]


def load_asking(tables: Tables) -> Asking:
    """Load and validate `asking.toml`; a user's copy adds to ours.

    Raises:
        LexiconError: with the file where a group is unknown or holds no list of words.
    """
    aspects: dict[str, str] = {}
    types: dict[str, set[str]] = {}
    idle: set[str] = set()
    for place, data in tables.toml(TABLE):
        unknown = data.keys() - {"aspects", "types", "idle"}
        if unknown:
            raise LexiconError(f"{place}: no group {min(unknown)}", "aspects, types or idle")
        for aspect, words in data.get("aspects", {}).items():
            if aspect not in ASPECTS:
                raise LexiconError(f"{place}: no aspect {aspect}", f"one of {', '.join(ASPECTS)}")
            aspects.update(dict.fromkeys(_words(place, aspect, words), aspect))
        for type_, stems in data.get("types", {}).items():
            for stem in _words(place, type_, stems):
                types.setdefault(stem, set()).add(type_)
        idle.update(_words(place, "idle", data.get("idle", {}).get("words", [])))
    return Asking(
        aspects,
        {stem: frozenset(found) for stem, found in types.items()},
        frozenset(idle),
        _measures(tables),
    )


def _measures(tables: Tables) -> dict[str, str]:
    """Nouns and one-word predicates to what they count; the measure's own name counts too."""
    found: dict[str, str] = {}
    for _, data in tables.toml(MEASURES):
        for one in data.get("measure", []):
            name = str(one["name"])
            listed = (*one.get("nouns", ()), *one.get("predicates", ()))
            for word in (name, *listed):
                if word.isalpha():
                    found.setdefault(word.casefold(), name)
    return found


def _words(place: str, group: str, words: Any) -> list[str]:
    if not isinstance(words, list) or not all(isinstance(w, str) and w for w in words):
        raise LexiconError(f"{place}: {group} is no list of words", 'write ["one", "two"]')
    return [word.casefold() for word in words]
