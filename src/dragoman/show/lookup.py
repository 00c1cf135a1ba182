"""Questions that every face asks of a case: short ids, chains, disputes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property
from itertools import pairwise
from typing import Final

from dragoman.analyse.grades import Grades
from dragoman.case.view import CaseView
from dragoman.lexicon.likeness import Likeness
from dragoman.lexicon.telling import Tellings
from dragoman.model import ActorKind, DifferenceKind, Event, Evidence, Happening, Origin, Source
from dragoman.reconcile.spokesmen import spokesmen
from dragoman.show.telling import deed, sentence

_REPORT_ID: Final = re.compile(r"rep_[0-9a-f]{16}")

SHORTEST_ID: Final = 8
"""Characters of an id shown at least: the kind's three, an underscore and four digits."""


class Lookup:
    """A case's records by the questions that are asked of them. Builds each index once."""

    def __init__(self, view: CaseView, likeness: Likeness, tellings: Tellings) -> None:
        self.view = view
        self.likeness = likeness
        self.tellings = tellings

    @cached_property
    def grades(self) -> Grades:
        """What the users of the case have graded."""
        return Grades(self.view.judgements)

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

    def triggers(self, events: Iterable[Event]) -> tuple[Evidence, ...]:
        """Where each event's predicate stands: the words by which a reader finds it."""
        return tuple(Evidence.from_span(event.report_id, event.trigger) for event in events)

    def chain_of_event(self, event: Event) -> tuple[Source, ...]:
        """The speaker chain of the statement that carries the event."""
        statement = self.view.speakers_of(event)
        return statement.sources if statement else ()

    def deed(self, happening: Happening) -> str:
        """What was done, without the parties."""
        return deed(happening, self.tellings, self._cameo(happening))

    def sentence(self, happening: Happening) -> str:
        """Who did what to whom."""
        personal = happening.type in self.likeness.personal
        told = replace(
            happening,
            initiators=spokesmen(happening.initiators, self.view.actors, personal=personal),
            recipients=spokesmen(happening.recipients, self.view.actors, personal=personal),
        )
        return sentence(told, self.tellings, self._cameo(happening))

    def _cameo(self, happening: Happening) -> list[str]:
        return [e.cameo for e in self.events_of(happening) if e.type == happening.type]

    def best_chain(self, happening: Happening) -> tuple[Source, ...]:
        """The chain with the nearest speaker, the shortest of those, the first of those by the
        alphabet: the choice is the same on every machine. Who denies what the line tells as done
        is not who says so: tellings that stand as the happening does come before others."""
        told = self.events_of(happening)
        alike = [event for event in told if event.factuality is happening.factuality]
        chains = {chain for event in alike if (chain := self.chain_of_event(event))}
        chains = chains or {chain for event in told if (chain := self.chain_of_event(event))}
        if not chains:
            return ()
        return min(chains, key=_chain_rank)

    def disputed(self, happening: Happening) -> bool:
        """Whether accounts of it contradict each other."""
        return any(
            difference.kind is DifferenceKind.DISPUTE
            for difference in self.view.differences_of(happening.id)
        )

    def origins(self, origins: Iterable[Origin]) -> list[str]:
        """Names of origins; where one falls back on a report's id, the report's file stands."""
        return [_REPORT_ID.sub(self._file_of, origin.name) for origin in origins]

    def _file_of(self, found: re.Match[str]) -> str:
        report = self.view.reports.get(found[0])
        return report.location.replace("\\", "/").rpartition("/")[2] if report else found[0]

    def party(self, code: str) -> str:
        """The name of a country (ISO alpha-3) or of an actor (its id)."""
        actor = self.view.actors.get(code)
        return actor.name if actor else self._countries.get(code, code)

    @cached_property
    def _countries(self) -> dict[str, str]:
        """Country code to the name of its state, else to the shortest name with that code."""
        ranked = sorted(
            (actor for actor in self.view.actors.values() if actor.country),
            key=lambda actor: (actor.kind is not ActorKind.STATE, len(actor.name), actor.name),
        )
        return {actor.country: actor.name for actor in reversed(ranked)}


def _chain_rank(chain: tuple[Source, ...]) -> tuple[int, int, str]:
    """A named speaker before an outlet's own voice before a speaker without a name."""
    kind = chain[0].kind
    nearness = {ActorKind.MEDIUM: 1, ActorKind.UNNAMED: 2}.get(kind, 0)
    return (nearness, len(chain), " ".join(s.name or s.text for s in chain))


def _shortest(ids: list[str]) -> int:
    """The least length, from `SHORTEST_ID`, at which sorted ids differ from their neighbours."""
    longest = SHORTEST_ID
    for one, other in pairwise(ids):
        same = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), 0)
        longest = max(longest, same + 1)
    return longest
