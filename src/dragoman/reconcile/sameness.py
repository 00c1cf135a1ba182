"""Whether two tellings may name the same parties, and the same occurrence by other words."""

from __future__ import annotations

from functools import lru_cache
from typing import Final, Literal

from dragoman.lexicon.relations import default_relations
from dragoman.reconcile.press import Telling
from dragoman.reconcile.wording import root, tokens

Named = Literal["same", "like", ""]
SAME: Final = "same"
LIKE: Final = "like"
RELATED: Final = 0.5
"""Relation of two words (`Relations.between`) from which they may name one occurrence."""


def strangers(one: Telling, other: Telling) -> bool:
    """Whether the two name parties and none in common, where they could.

    One telling may name who did it and the other who suffered it; and a person of no known country
    ("Deputy Ortiz") may be anybody that the other telling knows by a country alone.
    """
    if not one.parties or not other.parties or one.parties & other.parties:
        return False
    return not (
        _may_be(one.givers, other.givers, one, other)
        and _may_be(one.takers, other.takers, one, other)
    )


def _may_be(a: frozenset[str], b: frozenset[str], one: Telling, other: Telling) -> bool:
    """Whether what two tellings name on one side, nothing in common, may be the same."""
    if not a or not b:
        return True
    ours, theirs = a <= one.unplaced, b <= other.unplaced
    if ours and theirs:
        return bool(_last_names(one) & _last_names(other))
    return ours or theirs


def _last_names(telling: Telling) -> frozenset[str]:
    return frozenset(name.split()[-1] for land, name in telling.persons if not land and name)


def named_alike(one: Telling, other: Telling) -> Named:
    """Whether the predicates are `SAME` word, `LIKE` (one rule of coding, one idea) or neither."""
    a, b = _rooted(one.event.trigger.exact), _rooted(other.event.trigger.exact)
    if a and a == b:
        return SAME
    if one.event.rule == other.event.rule != "" or one.idea & other.idea:
        return LIKE
    synonyms, above, _ = default_relations().between_forms(
        one.event.trigger.exact.casefold(), other.event.trigger.exact.casefold()
    )
    return LIKE if max(synonyms, above) >= RELATED else ""


@lru_cache(maxsize=10_000)
def _rooted(trigger: str) -> str:
    return " ".join(map(root, tokens(trigger)))


def plain_place(name: str) -> str:
    """A place's name without the owner before and the plain noun behind it: "Chad's Lac region"."""
    words = name.rpartition("'s ")[2].split()
    while len(words) > 1 and words[-1].islower():
        words.pop()
    return " ".join(words).casefold()
