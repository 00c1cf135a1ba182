"""Event coding against the marked sentences: type, quad class, pair, pair and type.

    python bench/events.py [--data ../shared/data] [--part dev|check|all] [--errors N]

Sets: `plover_sentences` (one marked event a sentence, actors as spans) and `plover_gsr_cameo`
(actors as codes). Raw text goes in; the coder finds the actors.

Matching, as stated beside each figure:
- type, quad: gold events of a sentence against coded events, as multisets of labels. On
  `plover_sentences`, where only one event of several is marked, precision counts only events
  between the marked actors (`paired`) and is given over all events too (`all`).
- pair: countries of initiator and recipient both right (GSR codes carry ISO3).
- The parts are split by a hash of the row's id: dev 60 %, check 40 %.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from dragoman.chain import code_reports
from dragoman.lexicon import load_lexicon
from dragoman.model import CodedReport, Event, Participant, Report

OLD = {
    "DEMAND": "REQUEST",
    "DISAPPROVE": "ACCUSE",
    "INVESTIGATE": "ACCUSE",
    "FIGHT": "ASSAULT",
    "CRIME": "ASSAULT",
    "CONCEDE": "YIELD",
    "RETREAT": "YIELD",
}
QUAD = {
    "AGREE": 1,
    "CONSULT": 1,
    "SUPPORT": 1,
    "COOPERATE": 2,
    "AID": 2,
    "YIELD": 2,
    "REQUEST": 3,
    "ACCUSE": 3,
    "REJECT": 3,
    "THREATEN": 3,
    "PROTEST": 4,
    "SANCTION": 4,
    "MOBILIZE": 4,
    "COERCE": 4,
    "ASSAULT": 4,
}
FIXED = {"JAP": "JPN", "ROM": "ROU", "GFR": "DEU", "GMY": "DEU"}


@dataclass(frozen=True)
class Gold:
    source: str
    target: str
    type: str


def part_of(row_id: str) -> str:
    return "dev" if int(hashlib.sha256(row_id.encode()).hexdigest(), 16) % 10 < 6 else "check"


def rows(path: Path, part: str) -> list[dict]:
    found = [json.loads(line) for line in path.open(encoding="utf-8")]
    return [r for r in found if part in ("all", part_of(r["id"]))]


def label(code: str) -> str:
    return OLD.get(code, code)


def code_all(found: list[dict]) -> list[CodedReport]:
    lexicon = load_lexicon()
    reports = [Report.make(location=r["id"], source_text=r["text"], language="en") for r in found]
    return list(code_reports(reports, lexicon))


def f1(right: int, guessed: int, gold: int) -> str:
    p = right / guessed if guessed else 0.0
    r = right / gold if gold else 0.0
    f = 2 * p * r / (p + r) if p + r else 0.0
    return f"P {p:.3f}  R {r:.3f}  F1 {f:.3f}  ({right}/{guessed}/{gold})"


def overlap(one: Counter, other: Counter) -> int:
    return sum((one & other).values())


def score(name: str, gold: list[list], guess: list[list]) -> tuple[int, int, int]:
    right = sum(overlap(Counter(g), Counter(p)) for g, p in zip(gold, guess, strict=True))
    counts = right, sum(map(len, guess)), sum(map(len, gold))
    print(f"  {name:28} {f1(*counts)}")
    return counts


def interval(gold: list[list], guess: list[list], seed: int = 7) -> str:
    """A 95 % bootstrap interval of F1 over sentences."""
    rng = random.Random(seed)
    triples = [
        (overlap(Counter(g), Counter(p)), len(p), len(g)) for g, p in zip(gold, guess, strict=True)
    ]
    values = []
    for _ in range(300):
        sample = rng.choices(triples, k=len(triples))
        r, p, g = (sum(t[k] for t in sample) for k in range(3))
        values.append(2 * r / (p + g) if p + g else 0.0)
    values.sort()
    return f"[{values[7]:.3f}, {values[292]:.3f}]"


def mentions_of(event: Event) -> str:
    return " ".join(p.text for p in (*event.initiators, *event.recipients))


def touches(event: Event, gold: Gold) -> bool:
    """Whether the coded event has a word of a marked actor among its participants."""
    words = set(re.findall(r"\w{4,}|[A-Z]{2,}", f"{gold.source} {gold.target}"))
    return any(w in mentions_of(event) for w in words)


def sentences(data: Path, part: str, errors: int) -> None:
    found = rows(data / "events/plover_sentences.jsonl", part)
    coded = code_all(found)
    gold = [[Gold(e["source"], e["target"], e["code"]) for e in r["expected"]] for r in found]
    once = [sorted({g.type for g in gs}) for gs in gold]
    every = [sorted({label(e.type) for e in c.events}) for c in coded]
    paired = [
        sorted({label(e.type) for e in c.events if any(touches(e, g) for g in gs)})
        for c, gs in zip(coded, gold, strict=True)
    ]
    print(
        f"plover_sentences, {part}: {len(found)} sentences; "
        f"{sum(1 for c in coded if not c.events)} without an event"
    )
    score("type (all events)", once, every)
    score("type (marked actors' events)", once, paired)
    print(f"  {'':28} {interval(once, paired)}")
    quads = [sorted({QUAD[t] for t in ts}) for ts in once]
    score("quad (marked actors' events)", quads, [sorted({QUAD[t] for t in ts}) for ts in paired])
    hits = sum(bool(set(g) & set(p)) for g, p in zip(once, every, strict=True))
    print(f"  {'recall of the marked type':28} {hits / len(found):.3f}")
    directed(gold, coded)
    per_type(once, paired)
    confusion(once, every)
    show_errors(found, once, coded, errors)


def directed(gold: list[list[Gold]], coded: list[CodedReport]) -> None:
    """Where the type is right: are the marked actors on the right sides?"""
    right = wrong = open_ = 0
    for gs, c in zip(gold, coded, strict=True):
        for g in gs:
            same = [e for e in c.events if label(e.type) == g.type]
            if not same:
                continue
            e = same[0]
            a = any(_share(g.source, p.text) for p in e.initiators)
            b = any(_share(g.target, p.text) for p in e.recipients)
            swapped = any(_share(g.target, p.text) for p in e.initiators) and any(
                _share(g.source, p.text) for p in e.recipients
            )
            right += a and b
            wrong += swapped and not (a and b)
            open_ += not (a and b) and not swapped
    total = right + wrong + open_
    if total:
        print(
            f"  of {total} with the right type: both sides right {right / total:.3f}, "
            f"swapped {wrong / total:.3f}, else {open_ / total:.3f}"
        )


def _share(one: str, other: str) -> bool:
    words = set(re.findall(r"\w{3,}|[A-Z]{2,}", one))
    return bool(words & set(re.findall(r"\w{3,}|[A-Z]{2,}", other)))


def per_type(gold: list[list[str]], guess: list[list[str]]) -> None:
    for name in sorted(QUAD):
        r = sum(name in g and name in p for g, p in zip(gold, guess, strict=True))
        print(f"    {name:10} {f1(r, sum(name in p for p in guess), sum(name in g for g in gold))}")


def confusion(gold: list[list[str]], guess: list[list[str]]) -> None:
    pairs: Counter = Counter()
    for gs, ps in zip(gold, guess, strict=True):
        for g in set(gs) - set(ps):
            pairs[g, "+".join(ps) or "nothing"] += 1
    print(
        "  missed → coded instead: "
        + ", ".join(f"{g}→{p} {n}" for (g, p), n in pairs.most_common(24))
    )


def show_errors(found: list[dict], gold: list[list[str]], coded: list[CodedReport], n: int) -> None:
    shown = 0
    order = list(range(len(found)))
    random.Random(3).shuffle(order)
    for k in order:
        types = {label(e.type) for e in coded[k].events}
        if set(gold[k]) <= types or shown >= n:
            continue
        shown += 1
        print(
            f"- {gold[k]} {[(e['source'], e['target']) for e in found[k]['expected']]}\n"
            f"  {found[k]['text'][:260]}"
        )
        for e in coded[k].events:
            print(
                "   ",
                e.type,
                [p.text for p in e.initiators],
                "→",
                [p.text for p in e.recipients],
                e.rule,
                e.trigger.exact,
            )


def gsr(data: Path, part: str) -> None:
    found = rows(data / "events/plover_gsr_cameo.jsonl", part)
    coded = code_all(found)
    gold_t, gold_p, gold_pt, got_t, got_p, got_pt = [], [], [], [], [], []
    for r, c in zip(found, coded, strict=True):
        g = {(_iso(e["source"]), _iso(e["target"]), label(e["code"])) for e in r["expected"]}
        p = set()
        for e in c.events:
            for a in e.initiators or (None,):
                for b in e.recipients or (None,):
                    p.add((_who(a), _who(b), label(e.type)))
        gold_t.append(sorted({x[2] for x in g}))
        got_t.append(sorted({x[2] for x in p}))
        gold_p.append(sorted({x[:2] for x in g}))
        got_p.append(sorted({x[:2] for x in p}))
        gold_pt.append(sorted(g))
        got_pt.append(sorted(p))
    print(f"plover_gsr_cameo, {part}: {len(found)} sentences; all events count for precision")
    score("type", gold_t, got_t)
    print(f"  {'':28} {interval(gold_t, got_t)}")
    score(
        "quad",
        [sorted({QUAD[t] for t in ts}) for ts in gold_t],
        [sorted({QUAD[t] for t in ts}) for ts in got_t],
    )
    score("pair (country or IGO/group)", gold_p, got_p)
    score("pair and type", gold_pt, got_pt)


def _iso(code: str | None) -> str:
    code = (code or "")[:3]
    return FIXED.get(code, code)


def _who(p: Participant | None) -> str:
    return "" if p is None else p.country or p.sector


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--part", choices=["dev", "check", "all"], default="dev")
    parser.add_argument("--errors", type=int, default=0)
    args = parser.parse_args()
    if not (args.data / "events").is_dir():
        raise SystemExit(f"no data at {args.data}")
    sentences(args.data, args.part, args.errors)
    gsr(args.data, args.part)


if __name__ == "__main__":
    main()
