"""Figures of one counted thing: who gives which, how they stand to each other, and the hull."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from dragoman.lexicon import Likeness
from dragoman.model import (
    Bound,
    DifferenceKind,
    Estimate,
    PartialDate,
    Position,
    Quantity,
    Report,
    Source,
    Statement,
)
from dragoman.reconcile.intervals import figures_meet, ratio
from dragoman.reconcile.origins import Provenance, Voice
from dragoman.reconcile.press import Press, stated
from dragoman.reconcile.reach import clause_at
from dragoman.reconcile.wording import stem, tokens

LESSER = 0.6
"""Share of another up to which a figure beside it is its part, or was the count before."""
ROUNDING = 1.4
"""How many times a number "more than" so much is at most meant to be."""
AS_OF_SLACK_DAYS = 31
"""Figures as of days further apart than this count different stretches of time."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity with who gives it, when, and in which sentence (report id and its start).

    ``clause`` holds the words that it stands among, ``behind`` those that follow it there.
    """

    quantity: Quantity
    report: Report
    statement: Statement | None
    voice: Voice
    stated_at: PartialDate
    sentence: tuple[str, int] | None = None
    clause: str = ""
    behind: str = ""

    @property
    def sources(self) -> tuple[Source, ...]:
        """The speaker chain, empty where no statement carries the figure."""
        return self.statement.sources if self.statement is not None else ()

    @property
    def value(self) -> tuple[str, float | None, float | None, float | None]:
        """What makes two figures the same position."""
        q = self.quantity
        return (q.measure, q.low, q.best, q.high)


def figure(quantity: Quantity, press: Press, provenance: Provenance) -> Figure:
    """Put a quantity together with its report, statement and origin."""
    report = press.reports[quantity.report_id]
    statement = press.statement(report.id, quantity.statement_id)
    start = quantity.evidence[0].start if quantity.evidence else 0
    voice = provenance.voice(statement, report.id, start)
    sentence = press.sentence_start(report.id, start)
    clause = behind = ""
    if quantity.evidence:
        words, told = quantity.evidence[0], quantity.evidence[-1]
        clause = clause_at(told.exact, words.start - told.start)
        behind = clause.partition(words.exact)[2]
    stated_at = stated(statement, report)
    return Figure(quantity, report, statement, voice, stated_at, sentence, clause, behind)


NEWS_DAYS = 3
"""Counts of two sources that were told within so many days were counted for one."""
COUNTED_DAYS = 7
"""The same for counts that are of one happening for certain."""
PARTIAL = frozenset({"additional", "part", "rise", "fall", "derived"})
"""Scopes of figures that are no level: they stand for more of a thing, or for some of it."""


def scope_key(quantity: Quantity) -> str:
    """What may be compared: levels with levels, a rise with a rise, a part with a part."""
    return quantity.scope if quantity.scope in PARTIAL else ""


def unit_key(quantity: Quantity) -> str:
    """The unit where it is one of measure or money; empty where it only names what is counted.

    "11,000 troops" and "4,000 soldiers" are counts of one measure; dollars and tonnes are not.
    """
    counted = {stem(word) for word in tokens(f"{quantity.referent} {quantity.measure}")}
    return "" if stem(quantity.unit.casefold()) in counted else quantity.unit


def estimates(figures: Iterable[Figure], likeness: Likeness) -> tuple[Estimate, ...]:
    """One estimate for each measure and unit, in order of these.

    Where one sentence counts two kinds of people ("three soldiers and a civilian"), each kind has
    its own: they are parts, and not accounts of one number.
    """
    groups: dict[tuple[str, str], list[Figure]] = {}
    for one in figures:
        if one.quantity.measure:
            groups.setdefault((one.quantity.measure, unit_key(one.quantity)), []).append(one)
    return tuple(
        _estimate(measure, unit, members)
        for measure, unit in sorted(groups)
        for members in _by_kind(groups[measure, unit], likeness)
    )


def kinds_counted(one: Figure, likeness: Likeness) -> frozenset[str]:
    """The kinds of people that are never one count, by the words of what is counted."""
    return counted_kinds(one.quantity, likeness)


def counted_kinds(quantity: Quantity, likeness: Likeness) -> frozenset[str]:
    """The same of a quantity."""
    words = tokens(quantity.referent)
    return frozenset(kind for word in words for kind in likeness.apart.get(word, ()))


def apart(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two figures count kinds of people that are never one count."""
    return bool(one and other) and not one & other


