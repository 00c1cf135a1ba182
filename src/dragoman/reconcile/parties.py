"""Who acts in an event and who undergoes it: parties, persons, and what they are called."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from dragoman.lexicon import Likeness
from dragoman.model import Actor, ActorKind, Event, Participant, Quantity
from dragoman.reconcile.wording import WORD, stem, tokens

NOBODY_IN_PARTICULAR = frozenset({ActorKind.GROUP, ActorKind.UNNAMED, ActorKind.PLACE})

HOSTED = ("043", "visit")
"""CAMEO code and mode of a visit told from the host's side: who came is the giver."""


def sides(participants: Iterable[Participant], actors: Mapping[str, Actor]) -> frozenset[str]:
    """The parties in a role: countries, else actor ids.

    Mentions left open are no party, nor are "people" or "officials" of no country.
    """
    found = set()
    for one in participants:
        actor = actors.get(one.actor_id)
        if one.country:
            found.add(one.country)
        elif one.actor_id and (actor is None or actor.kind not in NOBODY_IN_PARTICULAR):
            found.add(one.actor_id)
    return frozenset(found)


def roles(
    event: Event, figures: Sequence[Quantity], actors: Mapping[str, Actor], likeness: Likeness
) -> tuple[frozenset[str], frozenset[str]]:
    """Who gives and who takes; whom a deed befell is told by its toll where nothing else does.

    "The shelling, as a result of which six citizens of Tajikistan lost their lives."
    """
    hosted = (event.cameo, event.mode) == HOSTED
    givers = sides(event.recipients if hosted else event.initiators, actors)
    takers = sides(event.initiators if hosted else event.recipients, actors)
    if event.type in likeness.harmful and not takers:
        suffered = (
            sides(q.subject, actors)
            for q in figures
            if likeness.whole_of(q.measure) in likeness.standing
        )
        takers = frozenset(party for one in suffered for party in one) - givers
    return givers, takers


def persons(
    participants: Iterable[Participant], actors: Mapping[str, Actor]
) -> frozenset[tuple[str, str]]:
    """(country, name) of those who act in person."""
    return frozenset(
        (p.country, p.name.casefold())
        for p in participants
        if (actor := actors.get(p.actor_id)) is not None and actor.kind is ActorKind.PERSON
    )


def unplaced(participants: Iterable[Participant], actors: Mapping[str, Actor]) -> frozenset[str]:
    """Ids of the persons of no known country."""
    return frozenset(
        p.actor_id
        for p in participants
        if not p.country
        and (actor := actors.get(p.actor_id)) is not None
        and actor.kind is ActorKind.PERSON
    )


def described(event: Event, likeness: Likeness) -> frozenset[str]:
    """Stems of the nouns that say what people a deed was by or to, but for the commonest."""
    heads = (
        tokens(p.text.partition(" of ")[0])[-1:] for p in (*event.initiators, *event.recipients)
    )
    words = {re.sub("men$", "man", word) for head in heads for word in head}
    named = {word for p in (*event.initiators, *event.recipients) for word in _capitals(p.text)}
    return frozenset(stem(w) for w in words - likeness.common_people - named if len(w) > 2)


def _capitals(text: str) -> set[str]:
    return {word.casefold() for word in WORD.findall(text) if not word.islower()}
