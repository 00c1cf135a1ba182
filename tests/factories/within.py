"""Records of one report."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
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
    TimeExpression,
    TimexType,
    content_id,
)


def day(text: str | None, basis: str = "as told") -> PartialDate:
    """A known day from ISO text; ``None`` or empty gives an open date."""
    return PartialDate.day(date.fromisoformat(text), basis) if text else OPEN


def span(report: Report, exact: str) -> Span:
    """The first place where the report has these words."""
    start = report.source_text.index(exact)
    return Span(start, start + len(exact), exact)


def evidence(report: Report, exact: str) -> Evidence:
    """The first place where the report has these words, as evidence."""
    return Evidence.from_span(report.id, span(report, exact))


def make_report(
    text: str = "Northland sent guns to Southland.",
    *,
    publisher: str = "The Post",
    published: str | None = "2024-05-02",
    title: str = "",
    location: str = "report.txt",
    language: str = "en",
    **more: object,
) -> Report:
    """A report; ``published`` is an ISO day or ``None``."""
    made = Report.make(
        location=location,
        source_text=text,
        title=title,
        publisher=publisher,
        published_at=day(published, "meta"),
        language=language,
    )
    return replace(made, **more)  # type: ignore[arg-type]


def make_actor(
    report: Report,
    name: str = "Northland",
    *,
    kind: ActorKind = ActorKind.STATE,
    country: str | None = None,
    sector: str = "GOV",
) -> Actor:
    """An actor with all the places where the report has its name.

    Without ``country`` a state gets the first three letters of its name.
    """
    code = _country(name) if country is None else country
    found = re.finditer(re.escape(name), report.source_text)
    return Actor(
        id=Actor.make_id(name, kind, code),
        report_id=report.id,
        name=name,
        kind=kind,
        country=code,
        sector=sector,
        mentions=tuple(Evidence(report.id, m.start(), m.end(), name) for m in found),
    )


def make_participant(name: str, *, country: str | None = None, sector: str = "GOV") -> Participant:
    """A state in a role, with the id that `make_actor` gives it."""
    code = _country(name) if country is None else country
    return Participant(Actor.make_id(name, ActorKind.STATE, code), name, code, sector, name)


def make_source(
    report: Report,
    name: str,
    *,
    cue: str = "",
    kind: ActorKind = ActorKind.STATE,
    country: str | None = None,
    stated: str | None = None,
) -> Source:
    """A link of a speaker chain; offsets are found where the report has the name and the cue."""
    code = _country(name) if country is None else country
    at = report.source_text.find(name)
    cue_at = report.source_text.find(cue) if cue else -1
    return Source(
        text=name,
        start=at if at >= 0 else None,
        end=at + len(name) if at >= 0 else None,
        actor_id=Actor.make_id(name, kind, code),
        name=name,
        country=code,
        kind=kind,
        cue=cue,
        cue_start=cue_at if cue_at >= 0 else None,
        cue_end=cue_at + len(cue) if cue_at >= 0 else None,
        stated_at=day(stated),
    )


def make_statement(
    report: Report,
    content: str | None = None,
    *,
    speaker: str = "",
    chain: Sequence[Source] = (),
    cue: str = "",
    stance: Stance = Stance.ASSERT,
    quotation: Quotation = Quotation.INDIRECT,
    about: Sequence[str] = (),
) -> Statement:
    """A statement with these words; its chain always ends in the publisher.

    Args:
        speaker: name of a state that speaks first; for other speakers give ``chain``.
        about: ids of events, see also `make_coded`, which fills them in.
    """
    words = span(report, content or report.source_text)
    links = list(chain) or ([make_source(report, speaker, cue=cue)] if speaker else [])
    outlet = make_source(report, report.publisher, kind=ActorKind.MEDIUM, country="")
    links.append(replace(outlet, start=None, end=None))
    return Statement(
        id=content_id("statement", report.id, words.start, words.end, *[s.name for s in links]),
        report_id=report.id,
        sources=tuple(links),
        stance=stance,
        quotation=quotation,
        content=words,
        about_event_ids=tuple(about),
        evidence=(Evidence.from_span(report.id, words),),
    )


def make_event(
    report: Report,
    trigger: str,
    statement: Statement | None = None,
    *,
    initiators: Sequence[str | Participant] = (),
    recipients: Sequence[str | Participant] = (),
    type: str = "AID",
    mode: str = "",
    cameo: str = "07",
    places: Sequence[Place] = (),
    items: Sequence[tuple[str, str]] = (),
    in_return_for: Sequence[str] = (),
    occurred: str | PartialDate | None = None,
    factuality: Factuality = Factuality.ACTUAL,
    rule: str = "test.rule",
) -> Event:
    """An event whose evidence is the words of ``trigger``.

    Args:
        initiators, recipients: names of states, or participants.
        items: (words, class) pairs.
        occurred: an ISO day, a partial date, or ``None``.
    """
    words = span(report, trigger)
    return Event(
        id=content_id("event", report.id, words.start, words.end, type, mode),
        report_id=report.id,
        type=type,
        mode=mode,
        context=(),
        cameo=cameo,
        initiators=tuple(map(_participant, initiators)),
        recipients=tuple(map(_participant, recipients)),
        places=tuple(places),
        items=tuple(Item(text, cls) for text, cls in items),
        in_return_for=tuple(in_return_for),
        occurred_at=occurred if isinstance(occurred, PartialDate) else day(occurred),
        factuality=factuality,
        statement_id=statement.id if statement else "",
        rule=rule,
        trigger=words,
        evidence=(Evidence.from_span(report.id, words),),
    )


def make_transfer(
    report: Report, occurred: str | PartialDate | None = None, *, trigger: str = "sent"
) -> Event:
    """Northland sends troops to Southland."""
    return make_event(
        report,
        trigger,
        initiators=["Northland"],
        recipients=["Southland"],
        items=[("troops", "troops")],
        occurred=occurred,
    )


def make_quantity(
    report: Report,
    text: str,
    statement: Statement | None = None,
    event: Event | None = None,
    *,
    best: float | None = None,
    low: float | None = None,
    high: float | None = None,
    bound: Bound = Bound.EXACT,
    unit: str = "person",
    referent: str = "",
    measure: str = "troops",
    subject: Sequence[str | Participant] = (),
    as_of: str | None = None,
) -> Quantity:
    """A figure with these words; an exact one needs ``best`` only."""
    words = span(report, text)
    exact = bound is Bound.EXACT
    return Quantity(
        id=content_id("quantity", report.id, words.start, words.end),
        report_id=report.id,
        text=text,
        low=best if exact and low is None else low,
        best=best,
        high=best if exact and high is None else high,
        bound=bound,
        unit=unit,
        referent=referent or text,
        measure=measure,
        subject=tuple(map(_participant, subject)),
        as_of=day(as_of),
        statement_id=statement.id if statement else "",
        event_id=event.id if event else "",
        evidence=(Evidence.from_span(report.id, words),),
    )


def make_time(
    report: Report,
    text: str,
    value: str,
    *,
    resolved: str | None = None,
    events: Sequence[str] = (),
) -> TimeExpression:
    """A date expression with these words and TIMEX3 value."""
    words = span(report, text)
    return TimeExpression(
        id=content_id("time", report.id, words.start, words.end),
        report_id=report.id,
        text=text,
        timex_type=TimexType.DATE,
        value=value,
        mod="",
        resolved=day(resolved, text),
        event_ids=tuple(events),
        evidence=(Evidence.from_span(report.id, words),),
    )


def make_forecast(
    report: Report,
    outcome: str,
    statement: Statement,
    *,
    outcome_event: str = "",
    condition: str | None = None,
    condition_event: str = "",
    horizon: PartialDate = OPEN,
    likelihood: Likelihood | None = None,
    status: ForecastStatus = ForecastStatus.OPEN,
) -> Forecast:
    """A forecast by the speaker of ``statement`` whose evidence is the words of the outcome."""
    words = span(report, outcome)
    return Forecast(
        id=content_id("forecast", report.id, statement.id, words.start, words.end),
        report_id=report.id,
        statement_id=statement.id,
        sources=statement.sources,
        condition=None if condition is None else Clause(condition, condition_event),
        outcome=Clause(outcome, outcome_event),
        horizon=horizon,
        likelihood=likelihood or Likelihood(""),
        status=status,
        settled_by=(),
        evidence=(Evidence.from_span(report.id, words),),
    )


def make_coded(
    report: Report,
    statements: Sequence[Statement] = (),
    events: Sequence[Event] = (),
    quantities: Sequence[Quantity] = (),
    *,
    times: Sequence[TimeExpression] = (),
    forecasts: Sequence[Forecast] = (),
    actors: Sequence[Actor] | None = None,
    uncoded: str = "",
) -> CodedReport:
    """A coded report.

    Sentences are cut after full stops. Events without a statement get one of the publisher's
    own voice over the whole text; each statement's ``about_event_ids`` is filled in from the
    events. Without ``actors``, the states that take part in the events are they.
    """
    said = list(statements)
    if any(not event.statement_id for event in events):
        own = make_statement(report)
        said.append(own)
        events = [e if e.statement_id else replace(e, statement_id=own.id) for e in events]
    filled = [
        one
        if one.about_event_ids
        else replace(one, about_event_ids=tuple(e.id for e in events if e.statement_id == one.id))
        for one in said
    ]
    if actors is None:
        roles = [role for event in events for role in (*event.initiators, *event.recipients)]
        named = {role.name: role for role in roles}
        actors = [make_actor(report, role.name, country=role.country) for role in named.values()]
    return CodedReport(
        report=report,
        sentences=make_sentences(report),
        actors=tuple(actors),
        statements=tuple(filled),
        events=tuple(events),
        quantities=tuple(quantities),
        times=tuple(times),
        forecasts=tuple(forecasts),
        uncoded=uncoded,
    )


def make_sentences(report: Report) -> tuple[SentenceSpan, ...]:
    """Sentences of the report, cut after full stops."""
    found = re.finditer(r"\S[^.]*\.?", report.source_text)
    return tuple(SentenceSpan(n, m.start(), m.end()) for n, m in enumerate(found))


def _participant(given: str | Participant) -> Participant:
    return make_participant(given) if isinstance(given, str) else given


def _country(name: str) -> str:
    return name[:3].upper()
