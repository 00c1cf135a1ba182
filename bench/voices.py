"""Speaker chains, stance, factuality and forecasts on our own passages, layer by layer.

    python bench/voices.py                       our figures on the dev part, against first.jsonl
                                                 with its slips put right by adjudicated.jsonl
    python bench/voices.py --part check          on the check part
    python bench/voices.py --errors forecasts    with the errors of one layer (dev only)
    python bench/voices.py --agree OTHER.jsonl   two annotations against each other, all passages
    python bench/voices.py --ahead               forecasts alone, on passages for their forms
                                                 (forecast_texts.jsonl), dev or check
    python bench/voices.py --fresh               the same on later passages of other conflicts
                                                 (forecasts_fresh.jsonl), dev or check
    python bench/voices.py --later               the same on the latest (forecasts_later.jsonl)
    python bench/voices.py --raw                 our figures against first.jsonl as it was made

docs/explanation/annotation-guide.md describes the files and every decision. Passages are parted
into dev and check by a hash of their text. Found things (statements, forecasts, unnamed sources)
are matched first and give P, R and F1; what is said of the matched ones gives accuracy and, for
closed sets of values, Cohen's kappa.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from voices_reading import read_ours
from voices_records import Annotation, Span, annotation_of, overlap, words

HERE = Path(__file__).parent / "voices"
HALF = 0.5


@dataclass
class Tally:
    """One layer: things found, or judgements of the same thing."""

    right: int = 0
    first: int = 0
    second: int = 0
    pairs: list[tuple[str, str]] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)

    def found(self) -> str:
        p = 100 * self.right / max(1, self.second)
        r = 100 * self.right / max(1, self.first)
        f = 2 * p * r / max(1e-9, p + r)
        return f"P {p:5.1f} R {r:5.1f} F1 {f:5.1f}   ({self.first} | {self.second})"

    def judged(self) -> str:
        same = sum(a == b for a, b in self.pairs)
        share = f"same {100 * same / max(1, len(self.pairs)):5.1f}"
        open_set = all(a == "same" for a, _ in self.pairs)
        beyond = "" if open_set else f"  kappa {kappa(self.pairs):.2f}"
        return f"{share}{beyond}   ({len(self.pairs)})"

    def judge(self, one: str, other: str, where: str) -> None:
        self.pairs.append((one, other))
        if one != other:
            self.errors.append(f"{one} / {other}: {where}")


def kappa(pairs: Sequence[tuple[str, str]]) -> float:
    """Cohen's kappa (1960): agreement beyond what the two shares of each value would give."""
    if not pairs:
        return 0.0
    n = len(pairs)
    same = sum(a == b for a, b in pairs) / n
    left, right = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(left[v] * right[v] for v in left) / n**2
    return (same - chance) / (1 - chance) if chance < 1 else 1.0


def compare(text: str, one: Annotation, other: Annotation, layers: dict[str, Tally]) -> None:
    """Add one passage's agreement to the tallies; ``one`` is the annotation, or the first."""
    _statements(text, one, other, layers)
    for word, values in one.events.items():
        if word in other.events:
            for layer, a, b in zip(
                ("source value", "publisher value"), values, other.events[word], strict=True
            ):
                layers[layer].judge(a, b, _marked(text, word))
    _forecasts(text, one, other, layers)
    pairs = _matched([u.source for u in one.unnamed], [u.source for u in other.unnamed], touches)
    _count(layers["unnamed sources"], pairs, one.unnamed, other.unnamed, text)
    for a, b in pairs:
        for slot in ("number", "role", "of", "why"):
            mine, theirs = getattr(one.unnamed[a], slot), getattr(other.unnamed[b], slot)
            layers["what is said of them"].judge(
                "same", "same" if touches(mine, theirs) else slot, text
            )


def _statements(text: str, one: Annotation, other: Annotation, layers: dict[str, Tally]) -> None:
    pairs = _matched([s.cue for s in one.statements], [s.cue for s in other.statements], touches)
    _count(layers["statements (cue)"], pairs, one.statements, other.statements, text)
    for a, b in pairs:
        mine, theirs = one.statements[a], other.statements[b]
        same = overlap(text, mine.content, theirs.content) >= HALF
        layers["content (half)"].judge(
            "same", "same" if same else "other", f"{text} {mine.shown(text)}"
        )
        speaks = names(text, mine.chain[0], theirs.chain[0])
        layers["original speaker"].judge(
            "same",
            "same" if speaks else "other",
            f"{theirs.shown(text)} / {mine.shown(text)} in {text}",
        )
        whole = len(mine.chain) == len(theirs.chain) and all(
            names(text, a, b) for a, b in zip(mine.chain, theirs.chain, strict=True)
        )
        layers["whole chain"].judge(
            "same",
            "same" if whole else "other",
            f"{theirs.shown(text)} / {mine.shown(text)} in {text}",
        )
        layers["stance"].judge(mine.stance, theirs.stance, f"{mine.shown(text)} in {text}")
        if mine.answers or theirs.answers:
            tied = (
                bool(mine.answers)
                and bool(theirs.answers)
                and touches(mine.answers, theirs.answers)
            )
            layers["answers"].judge("same", "same" if tied else "other", text)


