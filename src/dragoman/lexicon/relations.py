"""How words are related in meaning: synonyms, derived words, one above the other.

The table is drawn from WordNet 3.1 (Fellbaum 1998; its licence stands beside the table) by
bench/wordnet.py: words of the news alone, and of each its first senses.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from dragoman.errors import LexiconError
from dragoman.lexicon.tables import Tables

TABLE: Final = "relations/words.csv"

ENDINGS: Final = ("ies", "ied", "ing", "ed", "es", "s", "d")

Concepts = Mapping[str, float]
"""Concept to how far it lies from the word's first sense: 0 there, more for rarer senses."""
NONE: Final[Concepts] = {}


@dataclass(frozen=True)
class Relations:
    """Which words may name one occurrence.

    Attributes:
        concepts: by word, the concepts that it names, or that a word derived from it names.
        above: by word, those that its own lie under.
    """

    concepts: Mapping[str, Concepts]
    above: Mapping[str, Concepts]
    _known: dict[tuple[str, str], tuple[float, float, float]] = field(
        default_factory=dict, repr=False, compare=False
    )
    _lemmas: dict[str, str] = field(default_factory=dict, repr=False, compare=False)

    def between(self, one: str, other: str) -> tuple[float, float, float]:
        """How two words (lemmas, in lower case) are related, each 0 (not) to 1 (in first senses).

        Returns:
            synonyms or derived from one another ("quake", "earthquake"); one above the other
            ("murder", "kill"); beside each other under one concept.
        """
        pair = (one, other) if one <= other else (other, one)
        if pair not in self._known:
            self._known[pair] = self._between(*pair)
        return self._known[pair]

    def between_forms(self, one: str, other: str) -> tuple[float, float, float]:
        """The same of two words as a text has them ("murdered"); regular endings alone."""
        return self.between(self._lemma(one), self._lemma(other))

    def _lemma(self, word: str) -> str:
        if word not in self._lemmas:
            self._lemmas[word] = next((w for w in _bases(word) if w in self.concepts), word)
        return self._lemmas[word]

    def _between(self, one: str, other: str) -> tuple[float, float, float]:
        a, b = self.concepts.get(one, NONE), self.concepts.get(other, NONE)
        over_a, over_b = self.above.get(one, NONE), self.above.get(other, NONE)
        return _best(a, b), max(_best(a, over_b), _best(b, over_a)), _best(over_a, over_b)


def _bases(word: str) -> Iterator[str]:
    """What a regular form may be a form of, the form itself last, since "killing" is a noun too."""
    for ending in ENDINGS:
        bare = word.removesuffix(ending)
        if bare != word and len(bare) > 2:
            if ending in ("ies", "ied"):
                yield f"{bare}y"
            yield bare
            yield f"{bare}e"
            if bare[-1] == bare[-2]:
                yield bare[:-1]
    yield word


def _best(one: Concepts, other: Concepts) -> float:
    shared = one.keys() & other.keys()
    return max((1 / (1 + 0.5 * (one[s] + other[s])) for s in shared), default=0.0)


def load_relations(tables: Tables) -> Relations:
    """Load and validate the table; a user's rows replace ours.

    Raises:
        LexiconError: where a concept's distance is no number from 0 on.
    """
    concepts: dict[str, Concepts] = {}
    above: dict[str, Concepts] = {}
    for place, row in tables.csv(TABLE, ("word", "concepts", "above")):
        concepts[row["word"]] = _read(place, row["concepts"])
        above[row["word"]] = _read(place, row["above"])
    return Relations(concepts, above)


def _read(place: str, cell: str) -> Concepts:
    """A cell like ``a7 3c:0.5``: concepts, each with its distance unless that is 0."""
    found: dict[str, float] = {}
    for entry in cell.split():
        name, _, far = entry.partition(":")
        try:
            found[name] = float(far or 0)
        except ValueError:
            found[name] = -1.0
        if not found[name] >= 0:
            raise LexiconError(f"{place}: {entry}: no distance", "write CONCEPT or CONCEPT:NUMBER")
    return found


@cache
def default_relations() -> Relations:
    """The package's own table, read once in a process."""
    return load_relations(Tables())
