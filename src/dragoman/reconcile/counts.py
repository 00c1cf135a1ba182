"""Whether two counts can be accounts of one number: of one thing, of one stretch of time."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.lexicon import Likeness
from dragoman.model import Bound, DifferenceKind
from dragoman.reconcile.figures import Figure, apart, day_number, kinds_counted
from dragoman.reconcile.intervals import close, ratio
from dragoman.reconcile.reach import SO_FAR, Reach, reach_of
from dragoman.reconcile.union import NumberUnion
from dragoman.reconcile.wording import content_stems, stem, tokens

FAR_APART = 4
"""Figures further apart than this many times count different things rather than differ …"""
BESIDE_APART = 6
"""… unless one report sets them beside each other."""
SHARED_STEMS = 3
"""Words that two sentences must share for their counts to be of one thing."""
OF_ONE_DEED = 4
"""… for a day's count and one of all so far to be of the same deed."""
OF_NONE = 2
"""… for none to be said of what others count."""
MANY = 1000
"""So many are not lost in a day."""
LOSSES_APART = 3
"""The same for losses that no happening holds together."""
TAKEN_FOR_ONE = frozenset({DifferenceKind.DISPUTE, DifferenceKind.REVISION})
OTHERS = frozenset({"others", "other", "those", "them", "another", "further"})
"""Words of a figure by which it counts more than, or a part of, what was counted before."""
PART_OF = re.compile(r"\s+of\s+(?:the|those|these|them|whom|which|its|their|our|two|three)\b")
LOOSE = 2
"""Figures that meet, but lie further apart than this many times, say little of each other."""


def connected(pairs: Sequence[tuple[Figure, Figure]]) -> list[list[Figure]]:
    """Figures of pairs that differ, those together that hang together, in the order of the pairs.

    The dead of one side and those of the other may be counted in one happening: that the counts of
    each differ is two differences. Two who give one number of one state are of one.
    """
    members = list({id(one): one for pair in pairs for one in pair}.values())
    place = {id(one): at for at, one in enumerate(members)}
    union = NumberUnion(len(members))
    for one, other in pairs:
        union.join(place[id(one)], place[id(other)])
    for at, one in enumerate(members):
        for behind, other in enumerate(members[at + 1 :], at + 1):
            if one.value == other.value and not _of_other_states(one, other):
                union.join(at, behind)
    found: dict[int, list[Figure]] = {}
    for at, one in enumerate(members):
        found.setdefault(union.root(at), []).append(one)
    return list(found.values())


def head(one: Figure) -> str:
    """The stem of the noun that is counted ("reservist"), empty where none is told."""
    return next((stem(word) for word in reversed(tokens(one.quantity.referent))), "")


def heads_apart(figures: Sequence[Figure]) -> frozenset[frozenset[str]]:
    """Pairs of nouns that one sentence counts side by side: "75,000 reservists and 30,000 troops"
    are two things wherever else they are counted."""
    told: dict[tuple[str, int], set[str]] = {}
    for one in figures:
        if one.sentence is not None:
            told.setdefault(one.sentence, set()).add(head(one))
    return frozenset(
        frozenset((a, b))
        for heads in told.values()
        for a in heads
        for b in heads
        if a and b and a != b
    )


def _counted_apart(one: Figure, other: Figure, likeness: Likeness) -> bool:
    """Whether two figures count kinds of people that are never one count."""
    return apart(kinds_counted(one, likeness), kinds_counted(other, likeness))


def comparable(one: Figure, other: Figure, kind: DifferenceKind, likeness: Likeness) -> bool:
    """Whether two figures that differ in this kind can be accounts of one number."""
    if _counted_apart(one, other, likeness):
        return False
    if one.sentence is not None and one.sentence == other.sentence:
        # "About a dozen of the 120": one sentence tells them apart itself, unless two speak in it.
        level = not (one.quantity.scope or other.quantity.scope)
        losses = likeness.whole_of(one.quantity.measure) in likeness.standing
        return one.voice.key != other.voice.key and level and losses
    if _of_others(one, other) or _of_other_states(one, other) or _of_more(one, other):
        return False
    if _of_one_house(one, likeness) != _of_one_house(other, likeness):
        return False
    none = any(f.quantity.high == 0 for f in (one, other))
    alike = akin(one, other, likeness, OF_NONE) or "" != head(one) == head(other)
    if none and not alike:
        return False  # "no injuries" at one crossing is no denial of the dead of another place
    vague = any(f.quantity.bound is Bound.VAGUE for f in (one, other))
    if vague and not akin(one, other, likeness):
        return False  # "thousands" are killed in every war
    if not none and not _reach_alike(one, other, kind, likeness):
        return False
    if kind is DifferenceKind.PRECISION and not _tells_more(one, other):
        return False
    beside = one.report.id == other.report.id
    far = BESIDE_APART if beside else FAR_APART
    if kind in TAKEN_FOR_ONE and ratio(one.quantity, other.quantity) > far:
        return False
    if kind is DifferenceKind.SCOPE and one.quantity.measure != other.quantity.measure:
        return one.voice.key != other.voice.key
    return True