def _forecasts(text: str, one: Annotation, other: Annotation, layers: dict[str, Tally]) -> None:
    def alike(a: Span, b: Span) -> bool:
        return overlap(text, a, b) >= HALF

    pairs = _matched(
        [f.outcome for f in one.forecasts], [f.outcome for f in other.forecasts], alike
    )
    tally = layers["forecasts (outcome)"]
    _count(tally, pairs, one.forecasts, other.forecasts, text)
    left, right = {a for a, _ in pairs}, {b for _, b in pairs}
    for what, all_of, known in (("missed", one, left), ("spurious", other, right)):
        for n, f in enumerate(all_of.forecasts):
            if n not in known:
                tally.kinds[f"{what}: {f.kind}, {form_of(text, f.outcome)}"] += 1
    for a, b in pairs:
        mine, theirs = one.forecasts[a], other.forecasts[b]
        layers["forecast kind"].judge(mine.kind, theirs.kind, text)
        for slot in ("holder", "condition", "horizon", "likelihood"):
            same = names(text, getattr(mine, slot), getattr(theirs, slot))
            layers[f"forecast {slot}"].judge("same", "same" if same else "other", text)


MODAL = re.compile(r"\b(?:will|'ll|won't|shall|may|might|could|would|wouldn't)\b", re.IGNORECASE)


def form_of(text: str, outcome: Span) -> str:
    """In what form an outcome is told: under a modal, as an infinitive, or otherwise."""
    told = text[outcome[0][0] : outcome[-1][1]]
    if MODAL.search(told):
        return "modal"
    return "infinitive" if told.startswith("to ") else "noun or present"


def touches(a: Span, b: Span) -> bool:
    """Whether two phrases have a character in common, or neither is there."""
    if not a or not b:
        return not a and not b
    return any(s < d and c < e for s, e in a for c, d in b)


def names(text: str, a: Span, b: Span) -> bool:
    """Whether two phrases name the same speaker: by place, or word by word."""
    return touches(a, b) or (bool(a) and words(text, a) == words(text, b))


def _matched(one: Sequence[Span], other: Sequence[Span], alike: Any) -> list[tuple[int, int]]:
    pairs: list[tuple[int, int]] = []
    free = set(range(len(other)))
    for a, span in enumerate(one):
        hit = next((b for b in sorted(free) if alike(span, other[b])), None)
        if hit is not None:
            free.discard(hit)
            pairs.append((a, hit))
    return pairs


def _count(
    tally: Tally,
    pairs: Sequence[tuple[int, int]],
    one: Sequence[Any],
    other: Sequence[Any],
    text: str,
) -> None:
    tally.right += len(pairs)
    tally.first += len(one)
    tally.second += len(other)
    left, right = {a for a, _ in pairs}, {b for _, b in pairs}
    tally.errors.extend(
        f"missed: {one[n].shown(text)} in {text}" for n in range(len(one)) if n not in left
    )
    tally.errors.extend(
        f"spurious: {other[n].shown(text)} in {text}" for n in range(len(other)) if n not in right
    )


def _marked(text: str, word: Span) -> str:
    start, end = word[0][0], word[-1][1]
    return f"{text[:start]}[[{text[start:end]}]]{text[end:]}"


FOUND = ("statements (cue)", "forecasts (outcome)", "unnamed sources")
LAYERS = (
    "statements (cue)",
    "content (half)",
    "original speaker",
    "whole chain",
    "stance",
    "answers",
    "source value",
    "publisher value",
    "forecasts (outcome)",
    "forecast kind",
    "forecast holder",
    "forecast condition",
    "forecast horizon",
    "forecast likelihood",
    "unnamed sources",
    "what is said of them",
)


def kept_aside(text: str) -> bool:
    return hashlib.sha256(text.encode()).digest()[0] % 2 == 1


