"""The words of a line as a score: a logistic regression over hashed word runs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final
from zlib import crc32

import numpy as np

from dragoman.read.word_table import Ints, WordTable, distinct, tabulate, word_pattern

BUCKETS: Final = 1 << 15
HEAD: Final = 18
TAIL: Final = 6
"""Words looked at, from both ends: furniture shows itself there, and long lines stay cheap."""

TOKEN: Final = word_pattern(r"\w+|[^\w\s]")
DIGITS: Final = re.compile(r"\d+")
CUT: Final = "…"
"""Stands for the words between head and tail."""


def bucket_rows(texts: Sequence[str]) -> tuple[Ints, Ints]:
    """The buckets of each line's words and pairs of neighbours, each once, in order.

    CRC-32 is the hash because it is the same on every machine and in every version.

    Args:
        texts: lines.

    Returns:
        the buckets of all lines, one line after the other, and how many each line has.
    """
    table = tabulate([DIGITS.sub("0", text.casefold()) for text in texts], TOKEN)
    words = (*table.words, "^", "$", CUT)
    run, line = _framed(table, len(texts))
    raw = [word.encode("utf-8", "surrogatepass") for word in words]
    single = [crc32(word) for word in raw]
    # A pair is "first second": its sum goes on where that of "first " ends.
    begun = [crc32(b" ", own) for own in single]
    first = map(begun.__getitem__, run[:-1].tolist())
    second = map(raw.__getitem__, run[1:].tolist())
    pairs = np.fromiter(map(crc32, second, first), dtype=np.int64, count=max(0, len(run) - 1))
    inside = line[1:] == line[:-1]
    plain = (run != len(words) - 3) & (run != len(words) - 2)
    gram = np.concatenate([np.array(single, dtype=np.int64)[run[plain]], pairs[inside]])
    held = np.concatenate([line[plain], line[1:][inside]])
    own = distinct(held * BUCKETS + gram % BUCKETS)
    return own % BUCKETS, np.bincount(own // BUCKETS, minlength=len(texts))


def _framed(table: WordTable, count: int) -> tuple[Ints, Ints]:
    """Head and tail of each line between a sign for its beginning and one for its end.

    Returns:
        numbers of words, where the two signs and ``CUT`` follow those of the table, and of lines.
    """
    opened, closed, cut = range(len(table.words), len(table.words) + 3)
    size = np.bincount(table.text, minlength=count)
    at = np.arange(len(table.word)) - np.repeat(np.cumsum(size) - size, size)
    long = size > HEAD + TAIL
    wide = np.where(long, HEAD + TAIL + 1, size) + 2
    start = np.cumsum(wide) - wide
    beyond = np.where(long, size - HEAD - TAIL, 0)[table.text]
    kept = (at < HEAD) | (at >= HEAD + beyond)
    shift = np.where(at < HEAD, 1, 1 - beyond + (beyond > 0))
    run = np.empty(int(wide.sum()), dtype=np.intp)
    run[start] = opened
    run[start + wide - 1] = closed
    run[start[long] + HEAD + 1] = cut
    run[(start[table.text] + at + shift)[kept]] = table.word[kept]
    return run, np.repeat(np.arange(count), wide)


@dataclass(frozen=True, slots=True)
class WordScore:
    """Weights by bucket, and the intercept."""

    weights: np.ndarray[Any, np.dtype[np.float32]]
    intercept: float

    def score(self, texts: Sequence[str]) -> np.ndarray[Any, np.dtype[np.float32]]:
        """Log odds that each line is body, by its words alone."""
        if not texts:
            return np.zeros(0, dtype=np.float32)
        # Pages repeat their buttons.
        number = {text: n for n, text in enumerate(dict.fromkeys(texts))}
        own, sizes = bucket_rows(list(number))
        # No line is without a word or a sign, so that no run is empty.
        sums = np.add.reduceat(self.weights[own], sizes.cumsum() - sizes)
        # Rows are scaled to length one, as in training.
        score = np.asarray(sums / np.sqrt(sizes) + self.intercept, dtype=np.float32)
        return score[[number[text] for text in texts]]
