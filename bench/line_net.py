"""Training of the net along a page's lines. Needs PyTorch, which the reader itself does not:

pip install torch==2.13.0
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from dragoman.read.sequence import EPSILON, WIDEST

GAPS = (1, 2, 4, 8, 16)
PAGE_AT = 2
WIDTH = 64
DROPPED = 0.25
LONGEST = 600
"""Lines of a page that one step looks at; a longer page is cut at a random line."""

PAGES_A_STEP = 16
CROPPED = 0.3
MARGIN = 8.0
"""Share of the pages that are cut to the story and a little around it (mean of that many lines on
either side), as people paste it."""

STEP = 2e-3
DECAY = 1e-2
ROUNDED = 4


@dataclass(frozen=True)
class Example:
    """One page: its features, its labels, what its lines weigh, and whether it may be cropped."""

    rows: np.ndarray
    labels: np.ndarray
    weight: float
    whole: bool


class Net(nn.Module):
    def __init__(self, columns: int) -> None:
        super().__init__()
        self.entry = nn.Linear(columns, WIDTH)
        self.convs = nn.ModuleList(
            nn.Conv1d(WIDTH, WIDTH, 3, dilation=gap, padding=gap) for gap in GAPS
        )
        self.norms = nn.ModuleList(nn.LayerNorm(WIDTH, eps=EPSILON) for _ in GAPS)
        self.page = nn.Linear(WIDTH, WIDTH)
        self.exit = nn.Linear(WIDTH, 1)
        self.drop = nn.Dropout(DROPPED)

    def forward(self, rows: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        state = self.drop(functional.relu(self.entry(rows))) * mask
        for n, (conv, norm) in enumerate(zip(self.convs, self.norms, strict=True)):
            found = conv((norm(state) * mask).transpose(1, 2)).transpose(1, 2)
            if n == PAGE_AT:
                found = found + self.page(state.sum(1, keepdim=True) / mask.sum(1, keepdim=True))
            state = (state + self.drop(functional.relu(found))) * mask
        return self.exit(state).squeeze(-1)


def _cut(example: Example, rng: np.random.Generator) -> slice:
    start, end = 0, len(example.labels)
    body = np.flatnonzero(example.labels)
    if example.whole and len(body) and rng.random() < CROPPED:
        above, below = (int(x) for x in rng.exponential(MARGIN, 2))
        start, end = max(0, body[0] - above), min(end, body[-1] + 1 + below)
    if end - start > LONGEST:
        start = int(rng.integers(start, end - LONGEST))
        end = start + LONGEST
    return slice(start, end)


def _steps(examples: list[Example], rng: np.random.Generator) -> Iterator[list[np.ndarray]]:
    """Features, mask, labels and weights of pages of like length, in random order."""
    cuts = [_cut(e, rng) for e in examples]
    size = np.array([c.stop - c.start for c in cuts]) * rng.uniform(0.8, 1.25, len(cuts))
    order = np.argsort(size)
    groups = [order[n : n + PAGES_A_STEP] for n in range(0, len(order), PAGES_A_STEP)]
    for group in rng.permutation(len(groups)):
        chosen = [(examples[n], cuts[n]) for n in groups[group]]
        longest = max(c.stop - c.start for _, c in chosen)
        shape = (len(chosen), longest)
        rows = np.zeros((*shape, examples[0].rows.shape[1]), np.float32)
        mask, labels, weights = (np.zeros(shape, np.float32) for _ in range(3))
        for n, (example, cut) in enumerate(chosen):
            size_of = cut.stop - cut.start
            rows[n, :size_of] = example.rows[cut]
            labels[n, :size_of] = example.labels[cut]
            mask[n, :size_of] = 1
            weights[n, :size_of] = example.weight
        yield [rows, mask, labels, weights]


def train_net(examples: list[Example], epochs: int, seed: int) -> dict:
    """Train on pages and give back the numbers that `dragoman.read.sequence.parse_net` reads.

    The seed settles the result on one machine and version of PyTorch with one thread.
    """
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    rng = np.random.default_rng(seed)
    stacked = np.vstack([e.rows for e in examples])
    mean, spread = stacked.mean(axis=0), stacked.std(axis=0) + 1e-6
    del stacked
    levelled = [
        Example(
            np.clip((e.rows - mean) / spread, -WIDEST, WIDEST).astype(np.float32),
            e.labels,
            e.weight,
            e.whole,
        )
        for e in examples
    ]
    net = Net(len(mean))
    optimizer = torch.optim.AdamW(net.parameters(), lr=STEP, weight_decay=DECAY)
    total = epochs * -(-len(examples) // PAGES_A_STEP)
    rate = torch.optim.lr_scheduler.OneCycleLR(optimizer, STEP, total_steps=total, pct_start=0.15)
    net.train()
    for _ in range(epochs):
        for step in _steps(levelled, rng):
            rows, mask, labels, weights = (torch.from_numpy(part) for part in step)
            odds = net(rows, mask.unsqueeze(-1))
            each = functional.binary_cross_entropy_with_logits(odds, labels, reduction="none")
            # Between a mean over lines and one over pages: long pages weigh more, not by length.
            loss = (each * weights * mask).sum() / mask.sum().sqrt() / 50
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            rate.step()
    return _numbers(net, mean, spread)


def _rounded(value: torch.Tensor | np.ndarray) -> list:
    found = value.detach().numpy() if isinstance(value, torch.Tensor) else value
    return np.round(found.astype(np.float64), ROUNDED).tolist()


def _numbers(net: Net, mean: np.ndarray, spread: np.ndarray) -> dict:
    layers = []
    for gap, conv, norm in zip(GAPS, net.convs, net.norms, strict=True):
        before, own, after = (_rounded(conv.weight[:, :, n].T) for n in range(3))
        layers.append(
            {
                "gap": gap,
                "gain": _rounded(norm.weight),
                "shift": _rounded(norm.bias),
                "before": before,
                "own": own,
                "after": after,
                "bias": _rounded(conv.bias),
            }
        )
    return {
        "mean": _rounded(mean),
        "spread": _rounded(np.maximum(spread, 10.0**-ROUNDED)),
        "entry": _rounded(net.entry.weight.T),
        "entry_bias": _rounded(net.entry.bias),
        "layers": layers,
        "page": _rounded(net.page.weight.T),
        "page_bias": _rounded(net.page.bias),
        "page_at": PAGE_AT,
        "exit": _rounded(net.exit.weight[0]),
        "exit_bias": round(net.exit.bias.item(), ROUNDED),
    }
