"""Boosted trees kept as plain arrays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from dragoman.read.features import Matrix

Ints = np.ndarray[Any, np.dtype[np.intp]]
Floats = np.ndarray[Any, np.dtype[np.float32]]


@dataclass(frozen=True, slots=True)
class Trees:
    """An ensemble; every array is one row a tree, one column a node.

    Attributes:
        column: the feature a node asks about.
        limit: a value up to which the left child follows.
        child: left and right child of each node, as places in the whole; a leaf is its own.
        value: what a leaf adds to the log odds; 0 elsewhere.
        base: log odds before any tree.
        depth: steps that reach every leaf.
    """

    column: Ints
    limit: Floats
    child: Ints
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
        line = (np.arange(len(rows), dtype=np.intp) * rows.shape[1])[:, None]
        node = np.broadcast_to(np.arange(trees, dtype=np.intp) * nodes, (len(rows), trees))
        for _ in range(self.depth):
            high = rows.take(line + self.column.take(node)) > self.limit.take(node)
            node = self.child.take(2 * node + high)
        total = self.value.take(node).sum(axis=1) + self.base
        return np.asarray(total, dtype=np.float32)


def chance_of(log_odds: Floats) -> Floats:
    """Probabilities out of log odds."""
    return np.asarray(1.0 / (1.0 + np.exp(-log_odds)), dtype=np.float32)


def parse_trees(entry: dict[str, Any]) -> Trees:
    """An ensemble from the numbers that training wrote."""
    column = _filled(entry["column"], np.intp)
    children = np.stack([_filled(entry[side], np.intp) for side in ("left", "right")], axis=2)
    first = np.arange(len(column), dtype=np.intp) * column.shape[1]
    return Trees(
        column=column,
        limit=_filled(entry["limit"], np.float32),
        child=children + first[:, None, None],
        value=_filled(entry["value"], np.float32),
        base=entry["base"],
        depth=entry["depth"],
    )


def _filled(rows: list[list[float]], kind: Any) -> Any:
    """Rows of unequal length as one array; what is added is never reached."""
    wide = max(map(len, rows))
    return np.array([row + [0] * (wide - len(row)) for row in rows], dtype=kind)
