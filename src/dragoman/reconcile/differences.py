"""Where accounts of one happening differ, slot by slot, with the kind of each difference."""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Callable, Iterable, Sequence

from dragoman.lexicon import Likeness
from dragoman.model import (
    Difference,
    DifferenceKind,
    Quantity,
)
from dragoman.reconcile.counts import (
    both_so_far,
    comparable,
    connected,
    head,
    heads_apart,
    of_one_size,
)
from dragoman.reconcile.denials import denied, of_one_deed
from dragoman.reconcile.figures import (
    COUNTED_DAYS,
    NEWS_DAYS,
    Figure,
    day_number,
    kind_between,
    levels_of,
    scope_key,
    standing_last,
    unit_key,
)
from dragoman.reconcile.intervals import figure_grade
from dragoman.reconcile.origins import Voice
from dragoman.reconcile.positions import Side, begins, difference, figure_side, show_date
from dragoman.reconcile.press import DENYING, TOLD, Telling, bare_month, dated, stated, wide
from dragoman.reconcile.purposes import purpose_of, purposes_differ
from dragoman.reconcile.rivals import Compare, actor_kind, direction_kind, dispute_or_revision
from dragoman.reconcile.score import Scorer
from dragoman.reconcile.support import supported
from dragoman.reconcile.units import in_one_unit
from dragoman.reconcile.wording import tokens

START_SLACK_DAYS = 7
"""Starts of a course told further apart than this differ."""
MONTH = 31
YEAR = 366
RELATIVE = re.compile(r"XXXX-WXX|XXXX-XX-XX|PRESENT_REF|narrative|[+-]\d+[DW]")
"""In what a date was resolved from: weekdays, weeks and days counted from the report's own."""
UNMISTAKABLE = 0.3
"""Likeness of two sentences from which they tell of one thing, whatever the days."""
FEATURE = {
    "date": "days apart",
    "direction": "swapped",
    "actor": "side other",
    "happened": "none",
    "purpose": "none",
}
"""The feature of the score that speaks against a pair just because it differs in the slot."""


def figure_differences(
    happening_id: str,
    figures: Sequence[Figure],
    likeness: Likeness,
    same: Callable[[Figure, Figure], bool] = lambda one, other: True,
    *,
    so_far: bool = False,
) -> list[Difference]:
    """Differences among figures of one happening, or of one standing count (empty id).

    Args:
        same: whether two figures belong to tellings of one thing by themselves, not only
            through others.
        so_far: whether they count all until they were told (`kind_between`).
    """
    groups: dict[tuple[str, str, str], list[Figure]] = {}
    for one in in_one_unit(figures):
        q = one.quantity
        if q.measure:
            key = (likeness.whole_of(q.measure), unit_key(q), scope_key(q))
            groups.setdefault(key, []).append(one)
    found = []
    for (measure, *_), members in sorted(groups.items()):
        slot = f"figure:{measure}"
        found += _figure_slot(happening_id, slot, members, likeness, same, so_far)
    return found


def _figure_slot(
    happening_id: str,
    slot: str,
    figures: Sequence[Figure],
    likeness: Likeness,
    same: Callable[[Figure, Figure], bool],
    so_far: bool,
) -> list[Difference]:
    figures = levels_of(figures)
    last = {id(one) for one in standing_last(figures)}
    sides = {id(one): figure_side(one) for one in figures}
    apart = heads_apart(figures)
    found: dict[tuple[str, DifferenceKind], list[tuple[Figure, Figure]]] = {}
    for at, one in enumerate(figures):
        for other in figures[at + 1 :]:
            # Most counts of one party are of two deeds, which is soon told.
            if (so_far and not same(one, other)) or frozenset((head(one), head(other))) in apart:
                continue
            counting_on = so_far or both_so_far(one, other, likeness)
            kind = kind_between(
                one,
                other,
                likeness,
                so_far=counting_on or may_stand(one, likeness),
                settled=NEWS_DAYS if counting_on else COUNTED_DAYS,
            )
            if kind is None or not comparable(one, other, kind, likeness):
                continue
            if not so_far and not same(one, other):
                continue
            # What a source has taken back is settled with that source alone.
            if kind is not DifferenceKind.REVISION and not {id(one), id(other)} <= last:
                continue
            measures = {one.quantity.measure, other.quantity.measure}
            # The killed against the killed are one difference, against the casualties another.
            own = f"figure:{measures.pop()}" if len(measures) == 1 else slot
            if _none(one) != _none(other):
                # "Not a single civilian died" is no lower count, but a denial that any did.
                own = "happened"
            found.setdefault((own, kind), []).append((one, other))
    return [
        difference(happening_id, own, kind, [sides[id(one)] for one in members])
        for (own, kind), pairs in sorted(found.items())
        for members in connected(pairs)
    ]