def _by_kind(figures: Sequence[Figure], likeness: Likeness) -> list[list[Figure]]:
    """Figures of one measure, cut by kind where a sentence has two; the others in one."""
    kinds = [",".join(sorted(kinds_counted(one, likeness))) for one in figures]
    told: dict[tuple[str, int], set[str]] = {}
    for one, kind in zip(figures, kinds, strict=True):
        if kind and one.sentence is not None:
            told.setdefault(one.sentence, set()).add(kind)
    if not any(len(found) > 1 for found in told.values()):
        return [list(figures)]
    cut: dict[str, list[Figure]] = {}
    for one, kind in zip(figures, kinds, strict=True):
        cut.setdefault(kind, []).append(one)
    return [cut[kind] for kind in sorted(cut)]


def levels_of(figures: Sequence[Figure]) -> list[Figure]:
    """Figures without those that stand beside a much greater one of the same voice and sentence.

    "Gone up to 16 after three of the injured died", "put at four then, has risen to seven": of what
    one voice gives in one breath the greatest is its count, the others are parts of it or are past.
    """
    greatest: dict[tuple[object, ...], float] = {}
    for one in figures:
        key = _breath(one)
        greatest[key] = max(greatest.get(key, 0.0), _level(one.quantity))
    return [
        f
        for f in figures
        if f.sentence is None
        or _level(f.quantity) > LESSER * greatest[_breath(f)]
        or greatest[_breath(f)] == 0
    ]


def _breath(one: Figure) -> tuple[object, ...]:
    return one.sentence, one.voice.key, one.quantity.measure, unit_key(one.quantity)


def _level(quantity: Quantity) -> float:
    return next((x for x in (quantity.best, quantity.low, quantity.high) if x is not None), 0.0)


def _estimate(measure: str, unit: str, figures: Sequence[Figure]) -> Estimate:
    # "Half of the 11,000" is no estimate of the troops where somebody counts them all.
    levels = [one for one in figures if not scope_key(one.quantity)]
    kept = _once(levels or figures)
    units = Counter(f.quantity.unit for f in kept)
    low, best, high = hull([f.quantity for f in kept])
    return Estimate(
        measure=measure,
        unit=unit or min(units, key=lambda u: (-units[u], u)),
        low=low,
        best=best,
        high=high,
        positions=tuple(_position(f) for f in kept),
    )


def _once(figures: Sequence[Figure]) -> list[Figure]:
    """One figure for each origin and value, the first told; in order of telling."""
    first: dict[tuple[object, ...], Figure] = {}
    for one in sorted(figures, key=_told_order):
        first.setdefault((one.voice.key, *one.value, one.quantity.as_of.earliest), one)
    return sorted(first.values(), key=_told_order)


def _told_order(one: Figure) -> tuple[int, int, str]:
    return (day_number(one.stated_at), day_number(one.report.published_at), one.quantity.id)


def day_number(when: PartialDate) -> int:
    """A day to sort by; unknown ones last."""
    day = when.earliest or when.latest
    return day.toordinal() if day is not None else 10**7


def hull(quantities: Sequence[Quantity]) -> tuple[float | None, float | None, float | None]:
    """Low, best and high over all positions.

    Low is the least lower end and high the greatest upper end that any position gives. An open
    end widens the hull only where no other position closes it: "more than 10,000" beside
    "10,000 to 12,000" leaves 12,000 as the upper end, "more than 15,000" would open it.
    """
    lows = [q.low for q in quantities if q.low is not None]
    highs = [q.high for q in quantities if q.high is not None]
    bests = [q.best for q in quantities if q.best is not None]
    open_up = [q.low for q in quantities if q.high is None and q.low is not None]
    open_down = [q.high for q in quantities if q.low is None and q.high is not None]
    high = max(highs, default=None)
    if high is not None and any(low >= high for low in open_up):
        high = None
    low = min(lows, default=None)
    if low is not None and any(top <= low for top in open_down):
        low = None
    return low, (float(median(bests)) if bests else None), high


