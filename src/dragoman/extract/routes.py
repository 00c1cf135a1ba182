"""The way that what is moved takes: places passed, crossings, carriers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from dragoman.extract.arguments import obliques
from dragoman.extract.matching import Clauses
from dragoman.extract.records import EventDraft, Frame, LegDraft
from dragoman.model import ActorKind

ANY: Final = "*"
ANY_PLACE: Final = "@@place"
PLACES: Final = frozenset({ActorKind.STATE, ActorKind.PLACE, ActorKind.GOVERNMENT})
DEEPEST: Final = 3
"""How many phrases down a way is looked for ("by rail through the crossing at …")."""
INSIDE: Final = frozenset({"of", "at", "in", "on", "between", "with"})
"""Prepositions that only tell which place ("the port *of* …")."""


def with_routes(
    c: Clauses, frames: Sequence[Frame], drafts: Sequence[EventDraft]
) -> list[EventDraft]:
    """Add to the events that move something the way that their clause tells of.

    A phrase may hang from the predicate, from what is moved or from its goal: "sent *to Chad via
    Mali*" and "sent shells *by rail through Mali*" are parsed in all these ways.
    """
    return [
        replace(d, route=_legs(c, frames[d.frame - frames[0].index], d)) if d.items else d
        for d in drafts
    ]


def _legs(c: Clauses, frame: Frame, draft: EventDraft) -> tuple[LegDraft, ...]:
    tops = [i.head for i in draft.items]
    # "flown by Jordan aboard planes": the doer of a passive stands before the way.
    tops += [h for h in (*frame.agent, *frame.dative) if h > frame.predicate]
    own = {frame.predicate, frame.support, *tops}
    found: dict[int, LegDraft] = {}
    ways = [(o.prep, h, 0) for o in frame.obliques for h in o.heads]
    ways += [(o.prep, h, 0) for i in tops for o in obliques(c.s, i, c.coding) for h in o.heads]
    for prep, head, depth in ways:
        if _tells(c, prep, head):
            found.setdefault(head, _leg(c, prep, head))
        if depth < DEEPEST and (head not in c.frames or head in own):
            below = obliques(c.s, head, c.coding)
            ways += [(o.prep, h, depth + 1) for o in below for h in o.heads]
    return tuple(found[head] for head in sorted(found))


def _tells(c: Clauses, prep: str, head: int) -> bool:
    """Whether a preposition with what stands under it tells a way."""
    words = c.coding.ways.get(prep)
    if words is None or c.s.tokens[head].pos not in ("NOUN", "PROPN"):
        return False
    mention = c.mentions.get(head)
    place = mention is not None and mention.kind in PLACES
    lemma = c.s.tokens[head].lemma.lower()
    return ANY in words or lemma in words or (place and ANY_PLACE in words)


def _leg(c: Clauses, prep: str, head: int) -> LegDraft:
    """The phrase without its article, and with what tells which place it is."""
    s = c.s
    left = [k for k in s.children[head] if k < head and s.tokens[k].pos not in ("DET", "PUNCT")]
    start = min((i for k in left for i in s.subtree(k)), default=head)
    right = [
        k
        for k in s.children[head]
        if k > head and s.tokens[k].dep == "prep" and s.tokens[k].lemma in INSIDE
    ]
    end = head + 1
    for k in right:
        if k == end:
            end = max(s.subtree(k)) + 1
    return LegDraft(prep.replace("_", " "), start, end, head)
