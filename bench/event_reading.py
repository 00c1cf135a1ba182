"""Events drawn at random from real news, to be read one by one, and the figure of what was read.

    python bench/event_reading.py draw SHEET [--events 200] [--reports 400] [--seed 1]
    python bench/event_reading.py score SHEET

`draw` codes reports of world_news (the first by a hash of id and seed) and writes a sheet: an event
a row with its sentence and an empty column ``verdict``. A reader fills in ``right``, or
what is wrong: ``none`` (there is no such event), ``type``, ``sides``, ``factuality``; several are
joined by ``+``. `score` gives the share of each with a 95 % Wilson interval, the worst rules, and
the share right by type. Sheets hold texts of the data and stay out of the repository.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import random
from collections import Counter
from pathlib import Path

from dragoman.chain import code_parsed
from dragoman.lexicon import Lexicon, load_lexicon
from dragoman.model import CodedReport, Event, Participant
from dragoman.parse import parse_many
from dragoman.read import read_text
from intervals import wilson

COLUMNS = (
    "verdict", "type", "mode", "factuality", "initiators", "recipients", "rule", "trigger",
    "sentence", "report",
)  # fmt: skip
WRONG = ("none", "type", "sides", "factuality")


def coded_reports(data: Path, seed: int, count: int, lexicon: Lexicon) -> list[CodedReport]:
    """The first reports by the hash of seed and id, coded."""
    path = data / "corpora" / "world_news.jsonl"
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    rows.sort(key=lambda row: hashlib.sha256(f"{seed}:{row['id']}".encode()).hexdigest())
    reports = [
        read_text(
            row["text"],
            lexicon,
            location=row["id"],
            title=row.get("title") or "",
            date=row.get("date") or "",
            publisher=row.get("publisher") or "",
        )
        for row in rows[:count]
    ]
    return [code_parsed(parsed, lexicon) for parsed in parse_many(reports)]


def side(participants: tuple[Participant, ...]) -> str:
    return "; ".join(f"{p.text} [{p.country} {p.sector}]" for p in participants) or "?"


def row_of(coded: CodedReport, event: Event) -> tuple[str, ...]:
    text = coded.report.source_text
    at = event.trigger.start
    span = next((s for s in coded.sentences if s.start <= at < s.end), None)
    sentence = text[span.start : span.end] if span else text[max(0, at - 200) : at + 200]
    return (
        "", event.type, event.mode, event.factuality.value, side(event.initiators),
        side(event.recipients), event.rule, event.trigger.exact, " ".join(sentence.split()),
        coded.report.location,
    )  # fmt: skip


def draw(options: argparse.Namespace) -> None:
    coded = coded_reports(options.data, options.seed, options.reports, load_lexicon())
    events = [(c, e) for c in coded for e in c.events]
    chosen = random.Random(options.seed).sample(events, min(options.events, len(events)))
    with options.sheet.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(COLUMNS)
        writer.writerows(row_of(c, e) for c, e in chosen)
    print(f"{len(chosen)} of {len(events)} events of {len(coded)} reports in {options.sheet}")


def score(options: argparse.Namespace) -> None:
    with options.sheet.open(encoding="utf-8", newline="") as stream:
        read = [row for row in csv.DictReader(stream) if row["verdict"].strip()]
    faults = [frozenset(row["verdict"].split("+")) - {"right"} for row in read]
    odd = {f for fault in faults for f in fault} - set(WRONG)
    if odd:
        raise SystemExit(f"no such verdict: {', '.join(sorted(odd))}")
    total = len(read)
    print(f"wholly right             {wilson(sum(not f for f in faults), total)}")
    for name, bad in (
        ("there is such an event", {"none"}),
        ("type right", {"none", "type"}),
        ("told sides right", {"none", "sides"}),
        ("factuality right", {"none", "factuality"}),
    ):
        print(f"{name:24} {wilson(sum(not f & bad for f in faults), total)}")
    by_type, by_rule = Counter(r["type"] for r in read), Counter()
    for row, fault in zip(read, faults, strict=True):
        by_rule[row["rule"]] += bool(fault)
    for name, count in sorted(by_type.items()):
        right = sum(not f for f, r in zip(faults, read, strict=True) if r["type"] == name)
        print(f"  {name:10} {right}/{count}")
    worst = ", ".join(f"{rule} {n}" for rule, n in by_rule.most_common(15) if n)
    print(f"wrong by rule: {worst}")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=("draw", "score"))
    parser.add_argument("sheet", type=Path)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--events", type=int, default=200)
    parser.add_argument("--reports", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    {"draw": draw, "score": score}[options.what](options)


if __name__ == "__main__":
    main()
