"""Which reports repeat another: exactly, nearly, in part, or only in what both quote.

Bodies (furniture left out) that share fingerprints are compared sentence by sentence. What most of
both have in common makes a group with one original; among the originals, one may still be cut
from another, or have passages of it.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt

from dragoman.lexicon import Lexicon
from dragoman.model import Copy, CopyKind, Report
from dragoman.reconcile.alignment import Alignment, align, joined
from dragoman.reconcile.bodies import Body, Forms
from dragoman.reconcile.meetings import Prints, meetings
from dragoman.reconcile.seniority import Clues, original_of, why
from dragoman.reconcile.shelf import ROOM, Ids, Ordered, Room, Shelf
from dragoman.reconcile.standing import Standing
from dragoman.reconcile.union import NumberUnion

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

WORDS = 100
"""Of a body for one record of the room: with its sentences a word takes some 150 bytes."""
AT_ONCE = 10_000
"""Meetings that are made plain numbers together."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two bodies compared, by number: the share of each that stands in the other."""

    one: int
    other: int
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
    reports: Mapping[str, Report], lexicon: Lexicon, room: Room = ROOM
) -> tuple[Sequence[Copy], dict[str, str]]:
    """Find who repeats whom.

    Returns:
        the copies in order of (report id, original id), and for each report that is wholly a
        copy the id of its original (never itself a copy). Both depend on the set of reports
        only, not on their order.
    """
    return _Search(reports, lexicon, room).run()


