"""Which bodies are worth comparing: those that share fingerprints."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations

import numpy as np

from dragoman.reconcile.bodies import Body

MEETINGS = 2
"""Fingerprints that two bodies must share."""
CROWD = 40
"""In a crowd of more holders of a fingerprint each meets only its neighbours by id: reprints of one
wire are so still one chain, and what everybody has brings no two together by itself."""
NEIGHBOURS = 3


def meetings(bodies: Mapping[str, Body]) -> dict[tuple[str, str], int]:
    """Pairs of ids, the smaller first, with how many fingerprints they share."""
    keys = sorted(bodies)
    found: Counter[tuple[int, int]] = Counter()
    for holders in _holders([bodies[key] for key in keys]):
        if len(holders) <= CROWD:
            found.update(combinations(holders, 2))
        else:
            for step in range(1, NEIGHBOURS + 1):
                found.update(zip(holders, holders[step:], strict=False))
    return {(keys[a], keys[b]): n for (a, b), n in sorted(found.items()) if n >= MEETINGS}


def _holders(bodies: Sequence[Body]) -> list[list[int]]:
    """For each fingerprint that several bodies have, their numbers in order."""
    rows = [np.unique(body.prints) for body in bodies]
    if not rows:
        return []
    prints = np.concatenate(rows)
    numbers = np.repeat(np.arange(len(rows)), [len(row) for row in rows])
    order = np.lexsort((numbers, prints))
    prints, numbers = prints[order], numbers[order]
    starts = (
        np.flatnonzero(np.r_[True, prints[1:] != prints[:-1]]) if len(prints) else np.array([0])
    )
    ends = np.r_[starts[1:], len(prints)]
    several = ends - starts > 1
    return [numbers[a:b].tolist() for a, b in zip(starts[several], ends[several], strict=True)]
