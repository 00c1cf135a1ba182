"""Articles and dates out of web pages, against other extractors on the same pages.

    python bench/pages.py [--data ../shared/data] [--part check|dev|all] [--limit N]

Article: F1 of the words of the body found against those of the gold body, as multisets, mean over
pages, with a 95 % bootstrap interval; precision and recall likewise. A second witness, where a page
has snippets that belong and snippets that do not: the share of the first that is there (withs) and
of the second that is not (withouts). Dates: share of the pages with a known day on which the answer
is that day, a wrong day, or none. Everything runs on the same pages, one after the other, in one
thread. Extractors of `requirements/bench.in` that are not installed are left out with a line.

The line model and the layout model learnt from the dev part; only the check part is unseen sites.
"""

from __future__ import annotations

import argparse
import gzip
import importlib.util
import json
import re
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import htmldate
import numpy as np
import trafilatura

from dragoman.errors import InputError
from dragoman.lexicon import load_lexicon
from dragoman.model import Report
from dragoman.read.assembly import assemble
from dragoman.read.markup import parse_markup, visible_text
from dragoman.read.pages import markup_page
from line_pages import is_check

WORD = re.compile(r"\w+")
DRAWS = 2000
Row = dict[str, Any]
Extractor = Callable[[Row], str]


@dataclass(frozen=True)
class Score:
    f1: float
    precision: float
    recall: float


def score(found: str, gold: str) -> Score:
    a, b = Counter(WORD.findall(found.casefold())), Counter(WORD.findall(gold.casefold()))
    hit, own, wanted = sum((a & b).values()), sum(a.values()), sum(b.values())
    return Score(2 * hit / max(1, own + wanted), hit / max(1, own), hit / max(1, wanted))


def interval(values: list[float]) -> tuple[float, float]:
    """95 % bootstrap interval of the mean over pages."""
    draws = np.random.default_rng(11).choice(values, size=(DRAWS, len(values))).mean(axis=1)
    low, high = np.percentile(draws, (2.5, 97.5))
    return float(low), float(high)


def snippets(texts: list[str], rows: list[Row], key: str, present: bool) -> str:
    """Share of the snippets of a kind that are in the text, or are not; mean over pages."""
    shares = []
    for text, row in zip(texts, rows, strict=True):
        flat = " ".join(WORD.findall(text.casefold()))
        pieces = [" ".join(WORD.findall(s.casefold())) for s in row.get(key) or ()]
        if pieces:
            shares.append(sum((p in flat) == present for p in pieces) / len(pieces))
    return f"{sum(shares) / len(shares):.3f}" if shares else "-"


def body_of(report: Report) -> str:
    return "\n".join(report.source_text[a:b] for a, b in report.body_spans())


def by_resiliparse(row: Row) -> str:
    from resiliparse.extract.html2text import extract_plain_text

    return str(extract_plain_text(row["html"], main_content=True, alt_texts=False, comments=False))


def by_readability(row: Row) -> str:
    from readability import Document

    return shown(Document(row["html"]).summary())


def by_newspaper(row: Row) -> str:
    import newspaper

    article = newspaper.Article(row["url"] or "http://example.org/", fetch_images=False)
    article.download(input_html=row["html"])
    article.parse()
    return str(article.text)


def by_trafilatura(row: Row) -> str:
    return trafilatura.extract(row["html"], include_comments=False) or ""


def by_trafilatura_fast(row: Row) -> str:
    return trafilatura.extract(row["html"], include_comments=False, fast=True) or ""


def shown(markup: str) -> str:
    return visible_text(parse_markup(markup)).text


OTHERS: dict[str, tuple[str, Extractor]] = {
    "trafilatura": ("trafilatura", by_trafilatura),
    "trafilatura fast": ("trafilatura", by_trafilatura_fast),
    "newspaper4k": ("newspaper", by_newspaper),
    "readability-lxml": ("readability", by_readability),
    "resiliparse": ("resiliparse", by_resiliparse),
    "all visible text": ("dragoman", lambda row: shown(row["html"])),
}


