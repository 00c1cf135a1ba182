"""Train a statistical typer for clauses that no pattern reads, and print what it would add.

    python bench/train_typer.py [--data ../shared/data] [--read N] [--out FILE]

A multinomial logistic regression over `typer_frames.features` and the word vectors of predicate,
object and complement. It learns from the dev parts of the two marked sets (no text that the check
part holds), the codebook's examples (none that the check part holds), and 700 reports of
world_news, in which what the patterns code teaches its type and what they do not code teaches
"none". Where a marked event is told by no pattern, its frames with the marked sides teach the
marked type.

Prints, by five folds of texts: what the typer adds to the patterns at each threshold, how well its
calibrated score is calibrated, and how well it types what is an event for certain. ``--read``
prints the N surest proposals on 700 other reports of world_news, for reading. ``--out`` writes the
weights as plain arrays. None ship: see docs/explanation/coding.md.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import spacy
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression
from spacy.vocab import Vocab

from dragoman.lexicon import Lexicon, load_lexicon
from dragoman.model import Report
from dragoman.parse import parse_many
from dragoman.parse.parser import MODEL
from event_baseline import fold_of
from event_sets import SETS, label, rows, same_words
from typer_frames import Look, looks, words

FOLDS = 5
REPORTS = 700
CHARACTERS = 900
"""How much of a news report is read: its opening, where the events are."""
WIDTH = 300
DIMENSIONS = 48
VECTORS = {"l=": 0, "o=": 1, "c=": 2}
VECTOR_SCALE = 0.3
RAREST = 2
THRESHOLDS = (0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.6, 0.7)


@dataclass(frozen=True)
class Sample:
    """A text: the set it is from, its words, marked types, types by pattern, and its frames."""

    name: str
    text: str
    gold: frozenset[str]
    types: frozenset[str]
    looks: tuple[Look, ...]


def parsed(found: Sequence[tuple[str, str]]) -> list:
    reports = [Report.make(location=i, source_text=t, language="en") for i, t in found]
    return parse_many(reports)


def marked_samples(data: Path, lexicon: Lexicon, held: set[str]) -> list[Sample]:
    samples = []
    for name in SETS:
        found = rows(data / f"events/{name}.jsonl", "dev")
        found = [r for r in found if same_words(r["text"]) not in held]
        for r, p in zip(found, parsed([(r["id"], r["text"]) for r in found]), strict=True):
            types, seen = looks(p, lexicon)
            types = {label(t) for t in types}
            gold = {label(e["code"]) for e in r["expected"]}
            told = bool(gold & types)
            taught = tuple(marked(look, r["expected"], gold, told) for look in seen)
            samples.append(
                Sample(name, same_words(r["text"]), frozenset(gold), frozenset(types), taught)
            )
    return samples


def marked(look: Look, expected: list[dict], gold: set[str], told: bool) -> Look:
    """What a frame of a marked sentence teaches."""
    if look.pattern and label(look.pattern) in gold:
        return look.teaching(label(look.pattern), 1.0)
    for e in () if told else expected:
        source, target = (e.get(f"{k}_text") or e[k] or "" for k in ("source", "target"))
        if words(source) & words(look.initiators) and words(target) & words(look.recipients):
            return look.teaching(label(e["code"]), 1.0 if look.pattern else 3.0)
    return look.teaching(label(look.pattern), 0.5) if look.pattern else look


def codebook_samples(data: Path, lexicon: Lexicon, held: set[str]) -> list[Sample]:
    """The topmost frames of the codebook's examples that no pattern reads teach their type."""
    samples = []
    found = rows(data / "events/cameo_codebook_examples.jsonl", "all")
    found = [r for r in found if not any(same_words(r["text"]) in h or h in same_words(r["text"])
                                         for h in held)]  # fmt: skip
    for r, p in zip(found, parsed([(r["id"], r["text"]) for r in found]), strict=True):
        entry = lexicon.coding.code(r["expected"][0]["code"])
        if entry is None:
            continue
        kind = label(entry.type) or "none"
        types, seen = looks(p, lexicon)
        top = min((look.height for look in seen), default=0)
        taught = []
        for look in seen:
            if look.pattern:
                right = label(look.pattern) == kind
                taught.append(look.teaching(label(look.pattern), 1.0 if right else 0.3))
            elif kind not in {label(t) for t in types} and look.height == top:
                taught.append(look.teaching(kind, 2.0))
            else:
                taught.append(look)
        samples.append(Sample("codebook", same_words(r["text"]), frozenset(), frozenset(),
                              tuple(taught)))  # fmt: skip
    return samples


