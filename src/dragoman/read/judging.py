"""Which lines are body: by shape and neighbourhood."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.read.records import Line
from dragoman.read.shape import is_sentence, word_count
from dragoman.read.words import Signs


def judge_lines(lines: Sequence[Line], signs: Signs) -> list[bool]:
    """Tell for each line whether it is body."""
    weights = [_weight(line, signs) for line in lines]
    start, end = _heaviest(weights)
    return [start <= n < end and w > 0 for n, w in enumerate(weights)]


def _weight(line: Line, signs: Signs) -> float:
    words = word_count(line.text)
    if line.extracted is False or signs.whole_kind(line.text):
        return -8.0
    if words < 60 and signs.part_kind(line.text):
        return -8.0
    if is_sentence(line.text):
        return min(words, 60)
    return -6.0


def _heaviest(weights: Sequence[float]) -> tuple[int, int]:
    """The run of lines with the greatest sum of weights (Kadane)."""
    best, best_span, run, begin = 0.0, (0, 0), 0.0, 0
    for n, weight in enumerate(weights):
        if run <= 0:
            run, begin = 0.0, n
        run += weight
        if run > best:
            best, best_span = run, (begin, n + 1)
    return best_span
