"""The net along the lines gives what its definition says, on any number of lines."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.read.sequence import EPSILON, WIDEST, SequenceNet, parse_net, product

COLUMNS, WIDTH = 5, 4


def small_net() -> SequenceNet:
    rng = np.random.default_rng(3)

    def drawn(*shape: int) -> list[float]:
        found: list[float] = rng.normal(size=shape).round(3).tolist()
        return found

    layers = [
        {
            "gap": gap,
            "gain": drawn(WIDTH),
            "shift": drawn(WIDTH),
            "before": drawn(WIDTH, WIDTH),
            "own": drawn(WIDTH, WIDTH),
            "after": drawn(WIDTH, WIDTH),
            "bias": drawn(WIDTH),
        }
        for gap in (1, 4)
    ]
    return parse_net(
        {
            "mean": drawn(COLUMNS),
            "spread": [1.0] * COLUMNS,
            "entry": drawn(COLUMNS, WIDTH),
            "entry_bias": drawn(WIDTH),
            "layers": layers,
            "page": drawn(WIDTH, WIDTH),
            "page_bias": drawn(WIDTH),
            "page_at": 1,
            "exit": drawn(WIDTH),
            "exit_bias": 0.25,
        }
    )


def line_by_line(net: SequenceNet, rows: np.ndarray) -> np.ndarray:
    """The definition, one line after the other, in double precision."""
    level = np.clip((rows.astype(float) - net.mean) / net.spread, -WIDEST, WIDEST)
    state = [np.maximum(line @ net.entry + net.entry_bias, 0) for line in level]
    for n, layer in enumerate(net.layers):
        normal = [
            (s - s.mean()) / np.sqrt(s.var() + EPSILON) * layer.gain + layer.shift for s in state
        ]
        page = np.mean(state, axis=0) @ net.page + net.page_bias if n == net.page_at else 0.0
        found = []
        for at, own in enumerate(normal):
            total = own @ layer.own + layer.bias + page
            if at >= layer.gap:
                total = total + normal[at - layer.gap] @ layer.before
            if at + layer.gap < len(normal):
                total = total + normal[at + layer.gap] @ layer.after
            found.append(state[at] + np.maximum(total, 0))
        state = found
    return np.array([line @ net.exit + net.exit_bias for line in state])


@pytest.mark.parametrize("count", [1, 2, 4, 5, 30])
def test_log_odds_are_those_of_the_definition(count: int) -> None:
    net = small_net()
    rows = np.random.default_rng(count).normal(size=(count, COLUMNS)).astype(np.float32)
    assert np.allclose(net.log_odds(rows), line_by_line(net, rows), atol=1e-3)


@given(st.integers(0, 300), st.integers(1, 70))
def test_a_product_in_steps_is_the_product(count: int, width: int) -> None:
    rng = np.random.default_rng(count + width)
    rows = rng.normal(size=(count, 64)).astype(np.float32)
    weights = rng.normal(size=(64, width)).astype(np.float32)
    assert np.allclose(product(rows, weights), rows @ weights, atol=1e-3)
