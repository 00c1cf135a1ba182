"""Features of a line among its neighbours, on its page, and against the story's core."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from dragoman.read.features import OWN, Matrix
from dragoman.read.records import Line
from dragoman.read.shape import STOP_WORDS, WORD
from dragoman.read.word_table import Ints, distinct, tabulate, word_pattern

Vector = np.ndarray[Any, np.dtype[np.float32]]

CONTENT: Final = word_pattern(WORD.pattern)
NEAR: Final = (-3, -2, -1, 1, 2, 3)
WINDOWS: Final = (4, 10, 25)
REACHES: Final = (3, 10)
RARE: Final = 6
"""Lines that hold a word at most, for it to count as rare on the page."""

NEIGHBOURLY: Final = ("words", "stop_share", "closed", "capital_share", "whole_sign")
SENTENCE_WORDS: Final = 2.4
"""log(1 + 10): lines of ten words or more that are closed count as sentences."""

FARTHEST: Final = 30.0
LONGEST: Final = 100.0
"""Words that a line counts for at most: one endless line must not outweigh the page."""


def context_matrix(own: Matrix, score: Vector, content: Content) -> Matrix:
    """Own features, neighbours, page and core, one row a line.

    Args:
        own: as from `own_matrix`.
        score: log odds of each line by its words alone.
        content: as from `line_content`.
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
    parts.append(_core(belief.astype(np.float32), size, content))
    parts.append(_recurrence(content))
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


@dataclass(frozen=True, slots=True)
class Content:
    """The content words of a page's lines as numbers.

    Attributes:
        word: number of the word, one entry a line and word; each word once a line.
        line: number of the line that it stands in, rising.
        size: content words of each line.
    """

    word: Ints
    line: Ints
    size: Ints


def line_content(lines: Sequence[Line]) -> Content:
    """Content words of each line, casefolded, without stop words and words of two letters."""
    number = {text: n for n, text in enumerate(dict.fromkeys(line.text for line in lines))}
    table = tabulate([text.casefold() for text in number], CONTENT)
    telling = [len(word) > 2 and word not in STOP_WORDS for word in table.words]
    chosen = np.array(telling, dtype=bool)[table.word]
    count = max(1, len(table.words))
    held = distinct(table.text[chosen] * count + table.word[chosen])
    sizes = np.bincount(held // count, minlength=len(number))
    # A line that the page repeats has the words of its first showing.
    shown = np.array([number[line.text] for line in lines], dtype=np.intp)
    size = sizes[shown]
    skipped = np.repeat((np.cumsum(sizes) - sizes)[shown] - (np.cumsum(size) - size), size)
    word = (held % count)[np.arange(len(skipped)) + skipped]
    return Content(word, np.repeat(np.arange(len(lines), dtype=np.intp), size), size)


def _recurrence(content: Content) -> Matrix:
    """Share of each line's words that other lines hold: near, nearby, anywhere; rare ones."""
    n = len(content.size)
    order = np.lexsort((content.line, content.word))
    word, line = content.word[order], content.line[order]
    far = float(n + max(REACHES))
    gap = np.full(len(word) + 1, far)
    same = word[1:] == word[:-1]
    gap[1:-1][same] = (line[1:] - line[:-1])[same]
    nearest = np.minimum(gap[:-1], gap[1:])
    held = np.bincount(word)[word] if len(word) else word
    found = [_share(line, nearest <= reach, content) for reach in (*REACHES, n)]
    rare = held <= RARE
    found += [_share(line, rare & (nearest <= reach), content) for reach in (*REACHES, n)]
    return np.stack(found, axis=1).astype(np.float32)


def _share(line: Ints, chosen: Any, content: Content) -> Vector:
    """Share of each line's words that are chosen."""
    counts = np.bincount(line[chosen], minlength=len(content.size))
    return np.asarray(counts / np.maximum(1, content.size), dtype=np.float32)


def _core(belief: Vector, size: Vector, content: Content) -> Matrix:
    """Where each line stands to the heaviest run of believed lines, and what it shares with it."""
    n = len(belief)
    start, end = heaviest_run(((belief - 0.4) * size - 1.0).tolist())
    at = np.arange(n)
    inside = (at >= start) & (at < end)
    believed = inside & (belief > 0.5)
    words = int(content.word.max()) + 1 if len(content.word) else 0
    counts = np.bincount(content.word[believed[content.line]], minlength=words)
    # A line is no evidence for itself.
    others = counts[content.word] - believed[content.line]
    return np.stack(
        [
            inside,
            np.clip(at - start, -FARTHEST, FARTHEST),
            np.clip(end - 1 - at, -FARTHEST, FARTHEST),
            _share(content.line, others > 0, content),
            _share(content.line, others > 1, content),
        ],
        axis=1,
    ).astype(np.float32)


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
