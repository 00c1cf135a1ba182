"""Who could know: the origins behind a set of statements.

An origin is the first speaker of a chain. Where a report speaks in its own voice, it is the agency
that the report credits, or the original that it copies, or the publisher itself. Unnamed sources
are an origin of whoever relays them. A report that credits somebody for a happening is no origin
of it besides. A state that is named only as such ("Seoul says") is not told apart from a body of
that state that is named ("the defence ministry"), for the first may well be the second.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from dragoman.lexicon import Lexicon
from dragoman.model import Actor, ActorKind, Copy, CopyKind, Origin, Report, Source, Statement
from dragoman.model.actor import STATE_SECTORS
from dragoman.reconcile.seniority import is_agency

UNNAMED = "unnamed"
BODY_WORDS = 3
"""Words of a body's name that an unnamed source is shown with."""
WHOLE_STATE = frozenset({ActorKind.STATE, ActorKind.GOVERNMENT, ActorKind.PLACE})
OF_A_STATE = WHOLE_STATE | {ActorKind.OFFICE, ActorKind.ARMED_FORCE}


class Voice(NamedTuple):
    """An origin as found in one statement.

    ``country`` is set for those that speak for a state, ``whole`` for the state itself, ``own``
    for an outlet that speaks for itself.
    """

    key: str
    name: str
    actor_id: str
    country: str
    whole: bool
    own: bool = False


@dataclass(frozen=True, slots=True)
class Provenance:
    """What is needed to trace a statement to its origin.

    Attributes:
        originals: for each report that is wholly a copy, the id of its original.
        parts: for each report, its passages that stand in another report first:
            (start, end, original report id), in order.
        agencies: for each original whose copies name a news agency that it does not name itself,
            that agency: the text is the agency's, whoever printed it first.
        attributed: statements whose speaker an analyst has given, though no words name it.
    """

    reports: Mapping[str, Report]
    actors: Mapping[str, Actor]
    originals: Mapping[str, str]
    parts: Mapping[str, Sequence[tuple[int, int, str]]]
    lexicon: Lexicon
    agencies: Mapping[str, str] = field(default_factory=dict)
    attributed: frozenset[str] = frozenset()

    @classmethod
    def of(
        cls,
        reports: Mapping[str, Report],
        actors: Mapping[str, Actor],
        copies: Iterable[Copy],
        originals: Mapping[str, str],
        lexicon: Lexicon,
        attributed: frozenset[str] = frozenset(),
    ) -> Provenance:
        """Index the copies found by `copies.find_copies`."""
        parts: dict[str, list[tuple[int, int, str]]] = {}
        for copy in copies:
            # What both quote is the speaker's, not the other report's.
            for passage in () if copy.kind is CopyKind.QUOTED else copy.passages:
                row = (passage.start, passage.end, copy.copy_of)
                parts.setdefault(copy.report_id, []).append(row)
        agencies = _agencies(reports, originals, lexicon)
        return cls(reports, actors, originals, _sorted(parts), lexicon, agencies, attributed)

    def voice(self, statement: Statement | None, report_id: str, start: int) -> Voice:
        """The origin of what stands at offset ``start`` of a report, by its statement."""
        if statement is not None:
            first = statement.sources[0]
            named = first.start is not None or statement.id in self.attributed
            if named and not self._own(first, report_id) and not self._is_no_speaker(first):
                return self._named(first, statement, report_id, start)
        return self._own_voice(report_id, start)

    def _is_no_speaker(self, source: Source) -> bool:
        words = self.lexicon.cues.no_speaker
        return source.kind is ActorKind.UNNAMED and source.name.casefold() in words

    def _own(self, source: Source, report_id: str) -> bool:
        publisher = self.reports[report_id].publisher
        return bool(publisher) and source.name.casefold() == publisher.casefold()

    def _named(self, first: Source, statement: Statement, report_id: str, start: int) -> Voice:
        if first.kind is ActorKind.UNNAMED or not (first.actor_id or first.name):
            relay = next(
                (s for s in statement.sources[1:] if s.kind is not ActorKind.UNNAMED and s.name),
                None,
            )
            via = (
                self._known_as(relay.name)
                if relay is not None
                else self._own_voice(report_id, start).name
            )
            if relay is not None and self._own(relay, report_id):
                via = self._own_voice(report_id, start).name
            role = _role_of(first, self.lexicon.cues.nobody)
            shown = _unnamed((role and _told_of(first)) or role, via)
            return Voice(_unnamed(role, via).casefold(), shown, "", "", False)
        speaks_for = first.country if self._official(first) else ""
        key = first.actor_id or first.name.casefold()
        whole = first.kind in WHOLE_STATE
        return Voice(key, first.name or first.text, first.actor_id, speaks_for, whole)

    def _official(self, source: Source) -> bool:
        if source.kind in OF_A_STATE:
            return True
        actor = self.actors.get(source.actor_id)
        return (
            source.kind in (ActorKind.PERSON, ActorKind.ORGANISATION)
            and actor is not None
            and (bool(actor.offices) or actor.sector in STATE_SECTORS)
        )

    def _own_voice(self, report_id: str, start: int) -> Voice:
        report = self.reports[self._written_in(report_id, start)]
        agency = _agency(report, self.lexicon) or self.agencies.get(report.id, "")
        named = report.title or report.id
        name = agency or report.publisher or f"unknown publisher of “{named}”"
        name = self._known_as(name)
        return Voice(name.casefold(), name, "", "", False, own=True)

    def _known_as(self, outlet: str) -> str:
        known = self.lexicon.media.by_name(outlet)
        return known.name if known is not None else outlet

    def _written_in(self, report_id: str, start: int) -> str:
        whole = self.originals.get(report_id, "")
        if whole:
            return whole
        part = self._part(report_id, start)
        return self.originals.get(part, part) if part else report_id

    def _part(self, report_id: str, start: int) -> str:
        rows = self.parts.get(report_id, ())
        at = bisect_right([row[0] for row in rows], start) - 1
        return rows[at][2] if at >= 0 and start < rows[at][1] else ""


