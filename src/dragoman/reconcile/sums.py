"""A breakdown that does not add up: "a total of 30 people: 12 soldiers and 19 civilians"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from dragoman.lexicon import Likeness
from dragoman.model import Difference, DifferenceKind
from dragoman.reconcile.figures import Figure, unit_key
from dragoman.reconcile.intervals import interval
from dragoman.reconcile.positions import Side, difference

OPENS: Final = re.compile(r"[^.;]{0,60}?(?P<how>:|[-–—]|\(|,? including\b|,? among them\b)\s*")
GOES_ON: Final = re.compile(r"\s*(?:,\s*(?:and\s+)?|and\s+|as well as\s+)")
PEOPLE: Final = frozenset({"people", "troops", "workers", "refugees", "hostages", "prisoners"})
"""Measure classes of people told without what befell them."""
SOME: Final = ("including", "among them")
"""What opens a list of parts that need not be all."""


def sum_differences(figures: Sequence[Figure], likeness: Likeness) -> list[Difference]:
    """Figures of one report whose told parts do not make the told whole.

    Args:
        figures: of any reports; only those of one report that stand in one list are added up.

    Returns:
        a dispute of the report with itself for each whole that its parts contradict: their sum
        is another number, or more than the whole where the list need not be complete.
    """
    by_report: dict[str, list[Figure]] = {}
    for one in figures:
        if one.quantity.measure and one.quantity.scope != "derived" and one.quantity.evidence:
            by_report.setdefault(one.report.id, []).append(one)
    found = []
    for key in sorted(by_report):
        told = sorted(by_report[key], key=lambda f: f.quantity.evidence[0].start)
        for at, whole in enumerate(told):
            parts, complete = _parts(whole, told[at + 1 :], likeness)
            if len(parts) > (1 if complete else 0) and _contradicts(whole, parts, complete):
                found.append(_difference(whole, parts, likeness))
    return found


def _parts(
    whole: Figure, following: Sequence[Figure], likeness: Likeness
) -> tuple[list[Figure], bool]:
    """The figures listed right behind a whole, and whether the list is all of it."""
    text = whole.report.source_text
    at = whole.quantity.evidence[0].end
    parts: list[Figure] = []
    complete = True
    for one in following:
        span = one.quantity.evidence[0]
        gap = text[at : span.start] if span.start >= at else "."
        joint = GOES_ON.fullmatch(gap) if parts else OPENS.fullmatch(gap)
        if joint is None or one.sentence != whole.sentence or not _part_of(one, whole, likeness):
            break
        if not parts:
            complete = not joint["how"].strip(" ,").startswith(SOME)
        parts.append(one)
        at = span.end
    return parts, complete


def _part_of(part: Figure, whole: Figure, likeness: Likeness) -> bool:
    a, b = part.quantity, whole.quantity
    if a.scope in ("rise", "fall"):
        return False
    if b.measure in likeness.standing and a.measure in PEOPLE | likeness.standing:
        # "30 people died …: 12 soldiers and …": the list leaves out that they died.
        return True
    same = likeness.whole_of(a.measure) == likeness.whole_of(b.measure)
    return same and unit_key(a) == unit_key(b)


def _contradicts(whole: Figure, parts: Sequence[Figure], complete: bool) -> bool:
    ends = [interval(part.quantity) for part in parts]
    low, high = sum(end[0] for end in ends), sum(end[1] for end in ends)
    first, last = interval(whole.quantity)
    return low > last or (complete and high < first)


def _difference(whole: Figure, parts: Sequence[Figure], likeness: Likeness) -> Difference:
    listed = " + ".join(part.quantity.text for part in parts)
    total = sum(interval(part.quantity)[0] for part in parts)
    sides = [
        _side(whole, whole.quantity.text, (0,)),
        *(_side(part, f"{total:,.0f} ({listed})", (1,)) for part in parts),
    ]
    slot = f"figure:{likeness.whole_of(whole.quantity.measure)}"
    return difference("", slot, DifferenceKind.DISPUTE, sides)


def _side(one: Figure, value: str, sort: tuple[object, ...]) -> Side:
    return Side(
        value=value,
        sort=sort,
        voice=one.voice,
        source=one.sources[0] if one.sources else None,
        report_id=one.report.id,
        stated_at=one.stated_at,
        evidence=one.quantity.evidence[:1],
    )
