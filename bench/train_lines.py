"""Train the line model that ships with the reader, and print its figures on unseen sites.

    python bench/train_lines.py [--data ../shared/data] [--out src/dragoman/read/data/lines.json]

Two models, one on top of the other: hashed word runs (logistic regression), and boosted trees over
a line, its neighbours and what the first model says of them, trained on what it says of sites that
it did not see. The file holds nothing but numbers, as JSON. A third stage, trees over what the
trees say of the neighbourhood, was tried and gained nothing on unseen sites.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression

from dragoman.read.context import context_matrix, line_words
from dragoman.read.features import own_matrix
from dragoman.read.hashed import BUCKETS, buckets
from dragoman.read.words import load_signs
from line_pages import (
    CHECK,
    FOLDS,
    LabelledPage,
    clean_pages,
    cropped_pages,
    extracted_pages,
    fold_of,
    full_pages,
    marked_pages,
    part_of,
)

FAR = 12
FAR_SHARE = 0.3
"""Lines further than ``FAR`` from any body line are mostly menus, much alike: three in ten of them
train the trees, with the weight of all."""

CLEAN_WEIGHT = 0.5
"""Corpora hold some furniture that is not labelled, so their lines count for less."""


def hashed_rows(pages: list[LabelledPage]) -> csr_matrix:
    starts, columns, values = [0], [], []
    for page in pages:
        for line in page.lines:
            own = buckets(line.text)
            columns.extend(own)
            values.extend([1 / np.sqrt(len(own))] * len(own))
            starts.append(len(columns))
    return csr_matrix((values, columns, starts), shape=(len(starts) - 1, BUCKETS))


def train_words(rows: csr_matrix, labels: np.ndarray, weights: np.ndarray, c: float = 2.0):
    model = LogisticRegression(C=c, solver="liblinear")
    return model.fit(rows, labels, sample_weight=weights)


def train_trees(rows: np.ndarray, labels: np.ndarray, weights: np.ndarray, count: int):
    model = HistGradientBoostingClassifier(
        max_iter=count,
        learning_rate=0.12,
        max_leaf_nodes=24,
        max_depth=7,
        min_samples_leaf=60,
        l2_regularization=2.0,
        early_stopping=False,
        random_state=5,
    )
    return model.fit(rows, labels, sample_weight=weights)


def tree_arrays(model: HistGradientBoostingClassifier) -> dict:
    columns, limits, lefts, rights, values, depth = [], [], [], [], [], 0
    for (predictor,) in model._predictors:
        nodes = predictor.nodes
        leaf = nodes["is_leaf"].astype(bool)
        own = np.arange(len(nodes))
        columns.append(np.where(leaf, 0, nodes["feature_idx"]).tolist())
        limits.append(
            [
                0 if x else float(f"{t:.7g}")
                for x, t in zip(leaf, nodes["num_threshold"], strict=True)
            ]
        )
        lefts.append(np.where(leaf, own, nodes["left"]).tolist())
        rights.append(np.where(leaf, own, nodes["right"]).tolist())
        values.append(
            [round(float(v), 5) if x else 0 for x, v in zip(leaf, nodes["value"], strict=True)]
        )
        depth = max(depth, int(nodes["depth"].max()))
    base = round(float(model._baseline_prediction.ravel()[0]), 5)
    keys = ("column", "limit", "left", "right", "value")
    arrays = dict(zip(keys, (columns, limits, lefts, rights, values), strict=True))
    return {**arrays, "base": base, "depth": depth}


def out_of_fold(pages, folds, fit, rows_of):
    """For each page the prediction of a model that saw none of its sites."""
    found = [None] * len(pages)
    for fold in range(FOLDS):
        model = fit([n for n in range(len(pages)) if folds[n] != fold])
        for n in range(len(pages)):
            if folds[n] == fold:
                found[n] = rows_of(model, n)
    return found


def f1(truth: np.ndarray, guess: np.ndarray, weight: np.ndarray) -> str:
    hit = float((weight * (truth & guess)).sum())
    precision = hit / max(1e-9, float((weight * guess).sum()))
    recall = hit / max(1e-9, float((weight * truth).sum()))
    return (
        f"P {precision:.3f} R {recall:.3f} F1 {2 * precision * recall / (precision + recall):.3f}"
    )


def report(pages: list[LabelledPage], chances: list[np.ndarray], note: str) -> None:
    for variant in dict.fromkeys(p.variant for p in pages):
        chosen = [n for n, p in enumerate(pages) if p.variant == variant]
        truth = np.concatenate([np.array(pages[n].labels, bool) for n in chosen])
        guess = np.concatenate([chances[n] > 0.5 for n in chosen])
        words = [len(line.text.split()) for n in chosen for line in pages[n].lines]
        size = np.array(words, float)
        lines = f1(truth, guess, np.ones(len(truth)))
        tokens = f1(truth, guess, size)
        print(f"{note} {variant:12} pages {len(chosen):5} lines {lines}  tokens {tokens}")


def thinned(pages: list[LabelledPage], weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Which lines train the trees, and their weights."""
    rng = np.random.default_rng(3)
    far = []
    for page in pages:
        body = np.flatnonzero(page.labels)
        at = np.arange(len(page.labels))
        gap = np.abs(at[:, None] - body[None, :]).min(axis=1) if len(body) else at + FAR + 1
        far.append(gap > FAR)
    distant = np.concatenate(far)
    chosen = ~distant | (rng.random(len(distant)) < FAR_SHARE)
    return chosen, np.where(distant, weights / FAR_SHARE, weights)


