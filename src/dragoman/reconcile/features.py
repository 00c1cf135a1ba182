"""What two tellings have in common, feature by feature, as the score asks for it."""

from __future__ import annotations

from datetime import date

from dragoman.lexicon import Likeness
from dragoman.model import PartialDate, Quantity
from dragoman.reconcile.intervals import ratio
from dragoman.reconcile.press import Telling, bare_month, dated, months_of

SLACK_DAYS = 3
"""Days between two known days that accounts of one act may differ by: zones, eves, misprints."""
ZONE_DAYS = 1
FEW = 3
"""Tolls under this are shared by chance."""
ROSE = 4
"""A toll may have risen so many times over in the weeks after."""


def both_dated(one: Telling, other: Telling) -> bool:
    """Whether the text dates both."""
    return dated(one.event.occurred_at) and dated(other.event.occurred_at)


def comparable_figures(one: Telling, other: Telling) -> list[tuple[Quantity, Quantity]]:
    """Every figure of the one with every figure of the other of its measure."""
    return [
        (a, b) for a in one.figures for b in other.figures if a.measure == b.measure and a.measure
    ]


def months_clash(one: PartialDate, other: PartialDate) -> bool:
    """Whether a month told without a year lies outside the other's months."""
    for bare, told in ((one, other), (other, one)):
        month = bare_month(bare)
        if month is not None and months_of(told):
            return month not in months_of(told)
    return False


def to_the_week(when: PartialDate) -> bool:
    """Whether a date is known to a week or better."""
    return when.precision is not None and when.precision <= 3


def fit(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two sides can be one: they share a party, or one of them is open."""
    return not one or not other or bool(one & other)


def names(telling: Telling, country: str) -> frozenset[str]:
    """Names of the persons of a country who act in person."""
    return frozenset(name for land, name in telling.persons if land == country)


def names_a_country(telling: Telling) -> bool:
    """Whether a place of the event is a whole country."""
    return any(
        place.name in ("", place.country) or (place.country and _whole(place.name, telling))
        for place in telling.event.places
    )


def _whole(name: str, telling: Telling) -> bool:
    folded = name.casefold()
    named = (*telling.event.initiators, *telling.event.recipients)
    return any(folded == p.name.casefold() for p in named)


def days(one: date | None, other: date | None) -> int:
    """Days between two days; very many where one is open."""
    if one is not None and other is not None:
        return abs(one.toordinal() - other.toordinal())
    return 10**6


def over_for(one: Telling, other: Telling) -> int:
    """Days for which what one of two dates tells was over when the other, undated, was told."""
    for told, news in ((one, other), (other, one)):
        latest = told.event.occurred_at.latest
        if dated(told.event.occurred_at) and latest and not dated(news.event.occurred_at):
            return news.anchor - latest.toordinal()
    return 0


def slack(one: Telling, other: Telling) -> int:
    """Days that two tellings may lie apart: some where each is dated to the week, one (for time
    zones) against a report that tells of it without a date, none where a month or more is told."""
    dates = (one.event.occurred_at, other.event.occurred_at)
    if not all(not dated(d) or to_the_week(d) for d in dates):
        return 0
    return SLACK_DAYS if all(dated(d) for d in dates) else ZONE_DAYS


def faces_about(one: Telling, other: Telling) -> bool:
    """Whether one party alone is named, here as who does it and there as who undergoes it."""
    for a, b in ((one, other), (other, one)):
        if a.givers and a.givers == b.takers and not a.takers and not b.givers:
            return True
    return False


def one_toll(one: Telling, other: Telling, likeness: Likeness) -> bool:
    """Whether both give the same toll of the same people: "six Tajiks died" in both."""
    if not one.takers & other.takers:
        return False
    return any(
        a.best is not None
        and a.best == b.best
        and a.best >= FEW
        and likeness.whole_of(a.measure) in likeness.standing
        for a, b in comparable_figures(one, other)
    )


def toll_rose(one: Telling, other: Telling, likeness: Likeness) -> bool:
    """Whether figures apart are tolls of which the one told later is the higher.

    The dead of one clash are counted for weeks: that a later count is higher speaks against
    nothing, as long as it is not many times as high.
    """
    a, b = sorted((one, other), key=lambda t: told_on(t))
    pairs = comparable_figures(a, b)
    return told_on(a) < told_on(b) and any(
        likeness.whole_of(x.measure) in likeness.standing
        and (x.best or x.low or 0.0) < (y.best or y.low or 0.0)
        and ratio(x, y) <= ROSE
        for x, y in pairs
    )


def taken_up(known: Telling, news: Telling) -> bool:
    """Whether the one takes as known what the other's report, no later, tells as its only news of
    the kind."""
    if not (known.known and news.sole and known.event.type == news.event.type):
        return False
    if known.parties and news.parties and not known.parties & news.parties:
        return False
    return min(told_on(known), told_on(news)) < 0 or told_on(news) <= told_on(known)


def told_on(telling: Telling) -> int:
    """Ordinal of the day on which the report came out, -1 where it does not tell."""
    day = telling.report.published_at.midpoint
    return day.toordinal() if day is not None else -1


def by_result(telling: Telling, likeness: Likeness) -> bool:
    """Whether the predicate names what came of a deed, and not the deed ("were killed")."""
    return bool(set(telling.event.trigger.exact.casefold().split()) & likeness.results)