def news_looks(data: Path, lexicon: Lexicon, training: bool) -> list[Look]:
    """Frames of news openings; the reports to read are others than those that teach."""
    found = []
    for line in (data / "corpora/world_news.jsonl").open(encoding="utf-8"):
        row = json.loads(line)
        digest = int(hashlib.sha256(row["id"].encode()).hexdigest(), 16)
        if (digest % 10 < 6) == training:
            found.append((row["id"], row["text"][:CHARACTERS].rpartition(".")[0] + "."))
    found = random.Random(5).sample(sorted(found), min(REPORTS, len(found)))
    return [
        look.teaching(label(look.pattern) or "none", 0.3 if look.pattern else 0.2)
        for p in parsed(found)
        for look in looks(p, lexicon)[1]
    ]


class WordVectors:
    """The language model's word vectors, cut to the directions that tell the words apart."""

    def __init__(self, taught: Iterable[Look], others: Iterable[Look] = ()) -> None:
        """Find the directions in the words that teach; ``others`` are only turned into them."""
        vocabulary = spacy.load(MODEL, disable=["parser", "tagger", "ner", "lemmatizer"]).vocab
        known, more = _words(taught), _words(others)
        raw = _directions(known, vocabulary)
        centre = raw[raw.any(axis=1)].mean(axis=0)
        axes = np.linalg.svd(_centred(raw, centre), full_matrices=False)[2][:DIMENSIONS]
        cut = _centred(raw, centre) @ axes.T
        rest = _centred(_directions(more, vocabulary), centre) @ axes.T
        both = zip([*more, *known], np.vstack([rest, cut]) / cut.std(), strict=True)
        self.by_word = dict(both)

    def matrix(self, taught: Sequence[Look]) -> csr_matrix:
        dense = np.zeros((len(taught), len(VECTORS) * DIMENSIONS))
        for n, look in enumerate(taught):
            for f in look.features:
                at, vector = VECTORS.get(f[:2]), self.by_word.get(f[2:])
                if at is not None and vector is not None:
                    dense[n, at * DIMENSIONS : (at + 1) * DIMENSIONS] = vector
        return csr_matrix(dense * VECTOR_SCALE)


def _words(found: Iterable[Look]) -> list[str]:
    return sorted({f[2:] for x in found for f in x.features if f[:2] in VECTORS})


def _directions(known: Sequence[str], vocabulary: Vocab) -> np.ndarray:
    """Word vectors of length one; zeros for a word that has none."""
    raw = np.array([vocabulary[w].vector if w else np.zeros(WIDTH) for w in known])
    raw = raw.reshape(-1, WIDTH)
    return raw / np.maximum(np.linalg.norm(raw, axis=1, keepdims=True), 1e-9)


def _centred(raw: np.ndarray, centre: np.ndarray) -> np.ndarray:
    return np.where(raw.any(axis=1, keepdims=True), raw - centre, 0.0)


