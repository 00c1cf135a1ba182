"""The coded reports as reconciliation looks at them: each event with what surrounds it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from operator import attrgetter

from dragoman.lexicon import Lexicon
from dragoman.model import (
    OPEN,
    Actor,
    ActorKind,
    CodedReport,
    Event,
    Factuality,
    Forecast,
    PartialDate,
    Quantity,
    Report,
    Statement,
)
from dragoman.reconcile.background import as_known, with_sole
from dragoman.reconcile.parties import described, persons, roles, sides, unplaced
from dragoman.reconcile.shelf import ROOM, Drawn, Ids, Keyed, Ordered, Room, Shelf
from dragoman.reconcile.when import (
    HYPOTHETICAL,
    anchor_of,
    bare_month,
    dated,
    is_settled,
    months_of,
    narrowed,
    wide,
)
from dragoman.reconcile.wording import WORD, content_stems, ideas, stem, tokens

DENYING = frozenset({Factuality.DENIED, Factuality.NEGATED})
TOLD = frozenset({Factuality.ACTUAL, Factuality.ONGOING})


@dataclass(frozen=True, slots=True)
class Telling:
    """One event with what tells it from others.

    Attributes:
        givers, takers: the parties on either side: countries, or ids of actors without one.
        persons: (country, name) of those acting in person.
        unplaced: those of the parties who are persons of no known country.
        when: ``occurred_at`` narrowed by the report's own date: what is told as done was done by
            then, what is planned is still to come.
        anchor: ordinal of a day to sort by (the event's, else the report's), -1 if none.
        trigger, idea: stems of the predicate, and the ideas that it names.
        stems: content stems of the sentence.
        names: those of them that are written with a capital within the sentence.
        described: nouns that say what people act or are acted on ("fishermen").
        course: told as lasting rather than as one act.
        known: told as what the reader knows of (`background.as_known`).
        sole: the one deed of its kind that its report tells as news.
    """

    event: Event
    report: Report
    statement: Statement | None
    givers: frozenset[str]
    takers: frozenset[str]
    persons: frozenset[tuple[str, str]]
    classes: frozenset[str]
    item_stems: frozenset[str]
    figures: tuple[Quantity, ...]
    when: PartialDate
    anchor: int
    trigger: str
    idea: frozenset[str]
    stems: frozenset[str]
    sentence: str
    course: bool
    unplaced: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    described: frozenset[str] = frozenset()
    known: bool = False
    sole: bool = False

    @property
    def parties(self) -> frozenset[str]:
        """Both sides together."""
        return self.givers | self.takers

    @property
    def voice(self) -> tuple[str, str]:
        """Id and name of who says it first; empty for what nobody but the publisher says."""
        if self.statement is None:
            return "", ""
        speaker = self.statement.sources[0]
        return speaker.actor_id, speaker.name or speaker.text

    def turns(self, other: Telling) -> bool:
        """Whether each side does here what it undergoes there."""
        told = bool(self.givers and self.takers) and self.givers != self.takers
        return told and self.givers == other.takers and self.takers == other.givers

    @property
    def hypothetical(self) -> bool:
        """Whether it is told as what may come, not as what is or is arranged.

        "Baku will release fifteen prisoners", in the report's own voice or by Baku, is an
        arrangement; by an analyst it is a guess.
        """
        if self.event.factuality is Factuality.PREDICTED and self.statement is not None:
            speaker = self.statement.sources[0]
            own_voice = speaker.kind is ActorKind.MEDIUM and speaker.start is None
            return not (own_voice or (speaker.country and speaker.country in self.givers))
        return self.event.factuality in HYPOTHETICAL


@dataclass(frozen=True, slots=True)
class Press:
    """All reports of a case, indexed. Tellings are in order of event id, all else in order of id.

    What a case holds without end lies on shelves (`reconcile.shelf`): ask for it by id or number,
    and keep no list of it.

    Attributes:
        reports: without text; the text is in `coded`.
        events: ids of the tellings' events, in order.
        restated: the statements that are not as they were coded, by id.
        attributed: ids of statements whose speaker an analyst has given.
    """

    reports: Mapping[str, Report]
    coded: Mapping[str, CodedReport]
    actors: Mapping[str, Actor]
    forecasts: Sequence[Forecast]
    tellings: Sequence[Telling]
    events: Sequence[str]
    restated: Mapping[str, Statement] = field(default_factory=dict)
    attributed: frozenset[str] = frozenset()
    room: Room = ROOM

    @property
    def texts(self) -> Mapping[str, Report]:
        """The reports with their text."""
        return Drawn(self.coded, attrgetter("report"))

    def statement(self, report_id: str, statement_id: str) -> Statement | None:
        """A statement of a report as it stands now; ``None`` where the report has no such."""
        if statement_id in self.restated:
            return self.restated[statement_id]
        coded = self.coded[report_id].statements
        return next((one for one in coded if one.id == statement_id), None)

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
    kept: Shelf[CodedReport] = Shelf(
        room, lambda one: 1 + len(one.report.source_text) // CHARACTERS
    )
    heads: Shelf[Report] = Shelf(room)
    at: dict[str, int] = {}
    for one in map(_kept, coded):
        number = at.setdefault(one.report.id, len(kept))
        if number < len(kept):
            kept[number], heads[number] = one, head(one.report)
        else:
            kept.append(one)
            heads.append(head(one.report))
    numbers = {key: at[key] for key in sorted(at)}
    ordered = Keyed(numbers, kept)
    actors: dict[str, Actor] = {}
    forecasts: Shelf[Forecast] = Shelf(room)
    forecast_ids = Ids()
    for one in ordered.values():
        for actor in one.actors:
            known = actors.get(actor.id)
            if known is None or len(actor.offices) > len(known.offices):
                actors[actor.id] = replace(actor, mentions=())
        for forecast in one.forecasts:
            forecasts.append(forecast)
            forecast_ids.append(forecast.id)
    tellings: Shelf[Telling] = Shelf(room)
    events = Ids()
    for one in ordered.values():
        for telling in with_sole([*_tellings(one, actors, lexicon)]):
            tellings.append(telling)
            events.append(telling.event.id)
    order = events.ordered()
    in_order = Ids()
    for n in order:
        in_order.append(events[n])
    return Press(
        reports=Keyed(numbers, heads),
        coded=ordered,
        actors=actors,
        forecasts=Ordered(forecasts, forecast_ids.ordered()),
        tellings=Ordered(tellings, order),
        events=in_order,
        room=room,
    )


def head(report: Report) -> Report:
    """A report without its text."""
    return replace(report, source_text="", furniture=())


def _kept(one: CodedReport) -> CodedReport:
    """A coded report without what is not looked at across reports: half of what it takes in memory.

    Of an actor's mentions only those in a forecast's sentence are, of time expressions none.
    """
    spans = [(e.start, e.end) for forecast in one.forecasts for e in forecast.evidence]

    def told(actor: Actor) -> Actor:
        mentions = (m for m in actor.mentions if any(a <= m.start < b for a, b in spans))
        return replace(actor, mentions=tuple(mentions))

    return replace(one, actors=tuple(map(told, one.actors)), times=())


def _tellings(
    coded: CodedReport,
    actors: Mapping[str, Actor],
    lexicon: Lexicon,
) -> Iterator[Telling]:
    statements = {statement.id: statement for statement in coded.statements}
    report = head(coded.report)
    figures: dict[str, list[Quantity]] = {}
    for quantity in measured(coded):
        figures.setdefault(quantity.event_id, []).append(quantity)
    starts = [sentence.start for sentence in coded.sentences]
    # Several events of one sentence share its words, which are the most of what they take.
    stems: dict[str, frozenset[str]] = {}
    shared: dict[str, str] = {}
    for event in coded.events:
        sentence = _sentence_at(coded, starts, event)
        sentence = shared.setdefault(sentence, sentence)
        if sentence not in stems:
            stems[sentence] = frozenset(content_stems(sentence, lexicon.likeness))
        settled = is_settled(event, sentence, lexicon.likeness)
        event = replace(event, occurred_at=OPEN) if settled else event
        when = OPEN if settled else narrowed(event, coded.report.published_at)
        counted = tuple(sorted(figures.get(event.id, []), key=lambda q: q.id))
        givers, takers = roles(event, counted, actors, lexicon.likeness)
        yield Telling(
            event=event,
            report=report,
            statement=statements.get(event.statement_id),
            givers=givers,
            takers=takers,
            persons=persons((*event.initiators, *event.recipients), actors),
            classes=frozenset(item.cls for item in event.items if item.cls),
            item_stems=frozenset(
                stem(word) for item in event.items for word in tokens(item.text)[-1:]
            ),
            figures=counted,
            when=when,
            anchor=anchor_of(when, coded.report.published_at),
            trigger=" ".join(stem(word) for word in tokens(event.trigger.exact)),
            idea=ideas(event.trigger.exact, lexicon.likeness),
            stems=stems[sentence],
            sentence=sentence,
            course=_is_course(event),
            names=_names_in(sentence),
            unplaced=unplaced((*event.initiators, *event.recipients), actors),
            described=described(event, lexicon.likeness),
            known=as_known(
                event,
                *_around(coded, starts, event),
                own=_is_own(statements.get(event.statement_id)),
                likeness=lexicon.likeness,
            ),
        )


def measured(coded: CodedReport) -> Iterable[Quantity]:
    """The figures of a report; those of things of no class are of the class of that thing.

    "8,500 tents" count tents, if tents are what its event moved.
    """
    moved = {e.id: {_head_stem(i.text) for i in e.items} for e in coded.events}
    for quantity in coded.quantities:
        thing = _head_stem(quantity.referent) if not quantity.measure else ""
        if thing and thing in moved.get(quantity.event_id, ()):
            quantity = replace(quantity, measure=thing)
        yield quantity


def _head_stem(phrase: str) -> str:
    return next((stem(word) for word in tokens(phrase)[-1:]), "")


def _is_course(event: Event) -> bool:
    """Whether an event is told as lasting or repeated: ongoing, over months, or in the plural."""
    words = event.trigger.exact.casefold()
    plural = "noun" in event.rule and words.endswith("s") and not words.endswith("ss")
    return plural or event.factuality is Factuality.ONGOING or wide(event.occurred_at)


def _names_in(sentence: str) -> frozenset[str]:
    """Stems of the words with a capital, but for the first; a headline capitalises all of them."""
    words = WORD.findall(sentence)[1:]
    return frozenset(stem(w.casefold()) for w in words if w[0].isupper() and len(w) > 2)


def _sentence_at(coded: CodedReport, starts: list[int], event: Event) -> str:
    at = bisect_right(starts, event.trigger.start) - 1
    if at < 0:
        return " ".join(evidence.exact for evidence in event.evidence)
    span = coded.sentences[at]
    return coded.report.source_text[span.start : span.end]


def _is_own(statement: Statement | None) -> bool:
    """Whether nobody but the publisher says it."""
    return statement is None or statement.sources[0].start is None


def _around(coded: CodedReport, starts: list[int], event: Event) -> tuple[str, str]:
    """What stands in its sentence before the predicate and behind it."""
    at = bisect_right(starts, event.trigger.start) - 1
    if at < 0:
        return "", ""
    text, span = coded.report.source_text, coded.sentences[at]
    return text[span.start : event.trigger.start], text[event.trigger.end : span.end]


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
    "months_of",
    "sides",
    "wide",
]
