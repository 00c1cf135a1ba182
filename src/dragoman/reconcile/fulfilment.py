"""Whether what a report tells is what a forecast foresaw.

A forecast wrongly said to be settled misleads more than one left open. So a telling settles it only
if it names the very deed of the outcome, and not one that stands somewhere in its clause; if doer
and recipient agree; if most of what the outcome says stands in its sentence; and if somebody tells
it who can vouch for it: the outlet itself, a side that does it, or several independent voices. What
one side says of the other ("Kiev accused Moscow of sending arms") is a claim, and settles nothing.
"""

from __future__ import annotations

from calendar import day_name, month_name
from collections.abc import Set
from typing import NamedTuple

from dragoman.lexicon import Likeness
from dragoman.model import ActorKind, Factuality, Forecast, PartialDate, Stance
from dragoman.reconcile.denials import unlike_a_denial
from dragoman.reconcile.features import fit, to_the_week
from dragoman.reconcile.foretold import Target
from dragoman.reconcile.happenings import Group
from dragoman.reconcile.origins import Voice
from dragoman.reconcile.press import TOLD, Telling, dated
from dragoman.reconcile.sameness import named_alike
from dragoman.reconcile.score import Scorer
from dragoman.reconcile.since import after, is_news, not_done, told_anew
from dragoman.reconcile.wording import beside, content_stems, root, rows_of, stem, unhyphened

NEAR_TYPE = 0.5
"""Nearness of types from which a deed coded otherwise may be the one foreseen."""
COVER = 0.5
"""Share of an outcome's words that a telling must have …"""
COVER_THING = 0.34
"""… where the same is done to the same thing by the same to the same …"""
COVER_WORDS = 0.6
"""… where only words can be compared …"""
UNDATED = 0.1
"""… and how much more without a date, since what is told without one may be long past."""
COOPERATION = "cooperation"
CALENDAR = frozenset(stem(name.casefold()) for name in (*month_name, *day_name) if name)
"""Words of a date, which its horizon stands for."""
NOT_AT_ALL = 2.0
"""A share that nothing reaches."""
VOICES = 3
"""Independent voices that make a deed sure where neither the outlet nor a side tells it."""


class Match(NamedTuple):
    """How much of an outcome a happening tells, 0 to 1, and whether it is told as done."""

    cover: float
    done: bool


def match_of(
    target: Target, group: Group, forecast: Forecast, made: PartialDate, scorer: Scorer
) -> Match | None:
    """How a happening is what a clause speaks of; ``None`` where that is not sure.

    Args:
        made: when the forecast was.
    """
    if not is_news(group, forecast, made):
        return None
    later = [
        (telling, voice)
        for telling, voice in group.members
        if _settles(telling, forecast, made, scorer)
        and not told_anew(target.sentence, telling, scorer)
    ]
    if target.others and not any(target.others & telling.stems for telling, _ in later):
        return None
    sure = len({voice.key for _, voice in later}) >= VOICES
    covers = {True: 0.0, False: 0.0}
    for telling, voice in later:
        if sure or vouched(telling, voice, forecast, scorer):
            done = telling.event.factuality in TOLD
            covers[done] = max(covers[done], _cover(target, telling, made, scorer))
    if all(covers.values()) or not any(covers.values()):
        return None
    return Match(max(covers.values()), covers[True] > 0)


def _settles(telling: Telling, forecast: Forecast, made: PartialDate, scorer: Scorer) -> bool:
    """Whether a telling tells, after the forecast and elsewhere, that a thing was done or was not.

    Who denies a deed disputes it, which is no proof that it did not come.
    """
    undone = telling.event.factuality is Factuality.NEGATED
    if undone and unlike_a_denial(telling, scorer.likeness):
        return False
    return (
        (telling.event.factuality in TOLD or undone)
        and telling.report.id != forecast.report_id
        and not not_done(telling, scorer.likeness)
        and after(telling, made, forecast.horizon)
    )


