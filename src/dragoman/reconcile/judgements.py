"""What analysts decided, as constraints on the grouping: their word wins over the machine's.

A judgement names a record. ``merge`` and ``split`` name events, or happenings, which stand for
their events; ``reject`` takes an event or a whole happening out, with the further events that it
names. ``re-attribute`` says who speaks a statement in truth, before anything is grouped or counted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dragoman.model import Judgement


@dataclass(frozen=True, slots=True)
class Constraints:
    """Pairs of event ids that belong together or apart, and events to leave out."""

    must: tuple[tuple[str, str], ...] = ()
    cannot: tuple[tuple[str, str], ...] = ()
    rejected: frozenset[str] = frozenset()


def constraints(
    judgements: Sequence[Judgement], members: Mapping[str, Sequence[str]]
) -> Constraints:
    """Turn judgements into constraints; the later of two on the same pair wins.

    Args:
        members: event ids of each happening as the machine alone groups them, so that a
            judgement that names a happening can be told from its events. One whose happening
            is no more rests until it comes back.
    """
    pairs: dict[tuple[str, str], str] = {}
    rejected: set[str] = set()
    for judgement in sorted(judgements, key=lambda j: (j.recorded_at, j.id)):
        own = _events(judgement.record_id, members)
        others = [e for key in judgement.other_ids for e in _events(key, members)]
        if judgement.verb == "reject":
            rejected.update(own, others)
        elif judgement.verb == "accept":
            rejected.difference_update(own, others)
        elif judgement.verb in ("merge", "split"):
            if judgement.verb == "merge":
                others = own[1:] + others
                own = own[:1]
            for one in own:
                for other in others:
                    if one != other:
                        low, high = sorted((one, other))
                        pairs[low, high] = judgement.verb
    return Constraints(
        must=tuple(sorted(pair for pair, verb in pairs.items() if verb == "merge")),
        cannot=tuple(sorted(pair for pair, verb in pairs.items() if verb == "split")),
        rejected=frozenset(rejected),
    )


def attributions(judgements: Sequence[Judgement]) -> dict[str, str]:
    """By statement id the id of the actor who says so in truth; the later of two wins."""
    ordered = sorted(judgements, key=lambda j: (j.recorded_at, j.id))
    return {
        j.record_id: j.other_ids[0] for j in ordered if j.verb == "re-attribute" and j.other_ids
    }


def _events(key: str, members: Mapping[str, Sequence[str]]) -> list[str]:
    return list(members.get(key, (key,)))
