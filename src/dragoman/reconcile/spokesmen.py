"""Who stands for a country in a sentence that tells of a happening."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from dragoman.model import Actor, ActorKind, Participant

BREADTH: Final = (
    ActorKind.STATE,
    ActorKind.GOVERNMENT,
    ActorKind.IGO,
    ActorKind.ARMED_FORCE,
    ActorKind.OFFICE,
    ActorKind.PERSON,
)
"""From what stands for a whole country to what stands for part of it."""


def spokesmen(
    participants: Sequence[Participant], actors: Mapping[str, Actor], *, personal: bool
) -> tuple[Participant, ...]:
    """One participant for each country, by name: "China and its army" are China.

    Args:
        actors: by id; a participant that is none of them stands for the least.
        personal: whether persons tell one occurrence from another, so that a person goes before
            the whole country.
    """
    order = [ActorKind.PERSON, *BREADTH] if personal else list(BREADTH)

    def rank(one: Participant) -> tuple[int, int, str]:
        actor = actors.get(one.actor_id)
        place = order.index(actor.kind) if actor and actor.kind in order else len(order)
        return (place, len(one.name), one.name)

    best: dict[str, Participant] = {}
    for one in sorted(participants, key=rank):
        best.setdefault(one.country or one.actor_id or one.name, one)
    return tuple(sorted(best.values(), key=lambda p: p.name.casefold()))
