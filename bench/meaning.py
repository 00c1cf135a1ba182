"""Vectors of what stands in and around a mention, from the word vectors of the parser's model."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable
from functools import cache
from typing import Any

import numpy as np
import spacy
from spacy.vocab import Vocab

from dragoman.parse.parser import MODEL
from mentions import Mention

Array = Any


@cache
def _vocabulary() -> Vocab:
    folder = spacy.util.get_package_path(MODEL)
    return Vocab().from_disk(next(folder.glob("*/vocab")))


class Meaning:
    """Means of word vectors, each word weighted by how few of the documents hold it."""

    def __init__(self, documents: Iterable[Collection[str]]) -> None:
        counts: Counter[str] = Counter()
        self._size = 0
        for words in documents:
            counts.update(words)
            self._size += 1
        self._counts = counts
        self._vocabulary = _vocabulary()

    def knows(self, word: str) -> bool:
        """Whether the word has a vector."""
        return bool(self._vocabulary[word].has_vector)

    def of(self, mention: Mention) -> list[Array]:
        """Unit vectors of head, trigger, doers, undergoers, others, all three, the sentence, the
        words near by and the document; zeros where nothing has a vector."""
        words = mention.around
        head = _unit(self._vocabulary[mention.lemma].vector)
        trigger = _unit(sum((self._vocabulary[w].vector for w in words.trigger), np.zeros(300)))
        return [
            head,
            trigger if trigger.any() else head,
            self._mean(words.doers),
            self._mean(words.undergoers),
            self._mean(words.others),
            self._mean((*words.doers, *words.undergoers, *words.others)),
            self._mean(words.sentence),
            self._mean(words.near),
            self._mean(words.document),
        ]

    def _mean(self, words: Iterable[str]) -> Array:
        weighted = (self._weight(w) * _unit(self._vocabulary[w].vector) for w in words)
        return _unit(sum(weighted, np.zeros(300)))

    def _weight(self, word: str) -> float:
        return math.log((self._size + 1) / (self._counts[word] + 0.5))


def _unit(vector: Array) -> Array:
    length = float(np.linalg.norm(vector))
    return vector / length if length > 1e-9 else np.zeros(len(vector))