class Typer:
    """The model: weights by feature and by vector."""

    def __init__(self, taught: Sequence[Look], vectors: WordVectors) -> None:
        counts = Counter(f for x in taught for f in x.features)
        self.columns = {
            f: n for n, f in enumerate(sorted(f for f in counts if counts[f] >= RAREST))
        }
        self.vectors = vectors
        self.model = LogisticRegression(C=1.0, max_iter=400)
        self.model.fit(
            self.matrix(taught), [x.label for x in taught], sample_weight=[x.weight for x in taught]
        )
        self.types = [str(c) for c in self.model.classes_]

    def matrix(self, taught: Sequence[Look]) -> csr_matrix:
        at = [(n, self.columns[f]) for n, x in enumerate(taught) for f in x.features
              if f in self.columns]  # fmt: skip
        lines, columns = zip(*at, strict=True) if at else ((), ())
        shape = (len(taught), len(self.columns))
        own = csr_matrix((np.ones(len(at)), (lines, columns)), shape=shape)
        return hstack([own, self.vectors.matrix(taught)]).tocsr()

    def best(self, found: Sequence[Look]) -> list[tuple[str, float]]:
        """The likeliest type other than none, with its probability, of each frame."""
        if not found:
            return []
        shares = self.model.predict_proba(self.matrix(found))
        shares[:, self.types.index("none")] = -1.0
        return [(self.types[k], float(s[k])) for s, k in zip(shares, shares.argmax(1), strict=True)]


@dataclass(frozen=True)
class Proposal:
    """What the typer says of a frame that it did not learn from."""

    sample: Sample
    look: Look
    type: str
    score: float

    @property
    def right(self) -> bool:
        return self.type in self.sample.gold


def cross_validated(
    samples: Sequence[Sample], news: Sequence[Look], vectors: WordVectors
) -> tuple[list[Proposal], list[Proposal]]:
    """Proposals for the frames that no pattern reads, and for those that one reads rightly."""
    open_, sure = [], []
    for k in range(FOLDS):
        taught = [x for s in samples if fold_of(s.text) != k for x in s.looks]
        typer = Typer([*taught, *news], vectors)
        apart = [(s, x) for s in samples if fold_of(s.text) == k and s.gold for x in s.looks]
        said = typer.best([x for _, x in apart])
        for (sample, look), (kind, score) in zip(apart, said, strict=True):
            if look.open:
                open_.append(Proposal(sample, look, kind, score))
            elif look.pattern and label(look.pattern) in sample.gold:
                sure.append(Proposal(sample, look, kind, score))
    return open_, sure


def platt(found: Sequence[Proposal]) -> LogisticRegression:
    """Score → probability of being right, learnt on held-out proposals."""
    model = LogisticRegression(C=1.0)
    return model.fit(logits(found), [p.right for p in found])


def logits(found: Sequence[Proposal]) -> np.ndarray:
    scores = np.clip([p.score for p in found], 1e-4, 1 - 1e-4)
    return np.log(scores / (1 - scores))[:, None]


def calibration(found: Sequence[Proposal]) -> None:
    """Brier score and reliability of the calibrated score, each fold by the other folds."""
    pairs = []
    for k in range(FOLDS):
        apart = [p for p in found if fold_of(p.sample.text) == k]
        model = platt([p for p in found if fold_of(p.sample.text) != k])
        if apart:
            shares = model.predict_proba(logits(apart))[:, 1]
            pairs += [(float(s), p.right) for s, p in zip(shares, apart, strict=True)]
    base = sum(right for _, right in pairs) / len(pairs)
    brier = sum((s - right) ** 2 for s, right in pairs) / len(pairs)
    print(f"calibration: Brier {brier:.3f} (always {base:.2f}: {base * (1 - base):.3f})")
    for low, high in ((0, 0.2), (0.2, 0.4), (0.4, 0.6), (0.6, 1.01)):
        inside = [(s, right) for s, right in pairs if low <= s < high]
        if inside:
            said = sum(s for s, _ in inside) / len(inside)
            was = sum(right for _, right in inside) / len(inside)
            print(f"  said {said:.2f}  was right {was:.2f}  ({len(inside)})")