class Stack:
    """The training set with its matrices, and the three fits on it."""

    def __init__(self, pages: list[LabelledPage], signs) -> None:
        self.pages = pages
        self.folds = [fold_of(p.site) for p in pages]
        self.bounds = np.cumsum([0, *(len(p.lines) for p in pages)])
        self.labels = np.concatenate([p.labels for p in pages])
        weight = [CLEAN_WEIGHT if p.variant in {"world_news", "kcna"} else 1.0 for p in pages]
        self.weights = np.repeat(weight, [len(p.lines) for p in pages])
        self.chosen, self.tree_weights = thinned(pages, self.weights)
        self.hashed = hashed_rows(pages)
        self.own = [own_matrix(p.lines, signs) for p in pages]
        self.words = [line_words(p.lines) for p in pages]

    def at(self, chosen: list[int]) -> np.ndarray:
        return np.concatenate([np.arange(self.bounds[n], self.bounds[n + 1]) for n in chosen])

    def span(self, n: int) -> slice:
        return slice(self.bounds[n], self.bounds[n + 1])

    def fit_words(self, chosen):
        at = self.at(chosen)
        return train_words(self.hashed[at], self.labels[at], self.weights[at])

    def fit_trees(self, rows, chosen, count):
        stacked = np.vstack([rows[n][self.chosen[self.span(n)]] for n in chosen])
        at = self.at(chosen)
        at = at[self.chosen[at]]
        return train_trees(stacked, self.labels[at], self.tree_weights[at], count)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, default=Path("src/dragoman/read/data/lines.json"))
    parser.add_argument("--count", type=int, default=150, help="number of trees")
    parser.add_argument("--apart", type=int, default=CHECK, help="fifth of the sites kept aside")
    given = parser.parse_args()
    began = time.time()
    signs = load_signs()
    full, extracted = full_pages(given.data), extracted_pages(given.data)
    pages = [*full, *marked_pages(full, extracted), *extracted, *cropped_pages(full)]
    pages += clean_pages(given.data, "world_news", 20) + clean_pages(given.data, "kcna", 20)
    train = Stack([p for p in pages if part_of(p.site) != given.apart], signs)
    check = Stack([p for p in pages if part_of(p.site) == given.apart], signs)
    print(f"features {time.time() - began:.0f} s; {len(train.labels)} lines")
    everything = list(range(len(train.pages)))

    def scores(model, stack, n):
        return model.decision_function(stack.hashed[stack.span(n)]).astype(np.float32)

    folded = out_of_fold(
        train.pages, train.folds, train.fit_words, lambda m, n: scores(m, train, n)
    )
    words = train.fit_words(everything)
    checked = [scores(words, check, n) for n in range(len(check.pages))]
    report(check.pages, [1 / (1 + np.exp(-s)) for s in checked], "words ")
    print(f"words {time.time() - began:.0f} s")

    rows = [context_matrix(train.own[n], folded[n], train.words[n]) for n in everything]
    rows_check = [
        context_matrix(check.own[n], checked[n], check.words[n]) for n in range(len(check.pages))
    ]
    trees = train.fit_trees(rows, everything, given.count)
    chances = [trees.predict_proba(r)[:, 1] for r in rows_check]
    report(check.pages, chances, "trees")
    print(f"trees {time.time() - began:.0f} s")

    given.out.parent.mkdir(parents=True, exist_ok=True)
    weights = [round(float(w), 3) for w in words.coef_[0]]
    shipped = {
        "words": {"intercept": round(float(words.intercept_[0]), 4), "weights": weights},
        "trees": tree_arrays(trees),
    }
    given.out.write_text(json.dumps(shipped, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{given.out}: {given.out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
