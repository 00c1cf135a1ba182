"""Factuality against MEANTIME (six classes) and UW or UDS-IH2 (a scale from -3 to 3).

    python bench/factuality.py [--data ../shared/data] [--set meantime|uw|uds] [--errors N]

MEANTIME's classes come from its certainty, polarity, time and special cases (see `gold_class`);
the scale is met by one number a factuality value (`SCALE`). Baselines: always fact, and twenty
lines of rules over modals and negation.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from dragoman.attribute.factuality import factuality_of
from dragoman.lexicon.cues import Cues, load_cues
from dragoman.lexicon.tables import Tables
from dragoman.model import Factuality, Report
from dragoman.parse import Sentence, parse_many

CLASSES = ("fact", "future", "negated", "conditional", "uncertain", "generic")
CLASS_OF = {
    Factuality.ACTUAL: "fact",
    Factuality.ONGOING: "fact",
    Factuality.PLANNED: "future",
    Factuality.PREDICTED: "future",
    Factuality.REQUESTED: "future",
    Factuality.POSSIBLE: "uncertain",
    Factuality.CONDITIONAL: "conditional",
    Factuality.DENIED: "negated",
    Factuality.NEGATED: "negated",
    Factuality.UNSPECIFIED: "generic",
}
SCALE = {
    Factuality.ACTUAL: 3.0,
    Factuality.ONGOING: 3.0,
    Factuality.PLANNED: 2.0,
    Factuality.PREDICTED: 2.4,
    Factuality.REQUESTED: 1.6,
    Factuality.POSSIBLE: 1.6,
    Factuality.CONDITIONAL: 1.0,
    Factuality.DENIED: 0.8,
    Factuality.NEGATED: -1.4,
    Factuality.UNSPECIFIED: 1.2,
}
"""The median of UW's own figures for each value, taken on its training part."""


@dataclass(frozen=True)
class Instance:
    """One annotated event: its sentence, its token, and the row."""

    sentence: Sentence
    token: int
    row: dict[str, Any]


def instances(path: Path, limit: int) -> Iterator[Instance]:
    """Parse the rows of a file and find the token of each annotated event."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()][:limit]
    for at in range(0, len(rows), 200):
        some = rows[at : at + 200]
        reports = [
            Report.make(location=r["id"], source_text=r["text"], language="en") for r in some
        ]
        for row, parsed in zip(some, parse_many(reports), strict=True):
            yield from placed(row, parsed.sentences)


def placed(row: dict[str, Any], sentences: tuple[Sentence, ...]) -> Iterator[Instance]:
    """The events of one row with their head tokens."""
    for event in row["events"]:
        for sentence in sentences:
            inside = [
                t for t in sentence.tokens if t.start < event["end"] and event["start"] < t.end
            ]
            if inside:
                numbers = {t.i for t in inside}
                head = next((t for t in inside if t.head not in numbers), inside[0])
                yield Instance(sentence, head.i, event)
                break


def gold_class(event: dict[str, Any]) -> str:
    """MEANTIME's attributes as one of six classes; the first that fits."""
    if event.get("special_cases", "NONE") == "GEN":
        return "generic"
    if event.get("special_cases", "NONE") not in ("NONE", "GEN", ""):
        return "conditional"
    if event.get("polarity") == "NEG":
        return "negated"
    if event.get("certainty", "CERTAIN") != "CERTAIN":
        return "uncertain"
    return "future" if event.get("time") == "FUTURE" else "fact"


def simple_rules(one: Instance) -> str:
    """Modal, negation and infinitive of the verb alone."""
    sentence, tokens = one.sentence, one.sentence.tokens
    words = {tokens[c].text.lower() for c in sentence.children[one.token]}
    if words & {"not", "n't", "never", "no"}:
        return "negated"
    if words & {"if"}:
        return "conditional"
    if words & {"may", "might", "could"}:
        return "uncertain"
    if words & {"will", "would", "to", "shall", "'ll"}:
        return "future"
    return "fact"


def macro(pairs: list[tuple[str, str]]) -> tuple[float, dict[str, float]]:
    """Macro-F1 over the classes, and each F1, in per cent."""
    each = {}
    for name in CLASSES:
        right = sum(g == p == name for g, p in pairs)
        said = sum(p == name for _, p in pairs)
        true = sum(g == name for g, _ in pairs)
        each[name] = 200 * right / max(1, said + true)
    return sum(each.values()) / len(CLASSES), each


