"""Body or furniture, line by line, on sites kept aside, against plain rules and earlier tools.

    python bench/lines.py [--data ../shared/data] [--part check|dev] [--limit N]

Each page's labelled lines are joined by line breaks and read as a plain text; a line counts as
body where more than half of it is outside the report's furniture spans. F1 is pooled over all
lines (and over their words) of the part; for dragoman with the interval between the 2.5th and
97.5th percentile of `DRAWS` draws of as many pages. `told kept` measures by itself that a line of
another story is never body: of the words in furniture lines that read like sentences (closed,
eight words or more), the share that was kept as body.

Rules: keep-all calls everything body; C4 keeps lines of five words or more that end in a terminal
mark (Raffel et al. 2020, 2.2); jusText's classifier of paragraphs (Pomikálek 2011) with its English
stop words takes each line for a paragraph without links; "words" is the first stage of our model
by itself, a logistic regression over hashed words and word pairs; "model" is our model without
what the reader settles after it.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from pathlib import Path

import justext
import numpy as np
from justext.core import PathInfo, classify_paragraphs, revise_paragraph_classification
from justext.paragraph import Paragraph

from dragoman.lexicon import Lexicon, load_lexicon
from dragoman.model import FurnitureKind, Report
from dragoman.read import read_text
from dragoman.read.line_model import load_line_model
from dragoman.read.shape import CLOSED
from dragoman.read.words import load_signs
from line_pages import LabelledPage, clean_pages, extracted_pages, full_pages, is_check

TERMINAL = (".", "!", "?", '."', '!"', '?"', ".”", "!”", "?”")
TOLD_WORDS = 8
DRAWS = 1000
Guess = Callable[[LabelledPage], list[bool]]


def keep_all(page: LabelledPage) -> list[bool]:
    return [True] * len(page.lines)


def c4_rule(page: LabelledPage) -> list[bool]:
    return [len(x.text.split()) >= 5 and x.text.endswith(TERMINAL) for x in page.lines]


def justext_rule() -> Guess:
    stop_words = justext.get_stoplist("English")

    def guess(page: LabelledPage) -> list[bool]:
        paragraphs = []
        for line in page.lines:
            paragraph = Paragraph(PathInfo())
            paragraph.append_text(line.text)
            paragraphs.append(paragraph)
        classify_paragraphs(paragraphs, stop_words)
        revise_paragraph_classification(paragraphs)
        return [not p.is_boilerplate for p in paragraphs]

    return guess


def first_stage(page: LabelledPage) -> list[bool]:
    score = load_line_model().words.score([line.text for line in page.lines])
    return (score > 0).tolist()


def model_alone(page: LabelledPage) -> list[bool]:
    return (load_line_model().chances(page.lines, load_signs()) >= 0.5).tolist()


def body_lines(
    page: LabelledPage, report: Report, forgiven: frozenset[FurnitureKind]
) -> list[bool]:
    covered = [0] * (len(report.source_text) + 1)
    for piece in report.furniture:
        if piece.kind not in forgiven:
            covered[piece.start : piece.end] = [1] * (piece.end - piece.start)
    return [2 * sum(covered[line.start : line.end]) < line.end - line.start for line in page.lines]


def reader(lexicon: Lexicon) -> Guess:
    def guess(page: LabelledPage) -> list[bool]:
        report = read_text("\n".join(line.text for line in page.lines), lexicon)
        return body_lines(page, report, frozenset())

    return guess


def count(page: LabelledPage, kept: list[bool]) -> list[int]:
    """Kept and right, kept, body: in lines, then in words; words told elsewhere: kept, all."""
    counts = [0] * 8
    for line, label, is_kept in zip(page.lines, page.labels, kept, strict=True):
        size = len(line.text.split())
        for n, weight in ((0, 1), (3, size)):
            counts[n] += weight * (is_kept and label == 1)
            counts[n + 1] += weight * is_kept
            counts[n + 2] += weight * label
        if label == 0 and size >= TOLD_WORDS and CLOSED.search(line.text):
            counts[6] += size * is_kept
            counts[7] += size
    return counts


def figures(counts: np.ndarray) -> np.ndarray:
    """Precision, recall and F1 of lines, of words, and the share of told words kept."""
    found = []
    for n in (0, 3):
        hit, kept, gold = counts[..., n], counts[..., n + 1], counts[..., n + 2]
        found += [hit / np.maximum(1, kept), hit / np.maximum(1, gold)]
        found += [2 * hit / np.maximum(1, kept + gold)]
    found.append(counts[..., 6] / np.maximum(1, counts[..., 7]))
    return np.stack(found, axis=-1)


def interval(counts: np.ndarray, seed: int = 11) -> str:
    rng = np.random.default_rng(seed)
    draws = rng.integers(0, len(counts), (DRAWS, len(counts)))
    low, high = np.quantile(figures(counts[draws].sum(axis=1)), (0.025, 0.975), axis=0)
    return (
        f"95 %: line F1 {low[2]:.3f}-{high[2]:.3f}, token F1 {low[5]:.3f}-{high[5]:.3f}, "
        f"told kept {low[6]:.3f}-{high[6]:.3f}"
    )


def measure(name: str, pages: list[LabelledPage], rules: dict[str, Guess]) -> None:
    for rule, guess in rules.items():
        began = time.process_time()
        kept = [guess(page) for page in pages]
        spent = 1000 * (time.process_time() - began) / len(pages)
        counts = np.array([count(p, k) for p, k in zip(pages, kept, strict=True)])
        shown = " ".join(f"{x:.3f}" for x in figures(counts.sum(axis=0)))
        print(f"{name:12} {len(pages):5} {rule:9} {shown} {spent:6.1f}")
    print(f"{name:12} {rule}, {interval(counts)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--part", choices=("check", "dev"), default="check")
    parser.add_argument("--limit", type=int, default=0, help="pages of each set at most")
    given = parser.parse_args()
    lexicon = load_lexicon()
    sets: dict[str, list[LabelledPage]] = {}
    pages = full_pages(given.data) + extracted_pages(given.data)
    pages += clean_pages(given.data, "world_news", 40) + clean_pages(given.data, "kcna", 20)
    for page in pages:
        if is_check(page.site) == (given.part == "check"):
            sets.setdefault(page.variant, []).append(page)
    rules: dict[str, Guess] = {
        "keep all": keep_all,
        "C4": c4_rule,
        "jusText": justext_rule(),
        "words": first_stage,
        "model": model_alone,
        "dragoman": reader(lexicon),
    }
    print(f"{given.part}; set, pages, rule: line P R F1, token P R F1, told kept, ms a page")
    for name, chosen in sets.items():
        measure(name, chosen[: given.limit or None], rules)


if __name__ == "__main__":
    main()
