"""Rival accounts of who did it to whom: other actors, or the same with their roles swapped."""

from __future__ import annotations

from collections.abc import Callable

from dragoman.model import DifferenceKind
from dragoman.reconcile.origins import Voice
from dragoman.reconcile.press import TOLD, Telling, stated
from dragoman.reconcile.score import Scorer

Compare = Callable[[Telling, Voice, Telling, Voice], DifferenceKind | None]


def dispute_or_revision(
    one: Telling, voice: Voice, other: Telling, voice_b: Voice
) -> DifferenceKind:
    """How two tellings that differ stand: the same voice that says otherwise later revises."""
    if voice.key == voice_b.key:
        a, b = stated(one.statement, one.report), stated(other.statement, other.report)
        if a.known and b.known and not a.compatible(b):
            return DifferenceKind.REVISION
    return DifferenceKind.DISPUTE


def direction_kind(scorer: Scorer, mutual: frozenset[str]) -> Compare:
    """Whether two tellings swap who did it and to whom it was done."""

    def kind(one: Telling, voice: Voice, other: Telling, voice_b: Voice) -> DifferenceKind | None:
        if _no_rivals(one, voice, other, voice_b, scorer, mutual):
            return None
        if not (one.givers and one.takers and other.givers and other.takers):
            return None
        swapped = one.givers == other.takers and one.takers == other.givers
        if not swapped or one.givers == one.takers:
            return None
        return dispute_or_revision(one, voice, other, voice_b)

    return kind


def _no_rivals(
    one: Telling,
    voice: Voice,
    other: Telling,
    voice_b: Voice,
    scorer: Scorer,
    mutual: frozenset[str],
) -> bool:
    """Whether two tellings are no rival accounts of who did it to whom.

    Not of what both sides do, of words (two who accuse or demand are two), of what is only planned
    or threatened, and not where one voice tells both in one report: it tells two deeds apart.
    """
    if scorer.direction_free(one) or scorer.direction_free(other):
        return True
    if {one.event.rule, other.event.rule} & mutual:
        return True
    if {one.event.type, other.event.type} & scorer.likeness.verbal:
        return True
    if not {one.event.factuality, other.event.factuality} <= TOLD:
        return True
    return one.report.id == other.report.id and voice.key == voice_b.key


def actor_kind(scorer: Scorer, mutual: frozenset[str]) -> Compare:
    """Whether two tellings name others who did the same to the same party."""

    def kind(one: Telling, voice: Voice, other: Telling, voice_b: Voice) -> DifferenceKind | None:
        if _no_rivals(one, voice, other, voice_b, scorer, mutual):
            return None
        if not (one.givers and other.givers) or one.givers & other.givers:
            return None
        if not one.takers & other.takers or one.givers & other.takers:
            return None
        return dispute_or_revision(one, voice, other, voice_b)

    return kind
