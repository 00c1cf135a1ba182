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
from dragoman.reconcile.figures import day_number
from dragoman.reconcile.foreseen import called_off
from dragoman.reconcile.foretold import Target, deed, targets_of
from dragoman.reconcile.fulfilment import NEAR_TYPE, match_of
from dragoman.reconcile.happenings import Group
from dragoman.reconcile.press import DENYING, TOLD, Press, stated
from dragoman.reconcile.score import Scorer
from dragoman.reconcile.shelf import in_order
from dragoman.reconcile.since import Days
from dragoman.reconcile.stories import reports_of
from dragoman.reconcile.wording import content_stems, ideas, rows_of, unhyphened

CLOSE = 0.1
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
    negated = targets[forecast.outcome].negated
    done, undone = find(forecast.outcome)
    good, bad = (undone, done) if negated else (done, undone)
    if good or bad:
        status = ForecastStatus.FULFILLED if good else ForecastStatus.FAILED
        return _with(forecast, status, good or bad)
    if forecast.condition is not None:
        met, _ = find(forecast.condition)
        met = [g for g in met if _is_about(g, forecast.condition, scorer)]
        if met:
            return _with(forecast, ForecastStatus.CONDITION_MET, met)
    story = index.reports.get(scorer.stories.get(forecast.report_id, ""), ())
    heads = targets[forecast.outcome].heads
    if not negated and called_off(forecast, heads, made, story, press, scorer) is not None:
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


def _by_calendar(horizon: PartialDate, now: date | None) -> ForecastStatus:
    if now is None or horizon.latest is None:
        return ForecastStatus.OPEN
    if horizon.latest < now:
        return ForecastStatus.OVERDUE
    if horizon.earliest is not None and horizon.earliest <= now:
        return ForecastStatus.DUE
    return ForecastStatus.OPEN


Found = tuple[list[Group], list[Group]]
"""Happenings told as done and as not done, in order of day."""


def _finder(
    forecast: Forecast,
    made: PartialDate,
    targets: Mapping[Clause, Target],
    index: _Index,
    scorer: Scorer,
) -> Callable[[Clause], Found]:
    """A search for the happenings that a clause of this forecast speaks of."""

    def find(clause: Clause) -> Found:
        target = targets[clause]
        found = [
            (match, group)
            for _, group in index.near(target, made, forecast.horizon, scorer.likeness)
            if (match := match_of(target, group, forecast, made, scorer)) is not None
        ]
        best = max((match.cover for match, _ in found), default=0.0)
        close = [(match.done, g) for match, g in found if match.cover >= best - CLOSE]
        # Of about equal matches the first to come about is the one foreseen.
        close.sort(key=lambda one: (day_number(one[1].happening.occurred_at), one[1].happening.id))
        return [g for done, g in close if done], [g for done, g in close if not done]

    return find
