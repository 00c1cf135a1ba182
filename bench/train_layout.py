"""Train the layout model: what a page's markup adds to the judgement of its lines.

    OMP_NUM_THREADS=1 python bench/train_lines.py --folds MODELS
    OMP_NUM_THREADS=1 python bench/train_layout.py MODELS [--data ../shared/data] [--out FILE]

MODELS is the folder with `lines0.json` to `lines3.json`, the line models of four folds that did not
see the sites that they judge here. The shipped one judges the part that nothing learns from. What
the layout model says of a page is first printed by models that saw none of its fold's sites, then
the shipped one is fitted on the dev part.
"""

from __future__ import annotations

import argparse
import gzip
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

from dragoman.read.article import mark_extracted
from dragoman.read.layout_features import RISING, layout_matrix
from dragoman.read.line_model import load_line_model, parse_line_model
from dragoman.read.markup import Visible, parse_markup
from dragoman.read.pages import show_page
from dragoman.read.stated import read_stated
from dragoman.read.words import load_signs
from line_pages import FOLDS, fold_of, is_check
from train_lines import tree_arrays

APART = FOLDS
"""Stands for the sites kept aside, beside the numbers of folds."""

LONGEST = 80
FEWEST = 50
"""A line counts by its words, ``LONGEST`` at most; a page as one, if its body has ``FEWEST``."""


@dataclass(frozen=True)
class JudgedPage:
    row: dict[str, Any]
    fold: int
    shows: Visible
    labels: np.ndarray
    chances: np.ndarray
    rows: np.ndarray
    weights: np.ndarray


def judged_pages(data: Path, models: Path) -> list[JudgedPage]:
    signs = load_signs()
    by_fold = {n: parse_line_model((models / f"lines{n}.json").read_bytes()) for n in range(FOLDS)}
    by_fold[APART] = load_line_model()
    found = []
    with gzip.open(data / "pages/html_dev.jsonl.gz") as stream:
        for row in map(json.loads, stream):
            fold = APART if is_check(row["site"]) else fold_of(row["site"])
            tree = parse_markup(row["html"])
            shows = show_page(tree, read_stated(tree))
            labels = np.array([bool(x.extracted) for x in mark_extracted(shows.lines, row["body"])])
            chances = by_fold[fold].tree_chances(shows.lines, signs)
            words = np.array([min(LONGEST, len(x.text.split())) for x in shows.lines], float)
            found.append(
                JudgedPage(
                    row,
                    fold,
                    shows,
                    labels,
                    chances,
                    layout_matrix(shows.lines, shows.layout, chances),
                    (words + 2) / max(FEWEST, float((words * labels).sum())),
                )
            )
    return found


def fit(pages: list[JudgedPage], count: int, leaves: int) -> HistGradientBoostingClassifier:
    columns = pages[0].rows.shape[1]
    model = HistGradientBoostingClassifier(
        max_iter=count,
        learning_rate=0.08,
        max_leaf_nodes=leaves,
        min_samples_leaf=150,
        l2_regularization=5.0,
        max_features=0.3,
        # What the line model says, of the line or of what stands around it, counts for it only.
        monotonic_cst=[int(n in RISING) for n in range(columns)],
        early_stopping=False,
        random_state=1,
    )
    weights = np.concatenate([p.weights for p in pages])
    return model.fit(
        np.vstack([p.rows for p in pages]),
        np.concatenate([p.labels for p in pages]),
        sample_weight=weights / weights.mean(),
    )


def report(pages: list[JudgedPage], chances: list[np.ndarray], note: str) -> None:
    """Precision, recall and F1 of lines weighed by their words, a page counting as one."""
    for name, chosen in (
        ("dev", [n for n, p in enumerate(pages) if p.fold != APART]),
        ("check", [n for n, p in enumerate(pages) if p.fold == APART]),
    ):
        f1 = []
        for n in chosen:
            kept, weight = chances[n] > 0.5, pages[n].weights
            hit = float((weight * (kept & pages[n].labels)).sum())
            f1.append(2 * hit / float((weight * kept).sum() + (weight * pages[n].labels).sum()))
        print(f"{note:12} {name:5} pages {len(chosen):4} line F1 {np.mean(f1):.4f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("models", type=Path)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, default=Path("src/dragoman/read/data/layout.json"))
    parser.add_argument("--count", type=int, default=60, help="number of trees")
    parser.add_argument("--leaves", type=int, default=6, help="leaves of a tree")
    given = parser.parse_args()
    pages = judged_pages(given.data, given.models)
    report(pages, [p.chances for p in pages], "line model")
    unseen: list[Any] = [None] * len(pages)
    for fold in (*range(FOLDS), APART):
        model = fit([p for p in pages if p.fold != fold], given.count, given.leaves)
        for n, page in enumerate(pages):
            if page.fold == fold:
                unseen[n] = model.predict_proba(page.rows)[:, 1]
    report(pages, unseen, "with layout")
    dev = [p for p in pages if p.fold != APART]
    shipped = tree_arrays(fit(dev, given.count, given.leaves))
    given.out.write_text(json.dumps(shipped, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{given.out}: {given.out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
