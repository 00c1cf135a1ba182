"""What is specific about a likeness.

"Iran agreed" and "Iran agreed" score well and say nothing: type, parties and a verb are shared by a
hundred happenings of one conflict. Two reports are held to tell of one thing only if they share
something that few others do: a day, a figure, a thing, a place, a person, the same rare words.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dragoman.model import Reason
from dragoman.model.dates import AHEAD_OF_REPORT
from dragoman.reconcile.press import Telling, dated
from dragoman.reconcile.sameness import named_alike
from dragoman.reconcile.score import Scorer

WHOLE_PAIR: Final = 1.0
"""What two tellings need to share where both name the same two parties."""
PART_OF_PAIR: Final = 1.5
"""The same where one or both leave a party out."""
BOTH_UNDATED: Final = 0.25
"""What they need on top where neither has a date."""
DAYS_APART: Final = 0.5
"""What they need on top where their dates differ, as those of two strikes in a row do."""

SPECIFIC: Final = {
    "same days": 1.0,
    "same week": 1.0,
    "same month": 0.5,
    "at its start": 0.5,
    "item word": 0.5,
    "same figure": 1.0,
    "same toll": 1.25,
    "who": 0.5,
    "answer": 0.5,
    "like figure": 0.5,
    "place": 1.0,
    "person": 0.75,
    "mode": 0.5,
    "trigger": 0.25,
    "like trigger": 0.25,
    "name": 0.5,
    "same story": 0.5,
    "taken as known": 0.5,
    "one story, no dates": 0.5,
    "told together": 0.5,
}
"""What each reason of the score is worth here, if it speaks for the pair."""
OWN: Final = frozenset(
    {
        "item word",
        "same figure",
        "same toll",
        "like figure",
        "place",
        "person",
        "who",
        "name",
        "answer",
        "taken as known",
    }
)
"""Reasons of which two undated tellings share one, or else words of their own."""
OWN_WORDS: Final = 0.1
DAILY_OWN: Final = frozenset({"same figure", "same toll", "place", "person", "answer"})
DAILY_WORDS: Final = 0.2
"""The same of what a war brings every day (`Likeness.daily`): a shelling, a move of troops."""
ITEM_CLASS: Final = 0.5
ITEM_CLASSES: Final = 2
RETURNED: Final = 0.5
"""Both are told as halves of an exchange."""
WORDS: Final = ((0.3, 1.0), (0.15, 0.5))
"""Likeness of wording from which it is worth so much."""


def supported(
    one: Telling, other: Telling, scorer: Scorer, reasons: Sequence[Reason] | None = None
) -> bool:
    """Whether two tellings share enough that is specific.

    Within one report they need not, but for what a war brings every day: "fighting" here and "an
    attack" there, neither dated, are two.

    Args:
        reasons: of their score, where it is known.
    """
    within = one.report.id == other.report.id
    daily = bool({one.event.type, other.event.type} & scorer.likeness.daily)
    if within and (not daily or named_alike(one, other)):
        return True
    if reasons is None:
        _, reasons = scorer.score(one, other)
    enough = within or _support(one, other, scorer, reasons) >= needed(one, other)
    return enough and _of_its_own(one, other, scorer, reasons)


def _of_its_own(one: Telling, other: Telling, scorer: Scorer, reasons: Sequence[Reason]) -> bool:
    """Whether two undated tellings share something that is not their whole story's.

    One pair, one week and one verb are shared by every deed of a war.
    """
    if _dated(one) or _dated(other):
        return True
    daily = bool({one.event.type, other.event.type} & scorer.likeness.daily)
    least, own = (DAILY_WORDS, DAILY_OWN) if daily else (OWN_WORDS, OWN)
    if scorer.rarity.overlap(one.stems, other.stems) >= least:
        return True
    return any(r.points > 0 and r.name in own for r in reasons)


def _dated(telling: Telling) -> bool:
    """Whether the text dates it; that a plan lies ahead of its report is no date."""
    when = telling.event.occurred_at
    return dated(when) and when.basis != AHEAD_OF_REPORT


def needed(one: Telling, other: Telling) -> float:
    """How much that is specific two tellings have to share."""
    whole = one.parties == other.parties and len(one.parties) > 1
    undated = not _dated(one) and not _dated(other)
    a, b = one.event.occurred_at, other.event.occurred_at
    apart = dated(a) and dated(b) and not a.compatible(b)
    least = WHOLE_PAIR if whole else PART_OF_PAIR
    return least + (BOTH_UNDATED if undated else 0.0) + (DAYS_APART if apart else 0.0)


def support(one: Telling, other: Telling, scorer: Scorer) -> float:
    """How much that is specific two tellings share."""
    return _support(one, other, scorer, scorer.score(one, other)[1])


def _support(one: Telling, other: Telling, scorer: Scorer, reasons: Sequence[Reason]) -> float:
    total = sum(SPECIFIC.get(r.name, 0.0) for r in reasons if r.points > 0)
    classes = sum(
        any(scorer.likeness.same_class(a, b) for b in other.classes) for a in sorted(one.classes)
    )
    total += ITEM_CLASS * min(classes, ITEM_CLASSES)
    if one.event.in_return_for and other.event.in_return_for:
        total += RETURNED
    alike = scorer.rarity.overlap(one.stems, other.stems)
    return total + next((worth for least, worth in WORDS if alike >= least), 0.0)
