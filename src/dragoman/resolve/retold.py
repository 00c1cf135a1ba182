"""Whose deed "the raid" was: the event told before that a definite noun takes up.

The noun gets the sides of the nearest earlier event of its type in the report, and its time where
its own clause tells none. Where deeds of two pairs are told before, one whose predicate names the
same idea wins ("shelled" … "the shelling"); where that does not tell, the noun is left out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from dragoman.attribute.records import AttributedReport
from dragoman.extract.records import EventDraft, Frame
from dragoman.model import Factuality
from dragoman.resolve.parties import Side

Sides = tuple[Side, Side]

DONE: Final = frozenset({Factuality.ACTUAL, Factuality.ONGOING, Factuality.POSSIBLE})
LOOK_BACK: Final = 12
"""Sentences back in which the event taken up is looked for."""
PART_OF: Final = frozenset({"in", "during", "by", "from"})
WHEN: Final = frozenset({"when", "after", "as", "while"})
"""Subordinators of the deed by which harm was done ("two died *when* shells hit …")."""
STEM: Final = 4
"""Letters that a noun and a verb of one root share ("shelling", "shelled")."""
HARM: Final = "ASSAULT"


def take_up(
    attributed: AttributedReport, sides: Sequence[Sides], ideas: Mapping[str, Collection[str]]
) -> tuple[list[Sides], dict[int, int]]:
    """The sides of all drafts, filled for nouns that take up an earlier event.

    Args:
        sides: of each draft by index.
        ideas: the ideas that a word names (`Likeness.concepts`).

    Returns:
        the sides, and for each draft that takes one up, the index of the draft taken up.
    """
    finder = _Finder(attributed, list(sides), ideas)
    events = attributed.extracted.events
    for d in events:
        if d.retold:
            finder.fill(d)
    for d in events:
        if not d.retold and d.type == HARM:
            finder.share(d)
    return finder.sides, finder.taken


class _Finder:
    def __init__(
        self,
        attributed: AttributedReport,
        sides: list[Sides],
        ideas: Mapping[str, Collection[str]],
    ) -> None:
        self._attributed = attributed
        self._events = attributed.extracted.events
        self._frames = attributed.extracted.frames
        self._ideas = ideas
        self.sides = sides
        self.taken: dict[int, int] = {}

    def fill(self, d: EventDraft) -> None:
        """Give a noun the sides of the event that it takes up, if one is told."""
        found = self._antecedent(d)
        if found is not None and found.symmetric and not d.symmetric:
            self._turn(d, found)
        elif found is not None:
            uncertain = tuple(
                tuple(replace(p, certain=False) for p in side) for side in self.sides[found.index]
            )
            self.sides[d.index] = uncertain[0], uncertain[1]
            self.taken[d.index] = found.index

    def _turn(self, d: EventDraft, found: EventDraft) -> None:
        """Sides of a one-sided noun after a deed of both, by whose people it harmed.

        "A and B traded fire … two A guards were killed in *the shelling*".
        """
        at = self._frames[d.frame].predicate
        one, other = self.sides[found.index]
        for e in self._events:
            around = (o for o in self._frames[e.frame].obliques if o.prep in PART_OF)
            if e.sentence == d.sentence and not e.retold and any(at in o.heads for o in around):
                harmed = self.sides[e.index][1]
                for doer, struck in ((one, other), (other, one)):
                    if harmed and _countries(harmed) & _countries(struck):
                        self.sides[d.index] = doer, struck
                        self.taken[d.index] = found.index
                        return

    def share(self, d: EventDraft) -> None:
        """Fill who did harm "in the raid" from the raid."""
        who, whom = self.sides[d.index]
        if who or not whom:
            return
        frame = self._frames[d.frame]
        around = {h for o in frame.obliques if o.prep in PART_OF for h in o.heads}
        self._share_when(d, frame, whom)
        for other in self._events:
            if other.index in self.taken and other.sentence == d.sentence:
                doers, struck = self.sides[other.index]
                if self._frames[other.frame].predicate in around and _agree(whom, struck):
                    self.sides[d.index] = doers, whom

    def _share_when(self, d: EventDraft, frame: Frame, whom: Side) -> None:
        """Fill who did harm "when troops fired on a post" from the firing, and whom that struck."""
        for other in self._events:
            if other.sentence != d.sentence or other.type != HARM or other.index == d.index:
                continue
            above = self._frames[other.frame].embedding[:1]
            doers, struck = self.sides[other.index]
            if not above or above[0].predicate != frame.predicate or above[0].marker not in WHEN:
                continue
            if _countries(doers) and not _countries(doers) & _countries(whom):
                unsure = tuple(replace(p, certain=False) for p in doers)
                self.sides[d.index] = unsure, whom
                if not _countries(struck):
                    harmed = tuple(replace(p, certain=False) for p in whom if p.country)
                    self.sides[other.index] = doers, harmed
                return

    def _antecedent(self, d: EventDraft) -> EventDraft | None:
        near = list(self._before(d))
        alike = [e for e in near if self._alike(self._frames[e.frame], self._frames[d.frame])]
        for choice in (alike, near):
            if choice and len({self._pair(e) for e in choice}) == 1:
                return choice[-1]
        last = [e for e in alike if e.sentence == alike[-1].sentence]
        return last[-1] if len({self._pair(e) for e in last}) == 1 else None

    def _before(self, d: EventDraft) -> Iterator[EventDraft]:
        """Earlier events of the type that are told as done: with both sides, or the same noun."""
        at = self._frames[d.frame].predicate
        for e in self._events:
            back = d.sentence - e.sentence
            told = 0 < back <= LOOK_BACK or (
                back == 0 and self._frames[e.frame].predicate < at and e.frame != d.frame
            )
            if not told or e.type != d.type or e.retold:
                continue
            known = [_known(side) for side in self.sides[e.index]]
            same_noun = self._frames[e.frame].lemma == self._frames[d.frame].lemma
            if self._attributed.factuality[e.index] in DONE and (
                all(known) or (same_noun and any(known))
            ):
                yield e

    def _pair(self, e: EventDraft) -> tuple[tuple[str, ...], ...]:
        """Who did it to whom; of what both did, in the order of their names."""
        sides = (sorted({p.country or p.actor_id for p in side}) for side in self.sides[e.index])
        ordered = [tuple(side) for side in sides]
        return tuple(sorted(ordered) if e.symmetric else ordered)

    def _alike(self, one: Frame, other: Frame) -> bool:
        """Whether two predicates are of one root or name one idea."""
        a, b = one.lemma.partition("_")[0], other.lemma
        if a[:STEM] == b[:STEM] and min(len(a), len(b)) >= STEM:
            return True
        return bool({*self._ideas.get(a, ())} & {*self._ideas.get(b, ())})


def _known(side: Side) -> bool:
    return any(p.country or p.actor_id for p in side)


def _agree(one: Side, other: Side) -> bool:
    """Whether two sides can be the same: no country of the one is missing in the other."""
    here, there = _countries(one), _countries(other)
    return not here or not there or bool(here & there)


def _countries(side: Side) -> set[str]:
    return {p.country for p in side if p.country}
