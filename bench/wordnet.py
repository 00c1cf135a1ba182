"""Relations between words out of a WordNet 3.x database folder (``dict/`` of its distribution).

Not part of the program, which ships no such table: only to see what synonyms would bring.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

Synset = tuple[str, str]
SENSES = 5
UP = frozenset({"@", "*", ">", "$"})
"""Hypernym, entailment, cause, verb group."""
POS = {"noun": "n", "verb": "v", "adj": "a"}


class Relations:
    """How two lemmas are related: each value is 1 for first senses and falls with rarer ones."""

    def __init__(self, folder: Path) -> None:
        self._senses: dict[tuple[str, str], list[Synset]] = {}
        self._words: dict[Synset, list[str]] = {}
        self._links: dict[Synset, list[tuple[str, Synset, str]]] = {}
        for name, pos in POS.items():
            self._read_index(folder / f"index.{name}", pos)
            self._read_data(folder / f"data.{name}", pos)
        self._concepts = lru_cache(maxsize=None)(self._concepts_of)
        self._above = lru_cache(maxsize=None)(self._above_of)
        self.between = lru_cache(maxsize=None)(self._between)

    def _read_index(self, path: Path, pos: str) -> None:
        for line in path.read_text("utf-8").splitlines():
            if not line.startswith(" "):
                parts = line.split()
                offsets = parts[6 + int(parts[3]) :]
                self._senses[parts[0], pos] = [(pos, offset) for offset in offsets[:SENSES]]

    def _read_data(self, path: Path, pos: str) -> None:
        for line in path.read_text("utf-8").splitlines():
            if line.startswith(" "):
                continue
            parts = line.split(" | ")[0].split()
            count = int(parts[3], 16)
            key = (pos, parts[0])
            self._words[key] = [parts[4 + 2 * n].casefold() for n in range(count)]
            at = 4 + 2 * count
            links = []
            for n in range(int(parts[at])):
                kind, offset, target, places = parts[at + 1 + 4 * n : at + 5 + 4 * n]
                links.append((kind, ({"s": "a"}.get(target, target), offset), places))
            self._links[key] = links

    def _concepts_of(self, lemma: str) -> Mapping[Synset, float]:
        """Synsets of the lemma and those derived from it in the same sense, by rank."""
        found: dict[Synset, float] = {}
        for pos in "vna":
            for rank, synset in enumerate(self._senses.get((lemma, pos), ())):
                if pos == "a" and rank > 1:
                    break
                if pos != "a":
                    found[synset] = min(found.get(synset, 9.0), rank)
                words = self._words[synset]
                place = words.index(lemma) + 1 if lemma in words else 0
                for kind, other, places in self._links[synset]:
                    if kind == "+" and (places == "0000" or int(places[:2], 16) == place):
                        found[other] = min(found.get(other, 9.0), rank + 0.5)
        return found

    def _above_of(self, lemma: str) -> Mapping[Synset, float]:
        found: dict[Synset, float] = {}
        for synset, rank in self._concepts(lemma).items():
            for kind, other, _ in self._links.get(synset, ()):
                if kind in UP:
                    found[other] = min(found.get(other, 9.0), rank)
        return found

    def _between(self, one: str, other: str) -> tuple[float, float, float]:
        """(synonyms or derived, one above the other, beside each other under one concept)."""
        a, b = self._concepts(one), self._concepts(other)
        up_a, up_b = self._above(one), self._above(other)
        return (_best(a, b), max(_best(a, up_b), _best(b, up_a)), _best(up_a, up_b))


def _best(one: Mapping[Synset, float], other: Mapping[Synset, float]) -> float:
    shared = one.keys() & other.keys()
    return max((1 / (1 + 0.5 * (one[s] + other[s])) for s in shared), default=0.0)
