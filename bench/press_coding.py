"""The coded reports that a faultless reading of the made-up press would give."""

from __future__ import annotations

import calendar
import re
from datetime import date

from dragoman.model import (
    OPEN,
    Actor,
    ActorKind,
    Bound,
    Clause,
    CodedReport,
    Event,
    Evidence,
    Factuality,
    Forecast,
    ForecastStatus,
    Item,
    Likelihood,
    PartialDate,
    Participant,
    Place,
    Quantity,
    Quotation,
    Report,
    SentenceSpan,
    Source,
    Span,
    Stance,
    Statement,
    content_id,
)
from press_records import Fact, Foresight, MadePress, MadeReport, Telling
from press_world import Country


def raw_report(made: MadeReport) -> Report:
    """The report as `dragoman.read` would hand it on."""
    return Report.make(
        location=f"made-up#{made.number}",
        source_text=made.text,
        title=made.title,
        publisher=made.publisher,
        published_at=PartialDate.day(made.published, "row"),
        language="en",
        credits=(made.credit,) if made.credit else (),
    )


def code(made: MadeReport, press: MadePress) -> tuple[CodedReport, dict[str, int], dict[str, int]]:
    """Code a report.

    Returns:
        the coded report, event id to fact number, and forecast id to fact number (-1 for
        forecasts of what never comes).
    """
    report = raw_report(made)
    coder = _Coder(report)
    facts: dict[str, int] = {}
    foreseen: dict[str, int] = {}
    for telling in made.tellings:
        facts[coder.telling(telling, press.facts[telling.fact])] = telling.fact
    for foresight in made.foresights:
        foreseen[coder.foresight(foresight)] = foresight.fact
    return coder.coded(), facts, foreseen


