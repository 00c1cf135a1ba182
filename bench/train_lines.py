"""Train the line model that ships with the reader, and print its figures.

    pip install torch==2.13.0        # for training only
    OMP_NUM_THREADS=1 python bench/train_lines.py --folds MODELS
    OMP_NUM_THREADS=1 python bench/train_layout.py MODELS

A logistic regression over hashed word runs, and on top of it two judges of a line among the others
of its page, trained on what it says of sites that it did not see: boosted trees, and small nets
along the lines. With `--folds`, words and trees of each fold are written to MODELS for
`bench/train_layout.py`, and their figures printed, each page judged by models that saw none of its
sites; `--fold-nets` does so for the nets too, which takes four times as long. Sites kept aside are
measured by `bench/lines.py`, never here. The file holds nothing but numbers, as JSON.

Tried on the part that trains, and left out: trees over what the trees say of the neighbourhood,
what the trees say as one more feature of the net, and learnt vectors of words in the net (it learns
the sites that it saw by heart: line F1 .82 instead of .86 on a fold).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import time
from multiprocessing import get_context
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression

from dragoman.read.context import context_matrix, line_content
from dragoman.read.features import own_matrix
from dragoman.read.hashed import BUCKETS, bucket_rows
from dragoman.read.sequence import parse_net
from dragoman.read.trees import parse_trees
from dragoman.read.words import load_signs
from line_pages import (
    FOLDS,
    LabelledPage,
    clean_pages,
    cropped_pages,
    extracted_pages,
    fold_of,
    full_pages,
    is_check,
)

FILES = ("pages/lines_train", "pages/lines_resid_train", "corpora/world_news", "corpora/kcna")
FAR = 12
FAR_SHARE = 0.3
"""Lines further than ``FAR`` from any body line are mostly menus, much alike: three in ten of them
train the trees, with the weight of all."""

CLEAN = {"world_news", "kcna"}
CLEAN_WEIGHT = 0.5
"""Corpora hold some furniture that is not labelled, so their lines count for less."""

STRENGTH = 2.0
TREES = 150
TREE_COLUMNS = 122
"""Features that the trees ask about: what lines share with their neighbours is for the nets."""

EPOCHS = 7
SEEDS = (1, 2, 3)


def hashed_rows(pages: list[LabelledPage]) -> csr_matrix:
    columns, sizes = bucket_rows([line.text for page in pages for line in page.lines])
    values = np.repeat(1 / np.sqrt(sizes), sizes)
    starts = np.concatenate([[0], np.cumsum(sizes)])
    return csr_matrix((values, columns, starts), shape=(len(sizes), BUCKETS))


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


def f1(truth: np.ndarray, guess: np.ndarray, weight: np.ndarray) -> str:
    hit = float((weight * (truth & guess)).sum())
    precision = hit / max(1e-9, float((weight * guess).sum()))
    recall = hit / max(1e-9, float((weight * truth).sum()))
    return (
        f"P {precision:.3f} R {recall:.3f} F1 {2 * precision * recall / (precision + recall):.3f}"
    )


def report(pages: list[LabelledPage], odds: list[np.ndarray], note: str) -> None:
    for variant in dict.fromkeys(p.variant for p in pages):
        chosen = [n for n, p in enumerate(pages) if p.variant == variant]
        truth = np.concatenate([np.array(pages[n].labels, bool) for n in chosen])
        guess = np.concatenate([odds[n] > 0 for n in chosen])
        words = [len(line.text.split()) for n in chosen for line in pages[n].lines]
        lines = f1(truth, guess, np.ones(len(truth)))
        tokens = f1(truth, guess, np.array(words, float))
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


class Training:
    """The pages that train, with their features, and the three fits on them."""

    def __init__(self, pages: list[LabelledPage]) -> None:
        signs = load_signs()
        self.pages = pages
        self.sizes = [len(p.lines) for p in pages]
        self.bounds = np.cumsum([0, *self.sizes])
        self.labels = np.concatenate([p.labels for p in pages])
        self.weight = [CLEAN_WEIGHT if p.variant in CLEAN else 1.0 for p in pages]
        self.weights = np.repeat(self.weight, self.sizes)
        self.hashed = hashed_rows(pages)
        self.own = [own_matrix(p.lines, signs) for p in pages]
        self.content = [line_content(p.lines) for p in pages]
        self.near, self.tree_weights = thinned(pages, self.weights)

    def span(self, n: int) -> slice:
        return slice(self.bounds[n], self.bounds[n + 1])

    def at(self, chosen: list[int]) -> np.ndarray:
        return np.concatenate([np.arange(self.bounds[n], self.bounds[n + 1]) for n in chosen])

    def fit_words(self, chosen: list[int]) -> LogisticRegression:
        at = self.at(chosen)
        model = LogisticRegression(C=STRENGTH, solver="liblinear")
        return model.fit(self.hashed[at], self.labels[at], sample_weight=self.weights[at])

    def word_odds(self, model: LogisticRegression, n: int) -> np.ndarray:
        return model.decision_function(self.hashed[self.span(n)]).astype(np.float32)

    def see(self, odds: list[np.ndarray]) -> None:
        """Keep the features that the judges see, with what words say of sites not seen."""
        self.rows = [
            context_matrix(own, score, content)
            for own, score, content in zip(self.own, odds, self.content, strict=True)
        ]

    def fit_trees(self, chosen: list[int]) -> dict:
        stacked = np.vstack([self.rows[n][self.near[self.span(n)], :TREE_COLUMNS] for n in chosen])
        at = self.at(chosen)
        at = at[self.near[at]]
        model = HistGradientBoostingClassifier(
            max_iter=TREES,
            learning_rate=0.12,
            max_leaf_nodes=24,
            max_depth=7,
            min_samples_leaf=60,
            l2_regularization=2.0,
            early_stopping=False,
            random_state=5,
        )
        model.fit(stacked, self.labels[at], sample_weight=self.tree_weights[at])
        return tree_arrays(model)

    def fit_net(self, chosen: list[int], seed: int) -> dict:
        # PyTorch is asked for here only: other benches use what else is in this file.
        from line_net import Example, train_net

        examples = [
            Example(
                self.rows[n],
                np.array(self.pages[n].labels, np.float32),
                self.weight[n],
                self.pages[n].variant == "full",
            )
            for n in chosen
            if self.pages[n].variant != "crop"
        ]
        return train_net(examples, EPOCHS, seed)


SHARED: dict[str, Training] = {}
"""What the processes that fit side by side read; it is too large to be sent to each."""


def fit_one(job: tuple[list[int], int]) -> dict:
    """The trees, where the seed is 0, or the net of a seed."""
    chosen, seed = job
    train = SHARED["train"]
    return train.fit_net(chosen, seed) if seed else train.fit_trees(chosen)


def tree_odds(trees: dict, rows: np.ndarray) -> np.ndarray:
    return parse_trees(trees).log_odds(rows)


def net_odds(nets: list[dict], rows: np.ndarray) -> np.ndarray:
    return np.mean([parse_net(net).log_odds(rows) for net in nets], axis=0)


def outside(folds: list[int], fold: int) -> list[int]:
    return [n for n, own in enumerate(folds) if own != fold]


def digest(data: Path) -> str:
    """BLAKE2b-64 over the files that train, in order."""
    found = hashlib.blake2b(digest_size=8)
    for name in FILES:
        found.update((data / f"{name}.jsonl").read_bytes())
    return found.hexdigest()


def training_pages(data: Path) -> list[LabelledPage]:
    full = full_pages(data)
    pages = [*full, *extracted_pages(data), *cropped_pages(full)]
    pages += clean_pages(data, "world_news", 20) + clean_pages(data, "kcna", 20)
    return [p for p in pages if not is_check(p.site)]


def word_numbers(model: LogisticRegression) -> dict:
    return {
        "intercept": round(float(model.intercept_[0]), 4),
        "weights": [round(float(w), 3) for w in model.coef_[0]],
    }


def write(path: Path, words: LogisticRegression, trees: dict, nets: list[dict]) -> None:
    found = {"words": word_numbers(words), "trees": trees, "nets": nets}
    path.write_text(json.dumps(found, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{path}: {path.stat().st_size} bytes", flush=True)


def show_folds(train: Training, folds: list[int], fits: list[list[dict]]) -> None:
    trees = [tree_odds(fits[fold][0], rows) for fold, rows in zip(folds, train.rows, strict=True)]
    report(train.pages, trees, "trees")
    if len(fits[0]) > 1:
        pairs = zip(folds, train.rows, strict=True)
        nets = [net_odds(fits[fold][1:], rows) for fold, rows in pairs]
        report(train.pages, nets, "nets ")
        report(train.pages, [a + b for a, b in zip(trees, nets, strict=True)], "both ")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, default=Path("src/dragoman/read/data/lines.json"))
    parser.add_argument("--folds", type=Path, help="folder for the models of each fold")
    parser.add_argument("--fold-nets", action="store_true", help="fit nets for each fold, too")
    parser.add_argument("--jobs", type=int, default=2, help="fits side by side")
    given = parser.parse_args()
    began = time.time()
    train = Training(training_pages(given.data))
    print(f"data {digest(given.data)}, seeds {SEEDS}, {EPOCHS} epochs, {len(train.labels)} lines")
    folds = [fold_of(p.site) for p in train.pages]
    words = [train.fit_words(outside(folds, fold)) for fold in range(FOLDS)]
    odds = [train.word_odds(words[fold], n) for n, fold in enumerate(folds)]
    report(train.pages, odds, "words")
    train.see(odds)
    SHARED["train"] = train

    everything = list(range(len(folds)))
    jobs = [(everything, seed) for seed in (0, *SEEDS)]
    fold_seeds = (0, *(SEEDS if given.fold_nets else ())) if given.folds else ()
    jobs += [(outside(folds, fold), seed) for fold in range(FOLDS) for seed in fold_seeds]
    with get_context("fork").Pool(given.jobs, maxtasksperchild=1) as pool:
        fits = pool.map(fit_one, jobs, chunksize=1)
    trees, *nets = fits[: 1 + len(SEEDS)]
    write(given.out, train.fit_words(everything), trees, nets)
    if given.folds:
        rest = fits[1 + len(SEEDS) :]
        size = len(fold_seeds)
        by_fold = [rest[n * size : (n + 1) * size] for n in range(FOLDS)]
        show_folds(train, folds, by_fold)
        given.folds.mkdir(parents=True, exist_ok=True)
        for fold, (own, *more) in enumerate(by_fold):
            write(given.folds / f"lines{fold}.json", words[fold], own, more)
    print(f"{time.time() - began:.0f} s")


if __name__ == "__main__":
    main()
