"""Questions that every face asks of a case: short ids, chains, disputes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from itertools import pairwise
from typing import Final

from dragoman.case.view import CaseView
from dragoman.model import DifferenceKind, Event, Happening, Source

SHORTEST_ID: Final = 8
"""Characters of an id shown at least: the kind's three, an underscore and four digits."""


class Lookup:
    """A case's records by the questions that are asked of them. Builds each index once."""

    def __init__(self, view: CaseView) -> None:
        self.view = view

    def short(self, record_id: str) -> str:
        """The id cut to as many characters as tell it from all others of its kind."""
        return record_id[: self._lengths.get(record_id[:3], SHORTEST_ID)]

    @cached_property
    def _lengths(self) -> dict[str, int]:
        by_kind: dict[str, list[str]] = defaultdict(list)
        view = self.view
        for table in (
            view.reports,
            view.actors,
            view.statements,
            view.events,
            view.quantities,
            view.times,
            view.forecasts,
            view.happenings,
            view.accounts,
            view.differences,
        ):
            for record_id in table:
                by_kind[record_id[:3]].append(record_id)
        return {kind: _shortest(sorted(ids)) for kind, ids in by_kind.items()}

    def events_of(self, happening: Happening) -> list[Event]:
        """The events that tell of it, in order."""
        return [self.view.events[i] for i in happening.event_ids if i in self.view.events]

    def chain_of_event(self, event: Event) -> tuple[Source, ...]:
        """The speaker chain of the statement that carries the event."""
        statement = self.view.speakers_of(event)
        return statement.sources if statement else ()

    def best_chain(self, happening: Happening) -> tuple[Source, ...]:
        """The chain with the nearest speaker: named before unnamed, then the shortest, then by
        the alphabet, so that the choice is the same on every machine."""
        chains = {
            chain for event in self.events_of(happening) if (chain := self.chain_of_event(event))
        }
        if not chains:
            return ()
        return min(chains, key=_chain_rank)

    def disputed(self, happening: Happening) -> bool:
        """Whether accounts of it contradict each other."""
        return any(
            difference.kind is DifferenceKind.DISPUTE
            for difference in self.view.differences_of(happening.id)
        )

    def publishers(self, report_ids: Iterable[str]) -> list[str]:
        """Publishers of the reports, each once, by the alphabet; unnamed ones left out."""
        reports = self.view.reports
        return sorted({reports[i].publisher for i in report_ids if i in reports} - {""})


def _chain_rank(chain: tuple[Source, ...]) -> tuple[bool, int, str]:
    first = chain[0]
    return (first.kind.value == "unnamed", len(chain), " ".join(s.name or s.text for s in chain))


def _shortest(ids: list[str]) -> int:
    """The least length, from `SHORTEST_ID`, at which sorted ids differ from their neighbours."""
    longest = SHORTEST_ID
    for one, other in pairwise(ids):
        same = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), 0)
        longest = max(longest, same + 1)
    return longest
