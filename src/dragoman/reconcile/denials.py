"""Whether somebody says that a deed did not happen, or only that something else did not."""

from __future__ import annotations

from dragoman.lexicon import Likeness
from dragoman.model import ActorKind, Factuality
from dragoman.reconcile.press import Telling
from dragoman.reconcile.sameness import SAME, named_alike
from dragoman.reconcile.score import Scorer
from dragoman.reconcile.wording import tokens

DENIED_ALIKE = 0.12
"""Likeness of two sentences from which the one may deny what the other tells in other words."""
NEAR = 8
"""Words to either side of a negated predicate that tell whether it is a denial."""


def denied(telling: Telling, likeness: Likeness) -> bool:
    """Whether somebody says that it did not happen.

    Who denies does. A mere negation does where a state or a side speaks and it stands alone;
    "failed to agree", "cannot release", "has not attacked since" say something else.
    """
    if telling.event.factuality is Factuality.DENIED:
        return True
    if not _speaks_for_a_state(telling):
        return False
    return not unlike_a_denial(telling, likeness)


def unlike_a_denial(telling: Telling, likeness: Likeness) -> bool:
    """Whether the words near a negated deed say something else than that it did not happen."""
    before, _, behind = telling.sentence.partition(telling.event.trigger.exact)
    near = (*tokens(before)[-NEAR:], *tokens(behind)[:NEAR])
    return bool(likeness.no_denial & set(near))


def _speaks_for_a_state(telling: Telling) -> bool:
    """Whether a state or one of the sides negates a deed; what an outlet or a person of no told
    state negates ("never visited") is mostly another matter."""
    if telling.statement is None:
        return False
    speaker = telling.statement.sources[0]
    outlet = speaker.kind is ActorKind.MEDIUM
    return (bool(speaker.country) and not outlet) or speaker.actor_id in telling.parties


def of_one_deed(one: Telling, other: Telling, scorer: Scorer) -> bool:
    """Whether who denies and who tells name one deed: by one predicate or one kind of deed, and by
    what it was done to, or in like words."""
    if one.event.type != other.event.type or (one.event.mode or "") != (other.event.mode or ""):
        return False
    named = named_alike(one, other)
    things = one.item_stems | other.item_stems
    shared = bool(one.item_stems & other.item_stems)
    if things and one.item_stems and other.item_stems and not shared:
        return False
    outright = Factuality.DENIED in (one.event.factuality, other.event.factuality)
    alike = scorer.rarity.overlap(one.stems, other.stems)
    return named == SAME or bool(outright and named) or shared or alike >= DENIED_ALIKE
