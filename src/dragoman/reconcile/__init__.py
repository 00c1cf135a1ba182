"""Across reports: copies, stories, happenings, origins, differences, and forecasts settled."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from types import ModuleType

from dragoman.lexicon import Lexicon, own_lexicon
from dragoman.model import (
    Account,
    CodedReport,
    Copy,
    Difference,
    Forecast,
    Happening,
    Join,
    Judgement,
    Quantity,
    Reconciliation,
)
from dragoman.reconcile.adopted import adopt
from dragoman.reconcile.attributed import attributed
from dragoman.reconcile.claims import Denials
from dragoman.reconcile.cluster import cluster
from dragoman.reconcile.copies import find_copies
from dragoman.reconcile.counts import akin, both_so_far
from dragoman.reconcile.differences import (
    figure_differences,
    may_stand,
    standing_differences,
    telling_differences,
)
from dragoman.reconcile.figures import Figure, figure
from dragoman.reconcile.forecasts import settle
from dragoman.reconcile.happenings import Group, Groups, accounts, make_group
from dragoman.reconcile.joins import joins_of
from dragoman.reconcile.judgements import Constraints, attributions, constraints
from dragoman.reconcile.origins import Provenance
from dragoman.reconcile.press import Press, gather, measured, sides
from dragoman.reconcile.score import Scorer
from dragoman.reconcile.shelf import ROOM, Filing, Ids, Ordered, Room, Shelf
from dragoman.reconcile.stories import find_stories
from dragoman.reconcile.sums import sum_differences
from dragoman.reconcile.support import supported

__all__ = ["Ledger", "Room", "reconcile", "reconcile_on_disk"]

REMEMBERED = 20_000
"""Answers about single figures and events that are kept at a time."""


def reconcile(
    coded: Iterable[CodedReport],
    lexicon: Lexicon | None = None,
    judgements: Sequence[Judgement] = (),
    today: date | None = None,
) -> Reconciliation:
    """Derive all that stands across reports.

    Args:
        coded: coded reports in any order; the result depends on the set only.
        lexicon: the package's own if ``None``.
        judgements: analysts' decisions, which win over the machine's.
        today: the day by which forecasts are due or overdue; the case's last report if ``None``.

    Returns:
        happenings, accounts, differences, forecasts, copies and stories, each in order of id.
    """
    found = reconcile_on_disk(coded, lexicon, judgements, today)
    return Reconciliation(
        happenings=tuple(found.happenings),
        accounts=tuple(found.accounts),
        differences=tuple(found.differences),
        forecasts=tuple(found.forecasts),
        copies=tuple(found.copies),
        stories=tuple(found.stories),
        joins=tuple(found.joins),
    )


@dataclass(frozen=True, slots=True)
class Ledger:
    """A `Reconciliation` that is not in memory as a whole: what it holds is read as it is asked
    for, and goes with this object."""

    happenings: Sequence[Happening]
    accounts: Sequence[Account]
    differences: Sequence[Difference]
    forecasts: Sequence[Forecast]
    copies: Sequence[Copy]
    stories: Sequence[tuple[str, str]]
    joins: Sequence[Join]


def reconcile_on_disk(
    coded: Iterable[CodedReport],
    lexicon: Lexicon | None = None,
    judgements: Sequence[Judgement] = (),
    today: date | None = None,
    room: Room = ROOM,
) -> Ledger:
    """`reconcile` for as many reports as the disk holds: the same records, read from there.

    Args:
        coded: gone through once.
        room: what may be held in memory, and where the rest lies.
    """
    lexicon = lexicon or own_lexicon()
    press = attributed(gather(coded, lexicon, room), attributions(judgements))
    copies, originals = find_copies(press.texts, lexicon, room)
    stories = find_stories(press.texts, lexicon, room)
    provenance = Provenance.of(
        press.reports, press.actors, copies, originals, lexicon, press.attributed
    )
    scorer = Scorer(lexicon.likeness, press.rarity, stories, lexicon.coding.quad)
    groups = _groups(press, provenance, scorer, judgements)
    told = _Told(groups, scorer, room)
    differences = _differences(told, groups, press, provenance, scorer, lexicon.coding.mutual_rules)
    return Ledger(
        happenings=told.happenings.ordered(),
        accounts=told.accounts.ordered(),
        differences=differences,
        forecasts=settle(press, groups, scorer, today),
        copies=copies,
        stories=sorted(stories.items()),
        joins=told.joins.ordered(),
    )


class _Told:
    """Happenings for who goes through them, which files what each gives by itself: a case may have
    many, and each time that they are gone through costs as much as what is made of them."""

    def __init__(self, groups: Groups, scorer: Scorer, room: Room) -> None:
        self._groups, self._scorer = groups, scorer
        self.happenings: Filing[Happening] = Filing(_id, room)
        self.accounts: Filing[Account] = Filing(_id, room)
        self.joins: Filing[Join] = Filing(lambda join: join.event_id, room)

    def __iter__(self) -> Iterator[Group]:
        """Each happening, once only."""
        for group in self._groups:
            self.happenings.add((group.happening,))
            self.accounts.add(accounts(group))
            self.joins.add(joins_of(group, self._scorer))
            yield group


def _id(record: Happening | Account | Difference) -> str:
    return record.id


def _groups(
    press: Press, provenance: Provenance, scorer: Scorer, judgements: Sequence[Judgement]
) -> Groups:
    made = _made(press, provenance, scorer, Constraints())
    if judgements:
        named = {key for one in judgements for key in (one.record_id, *one.other_ids)}
        happenings = (group.happening for group in made)
        members = {h.id: h.event_ids for h in happenings if h.id in named}
        made = _made(press, provenance, scorer, constraints(judgements, members))
    return made


def _made(press: Press, provenance: Provenance, scorer: Scorer, wanted: Constraints) -> Groups:
    tellings = press.tellings
    if wanted.rejected:
        kept = (n for n, key in enumerate(press.events) if key not in wanted.rejected)
        tellings = Ordered(tellings, kept)
    found = cluster(tellings, scorer, wanted.must, wanted.cannot, press.room)
    loose = adopt(found, tellings, press, scorer)
    made = (
        make_group([tellings[i] for i in one], press, provenance, scorer, loose.get(at, ()))
        for at, one in enumerate(found)
    )
    return Groups.of(made, press.room)


def _same(group: Group, scorer: Scorer) -> Callable[[Figure, Figure], bool]:
    tellings = {telling.event.id: telling for telling, _ in group.members}

    def same(one: Figure, other: Figure) -> bool:
        a, b = tellings.get(one.quantity.event_id), tellings.get(other.quantity.event_id)
        if a is None or b is None or a is b:
            return True
        return scorer.same_but_for("figure", a, b) and supported(a, b, scorer)

    return same


def _differences(
    told: Iterable[Group],
    groups: Groups,
    press: Press,
    provenance: Provenance,
    scorer: Scorer,
    mutual: frozenset[str],
) -> Sequence[Difference]:
    found: Shelf[Difference] = Shelf(press.room)
    ids = Ids()

    denials = Denials(groups, press, provenance, scorer)

    def note(differences: Iterable[Difference]) -> None:
        for one in differences:
            found.append(one)
            ids.append(one.id)
            denials.note(one)

    carried: set[str] = set()
    for group in told:
        key = group.happening.id
        note(figure_differences(key, group.figures, scorer.likeness, _same(group, scorer)))
        note(telling_differences(key, group.members, scorer, mutual))
        if len({f.voice.key for f in group.figures}) > 1:
            carried.update(f.quantity.id for f in group.figures)
    standing: Shelf[Figure] = Shelf(press.room)
    owners: dict[frozenset[str], list[int]] = {}
    whose = _whose(groups, press, scorer.stories)
    for coded in press.coded.values():
        every = [figure(q, press, provenance) for q in measured(coded)]
        note(sum_differences([replace(f, report=coded.report) for f in every], scorer.likeness))
        for one in every:
            if one.quantity.id in carried or not may_stand(one, scorer.likeness):
                continue
            if owner := whose(one.quantity):
                owners.setdefault(owner, []).append(standing.append(one))
    same = _not_apart(groups, whose, scorer)
    for numbers in owners.values():
        loose = [standing[number] for number in numbers]
        note(standing_differences(loose, scorer.likeness, whose, same))
    note(denials.differences())
    return Ordered(found, ids.ordered())


def _whose(
    groups: Groups, press: Press, stories: Mapping[str, str]
) -> Callable[[Quantity], frozenset[str]]:
    """Whose a count is: as told, else of whom its event was suffered, else its story's."""

    known: dict[str, frozenset[str]] = {}

    def whose(quantity: Quantity) -> frozenset[str]:
        if quantity.id not in known:
            if len(known) >= REMEMBERED:
                known.clear()
            known[quantity.id] = found(quantity)
        return known[quantity.id]

    def found(quantity: Quantity) -> frozenset[str]:
        told = sides(quantity.subject, press.actors)
        kept = not told and groups.home(quantity.event_id) >= 0
        event = press.telling(quantity.event_id) if kept else None
        suffered = event.takers if event is not None else frozenset()
        return told or suffered or frozenset({stories[quantity.report_id]})

    return whose


def _not_apart(
    groups: Groups, whose: Callable[[Quantity], frozenset[str]], scorer: Scorer
) -> Callable[[Figure, Figure], bool]:
    """Whether two counts may be of one thing.

    Not if they are of two happenings, nor if one voice gives both in one report. Counts that but
    share a party must both tell of all so far, or be of one report or of sentences that tell of
    the same; those that share but a story, one of the latter two.
    """
    home = lru_cache(REMEMBERED)(groups.home)
    stories = frozenset(scorer.stories.values())

    def same(one: Figure, other: Figure) -> bool:
        a, b = home(one.quantity.event_id), home(other.quantity.event_id)
        report = one.report.id == other.report.id
        voice = one.voice.key == other.voice.key
        if (report and voice) or (a >= 0 and b >= 0 and a != b):
            return False
        by_story = bool(whose(one.quantity) & stories)
        if report or akin(one, other, scorer.likeness, 3 if by_story else 2):
            return True
        return not by_story and both_so_far(one, other, scorer.likeness)

    return same


class _Called(ModuleType):
    """The package as a function: it is named as its main function is."""

    __call__ = staticmethod(reconcile)


sys.modules[__name__].__class__ = _Called
