"""Precision, recall and F1 of labels counted as multisets, a sentence at a time."""

from __future__ import annotations

import random
from collections import Counter


def f1(right: int, guessed: int, gold: int) -> str:
    p = right / guessed if guessed else 0.0
    r = right / gold if gold else 0.0
    f = 2 * p * r / (p + r) if p + r else 0.0
    return f"P {p:.3f}  R {r:.3f}  F1 {f:.3f}  ({right}/{guessed}/{gold})"


def overlap(one: Counter, other: Counter) -> int:
    return sum((one & other).values())


def score(name: str, gold: list[list], guess: list[list]) -> tuple[int, int, int]:
    right = sum(overlap(Counter(g), Counter(p)) for g, p in zip(gold, guess, strict=True))
    counts = right, sum(map(len, guess)), sum(map(len, gold))
    print(f"  {name:28} {f1(*counts)}")
    return counts


def interval(gold: list[list], guess: list[list], seed: int = 7) -> str:
    """A 95 % bootstrap interval of F1 over sentences."""
    rng = random.Random(seed)
    triples = [
        (overlap(Counter(g), Counter(p)), len(p), len(g)) for g, p in zip(gold, guess, strict=True)
    ]
    values = []
    for _ in range(300):
        sample = rng.choices(triples, k=len(triples))
        r, p, g = (sum(t[k] for t in sample) for k in range(3))
        values.append(2 * r / (p + g) if p + g else 0.0)
    values.sort()
    return f"[{values[7]:.3f}, {values[292]:.3f}]"
