"""A trivial event coder to stand beside ours in `bench/events.py`.

Type: what the lemma of the sentence's first verb most often means in the development rows (the
most frequent type of all where the lemma was not seen). Actors: the first two names that the
gazetteer finds. One event a sentence, whatever it says.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dragoman.extract.mentions import find_mentions
from dragoman.extract.records import Mention
from dragoman.lexicon import Lexicon
from dragoman.model import ActorKind
from dragoman.parse.sentence import ParsedReport

FOLDS = 5


@dataclass(frozen=True)
class Side:
    text: str
    country: str
    sector: str


@dataclass(frozen=True)
class Guess:
    type: str
    initiators: tuple[Side, ...]
    recipients: tuple[Side, ...]


@dataclass(frozen=True)
class Guessed:
    """Stands where a `CodedReport` does: only its events are read."""

    events: tuple[Guess, ...]


@dataclass(frozen=True)
class Row:
    """A sentence to learn from: what it says (to keep copies apart), its parse, its types."""

    text: str
    parsed: ParsedReport
    types: tuple[str, ...]


def fold_of(text: str) -> int:
    """The fold of a text: copies of one sentence never stand on both sides."""
    return int(hashlib.sha256(text.encode()).hexdigest(), 16) % FOLDS


def first_verb(parsed: ParsedReport) -> str:
    """Lemma of the first verb, empty where there is none."""
    tokens = (t for s in parsed.sentences for t in s.tokens)
    return next((t.lemma for t in tokens if t.pos == "VERB"), "")


class FirstVerb:
    """First verb's lemma → most frequent type."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.by_lemma: dict[str, Counter[str]] = {}
        self.overall: Counter[str] = Counter()
        for row in rows:
            self.overall.update(row.types)
            self.by_lemma.setdefault(first_verb(row.parsed), Counter()).update(row.types)

    def type_of(self, parsed: ParsedReport) -> str:
        """The most frequent type; the first of the alphabet among equals."""
        counts = self.by_lemma.get(first_verb(parsed)) or self.overall
        return min(counts, key=lambda name: (-counts[name], name))


def guess(parsed: ParsedReport, coder: FirstVerb, lexicon: Lexicon) -> Guessed:
    """The one event of a sentence."""
    named = list(_named(parsed, lexicon))[:2]
    sides = [(Side(text, m.country, m.sector),) for text, m in named] + [(), ()]
    return Guessed((Guess(coder.type_of(parsed), sides[0], sides[1]),))


def _named(parsed: ParsedReport, lexicon: Lexicon) -> Iterator[tuple[str, Mention]]:
    text = parsed.report.source_text
    for s in parsed.sentences:
        for m in sorted(find_mentions(s, lexicon, None), key=lambda m: m.start):
            if m.origin == "gazetteer" and m.kind is not ActorKind.MEDIUM:
                start, end = s.chars(m.start, m.end)
                yield text[start:end], m


def guess_all(
    found: Sequence[ParsedReport], texts: Sequence[str], learn: Sequence[Row], lexicon: Lexicon
) -> list[Guessed]:
    """Guess each sentence by rows of other folds that are no copies of any in its fold.

    Args:
        texts: the words of each sentence, by which copies are known.
        learn: rows of the development part.
    """
    coders = [FirstVerb(r for r in learn if fold_of(r.text) != k) for k in range(FOLDS)]
    return [guess(p, coders[fold_of(t)], lexicon) for p, t in zip(found, texts, strict=True)]
