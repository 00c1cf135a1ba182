"""When a report was published: candidates weighed, or left open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from dragoman.model import OPEN, DateCandidate, DateVerdict, PartialDate
from dragoman.read.date_bounds import earliest_possible
from dragoman.read.date_clues import (
    SHOWN,
    Clue,
    Trust,
    clues_of,
    dates_elsewhere,
    relative_clock,
)
from dragoman.read.records import Line, Stated

NEXT_DAY: Final = 1
"""Days by which a moment in universal time may lie off the publisher's own day."""

CHOSEN_FOR: Final = {
    Trust.STATED: "stated by the row or the markup as the day of publication",
    Trust.EDITION: "the report says which edition it is from",
    Trust.HEADER: "a date line by the headline",
    Trust.LABEL: "the only day that the page labels as that of publication",
    Trust.ADDRESS: "the address holds it, and no other place tells",
    Trust.GUESS: "found in the markup by htmldate, and nothing contradicts it",
}
CHECKED: Final = frozenset({Trust.HEADER, Trust.LABEL, Trust.GUESS})
"""What the address can contradict: it is fixed when the report is put up."""

DISAGREE: Final = "one of the days that disagree"
UPDATE: Final = "tells of an update: the report is no younger"
LOCAL_DAY: Final = "the page's own day, next to the moment in universal time that the markup states"


@dataclass(frozen=True, slots=True)
class Choice:
    """What the clues give: the date, the clue it stands on, and why; open where they conflict."""

    date: PartialDate = OPEN
    clue: Clue | None = None
    reason: str = ""


def weigh_dates(
    stated: Stated, lines: Sequence[Line], body: Sequence[bool], title: str
) -> tuple[PartialDate, tuple[DateCandidate, ...]]:
    """Weigh what the row, the markup, the lines and the address say.

    In order of trust: what row or markup state, the report's own statement of its edition, a
    date line by the headline, the only day that a label calls that of publication, the
    address, a date that htmldate finds in the markup. A moment in universal time gives way to
    the day that the page shows next to it. A date line that the address contradicts gives way
    to the address. Days in one place that disagree leave the day open between them. An update
    gives the last day that it can be, the story's own past dates the first. A page's clock, dates
    of teasers, clocks that count from now and dates inside the story are no candidates.

    Returns:
        the date, and all candidates with what became of them and why.
    """
    clues = clues_of(stated, lines, body, title)
    choice = _choose(clues)
    bounds = [*_bounds(clues), earliest_possible(lines, body)]
    found = choice.date if choice.date.known else _between(bounds)
    told = list(_told(clues, choice, lines, body))
    if not choice.date.known:
        told += [
            DateCandidate(b, DateVerdict.BOUND, "the story tells of it as past")
            for b in bounds
            if b.known and b.latest is None
        ]
    if not found.known and (clock := relative_clock(lines, body)):
        why = "counts from a moment that the page does not state"
        told.append(DateCandidate(PartialDate(basis=clock[:SHOWN]), DateVerdict.REJECTED, why))
    return found, tuple(told)


def _choose(clues: Sequence[Clue]) -> Choice:
    fresh = [c for c in clues if not c.updated]
    address = next((c.date for c in fresh if c.trust is Trust.ADDRESS), OPEN)
    for trust in Trust:
        group = [c for c in fresh if c.trust is trust]
        if group and trust is Trust.STATED:
            return _local(group[0], fresh)
        if trust in CHECKED:
            group = [c for c in group if c.date.compatible(address)]
        days = sorted({day for c in group if (day := c.day)})
        if not group or (len(days) > 1 and trust is Trust.LABEL):
            continue
        if len(days) > 1:
            basis = f"{group[0].date.basis.split(':')[0]}: two days that disagree"
            return Choice(PartialDate.between(days[0], days[-1], basis), None, DISAGREE)
        return Choice(group[0].date, group[0], CHOSEN_FOR[trust])
    return Choice()


def _local(first: Clue, fresh: Sequence[Clue]) -> Choice:
    """What is stated, or the day that the page shows beside a moment in universal time."""
    shown = {c.day: c for c in fresh if c.trust is Trust.HEADER}
    if first.in_utc and first.day and len(shown) == 1:
        (day, clue), *_ = shown.items()
        if day and abs((day - first.day).days) == NEXT_DAY:
            return Choice(clue.date, clue, LOCAL_DAY)
    return Choice(first.date, first, CHOSEN_FOR[Trust.STATED])


def _bounds(clues: Sequence[Clue]) -> Iterator[PartialDate]:
    """The last days that the updates leave, the header's own before those of the markup."""
    for clue in sorted((c for c in clues if c.updated), key=lambda c: -c.trust):
        yield PartialDate.between(None, clue.date.latest, clue.date.basis)


def _between(bounds: Sequence[PartialDate]) -> PartialDate:
    """What all bounds leave: the narrowest; without the story's own where they contradict."""
    latest = [b for b in bounds if b.latest is not None]
    earliest = [b for b in bounds if b.earliest is not None]
    upper = min(latest, key=lambda b: b.latest.toordinal() if b.latest else 0, default=OPEN)
    lower = earliest[0] if earliest else OPEN
    if upper.latest is None or lower.earliest is None:
        return upper if upper.known else lower
    if lower.earliest > upper.latest:
        return upper
    basis = f"{lower.basis}; {upper.basis}"
    return PartialDate.between(lower.earliest, upper.latest, basis)


def _told(
    clues: Sequence[Clue], choice: Choice, lines: Sequence[Line], body: Sequence[bool]
) -> Iterator[DateCandidate]:
    for clue in clues:
        yield _verdict(clue, choice)
    known = {c.written for c in clues}
    for day, text in dates_elsewhere(lines, body):
        if text not in known:
            why = "elsewhere on the page: its clock, a teaser or a list"
            date = PartialDate.day(day, f"line: {text[:SHOWN]}")
            yield DateCandidate(date, DateVerdict.REJECTED, why)


def _verdict(clue: Clue, choice: Choice) -> DateCandidate:
    if clue is choice.clue:
        return DateCandidate(clue.date, DateVerdict.CHOSEN, choice.reason)
    if clue.updated:
        kind = DateVerdict.OUTWEIGHED if choice.date.known else DateVerdict.BOUND
        return DateCandidate(clue.date, kind, UPDATE)
    if choice.clue is None:
        return DateCandidate(clue.date, DateVerdict.BOUND, choice.reason or "contradicted")
    if clue.date.compatible(choice.date):
        return DateCandidate(clue.date, DateVerdict.AGREES, "gives the same day")
    more = "less trusted" if clue.trust > choice.clue.trust else "another place is trusted more"
    return DateCandidate(clue.date, DateVerdict.OUTWEIGHED, f"another day, {more}")
