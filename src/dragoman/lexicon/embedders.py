"""What embedding predicates do to the clause under them (`cues/predicates.toml`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Protocol

from dragoman.errors import LexiconError
from dragoman.model import Factuality

EFFECTS: Final = frozenset({"keep", "follow", *(f.value for f in Factuality)})


class Sections(Protocol):
    """One validated table of the lexicon, with its place for messages."""

    @property
    def place(self) -> str:
        """Where the table stands."""

    def part(self, key: str) -> dict[str, Any]:
        """A section of the table."""


@dataclass(frozen=True, slots=True)
class Embedder:
    """What a class of predicates does to the clause under it (see ``predicates.toml``).

    Each of ``affirmed``, ``negated``, ``finite`` and ``noun`` is ``keep``, ``follow`` or a
    `Factuality` value.
    """

    name: str
    affirmed: str
    negated: str
    finite: str
    noun: str


def embedders(table: Sections) -> dict[str, dict[str, Embedder]]:
    """Word class → lemma → its class; the first listing of a word is the one that holds.

    Raises:
        LexiconError: for an effect or a class that is not known.
    """
    classes = _classes(table)
    found: dict[str, dict[str, Embedder]] = {}
    for kind in ("verbs", "nouns", "adjectives"):
        found[kind] = {}
        for name, words in table.part(kind).items():
            embedder = _known(classes, name, kind, table.place)
            for word in words.split():
                found[kind].setdefault(word, embedder)
    return found


def phrasal(table: Sections) -> dict[tuple[str, str], Embedder]:
    """A verb and the noun that is its object → the class of the two: "take", "opportunity".

    Raises:
        LexiconError: for a class that is not known, or nouns that are no string.
    """
    classes = _classes(table)
    found: dict[tuple[str, str], Embedder] = {}
    for name, rows in table.part("phrasal").items():
        embedder = _known(classes, name, "phrasal", table.place)
        if not isinstance(rows, Mapping):
            message = f"{table.place}: [phrasal.{name}] is no table"
            raise LexiconError(message, 'write "verbs" = "nouns" under it')
        for verbs, nouns in rows.items():
            found.update(
                ((verb, noun), embedder) for verb in verbs.split() for noun in nouns.split()
            )
    return found


def _classes(table: Sections) -> dict[str, Embedder]:
    classes: dict[str, Embedder] = {}
    for name, row in table.part("class").items():
        affirmed, negated = row.get("affirmed"), row.get("negated")
        finite = row.get("finite", affirmed)
        noun = row.get("noun", affirmed)
        if not {affirmed, negated, finite, noun} <= EFFECTS:
            known = ", ".join(sorted(EFFECTS))
            message = f"{table.place}: [class.{name}] has an unknown effect"
            raise LexiconError(message, f"use: {known}")
        classes[name] = Embedder(name, affirmed, negated, finite, noun)
    return classes


def _known(classes: Mapping[str, Embedder], name: str, kind: str, place: str) -> Embedder:
    if name not in classes:
        raise LexiconError(f"{place}: [{kind}] unknown class {name}", f"add [class.{name}]")
    return classes[name]
