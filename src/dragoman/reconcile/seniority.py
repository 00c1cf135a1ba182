"""Which of several reports with the same words is the original, and why.

The evidence in order; the first that tells them apart decides:

1. *credit*: one names the other's publisher as its source. Who takes over tells so, and nobody
   credits those who copied from him.
2. *agency*: one is published by a news agency, whose trade is to be reprinted.
3. *time*: one was certainly out before the other. An open date decides nothing, nor do two
   reports of one day. It ranks below the first two because pages carry the time of their last
   change, and outlets often print what an agency sends before the agency's own page shows it.
4. *named source*: both have the same text and only one still names the agency it is from: the
   other has lost the line.
5. *containment*: the shorter is the beginning of the longer: it was cut, from the end as news is
   cut. Where it stands elsewhere in the longer, the longer has used it.
6. *undecided*: nothing tells them apart. The dated before the undated, then the smaller id, so
   that every machine names the same one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dragoman.lexicon import Lexicon
from dragoman.model import Report

CREDIT = "credit"
AGENCY = "agency"
TIME = "time"
NAMED = "named source"
CONTAINMENT = "containment"
UNDECIDED = "undecided"

REASONS: Mapping[str, str] = {
    CREDIT: "the report credits its publisher",
    AGENCY: "its publisher is a news agency",
    TIME: "it came out before",
    NAMED: "it still names the agency that the text is from",
    CONTAINMENT: "what one leaves out of the other shows which was first",
    UNDECIDED: "undecided: nothing tells which of the two was first",
}
"""What each reason says, of the report that is held to be the original."""


@dataclass(frozen=True, slots=True)
class Clues:
    """What a report tells of who wrote it.

    Attributes:
        names: who it may be credited as, casefolded; credits: whom it credits.
        agency: whether a news agency published it; relays: whether it credits one.
        earliest, latest: between which days it came out, ``None`` where open.
    """

    id: str
    names: frozenset[str]
    credits: frozenset[str]
    agency: bool
    relays: bool
    earliest: date | None
    latest: date | None

    @classmethod
    def of(cls, report: Report, lexicon: Lexicon) -> Clues:
        """Gather the clues of a report."""
        names = {report.publisher.casefold(), _known_as(report.publisher, lexicon)} - {""}
        credits = {n for c in report.credits for n in (c.casefold(), _known_as(c, lexicon))}
        return cls(
            report.id,
            frozenset(names),
            frozenset(credits - names),
            is_agency(report.publisher, lexicon),
            any(is_agency(credit, lexicon) for credit in report.credits),
            report.published_at.earliest,
            report.published_at.latest,
        )

    def apart(self, other: Clues, days: int) -> bool:
        """Whether the two certainly came out more than so many days apart."""
        return any(
            a is not None and b is not None and (b - a).days > days
            for a, b in ((self.latest, other.earliest), (other.latest, self.earliest))
        )


def is_agency(name: str, lexicon: Lexicon) -> bool:
    """Whether a publisher is a news agency by the media table."""
    outlet = lexicon.media.by_name(name) if name else None
    return outlet is not None and outlet.is_agency


def _known_as(name: str, lexicon: Lexicon) -> str:
    outlet = lexicon.media.by_name(name) if name else None
    return outlet.name.casefold() if outlet is not None else name.casefold()


def original_of(group: Sequence[Clues], contained: Sequence[str] = ()) -> str:
    """The id of the likeliest original of a group of reports with the same words.

    Args:
        contained: ids of those that containment speaks for, best first.
    """
    pool = list(group)
    for test in _tests(group):
        pool = [one for one in pool if test(one, pool)] or pool
    ids = {one.id for one in pool}
    for best in contained:
        if best in ids:
            return best
    return min(pool, key=lambda one: (one.earliest is None, one.id)).id


def _tests(group: Sequence[Clues]) -> list[Callable[[Clues, Sequence[Clues]], bool]]:
    return [
        lambda one, pool: any(one.names & o.credits for o in group if o is not one),
        lambda one, pool: one.agency,
        lambda one, pool: not any(_before(o, one) for o in pool),
        lambda one, pool: one.relays,
    ]


def why(original: Clues, copy: Clues, contained: Sequence[str] = ()) -> str:
    """The first evidence by which the one is held to be the original of the other."""
    if original.names & copy.credits and not copy.names & original.credits:
        return CREDIT
    if original.agency != copy.agency:
        return AGENCY if original.agency else UNDECIDED
    if _before(original, copy):
        return TIME
    if original.relays and not copy.relays:
        return NAMED
    return CONTAINMENT if original.id in contained else UNDECIDED


def _before(one: Clues, other: Clues) -> bool:
    """Whether one was certainly out a day or more before the other."""
    return one.latest is not None and other.earliest is not None and one.latest < other.earliest
