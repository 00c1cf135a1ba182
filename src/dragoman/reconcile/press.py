"""The coded reports as reconciliation looks at them: each event with what surrounds it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from dragoman.lexicon import Lexicon
from dragoman.model import (
    OPEN,
    Actor,
    CodedReport,
    Factuality,
    Forecast,
    PartialDate,
    Quantity,
    Report,
    Statement,
)
from dragoman.reconcile.parties import sides
from dragoman.reconcile.shelf import ROOM, Filing, Ids, Keyed, Ordered, Room, Shelf
from dragoman.reconcile.telling import Telling, head, measured, tellings_of
from dragoman.reconcile.when import (
    HYPOTHETICAL,
    bare_month,
    dated,
    months_of,
    wide,
)
from dragoman.reconcile.wording import Rarity

DENYING = frozenset({Factuality.DENIED, Factuality.NEGATED})
TOLD = frozenset({Factuality.ACTUAL, Factuality.ONGOING})


@dataclass(frozen=True, slots=True)
class Press:
    """All reports of a case, indexed. Tellings are in order of event id, all else in order of id.

    What a case holds without end lies on shelves (`reconcile.shelf`): ask for it by id or number,
    and keep no list of it.

    Attributes:
        reports: without text.
        texts: the reports as they are, for those who look at nothing but the text.
        events: ids of the tellings' events, in order.
        rarity: of content stems over the sentences of all tellings.
        loose: ids of the reports that give figures of a measure which no event carries.
        last_day: the last on which a report came out; ``None`` where none tells.
        restated: the statements that are not as they were coded, by id.
        attributed: ids of statements whose speaker an analyst has given.
    """

    reports: Mapping[str, Report]
    coded: Mapping[str, CodedReport]
    texts: Mapping[str, Report]
    actors: Mapping[str, Actor]
    forecasts: Sequence[Forecast]
    tellings: Sequence[Telling]
    events: Sequence[str]
    rarity: Rarity
    loose: frozenset[str] = frozenset()
    last_day: date | None = None
    restated: Mapping[str, Statement] = field(default_factory=dict)
    attributed: frozenset[str] = frozenset()
    room: Room = ROOM

    def statement(self, report_id: str, statement_id: str) -> Statement | None:
        """A statement of a report as it stands now; ``None`` where the report has no such."""
        if statement_id in self.restated:
            return self.restated[statement_id]
        coded = self.coded[report_id].statements
        return next((one for one in coded if one.id == statement_id), None)

    def statements(self, report_id: str) -> list[Statement]:
        """The statements of a report as they stand now; of two with one id the first stands."""
        coded = self.coded[report_id].statements
        first = {one.id: one for one in reversed(coded)}
        return [self.restated.get(one.id) or first[one.id] for one in coded]

    def quantities(self) -> Iterator[Quantity]:
        """All figures, in order of report."""
        for one in self.coded.values():
            yield from measured(one)

    def telling(self, event_id: str) -> Telling | None:
        """The telling of an event; ``None`` where no report has such."""
        at = bisect_left(self.events, event_id) if event_id else len(self.events)
        found = at < len(self.events) and self.events[at] == event_id
        return self.tellings[at] if found else None

    def sentence_start(self, report_id: str, offset: int) -> tuple[str, int] | None:
        """Which sentence a character stands in: report id and the sentence's own offset."""
        spans = self.coded[report_id].sentences
        at = bisect_right(spans, offset, key=lambda span: span.start) - 1
        return (report_id, spans[at].start) if at >= 0 else None

    def sentence_of(self, quantity: Quantity) -> str:
        """The text of the sentence that a figure stands in; empty for one without evidence."""
        if not quantity.evidence:
            return ""
        coded = self.coded[quantity.report_id]
        at = bisect_right(coded.sentences, quantity.evidence[0].start, key=lambda s: s.start) - 1
        span = coded.sentences[at] if at >= 0 else quantity.evidence[0]
        return coded.report.source_text[span.start : span.end]

    def told_from(self, report_id: str) -> date | None:
        """The first day on which a report can have come out: its date, or the latest start of
        what it tells as done."""
        report = self.reports[report_id]
        if report.published_at.earliest is not None:
            return report.published_at.earliest
        starts = (
            event.occurred_at.earliest
            for event in self.coded[report_id].events
            if event.factuality in TOLD
        )
        return max((day for day in starts if day is not None), default=None)


CHARACTERS = 1_000
"""Of a report's text for one record of the room."""


