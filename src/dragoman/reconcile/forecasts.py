"""Forecasts in the light of what was told afterwards.

A forecast is matched against happenings that other reports tell of as done (or as not done) and
that can lie after the day on which it was made. Where the outcome or the condition was coded as
an event, the match is on type, parties, items and time; where it was not, on its words, which then
have to share more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dragoman.lexicon import Likeness
from dragoman.model import Clause, Forecast, ForecastStatus, PartialDate
from dragoman.reconcile.features import fit
from dragoman.reconcile.figures import day_number
from dragoman.reconcile.foreseen import called_off, told_in_story
from dragoman.reconcile.foretold import Target, deed, targets_of
from dragoman.reconcile.happenings import Group
from dragoman.reconcile.press import DENYING, TOLD, Press, Telling, stated
from dragoman.reconcile.score import Scorer
from dragoman.reconcile.shelf import in_order
from dragoman.reconcile.since import Days, after, is_news, not_done, told_anew
from dragoman.reconcile.stories import reports_of
from dragoman.reconcile.wording import (
    beside,
    content_stems,
    ideas,
    rows_of,
    unhyphened,
)

BY_EVENT = 0.9
"""Least match where both sides are coded events of like type between the same parties."""
BY_WORDS = 0.52
"""Least match where only words can be compared."""
NEAR_TYPE = 0.5
HALF_ALIKE = 0.1
"""Least likeness of the sentences where one of the two leaves a party out."""
SURE = 1.15
"""Least match by events where it is not known when the forecast was made."""
CLOSE = 0.25
"""Matches that fall short of the best by more are not named beside it."""
SETTLERS = 3
"""No more happenings than this are named for one forecast, the best first."""


def settle(
    press: Press, groups: Sequence[Group], scorer: Scorer, today: date | None
) -> Sequence[Forecast]:
    """Bring the status of every forecast up to date.

    Args:
        today: the day to judge due and overdue by; the case's own last report if ``None``.

    Returns:
        all forecasts in order of id, with ``status`` and ``settled_by``.
    """
    now = today or press.last_day
    wanted = _Wanted(set(), set(), set())
    about: list[tuple[tuple[str, ...], str]] = []
    for forecast in press.forecasts:
        targets = targets_of(forecast, press, scorer)
        aim = targets[forecast.outcome]
        kind = aim.telling.event.type if aim.telling is not None else ""
        about.append((tuple(sorted(aim.parties)), kind))
        for target in targets.values():
            wanted.note(target)
    index = _Index.of(groups, wanted, scorer)
    # Those about the same deeds of the same parties after each other: they ask for the same
    # happenings.
    order = sorted(range(len(about)), key=lambda n: (about[n], n))
    return in_order(
        (_settled(press.forecasts[n], press, index, scorer, now) for n in order),
        lambda forecast: forecast.id,
        press.room,
    )


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What clauses ask for: rows of words, deeds of a story, and the ids of events."""

    rows: set[tuple[str, str]]
    deeds: set[tuple[str, str]]
    events: set[str]

    def note(self, target: Target) -> None:
        self.rows.update(rows_of(target.stems))
        self.deeds.update(target.deeds)
        if target.telling is not None:
            self.events.add(target.telling.event.id)


