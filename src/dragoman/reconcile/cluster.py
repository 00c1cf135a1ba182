"""Groups of tellings that are of one happening, out of scored pairs.

Agglomerative, best pair first. Two groups join only if no member of the one clashes with a member
of the other (`Scorer.never`), if some day fits all, and if their members agree, each with the
member of the other group that is most like it. Ties are broken by event ids, so the groups depend
on the set of tellings only.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from dragoman.model import Reason
from dragoman.reconcile.blocks import near_pairs
from dragoman.reconcile.features import SLACK_DAYS
from dragoman.reconcile.press import Telling
from dragoman.reconcile.score import Scorer
from dragoman.reconcile.shelf import ROOM, Room, each
from dragoman.reconcile.support import supported
from dragoman.reconcile.union import NumberUnion

LOOSEST = 0.4
"""How far below `Points.enough` the mean of the members' best scores may lie."""
MEMBERS_ASKED = 12
"""Members of a group that are asked for the mean, those with the smallest ids."""
SCORES = 200_000
"""Scores kept while one set of tellings that hang together is grouped."""


@dataclass(frozen=True, slots=True)
class Bond:
    """A scored pair of tellings (indices, lower first)."""

    score: float
    one: int
    other: int
    reasons: tuple[Reason, ...]


def cluster(
    tellings: Sequence[Telling],
    scorer: Scorer,
    must: Iterable[tuple[str, str]] = (),
    cannot: Iterable[tuple[str, str]] = (),
    room: Room = ROOM,
) -> list[tuple[int, ...]]:
    """Group tellings into happenings.

    Args:
        tellings: in order of event id.
        must, cannot: pairs of event ids that an analyst put together or apart; ids that are
            not among the tellings are passed over.

    Returns:
        indices into ``tellings``; every telling is in exactly one group.
    """
    together, apart = (_numbered(pairs, tellings) for pairs in (must, cannot))
    groups = _Groups(tellings, scorer, {frozenset(pair) for pair in apart})
    for one, other in together:
        groups.join(one, other)
    found = _scored(tellings, scorer, room)
    # What is bound to nothing in common is grouped apart: so all of it is in memory at once.
    union = NumberUnion(len(tellings))
    for one, other in [
        *together,
        *zip(found["one"].tolist(), found["other"].tolist(), strict=True),
    ]:
        union.join(one, other)
    home = np.array([union.root(one) for one in found["one"].tolist()], np.int64)
    order = np.lexsort((found["other"], found["one"], -found["score"], home))
    for some in np.split(order, np.flatnonzero(np.diff(home[order])) + 1):
        hanging = found[some]
        groups.forget()
        groups.remember(hanging)
        for one, other in zip(hanging["one"].tolist(), hanging["other"].tolist(), strict=True):
            groups.try_join(one, other)
    return groups.result()


def _numbered(
    pairs: Iterable[tuple[str, str]], tellings: Sequence[Telling]
) -> list[tuple[int, int]]:
    """Pairs of event ids as indices, those left out that are not among the tellings."""
    listed = list(pairs)
    named = {key for pair in listed for key in pair}
    at = {t.event.id: n for n, t in (each(tellings) if named else ()) if t.event.id in named}
    return [(at[a], at[b]) for a, b in listed if a in at and b in at]


def bonds(tellings: Sequence[Telling], scorer: Scorer) -> list[Bond]:
    """All candidate pairs that score enough, the best first."""
    found = [
        Bond(score, one, other, scorer.score(tellings[one], tellings[other])[1])
        for score, one, other, _ in _scored(tellings, scorer, ROOM).tolist()
    ]
    return sorted(found, key=lambda bond: (-bond.score, bond.one, bond.other))


Scored: Final = np.dtype([("score", "f8"), ("one", "u4"), ("other", "u4"), ("exact", "f8")])


