"""Boosted trees kept as plain arrays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from dragoman.read.features import Matrix

Ints = np.ndarray[Any, np.dtype[np.int32]]
Floats = np.ndarray[Any, np.dtype[np.float32]]


@dataclass(frozen=True, slots=True)
class Trees:
    """An ensemble; every array is one row a tree, one column a node.

    Attributes:
        column: the feature a node asks about.
        limit: a value up to which the left child follows.
        left, right: numbers of the child nodes; a leaf is its own child.
        value: what a leaf adds to the log odds; 0 elsewhere.
        base: log odds before any tree.
        depth: steps that reach every leaf.
    """

    column: Ints
    limit: Floats
    left: Ints
    right: Ints
    value: Floats
    base: float
    depth: int

    def chance(self, rows: Matrix) -> Floats:
        """Probability of the positive class for each row."""
        trees = np.arange(len(self.column))
        lines = np.arange(len(rows))[:, None]
        node = np.zeros((len(rows), len(trees)), dtype=np.int32)
        for _ in range(self.depth):
            low = rows[lines, self.column[trees, node]] <= self.limit[trees, node]
            node = np.where(low, self.left[trees, node], self.right[trees, node])
        total = self.value[trees, node].sum(axis=1) + self.base
        return np.asarray(1.0 / (1.0 + np.exp(-total)), dtype=np.float32)
