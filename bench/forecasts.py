"""Forecast or not, a sentence at a time, on NumClaim (claims about the future with figures).

    python bench/forecasts.py [--data ../shared/data] [--errors N]

NumClaim comes from finance; nothing of its vocabulary goes into our tables, so the figure tells
how far the general words of forecasting carry. Rows are halved by a hash of their id: errors are
listed on the first half only, figures given on both.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from dragoman.attribute.forecasts import find_forecasts
from dragoman.lexicon.cues import Cues, load_cues
from dragoman.lexicon.tables import Tables
from dragoman.model import Report
from dragoman.parse import ParsedReport, parse_many

MODALS = frozenset({"will", "'ll", "shall", "would", "may", "might", "could"})


@dataclass(frozen=True)
class Row:
    name: str
    parsed: ParsedReport
    forecast: bool

    @property
    def kept_aside(self) -> bool:
        return hashlib.sha256(self.name.encode()).digest()[0] % 2 == 1


def rows(path: Path) -> list[Row]:
    """Read and parse; the set is lower case throughout, so sentences get a capital back."""
    some = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    reports = [
        Report.make(location=r["id"], source_text=r["text"][:1].upper() + r["text"][1:])
        for r in some
    ]
    parsed = parse_many(reports)
    return [Row(r["id"], p, bool(r["forecast"])) for r, p in zip(some, parsed, strict=True)]


def ours(row: Row, cues: Cues) -> bool:
    return any(find_forecasts(sentence, cues) for sentence in row.parsed.sentences)


def modal_rule(row: Row) -> bool:
    """The baseline: any modal of the time to come."""
    return any(t.text.lower() in MODALS for s in row.parsed.sentences for t in s.tokens)


def line(name: str, said: Sequence[bool], gold: Sequence[bool]) -> str:
    right = sum(a and b for a, b in zip(said, gold, strict=True))
    p = 100 * right / max(1, sum(said))
    r = 100 * right / max(1, sum(gold))
    return f"{name:9} P {p:.1f} R {r:.1f} F1 {2 * p * r / max(p + r, 1e-9):.1f}"


def kind_of(row: Row, missed: bool, cues: Cues) -> str:
    """What kind of error: the kind of forecast found, or the mark that a missed sentence has."""
    if not missed:
        found = (f for s in row.parsed.sentences for f in find_forecasts(s, cues))
        return f"spurious: {next(found).kind.value}"
    tokens = [t for s in row.parsed.sentences for t in s.tokens]
    if any(t.text.lower() in MODALS for t in tokens):
        return "missed: with a modal"
    if any(t.lemma in cues.forecast_holders for t in tokens):
        return "missed: with a word of foretelling or planning"
    return "missed: neither"


def by_kind(kinds: Counter[str]) -> None:
    """Print the kinds of errors with their shares."""
    for kind, n in kinds.most_common():
        print(f"   {n:4} {100 * n / kinds.total():5.1f} %  {kind}")


def measure(some: list[Row], errors: int) -> None:
    cues = load_cues(Tables())
    for part, kept in (("dev", False), ("check", True)):
        chosen = [r for r in some if r.kept_aside is kept]
        gold = [r.forecast for r in chosen]
        said = [ours(r, cues) for r in chosen]
        print(f"{part}: {len(chosen)} sentences, {sum(gold)} forecasts")
        print(" ", line("all", [True] * len(gold), gold))
        print(" ", line("modals", [modal_rule(r) for r in chosen], gold))
        print(" ", line("dragoman", said, gold))
        if kept:
            continue
        wrong = [n for n in range(len(gold)) if gold[n] != said[n]]
        by_kind(Counter(kind_of(chosen[n], gold[n], cues) for n in wrong))
        random.Random(3).shuffle(wrong)
        for n in wrong[:errors]:
            kind = "missed  " if gold[n] else "spurious"
            print("   ", kind, chosen[n].parsed.report.source_text[:230])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--errors", type=int, default=0)
    options = parser.parse_args()
    measure(rows(options.data / "forecasts/numclaim_dev.jsonl"), options.errors)


if __name__ == "__main__":
    main()