def _scored(tellings: Sequence[Telling], scorer: Scorer, room: Room) -> npt.NDArray[Any]:
    """The same pairs as rows, in no order."""
    found = [np.zeros(0, Scored)]
    for pairs in near_pairs(tellings, scorer.stories, scorer.likeness, room):
        rows = []
        for one, other in pairs:
            a, b = tellings[one], tellings[other]
            if scorer.never(a, b):
                continue
            score, reasons = scorer.score(a, b)
            if score >= scorer.points.enough and supported(a, b, scorer, reasons):
                rows.append((round(score, 6), one, other, score))
        found.append(np.array(rows, Scored))
    return np.concatenate(found)


class _Groups:
    """Groups under construction."""

    def __init__(
        self, tellings: Sequence[Telling], scorer: Scorer, apart: set[frozenset[int]]
    ) -> None:
        self._tellings = tellings
        self._scorer = scorer
        self._apart = apart
        self._union = NumberUnion(len(tellings))
        self._members: dict[int, list[int]] = {}
        self._scores: dict[tuple[int, int], float] = {}

    def join(self, one: int, other: int) -> None:
        a, b = self._union.root(one), self._union.root(other)
        if a != b:
            both = sorted(self._of(a) + self._of(b))
            kept, gone = self._union.join(a, b)
            self._members.pop(gone, None)
            self._members[kept] = both

    def try_join(self, one: int, other: int) -> None:
        a, b = self._union.root(one), self._union.root(other)
        if a != b and self._fit(self._of(a), self._of(b)):
            self.join(one, other)

    def forget(self) -> None:
        """Let go of the scores that were asked for."""
        self._scores.clear()

    def remember(self, scored: npt.NDArray[Any]) -> None:
        """Take the scores of some pairs as they were found."""
        for _, one, other, score in scored[:SCORES].tolist():
            self._scores[one, other] = score

    def result(self) -> list[tuple[int, ...]]:
        return [
            tuple(self._of(number))
            for number in range(len(self._tellings))
            if self._union.root(number) == number
        ]

    def _of(self, root: int) -> list[int]:
        return self._members.get(root) or [root]

    def _fit(self, ours: list[int], theirs: list[int]) -> bool:
        for one in ours:
            for other in theirs:
                if self._apart and frozenset((one, other)) in self._apart:
                    return False
                if self._scorer.never(self._tellings[one], self._tellings[other]):
                    return False
        if not _share_a_day([self._tellings[i] for i in (*ours, *theirs)]):
            return False
        return self._agreement(ours, theirs) >= self._scorer.points.enough - LOOSEST

    def _agreement(self, ours: list[int], theirs: list[int]) -> float:
        """Mean over all members of each one's best score with a member of the other group."""
        one, other = ours[:MEMBERS_ASKED], theirs[:MEMBERS_ASKED]
        best = [max(self._score(a, b) for b in other) for a in one]
        best += [max(self._score(a, b) for a in one) for b in other]
        return sum(best) / len(best)

    def _score(self, one: int, other: int) -> float:
        pair = (one, other) if one < other else (other, one)
        if pair not in self._scores:
            if len(self._scores) >= SCORES:
                self.forget()
            score, _ = self._scorer.score(self._tellings[pair[0]], self._tellings[pair[1]])
            self._scores[pair] = score
        return self._scores[pair]


def _share_a_day(tellings: Sequence[Telling]) -> bool:
    """Whether some stretch of days, give or take the slack, fits every telling."""
    earliest: list[date] = [t.when.earliest for t in tellings if t.when.earliest is not None]
    latest: list[date] = [t.when.latest for t in tellings if t.when.latest is not None]
    if not earliest or not latest:
        return True
    return (max(earliest) - min(latest)).days <= SLACK_DAYS


def explain(
    tellings: Mapping[str, Telling], scorer: Scorer, one: str, other: str
) -> tuple[str, float, tuple[Reason, ...]]:
    """Why two events (ids) are or are not held for one: (bar or empty, score, reasons)."""
    a, b = tellings[one], tellings[other]
    score, reasons = scorer.score(a, b)
    return scorer.never(a, b), score, reasons