def _none(one: Figure) -> bool:
    """Whether a figure says that there were none."""
    return one.quantity.high == 0


def may_stand(one: Figure, likeness: Likeness) -> bool:
    """Whether a figure is of a count that may stand by itself, such as losses so far."""
    return likeness.whole_of(one.quantity.measure) in likeness.standing


def standing_differences(
    figures: Iterable[Figure],
    likeness: Likeness,
    subject: Callable[[Quantity], frozenset[str]],
    same: Callable[[Figure, Figure], bool] = lambda one, other: True,
) -> list[Difference]:
    """Differences among counts that no one happening carries, such as losses so far.

    Counts of the same thing of the same party are compared where they were given within a year
    of each other.

    Args:
        subject: whose a count is: parties, or a key of the story that tells of it.
        same: whether two counts may be of one thing.
    """

    def can_be_one(one: Figure, other: Figure) -> bool:
        return same(one, other) and of_one_size(one, other)

    groups: dict[tuple[str, ...], list[Figure]] = {}
    for one in figures:
        parties = subject(one.quantity)
        if parties and may_stand(one, likeness):
            groups.setdefault(tuple(sorted(parties)), []).append(one)
    found = []
    for key in sorted(groups):
        for members in _spells(groups[key]):
            found += figure_differences("", members, likeness, can_be_one, so_far=True)
    return found


def _spells(figures: Sequence[Figure]) -> list[list[Figure]]:
    """Figures cut into runs wherever a year passes without one; undated ones go with the last."""
    ordered = sorted(figures, key=lambda f: (day_number(f.stated_at), f.quantity.id))
    runs: list[list[Figure]] = []
    for one in ordered:
        last = day_number(runs[-1][-1].stated_at) if runs else 0
        near = not one.stated_at.known or day_number(one.stated_at) - last <= YEAR
        if runs and near:
            runs[-1].append(one)
        else:
            runs.append([one])
    return runs


def telling_differences(
    happening_id: str,
    members: Sequence[tuple[Telling, Voice]],
    scorer: Scorer,
    mutual: frozenset[str] = frozenset(),
) -> list[Difference]:
    """Differences in date, direction, actor, purpose, and whether it happened at all.

    Args:
        mutual: rules of what both sides do ("traded fire"), where none is the first
            (`Coding.mutual_rules`).
    """
    found = []
    for slot, compare in (
        ("date", _date_kind(scorer)),
        ("direction", direction_kind(scorer, mutual)),
        ("actor", actor_kind(scorer, mutual)),
        ("happened", _happened_kind(scorer)),
        ("purpose", _purpose_kind(scorer)),
    ):
        by_kind: dict[DifferenceKind, list[Side]] = {}
        for at, (one, voice) in enumerate(members):
            for other, voice_b in members[at + 1 :]:
                kind = compare(one, voice, other, voice_b)
                # A group may hold two that only others hold together: these prove nothing.
                if (
                    kind is not None
                    and scorer.same_but_for(FEATURE[slot], one, other)
                    and supported(one, other, scorer)
                ):
                    likeness = scorer.likeness
                    pair = (
                        _side(slot, one, voice, likeness),
                        _side(slot, other, voice_b, likeness),
                    )
                    by_kind.setdefault(kind, []).extend(pair)
        for kind, sides in sorted(by_kind.items()):
            found.append(difference(happening_id, slot, kind, sides))
    return found


def _date_kind(scorer: Scorer) -> Compare:
    """Days that differ; those that only a clock of the report's own gives ("on Tuesday", "last
    week") are too easily taken wrong, and wait for a likeness that leaves no doubt."""

    def kind(one: Telling, voice: Voice, other: Telling, voice_b: Voice) -> DifferenceKind | None:
        found = _days_differ(one, voice, other, voice_b)
        if found is not None and (_by_the_report(one) or _by_the_report(other)):
            return found if _unmistakable(one, other, scorer) else None
        return found

    return kind


def _by_the_report(telling: Telling) -> bool:
    """Whether a day follows from when the report came out, and not from the text alone."""
    return RELATIVE.search(telling.event.occurred_at.basis) is not None


