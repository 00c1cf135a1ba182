"""Body or furniture, line by line, on sites kept aside, against two plain rules.

    python bench/lines.py [--data ../shared/data] [--part check|dev] [--limit N]

Each page's labelled lines are joined by line breaks and read as a plain text; a line counts as
body where more than half of it is outside the report's furniture spans. F1 is pooled over all
lines (and over their words) of the part. Keep-all calls everything body; the C4 rule keeps lines
of five words or more that end in a terminal mark (Raffel et al. 2020, 2.2).
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from pathlib import Path

from dragoman.lexicon import Lexicon, load_lexicon
from dragoman.model import FurnitureKind, Report
from dragoman.read import read_text
from line_pages import LabelledPage, clean_pages, extracted_pages, full_pages, is_check

TERMINAL = (".", "!", "?", '."', '!"', '?"', ".”", "!”", "?”")
Guess = Callable[[LabelledPage], list[bool]]


def keep_all(page: LabelledPage) -> list[bool]:
    return [True] * len(page.lines)


def c4_rule(page: LabelledPage) -> list[bool]:
    return [len(x.text.split()) >= 5 and x.text.endswith(TERMINAL) for x in page.lines]


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


def score(pages: list[LabelledPage], guess: Guess) -> tuple[float, ...]:
    counts = [0, 0, 0, 0, 0, 0]
    for page in pages:
        for line, label, kept in zip(page.lines, page.labels, guess(page), strict=True):
            size = len(line.text.split())
            for n, weight in ((0, 1), (3, size)):
                counts[n] += weight * (kept and label == 1)
                counts[n + 1] += weight * kept
                counts[n + 2] += weight * label
    found: list[float] = []
    for n in (0, 3):
        precision = counts[n] / max(1, counts[n + 1])
        recall = counts[n] / max(1, counts[n + 2])
        found += [precision, recall, 2 * precision * recall / max(1e-9, precision + recall)]
    return tuple(found)


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
    rules: dict[str, Guess] = {"keep all": keep_all, "C4": c4_rule, "dragoman": reader(lexicon)}
    print(f"{given.part}; set, pages, rule: line P R F1, token P R F1, ms a page")
    for name, chosen in sets.items():
        part = chosen[: given.limit or None]
        for rule, guess in rules.items():
            began = time.process_time()
            figures = " ".join(f"{x:.3f}" for x in score(part, guess))
            spent = 1000 * (time.process_time() - began) / len(part)
            print(f"{name:12} {len(part):5} {rule:9} {figures} {spent:6.1f}")


if __name__ == "__main__":
    main()
