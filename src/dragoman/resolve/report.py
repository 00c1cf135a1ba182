"""Drafts to final records: the last step on one report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dragoman.attribute.records import AttributedReport, ClauseDraft, SourceDraft
from dragoman.extract.records import EventDraft, Mention, QuantityDraft
from dragoman.lexicon import Lexicon
from dragoman.model import (
    Actor,
    Clause,
    CodedReport,
    Event,
    Evidence,
    Factuality,
    Forecast,
    ForecastStatus,
    Item,
    Leg,
    PartialDate,
    Participant,
    Quantity,
    SentenceSpan,
    Source,
    Span,
    Statement,
    TimeExpression,
    content_id,
)
from dragoman.resolve.actors import link_actors, mentioned_actors
from dragoman.resolve.counting import event_of
from dragoman.resolve.parties import Parties
from dragoman.resolve.passage import Passage
from dragoman.resolve.places import Places
from dragoman.resolve.rallies import share_sides
from dragoman.resolve.retold import take_up
from dragoman.resolve.setting import Setting
from dragoman.resolve.sources import publisher_of, source_of
from dragoman.resolve.view import Links
from dragoman.resolve.voices import link_voices
from dragoman.resolve.when import When

AHEAD = frozenset({Factuality.PLANNED, Factuality.PREDICTED})
BEHIND = frozenset({Factuality.ACTUAL})


def resolve(attributed: AttributedReport, lexicon: Lexicon) -> CodedReport:
    """Turn the drafts of a report into final records with canonical actors, dates and ids.

    Events whose every side stays unknown, or that no state, body or armed group has part in,
    are left out: they are not dealings that the ledger is about.
    """
    return _Assembler(attributed, lexicon).coded()


@dataclass(frozen=True, slots=True)
class _Ids:
    """Ids of the drafts, in their order; an event that is left out has an empty id."""

    events: tuple[str, ...]
    statements: tuple[str, ...]


def _mirror_id(event_id: str) -> str:
    return content_id("event", event_id, "the other way")


class _Assembler:
    def __init__(self, attributed: AttributedReport, lexicon: Lexicon) -> None:
        self.attributed = attributed
        self.extracted = attributed.extracted
        self.parsed = self.extracted.parsed
        self.report = self.parsed.report
        self.text = self.report.source_text
        self.lexicon = lexicon
        self.links: Links = link_actors(self.extracted, lexicon)
        self.when = When(self.extracted, lexicon.coding)
        self.publisher = publisher_of(self.report, lexicon.media)
        self.mentions: dict[tuple[int, int], Mention] = {
            (m.sentence, m.head): m for m in self.extracted.mentions
        }
        self.links = link_voices(attributed, self.links, self.mentions, lexicon.world)
        self.parties = Parties(self.parsed, self.links, self.mentions)
        told = share_sides(self.extracted, [self.parties.sides(d) for d in self.extracted.events])
        setting = Setting(attributed, lexicon.epithets, told)
        settled = [setting.settle(d, told[d.index]) for d in self.extracted.events]
        taken, self.taken_up = take_up(attributed, settled, lexicon.likeness.concepts)
        passage = Passage(attributed, self.links, lexicon.epithets, taken)
        self.sides = [passage.fill(d) for d in self.extracted.events]
        self.places = Places(self.extracted, lexicon)
        self.ids = _Ids(
            tuple(self._event_id(d) for d in self.extracted.events),
            tuple(
                content_id("statement", self.report.id, d.start, d.end, d.stance.value,
                           *(part for s in d.sources for part in (s.start, s.end, s.cue_start)))
                for d in attributed.statements
            ),
        )  # fmt: skip

    def coded(self) -> CodedReport:
        events = self._events()
        return CodedReport(
            report=self.report,
            sentences=tuple(SentenceSpan(s.index, s.start, s.end) for s in self.parsed.sentences),
            actors=self._actors(),
            statements=self._statements(),
            events=events,
            quantities=self._quantities(),
            times=self._times(),
            forecasts=self._forecasts(),
        )

    def _actors(self) -> tuple[Actor, ...]:
        """Those whom the report names, and the outlet, which is the last link of its chains."""
        named = mentioned_actors(self.extracted, self.links)
        outlet = self.publisher
        if outlet is None or any(actor.id == outlet.id for actor in named):
            return named
        return (*named, outlet)

    def _span(self, sentence: int, start: int, end: int) -> Span:
        """A span from a half-open token range."""
        first, last = self.parsed.sentences[sentence].chars(start, end)
        return Span(first, last, self.text[first:last])

    def _sentence_evidence(self, sentence: int) -> Evidence:
        s = self.parsed.sentences[sentence]
        return Evidence(self.report.id, s.start, s.end, self.text[s.start : s.end])

    def _event_id(self, d: EventDraft) -> str:
        initiators, recipients = self.sides[d.index]
        if not self._relevant(initiators, recipients) or self._domestic(d):
            return ""
        trigger = self._trigger(d)
        who = ",".join(p.actor_id or p.name for p in initiators)
        whom = ",".join(p.actor_id or p.name for p in recipients)
        return content_id("event", self.report.id, trigger.start, trigger.end, d.type, d.cameo,
                          who, whom)  # fmt: skip

    def _relevant(
        self, initiators: Sequence[Participant], recipients: Sequence[Participant]
    ) -> bool:
        """Whether a state, a body or an armed group has part in it."""
        return self._known((*initiators, *recipients))

    def _domestic(self, d: EventDraft) -> bool:
        """Whether a rule that asks for two countries found one on both sides, or a side of none."""
        coding = self.lexicon.coding
        if d.rule not in coding.foreign:
            return False
        if d.rule in coding.apart and not all(map(self._known, self.sides[d.index])):
            return True
        one, other = ({p.country for p in side if p.country} for side in self.sides[d.index])
        return one == other

    def _known(self, side: Sequence[Participant]) -> bool:
        """Whether a side is of a country, or a body or force that is known by name."""
        political = self.lexicon.coding.political_sectors
        return any(p.country or (p.actor_id and p.sector in political) for p in side)

    def _trigger(self, d: EventDraft) -> Span:
        frame = self.extracted.frames[d.frame]
        return self._span(d.sentence, frame.predicate, frame.predicate + 1)

    def _events(self) -> tuple[Event, ...]:
        found: list[Event] = []
        for d in self.extracted.events:
            if not self.ids.events[d.index]:
                continue
            initiators, recipients = self.sides[d.index]
            factuality = self.attributed.factuality[d.index]
            found.append(
                Event(
                    id=self.ids.events[d.index],
                    report_id=self.report.id,
                    type=d.type,
                    mode=d.mode,
                    context=d.context,
                    cameo=d.cameo,
                    initiators=initiators,
                    recipients=recipients,
                    places=self.places.of_event(d, factuality, (initiators, recipients)),
                    items=self._items(d),
                    in_return_for=tuple(
                        self.ids.events[k] for k in d.in_return_for if self.ids.events[k]
                    ),
                    occurred_at=self._when(d, factuality),
                    factuality=factuality,
                    publisher_factuality=self.attributed.publisher_factuality[d.index],
                    statement_id=self._statement_id(self.attributed.statement_of[d.index]),
                    rule=d.rule,
                    trigger=self._trigger(d),
                    evidence=(self._sentence_evidence(d.sentence),),
                    route=self._route(d),
                )
            )
            if self._both_ways(d):
                found.append(self._mirrored(found[-1]))
        # Two drafts of one predicate with the same sides are one event.
        return tuple({e.id: e for e in found}.values())

    def _when(self, d: EventDraft, factuality: Factuality) -> PartialDate:
        """When an event happened; what takes up another happened when that did."""
        before = self.taken_up.get(d.index)
        if before is not None and self.when.told(d) is None:
            return self.when.of_event(self.extracted.events[before], factuality)
        return self.when.of_event(d, factuality)

    def _both_ways(self, d: EventDraft) -> bool:
        """Whether both sides do it to each other, so that it is coded once from each."""
        initiators, recipients = self.sides[d.index]
        if self.parties.mutual(d):
            return bool(initiators) and bool(recipients)
        direction_free = d.type in self.lexicon.likeness.symmetric and not d.mode
        return d.symmetric and direction_free and bool(initiators) and bool(recipients)

    def _mirrored(self, event: Event) -> Event:
        return replace(
            event,
            id=_mirror_id(event.id),
            initiators=event.recipients,
            recipients=event.initiators,
            in_return_for=(),
        )

    def _about(self, drafts: Sequence[int]) -> tuple[str, ...]:
        """Ids of the events of some drafts, mirrored ones included."""
        found: list[str] = []
        for k in drafts:
            if self.ids.events[k]:
                found.append(self.ids.events[k])
                if self._both_ways(self.extracted.events[k]):
                    found.append(_mirror_id(self.ids.events[k]))
        return tuple(dict.fromkeys(found))

    def _statement_id(self, index: int) -> str:
        return self.ids.statements[index] if index >= 0 else ""

    def _route(self, d: EventDraft) -> tuple[Leg, ...]:
        found: dict[Leg, None] = {}
        for leg in d.route:
            tokens = (leg.head, *range(leg.start, leg.end))
            named = (self.mentions.get((d.sentence, i)) for i in tokens)
            country = next((m.country for m in named if m is not None and m.country), "")
            found[Leg(leg.way, self._span(d.sentence, leg.start, leg.end).exact, country)] = None
        return tuple(found)

    def _items(self, d: EventDraft) -> tuple[Item, ...]:
        s = self.parsed.sentences[d.sentence]
        found: dict[Item, None] = {}
        for item in d.items:
            left = [c for c in s.children[item.head] if c < item.head]
            left = [c for c in left if c not in d.recipients]
            inner = [c for c in left if s.tokens[c].dep in ("compound", "amod", "nmod")]
            start = min((i for c in inner for i in s.subtree(c)), default=item.head)
            end = item.head + 1
            if s.tokens[item.head].lemma in self.lexicon.coding.measure_nouns:
                # "tonnes of wheat": the measure alone would not tell what it was.
                of = next((c for c in s.kids(item.head, "prep") if c == end), None)
                of = None if of is None else s.child(of, "pobj")
                end = end if of is None else of + 1
            found[Item(self._span(d.sentence, start, end).exact, item.cls)] = None
        return tuple(found)

    def _sources(self, drafts: Sequence[SourceDraft]) -> tuple[Source, ...]:
        return tuple(
            source_of(
                d, self.report, self.publisher, self.text, self.links, self.mentions, self.when
            )
            for d in drafts
        )

    def _statements(self) -> tuple[Statement, ...]:
        return tuple(
            Statement(
                id=self.ids.statements[d.index],
                report_id=self.report.id,
                sources=self._sources(d.sources),
                stance=d.stance,
                quotation=d.quotation,
                content=Span(d.start, d.end, self.text[d.start : d.end]),
                about_event_ids=self._about(d.events),
                evidence=(Evidence(self.report.id, d.start, d.end, self.text[d.start : d.end]),),
                answers=self._statement_id(d.answers),
            )
            for d in self.attributed.statements
        )

    def _quantities(self) -> tuple[Quantity, ...]:
        found: list[Quantity] = []
        for d in self.extracted.quantities:
            span = self._span(d.sentence, d.start, d.end)
            statement = self.attributed.statement_of_quantity[d.index]
            found.append(
                Quantity(
                    id=content_id("quantity", self.report.id, span.start, span.end, d.measure),
                    report_id=self.report.id,
                    text=span.exact,
                    low=d.low,
                    best=d.best,
                    high=d.high,
                    bound=d.bound,
                    unit=d.unit,
                    referent=self._referent(d),
                    measure=d.measure,
                    subject=self._subject(d),
                    as_of=self.when.as_of(d),
                    statement_id=self._statement_id(statement),
                    event_id=event_of(d, self.attributed, self.ids.events, self.lexicon.coding),
                    evidence=(Evidence.from_span(self.report.id, span),
                              self._sentence_evidence(d.sentence)),
                    scope=d.scope,
                )
            )  # fmt: skip
        return tuple(found)

    def _referent(self, d: QuantityDraft) -> str:
        if d.same_as >= 0 and d.noun < 0:
            return self._referent(self.extracted.quantities[d.same_as])
        start, end = d.referent
        return self._span(d.sentence, start, end).exact if end > start else ""

    def _subject(self, d: QuantityDraft) -> tuple[Participant, ...]:
        """Whose they are: as the figure's own words tell, else the counted noun's own country."""
        if d.same_as >= 0 and not d.subjects:
            return self._subject(self.extracted.quantities[d.same_as])
        if d.subjects:
            told = self.parties.named(d.sentence, d.subjects)
            return tuple(p for p in told if p.country or p.actor_id)
        counted = self.parties.named(d.sentence, (d.noun,) if d.noun >= 0 else ())
        # "Four people": they are nobody's, and least of all their own.
        return tuple(p for p in counted if p.country)

    def _times(self) -> tuple[TimeExpression, ...]:
        by_frame: dict[int, list[str]] = {}
        by_draft: dict[int, list[str]] = {}
        for e in self.extracted.events:
            if self.ids.events[e.index]:
                by_frame.setdefault(e.frame, []).append(self.ids.events[e.index])
                # Told in another clause than the event's own.
                told = self.when.told(e)
                if told is not None:
                    by_draft.setdefault(told.draft, []).append(self.ids.events[e.index])
        found: list[TimeExpression] = []
        for d in self.extracted.times:
            span = self._span(d.sentence, d.start, d.end)
            found.append(
                TimeExpression(
                    id=content_id("time", self.report.id, span.start, span.end, d.value),
                    report_id=self.report.id,
                    text=span.exact,
                    timex_type=d.timex_type,
                    value=self.when.value_of(d),
                    mod=d.mod,
                    resolved=self.when.of_time(d),
                    event_ids=tuple(
                        dict.fromkeys((*by_frame.get(d.frame, ()), *by_draft.get(d.index, ())))
                    ),
                    evidence=(Evidence.from_span(self.report.id, span),),
                )
            )
        return tuple(found)

    def _forecasts(self) -> tuple[Forecast, ...]:
        found: list[Forecast] = []
        for d in self.attributed.forecasts:
            statement = self.attributed.statements[d.statement]
            start = min(d.outcome.start, d.condition.start if d.condition else d.outcome.start)
            end = max(d.outcome.end, d.condition.end if d.condition else d.outcome.end)
            found.append(
                Forecast(
                    id=content_id("forecast", self.report.id, d.outcome.start, d.outcome.end,
                                  d.kind.value, self.ids.statements[d.statement]),
                    report_id=self.report.id,
                    statement_id=self.ids.statements[d.statement],
                    sources=self._sources(statement.sources),
                    condition=self._clause(d.condition) if d.condition else None,
                    outcome=self._clause(d.outcome),
                    horizon=self.when.horizon(d.horizon, statement.sources[0].time),
                    likelihood=d.likelihood,
                    status=ForecastStatus.OPEN,
                    settled_by=(),
                    evidence=(Evidence(self.report.id, start, end, self.text[start:end]),),
                )
            )  # fmt: skip
        unique = {f.id: f for f in found}
        return tuple(unique.values())

    def _clause(self, d: ClauseDraft) -> Clause:
        return Clause(self.text[d.start : d.end], self.ids.events[d.event] if d.event >= 0 else "")
