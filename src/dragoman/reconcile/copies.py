"""Which reports repeat another: exactly, nearly, in part, or only in what both quote.

Bodies (furniture left out) that share fingerprints are compared sentence by sentence. What most of
both have in common makes a group with one original; among the originals, one may still be cut
from another, or have passages of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dragoman.lexicon import Lexicon
from dragoman.model import Copy, CopyKind, Report
from dragoman.reconcile.alignment import Alignment, align, joined
from dragoman.reconcile.bodies import Body, Forms
from dragoman.reconcile.meetings import meetings
from dragoman.reconcile.seniority import Clues, original_of, why
from dragoman.reconcile.standing import Standing
from dragoman.reconcile.union import Union

NEAR = 0.6
"""Share of a report that must stand in the other for it to be wholly a copy."""
ALL = 0.8
"""Share from which it is a copy even if nearly all of it is quotation."""
PART = 0.1
"""Share of either report that a partial copy must make up …"""
LONG = 40
"""… or content words in common, which are about eighty words: three paragraphs of any story."""
FEWEST = 16
"""Content words outside quotations and standing passages that a copy must have in common: two
sentences. Independent reports of one event may share one."""
OWN_WORDS = 0.7
"""Words in common outside quotations, to those within: two reporters at one speech share the words
that lead in and out, too."""
OWN_HOUSE = 0.5
"""Share of either report for one house to be told to have copied itself …"""
UPDATE_DAYS = 3
"""… at most so many days apart: an update."""
QUOTE = 6
"""Content words in common within quotation marks that are worth telling of."""
GAP = 12
"""Words by which passages may be apart to be told as one."""

HELD = 20_000
"""Bodies whose sentences are kept at a time, some 100 kB each: a memory of last resort, since pairs
are met likest first, in no order that would keep one body's together."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two bodies compared: the share of each that stands in the other."""

    one: str
    other: str
    alignment: Alignment
    share: float
    share_other: float

    @property
    def own(self) -> int:
        """Content words in common outside quotations."""
        return self.alignment.own

    @property
    def quoted(self) -> int:
        """Content words in common within quotations."""
        return self.alignment.quoted


def find_copies(
    reports: Mapping[str, Report], lexicon: Lexicon
) -> tuple[tuple[Copy, ...], dict[str, str]]:
    """Find who repeats whom.

    Returns:
        the copies in order of (report id, original id), and for each report that is wholly a
        copy the id of its original (never itself a copy). Both depend on the set of reports
        only, not on their order.
    """
    return _Search(reports, lexicon).run()