class _Search:
    """One run over a set of reports, which are known here by their numbers in order of id."""

    def __init__(self, reports: Mapping[str, Report], lexicon: Lexicon, room: Room) -> None:
        forms = Forms(lexicon.likeness)
        self.room = room
        self.keys = sorted(reports)
        self.bodies: Shelf[Body] = Shelf(room, _weight, _packed)
        self.clues: Shelf[Clues] = Shelf(room)
        self.days: list[date | None] = []
        self.prints = Prints(room)
        self.same: dict[str, list[int]] = defaultdict(list)
        for number, key in enumerate(self.keys):
            report = reports[key]
            body = Body.of(report, forms)
            self.bodies.append(body)
            self.clues.append(Clues.of(report, lexicon))
            self.days.append(report.published_at.earliest)
            self.prints.add(number, body)
            if body.places:
                self.same[body.key].append(number)
        self.aligned: Shelf[Alignment] = Shelf(room)
        self.known = array("i")
        self.found: Shelf[Copy] = Shelf(room)
        self.names = Ids()
        self.originals: dict[int, int] = {}

    def run(self) -> tuple[Sequence[Copy], dict[str, str]]:
        """Groups of the same text first, then what their originals have of each other."""
        met = self._by_days(meetings(self.prints, len(self.keys), self.room))
        self.known = array("i", [-1]) * len(met)
        union = self._groups(met)
        groups: dict[int, list[int]] = defaultdict(list)
        for number, root in enumerate(union.roots()):
            groups[root].append(number)
        for group in groups.values():
            if len(group) > 1:
                self._group(group)
        self._between(met, Standing.of(self.prints, self.days, union.roots()))
        originals = {self.keys[n]: self.keys[self._root(n)] for n in sorted(self.originals)}
        return Ordered(self.found, self.names.ordered()), originals

    def _by_days(self, met: npt.NDArray[Any]) -> npt.NDArray[Any]:
        """Meetings in order of days, some hundred bodies with some hundred others at a time, and
        the likest of these first."""
        ordinals = [day.toordinal() if day else 0 for day in self.days]
        rank = np.empty(len(ordinals), np.int64)
        rank[np.argsort(ordinals, kind="stable")] = np.arange(len(ordinals))
        block = max(self.room.records // 4, 1)
        one, other = rank[met["one"]] // block, rank[met["other"]] // block
        first, last = np.minimum(one, other), np.maximum(one, other)
        order = np.lexsort((met["other"], met["one"], -met["count"], last, first))
        found: npt.NDArray[Any] = met[order]
        return found

    def _groups(self, met: npt.NDArray[Any]) -> NumberUnion:
        union = NumberUnion(len(self.keys))
        for numbers in self.same.values():
            for number in numbers[1:]:
                union.join(numbers[0], number)
        # Whoever is already in one group need not be compared.
        for at, (one, other, count) in enumerate(_triples(met)):
            if union.root(one) != union.root(other) and self._maybe_near(one, other, count):
                pair = self._compare(one, other, at)
                if min(pair.share, pair.share_other) >= NEAR and self._is_copied(pair, NEAR):
                    union.join(one, other)
        return union

    def _maybe_near(self, one: int, other: int, count: int) -> bool:
        """Whether enough fingerprints meet for a near copy, however reworded."""
        most = max(len(self.bodies[one].prints), len(self.bodies[other].prints))
        return count >= 0.08 * most

    def _fewest(self, one: int) -> int:
        """Content words that must be in common: of a very short report, most of it."""
        return min(FEWEST, int(0.8 * len(self.bodies[one].at)))

    def _compare(
        self, one: int, other: int, meeting: int = -1, standing: Standing | None = None
    ) -> Pair:
        """Compare two bodies.

        Args:
            meeting: by which number their comparison is kept; it is not where it is negative.
        """
        here, there = self.bodies[one], self.bodies[other]
        if meeting >= 0 and self.known[meeting] >= 0:
            alignment = self.aligned[self.known[meeting]]
        else:
            alignment = align(here, there)
            if meeting >= 0:
                self.known[meeting] = self.aligned.append(alignment)
        if standing is not None:
            alignment = standing.without(here, alignment)
        words, words_there = len(here.places), len(there.places)
        return Pair(
            one, other, alignment, alignment.share(words), alignment.share_there(words_there)
        )

    def _group(self, group: Sequence[int]) -> None:
        sizes = {number: len(self.bodies[number].places) for number in group}
        longest = max(sizes.values())
        whole = [self.keys[n] for n in group if sizes[n] == longest]
        contained = whole if len(whole) < len(group) else []
        best = original_of([self.clues[number] for number in group], contained)
        (original,) = (number for number in group if self.keys[number] == best)
        for number in group:
            if number != original:
                self.originals[number] = original
                self._tell(self._compare(number, original), contained)

    def _tell(self, pair: Pair, contained: Sequence[str], kind: CopyKind | None = None) -> None:
        """Note that ``pair.one`` is a copy of ``pair.other``."""
        copy, original = self.bodies[pair.one], self.bodies[pair.other]
        key, source = self.keys[pair.one], self.keys[pair.other]
        self.names.append(f"{key} {source}")
        exact = copy.key == original.key
        stretches = joined(pair.alignment.matches, GAP)
        self.found.append(
            Copy(
                report_id=key,
                copy_of=source,
                kind=kind or (CopyKind.EXACT if exact else CopyKind.NEAR),
                share=1.0 if exact else round(pair.share, 4),
                passages=tuple(copy.evidence(m.start, m.end) for m in stretches),
                counterparts=tuple(original.evidence(m.there, m.there_end) for m in stretches),
                reason=why(self.clues[pair.other], self.clues[pair.one], contained),
            )
        )

    def _between(self, met: npt.NDArray[Any], standing: Standing) -> None:
        heads = set(range(len(self.keys))) - set(self.originals)
        alike: list[tuple[int, int]] = []
        whole: list[tuple[float, int, int]] = []
        for at, (one, other, _) in enumerate(_triples(met)):
            if one in heads and other in heads:
                pair = self._compare(one, other, at, standing)
                if self._is_copied(pair, PART) or pair.quoted >= QUOTE:
                    pair, _ = self._directed(pair, standing)
                    alike.append((pair.one, pair.other))
                    if pair.share >= NEAR and self._is_copied(pair, NEAR):
                        whole.append((-pair.share, pair.one, pair.other))
        # Whole copies first: a copy's own parts are its original's affair.
        for _, one, other in sorted(whole):
            if one not in self.originals and self._root(other) != one:
                self.originals[one] = other
                self._tell(*self._again(one, other, standing))
        for one, other in alike:
            if one not in self.originals and other not in self.originals:
                pair, contained = self._again(one, other, standing)
                if (kind := self._part(pair)) is not None:
                    self._tell(pair, contained, kind)

    def _again(self, one: int, other: int, standing: Standing) -> tuple[Pair, list[str]]:
        """Compare two bodies once more: what is told of is little beside what is compared."""
        first, last = sorted((one, other))
        return self._directed(self._compare(first, last, standing=standing), standing)

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
        contained = [self.keys[number] for number in _contained(pair)]
        both = [self.clues[pair.one], self.clues[pair.other]]
        if original_of(both, contained) == self.keys[pair.one]:
            return self._compare(pair.other, pair.one, standing=standing), contained
        return pair, contained

    def _root(self, number: int) -> int:
        while number in self.originals:
            number = self.originals[number]
        return number


def _weight(body: Body) -> int:
    """Of a body, in records of the room."""
    return 1 + len(body.places) // WORDS


def _packed(body: Body) -> Body:
    body.forget()
    return body


def _triples(met: npt.NDArray[Any]) -> Iterator[tuple[int, int, int]]:
    """Rows as plain numbers, some at a time."""
    for start in range(0, len(met), AT_ONCE):
        yield from met[start : start + AT_ONCE].tolist()


def _contained(pair: Pair) -> list[int]:
    """Where only one stands wholly in the other: the longer if it was cut, else the shorter."""
    if (pair.share >= NEAR) == (pair.share_other >= NEAR):
        return []
    first = pair.alignment.matches[0]
    if pair.share >= NEAR:
        return [pair.other] if first.there <= GAP else [pair.one]
    return [pair.one] if first.start <= GAP else [pair.other]