def gather(coded: Iterable[CodedReport], lexicon: Lexicon, room: Room = ROOM) -> Press:
    """Index coded reports; a report given twice counts once, whatever the order."""
    kept: Shelf[CodedReport] = Shelf(room, _weight)
    texts: Shelf[Report] = Shelf(room, lambda one: 1 + len(one.source_text) // CHARACTERS)
    heads: Shelf[Report] = Shelf(room)
    at: dict[str, int] = {}
    index, told_again = _Index(room), False
    for one in map(_kept, coded):
        number = at.setdefault(one.report.id, len(kept))
        if number < len(kept):
            told_again = True
            kept[number], texts[number], heads[number] = one, one.report, head(one.report)
        else:
            kept.append(one)
            texts.append(one.report)
            heads.append(head(one.report))
            index.add(one)
    numbers = {key: at[key] for key in sorted(at)}
    ordered = Keyed(numbers, kept)
    if told_again:
        index = _Index(room)
        for one in ordered.values():
            index.add(one)
    tellings: Shelf[Telling] = Shelf(room)
    events = Ids()
    rarity = Rarity.of(_filed(ordered.values(), index.actors, lexicon, tellings, events))
    order = events.ordered()
    in_order = Ids()
    for n in order:
        in_order.append(events[n])
    return Press(
        reports=Keyed(numbers, heads),
        coded=ordered,
        texts=Keyed(numbers, texts),
        actors=index.actors,
        forecasts=index.forecasts.ordered(),
        tellings=Ordered(tellings, order),
        events=in_order,
        rarity=rarity,
        loose=frozenset(index.loose),
        last_day=index.last_day,
        room=room,
    )


class _Index:
    """What is looked up in all reports: it does not depend on their order."""

    def __init__(self, room: Room) -> None:
        self.actors: dict[str, Actor] = {}
        self.forecasts: Filing[Forecast] = Filing(lambda one: one.id, room)
        self.loose: set[str] = set()
        self.last_day: date | None = None
        self._told_in: dict[str, str] = {}

    def add(self, one: CodedReport) -> None:
        """Look at a report; of an actor that is known the one with the most offices stands, and
        of these that of the report whose id is smallest."""
        for actor in one.actors:
            known = self.actors.get(actor.id)
            fuller = 1 if known is None else len(actor.offices) - len(known.offices)
            if fuller > 0 or (fuller == 0 and one.report.id < self._told_in[actor.id]):
                self.actors[actor.id] = replace(actor, mentions=())
                self._told_in[actor.id] = one.report.id
        self.forecasts.add(one.forecasts)
        if any(q.measure and not q.event_id for q in measured(one)):
            self.loose.add(one.report.id)
        if (day := one.report.published_at.latest) is not None:
            self.last_day = max(day, self.last_day or day)


def _filed(
    coded: Iterable[CodedReport],
    actors: Mapping[str, Actor],
    lexicon: Lexicon,
    tellings: Shelf[Telling],
    events: Ids,
) -> Iterator[frozenset[str]]:
    """Put the tellings on their shelf; gives the stems of every sentence that tells of an event,
    once however many were read out of it."""
    for one in coded:
        told: set[str] = set()
        for telling in tellings_of(one, actors, lexicon):
            tellings.append(telling)
            events.append(telling.event.id)
            if telling.sentence not in told:
                told.add(telling.sentence)
                yield telling.stems


def _weight(one: CodedReport) -> int:
    """Of a report, in records of the room."""
    return 1 + len(one.report.source_text) // CHARACTERS


def _kept(one: CodedReport) -> CodedReport:
    """A coded report without what is not looked at across reports: half of what it takes in memory.

    Of an actor's mentions only those in a forecast's sentence are, of time expressions none.
    """
    spans = sorted({(e.start, e.end) for forecast in one.forecasts for e in forecast.evidence})

    def told(actor: Actor) -> Actor:
        if not actor.mentions:
            return actor
        mentions = [m for m in actor.mentions if any(a <= m.start < b for a, b in spans)]
        return replace(actor, mentions=tuple(mentions))

    return replace(one, actors=tuple(map(told, one.actors)), times=())


def stated(statement: Statement | None, report: Report) -> PartialDate:
    """When the original speaker spoke, as far as known: else when the report was published."""
    if statement is not None and statement.sources[0].stated_at.known:
        return statement.sources[0].stated_at
    return report.published_at


__all__ = [
    "DENYING",
    "HYPOTHETICAL",
    "OPEN",
    "TOLD",
    "Press",
    "Telling",
    "bare_month",
    "dated",
    "gather",
    "head",
    "measured",
    "months_of",
    "sides",
    "wide",
]
