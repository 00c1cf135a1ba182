"""Learn the weights of attribution from PolNeAR's training part.

    python bench/train_attribution.py [--data ../shared/data] [--out …/cues/weights.json]

A logistic model over the named features of `dragoman.attribute.features`: a candidate counts as
an attribution where its content and its source meet an annotated one; candidates inside an
annotated content are left out, since PolNeAR annotates no nested ones. Adagrad with L2, features
seen at least `SEEN` times, small weights dropped. Needs numpy; the result is plain JSON.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from attribution_data import Document, documents, same_content, same_source, words
from dragoman.attribute.choose import all_candidates
from dragoman.attribute.contents import content_spans
from dragoman.attribute.features import features_of
from dragoman.attribute.quotes import find_quotes, quotes_in
from dragoman.attribute.sources import source_phrase
from dragoman.lexicon.cues import Cues, load_cues
from dragoman.lexicon.tables import Tables

SEEN = 8
EPOCHS = 12
RATE = 0.03
L2 = 2e-4
SMALLEST = 0.03
OUT = Path(__file__).parents[1] / "src/dragoman/lexicon/data/cues/weights.json"

Example = tuple[list[str], int]


def examples(document: Document, cues: Cues) -> list[Example]:
    """Features and label of every candidate that PolNeAR's annotation decides."""
    parsed = document.parsed
    text = parsed.report.source_text
    quotes = find_quotes(parsed)
    gold = [(words(text, g.content), g) for g in document.gold if g.content]
    held = [span for g in document.gold for span in g.content]
    found: list[Example] = []
    for sentence in parsed.sentences:
        inside = quotes_in(quotes, sentence.start, sentence.end)
        for candidate in all_candidates(parsed, sentence, cues, quotes):
            content = words(text, content_spans(parsed, sentence, candidate, quotes))
            source = []
            if candidate.source >= 0:
                phrase = source_phrase(sentence, candidate.source, candidate.cue)
                source = [sentence.chars(*phrase)]
            label = any(
                same_content(content, spans) and same_source(source, one.source)
                for spans, one in gold
            )
            at = sentence.tokens[candidate.cue].start
            if label or not any(a <= at < b for a, b in held):
                found.append((features_of(sentence, candidate, cues, inside), int(label)))
    return found


def learn(data: Iterable[Example], seed: int = 1) -> tuple[float, dict[str, float]]:
    """Fit the weights; returns bias and weight a feature."""
    rows = list(data)
    seen = Counter(name for names, _ in rows for name in names)
    index = {name: n for n, name in enumerate(sorted(k for k, c in seen.items() if c >= SEEN), 1)}
    packed = [np.array([0, *(index[n] for n in names if n in index)]) for names, _ in rows]
    labels = np.array([label for _, label in rows], dtype=float)
    weights = np.zeros(len(index) + 1)
    squares = np.full(len(index) + 1, 1e-6)
    order = np.random.default_rng(seed)
    size = 64
    for _ in range(EPOCHS):
        shuffled = order.permutation(len(rows))
        for at in range(0, len(rows), size):
            batch = shuffled[at : at + size]
            counts = [len(packed[b]) for b in batch]
            flat = np.concatenate([packed[b] for b in batch])
            owner = np.repeat(np.arange(len(batch)), counts)
            score = np.bincount(owner, weights[flat], minlength=len(batch))
            error = 1 / (1 + np.exp(-score)) - labels[batch]
            touched, back = np.unique(flat, return_inverse=True)
            slope = np.bincount(back, error[owner]) + L2 * len(batch) * weights[touched]
            squares[touched] += slope**2
            weights[touched] -= RATE * slope / np.sqrt(squares[touched])
    bias = float(weights[0])
    learnt = {name: float(weights[n]) for name, n in index.items()}
    return bias, {k: v for k, v in sorted(learnt.items()) if abs(v) >= SMALLEST}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--threshold", type=float, default=-0.5)
    options = parser.parse_args()
    cues = load_cues(Tables())
    rows: list[Example] = []
    for document in documents(options.data / "attribution/polnear_train.jsonl"):
        rows.extend(examples(document, cues))
    bias, features = learn(rows)
    write(options.out, bias, options.threshold, features)
    print(f"{len(rows)} candidates, {sum(label for _, label in rows)} attributions")
    print(f"{len(features)} weights in {options.out}")


def write(out: Path, bias: float, threshold: float, features: dict[str, float]) -> None:
    """Write the weights, rounded, one a line."""
    rounded = {name: round(value, 2) for name, value in features.items()}
    content = {"bias": round(bias, 3), "threshold": threshold, "features": rounded}
    out.write_text(json.dumps(content, indent=0, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