@dataclass(frozen=True, slots=True)
class _Index:
    """Where to look for what a clause speaks of, without going through all happenings.

    A match by events asks for the same parties and a like type, one by words for two words in a
    row: happenings are listed under these, and of the words only under those that a clause has.
    """

    groups: Sequence[Group]
    home: Mapping[str, int]
    parties: Mapping[int, frozenset[str]]
    by_event: Mapping[tuple[frozenset[str], str], Sequence[int]]
    by_row: Mapping[tuple[str, str], Sequence[int]]
    kinds: frozenset[str]
    by_doer: Mapping[tuple[frozenset[str], str], Sequence[int]]
    days: Mapping[int, Days]
    by_deed: Mapping[tuple[str, str], Sequence[int]]
    reports: Mapping[str, Sequence[str]]

    @classmethod
    def of(cls, groups: Sequence[Group], wanted: _Wanted, scorer: Scorer) -> _Index:
        """List happenings under what clauses ask for, and reports under their story."""
        likeness, aims = scorer.likeness, wanted.events
        by_deed: dict[tuple[str, str], dict[int, None]] = {}
        home: dict[str, int] = {}
        parties: dict[int, frozenset[str]] = {}
        by_event: dict[tuple[frozenset[str], str], dict[int, None]] = {}
        by_row: dict[tuple[str, str], dict[int, None]] = {}
        by_doer: dict[tuple[frozenset[str], str], dict[int, None]] = {}
        days: dict[int, Days] = {}
        for number, group in enumerate(groups):
            known = [t for t, _ in group.members if t.event.factuality in TOLD | DENYING]
            if not known:
                continue
            parties[number] = frozenset(p for t, _ in group.members for p in t.parties)
            days[number] = Days.of(known)
            home.update((key, number) for key in group.happening.event_ids if key in aims)
            for telling in known:
                by_event.setdefault((telling.parties, telling.event.type), {})[number] = None
                by_doer.setdefault((telling.givers, telling.event.type), {})[number] = None
                story = scorer.stories.get(telling.report.id, "")
                for key in wanted.deeds.intersection((story, word) for word in deed(telling)):
                    by_deed.setdefault(key, {})[number] = None
            for sentence in {t.sentence for t in known}:
                for row in wanted.rows.intersection(
                    rows_of(content_stems(unhyphened(sentence), likeness))
                ):
                    by_row.setdefault(row, {})[number] = None
        return cls(
            groups,
            home,
            parties,
            {key: tuple(found) for key, found in by_event.items()},
            {key: tuple(found) for key, found in by_row.items()},
            frozenset(kind for _, kind in by_event),
            {key: tuple(found) for key, found in by_doer.items()},
            days,
            {key: tuple(found) for key, found in by_deed.items()},
            reports_of(scorer.stories),
        )

    def near(
        self, target: Target, made: PartialDate, horizon: PartialDate, likeness: Likeness
    ) -> Iterator[tuple[int, Group]]:
        """Happenings that share two parties with a clause, or the doer, and may match it, once,
        with their numbers.

        Args:
            made: when the forecast was; what was over by then is left out, and what began behind
                its horizon.
        """
        own = -1
        found = {n for row in rows_of(target.stems) for n in self.by_row.get(row, ())}
        aim = target.telling
        if aim is not None:
            if aim.event.id in self.home:
                own = self.home[aim.event.id]
                found.add(own)
            for kind in self.kinds:
                if likeness.nearness(aim.event.type, kind) >= NEAR_TYPE:
                    found.update(self.by_event.get((aim.parties, kind), ()))
        alone = {n for key in target.deeds for n in self.by_deed.get(key, ())}
        if aim is not None and aim.givers:
            # One of the two may leave a party out (`_by_half`).
            alone.update(self.by_doer.get((aim.givers, aim.event.type), ()))
        for number in sorted(found | alone):
            if number != own and not self.days[number].may_follow(made, horizon):
                continue
            if number in alone or len(self.parties[number] & target.parties) > 1:
                yield number, self.groups[number]


def _settled(
    forecast: Forecast,
    press: Press,
    index: _Index,
    scorer: Scorer,
    now: date | None,
) -> Forecast:
    said = press.statement(forecast.report_id, forecast.statement_id)
    made = stated(said, press.reports[forecast.report_id])
    floor = press.told_from(forecast.report_id)
    if not made.known and floor is not None:
        made = PartialDate.between(floor, None, "what the report tells as done")
    targets = targets_of(forecast, press, scorer)
    find = _finder(forecast, made, targets, index, scorer)
    came, negated = find(forecast.outcome)
    if came:
        done, undone = _came_about(came)
        good, bad = (undone, done) if negated else (done, undone)
        if good:
            return _with(forecast, ForecastStatus.FULFILLED, good)
        return _with(forecast, ForecastStatus.FAILED, bad)
    if forecast.condition is not None:
        met, _ = find(forecast.condition)
        done, _ = _came_about([g for g in met if _is_about(g, forecast.condition, scorer)])
        if done:
            return _with(forecast, ForecastStatus.CONDITION_MET, done)
    story = index.reports.get(scorer.stories.get(forecast.report_id, ""), ())
    if not negated and called_off(forecast, made, story, press, scorer) is not None:
        return _with(forecast, ForecastStatus.FAILED, [])
    return _with(forecast, _by_calendar(forecast.horizon, now), [])


