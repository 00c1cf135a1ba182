"""How much speaks for two tellings being of one happening, with the reasons.

The score is a sum of points; each feature gives its own and says why, so that a decision can be
shown. The points were set by hand on the made-up press and on development data
(`bench/made_up_press.py`, `bench/coreference.py`); they are not a probability.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from dragoman.lexicon import Likeness
from dragoman.model import Reason
from dragoman.reconcile.features import (
    both_dated,
    by_result,
    comparable_figures,
    days,
    faces_about,
    fit,
    months_clash,
    names,
    names_a_country,
    one_toll,
    over_for,
    slack,
    taken_up,
    to_the_week,
    toll_rose,
)
from dragoman.reconcile.intervals import LARGE, close, figure_grade, interval, ratio
from dragoman.reconcile.points import POINTS, Points
from dragoman.reconcile.press import DENYING, Telling, dated, wide
from dragoman.reconcile.sameness import LIKE, SAME, named_alike, plain_place, strangers
from dragoman.reconcile.wording import Rarity
from dragoman.resolve.places import DATELINE

PUBLISHED_TOGETHER_DAYS = 4
TRANSFER_NEARNESS = 0.6
ONE_REPORT_NEARNESS = 0.5
"""Within one report, deeds of types less near than this are two deeds."""
ONE_REPORT_RATIO = 1.5
"""Within one report, figures further apart than this belong to two deeds."""
PUBLISHED_WEEKS_APART_DAYS = 14
PUBLISHED_APART_DAYS = 60
PUBLISHED_WORLDS_APART_DAYS = 180
RARE_NAME = 4.0
"""Rarity of a name, `Rarity.weight`, from which it is specific: about one sentence in 55."""


@dataclass(frozen=True, slots=True)
class Scorer:
    """Scores pairs of tellings.

    Attributes:
        stories: report id to story id.
        rarity: of content stems over the sentences of all tellings.
        quad: the quad class of a PLOVER type.
    """

    likeness: Likeness
    rarity: Rarity
    stories: Mapping[str, str]
    quad: Callable[[str], str]
    points: Points = POINTS

    def never(self, one: Telling, other: Telling) -> str:
        """Why the two cannot be one happening whatever else speaks for it, or empty."""
        if self.likeness.nearness(one.event.type, other.event.type) == 0:
            return "type"
        if one.hypothetical != other.hypothetical:
            return "hypothetical and told"
        if one.report.id == other.report.id and self._told_apart_in_one(one, other):
            return "one report tells them apart"
        if strangers(one, other):
            return "participants"
        if not one.when.compatible(other.when, slack(one, other)):
            return "time"
        if months_clash(one.event.occurred_at, other.event.occurred_at):
            return "month of the year"
        if self.persons_clash(one, other):
            return "persons"
        if self._items_clash(one, other):
            return "items"
        return ""

    def score(self, one: Telling, other: Telling) -> tuple[float, tuple[Reason, ...]]:
        """The sum of all features and the features that spoke; `never` is not asked."""
        reasons = [
            *self._type(one, other),
            *self._participants(one, other),
            *self._time(one, other),
            *self._items(one, other),
            *self._figures(one, other),
            *self._places(one, other),
            *self._telling(one, other),
        ]
        return sum(r.points for r in reasons), tuple(reasons)

    def _items_clash(self, one: Telling, other: Telling) -> bool:
        """Whether quite other things were moved, and no day in common says otherwise."""
        if one.item_stems & other.item_stems or not (one.classes and other.classes):
            return False
        if any(self.likeness.same_class(a, b) for a in one.classes for b in other.classes):
            return False
        return not (to_the_week(one.event.occurred_at) and to_the_week(other.event.occurred_at))

    def _told_apart_in_one(self, one: Telling, other: Telling) -> bool:
        """Whether one report gives two deeds: unlike types, other days, quite other figures.

        So does one voice that tells of both directions: each side did it to the other. Two named
        speakers whom a report sets beside each other may contradict each other in all but the type.
        """
        if one.voice == other.voice and one.turns(other):
            return not (self.direction_free(one) and self.direction_free(other))
        near = self.likeness.nearness(one.event.type, other.event.type)
        if near < ONE_REPORT_NEARNESS:
            return True
        if near < TRANSFER_NEARNESS and one.sentence == other.sentence:
            # "Shot down a drone and closed its airspace": a sentence does not tell a deed twice.
            return True
        if all(one.voice) and all(other.voice) and one.voice != other.voice:
            return False
        a, b = one.event.occurred_at, other.event.occurred_at
        if to_the_week(a) and to_the_week(b) and not a.compatible(b):
            return True
        pairs = comparable_figures(one, other)
        return bool(pairs) and all(ratio(a, b) > ONE_REPORT_RATIO for a, b in pairs)

    def persons_clash(self, one: Telling, other: Telling) -> bool:
        """Whether other persons of the same country act, in a type in which that tells."""
        if one.event.type not in self.likeness.personal:
            return False
        shared = {c for c, _ in one.persons} & {c for c, _ in other.persons}
        return any(not names(one, c) & names(other, c) for c in shared)

    def same_but_for(self, feature: str, one: Telling, other: Telling) -> bool:
        """Whether two tellings would be held for one if ``feature`` did not speak against it."""
        _, reasons = self.score(one, other)
        rest = sum(r.points for r in reasons if r.points > 0 or not r.name.endswith(feature))
        return rest >= self.points.enough

    def _type(self, one: Telling, other: Telling) -> list[Reason]:
        p = self.points
        near = self.likeness.nearness(one.event.type, other.event.type)
        reasons = [Reason("type", p.same_type if near == 1 else near - 1)]
        if TRANSFER_NEARNESS <= near < 1 and one.item_stems & other.item_stems:
            # Whether troops were "sent" or "deployed to help" is a matter of wording.
            reasons = [Reason("type", p.near_transfer)]
        if near == 1 and one.event.mode and other.event.mode:
            same = one.event.mode == other.event.mode
            reasons.append(Reason("mode", p.same_mode if same else p.other_mode))
        elif near == 1 and (one.event.mode or other.event.mode):
            reasons.append(Reason("mode of one", p.one_mode))
        return reasons

    def _participants(self, one: Telling, other: Telling) -> list[Reason]:
        p = self.points
        reasons = [self._pair(one, other)]
        if one.described & other.described:
            reasons.append(Reason("who", p.same_who))
        countries = {c for c, _ in one.persons} & {c for c, _ in other.persons}
        for country in sorted(countries):
            same = bool(names(one, country) & names(other, country))
            reasons.append(Reason("person", p.same_person if same else p.other_person))
        lands = {c for c, _ in (*one.persons, *other.persons)} - countries
        if countries and lands & one.parties & other.parties and self._undated(one, other):
            # Nothing dates them: the leader's journey and his talk with one minister are two.
            reasons.append(Reason("person of one", p.one_person))
        return reasons

    def _undated(self, one: Telling, other: Telling) -> bool:
        return (
            one.event.type in self.likeness.personal
            and min(one.anchor, other.anchor) < 0
            and not both_dated(one, other)
        )

    def _pair(self, one: Telling, other: Telling) -> Reason:
        p = self.points
        if not one.parties & other.parties:
            return Reason("halves of the pair", p.halves)
        if one.parties == other.parties:
            if len(one.parties) == 1:
                if faces_about(one, other) and not self.direction_free(one):
                    return Reason("part, other side", p.part_swapped)
                return Reason("same party", p.same_sole)
            if not self._swapped(one, other):
                return Reason("same pair", p.same_pair)
            free = self.direction_free(one) and self.direction_free(other)
            return Reason("swapped", p.swapped_free if free else p.swapped)
        givers_fit = fit(one.givers, other.givers)
        takers_fit = fit(one.takers, other.takers)
        if givers_fit and takers_fit:
            return Reason("part of the pair", p.part_pair)
        if one.parties <= other.parties or other.parties <= one.parties:
            free = self.direction_free(one) and self.direction_free(other)
            return Reason("part, other side", p.part_pair if free else p.part_swapped)
        if self.direction_free(one) and self.direction_free(other):
            # Who met or agreed with another met or agreed another time.
            return Reason("one side other", p.other_partner)
        return Reason("one side other", p.one_side_other)

    def direction_free(self, telling: Telling) -> bool:
        """Whether who comes first does not matter for this type and mode."""
        event = telling.event
        return (
            event.type in self.likeness.symmetric and event.mode not in self.likeness.directed_modes
        )

    @staticmethod
    def _swapped(one: Telling, other: Telling) -> bool:
        return not (fit(one.givers, other.givers) and fit(one.takers, other.takers))

    def _time(self, one: Telling, other: Telling) -> list[Reason]:
        p = self.points
        a, b = one.event.occurred_at, other.event.occurred_at
        if not dated(a) or not dated(b):
            reasons = [Reason("time open", p.one_open if dated(a) or dated(b) else p.both_open)]
            reasons += self._told_apart(one, other)
            if one.course != other.course:
                reasons.append(Reason("course and act", p.course_or_act))
            return reasons
        if not a.compatible(b):
            return [Reason("days apart", p.nearby)]
        if one.course != other.course:
            course, act = (a, b) if one.course else (b, a)
            begins = days(course.earliest, act.midpoint) <= 31
            return [
                Reason("at its start", p.overlap)
                if begins
                else Reason("course and act", p.course_and_act)
            ]
        worst = max(a.precision or 5, b.precision or 5)
        if worst == 3 and a != b:
            # A week that a day lies in may have seen more than one such deed.
            return [Reason("same week", p.same_week)]
        if worst <= 3:
            return [Reason("same days", p.same_days)]
        return [Reason("same month", p.same_month) if worst == 4 else Reason("overlap", p.overlap)]

    def _told_apart(self, one: Telling, other: Telling) -> list[Reason]:
        """What is told without a date is mostly news of the day: so how far apart was it told?"""
        p = self.points
        # Of one story they tell of the same days, but for what lasts and what is done again.
        again = self.likeness.personal | self.likeness.transfer
        once = again.isdisjoint((one.event.type, other.event.type))
        if max(one.anchor, other.anchor) < 0 and once and self._one_story(one, other):
            return [Reason("one story, no dates", p.told_undated)]
        if min(one.anchor, other.anchor) < 0:
            return []
        gap = abs(one.anchor - other.anchor)
        if one.course or other.course:
            # What lasts is told of at any time, but what was over long ago is no news.
            gap = over_for(one, other)
            if gap <= PUBLISHED_APART_DAYS:
                return []
        if gap <= PUBLISHED_TOGETHER_DAYS:
            return [Reason("told together", p.told_together)]
        if gap > PUBLISHED_WORLDS_APART_DAYS:
            return [Reason("told worlds apart", p.told_worlds_apart)]
        if gap > PUBLISHED_APART_DAYS:
            return [Reason("told far apart", p.told_far_apart)]
        if gap > PUBLISHED_WEEKS_APART_DAYS:
            return [Reason("told weeks apart", p.told_weeks_apart)]
        return []

    def _items(self, one: Telling, other: Telling) -> list[Reason]:
        p = self.points
        if one.item_stems & other.item_stems:
            return [Reason("item", p.same_item), Reason("item word", p.same_item_word)]
        if not one.classes or not other.classes:
            return []
        same = any(self.likeness.same_class(a, b) for a in one.classes for b in other.classes)
        if same and one.classes | other.classes <= self.likeness.people_classes:
            return []
        return [Reason("item", p.same_item) if same else Reason("other item", p.other_item)]

    def _figures(self, one: Telling, other: Telling) -> list[Reason]:
        p = self.points
        pairs = comparable_figures(one, other)
        grades = [figure_grade(a, b) for a, b in pairs]
        if not grades:
            return []
        best = max(grades)
        if best == 2:
            return [Reason("same figure", p.same_figure)]
        if one_toll(one, other, self.likeness):
            return [Reason("same toll", p.same_figure)]
        if best == 1:
            large = any(min(interval(a)[1], interval(b)[1]) >= LARGE for a, b in pairs)
            return [Reason("like figure", p.like_large_figure if large else p.like_figure)]
        if any(close(a, b) for a, b in pairs):
            return []
        if self._one_story(one, other) and toll_rose(one, other, self.likeness):
            return []
        tight = not (wide(one.when) or wide(other.when) or one.course or other.course)
        known = dated(one.event.occurred_at) and dated(other.event.occurred_at)
        known = known or abs(one.anchor - other.anchor) <= PUBLISHED_TOGETHER_DAYS
        return [Reason("other figure", p.other_figure if tight and known else p.other_figure_loose)]

    def _places(self, one: Telling, other: Telling) -> list[Reason]:
        p = self.points
        # Where a report was written says little of where what it tells took place.
        a, b = ([p for p in x.event.places if p.basis != DATELINE] for x in (one, other))
        if not a or not b:
            return []
        if {plain_place(x.name) for x in a} & {plain_place(x.name) for x in b}:
            return [Reason("place", p.same_place)]
        lands_a, lands_b = {x.country for x in a}, {x.country for x in b}
        if not lands_a & lands_b:
            return [Reason("other country", p.other_country)]
        # "in Russia" and "in Kursk" agree; "in Kursk" and "in Vladivostok" do not.
        whole = names_a_country(one) or names_a_country(other)
        return [
            Reason("country", p.same_country) if whole else Reason("other place", p.other_place)
        ]

    def _telling(self, one: Telling, other: Telling) -> list[Reason]:
        p = self.points
        reasons = []
        denied = (one.event.factuality in DENYING) != (other.event.factuality in DENYING)
        named = named_alike(one, other)
        thing = any(r.points > 0 for r in self._items(one, other))
        if named == SAME:
            reasons.append(Reason("trigger", p.same_trigger))
        elif named == LIKE:
            reasons.append(Reason("like trigger", p.like_trigger))
        elif not (thing or denied or both_dated(one, other) or self._of_one_kind(one, other)):
            # One story tells of the attack, the arrest and the toll: only a day makes them one, or
            # a thing that both were done to. Who denies chooses words of his own.
            reasons.append(Reason("other trigger", p.other_trigger))
        if one.report.id == other.report.id:
            reasons.append(Reason("same report", p.same_report))
        elif self._one_story(one, other):
            reasons.append(Reason("same story", p.same_story))
            if named and (taken_up(one, other) or taken_up(other, one)):
                reasons.append(Reason("taken as known", p.as_known))
        answers = denied and (named or thing)
        if answers and abs(one.anchor - other.anchor) <= PUBLISHED_WEEKS_APART_DAYS:
            # Who denies answers what was told, and seldom says it all again.
            reasons.append(Reason("answer", p.answer))
        if one.report.id != other.report.id and self._rare_name(one, other):
            reasons.append(Reason("name", p.same_name))
        # A sentence that tells of two kinds of deed is like itself, which makes them no one deed.
        both = one.event.type != other.event.type and one.sentence == other.sentence
        alike = 0.0 if both else self.rarity.overlap(one.stems, other.stems)
        reasons.append(Reason("wording", p.wording * alike))
        verbal = {one.event.type, other.event.type} <= self.likeness.verbal
        if verbal and alike < 0.2:
            reasons.append(Reason("other words", p.other_words))
        return reasons

    def _of_one_kind(self, one: Telling, other: Telling) -> bool:
        """Whether unlike predicates tell of one kind of deed: "detained" and "held" by their mode,
        "shelled" and "were killed" where the one names what came of the other."""
        if one.event.type != other.event.type:
            return False
        if one.event.mode and one.event.mode == other.event.mode:
            return True
        return by_result(one, self.likeness) != by_result(other, self.likeness)

    def _rare_name(self, one: Telling, other: Telling) -> bool:
        """Whether the sentences share a name that few others have."""
        shared = one.names & other.names & one.stems & other.stems
        return any(self.rarity.weight(name) >= RARE_NAME for name in shared)

    def _one_story(self, one: Telling, other: Telling) -> bool:
        here, there = one.report.id, other.report.id
        return here != there and self.stories.get(here) == self.stories.get(there)
