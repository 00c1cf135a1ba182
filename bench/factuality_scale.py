"""One number from -3 to 3 for how sure an event is, from what the reader found of its clause.

    python bench/factuality_scale.py [--data ../shared/data]

learns the weights anew from the ``train`` parts of UW and UDS-IH2 and writes
``factuality_scale.json`` beside this file; `bench/factuality.py --set uw` (or ``uds``) reads them
and is to be believed on other parts alone. A weight stands for one named feature: our value, the
predicates above it, form, person, and words that are frequent in the training part. The sum of an
event's weights is its number: least absolute deviations with a small ridge, by reweighted least
squares (Schlossmacher 1973). Nothing of this is used by the product, whose values are named.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from dragoman.attribute.embedding import embedder_of, governor_of
from dragoman.attribute.factuality import factuality_of
from dragoman.attribute.tree import is_negated
from dragoman.lexicon.cues import Cues, load_cues
from dragoman.lexicon.tables import Tables

if TYPE_CHECKING:
    from dragoman.parse import Sentence

WEIGHTS = Path(__file__).parent / "factuality_scale.json"
OFTEN = 15
"""How many training events must bear a feature."""
RIDGE = 3.0
ROUNDS = 15
SMALLEST = 0.02
"""Weights nearer to nought are not kept."""
WORDS = frozenset({"advmod", "neg", "aux", "det", "mark", "amod"})


def features(sentence: Sentence, i: int, cues: Cues) -> set[str]:
    """Names of all that is known of the event at token ``i``."""
    tokens = sentence.tokens
    token = tokens[i]
    value = factuality_of(sentence, i, cues).value
    found = {"bias", f"value={value}", f"tag={token.tag}", f"dep={token.dep}"}
    helpers = {tokens[c].text.lower() for c in sentence.kids(i, "aux", "auxpass")}
    modal = next((word for word in sorted(helpers) if word in cues.modals), "")
    asked = tokens[-1].text == "?"
    negated = is_negated(sentence, i, cues)
    subject = sentence.child(i, "nsubj", "nsubjpass")
    person = "" if subject is None else "n"
    if subject is not None and tokens[subject].tag == "PRP":
        person = tokens[subject].text.lower()
    for name, what in (
        ("tag", token.tag),
        ("dep", token.dep),
        ("modal", modal),
        ("asked", asked),
        ("person", person),
        ("negated", negated),
    ):
        found |= {f"{name}={what}", f"value,{name}={value},{what}"}
    found |= {f"person,tag={person},{token.tag}", f"to={'to' in helpers}", f"word={token.lemma}"}
    found |= {f"under={tokens[token.head].lemma},{token.dep}"}
    found.update(_below(sentence, i))
    found.update(_above(sentence, i, cues))
    return found


def _below(sentence: Sentence, i: int) -> Iterator[str]:
    for c in sentence.children[i]:
        token = sentence.tokens[c]
        yield f"has={token.dep}"
        if token.dep in WORDS:
            yield f"has={token.dep},{token.text.lower()}"


def _above(sentence: Sentence, i: int, cues: Cues) -> Iterator[str]:
    """The words over it, and the classes of the predicates that bear on it."""
    tokens = sentence.tokens
    at = i
    for _ in range(3):
        if tokens[at].head == at:
            break
        at = tokens[at].head
        yield f"over={tokens[at].lemma}"
        yield f"over={tokens[at].dep},{tokens[at].tag}"
    above: int | None = i
    value = factuality_of(sentence, i, cues).value
    for step in range(4):
        above = governor_of(sentence, above, cues)
        if above is None:
            return
        embedder = embedder_of(sentence, above, cues)
        name = "-" if embedder is None else embedder.name
        yield f"class={name},{is_negated(sentence, above, cues)}"
        if not step:
            yield f"value,class={value},{name}"
        helpers = (tokens[c].text.lower() for c in sentence.kids(above, "aux"))
        yield f"modal over={next((w for w in helpers if w in cues.modals), '')}"


def scaled(found: set[str], weights: Mapping[str, float]) -> float:
    """The number of an event, from -3 to 3."""
    return max(-3.0, min(3.0, sum(weights.get(name, 0.0) for name in found)))


def learn(rows: list[set[str]], numbers: list[float]) -> dict[str, float]:
    """Weights with the least absolute error on the rows, and a small ridge."""
    counts = Counter(name for row in rows for name in row)
    names = sorted(name for name, n in counts.items() if n >= OFTEN)
    place = {name: n for n, name in enumerate(names)}
    seen = np.zeros((len(rows), len(names)))
    for n, row in enumerate(rows):
        seen[n, [place[name] for name in row if name in place]] = 1
    wanted = np.asarray(numbers)
    trust = np.ones(len(rows))
    found = np.zeros(len(names))
    for _ in range(ROUNDS):
        weighed = (seen * trust[:, None]).T
        found = np.linalg.solve(weighed @ seen + np.eye(len(names)) * RIDGE, weighed @ wanted)
        trust = 1 / np.maximum(np.abs(wanted - seen @ found), 0.1)
        trust /= trust.mean()
    kept = zip(names, found.tolist(), strict=True)
    return {name: round(weight, 3) for name, weight in kept if abs(weight) >= SMALLEST}


def main() -> None:
    from factuality import SETS, instances

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    options = parser.parse_args()
    cues = load_cues(Tables())
    learnt = {}
    for name in ("uw", "uds"):
        some = [
            one
            for one in instances(options.data / SETS[name], 10**9)
            if one.row["split"] == "train"
        ]
        rows = [features(one.sentence, one.token, cues) for one in some]
        learnt[name] = learn(rows, [float(one.row["factuality"]) for one in some])
        print(f"{name}: {len(rows)} events, {len(learnt[name])} weights")
    WEIGHTS.write_text(json.dumps(learnt, indent=0, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