def _is_about(group: Group, condition: Clause, scorer: Scorer) -> bool:
    """Whether a happening is what the condition names, and not only told in like words."""
    likeness = scorer.likeness
    named = set(content_stems(condition.exact, likeness))
    meant = ideas(condition.exact, likeness)
    return any(
        set(telling.trigger.split()) & named or meant & ideas(telling.event.trigger.exact, likeness)
        for telling, _ in group.members
    )


def _with(forecast: Forecast, status: ForecastStatus, groups: Sequence[Group]) -> Forecast:
    ids = tuple(g.happening.id for g in groups[:SETTLERS])
    return replace(forecast, status=status, settled_by=ids)


def _came_about(groups: Sequence[Group]) -> tuple[list[Group], list[Group]]:
    done = [g for g in groups if g.happening.factuality in TOLD]
    undone = [g for g in groups if g.happening.factuality in DENYING]
    return done, undone


def _by_calendar(horizon: PartialDate, now: date | None) -> ForecastStatus:
    if now is None or horizon.latest is None:
        return ForecastStatus.OPEN
    if horizon.latest < now:
        return ForecastStatus.OVERDUE
    if horizon.earliest is not None and horizon.earliest <= now:
        return ForecastStatus.DUE
    return ForecastStatus.OPEN


Find = Callable[[Clause], tuple[list[Group], bool]]


def _finder(
    forecast: Forecast,
    made: PartialDate,
    targets: Mapping[Clause, Target],
    index: _Index,
    scorer: Scorer,
) -> Find:
    """A search for the happenings that a clause of this forecast speaks of, best first."""

    def find(clause: Clause) -> tuple[list[Group], bool]:
        target = targets[clause]
        grades = {
            number: grade
            for number, group in index.near(target, made, forecast.horizon, scorer.likeness)
            if (grade := _grade(target, group, forecast, made, scorer)) > 0
        }
        best = max(grades.values(), default=0.0)
        close = [index.groups[n] for n, grade in grades.items() if grade >= best - CLOSE]
        # Of about equal matches the first to come about is the one foreseen.
        close.sort(key=lambda g: (day_number(g.happening.occurred_at), g.happening.id))
        return close, target.negated

    return find


def _grade(
    target: Target, group: Group, forecast: Forecast, made: PartialDate, scorer: Scorer
) -> float:
    """How surely a happening is what the clause speaks of; 0 where it is not."""
    if not is_news(group, forecast, made):
        return 0.0
    later = [
        telling
        for telling, _ in group.members
        if telling.event.factuality in TOLD | DENYING
        and not not_done(telling, scorer.likeness)
        and telling.report.id != forecast.report_id
        and after(telling, made, forecast.horizon)
        and not told_anew(target.sentence, telling, scorer)
    ]
    if target.others and not any(target.others & telling.stems for telling in later):
        return 0.0
    best = 0.0
    if target.telling is not None and target.telling.event.id in group.happening.event_ids:
        best = 5.0 if any(t.event.factuality in TOLD for t in later) else 0.0
    for telling in later:
        by_event = _by_event(target, telling, scorer)
        if made.latest is None and by_event < SURE:
            by_event = 0.0
        best = max(best, by_event, _by_words(target, telling, scorer))
        if best == 0 and made.known and _in_story(target, telling, scorer):
            best = told_in_story(target.main, target.ideas, telling, scorer)
    return best