def timed(rows: list[Row], ask: Callable[[Row], Any]) -> tuple[list[Any], float]:
    """The answers, and milliseconds of processor time a page; the first page warms up."""
    for row in rows[:1]:
        ask(row)
    began = time.process_time()
    found = [ask(row) for row in rows]
    return found, 1000 * (time.process_time() - began) / max(1, len(rows))


def show_bodies(name: str, texts: list[str], rows: list[Row], spent: float) -> list[float]:
    scores = [score(text, row["body"]) for text, row in zip(texts, rows, strict=True)]
    f1s = [s.f1 for s in scores]
    low, high = interval(f1s)
    mean = [
        sum(v) / len(scores) for v in zip(*((s.precision, s.recall) for s in scores), strict=True)
    ]
    print(
        f"body {name:17} F1 {sum(f1s) / len(f1s):.3f} ({low:.3f}-{high:.3f})"
        f" P {mean[0]:.3f} R {mean[1]:.3f}"
        f" withs {snippets(texts, rows, 'withs', True)}"
        f" withouts {snippets(texts, rows, 'withouts', False)}"
        f" {spent:6.1f} ms a page {1000 / max(spent, 1e-9):5.0f} pages/s"
    )
    return f1s


def show_dates(name: str, answers: list[tuple[str, str]]) -> None:
    right = sum(a == gold for a, gold in answers)
    none = sum(not a for a, _ in answers)
    wrong = len(answers) - right - none
    print(f"date {name:12} of {len(answers)}: right {right} wrong {wrong} none {none}")


def day_of(report: Report | None) -> str:
    when = report.published_at if report else None
    return str(when.earliest) if when and when.precision == 1 else ""


def pages(data: Path, part: str, limit: int) -> list[Row]:
    with gzip.open(data / "pages/html_dev.jsonl.gz") as stream:
        rows = [json.loads(line) for line in stream]
    if part != "all":
        rows = [r for r in rows if is_check(r["site"]) == (part == "check")]
    return rows[: limit or None]


def guarded(ask: Extractor) -> Extractor:
    def safe(row: Row) -> str:
        try:
            return ask(row)
        except Exception as error:
            print(f"{row['url']}: {type(error).__name__}")
            return ""

    return safe


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--part", choices=("check", "dev", "all"), default="check")
    parser.add_argument("--limit", type=int, default=0)
    given = parser.parse_args()
    lexicon = load_lexicon()
    rows = pages(given.data, given.part, given.limit)
    print(f"{given.part}: {len(rows)} pages")

    def read(row: Row) -> Report | None:
        try:
            return assemble(markup_page(row["id"], row["html"]), lexicon)
        except InputError as error:
            print(row["url"], error)
            return None

    reports, spent = timed(rows, read)
    ours = show_bodies("dragoman", [body_of(x) if x else "" for x in reports], rows, spent)
    theirs = []
    for name, (module, ask) in OTHERS.items():
        if importlib.util.find_spec(module) is None:
            print(f"body {name:17} left out: not installed (requirements/bench.in)")
            continue
        texts, spent = timed(rows, guarded(ask))
        theirs.append(show_bodies(name, texts, rows, spent))
    dated, spent = timed(rows, lambda r: htmldate.find_date(r["html"], original_date=True))
    known = [n for n, r in enumerate(rows) if r["date"]]
    show_dates("htmldate", [(dated[n] or "", rows[n]["date"][:10]) for n in known])
    show_dates("dragoman", [(day_of(reports[n]), rows[n]["date"][:10]) for n in known])
    if given.part == "dev":
        for own, other, url in sorted(zip(ours, theirs[0], (r["url"] for r in rows), strict=True))[
            :12
        ]:
            print(f"{own:.2f} {other:.2f} {url}")
        for n in known:
            if day_of(reports[n]) != rows[n]["date"][:10]:
                print(rows[n]["date"], reports[n] and reports[n].published_at, rows[n]["url"])


if __name__ == "__main__":
    main()
