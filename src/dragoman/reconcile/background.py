"""Whether a deed is told as news or taken as known, and whether a report tells one such deed only.

"Two weeks after clashes", "apologised for shooting it down", "the goods that customs had seized":
the reader is taken to know of the deed (Prince 1981, given and new information; Hooper and
Thompson 1973 on what such clauses presuppose). Of a story that tells of one such deed as news,
it is that one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from dragoman.lexicon import Likeness
from dragoman.model import Event, Factuality
from dragoman.reconcile.wording import tokens

if TYPE_CHECKING:
    from dragoman.reconcile.telling import Telling

NEAR = 3
"""Words before a predicate among which stands what makes it known."""
DONE = frozenset({Factuality.ACTUAL, Factuality.ONGOING})
BEHIND = 4
"""The same behind it."""


def as_known(event: Event, before: str, after: str, own: bool, likeness: Likeness) -> bool:
    """Whether the wording takes an event as known.

    Args:
        before, after: what stands in the sentence before the predicate and behind it.
        own: whether the report tells it in its own voice. "Kyiv said that Russia had sent troops"
            is news all the same: what is reported goes into the past.
    """
    known = likeness.known
    ahead, behind = tokens(before)[-NEAR:], tokens(after)[:BEHIND]
    if known["earlier"] & set(behind):
        return True
    if "noun" in event.rule:
        return bool(known["definite"] & set(ahead) or known["behind"] & set(ahead[-2:]))
    if event.trigger.exact.casefold().endswith("ing"):
        return bool(known["behind"] & set(ahead[-1:]))
    if own and known["past"] & set(ahead) and not known["open"] & set(ahead):
        return True
    passive = bool(known["auxiliary"] & set(ahead[-2:]))
    return bool(ahead) and not passive and behind[:1] == ["by"]


def with_sole(tellings: Sequence[Telling]) -> list[Telling]:
    """The tellings of one report, each marked where it alone tells such a deed as news.

    Another of its kind, by one rule of coding or one idea, that has a party in common, or names
    none, would be such; what the same word tells again (in the headline, or of either side) is not.
    """
    news = [t for t in tellings if not t.known]
    return [
        replace(one, sole=True)
        if _is_news(one) and not any(_alike(one, other) for other in news)
        else one
        for one in tellings
    ]


def _is_news(one: Telling) -> bool:
    return not one.known and one.event.factuality in DONE


def _alike(one: Telling, other: Telling) -> bool:
    if one.trigger == other.trigger or one.event.type != other.event.type:
        return False
    if one.event.rule != other.event.rule and not one.idea & other.idea:
        return False
    return not one.parties or not other.parties or bool(one.parties & other.parties)
