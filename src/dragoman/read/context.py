"""Features of a line among its neighbours, on its page, and against the story's core."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, Final

import numpy as np

from dragoman.read.features import OWN, Matrix
from dragoman.read.records import Line
from dragoman.read.shape import STOP_WORDS, WORD

Vector = np.ndarray[Any, np.dtype[np.float32]]

NEAR: Final = (-3, -2, -1, 1, 2, 3)
WINDOWS: Final = (4, 10, 25)
NEIGHBOURLY: Final = ("words", "stop_share", "closed", "capital_share", "whole_sign", "extracted")
SENTENCE_WORDS: Final = 2.4
"""log(1 + 10): lines of ten words or more that are closed count as sentences."""

FARTHEST: Final = 30.0
LONGEST: Final = 100.0
"""Words that a line counts for at most: one endless line must not outweigh the page."""


def story_words(texts: Sequence[str]) -> list[set[str]]:
    """Content words of each line, casefolded."""
    return [{w for w in WORD.findall(t.casefold()) if len(w) > 2} - STOP_WORDS for t in texts]


def context_matrix(own: Matrix, score: Vector, words: Sequence[set[str]]) -> Matrix:
    """Own features, neighbours, page and core, one row a line.

    Args:
        own: as from `own_matrix`.
        score: log odds of each line by its words alone.
        words: content words of each line.
    """
    column = {name: own[:, n] for n, name in enumerate(OWN)}
    sentence = (column["closed"] > 0) & (column["words"] > SENTENCE_WORDS)
    size = np.minimum(np.expm1(column["words"]), LONGEST)
    parts = [own, score[:, None], sentence[:, None].astype(np.float32)]
    for name in NEIGHBOURLY:
        parts.append(_shifted(column[name], NEAR))
    parts.append(_shifted(score, NEAR))
    for values in (column["words"], score, sentence.astype(np.float32), column["whole_sign"]):
        parts.append(_windowed(values, WINDOWS))
    parts.append(_page(size, sentence, column))
    parts.append(_distances(sentence))
    belief = 1 / (1 + np.exp(-score)) * np.where(sentence, 1.0, 0.3)
    parts.append(_core(belief.astype(np.float32), size, words))
    return np.hstack(parts).astype(np.float32)


def _shifted(values: Vector, offsets: Sequence[int]) -> Matrix:
    """Each line's neighbours' values; -1 beyond the page's ends."""
    reach = max(abs(o) for o in offsets)
    padded = np.full(len(values) + 2 * reach, -1.0, dtype=np.float32)
    padded[reach : reach + len(values)] = values
    return np.stack([padded[reach + o : reach + o + len(values)] for o in offsets], axis=1)


def _windowed(values: Vector, reaches: Sequence[int]) -> Matrix:
    """Means over the lines before, and over those after, within each reach."""
    n = len(values)
    sums = np.concatenate([[0.0], np.cumsum(values, dtype=np.float64)])
    at = np.arange(n)
    found = []
    for reach in reaches:
        low, high = np.maximum(0, at - reach), np.minimum(n, at + 1 + reach)
        found.append((sums[at] - sums[low]) / np.maximum(1, at - low))
        found.append((sums[high] - sums[at + 1]) / np.maximum(1, high - at - 1))
    return np.stack(found, axis=1).astype(np.float32)


def _page(size: Vector, sentence: Any, column: dict[str, Vector]) -> Matrix:
    n = len(size)
    at = np.arange(n, dtype=np.float32)
    total = max(1.0, float(size.sum()))
    before = (np.cumsum(size) - size) / total
    same = [
        np.log1p(n),
        np.log1p(total),
        float(sentence.mean()),
        float(size[sentence].sum()) / total,
        float(column["whole_sign"].mean()),
        float(np.median(size)),
    ]
    place = np.stack([at / n, np.log1p(at), np.log1p(n - 1 - at), before], axis=1)
    return np.hstack([place, np.tile(np.array(same, dtype=np.float32), (n, 1))])


def _distances(flags: Any) -> Matrix:
    """Lines to the nearest flagged line before and after, at most ``FARTHEST``."""
    n = len(flags)
    before = np.full(n, FARTHEST, dtype=np.float32)
    after = np.full(n, FARTHEST, dtype=np.float32)
    for found, order in ((before, range(n)), (after, range(n - 1, -1, -1))):
        gap = FARTHEST
        for i in order:
            found[i] = gap
            gap = 1.0 if flags[i] else min(FARTHEST, gap + 1)
    return np.stack([before, after], axis=1)


def _core(belief: Vector, size: Vector, words: Sequence[set[str]]) -> Matrix:
    """Where each line stands to the heaviest run of believed lines, and what it shares with it."""
    weights = (belief - 0.4) * size - 1.0
    start, end = heaviest_run(weights.tolist())
    counts: Counter[str] = Counter()
    for n in range(start, end):
        if belief[n] > 0.5:
            counts.update(words[n])
    rows = []
    for n, own in enumerate(words):
        inside = start <= n < end
        # A line is no evidence for itself.
        self_count = int(inside and belief[n] > 0.5)
        shared = sum(counts[w] > self_count for w in own)
        often = sum(counts[w] > self_count + 1 for w in own)
        rows.append(
            (
                float(inside),
                float(max(-FARTHEST, min(FARTHEST, n - start))),
                float(max(-FARTHEST, min(FARTHEST, end - 1 - n))),
                shared / max(1, len(own)),
                often / max(1, len(own)),
            )
        )
    return np.array(rows, dtype=np.float32).reshape(len(words), 5)


def heaviest_run(weights: Sequence[float]) -> tuple[int, int]:
    """Half-open range of the run with the greatest sum (Kadane's algorithm); (0, 0) if none."""
    best, span, run, begin = 0.0, (0, 0), 0.0, 0
    for n, weight in enumerate(weights):
        if run <= 0:
            run, begin = 0.0, n
        run += weight
        if run > best:
            best, span = run, (begin, n + 1)
    return span


def line_words(lines: Sequence[Line]) -> list[set[str]]:
    """Content words of each line."""
    return story_words([line.text for line in lines])
