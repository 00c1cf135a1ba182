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

from dragoman.model import Reason
from dragoman.reconcile.blocks import candidate_pairs
from dragoman.reconcile.press import Telling
from dragoman.reconcile.score import SLACK_DAYS, Scorer
from dragoman.reconcile.support import supported
from dragoman.reconcile.union import Union

LOOSEST = 0.4
"""How far below `Points.enough` the mean of the members' best scores may lie."""
MEMBERS_ASKED = 12
"""Members of a group that are asked for the mean, those with the smallest ids."""


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
) -> list[tuple[int, ...]]:
    """Group tellings into happenings.

    Args:
        tellings: in order of event id.
        must, cannot: pairs of event ids that an analyst put together or apart; ids that are
            not among the tellings are passed over.

    Returns:
        indices into ``tellings``; every telling is in exactly one group.
    """
    at = {telling.event.id: index for index, telling in enumerate(tellings)}
    apart = {frozenset((at[a], at[b])) for a, b in cannot if a in at and b in at}
    groups = _Groups(tellings, scorer, apart)
    for one, other in must:
        if one in at and other in at:
            groups.join(at[one], at[other])
    for bond in bonds(tellings, scorer):
        groups.try_join(bond.one, bond.other)
    return groups.result()


def bonds(tellings: Sequence[Telling], scorer: Scorer) -> list[Bond]:
    """All candidate pairs that score enough, the best first."""
    found = []
    for one, other in candidate_pairs(tellings, scorer.stories, scorer.likeness):
        if scorer.never(tellings[one], tellings[other]):
            continue
        score, reasons = scorer.score(tellings[one], tellings[other])
        if score >= scorer.points.enough and supported(tellings[one], tellings[other], scorer):
            found.append(Bond(round(score, 6), one, other, reasons))
    return sorted(found, key=lambda bond: (-bond.score, bond.one, bond.other))


class _Groups:
    """Groups under construction."""

    def __init__(
        self, tellings: Sequence[Telling], scorer: Scorer, apart: set[frozenset[int]]
    ) -> None:
        self._tellings = tellings
        self._scorer = scorer
        self._apart = apart
        self._union = Union(_name(i) for i in range(len(tellings)))
        self._members: dict[str, list[int]] = {_name(i): [i] for i in range(len(tellings))}
        self._scores: dict[tuple[int, int], float] = {}

    def join(self, one: int, other: int) -> None:
        a, b = sorted((self._union.root(_name(one)), self._union.root(_name(other))))
        if a != b:
            self._union.join(a, b)
            self._members[a] = sorted(self._members[a] + self._members.pop(b))

    def try_join(self, one: int, other: int) -> None:
        a, b = self._union.root(_name(one)), self._union.root(_name(other))
        if a != b and self._fit(self._members[a], self._members[b]):
            self.join(one, other)

    def result(self) -> list[tuple[int, ...]]:
        return [tuple(self._members[root]) for root in sorted(self._members)]

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


def _name(index: int) -> str:
    return f"{index:09}"


def explain(
    tellings: Mapping[str, Telling], scorer: Scorer, one: str, other: str
) -> tuple[str, float, tuple[Reason, ...]]:
    """Why two events (ids) are or are not held for one: (bar or empty, score, reasons)."""
    a, b = tellings[one], tellings[other]
    score, reasons = scorer.score(a, b)
    return scorer.never(a, b), score, reasons