def _by_event(target: Target, telling: Telling, scorer: Scorer) -> float:
    aim = target.telling
    if aim is None or not aim.parties:
        return 0.0
    near = scorer.likeness.nearness(aim.event.type, telling.event.type)
    if near < NEAR_TYPE:
        return 0.0
    if aim.parties != telling.parties or len(aim.parties) < 2:
        return _by_half(aim, telling, scorer) if near == 1 else 0.0
    if scorer.persons_clash(aim, telling):
        return 0.0
    if aim.givers != telling.givers and not scorer.direction_free(aim):
        return 0.0
    if aim.event.mode and telling.event.mode and aim.event.mode != telling.event.mode:
        return 0.0
    if aim.classes and telling.classes:
        likeness = scorer.likeness
        if not any(likeness.same_class(a, b) for a in aim.classes for b in telling.classes):
            return 0.0
    alike = scorer.rarity.overlap(aim.stems, telling.stems)
    items = 0.5 if aim.item_stems & telling.item_stems else 0.0
    grade = 0.5 * near + items + alike + (0.3 if aim.event.mode else 0.0)
    return grade if grade >= BY_EVENT else 0.0


def _by_half(aim: Telling, telling: Telling, scorer: Scorer) -> float:
    """A match where one of the two leaves a party out: who does it, and the very thing, must agree.

    "Kabul will stop exports of coal to Pakistan" … "Afghanistan did halt coal exports".
    """
    nested = aim.parties <= telling.parties or telling.parties <= aim.parties
    same_doer = bool(aim.givers) and aim.givers == telling.givers
    if not (nested and same_doer and aim.item_stems & telling.item_stems):
        return 0.0
    alike = scorer.rarity.overlap(aim.stems, telling.stems)
    return BY_EVENT if alike >= HALF_ALIKE else 0.0


def _by_words(target: Target, telling: Telling, scorer: Scorer) -> float:
    """Shared words by their rarity, pairs of words in a row, and ideas; the parties must agree."""
    if len(telling.parties) < 2 or not telling.parties <= target.parties:
        return 0.0
    aim = target.telling
    verbal = scorer.likeness.verbal
    words_only = telling.event.type in verbal and not telling.event.cameo.startswith(
        scorer.likeness.sealed
    )
    if words_only and (aim is None or aim.event.type not in verbal):
        return 0.0  # who threatens or demands a thing has not brought it about
    if aim is not None and scorer.persons_clash(aim, telling):
        return 0.0
    if aim is not None and _half(aim, scorer) != _half(telling, scorer):
        return 0.0
    told = content_stems(unhyphened(telling.sentence), scorer.likeness)
    shared = set(target.stems) & set(told)
    rows = set(rows_of(target.stems)) & set(rows_of(told))
    named = set(telling.trigger.split()) & shared or telling.idea & target.ideas
    if len(shared) < 2 or not (named or beside(telling.trigger, rows, told)):
        return 0.0  # told in like words, but of another thing
    weight = scorer.rarity.weight
    whole = sum(weight(s) for s in sorted(set(target.stems)))
    cover = sum(weight(s) for s in sorted(shared)) / whole if whole else 0.0
    common = target.ideas & ideas(telling.sentence, scorer.likeness)
    # One word in common is a topic; it takes two in a row to say the same of it, the rarer the
    # better: in a case about a nuclear deal "nuclear deal" says little.
    told_rows = sum(weight(a) + weight(b) for a, b in sorted(rows)) / (2 * scorer.rarity.unseen)
    grade = cover + 0.5 * told_rows + 0.15 * len(common)
    return grade if grade >= BY_WORDS and rows else 0.0


def _in_story(target: Target, telling: Telling, scorer: Scorer) -> bool:
    """Whether a telling is of the story, and of a party that the forecast names, if it does."""
    if target.story != scorer.stories.get(telling.report.id, ""):
        return False
    aim = target.telling
    if aim is not None and (
        scorer.likeness.nearness(aim.event.type, telling.event.type) < NEAR_TYPE
        or scorer.persons_clash(aim, telling)
        or not fit(aim.givers, telling.givers)
    ):
        return False
    return not target.parties or bool(target.parties & telling.parties)


def _half(telling: Telling, scorer: Scorer) -> str:
    """ "cooperation" or "conflict"."""
    return scorer.quad(telling.event.type).rpartition(" ")[2]