def _position(one: Figure) -> Position:
    q = one.quantity
    return Position(
        sources=one.sources,
        low=q.low,
        best=q.best,
        high=q.high,
        as_of=q.as_of,
        report_id=q.report_id,
        quantity_id=q.id,
        text=q.text,
    )


def kind_between(
    one: Figure,
    other: Figure,
    likeness: Likeness,
    *,
    so_far: bool = False,
    settled: int = NEWS_DAYS,
) -> DifferenceKind | None:
    """How two figures of one thing stand to each other; ``None`` where they agree.

    Args:
        so_far: whether they count all until they were told, as losses so far do. A higher one told
            days later is then of a later day: its own side's revision, or of another scope.
        settled: days within which two sources count for one day.
    """
    a, b = one.quantity, other.quantity
    if a.measure != b.measure:
        # A part may be anything up to its whole.
        return DifferenceKind.SCOPE if likeness.part_of(a.measure, b.measure) else None
    if (a.low, a.best, a.high) == (b.low, b.best, b.high):
        return None
    if a.best is not None and a.best == b.best:
        return None
    same = one.voice.key == other.voice.key or _one_side_counts_on(one, other, likeness)
    if so_far and _rose(one, other, 0 if same else settled):
        return DifferenceKind.REVISION if same else DifferenceKind.SCOPE
    if figures_meet(a, b) and not _rounded_off(a, b):
        return DifferenceKind.PRECISION
    if same and _later(one.stated_at, other.stated_at):
        return DifferenceKind.REVISION
    if a.as_of.known and b.as_of.known and not a.as_of.compatible(b.as_of, AS_OF_SLACK_DAYS):
        return DifferenceKind.SCOPE
    return DifferenceKind.DISPUTE


def _rounded_off(one: Quantity, other: Quantity) -> bool:
    """Whether one is rounded down or up ("more than 3,000") and the other lies far beyond it.

    Nobody who knows of 4,500 says "more than 3,000"; "at least" and "dozens" leave more open.
    """
    rounded = {one.bound, other.bound} & {Bound.OVER, Bound.UNDER}
    return bool(rounded) and ratio(one, other) > ROUNDING


def _rose(one: Figure, other: Figure, slack: int) -> bool:
    """Whether of two counts the one told more than so many days later is the higher."""
    if not (one.stated_at.known and other.stated_at.known):
        return False
    if one.stated_at.compatible(other.stated_at, slack):
        return False
    first, last = sorted((one, other), key=lambda f: day_number(f.stated_at))
    before, after = (f.quantity.low or f.quantity.best or 0.0 for f in (first, last))
    return after > before


def _one_side_counts_on(one: Figure, other: Figure, likeness: Likeness) -> bool:
    """Whether two bodies of one state give a toll, the later one the higher: the toll has risen."""
    if likeness.whole_of(one.quantity.measure) not in likeness.standing:
        return False
    countries = {f.sources[0].country if f.sources else "" for f in (one, other)}
    first, last = sorted((one, other), key=lambda f: day_number(f.stated_at))
    before, after = (f.quantity.best or f.quantity.low or 0.0 for f in (first, last))
    return len(countries) == 1 and "" not in countries and after > before


def _later(one: PartialDate, other: PartialDate) -> bool:
    return one.known and other.known and not one.compatible(other)


def standing_last(figures: Sequence[Figure]) -> list[Figure]:
    """Each origin's last word: figures that it has since replaced left out."""
    return [
        one
        for one in figures
        if not any(
            other.voice.key == one.voice.key
            and other.quantity.measure == one.quantity.measure
            and not figures_meet(one.quantity, other.quantity)
            and _later(one.stated_at, other.stated_at)
            and day_number(other.stated_at) > day_number(one.stated_at)
            for other in figures
        )
    ]
