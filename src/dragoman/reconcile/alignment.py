"""What two bodies have in common: sentences that say the same in nearly the same words.

Sentences are matched rather than runs of words, since a light rewording breaks every run but
leaves most of a sentence's words, in their order. Names and numbers must agree: reports of a
series ("A receives B's envoy") are alike in everything else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.reconcile.bodies import GRAM, Body, Sentence

ALIKE = 0.6
"""Share of the content words (Dice) that two sentences must have in common."""
ORDERED = 0.4
"""Share of the neighbouring pairs of content words that the shorter must have in common."""
WITHIN = 0.75
"""Share of the shorter sentence's words in the longer where the one is part of the other."""
FEWEST = 5
"""Content words that two sentences must have in common."""
RUN = 9
"""Content words in a row that count where no sentence matches."""


@dataclass(frozen=True, slots=True)
class Match:
    """A stretch of words in the one body and where it stands in the other, both half-open.

    Attributes:
        own: content words in common, in the same order, that stand within quotation marks in
            neither.
        quoted: those that stand within them in one or both.
    """

    start: int
    end: int
    there: int
    there_end: int
    own: int
    quoted: int


@dataclass(frozen=True, slots=True)
class Alignment:
    """The matches between two bodies, in order of the first, as stretches that do not overlap."""

    matches: tuple[Match, ...]

    @property
    def own(self) -> int:
        """Content words in common outside quotations."""
        return sum(match.own for match in self.matches)

    @property
    def quoted(self) -> int:
        """Content words in common within quotations."""
        return sum(match.quoted for match in self.matches)

    def share(self, words: int) -> float:
        """The share of the first body, which has so many words, that stands in the other."""
        return sum(m.end - m.start for m in self.matches) / words if words else 0.0

    def share_there(self, words: int) -> float:
        """The share of the other body that stands in the first."""
        covered: set[int] = set()
        for match in self.matches:
            covered.update(range(match.there, match.there_end))
        return len(covered) / words if words else 0.0


def align(one: Body, other: Body) -> Alignment:
    """Match the sentences of the one body with those of the other."""
    found: list[Match] = []
    for sentence in one.sentences:
        best = _best(sentence, other)
        if best is not None:
            found.append(_match(one, sentence, other, best))
        else:
            found += _runs(one, sentence, other)
    return Alignment(tuple(found))


def _best(sentence: Sentence, other: Body) -> Sentence | None:
    holders = other.holders
    met = {number for pair in sentence.pairs for number in holders.get(pair, ())}
    ranked = [
        (-likeness, number)
        for number in met
        if (likeness := alike(sentence, other.sentences[number]))
    ]
    return other.sentences[min(ranked)[1]] if ranked else None


def alike(one: Sentence, other: Sentence) -> float:
    """How alike two sentences are, from 0 (not enough to be one) to about 1."""
    a, b, common = len(one.known), len(other.known), len(one.known & other.known)
    dice = 2 * common / (a + b)
    if common < FEWEST and dice < 1:
        return 0.0
    if dice < ALIKE and common < WITHIN * min(a, b):
        return 0.0
    if one.specifics - other.known and other.specifics - one.known:
        return 0.0
    pairs = len(one.pairs & other.pairs)
    if pairs < ORDERED * min(len(one.pairs), len(other.pairs)):
        return 0.0
    return dice + pairs / 1000


def _match(one: Body, sentence: Sentence, other: Body, there: Sentence) -> Match:
    # Words that stand beside the same neighbour: two reporters share words, a copyist their order.
    shared = {code for pair in sentence.pairs & there.pairs for code in pair}
    own = min(_unquoted(one, sentence, shared), _unquoted(other, there, shared))
    return Match(sentence.start, sentence.end, there.start, there.end, own, len(shared) - own)


def _unquoted(body: Body, sentence: Sentence, shared: set[int]) -> int:
    within = range(sentence.start, sentence.end)
    return len({body.codes[n] for n in within if not body.quoted[n] and body.codes[n] in shared})


def _runs(one: Body, sentence: Sentence, other: Body) -> list[Match]:
    """Runs of content words in common within a sentence that matches none as a whole."""
    places, grams = other.gram_places, one.grams
    found: list[Match] = []
    n = sentence.first
    end = min(len(grams), sentence.first + sentence.size - GRAM + 1)
    while n < end:
        there = places.get(grams[n])
        length = 0
        if there is not None:
            while (
                n + length < end
                and grams[n + length : n + length + 1]
                == other.grams[there + length : there + length + 1]
            ):
                length += 1
        words = length + GRAM - 1
        if there is not None and words >= RUN:
            found.append(_run(one, n, other, there, words))
            n += words
        else:
            n += max(1, length)
    return found


def _run(one: Body, n: int, other: Body, there: int, length: int) -> Match:
    here, back = one.at[n : n + length], other.at[there : there + length]
    own = sum(not one.quoted[a] and not other.quoted[b] for a, b in zip(here, back, strict=True))
    return Match(here[0], here[-1] + 1, back[0], back[-1] + 1, own, length - own)


def joined(matches: Sequence[Match], gap: int) -> list[Match]:
    """Matches that follow each other on both sides, at most ``gap`` words apart, as one."""
    found: list[Match] = []
    for match in matches:
        last = found[-1] if found else None
        if last and match.start - last.end <= gap and 0 <= match.there - last.there_end <= gap:
            found[-1] = Match(
                last.start,
                match.end,
                last.there,
                match.there_end,
                last.own + match.own,
                last.quoted + match.quoted,
            )
        else:
            found.append(match)
    return found