def vouched(telling: Telling, voice: Voice, forecast: Forecast, scorer: Scorer) -> bool:
    """Whether a deed is told by who can vouch for it: an outlet, its doer, or somebody of no state;
    of a deed of cooperation, or one that its doer announced, the other side too. What else a state
    says of another is a claim."""
    said = telling.statement
    if said is None or voice.own or said.sources[0].kind is ActorKind.MEDIUM:
        return True
    if said.stance is Stance.ACCUSE:
        return False
    announced = bool(forecast.sources) and forecast.sources[0].country in telling.givers
    both = announced or _half(telling, scorer) == COOPERATION
    sides = telling.parties if both else telling.givers
    return not said.sources[0].country or said.sources[0].country in sides


def _cover(target: Target, telling: Telling, made: PartialDate, scorer: Scorer) -> float:
    """How much of an outcome a telling says, 0 where it is another deed."""
    outcome = {root(s) for s in target.main if s not in CALENDAR and not s.isdigit()}
    told = {root(s) for s in content_stems(unhyphened(telling.sentence), scorer.likeness)}
    shared = outcome & told
    # Words count alike: in a case of few sentences rarity says little.
    cover = len(shared) / len(outcome) if outcome else 0.0
    if _sealed(target, telling, scorer):
        return COVER_WORDS
    if target.anew and not dated(telling.event.occurred_at):
        # "New" sanctions, a "second" convoy: without a date they may be those that were before.
        return 0.0
    aim = target.telling
    if aim is not None and (not target.named(aim) or only_said(aim, scorer.likeness)):
        # That somebody will go on urging or warning is no forecast of an outcome.
        return 0.0
    least = _by_event(target, telling, scorer)
    # Who was to travel on the ninth and arrived on the ninth: no other words are needed.
    if least < NOT_AT_ALL and _without_words(target, telling, scorer):
        return 1.0
    if telling.event.factuality in TOLD:
        least = min(least, _by_words(target, telling, shared, scorer))
    if not made.known or not dated(telling.event.occurred_at):
        least += UNDATED
    return cover if cover >= least else 0.0


def _sealed(target: Target, telling: Telling, scorer: Scorer) -> bool:
    """Whether the very two concluded a treaty or the like, and it is named as the outcome has it.

    "The summit would raise their ties to a strategic partnership" … "signed a strategic partnership
    treaty": an accord says in its name what it brings about, whatever else the forecast said.
    """
    if telling.event.factuality not in TOLD:
        return False
    if not telling.event.cameo.startswith(scorer.likeness.sealed):
        return False
    if len(telling.parties) < 2 or telling.parties != target.parties:
        return False
    aim = target.telling
    if aim is not None and (
        scorer.persons_clash(aim, telling) or _half(aim, scorer) != _half(telling, scorer)
    ):
        return False
    told = content_stems(unhyphened(telling.sentence), scorer.likeness)
    return beside(telling.trigger, set(rows_of(target.main)) & set(rows_of(told)), told)


def _by_event(target: Target, telling: Telling, scorer: Scorer) -> float:
    """Which cover a telling needs that is coded as the outcome was: a like deed of the same."""
    aim = target.telling
    if aim is None or not aim.parties:
        return NOT_AT_ALL
    near = scorer.likeness.nearness(aim.event.type, telling.event.type)
    thing = bool(aim.item_stems & telling.item_stems)
    if near < NEAR_TYPE or (near < 1 and not thing) or not _may_be_one(aim, telling, scorer):
        return NOT_AT_ALL
    named = bool(named_alike(aim, telling))
    if aim.parties == telling.parties and len(aim.parties) > 1:
        free = scorer.direction_free(aim)
        if not free and not (fit(aim.givers, telling.givers) and fit(aim.takers, telling.takers)):
            return NOT_AT_ALL
        return COVER_THING if thing or (named and free) else COVER
    # One of the two leaves a party out: who does it, the very thing and all names must agree.
    # "Kabul will stop exports of coal" … "Afghanistan did halt coal exports to Pakistan".
    nested = aim.parties <= telling.parties or telling.parties <= aim.parties
    same_doer = bool(aim.givers) and aim.givers == telling.givers
    meant = target.names <= telling.stems or _when_foretold(target, telling)
    return COVER if nested and same_doer and thing and near == 1 and meant else NOT_AT_ALL