def added(samples: Sequence[Sample], found: Sequence[Proposal]) -> None:
    """Type P, R and F1 (all events) with the proposals above each threshold, and the ceiling."""
    for name in SETS:
        own = [s for s in samples if s.name == name]
        right = sum(len(s.gold & s.types) for s in own)
        told, gold = sum(len(s.types) for s in own), sum(len(s.gold) for s in own)
        print(f"{name}, dev, five folds: {len(own)} sentences; type, all events")
        print(f"  patterns alone      {figures(right, told, gold)}")
        mine = [p for p in found if p.sample.name == name]
        ceiling = {(p.sample.text, p.look.label) for p in mine if p.look.label != "none"}
        for t in THRESHOLDS:
            new = {
                (p.sample.text, p.type, p.right)
                for p in mine
                if p.score >= t and p.type not in p.sample.types
            }
            hits = sum(r for *_, r in new)
            print(
                f"  + proposals ≥ {t:.2f}  {figures(right + hits, told + len(new), gold)}"
                f"  {hits} right of {len(new)}"
            )
        n = len(ceiling)
        print(f"  + if it never erred {figures(right + n, told + n, gold)}  {n}")


def figures(right: int, told: int, gold: int) -> str:
    return f"P {right / told:.3f}  R {right / gold:.3f}  F1 {2 * right / (told + gold):.4f}"


def written(typer: Typer, calibrated: LogisticRegression, data: Path, out: Path) -> None:
    """The weights as plain arrays, vectors folded into the words that have one."""
    weights = np.round(typer.model.coef_, 3)
    table = {f: weights[:, n].tolist() for f, n in typer.columns.items()}
    start = len(typer.columns)
    for prefix, block in VECTORS.items():
        part = typer.model.coef_[:, start + block * DIMENSIONS : start + (block + 1) * DIMENSIONS]
        for word, vector in typer.vectors.by_word.items():
            own = np.array(table.get(prefix + word, 0.0)) + part @ vector * VECTOR_SCALE
            table[prefix + word] = np.round(own, 3).tolist()
    sources = [*(f"events/{n}" for n in (*SETS, "cameo_codebook_examples")), "corpora/world_news"]
    digests = {n: hashlib.sha256((data / f"{n}.jsonl").read_bytes()).hexdigest() for n in sources}
    header = {
        "command": "python bench/train_typer.py --out FILE",
        "corpora": digests,
        "types": typer.types,
        "intercepts": np.round(typer.model.intercept_, 3).tolist(),
        "calibration": [float(calibrated.coef_[0, 0]), float(calibrated.intercept_[0])],
    }
    out.write_text(json.dumps({**header, "weights": table}, sort_keys=True), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--read", type=int, default=0, help="print the surest news proposals")
    parser.add_argument("--out", type=Path, help="write the weights as JSON")
    args = parser.parse_args()
    if not (args.data / "events").is_dir():
        raise SystemExit(f"no data at {args.data}")
    lexicon = load_lexicon()
    held = {
        same_words(r["text"]) for n in SETS for r in rows(args.data / f"events/{n}.jsonl", "check")
    }
    samples = marked_samples(args.data, lexicon, held) + codebook_samples(args.data, lexicon, held)
    news = news_looks(args.data, lexicon, training=True)
    apart = news_looks(args.data, lexicon, training=False) if args.read else []
    taught = [x for s in samples for x in s.looks]
    vectors = WordVectors([*taught, *news], apart)
    open_, sure = cross_validated(samples, news, vectors)
    print(
        f"{len(open_)} frames with known sides that no pattern reads, "
        f"{sum(p.look.label != 'none' for p in open_)} of them the marked event"
    )
    added([s for s in samples if s.gold], open_)
    calibration(open_)
    hits = sum(p.right for p in sure)
    print(f"type of frames that are events for certain: {hits}/{len(sure)} right")
    typer = Typer([*taught, *news], vectors)
    asked = [x for x in apart if x.open]
    ranked = sorted(zip(typer.best(asked), asked, strict=True), key=lambda r: -r[0][1])
    for (kind, score), x in ranked[: args.read]:
        print(f"{score:.2f} {kind} {x.lemma}: {x.initiators} → {x.recipients} | {x.sentence}")
    if args.out:
        written(typer, platt(open_), args.data, args.out)


if __name__ == "__main__":
    main()
