"""A figure told a second time beside itself: converted, or in other words.

"Just under 300 hp (224 kW)", "up 112 points, or 0.9 percent", "more than $3m (£2.4m)".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from dragoman.extract.figure.line import Line
from dragoman.extract.records import QuantityDraft
from dragoman.model import Bound

BETWEEN: Final = frozenset({("(",), (",", "or"), ("or",), ("/",), ("[",)})
LISTED: Final = frozenset({("and",), (",",), (",", "and")})
ONE_SIDED: Final = frozenset({Bound.OVER, Bound.AT_LEAST, Bound.UNDER, Bound.AT_MOST})
CHANGES: Final = frozenset({"rise", "fall"})


def told_again(drafts: Sequence[QuantityDraft], line: Line) -> list[QuantityDraft]:
    """Give a figure that is told in another unit the bound and the change of the first.

    Args:
        drafts: a sentence's figures in order of the text.

    Returns:
        the same figures; one that directly follows another in brackets or behind "or", and has a
        unit of the same measure or is the share of a change, has the other's bound and change.
    """
    found: list[QuantityDraft] = []
    for draft in drafts:
        first = found[-1] if found else None
        between = line.words[first.end : draft.start] if first is not None else ()
        if first is not None and between in BETWEEN:
            draft = _like(draft, first)
        if first is not None and between in LISTED and _shares_change(draft, first):
            draft = replace(draft, scope=first.scope)
        found.append(draft)
    return found


def _shares_change(draft: QuantityDraft, first: QuantityDraft) -> bool:
    """ "Rose 3 percent and *4 percent*": one verb tells both changes."""
    same = draft.unit == first.unit and draft.measure == "share"
    return same and first.scope in CHANGES and not draft.scope


def _like(draft: QuantityDraft, first: QuantityDraft) -> QuantityDraft:
    if not draft.unit or draft.unit == first.unit:
        return draft
    same = draft.measure == first.measure != ""
    if first.scope in CHANGES and not draft.scope and (same or draft.measure == "share"):
        draft = replace(draft, scope=first.scope)
    if not same or draft.bound is not Bound.EXACT or first.bound not in ONE_SIDED:
        return draft
    above = first.bound in (Bound.OVER, Bound.AT_LEAST)
    low, high = (draft.best, None) if above else (None, draft.best)
    return replace(draft, bound=first.bound, low=low, high=high)