class _Coder:
    def __init__(self, report: Report) -> None:
        self.report = report
        self.actors: dict[str, Actor] = {}
        self.statements: list[Statement] = []
        self.events: list[Event] = []
        self.quantities: list[Quantity] = []
        self.forecasts: list[Forecast] = []

    def coded(self) -> CodedReport:
        spans = re.finditer(r"\S.*?\.(?=\s|$)", self.report.source_text)
        return CodedReport(
            report=self.report,
            sentences=tuple(SentenceSpan(n, m.start(), m.end()) for n, m in enumerate(spans)),
            actors=tuple(self.actors.values()),
            statements=tuple(self.statements),
            events=tuple(self.events),
            quantities=tuple(self.quantities),
            times=(),
            forecasts=tuple(self.forecasts),
        )

    def span(self, exact: str) -> Span:
        start = self.report.source_text.casefold().index(exact.casefold())
        return Span.of(self.report.source_text, start, start + len(exact))

    def telling(self, telling: Telling, fact: Fact) -> str:
        sentence = self.span(telling.sentence)
        said = self.statement(
            telling.speaker,
            telling.unnamed,
            sentence,
            Stance.DENY if telling.denied else Stance.ASSERT,
        )
        start = self.report.source_text.index(telling.trigger, sentence.start)
        trigger = Span(start, start + len(telling.trigger), telling.trigger)
        event = Event(
            id=content_id("event", self.report.id, start),
            report_id=self.report.id,
            type=fact.kind.type,
            mode=fact.kind.mode,
            context=(),
            cameo="",
            initiators=(self.state(telling.giver),),
            recipients=(self.state(telling.taker),),
            places=_places(telling, fact),
            items=(Item(*fact.item),) if fact.item[0] else (),
            in_return_for=(),
            occurred_at=_when(telling),
            factuality=Factuality.DENIED if telling.denied else Factuality.ACTUAL,
            statement_id=said.id,
            rule="made-up",
            trigger=trigger,
            evidence=(Evidence.from_span(self.report.id, sentence),),
        )
        self.events.append(event)
        if telling.figure:
            self.quantity(telling, fact, said, event)
        return event.id

    def quantity(self, telling: Telling, fact: Fact, said: Statement, event: Event) -> None:
        span = self.span(telling.figure)
        self.quantities.append(
            Quantity(
                id=content_id("quantity", self.report.id, span.start),
                report_id=self.report.id,
                text=telling.figure,
                low=telling.low,
                best=telling.best,
                high=telling.high,
                bound=Bound.OVER if telling.high is None else Bound.EXACT,
                unit=fact.kind.measure,
                referent=fact.item[0] or fact.kind.measure,
                measure="casualties" if telling.wider else fact.kind.measure,
                subject=(),
                as_of=OPEN,
                statement_id=said.id,
                event_id=event.id,
                evidence=(Evidence.from_span(self.report.id, span),),
            )
        )

    def foresight(self, foresight: Foresight) -> str:
        sentence = self.span(foresight.sentence)
        said = self.statement(foresight.speaker, False, sentence, Stance.PREDICT)
        outcome = self.span(foresight.outcome)
        trigger = Span(outcome.start, outcome.start + 4, outcome.exact[:4])
        event = Event(
            id=content_id("event", self.report.id, outcome.start),
            report_id=self.report.id,
            type=foresight.kind.type,
            mode=foresight.kind.mode,
            context=(),
            cameo="",
            initiators=(self.state(foresight.giver),),
            recipients=(self.state(foresight.taker),),
            places=(),
            items=(Item(*foresight.item),) if foresight.item[0] else (),
            in_return_for=(),
            occurred_at=OPEN,
            factuality=Factuality.PREDICTED,
            statement_id=said.id,
            rule="made-up",
            trigger=trigger,
            evidence=(Evidence.from_span(self.report.id, sentence),),
        )
        self.events.append(event)
        forecast = Forecast(
            id=content_id("forecast", self.report.id, outcome.start),
            report_id=self.report.id,
            statement_id=said.id,
            sources=said.sources,
            condition=None,
            outcome=Clause(foresight.outcome, event.id),
            horizon=OPEN,
            likelihood=Likelihood("will"),
            status=ForecastStatus.OPEN,
            settled_by=(),
            evidence=(Evidence.from_span(self.report.id, sentence),),
        )
        self.forecasts.append(forecast)
        return forecast.id

    def statement(self, speaker: str, unnamed: bool, content: Span, stance: Stance) -> Statement:
        links = []
        if speaker:
            span = self.span(speaker)
            kind = ActorKind.UNNAMED if unnamed else ActorKind.ORGANISATION
            actor = "" if unnamed else Actor.make_id(speaker, kind, "")
            links.append(Source(speaker, span.start, span.end, actor, speaker, "", kind, "said"))
        publisher = self.report.publisher
        outlet = Actor.make_id(publisher, ActorKind.MEDIUM, "")
        links.append(Source(publisher, None, None, outlet, publisher, "", ActorKind.MEDIUM))
        made = Statement(
            id=content_id("statement", self.report.id, content.start, speaker),
            report_id=self.report.id,
            sources=tuple(links),
            stance=stance,
            quotation=Quotation.INDIRECT,
            content=content,
            about_event_ids=(),
            evidence=(Evidence.from_span(self.report.id, content),),
        )
        self.statements.append(made)
        return made

    def state(self, country: Country) -> Participant:
        key = Actor.make_id(country.name, ActorKind.STATE, country.code)
        self.actors.setdefault(
            key,
            Actor(key, self.report.id, country.name, ActorKind.STATE, country.code, "GOV"),
        )
        return Participant(key, country.name, country.code, "GOV", country.name)


def _places(telling: Telling, fact: Fact) -> tuple[Place, ...]:
    if fact.place in telling.sentence:
        return (Place(fact.place, fact.taker.code),)
    return ()


def _when(telling: Telling) -> PartialDate:
    day: date = telling.day
    if telling.when == "day":
        return PartialDate.day(day, f"'{day.day} {day:%B %Y}'")
    if telling.when == "month":
        last = calendar.monthrange(day.year, day.month)[1]
        return PartialDate.between(day.replace(day=1), day.replace(day=last), f"'{day:%B %Y}'")
    return OPEN
