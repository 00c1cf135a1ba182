"""The table of related words, out of a WordNet 3.1 database folder (``dict/`` of its distribution).

    python bench/wordnet.py DIR [--data ../shared/data]

Writes `src/dragoman/lexicon/data/relations/words.csv` and WordNet's licence beside it. Words are
verbs, and nouns of an act, event, state, process or phenomenon or derived from a verb, that stand
in `LEAST` reports or more of ``corpora/world_news.jsonl``; of each its first `SENSES` senses.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from dragoman.reconcile.wording import stem, tokens

TARGET = Path("src/dragoman/lexicon/data/relations")
LEAST = 6
NUMBERED = re.compile(r"^ +\d+ ?")
HAPPENING_NOUNS = frozenset({"04", "11", "19", "22", "26"})
"""WordNet's files of acts, events, phenomena, processes and states."""
HEAD = """\
# How words are related in meaning: the concepts that a word names (or a word derived from it), and
# those above them, each with its distance from the word's first sense unless that is 0. Drawn from
# WordNet 3.1 by bench/wordnet.py (LICENSE-WordNet.txt); the names of concepts are our own.
"""

Synset = tuple[str, str]
SENSES = 5
UP = frozenset({"@", "*", ">", "$"})
"""Hypernym, entailment, cause, verb group."""
POS = {"noun": "n", "verb": "v", "adj": "a"}


class WordNet:
    """The database: what each lemma names, and what lies above that."""

    def __init__(self, folder: Path) -> None:
        self._senses: dict[tuple[str, str], list[Synset]] = {}
        self._words: dict[Synset, list[str]] = {}
        self._links: dict[Synset, list[tuple[str, Synset, str]]] = {}
        self._files: dict[Synset, str] = {}
        for name, pos in POS.items():
            self._read_index(folder / f"index.{name}", pos)
            self._read_data(folder / f"data.{name}", pos)
        self.concepts = lru_cache(maxsize=None)(self._concepts_of)

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
            self._files[key] = parts[1]
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

    def above(self, lemma: str) -> Mapping[Synset, float]:
        found: dict[Synset, float] = {}
        for synset, rank in self.concepts(lemma).items():
            for kind, other, _ in self._links.get(synset, ()):
                if kind in UP:
                    found[other] = min(found.get(other, 9.0), rank)
        return found

    def words(self) -> list[str]:
        """The lemmas that can name an occurrence."""
        lemmas = {lemma for lemma, pos in self._senses if pos in "nv" and lemma.isalpha()}
        return sorted(lemma for lemma in lemmas if self._happens(lemma))

    def _happens(self, lemma: str) -> bool:
        if (lemma, "v") in self._senses:
            return True
        senses = self._senses.get((lemma, "n"), ())
        return any(
            self._files[s] in HAPPENING_NOUNS
            or any(kind == "+" and other[0] == "v" for kind, other, _ in self._links[s])
            for s in senses
        )


def main() -> None:
    """Write the table and say how many words it has."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("wordnet", type=Path, help="folder with index.verb, data.verb and so on")
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    options = parser.parse_args()
    net = WordNet(options.wordnet)
    told = _common(options.data / "corpora" / "world_news.jsonl")
    words = [word for word in net.words() if stem(word) in told]
    rows = _rows({w: (net.concepts(w), net.above(w)) for w in words})
    with (TARGET / "words.csv").open("w", encoding="utf-8", newline="") as file:
        file.write(HEAD)
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("word", "concepts", "above"))
        writer.writerows(rows)
    (TARGET / "LICENSE-WordNet.txt").write_text(_licence(options.wordnet), encoding="utf-8")
    print(f"{len(rows)} words")


def _common(path: Path) -> frozenset[str]:
    held: Counter[str] = Counter()
    for row in map(json.loads, path.read_text("utf-8").splitlines()):
        held.update({stem(word) for word in tokens(str(row["text"]))})
    return frozenset(word for word, n in held.items() if n >= LEAST)


def _rows(found: Mapping[str, tuple[Mapping[Synset, float], ...]]) -> list[tuple[str, str, str]]:
    """Concepts that one word alone has are left out; the commonest get the shortest names."""
    held = Counter(s for pair in found.values() for s in {**pair[0], **pair[1]})
    order = sorted((s for s, n in held.items() if n > 1), key=lambda s: (-held[s], s))
    names = {synset: _name(n) for n, synset in enumerate(order)}

    def cell(concepts: Mapping[Synset, float]) -> str:
        kept = sorted((rank, names[s]) for s, rank in concepts.items() if s in names)
        return " ".join(name if rank == 0 else f"{name}:{rank:g}" for rank, name in kept)

    rows = [(word, cell(own), cell(above)) for word, (own, above) in found.items()]
    return [row for row in rows if row[1] or row[2]]


def _name(number: int) -> str:
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    head, last = divmod(number, 36)
    return (_name(head) if head else "") + digits[last]


def _licence(folder: Path) -> str:
    """The lines at the head of every file of the database, without their numbers."""
    lines = (folder / "data.verb").read_text("utf-8").splitlines()
    return "\n".join(NUMBERED.sub("", x).rstrip() for x in lines if x.startswith("  ")) + "\n"


if __name__ == "__main__":
    main()
