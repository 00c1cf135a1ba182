"""The words of a line as a score: a logistic regression over hashed word runs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import Any, Final
from zlib import crc32

import numpy as np

BUCKETS: Final = 1 << 15
HEAD: Final = 18
TAIL: Final = 6
"""Words looked at, from both ends: furniture shows itself there, and long lines stay cheap."""

TOKEN: Final = re.compile(r"\w+|[^\w\s]")
DIGITS: Final = re.compile(r"\d+")


def buckets(text: str) -> list[int]:
    """The buckets of a line's words and pairs of neighbours, each once, in order.

    CRC-32 is the hash because it is the same on every machine and in every version.
    """
    tokens = DIGITS.sub("0", text.casefold())
    words = TOKEN.findall(tokens)
    if len(words) > HEAD + TAIL:
        words = [*words[:HEAD], "…", *words[-TAIL:]]
    words = ["^", *words, "$"]
    grams = {*words[1:-1], *map(" ".join, pairwise(words))}
    return sorted({crc32(g.encode("utf-8", "surrogatepass")) % BUCKETS for g in grams})


@dataclass(frozen=True, slots=True)
class WordScore:
    """Weights by bucket, and the intercept."""

    weights: np.ndarray[Any, np.dtype[np.float32]]
    intercept: float

    def score(self, texts: Sequence[str]) -> np.ndarray[Any, np.dtype[np.float32]]:
        """Log odds that each line is body, by its words alone."""
        if not texts:
            return np.zeros(0, dtype=np.float32)
        own = [buckets(text) for text in texts]
        sizes = np.array([len(row) for row in own], dtype=np.intp)
        # No line is without a word or a sign, so that no run is empty.
        sums = np.add.reduceat(self.weights[list(chain.from_iterable(own))], sizes.cumsum() - sizes)
        # Rows are scaled to length one, as in training.
        return np.asarray(sums / np.sqrt(sizes) + self.intercept, dtype=np.float32)
