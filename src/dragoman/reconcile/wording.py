"""Words as reconciliation compares them: tokens, crude stems, shingles, weighted likeness."""

from __future__ import annotations

import hashlib
import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, repeat

from dragoman.lexicon import Likeness

WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")

SUFFIXES: tuple[str, ...] = tuple(
    "ements ement ments ment ations ation ions ion ings ing ied ies ed es ers er s ally ly".split()  # noqa: SIM905
)
"""Longest of a kind first. A stem keeps at least three letters, and at least four where the
suffix is one that also ends plain words ("nation", "river")."""

COMPOUND = re.compile(r"(?<=[^\W\d_])-(?=[^\W\d_])")
PRIOR = 1000
"""Texts at large that a set is counted together with. Set on the dev half of story_clusters."""

PLAIN_ENDS = frozenset({"ation", "ion", "ions", "er", "ers", "ment", "ement", "ing", "ed", "es"})


def tokens(text: str) -> list[str]:
    """The words and numbers of a text, case folded, without punctuation."""
    return WORD.findall(text.casefold())


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Cut the commonest English endings off: "deployed", "deployment" and "deploys" agree.

    Cruder than Porter's: it only has to agree with itself, and to be cheap.
    """
    if word.endswith("ply"):  # "supply", "comply": the ending is the word's own
        return _bare(word)
    for suffix in SUFFIXES:
        if word.endswith(suffix):
            least = 4 if suffix in PLAIN_ENDS else 3
            if len(word) - len(suffix) >= least:
                return _bare(word[: -len(suffix)])
    return _bare(word) if len(word) > 3 else word


@lru_cache(maxsize=10_000)
def root(word: str) -> str:
    """What the forms of one predicate have in common: "murder" and "murdered", "ram" and "rammed".

    A stem cut once more, without the consonant that English doubles before an ending.
    """
    cut = stem(stem(word))
    doubled = len(cut) > 3 and cut[-1] == cut[-2] and cut[-1] not in "lsz" and cut != word
    return cut[:-1] if doubled else cut


def _bare(word: str) -> str:
    """Without the last "e", or the "y" that turns into "i" ("supply", "supplied")."""
    if word[-1] == "y" and word[-2] not in "aeiou":
        return word[:-1]
    return word.rstrip("e")


def content_stems(text: str, likeness: Likeness) -> list[str]:
    """The stems of the words that say which occurrence is meant, in order of the text."""
    return [stem(word) for word in tokens(text) if word not in likeness.idle]


def ideas(text: str, likeness: Likeness) -> frozenset[str]:
    """The ideas (`[concepts]` of the table) that a text names."""
    found: set[str] = set()
    for word in tokens(text):
        for form in (word, stem(word)):
            found.update(likeness.concepts.get(form, ()))
    return frozenset(found)


def shingle_hashes(words: Sequence[str], size: int) -> list[int]:
    """64-bit hashes of every run of ``size`` words; the same on every machine."""
    raw, blake2b, number = [word.encode() for word in words], hashlib.blake2b, int.from_bytes
    return [
        number(blake2b(b" ".join(raw[i : i + size]), digest_size=8).digest(), "big")
        for i in range(len(words) - size + 1)
    ]


@dataclass(frozen=True, slots=True)
class Rarity:
    """How rare each stem is over a set of texts: ``log((n + 1) / (df + 0.5))``, never below 0.

    A small set tells little of what is rare: what all of its texts share is just what they are
    about. So they are counted together with a background of as many texts as `PRIOR`.

    Attributes:
        unseen: the weight of a stem that no text has.
    """

    frequency: Mapping[str, int]
    weights: Mapping[str, float]
    unseen: float

    @classmethod
    def of(
        cls, texts: Iterable[Iterable[str]], background: Mapping[str, float] | None = None
    ) -> Rarity:
        """Count over texts, each given as its stems.

        Args:
            background: by stem, the share of texts at large that hold it; nothing if ``None``.
        """
        counts: Counter[str] = Counter()
        total = 0
        for words in texts:
            counts.update(set(words))
            total += 1
        prior, shares = (0, {}) if background is None else (PRIOR, background)
        every = total + prior + 1
        weights = {
            w: max(0.0, math.log(every / (n + prior * shares.get(w, 0.0) + 0.5)))
            for w, n in counts.items()
        }
        return cls(counts, weights, math.log(every / 0.5))

    def weight(self, word: str) -> float:
        """The weight of a stem; one never seen weighs most."""
        return self.weights.get(word, self.unseen)

    def vector(self, words: Iterable[str]) -> dict[str, float]:
        """A unit vector of dampened counts times rarity; empty for no words of weight."""
        counts = Counter(words)
        raw = {w: (1 + math.log(n)) * self.weight(w) for w, n in sorted(counts.items())}
        length = math.sqrt(sum(x * x for x in raw.values()))
        return {w: x / length for w, x in raw.items() if x > 0} if length else {}

    def overlap(self, one: frozenset[str], other: frozenset[str]) -> float:
        """Weighted Jaccard likeness of two sets of stems, 0 to 1."""
        # Summed exactly, so that the order of a set's members does not show in the last digits.
        weigh, unseen = self.weights.get, repeat(self.unseen)
        union = math.fsum(map(weigh, one | other, unseen))
        shared = math.fsum(map(weigh, one & other, unseen))
        return shared / union if union else 0.0


def cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """The dot product of two sparse unit vectors."""
    if len(other) < len(one):
        one, other = other, one
    return sum([x * other[w] for w, x in one.items() if w in other])


def unhyphened(text: str) -> str:
    """Compounds as one word: "cease-fire" is no two words in a row."""
    return COMPOUND.sub("", text)


def rows_of(stems: Sequence[str]) -> list[tuple[str, str]]:
    """Every two stems in a row."""
    return list(pairwise(stems))


def beside(trigger: str, rows: Set[tuple[str, str]], told: Sequence[str]) -> bool:
    """Whether one of some rows stands right beside a predicate.

    It is such words that say what is signed, held or sent: "the signing of a strategic
    partnership treaty".

    Args:
        trigger: stems of the predicate.
        rows: two stems in a row, each.
        told: the stems of the predicate's sentence, in order.
    """
    at = {place for place, word in enumerate(told) if word in trigger.split()}
    return any(
        place + shift in at
        for place, row in enumerate(rows_of(told))
        if row in rows
        for shift in (-1, 2)
    )