def _on_its_day(target: Target, aim: Telling, telling: Telling) -> bool:
    """Whether the same is done by the same to the same on the very days that were foretold."""
    same = aim.event.type == telling.event.type and aim.parties == telling.parties
    day, when = aim.event.occurred_at, telling.event.occurred_at
    on_it = to_the_week(day) and to_the_week(when) and when.compatible(day)
    return same and (on_it or _when_foretold(target, telling))


def _without_words(target: Target, telling: Telling, scorer: Scorer) -> bool:
    """Whether the days, or there being no other such deed, tell that it is the one foreseen."""
    aim = target.telling
    return aim is not None and (
        _on_its_day(target, aim, telling) or _sole_of_its_kind(target, aim, telling, scorer)
    )


def _sole_of_its_kind(target: Target, aim: Telling, telling: Telling, scorer: Scorer) -> bool:
    """Whether the story's one dated deed of the very kind is told, by the same to the same.

    "Dhaka would send them home" … "330 border guards were handed over on Saturday": both are coded
    as a release by the one to the other, and the report tells of no other.
    """
    a, b = aim.event, telling.event
    if not (a.mode and a.mode == b.mode and a.type == b.type and telling.sole):
        return False
    if aim.givers != telling.givers or aim.takers != telling.takers:
        return False
    if not (aim.givers and aim.takers) or not to_the_week(b.occurred_at):
        return False
    return target.story == scorer.stories.get(telling.report.id, "")


def _when_foretold(target: Target, telling: Telling) -> bool:
    """Whether a deed is dated to the very days for which it was foretold."""
    horizon, when = target.horizon, telling.event.occurred_at
    return to_the_week(horizon) and to_the_week(when) and when.compatible(horizon)


def _may_be_one(aim: Telling, telling: Telling, scorer: Scorer) -> bool:
    """Whether nothing that was coded of an outcome and a telling speaks against their being one."""
    if scorer.persons_clash(aim, telling):
        return False
    if aim.event.mode and telling.event.mode and aim.event.mode != telling.event.mode:
        return False
    same_class = scorer.likeness.same_class
    return not (aim.classes and telling.classes) or any(
        same_class(a, b) for a in aim.classes for b in telling.classes
    )


def _by_words(target: Target, telling: Telling, shared: Set[str], scorer: Scorer) -> float:
    """Which cover a telling needs by its words alone: it has to name the outcome's deed."""
    aim = target.telling
    if len(shared) < 2 or only_said(telling, scorer.likeness):
        return NOT_AT_ALL
    if aim is not None and (
        scorer.persons_clash(aim, telling) or _half(aim, scorer) != _half(telling, scorer)
    ):
        return NOT_AT_ALL
    deed = {root(s) for s in telling.trigger.split()}
    told = content_stems(unhyphened(telling.sentence), scorer.likeness)
    rows = set(rows_of(target.main)) & set(rows_of(told))
    named = deed & target.heads or telling.idea & target.head_ideas
    # What is signed, held or sent stands right beside the predicate.
    if not named and (aim is None or not beside(telling.trigger, rows, told)):
        return NOT_AT_ALL
    both = len(telling.parties) > 1 and telling.parties <= target.parties
    if both and rows and (telling.parties == target.parties or target.names <= telling.stems):
        return COVER_WORDS
    in_story = _in_story(target, telling, scorer) and target.names <= telling.stems
    return COVER_WORDS if in_story else NOT_AT_ALL


def only_said(telling: Telling, likeness: Likeness) -> bool:
    """Whether a telling only says something: who threatens or demands has not brought it about."""
    sealed = telling.event.cameo.startswith(likeness.sealed)
    return telling.event.type in likeness.verbal and not sealed


def _in_story(target: Target, telling: Telling, scorer: Scorer) -> bool:
    """Whether a telling is of the story, and of a party that the forecast names, if it does."""
    if target.story != scorer.stories.get(telling.report.id, ""):
        return False
    aim = target.telling
    if aim is not None and (
        scorer.likeness.nearness(aim.event.type, telling.event.type) < NEAR_TYPE
        or not fit(aim.givers, telling.givers)
    ):
        return False
    return not target.parties or bool(target.parties & telling.parties)


def _half(telling: Telling, scorer: Scorer) -> str:
    """ "cooperation" or "conflict"."""
    return scorer.quad(telling.event.type).rpartition(" ")[2]
