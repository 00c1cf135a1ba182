"""Pages of labelled lines, split by site, for training and for measuring the line model."""

from __future__ import annotations

import json
import random
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dragoman.read.article import mark_extracted
from dragoman.read.lines import split_lines
from dragoman.read.records import Line

FOLDS = 4


@dataclass(frozen=True)
class LabelledPage:
    page: str
    site: str
    variant: str
    lines: tuple[Line, ...]
    labels: tuple[int, ...]


PARTS = 5
CHECK = 4


def part_of(site: str) -> int:
    return zlib.crc32(site.encode()) % PARTS


def is_check(site: str) -> bool:
    """One site in five is kept aside: never trained on, never looked at."""
    return part_of(site) == CHECK


def fold_of(site: str) -> int:
    return zlib.crc32(b"fold" + site.encode()) % FOLDS


def labelled(page: str, site: str, variant: str, rows: list[dict]) -> LabelledPage:
    lines, labels, at = [], [], 0
    for row in rows:
        # A few labelled lines hold a line break of their own; the reader cuts there.
        for piece in split_lines(row["text"]):
            lines.append(Line(at, at + len(piece.text), piece.text))
            labels.append(int(row["label"]))
            at += len(piece.text) + 1
    return LabelledPage(page, site, variant, tuple(lines), tuple(labels))


def read_jsonl(path: Path) -> Iterator[dict]:
    with path.open(encoding="utf-8") as stream:
        for line in stream:
            yield json.loads(line)


def full_pages(data: Path) -> list[LabelledPage]:
    return [
        labelled(row["page_id"], row["site"], "full", row["lines"])
        for row in read_jsonl(data / "pages/lines_train.jsonl")
    ]


def extracted_pages(data: Path) -> list[LabelledPage]:
    return [
        labelled(row["page_id"], row["site"], row["extractor"], row["lines"])
        for row in read_jsonl(data / "pages/lines_resid_train.jsonl")
    ]


def marked_pages(full: list[LabelledPage], extracted: list[LabelledPage]) -> list[LabelledPage]:
    """Full pages that know which of their lines the article extractor kept, by page."""
    articles = {
        p.page.removesuffix("|trafilatura"): "\n".join(line.text for line in p.lines)
        for p in extracted
        if p.variant == "trafilatura"
    }
    return [
        LabelledPage(p.page, p.site, "marked", mark_extracted(p.lines, articles[p.page]), p.labels)
        for p in full
        if p.page in articles
    ]


def cropped_pages(full: list[LabelledPage], seed: int = 7) -> list[LabelledPage]:
    """What people paste: the story with a little of what stands around it."""
    rng = random.Random(seed)
    crops = []
    for p in full:
        body = [n for n, label in enumerate(p.labels) if label]
        if not body:
            continue
        above, below = (int(rng.expovariate(0.15)) for _ in range(2))
        span = slice(max(0, body[0] - above), body[-1] + 1 + below)
        crops.append(LabelledPage(p.page, p.site, "crop", p.lines[span], p.labels[span]))
    return crops


def clean_pages(data: Path, name: str, every: int) -> list[LabelledPage]:
    """Bodies of a corpus, taken as body throughout; ``site`` is the report, for splitting."""
    pages = []
    for n, row in enumerate(read_jsonl(data / f"corpora/{name}.jsonl")):
        if n % every == 0:
            lines = split_lines(row["text"])
            pages.append(LabelledPage(row["id"], row["id"], name, lines, (1,) * len(lines)))
    return pages
