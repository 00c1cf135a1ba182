"""One record for a terminal: its words in context, who says so, why, and what is related."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

from rich.console import Console

from dragoman.model import (
    Account,
    Actor,
    DateCandidate,
    Difference,
    Event,
    Forecast,
    Happening,
    Join,
    Judgement,
    PartialDate,
    Participant,
    Quantity,
    Report,
    Statement,
    TimeExpression,
)
from dragoman.show import phrases
from dragoman.show.across_rows import likelihood, question
from dragoman.show.copied import print_copies, story_lines
from dragoman.show.lookup import Lookup
from dragoman.show.record_page import Page


def print_record(
    lookup: Lookup, kind: str, record: Any, console: Console, joins: Sequence[Join] = ()
) -> None:
    """Print a record of any kind.

    Args:
        kind: a key of `dragoman.model.ids.PREFIXES`.
        joins: of a happening, why its events are held for one.
    """
    page = Page(lookup, console)
    page.title(kind, record.id)
    PRINTERS[kind](page, record)
    if joins:
        page.section("Why joined")
        page.facts(*((lookup.short(join.event_id), _why(join, lookup)) for join in joins[:20]))


def _why(join: Join, lookup: Lookup) -> str:
    """The points for being of one happening, and with which event, the weightiest reason first."""
    ranked = sorted(join.reasons, key=lambda r: (-abs(r.points), r.name))
    told = ", ".join(f"{r.name} {r.points:+g}" for r in ranked if r.points)
    return f"{join.score:g} points with {lookup.short(join.fellow_id)}: {told}"


def _date(moment: PartialDate) -> str:
    """A date with how sure it is and what it was resolved from."""
    if not moment.known:
        return f"not told ({moment.basis})" if moment.basis else ""
    sure = phrases.precision(moment)
    return f"{phrases.when_long(moment)}, {sure}" + (
        f" (from {moment.basis})" if moment.basis else ""
    )


def _parts(participants: Sequence[Participant]) -> str:
    """Participants with country, sector and, where they differ, the report's words."""
    found = []
    for one in participants:
        country = f"{one.country} by the {one.basis}" if one.basis else one.country
        about = " ".join(part for part in (country, one.sector) if part)
        words = f" “{one.text}”" if one.text and one.text != one.name else ""
        doubt = " ?" if not one.certain else ""
        found.append(f"{one.name or one.text}{f' [{about}]' if about else ''}{words}{doubt}")
    return "; ".join(dict.fromkeys(found))


def _event(page: Page, event: Event) -> None:
    page.facts(
        ("type", " / ".join(part for part in (event.type, event.mode) if part)),
        ("CAMEO", event.cameo),
        ("context", ", ".join(event.context)),
        ("who", _parts(event.initiators)),
        ("to whom", _parts(event.recipients)),
        ("where", ", ".join(map(phrases.place, event.places))),
        ("items", "; ".join(f"{item.text} [{item.cls}]" for item in event.items)),
        ("route", phrases.route(event.route)),
        ("when", _date(event.occurred_at)),
        ("factuality", event.factuality.value),
        ("rule", f"{event.rule}, on “{event.trigger.exact}”"),
    )
    page.quotes(page.lookup.triggers((event,)))
    page.chain(page.lookup.chain_of_event(event))
    view = page.view
    page.related("Figures", ((q.id, phrases.figure(q)) for q in view.quantities_of_event(event.id)))
    page.related("In return for", _events(page, event.in_return_for))
    page.related(
        "Tells of", ((h.id, page.lookup.sentence(h)) for h in view.happenings_of_event(event.id))
    )
    page.related("Carried by", ((event.statement_id, _content(page, event.statement_id)),))


def _statement(page: Page, statement: Statement) -> None:
    page.facts(
        ("stance", statement.stance.value),
        ("quotation", statement.quotation.value),
        ("content", statement.content.exact),
    )
    page.quotes(statement.evidence)
    page.chain(statement.sources)
    page.related("Answers", ((statement.answers, _content(page, statement.answers)),))
    page.related("Events", _events(page, statement.about_event_ids))
    page.related(
        "Figures",
        (
            (q.id, phrases.figure(q))
            for q in page.view.quantities.values()
            if q.statement_id == statement.id
        ),
    )
    page.related(
        "Forecasts",
        (
            (f.id, f.outcome.exact)
            for f in page.view.forecasts.values()
            if f.statement_id == statement.id
        ),
    )