def by_class(some: list[Instance], cues: Cues, errors: int) -> None:
    gold = [gold_class(i.row) for i in some]
    values = [factuality_of(i.sentence, i.token, cues) for i in some]
    systems = {
        "majority": ["fact"] * len(some),
        "rules": [simple_rules(i) for i in some],
        "dragoman": [CLASS_OF[v] for v in values],
    }
    print(f"{len(some)} events: {dict(Counter(gold))}")
    for name, said in systems.items():
        pairs = list(zip(gold, said, strict=True))
        mean, each = macro(pairs)
        right = 100 * sum(g == p for g, p in pairs) / len(pairs)
        shown = " ".join(f"{k} {v:.0f}" for k, v in each.items())
        print(f"{name:9} macro-F1 {mean:.1f} accuracy {right:.1f} | {shown}")
    alike, apart = contradictions(some, cues)
    print(f"of {alike} pairs of events that look the same, not both facts, {apart} differ in class")
    said = systems["dragoman"]
    wrong = [n for n in range(len(some)) if gold[n] != said[n]]
    random.Random(2).shuffle(wrong)
    for n in wrong[:errors]:
        i = some[n]
        words = " ".join(f"[[{t.text}]]" if t.i == i.token else t.text for t in i.sentence.tokens)
        print(f"   gold {gold[n]}, said {values[n].value}: {words[:300]}")


def contradictions(some: list[Instance], cues: Cues) -> tuple[int, int]:
    """How the annotation differs on events that look the same: pairs alike, pairs labelled apart.

    Alike are the word, its tag, its auxiliaries, what it hangs from and how, and our value; pairs
    of which both are facts are left out. No reading of the clause could tell them apart.
    """
    groups: dict[tuple[object, ...], list[str]] = {}
    for one in some:
        tokens = one.sentence.tokens
        t = tokens[one.token]
        helpers = one.sentence.kids(t.i, "aux", "auxpass", "neg")
        words = tuple(tokens[c].lemma for c in helpers)
        value = factuality_of(one.sentence, t.i, cues)
        key = (t.lemma, t.tag, words, tokens[t.head].lemma, t.dep, value)
        groups.setdefault(key, []).append(gold_class(one.row))
    pairs = [p for labels in groups.values() for p in combinations(labels, 2)]
    pairs = [p for p in pairs if p != ("fact", "fact")]
    return len(pairs), sum(a != b for a, b in pairs)


def by_scale(some: list[Instance], cues: Cues, errors: int) -> None:
    gold = [float(i.row["factuality"]) for i in some]
    values = [factuality_of(i.sentence, i.token, cues) for i in some]
    said = [SCALE[v] for v in values]
    middle = sorted(gold)[len(gold) // 2]
    print(f"{len(some)} events")
    for name, numbers in (("median", [middle] * len(gold)), ("dragoman", said)):
        mae = sum(abs(g - p) for g, p in zip(gold, numbers, strict=True)) / len(gold)
        sign = 100 * sum((g > 0) == (p > 0) for g, p in zip(gold, numbers, strict=True)) / len(gold)
        print(f"{name:9} MAE {mae:.3f} r {pearson(gold, numbers):.2f} sign {sign:.1f}")
    for value in Factuality:
        mine = sorted(g for g, v in zip(gold, values, strict=True) if v is value)
        if mine:
            print(f"   {value.value:12} n {len(mine):5} median {mine[len(mine) // 2]:.2f}")
    worst = sorted(range(len(some)), key=lambda n: -abs(gold[n] - said[n]))[: errors * 4]
    random.Random(2).shuffle(worst)
    for n in worst[:errors]:
        i = some[n]
        words = " ".join(f"[[{t.text}]]" if t.i == i.token else t.text for t in i.sentence.tokens)
        print(f"   gold {gold[n]:.1f}, said {values[n].value}: {words[:250]}")


def pearson(left: list[float], right: list[float]) -> float:
    n = len(left)
    a, b = sum(left) / n, sum(right) / n
    top = sum((x - a) * (y - b) for x, y in zip(left, right, strict=True))
    low = (sum((x - a) ** 2 for x in left) * sum((y - b) ** 2 for y in right)) ** 0.5
    return top / low if low else 0.0


SETS = {
    "meantime": "crossdoc/meantime_dev.jsonl",
    "uw": "factuality/fact_uw_dev.jsonl",
    "uds": "factuality/fact_uds_ih2_dev.jsonl",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--set", default="meantime", choices=sorted(SETS))
    parser.add_argument("--limit", type=int, default=1_000_000, help="rows at most")
    parser.add_argument("--errors", type=int, default=0)
    options = parser.parse_args()
    some = list(instances(options.data / SETS[options.set], options.limit))
    measure = by_class if options.set == "meantime" else by_scale
    measure(some, load_cues(Tables()), options.errors)


if __name__ == "__main__":
    main()
