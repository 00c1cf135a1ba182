"""Figures that no event carries, put to the happening that they count.

"The toll has risen to seven", "officials now admit to nineteen deaths": the clause tells of no
deed, and yet the number is of one that the story has told of. What a figure is of is known by what
it counts, whose, and how its sentence is worded; where two happenings would do, it is of none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.lexicon import Likeness
from dragoman.model import CodedReport, Quantity
from dragoman.reconcile.figures import apart, counted_kinds, scope_key, unit_key
from dragoman.reconcile.intervals import ratio
from dragoman.reconcile.press import TOLD, Press, Telling, sides
from dragoman.reconcile.score import Scorer
from dragoman.reconcile.shelf import each
from dragoman.reconcile.stories import reports_of
from dragoman.reconcile.wording import content_stems, stem, tokens

MANY = 6
"""Figures further apart than this many times count different things."""
LEAST = 0.06
"""Likeness of wording that decides between two happenings."""
CLEARLY = 1.5
"""How many times as like the chosen one has to be as the next."""
SHARED_STEMS = 1
"""Words besides the counted thing that a sentence shares with the happening's, where what it
counts are things: tolls are told in any words."""


@dataclass(frozen=True, slots=True)
class _Carrier:
    """What a group of tellings counts.

    Attributes:
        at: the group's place.
        sentences: the stems of those that give figures.
    """

    at: int
    figures: tuple[Quantity, ...]
    parties: frozenset[str]
    sentences: tuple[frozenset[str], ...]


def adopt(
    groups: Sequence[Sequence[int]], tellings: Sequence[Telling], press: Press, scorer: Scorer
) -> dict[int, list[tuple[str, str]]]:
    """Which figures without an event belong to which group of tellings.

    Args:
        groups: numbers of the tellings that are of one happening.

    Returns:
        report id and id of figures by the place of their group, in order; a figure is given to
        one group only.
    """
    counting = _counting(groups, tellings, scorer)
    found: dict[int, list[tuple[str, str]]] = {}
    reports = reports_of(scorer.stories)
    for story in sorted(counting):
        counting_too = (press.coded[key] for key in reports[story] if key in press.loose)
        loose = [q for coded in counting_too for q in _loose(coded, scorer.likeness)]
        carriers = _carriers(counting[story], tellings) if loose else []
        for quantity in loose:
            place = _home(quantity, carriers, press, scorer)
            if place is not None:
                found.setdefault(place, []).append((quantity.report_id, quantity.id))
    return {at: sorted(found[at]) for at in sorted(found)}


def _counting(
    groups: Sequence[Sequence[int]], tellings: Sequence[Telling], scorer: Scorer
) -> dict[str, list[tuple[int, int]]]:
    """By story, the groups and numbers of the tellings of done deeds that give figures."""
    place = {number: at for at, group in enumerate(groups) for number in group}
    found: dict[str, list[tuple[int, int]]] = {}
    for number, telling in each(tellings):
        if telling.event.factuality in TOLD and any(_counts(q) for q in telling.figures):
            story = scorer.stories.get(telling.report.id, "")
            found.setdefault(story, []).append((place[number], number))
    return found


def _counts(quantity: Quantity) -> bool:
    return bool(quantity.measure) and not scope_key(quantity)


def _loose(coded: CodedReport, likeness: Likeness) -> Iterator[Quantity]:
    """The levels counted by the figures of a report that no event carries."""
    for q in coded.quantities:
        if q.measure and not q.event_id and not q.scope and q.measure not in likeness.uncounted:
            yield q


def _carriers(counting: Sequence[tuple[int, int]], tellings: Sequence[Telling]) -> list[_Carrier]:
    by_group: dict[int, list[Telling]] = {}
    for at, number in sorted(counting):
        by_group.setdefault(at, []).append(tellings[number])
    return [
        _Carrier(
            at,
            tuple(q for t in told for q in t.figures if _counts(q)),
            frozenset(p for t in told for p in t.parties),
            tuple(dict.fromkeys(t.stems for t in told)),
        )
        for at, told in by_group.items()
    ]


def _home(
    quantity: Quantity, carriers: Sequence[_Carrier], press: Press, scorer: Scorer
) -> int | None:
    """The place of the one group that a figure can be of, if it is clear which."""
    stems = frozenset(content_stems(press.sentence_of(quantity), scorer.likeness))
    graded = sorted(
        ((_grade(stems, c, scorer), c.at) for c in _fitting(quantity, carriers, press, scorer)),
        key=lambda row: (-row[0], row[1]),
    )
    if not graded or not _specific(quantity, stems, carriers, graded[0][1], scorer):
        return None
    if len(graded) == 1:
        return graded[0][1]
    (best, at), (second, _) = graded[:2]
    return at if best >= LEAST and best >= CLEARLY * second else None


def _fitting(
    quantity: Quantity, carriers: Sequence[_Carrier], press: Press, scorer: Scorer
) -> Iterator[_Carrier]:
    whose = sides(quantity.subject, press.actors)
    kinds = counted_kinds(quantity, scorer.likeness)
    known = [c for c in carriers if whose & _owners(c, quantity, press)]
    for carrier in known or carriers:
        counted = [
            q
            for q in carrier.figures
            if q.measure == quantity.measure
            and unit_key(q) == unit_key(quantity)
            and not apart(counted_kinds(q, scorer.likeness), kinds)
        ]
        # A toll is of those whom the deed befell, whoever else is named.
        owners = _owners(carrier, quantity, press) or carrier.parties
        if whose and owners and not whose & owners:
            continue
        if any(ratio(q, quantity) <= MANY for q in counted):
            yield carrier


def _owners(carrier: _Carrier, quantity: Quantity, press: Press) -> set[str]:
    """Whose the carrier's figures of the same measure are, as far as they tell."""
    alike = (q for q in carrier.figures if q.measure == quantity.measure)
    return {p for q in alike for p in sides(q.subject, press.actors)}


def _grade(stems: frozenset[str], carrier: _Carrier, scorer: Scorer) -> float:
    return max(scorer.rarity.overlap(stems, told) for told in carrier.sentences)


def _specific(
    quantity: Quantity,
    stems: frozenset[str],
    carriers: Sequence[_Carrier],
    at: int,
    scorer: Scorer,
) -> bool:
    """Whether the story's only count of such a thing says enough: it does of losses; of other
    things the sentences must say the same of them in more words."""
    likeness = scorer.likeness
    if likeness.whole_of(quantity.measure) in likeness.standing:
        return True
    carrier = next(c for c in carriers if c.at == at)
    if stems in carrier.sentences or not any(_one_noun(quantity, q) for q in carrier.figures):
        return False
    own = set(content_stems(f"{quantity.text} {quantity.measure}", likeness))
    return any(len((stems & told) - own) >= SHARED_STEMS for told in carrier.sentences)


def _one_noun(one: Quantity, other: Quantity) -> bool:
    """Whether two figures name what they count by one noun."""
    here, there = (
        [stem(word) for word in tokens(q.referent.partition(" of ")[0])[-1:]] for q in (one, other)
    )
    return bool(here) and here == there
