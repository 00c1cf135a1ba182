"""Factuality on our own sentences, MEANTIME (six classes), UW and UDS-IH2 (scales from -3 to 3).

    python bench/factuality.py [--data ../shared/data] [--set meantime|uw|uds] [--errors N]
    python bench/factuality.py --set own [--part dev|check] [--errors N]

MEANTIME's classes come from its certainty, polarity, time and special cases (see `gold_class`);
the scale is met by one number a factuality value (`SCALE` for UW; for UDS-IH2, whose annotators
were asked only whether a thing had happened, the medians of its train part), and by weights learnt
on the train parts (`factuality_scale.py`), shown on the other parts alone. Baselines: always
fact, and twenty lines of rules over modals and negation. Our own sentences
(`voices/standing.toml`) are halved by a hash; errors are listed on the dev half alone.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from dragoman.attribute.embedding import embedder_of, governor_of
from dragoman.attribute.factuality import factuality_of
from dragoman.lexicon.cues import Cues, load_cues
from dragoman.lexicon.tables import Tables
from dragoman.model import Factuality, Report
from dragoman.parse import Sentence, parse_many
from factuality_scale import WEIGHTS, features, scaled

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
VOLITION = frozenset({"volition", "prediction", "attempt", "hope", "fear", "likelihood"})
"""Predicates that keep what they hold from being CERTAIN in MEANTIME: what is wanted, tried or
expected is PROBABLE or UNDERSPECIFIED there; what is agreed, ordered or timed is CERTAIN."""
EXPECTATION = frozenset({"prediction", "likelihood"})
"""Those of them under which it is PROBABLE."""

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
                yield Instance(
                    sentence, antecedent(sentence, head.i), event | {"split": row.get("split", "")}
                )
                break


def antecedent(sentence: Sentence, i: int) -> int:
    """The noun that a relative pronoun stands for: "the [cuts] which would follow"."""
    tokens = sentence.tokens
    if tokens[i].tag not in ("WDT", "WP"):
        return i
    at = i
    while tokens[at].head != at and tokens[at].dep != "relcl":
        at = tokens[at].head
    return tokens[at].head if tokens[at].dep == "relcl" else i


def gold_class(event: dict[str, Any], *, open_as_time: bool = False) -> str:
    """MEANTIME's attributes as one of six classes; the first that fits.

    Args:
        open_as_time: that an UNDERSPECIFIED certainty leaves the time to decide, so that
            ``uncertain`` is only what is POSSIBLE or PROBABLE.
    """
    if event.get("special_cases", "NONE") == "GEN":
        return "generic"
    if event.get("special_cases", "NONE") not in ("NONE", "GEN", ""):
        return "conditional"
    if event.get("polarity") == "NEG":
        return "negated"
    sure = ("CERTAIN", "UNDERSPECIFIED") if open_as_time else ("CERTAIN",)
    if event.get("certainty", "CERTAIN") not in sure:
        return "uncertain"
    return "future" if event.get("time") == "FUTURE" else "fact"


def our_class(one: Instance, value: Factuality, cues: Cues, *, open_as_time: bool = False) -> str:
    """Our value as one of MEANTIME's classes.

    MEANTIME's time and certainty are two questions: what is to come is ``future`` where it is
    told as certain ("will cut", "agreed to cut"), else ``uncertain`` ("wants to cut", "expects to
    cut", a purpose). Our values tell who means it and not how surely: the predicate above decides.
    What must or should be is underspecified (FactBank's Uu). A rank that something holds at all
    times ("is the third largest") is ``generic`` there; for us it is a fact like others. With
    ``open_as_time`` (see `gold_class`) only what is expected is ``uncertain`` of what is to come.
    """
    said = CLASS_OF[value]
    if value is Factuality.ACTUAL and is_standing(one):
        return "generic"
    if value is Factuality.REQUESTED:
        return "future" if open_as_time else "uncertain"
    if said != "future":
        return said
    at: int | None = one.token
    unsure = EXPECTATION if open_as_time else VOLITION
    aimed = (
        not open_as_time
        and one.sentence.tokens[one.token].tag == "VB"
        and value is Factuality.PLANNED
    )
    while at is not None:
        at = governor_of(one.sentence, at, cues)
        embedder = None if at is None else embedder_of(one.sentence, at, cues)
        if embedder is not None:
            if embedder.name in unsure:
                return "uncertain"
            if embedder.affirmed not in ("keep", "follow"):
                aimed = False
    return "uncertain" if aimed else "future"


def is_standing(one: Instance) -> bool:
    """ "is the third largest", "has the lowest cost": a rank in the simple present."""
    tokens = one.sentence.tokens
    token = tokens[one.token]
    if token.lemma not in ("be", "have") or token.tag not in ("VBZ", "VBP"):
        return False
    if one.sentence.kids(one.token, "advmod", "advcl", "npadvmod"):
        return False
    below = one.sentence.kids(one.token, "attr", "acomp", "dobj")
    under = [c for b in below for c in [b, *plain_under(one.sentence, b)]]
    return any(tokens[c].tag in ("JJS", "JJR", "RBS", "RBR") for c in under)


def plain_under(sentence: Sentence, at: int) -> Iterator[int]:
    """What hangs from a word, without its clauses."""
    for c in sentence.children[at]:
        if sentence.tokens[c].dep not in ("relcl", "acl", "advcl", "ccomp", "prep", "conj"):
            yield c
            yield from plain_under(sentence, c)


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
        "dragoman": [our_class(i, v, cues) for i, v in zip(some, values, strict=True)],
    }
    print(f"{len(some)} events: {dict(Counter(gold))}")
    for name, said in systems.items():
        pairs = list(zip(gold, said, strict=True))
        mean, each = macro(pairs)
        right = 100 * sum(g == p for g, p in pairs) / len(pairs)
        shown = " ".join(f"{k} {v:.0f}" for k, v in each.items())
        print(f"{name:9} macro-F1 {mean:.1f} accuracy {right:.1f} | {shown}")
    loose = [gold_class(i.row, open_as_time=True) for i in some]
    ours = [our_class(i, v, cues, open_as_time=True) for i, v in zip(some, values, strict=True)]
    for name, said in (("rules", systems["rules"]), ("dragoman", ours)):
        mean, each = macro(list(zip(loose, said, strict=True)))
        shown = " ".join(f"{k} {v:.0f}" for k, v in each.items())
        print(f"{name:9} macro-F1 {mean:.1f} where UNDERSPECIFIED counts by its time | {shown}")
    alike, apart = contradictions(some, cues)
    print(f"of {alike} pairs of events that look the same, not both facts, {apart} differ in class")
    said = systems["dragoman"]
    by_kind(gold, said)
    wrong = [n for n in range(len(some)) if gold[n] != said[n]]
    random.Random(2).shuffle(wrong)
    for n in wrong[:errors]:
        i = some[n]
        words = " ".join(f"[[{t.text}]]" if t.i == i.token else t.text for t in i.sentence.tokens)
        print(f"   gold {gold[n]}, said {values[n].value}: {words[:300]}")


def by_kind(gold: list[str], said: list[str]) -> None:
    """Print which class is taken for which, with its share of all errors."""
    kinds = Counter((g, p) for g, p in zip(gold, said, strict=True) if g != p)
    total = sum(kinds.values())
    for (g, p), n in kinds.most_common(12):
        print(f"   {n:4} {100 * n / total:5.1f} %  {g} taken for {p}")


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


def medians(some: list[Instance], cues: Cues) -> dict[Factuality, float]:
    """The median of the annotators' figures for each of our values."""
    found: dict[Factuality, list[float]] = {}
    for one in some:
        value = factuality_of(one.sentence, one.token, cues)
        found.setdefault(value, []).append(float(one.row["factuality"]))
    return {v: sorted(numbers)[len(numbers) // 2] for v, numbers in found.items()}


def by_scale(
    name_of_set: str,
    some: list[Instance],
    scale: dict[Factuality, float],
    cues: Cues,
    errors: int,
) -> None:
    gold = [float(i.row["factuality"]) for i in some]
    values = [factuality_of(i.sentence, i.token, cues) for i in some]
    said = [scale.get(v, 0.0) for v in values]
    middle = sorted(gold)[len(gold) // 2]
    print(f"{len(some)} events")
    for name, numbers in (("median", [middle] * len(gold)), ("dragoman", said)):
        mae = sum(abs(g - p) for g, p in zip(gold, numbers, strict=True)) / len(gold)
        sign = 100 * sum((g > 0) == (p > 0) for g, p in zip(gold, numbers, strict=True)) / len(gold)
        print(f"{name:9} MAE {mae:.3f} r {pearson(gold, numbers):.2f} sign {sign:.1f}")
    by_weights(name_of_set, some, cues)
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


def by_weights(name_of_set: str, some: list[Instance], cues: Cues) -> None:
    """The weights learnt on a set's train part, on its other parts."""
    weights = json.loads(WEIGHTS.read_text("utf-8"))[name_of_set]
    held = [i for i in some if i.row["split"] != "train"]
    said = [scaled(features(i.sentence, i.token, cues), weights) for i in held]
    gold = [float(i.row["factuality"]) for i in held]
    if held:
        mae = sum(abs(g - p) for g, p in zip(gold, said, strict=True)) / len(gold)
        r = pearson(gold, said)
        print(
            f"weights learnt on the train part, {len(held)} other events: MAE {mae:.3f} r {r:.2f}"
        )


def pearson(left: list[float], right: list[float]) -> float:
    n = len(left)
    a, b = sum(left) / n, sum(right) / n
    top = sum((x - a) * (y - b) for x, y in zip(left, right, strict=True))
    low = (sum((x - a) ** 2 for x in left) * sum((y - b) ** 2 for y in right)) ** 0.5
    return top / low if low else 0.0


def own(path: Path) -> Iterator[tuple[str, str, Instance]]:
    """Our own sentences: the part, the value that we gave, and where the event stands."""
    wanted = [(v, m) for v, ms in tomllib.loads(path.read_text("utf-8")).items() for m in ms]
    reports = [
        Report.make(location=m, source_text=m.replace("[", "").replace("]", ""), language="en")
        for _, m in wanted
    ]
    for (value, marked), parsed in zip(wanted, parse_many(reports), strict=True):
        held = hashlib.sha256(marked.encode()).digest()[0] % 2
        row = {"split": "", "start": marked.index("["), "end": marked.index("]") - 1}
        for one in placed({"events": [row]}, parsed.sentences):
            yield "check" if held else "dev", value, one


def by_value(part: str, cues: Cues, errors: int) -> None:
    chosen = [(v, i) for p, v, i in own(OWN) if p == part]
    pairs = [(v, factuality_of(i.sentence, i.token, cues).value) for v, i in chosen]
    right = sum(g == p for g, p in pairs)
    print(f"{part}: {right} of {len(pairs)} sentences, {100 * right / len(pairs):.1f} %")
    by_kind([g for g, _ in pairs], [p for _, p in pairs])
    for (gold, said), (_, one) in zip(pairs, chosen, strict=True):
        if gold != said and part == "dev" and errors:
            words = [f"[[{t.text}]]" if t.i == one.token else t.text for t in one.sentence.tokens]
            print(f"   gold {gold}, said {said}: {' '.join(words)}")


OWN = Path(__file__).parent / "voices/standing.toml"
SETS = {
    "own": "",
    "meantime": "crossdoc/meantime_dev.jsonl",
    "uw": "factuality/fact_uw_dev.jsonl",
    "uds": "factuality/fact_uds_ih2_dev.jsonl",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--set", default="meantime", choices=sorted(SETS))
    parser.add_argument("--part", default="dev", choices=["dev", "check"], help="of our own")
    parser.add_argument("--limit", type=int, default=1_000_000, help="rows at most")
    parser.add_argument("--errors", type=int, default=0)
    options = parser.parse_args()
    cues = load_cues(Tables())
    if options.set == "own":
        by_value(options.part, cues, options.errors)
        return
    some = list(instances(options.data / SETS[options.set], options.limit))
    if options.set == "meantime":
        by_class(some, cues, options.errors)
    elif options.set == "uw":
        by_scale("uw", some, SCALE, cues, options.errors)
    else:
        learnt = medians([i for i in some if i.row["split"] == "train"], cues)
        held = [i for i in some if i.row["split"] != "train"]
        by_scale("uds", held, learnt, cues, options.errors)


if __name__ == "__main__":
    main()