def rows(path: Path) -> dict[str, dict[str, Any]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return {row["id"]: row for row in map(json.loads, lines)}


def settled(first: dict[str, dict[str, Any]], path: Path) -> dict[str, dict[str, Any]]:
    """The first annotation with the adjudicated passages' layers in place of its own.

    A line of ``path`` names a passage, gives the reason, and holds whole layers ("statements",
    "events", "forecasts", "unnamed") that replace the first's.
    """
    gold = dict(first)
    for key, row in rows(path).items():
        gold[key] = first[key] | {name: row[name] for name in row if name not in ("id", "reason")}
    return gold


def show(layers: dict[str, Tally], errors: str, most: int) -> None:
    for name in LAYERS:
        tally = layers[name]
        if not (tally.first or tally.second or tally.pairs):
            continue
        print(f"{name:22} {tally.found() if name in FOUND else tally.judged()}")
        for kind, n in tally.kinds.most_common():
            print(f"   {n:4} {100 * n / tally.kinds.total():5.1f} %  {kind}")
    for name in LAYERS:
        if errors and name.startswith(errors):
            kinds = Counter(e.split(":")[0] for e in layers[name].errors)
            print(f"\n{name}: {len(layers[name].errors)} errors, by kind {kinds.most_common(30)}")
            for line in layers[name].errors[:most]:
                print("  ", line.replace("\n\n", " ¶ "))


def measure(pairs: Iterable[tuple[str, Annotation, Annotation]], errors: str, most: int) -> None:
    layers = {name: Tally() for name in LAYERS}
    for text, one, other in pairs:
        compare(text, one, other, layers)
    show(layers, errors, most)


def measure_ahead(file: str, part: str, errors: str, most: int) -> None:
    """Forecasts alone on ``file``, whose lines hold text and annotation both."""
    bare: dict[str, Any] = {"statements": [], "events": [], "unnamed": []}
    gold = {
        name: row
        for name, row in rows(HERE / file).items()
        if part == "all" or kept_aside(row["text"]) == (part == "check")
    }
    texts = {name: row["text"] for name, row in gold.items()}
    ours = read_ours(texts, dict.fromkeys(gold, ()))
    print(f"{len(gold)} passages, {sum(not row['forecasts'] for row in gold.values())} without")
    layers = {name: Tally() for name in LAYERS}
    for name, text in texts.items():
        _forecasts(text, annotation_of(text, bare | gold[name]), ours[name], layers)
    show(layers, errors if part == "dev" else "", most)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--annotation", type=Path, default=HERE / "first.jsonl")
    parser.add_argument("--agree", type=Path, help="a second annotation, instead of our reading")
    parser.add_argument("--raw", action="store_true", help="leave adjudicated.jsonl out")
    parser.add_argument("--part", default="dev", choices=["dev", "check", "all"])
    parser.add_argument("--errors", default="", help="beginning of a layer's name; dev part only")
    parser.add_argument("--most", type=int, default=60)
    parser.add_argument("--ahead", action="store_true", help="the passages of forecasts alone")
    parser.add_argument("--fresh", action="store_true", help="later passages of forecasts alone")
    parser.add_argument("--later", action="store_true", help="the latest passages of forecasts")
    options = parser.parse_args()
    if options.ahead or options.fresh or options.later:
        file = "forecasts_fresh.jsonl" if options.fresh else "forecast_texts.jsonl"
        file = "forecasts_later.jsonl" if options.later else file
        measure_ahead(file, options.part, options.errors, options.most)
        return
    texts = {name: row["text"] for name, row in rows(HERE / "texts.jsonl").items()}
    gold = rows(options.annotation)
    if not (options.agree or options.raw) and options.annotation == HERE / "first.jsonl":
        gold = settled(gold, HERE / "adjudicated.jsonl")
    first = {n: annotation_of(texts[n], r) for n, r in gold.items()}
    if options.agree:
        other = {n: annotation_of(texts[n], r) for n, r in rows(options.agree).items()}
        names = [n for n in first if n in other]
    else:
        names = [
            n
            for n in first
            if options.part == "all" or kept_aside(texts[n]) == (options.part == "check")
        ]
        other = read_ours({n: texts[n] for n in names}, {n: list(first[n].events) for n in names})
    shown = options.errors if options.agree or options.part == "dev" else ""
    print(f"{len(names)} passages")
    measure(((texts[n], first[n], other[n]) for n in names), shown, options.most)


if __name__ == "__main__":
    main()