def _quantity(page: Page, quantity: Quantity) -> None:
    page.facts(
        ("figure", phrases.figure(quantity)),
        ("interval", phrases.interval(quantity.low, quantity.high, quantity.best)),
        ("bound", phrases.words(quantity.bound.value)),
        ("counts", f"{phrases.words(quantity.measure)}: {quantity.referent}"),
        ("unit", quantity.unit),
        ("whose", _parts(quantity.subject)),
        ("as of", _date(quantity.as_of)),
    )
    page.quotes(quantity.evidence)
    statement = page.view.statements.get(quantity.statement_id)
    page.chain(statement.sources if statement else ())
    page.related("Of the event", _events(page, (quantity.event_id,)))
    page.related("Carried by", ((quantity.statement_id, _content(page, quantity.statement_id)),))


def _time(page: Page, time: TimeExpression) -> None:
    page.facts(
        ("words", time.text),
        ("TIMEX3", f"{time.timex_type.value} {time.value}" + (f" {time.mod}" if time.mod else "")),
        ("resolves to", _date(time.resolved)),
    )
    page.quotes(time.evidence)
    page.related("Dates", _events(page, time.event_ids))


def _forecast(page: Page, forecast: Forecast) -> None:
    page.facts(
        ("outcome", forecast.outcome.exact),
        ("condition", forecast.condition.exact if forecast.condition else ""),
        ("by when", _date(forecast.horizon)),
        ("likelihood", likelihood(forecast)),
        ("status", phrases.words(forecast.status.value)),
    )
    page.quotes(forecast.evidence)
    page.chain(forecast.sources)
    events = [forecast.outcome.event_id, forecast.condition.event_id if forecast.condition else ""]
    page.related("Events", _events(page, events))
    page.related("Settled by", _happenings(page, forecast.settled_by))
    page.related("Carried by", ((forecast.statement_id, _content(page, forecast.statement_id)),))


def _happening(page: Page, happening: Happening) -> None:
    page.head(page.lookup.sentence(happening))
    page.facts(
        ("type", " / ".join(part for part in (happening.type, happening.mode) if part)),
        ("who", _parts(happening.initiators)),
        ("to whom", _parts(happening.recipients)),
        ("items", "; ".join(f"{item.text} [{item.cls}]" for item in happening.items)),
        ("when", _date(happening.occurred_at)),
        ("factuality", happening.factuality.value),
        ("disputed", "yes" if page.lookup.disputed(happening) else ""),
        ("grade", page.lookup.grades.of(happening, page.view)),
        (
            "origins",
            f"{happening.origin_count} in {len(happening.report_ids)} reports: "
            + ", ".join(page.lookup.origins(happening.origins)),
        ),
    )
    for counted in happening.estimates:
        page.section(f"How many: {phrases.estimate(counted)}")
        for held in counted.positions:
            as_of = f", as of {phrases.when_long(held.as_of)}" if held.as_of.known else ""
            page.facts(("", f"{phrases.position(held)}: {phrases.chain(held.sources)}{as_of}"))
    page.quotes(page.lookup.triggers(page.lookup.events_of(happening)))
    page.chain(page.lookup.best_chain(happening))
    page.related("In return for", _happenings(page, happening.in_return_for))
    page.related(
        "Accounts",
        ((a.id, phrases.chain(a.sources)) for a in page.view.accounts_of(happening.id)),
    )
    page.related(
        "Differences",
        ((d.id, f"{d.kind.value}: {question(d)}") for d in page.view.differences_of(happening.id)),
    )
    page.related("Events", _events(page, happening.event_ids))


def _account(page: Page, account: Account) -> None:
    page.facts(("when", _date(account.occurred_at)), ("factuality", account.factuality.value))
    page.chain(account.sources)
    page.related("Of", _happenings(page, (account.happening_id,)))
    page.related("Events", _events(page, account.event_ids))
    page.related("Reports", _reports(page, account.report_ids))


def _difference(page: Page, difference: Difference) -> None:
    page.head(question(difference))
    page.facts(("kind", difference.kind.value), ("slot", difference.slot))
    for position in difference.positions:
        page.section(position.value)
        page.facts(("says", phrases.chain(position.sources)), ("stated", _date(position.stated_at)))
        page.quotes(position.evidence[:2], "Words")
    page.related("On", _happenings(page, (difference.happening_id,)))


