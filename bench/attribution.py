"""Attribution against PolNeAR.

    python bench/attribution.py [--data ../shared/data] [--part dev] [--errors N]

A prediction is right where its content shares half of the words (in common over in either) with
an annotated content and its source overlaps the annotated source, or neither names one. PolNeAR
annotates no attribution inside another's content, so nested predictions are left out.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from attribution_data import Document, Spans, documents, same_content, same_source, words
from dragoman.attribute.choose import find_attributions, outermost
from dragoman.attribute.quotes import find_quotes
from dragoman.lexicon.cues import Cues, load_cues
from dragoman.lexicon.tables import Tables

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


@dataclass
class Score:
    right: int = 0
    right_content: int = 0
    predicted: int = 0
    gold: int = 0
    reporting: int = 0
    reporting_found: int = 0

    def add(self, document: Document, predictions: list[Prediction]) -> list[str]:
        """Count one document; returns its errors as lines."""
        text = document.parsed.report.source_text
        contents = [words(text, p.content) for p in predictions]
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
                errors.append(f"{kind}: {_shown(text, gold.source, gold.cue, gold.content)}")
        self.predicted += len(predictions)
        for n in free:
            p = predictions[n]
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


def rates(right: int, predicted: int, gold: int) -> tuple[float, float, float]:
    """Precision, recall and F1 in per cent."""
    p = 100 * right / max(predicted, 1)
    r = 100 * right / max(gold, 1)
    return p, r, 2 * p * r / max(p + r, 1e-9)


def _shown(text: str, source: Spans, cue: Spans, content: Spans) -> str:
    parts = [" // ".join(text[a:b] for a, b in spans) for spans in (source, cue, content)]
    return " | ".join(p.replace("\n", " ")[:160] for p in parts)


def measure(some: Iterable[Document], errors: int = 0) -> None:
    cues = load_cues(Tables())
    scores = {"baseline": Score(), "dragoman": Score()}
    wrong: list[str] = []
    for document in some:
        scores["baseline"].add(document, baseline(document, cues))
        wrong.extend(scores["dragoman"].add(document, ours(document, cues)))
    for name, score in scores.items():
        print(f"{name:9} {score.lines()}")
    random.Random(1).shuffle(wrong)
    for line in wrong[:errors]:
        print("  ", line)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--part", default="dev", choices=["dev", "train"])
    parser.add_argument("--errors", type=int, default=0)
    options = parser.parse_args()
    path = options.data / f"attribution/polnear_{options.part}.jsonl"
    measure(documents(path), options.errors)


if __name__ == "__main__":
    main()
