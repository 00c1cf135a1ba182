"""A figure told a second time beside itself: converted, or in other words.

"Just under 300 hp (224 kW)", "up 112 points, or 0.9 percent", "more than $3m (£2.4m)".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from dragoman.extract.figure.line import Line
from dragoman.extract.figure.units import MONEY, rate_of
from dragoman.extract.records import QuantityDraft
from dragoman.model import Bound

BETWEEN: Final = frozenset({("(",), (",", "or"), ("or",), ("/",), ("[",)})
LISTED: Final = frozenset({("and",), (",",), (",", "and")})
ALTERNATIVE: Final = frozenset(
    {",", "or", "if", "not", "perhaps", "maybe", "even", "and", "possibly"}
)
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
            rate = _rate_behind(line, draft.end) if draft.measure == first.measure == MONEY else ""
            if rate:
                found[-1] = replace(first, unit=f"{first.unit} per {rate}")
                draft = replace(draft, unit=f"{draft.unit} per {rate}")
        if first is not None and between in LISTED and _shares_change(draft, first):
            draft = replace(draft, scope=first.scope)
        if first is not None and _leaves_out(draft, first, line):
            draft = replace(draft, unit=first.unit, measure=first.measure)
        if first is not None and _leads_to(first, draft, between):
            found[-1] = _counts_too(found[-1], draft)
        found.append(draft)
    return found


def _leaves_out(draft: QuantityDraft, first: QuantityDraft, line: Line) -> bool:
    """ "Rose by 2 percent but the other fell by *1*": the unit of the first is meant."""
    bare = not draft.unit and draft.noun < 0 and draft.measure != "age"
    changed = draft.scope in CHANGES and first.scope in CHANGES and first.measure == "share"
    return bare and changed and line.words[draft.start - 1] == line.words[first.start - 1] == "by"


def _leads_to(first: QuantityDraft, draft: QuantityDraft, between: tuple[str, ...]) -> bool:
    """ "*Dozens*, if not hundreds, of people", "*millions*, or hundreds of millions of users"."""
    bare = first.noun < 0 and not first.unit and first.bound is Bound.VAGUE is draft.bound
    return bare and bool(between) and ALTERNATIVE.issuperset(between)


def _counts_too(first: QuantityDraft, draft: QuantityDraft) -> QuantityDraft:
    return replace(
        first,
        unit=draft.unit,
        measure=draft.measure,
        noun=draft.noun,
        referent=draft.referent,
        subjects=draft.subjects,
    )


def _rate_behind(line: Line, end: int) -> str:
    """ "50 billion yen ($450 million) *a year*": the unit of the rate, empty if none."""
    return rate_of(line, end + 1)[0] if line.words[end : end + 1] == (")",) else ""


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