def _role_of(source: Source, nobody: frozenset[str]) -> str:
    """What an unnamed source is called by ("official", "resident"), empty for a mere "source"."""
    if source.kind is not ActorKind.UNNAMED:
        return ""
    word = (source.name.partition(" of ")[0].split() or [""])[-1]
    return word if word.isalpha() and word.islower() and word not in nobody else ""


def _told_of(source: Source) -> str:
    """What a report says of who an unnamed source is: "Red Crescent worker", "residents"."""
    told = source.unnamed
    if told is None:
        return ""
    of = told.of.removeprefix("the ").removeprefix("The ")
    short = of if len(of.split()) <= BODY_WORDS and " of " not in of else ""
    return f"{short} {told.role}".strip()


def _unnamed(role: str, via: str) -> str:
    """The name of an unnamed voice."""
    told = f"{UNNAMED} {role}" if role else UNNAMED
    return f"{told} via {via}"


def _sorted(
    parts: Mapping[str, list[tuple[int, int, str]]],
) -> dict[str, list[tuple[int, int, str]]]:
    return {key: sorted(rows) for key, rows in parts.items()}


def _agency(report: Report, lexicon: Lexicon) -> str:
    """The first news agency that a report credits."""
    return next((name for name in report.credits if is_agency(name, lexicon)), "")


def _agencies(
    reports: Mapping[str, Report], originals: Mapping[str, str], lexicon: Lexicon
) -> dict[str, str]:
    found: dict[str, str] = {}
    for key in sorted(originals):
        agency = _agency(reports[key], lexicon)
        if agency and not is_agency(reports[originals[key]].publisher, lexicon):
            found.setdefault(originals[key], agency)
    return found


def crediting(told: Iterable[tuple[str, Voice]]) -> list[Voice]:
    """The voices of one happening, without outlets that repeat.

    Args:
        told: report id and voice of each telling.

    A report that credits somebody for a happening is no origin of it besides, in whatever
    sentence it speaks of it in its own voice.
    """
    rows = list(told)
    credits = {report for report, voice in rows if not voice.own}
    return [voice for report, voice in rows if not voice.own or report not in credits]


def distinct(voices: Iterable[Voice]) -> tuple[Origin, ...]:
    """The origins among voices, in order of name, each once.

    An agency that is quoted and one that is credited are one, and so is a person whom two reports
    name alike.
    """
    by_name: dict[str, list[Voice]] = {}
    for voice in sorted({voice.key: voice for voice in sorted(set(voices))}.values(), key=_fullest):
        mates = by_name.setdefault(voice.name.casefold(), [])
        if not any(not (voice.country and m.country) or voice.country == m.country for m in mates):
            mates.append(voice)
    by_key = {voice.key: voice for mates in by_name.values() for voice in mates}
    bodies = {v.country for v in by_key.values() if v.country and not v.whole}
    kept = []
    states: set[str] = set()
    # "A source" may be the official whom the same outlet quotes.
    roles = {v.name.partition(" via ")[2] for v in by_key.values() if _has_role(v)}
    for voice in sorted(by_key.values(), key=lambda v: (v.name.casefold(), v.key)):
        if voice.whole and voice.country:
            if voice.country in bodies or voice.country in states:
                continue
            states.add(voice.country)
        if voice.name.startswith(f"{UNNAMED} via ") and voice.name.partition(" via ")[2] in roles:
            continue
        kept.append(Origin(voice.name, voice.actor_id))
    return tuple(kept)


def _fullest(voice: Voice) -> tuple[bool, bool, Voice]:
    """Sorts the voice that tells most of who it is before others of its name."""
    return (not voice.country, not voice.actor_id, voice)


def _has_role(voice: Voice) -> bool:
    return voice.name.startswith(f"{UNNAMED} ") and not voice.name.startswith(f"{UNNAMED} via ")