def _actor(page: Page, actor: Actor) -> None:
    page.head(actor.name)
    page.facts(
        ("kind", phrases.kind_words(actor.kind)),
        ("country", actor.country),
        ("sector", actor.sector),
        (
            "offices",
            "; ".join(
                f"{office.title} {office.country} {phrases.when_long(office.held)}".strip()
                for office in actor.offices
            ),
        ),
        ("mentions", str(len(actor.mentions))),
    )
    view = page.view
    page.related(
        "Takes part in",
        (
            (h.id, page.lookup.sentence(h))
            for h in view.happenings.values()
            if any(p.actor_id == actor.id for p in (*h.initiators, *h.recipients))
        ),
    )
    page.related(
        "Says",
        (
            (s.id, s.content.exact)
            for s in view.statements.values()
            if any(link.actor_id == actor.id for link in s.sources)
        ),
    )
    page.quotes(actor.mentions, "Named in")


def _report(page: Page, report: Report) -> None:
    page.head(report.title or report.location)
    view = page.view
    page.facts(
        ("publisher", report.publisher),
        ("reliability", page.lookup.grades.letter(report.publisher)),
        ("relayed by", report.relayed_by),
        ("authors", ", ".join(report.authors)),
        ("published", _date(report.published_at)),
        ("written at", _place(report)),
        ("language", report.language),
        ("location", report.location),
        ("address", report.url),
        ("retrieved", phrases.moments(view.retrieved_at.get(report.id, ()))),
        ("credits", ", ".join(report.credits)),
        ("repeats", page.lookup.short(report.copy_of) if report.copy_of else ""),
        ("story", _story(page, report)),
        ("not coded", view.uncoded.get(report.id, "")),
        ("sentences", str(len(view.sentences.get(report.id, ())))),
        ("furniture", _furniture(report)),
    )
    for number, one in enumerate(report.dating):
        if number == 0:
            page.section("Dates weighed")
        page.facts((one.verdict.value, _weighed(one)))
    print_copies(page, report)
    page.related("Same story", story_lines(page, report))
    page.related(
        "Statements",
        (
            (s.id, f"{phrases.original(s.sources)}: {s.content.exact}")
            for s in view.statements_of_report(report.id)
        ),
    )
    page.related("Events", _events(page, [one.id for one in view.events_of_report(report.id)]))


def _place(report: Report) -> str:
    place = report.dateline
    return (
        f"{place.name} ({place.country})"
        if place and place.country
        else place.name
        if place
        else ""
    )


def _weighed(one: DateCandidate) -> str:
    """A date that was weighed: what it is, where it was found, what became of it."""
    when = phrases.when_long(one.date) if one.date.known else "no day"
    return f"{when} (from {one.date.basis}): {one.reason}"


def _judgement(page: Page, judgement: Judgement) -> None:
    page.facts(
        ("verb", judgement.verb),
        ("record", judgement.record_id),
        ("others", ", ".join(judgement.other_ids)),
        ("note", judgement.note),
        ("who", judgement.who),
        ("when", judgement.recorded_at.isoformat(timespec="seconds")),
    )


def _story(page: Page, report: Report) -> str:
    count = len(page.view.reports_of_story(report.story_id))
    return f"{report.story_id}, {count} reports" if count > 1 else ""


def _furniture(report: Report) -> str:
    kinds = sorted({piece.kind.value for piece in report.furniture})
    return f"{len(report.furniture)} passages ({', '.join(kinds)})" if kinds else ""


def _events(page: Page, ids: Iterable[str]) -> Iterable[tuple[str, str]]:
    for event_id in ids:
        event = page.view.events.get(event_id)
        if event:
            who = phrases.direction(event.initiators, event.recipients, short=True)
            yield event_id, f"{event.type} {who}: {event.trigger.exact} ({event.factuality.value})"


def _happenings(page: Page, ids: Iterable[str]) -> Iterable[tuple[str, str]]:
    for happening_id in ids:
        happening = page.view.happenings.get(happening_id)
        if happening:
            yield (
                happening_id,
                f"{phrases.when(happening.occurred_at)} {page.lookup.sentence(happening)}",
            )


def _reports(page: Page, ids: Iterable[str]) -> Iterable[tuple[str, str]]:
    for report_id in ids:
        report = page.view.reports.get(report_id)
        if report:
            yield report_id, f"{report.publisher} {report.title or report.location}"


def _content(page: Page, statement_id: str) -> str:
    statement = page.view.statements.get(statement_id)
    return statement.content.exact if statement else ""


PRINTERS: Final[dict[str, Callable[[Page, Any], None]]] = {
    "report": _report,
    "actor": _actor,
    "statement": _statement,
    "event": _event,
    "quantity": _quantity,
    "time": _time,
    "forecast": _forecast,
    "happening": _happening,
    "account": _account,
    "difference": _difference,
    "judgement": _judgement,
}
