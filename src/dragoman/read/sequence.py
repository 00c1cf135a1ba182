"""A small convolutional network along the lines of a page, run by plain matrix products."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from dragoman.read.features import Matrix

Floats = np.ndarray[Any, np.dtype[np.float32]]

EPSILON: Final = 1e-5
"""What is added to a variance before it divides, as in training."""

WIDEST: Final = 4.0
"""Standard deviations that a feature counts for at most."""


MOST_PRODUCTS: Final = 1 << 17
"""Multiplications in one matrix product: libraries start threads for larger ones, which for a page
costs more than it saves, and many pages are read side by side."""


def product(rows: Matrix, weights: Matrix) -> Matrix:
    """The matrix product, a few rows at a time."""
    found = np.empty((len(rows), weights.shape[1]), dtype=np.float32)
    step = max(1, MOST_PRODUCTS // weights.size)
    for n in range(0, len(rows), step):
        np.matmul(rows[n : n + step], weights, out=found[n : n + step])
    return found


@dataclass(frozen=True, slots=True)
class Layer:
    """A residual layer: each line takes from itself and from one line on either side.

    Attributes:
        gap: lines between a line and the two that it takes from.
        gain, shift: of the normalisation before it (Ba et al. 2016).
        before, own, after: weights, one row an input.
        bias: one number an output.
    """

    gap: int
    gain: Floats
    shift: Floats
    before: Matrix
    own: Matrix
    after: Matrix
    bias: Floats

    def apply(self, state: Matrix, page: Floats | None) -> Matrix:
        """The state of each line after this layer; ``page`` is added to every line alike."""
        mean = state.mean(axis=1, keepdims=True)
        spread = state.var(axis=1, keepdims=True)
        level = (state - mean) / np.sqrt(spread + EPSILON) * self.gain + self.shift
        found = product(level, self.own) + self.bias
        # Beyond the page's ends there is nothing to take from.
        if self.gap < len(level):
            found[self.gap :] += product(level[: -self.gap], self.before)
            found[: -self.gap] += product(level[self.gap :], self.after)
        if page is not None:
            found += page
        return np.asarray(state + np.maximum(found, 0), dtype=np.float32)


@dataclass(frozen=True, slots=True)
class SequenceNet:
    """Dilated convolutions over a page's lines (Yu and Koltun 2016), with one look at all of it.

    Attributes:
        mean, spread: of each feature in training.
        entry, entry_bias: from features to the state of a line.
        layers: in order.
        page, page_bias: from the mean state of all lines to what is added in layer ``page_at``.
        exit, exit_bias: from the state of a line to its log odds.
    """

    mean: Floats
    spread: Floats
    entry: Matrix
    entry_bias: Floats
    layers: tuple[Layer, ...]
    page: Matrix
    page_bias: Floats
    page_at: int
    exit: Floats
    exit_bias: float

    def log_odds(self, rows: Matrix) -> Floats:
        """Log odds that each line is body.

        Args:
            rows: features, one row a line of one page, in the order of the page.
        """
        level = np.clip((rows - self.mean) / self.spread, -WIDEST, WIDEST)
        state = np.maximum(product(level, self.entry) + self.entry_bias, 0)
        for n, layer in enumerate(self.layers):
            whole = n == self.page_at
            page = state.mean(axis=0) @ self.page + self.page_bias if whole else None
            state = layer.apply(state, page)
        return np.asarray((state * self.exit).sum(axis=1) + self.exit_bias, dtype=np.float32)


def parse_net(entry: dict[str, Any]) -> SequenceNet:
    """A net from the numbers that training wrote."""

    def floats(value: Any) -> Any:
        return np.array(value, dtype=np.float32)

    return SequenceNet(
        layers=tuple(
            Layer(gap=layer["gap"], **{k: floats(v) for k, v in layer.items() if k != "gap"})
            for layer in entry["layers"]
        ),
        page_at=entry["page_at"],
        exit_bias=entry["exit_bias"],
        **{
            name: floats(entry[name])
            for name in (
                "mean",
                "spread",
                "entry",
                "entry_bias",
                "page",
                "page_bias",
                "exit",
            )
        },
    )