def _reach_alike(one: Figure, other: Figure, kind: DifferenceKind, likeness: Likeness) -> bool:
    """Whether two counts of losses reach as far: a day's dead are no account of all so far.

    Where the words tell it of one alone, two voices of one report set them beside each other, or
    the sentences tell of the same, or the two are large and near each other.
    """
    a, b = (_reach(f, likeness) for f in (one, other))
    if likeness.whole_of(one.quantity.measure) not in likeness.standing:
        return not (a and b) or a == b
    if a and b and a != b:
        # "Killed 14 on Friday" and "the toll of Friday's strike has risen to 19" are of one deed.
        return akin(one, other, likeness, OF_ONE_DEED)
    if kind is DifferenceKind.REVISION and a != SO_FAR != b and _fell(one, other):
        return akin(one, other, likeness)
    beside = one.report.id == other.report.id and one.voice.key != other.voice.key
    if a == b or beside or kind is DifferenceKind.REVISION:
        return True
    return akin(one, other, likeness, 2) or close(one.quantity, other.quantity)


def _of_one_house(one: Figure, likeness: Likeness) -> bool:
    """Whether a count is of those brought to one hospital: a part of any toll."""
    return bool(likeness.houses & set(tokens(one.clause)))


def _fell(one: Figure, other: Figure) -> bool:
    """Whether of two counts of losses the later is the lower: the dead do not grow fewer."""
    first, last = sorted((one, other), key=lambda f: day_number(f.stated_at))
    before, after = (f.quantity.best or f.quantity.low or 0.0 for f in (first, last))
    return after < before


def akin(one: Figure, other: Figure, likeness: Likeness, least: int = SHARED_STEMS) -> bool:
    """Whether the sentences of two figures share enough words that tell what happened."""
    a, b = (
        {w for w in content_stems(f.quantity.evidence[-1].exact, likeness) if not w.isdigit()}
        for f in (one, other)
    )
    return len(a & b) >= least


def both_so_far(one: Figure, other: Figure, likeness: Likeness) -> bool:
    """Whether both count all losses until they were told."""
    if likeness.whole_of(one.quantity.measure) not in likeness.standing:
        return False
    return all(_reach(f, likeness) == SO_FAR for f in (one, other))


def _reach(one: Figure, likeness: Likeness) -> Reach:
    """How far a count reaches, by its words; thousands are no loss of one day."""
    q = one.quantity
    return reach_of(one.clause, likeness) or (SO_FAR if (q.best or q.low or 0) >= MANY else "")


def _of_others(one: Figure, other: Figure) -> bool:
    """Whether one counts "others" or some "of those": more than, or a part of, what was counted."""
    return any(OTHERS & set(tokens(f.quantity.text)) for f in (one, other))


def _of_more(one: Figure, other: Figure) -> bool:
    """Whether one is a part of a number told beside it: "one of the two ships"."""
    return any(PART_OF.match(f.behind) for f in (one, other))


def _tells_more(one: Figure, other: Figure) -> bool:
    """Whether of two figures that meet one is so much narrower that it says something else: not
    "two" beside "a pair", nor "over a billion" beside "three billion"."""
    if {one.quantity.bound, other.quantity.bound} & {Bound.AT_MOST, Bound.UNDER}:
        return True  # "as many as 20" beside three: a limit is far from what it limits
    return one.quantity.low != other.quantity.low and ratio(one.quantity, other.quantity) <= LOOSE


def _of_other_states(one: Figure, other: Figure) -> bool:
    """Whether two figures count people or things of other states."""
    here, there = ({p.country for p in f.quantity.subject} - {""} for f in (one, other))
    return bool(here and there) and not here & there


def of_one_size(one: Figure, other: Figure) -> bool:
    """Whether two counts that no happening holds together can be of one thing: not too far apart,
    and none of them none."""
    if any(f.quantity.high == 0 for f in (one, other)):
        return False
    far = BESIDE_APART if one.report.id == other.report.id else LOSSES_APART
    return ratio(one.quantity, other.quantity) <= far
