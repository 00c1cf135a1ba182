"""Articles and dates out of web pages, against the libraries that the reader stands on.

    python bench/pages.py [--data ../shared/data] [--part check|dev|all] [--limit N]

Article: F1 of the words of the body found against those of the gold body, as multisets, mean over
pages. Dates: share of the pages with a known day on which the answer is that day, a wrong day, or
none. Everything runs on the same pages, one after the other, in one thread.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import htmldate
import trafilatura

from dragoman.errors import InputError
from dragoman.lexicon import load_lexicon
from dragoman.model import Report
from dragoman.read.assembly import assemble
from dragoman.read.pages import markup_page
from line_pages import is_check

WORD = re.compile(r"\w+")


def f1(found: str, gold: str) -> float:
    a, b = Counter(WORD.findall(found.casefold())), Counter(WORD.findall(gold.casefold()))
    hit = sum((a & b).values())
    return 2 * hit / max(1, sum(a.values()) + sum(b.values()))


def body_of(report: Report) -> str:
    return "\n".join(report.source_text[a:b] for a, b in report.body_spans())


def show_dates(name: str, answers: list[tuple[str, str]]) -> None:
    right = sum(a == gold for a, gold in answers)
    none = sum(not a for a, _ in answers)
    wrong = len(answers) - right - none
    print(f"date {name:12} of {len(answers)}: right {right} wrong {wrong} none {none}")


def timed(name: str, rows: list[dict[str, Any]], ask: Callable[[dict[str, Any]], Any]) -> list[Any]:
    began = time.process_time()
    found = [ask(row) for row in rows]
    spent = 1000 * (time.process_time() - began) / max(1, len(rows))
    print(f"time {name:12} {spent:6.1f} ms a page")
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--part", choices=("check", "dev", "all"), default="check")
    parser.add_argument("--limit", type=int, default=0)
    given = parser.parse_args()
    lexicon = load_lexicon()
    with gzip.open(given.data / "pages/html_dev.jsonl.gz") as stream:
        rows = [json.loads(line) for line in stream]
    if given.part != "all":
        rows = [r for r in rows if is_check(r["site"]) == (given.part == "check")]
    rows = rows[: given.limit or None]
    print(f"{given.part}: {len(rows)} pages")

    def read(row: dict[str, Any]) -> Report | None:
        try:
            return assemble(markup_page(row["id"], row["html"]), lexicon)
        except InputError as error:
            print(row["url"], error)
            return None

    if rows:
        read(rows[0])
    reports = timed("dragoman", rows, read)
    plain = timed(
        "trafilatura", rows, lambda r: trafilatura.extract(r["html"], include_comments=False)
    )
    dated = timed("htmldate", rows, lambda r: htmldate.find_date(r["html"], original_date=True))
    ours = [f1(body_of(x) if x else "", r["body"]) for x, r in zip(reports, rows, strict=True)]
    theirs = [f1(x or "", r["body"]) for x, r in zip(plain, rows, strict=True)]
    print(f"body dragoman     F1 {sum(ours) / len(ours):.3f}")
    print(f"body trafilatura  F1 {sum(theirs) / len(theirs):.3f}")
    known = [n for n, r in enumerate(rows) if r["date"]]
    show_dates("htmldate", [(dated[n] or "", rows[n]["date"][:10]) for n in known])
    show_dates("dragoman", [(day_of(reports[n]), rows[n]["date"][:10]) for n in known])
    worst = sorted(zip(ours, theirs, (r["url"] for r in rows), strict=True))[:12]
    if given.part == "dev":
        for own, other, url in worst:
            print(f"{own:.2f} {other:.2f} {url}")
        for n in known:
            if day_of(reports[n]) != rows[n]["date"][:10]:
                print(rows[n]["date"], reports[n] and reports[n].published_at, rows[n]["url"])


def day_of(report: Report | None) -> str:
    when = report.published_at if report else None
    return str(when.earliest) if when and when.precision == 1 else ""


if __name__ == "__main__":
    main()
