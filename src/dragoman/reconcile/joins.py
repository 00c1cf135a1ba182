"""Why the events of a happening are one: the scorer's own reasons, kept for the reader."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from dragoman.model import Join, Reason
from dragoman.reconcile.happenings import Group
from dragoman.reconcile.press import Telling
from dragoman.reconcile.score import Scorer
from dragoman.reconcile.shelf import ROOM, Room, in_order

FELLOWS: Final = 60
"""Members of a happening that each is compared with, those with the smallest ids."""


def joins(groups: Iterable[Group], scorer: Scorer, room: Room = ROOM) -> Sequence[Join]:
    """For each event that shares its happening the most like of the others, in order of event id.

    Points are the same that the grouping went by, to a hundredth; of fellows that score the same,
    the one with the smallest id.
    """
    made = (one for group in groups for one in joins_of(group, scorer))
    return in_order(made, lambda join: join.event_id, room)


def joins_of(group: Group, scorer: Scorer) -> Iterator[Join]:
    """The same for one happening, in order of its members."""
    tellings = [telling for telling, _ in group.members]
    if len(tellings) < 2:
        return
    known: dict[tuple[int, int], tuple[float, tuple[Reason, ...]]] = {}

    def scored(one: int, other: int) -> tuple[float, tuple[Reason, ...]]:
        """Of two members: the same whichever is asked about the other."""
        pair = (one, other) if one < other else (other, one)
        if pair not in known:
            points, reasons = scorer.score(*_in_order(tellings[one], tellings[other]))
            known[pair] = (round(points, 2), reasons)
        return known[pair]

    for at, telling in enumerate(tellings):
        fellows = [n for n in range(min(len(tellings), FELLOWS)) if n != at]
        best = min(fellows, key=lambda n: (-scored(at, n)[0], tellings[n].event.id))
        score, reasons = scored(at, best)
        fellow = tellings[best]
        yield Join(
            event_id=telling.event.id,
            fellow_id=fellow.event.id,
            happening_id=group.happening.id,
            score=score,
            reasons=tuple(replace(r, points=round(r.points, 2)) for r in reasons),
        )


def _in_order(one: Telling, other: Telling) -> tuple[Telling, Telling]:
    return (one, other) if one.event.id < other.event.id else (other, one)