def _unmistakable(one: Telling, other: Telling, scorer: Scorer) -> bool:
    """Whether two sentences tell of one thing by their words or by a figure that few share."""
    if scorer.rarity.overlap(one.stems, other.stems) >= UNMISTAKABLE:
        return True
    pairs = ((a, b) for a in one.figures for b in other.figures if a.measure == b.measure)
    return any(figure_grade(a, b) == 2 for a, b in pairs)


def _days_differ(
    one: Telling, voice: Voice, other: Telling, voice_b: Voice
) -> DifferenceKind | None:
    a, b = one.event.occurred_at, other.event.occurred_at
    if not {one.event.factuality, other.event.factuality} <= TOLD:
        # A plan for another day is a change of plan, and a denial has no date of its own.
        return None
    starts = begins(a, one.report.published_at) and begins(b, other.report.published_at)
    if starts and (_over_a_stretch(one) or _over_a_stretch(other)):
        return None
    if starts:
        assert a.earliest is not None and b.earliest is not None
        if abs((a.earliest - b.earliest).days) > START_SLACK_DAYS:
            return dispute_or_revision(one, voice, other, voice_b)
        return None
    for dated_one, bare in ((one, other), (other, one)):
        start, month = dated_one.event.occurred_at, bare_month(bare.event.occurred_at)
        if month is not None and begins(start, dated_one.report.published_at):
            assert start.earliest is not None
            differs = start.earliest.month != month and _since(bare)
            return dispute_or_revision(one, voice, other, voice_b) if differs else None
    if not (dated(a) and dated(b)) or wide(a) or wide(b) or a.compatible(b):
        return None
    return dispute_or_revision(one, voice, other, voice_b)


def _over_a_stretch(telling: Telling) -> bool:
    """Whether a course is told by its length ("over the past month"), which tells no start."""
    words = set(tokens(telling.sentence))
    return bool(words & {"past", "last"}) and not words & {"since", "began", "started"}


def _since(telling: Telling) -> bool:
    """Whether a month told without a year tells when something began."""
    return "since" in tokens(telling.sentence)


def _happened_kind(scorer: Scorer) -> Compare:
    def kind(one: Telling, voice: Voice, other: Telling, voice_b: Voice) -> DifferenceKind | None:
        if voice.key == voice_b.key and one.report.id == other.report.id:
            return None
        a, b = one.event.factuality, other.event.factuality
        if a in TOLD and b in DENYING:
            denies = denied(other, scorer.likeness)
        elif a in DENYING and b in TOLD:
            denies = denied(one, scorer.likeness)
        else:
            return None
        if not of_one_deed(one, other, scorer):
            return None
        return dispute_or_revision(one, voice, other, voice_b) if denies else None

    return kind


def _purpose_kind(scorer: Scorer) -> Compare:
    known: dict[str, str] = {}

    def purpose(telling: Telling) -> str:
        key = telling.event.id
        if key not in known:
            known[key] = purpose_of(telling, scorer.likeness)
        return known[key]

    def kind(one: Telling, voice: Voice, other: Telling, voice_b: Voice) -> DifferenceKind | None:
        a, b = purpose(one), purpose(other)
        if not (a and b and purposes_differ(a, b, scorer.likeness)) or voice.key == voice_b.key:
            # One voice may name two purposes.
            return None
        return DifferenceKind.DISPUTE

    return kind


def _side(slot: str, telling: Telling, voice: Voice, likeness: Likeness) -> Side:
    value = purpose_of(telling, likeness) if slot == "purpose" else _value(slot, telling)
    statement = telling.statement
    return Side(
        value=value,
        sort=(value,),
        voice=voice,
        source=statement.sources[0] if statement is not None else None,
        report_id=telling.report.id,
        stated_at=stated(statement, telling.report),
        evidence=telling.event.evidence,
    )


def _value(slot: str, telling: Telling) -> str:
    month = bare_month(telling.event.occurred_at)
    if slot == "date" and month is not None:
        since = "since " if _since(telling) else ""
        return f"{since}{month_name[month]}, year not told"
    if slot == "date":
        return show_date(telling.event.occurred_at, telling.report.published_at)
    if slot == "direction":
        return f"{_roll(telling, True)} to {_roll(telling, False)}"
    if slot == "actor":
        return _roll(telling, True)
    return "it did" if telling.event.factuality in TOLD else "it did not"


def _roll(telling: Telling, givers: bool) -> str:
    named = telling.event.initiators if givers else telling.event.recipients
    return " and ".join(sorted({p.name for p in named if p.name})) or "?"
