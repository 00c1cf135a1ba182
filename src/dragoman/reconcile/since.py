"""What can have come about since a forecast was made, and what was known or only said again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from dragoman.lexicon import Likeness
from dragoman.model import Forecast, PartialDate
from dragoman.reconcile.happenings import Group
from dragoman.reconcile.press import TOLD, Telling
from dragoman.reconcile.score import Scorer
from dragoman.reconcile.wording import tokens

TOLD_ANEW = (0.7, 8)
"""Likeness of two sentences, and words of the one, from which the later repeats the forecast."""
OPEN_DAYS = 731
"""Days for which a forecast that names none is open: a deed that is first told of two years later
is another one, as often as the two states may do the same."""
NOT_DONE_WITHIN = 5
"""Words before a predicate among which stands what leaves it open."""


def not_done(telling: Telling, likeness: Likeness) -> bool:
    """Whether the words before a predicate leave it open: "will not allow", "any attack would"."""
    before = tokens(telling.sentence.partition(telling.event.trigger.exact)[0])[-NOT_DONE_WITHIN:]
    aimed_at = before[-1:] == ["to"] or before[-2:] == ["to", "not"]  # "decided to not shoot"
    return aimed_at or bool(likeness.not_done & set(before))


def told_anew(sentence: frozenset[str], telling: Telling, scorer: Scorer) -> bool:
    """Whether a sentence says the forecast itself over again."""
    least, words = TOLD_ANEW
    if min(len(sentence), len(telling.stems)) < words:
        return False
    return scorer.rarity.overlap(sentence, telling.stems) >= least


def is_news(group: Group, forecast: Forecast, made: PartialDate) -> bool:
    """Whether a happening is told of only since a forecast was made, and not beside it.

    What the forecaster's own report tells as done, or an older one did, is what he knew already.
    """
    if not made.known:
        return True
    start = made.earliest or made.latest
    assert start is not None
    for telling, _ in group.members:
        if telling.event.factuality not in TOLD:
            continue
        told = telling.report.published_at.latest
        if telling.report.id == forecast.report_id and (told is None or told <= start):
            return False
        if told is not None and told < start:
            return False
    return True


def after(telling: Telling, made: PartialDate, horizon: PartialDate) -> bool:
    """Whether the event can lie after the forecast was made and within its horizon."""
    if not made.known:
        # Where neither clock tells, what is said has to speak for itself (`SURE`); a day alone
        # does not tell whether it came before or after.
        return not telling.event.occurred_at.known
    event, told = telling.event.occurred_at, telling.report.published_at
    start = made.earliest or made.latest
    assert start is not None
    if event.latest is not None and event.latest < start:
        return False
    if event.earliest is not None and event.earliest < start and (event.precision or 5) >= 5:
        # A course that had begun before is what the forecaster knew already.
        return False
    if told.latest is not None and told.latest <= start and not _on_a_later_day(event, start):
        # What was told on the same day may have been told before.
        return False
    return event.compatible(horizon)


def _on_a_later_day(event: PartialDate, start: date) -> bool:
    return event.earliest is not None and event.earliest > start


class Days(NamedTuple):
    """Between which days the tellings of a happening tell that it was, and when the last of them
    was told, and the first that tells of it as done; the ends of time where that is open."""

    first: date
    last: date
    told: date
    news: date

    @classmethod
    def of(cls, tellings: Sequence[Telling]) -> Days:
        """Of all tellings of a happening."""
        when = [t.event.occurred_at for t in tellings]
        return cls(
            min(w.earliest or date.min for w in when),
            max(w.latest or date.max for w in when),
            max(t.report.published_at.latest or date.max for t in tellings),
            min(
                (
                    t.report.published_at.latest or date.max
                    for t in tellings
                    if t.event.factuality in TOLD
                ),
                default=date.max,
            ),
        )

    def may_follow(self, made: PartialDate, horizon: PartialDate) -> bool:
        """Whether `after` can hold for one of the tellings, and `is_news` for all."""
        start = made.earliest or made.latest
        if start is None:
            return True
        if self.last < start or self.told < start or self.news < start:
            return False
        if horizon.latest is not None:
            return self.first <= horizon.latest
        return self.news == date.max or (self.news - start).days <= OPEN_DAYS
