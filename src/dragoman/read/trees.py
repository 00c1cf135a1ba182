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
        return chance_of(self.log_odds(rows))

    def log_odds(self, rows: Matrix) -> Floats:
        """Log odds of the positive class for each row."""
        # Everything is one long row, so that a step is a few plain look-ups by number.
        trees, nodes = self.column.shape
        first = np.arange(trees, dtype=np.intp) * nodes
        line = (np.arange(len(rows), dtype=np.intp) * rows.shape[1])[:, None]
        node = np.broadcast_to(first, (len(rows), trees))
        for _ in range(self.depth):
            low = rows.take(line + self.column.take(node)) <= self.limit.take(node)
            node = np.where(low, self.left.take(node), self.right.take(node)) + first
        total = self.value.take(node).sum(axis=1) + self.base
        return np.asarray(total, dtype=np.float32)


def chance_of(log_odds: Floats) -> Floats:
    """Probabilities out of log odds."""
    return np.asarray(1.0 / (1.0 + np.exp(-log_odds)), dtype=np.float32)


def parse_trees(entry: dict[str, Any]) -> Trees:
    """An ensemble from the numbers that training wrote."""
    return Trees(
        column=_filled(entry["column"], np.int32),
        limit=_filled(entry["limit"], np.float32),
        left=_filled(entry["left"], np.int32),
        right=_filled(entry["right"], np.int32),
        value=_filled(entry["value"], np.float32),
        base=entry["base"],
        depth=entry["depth"],
    )


def _filled(rows: list[list[float]], kind: Any) -> Any:
    """Rows of unequal length as one array; what is added is never reached."""
    wide = max(map(len, rows))
    return np.array([row + [0] * (wide - len(row)) for row in rows], dtype=kind)