class _Search:
    """One run over a set of reports: what is compared once is kept."""

    def __init__(self, reports: Mapping[str, Report], lexicon: Lexicon) -> None:
        forms = Forms(lexicon.likeness)
        self.bodies = {key: Body.of(reports[key], forms) for key in sorted(reports)}
        self.clues = {key: Clues.of(reports[key], lexicon) for key in self.bodies}
        self.aligned: dict[tuple[str, str], Alignment] = {}
        self.held: dict[str, None] = {}
        self.found: list[Copy] = []
        self.originals: dict[str, str] = {}

    def run(self) -> tuple[tuple[Copy, ...], dict[str, str]]:
        """Groups of the same text first, then what their originals have of each other."""
        met = meetings(self.bodies)
        groups = self._groups(met)
        for group in groups:
            self._group(group)
        heads = sorted(set(self.bodies) - set(self.originals))
        self._between(met, heads, Standing.of(self.bodies, groups))
        ordered = tuple(sorted(self.found, key=lambda copy: (copy.report_id, copy.copy_of)))
        return ordered, {key: self._root(key) for key in sorted(self.originals)}

    def _groups(self, met: Mapping[tuple[str, str], int]) -> list[tuple[str, ...]]:
        union = Union(self.bodies)
        same: dict[str, list[str]] = defaultdict(list)
        for key, body in self.bodies.items():
            if body.places:
                same[body.key].append(key)
        for keys in same.values():
            for key in keys[1:]:
                union.join(keys[0], key)
        # The likest first: whoever is already in one group need not be compared.
        for one, other in sorted(met, key=lambda pair: (-met[pair], pair)):
            if union.root(one) != union.root(other) and self._maybe_near(one, other, met):
                pair = self._compare(one, other)
                if min(pair.share, pair.share_other) >= NEAR and self._is_copied(pair, NEAR):
                    union.join(one, other)
        return [group for group in union.groups() if len(group) > 1]

    def _maybe_near(self, one: str, other: str, met: Mapping[tuple[str, str], int]) -> bool:
        """Whether enough fingerprints meet for a near copy, however reworded."""
        most = max(len(self.bodies[one].prints), len(self.bodies[other].prints))
        return met[one, other] >= 0.08 * most

    def _fewest(self, one: str) -> int:
        """Content words that must be in common: of a very short report, most of it."""
        return min(FEWEST, int(0.8 * len(self.bodies[one].at)))

    def _compare(self, one: str, other: str, standing: Standing | None = None) -> Pair:
        if (one, other) not in self.aligned:
            self.aligned[one, other] = align(self.bodies[one], self.bodies[other])
            self._hold(one, other)
        alignment = self.aligned[one, other]
        if standing is not None:
            alignment = standing.without(one, alignment)
        words, words_there = len(self.bodies[one].places), len(self.bodies[other].places)
        return Pair(
            one, other, alignment, alignment.share(words), alignment.share_there(words_there)
        )

    def _hold(self, *keys: str) -> None:
        """Keep the sentences of the bodies compared last, and let go of the others'."""
        for key in keys:
            self.held.pop(key, None)
            self.held[key] = None
        while len(self.held) > HELD:
            oldest = next(iter(self.held))
            del self.held[oldest]
            self.bodies[oldest].forget()

    def _group(self, group: Sequence[str]) -> None:
        lengths = sorted(group, key=lambda key: (-len(self.bodies[key].places), key))
        longest = len(self.bodies[lengths[0]].places)
        whole = [k for k in lengths if len(self.bodies[k].places) == longest]
        contained = whole if len(whole) < len(group) else []
        original = original_of([self.clues[key] for key in group], contained)
        for key in group:
            if key != original:
                self.originals[key] = original
                self._tell(self._compare(key, original), contained)

    def _tell(self, pair: Pair, contained: Sequence[str], kind: CopyKind | None = None) -> None:
        """Note that ``pair.one`` is a copy of ``pair.other``."""
        copy, original = self.bodies[pair.one], self.bodies[pair.other]
        exact = copy.key == original.key
        stretches = joined(pair.alignment.matches, GAP)
        self.found.append(
            Copy(
                report_id=pair.one,
                copy_of=pair.other,
                kind=kind or (CopyKind.EXACT if exact else CopyKind.NEAR),
                share=1.0 if exact else round(pair.share, 4),
                passages=tuple(copy.evidence(m.start, m.end) for m in stretches),
                counterparts=tuple(original.evidence(m.there, m.there_end) for m in stretches),
                reason=why(self.clues[pair.other], self.clues[pair.one], contained),
            )
        )

    def _between(
        self, met: Mapping[tuple[str, str], int], heads: Sequence[str], standing: Standing
    ) -> None:
        known = set(heads)
        pairs = []
        for one, other in met:
            if one in known and other in known:
                pair = self._compare(one, other, standing)
                if self._is_copied(pair, PART) or pair.quoted >= QUOTE:
                    pairs.append(self._directed(pair, standing))
        # Whole copies first: a copy's own parts are its original's affair.
        whole = [p for p in pairs if p[0].share >= NEAR and self._is_copied(p[0], NEAR)]
        for pair, contained in sorted(whole, key=lambda p: (-p[0].share, p[0].one, p[0].other)):
            if pair.one not in self.originals and self._root(pair.other) != pair.one:
                self.originals[pair.one] = pair.other
                self._tell(pair, contained)
        for pair, contained in pairs:
            if pair.one in self.originals or pair.other in self.originals:
                continue
            if (kind := self._part(pair)) is not None:
                self._tell(pair, contained, kind)

    def _is_copied(self, pair: Pair, least: float) -> bool:
        """Whether enough stands in both to tell copying from writing about the same.

        A house that repeats itself is held to more: its series have phrases in common, and what
        it wrote weeks ago is background.
        """
        share = max(pair.share, pair.share_other)
        fewest = min(self._fewest(pair.one), self._fewest(pair.other))
        if pair.own < fewest and not (share >= ALL and pair.own >= FEWEST // 2):
            return False
        one, other = self.clues[pair.one], self.clues[pair.other]
        if one.names & other.names:
            enough = share >= max(least, OWN_HOUSE) and pair.own >= LONG // 2
            return enough and not one.apart(other, UPDATE_DAYS)
        if pair.own < OWN_WORDS * pair.quoted and pair.own < LONG and share < NEAR:
            return False
        return share >= least or pair.own >= LONG

    def _part(self, pair: Pair) -> CopyKind | None:
        """What a pair of which neither is wholly a copy is."""
        if self._is_copied(pair, PART):
            return CopyKind.PARTIAL
        return CopyKind.QUOTED if pair.quoted >= QUOTE and pair.quoted > pair.own else None

    def _directed(self, pair: Pair, standing: Standing) -> tuple[Pair, list[str]]:
        """The pair with the copy first, and whom containment speaks for."""
        contained = _contained(pair)
        both = [self.clues[pair.one], self.clues[pair.other]]
        if original_of(both, contained) == pair.one:
            return self._compare(pair.other, pair.one, standing), contained
        return pair, contained

    def _root(self, key: str) -> str:
        while key in self.originals:
            key = self.originals[key]
        return key


def _contained(pair: Pair) -> list[str]:
    """Where only one stands wholly in the other: the longer if it was cut, else the shorter."""
    if (pair.share >= NEAR) == (pair.share_other >= NEAR):
        return []
    first = pair.alignment.matches[0]
    if pair.share >= NEAR:
        return [pair.other] if first.there <= GAP else [pair.one]
    return [pair.one] if first.start <= GAP else [pair.other]
