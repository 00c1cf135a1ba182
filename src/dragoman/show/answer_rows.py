"""Answers to a question, each with the sentence that it was read from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from dragoman.analyse.answers import Answer
from dragoman.analyse.questions import Question
from dragoman.lexicon.asking import ASPECTS
from dragoman.model import Evidence, to_json
from dragoman.show import phrases
from dragoman.show.across_rows import question as question_of
from dragoman.show.listing import Column, Listing, Told
from dragoman.show.lookup import Lookup
from dragoman.show.safe import cut

CITED: Final = 2
"""Sentences that a row of the table quotes; JSON has all."""

KIND_OF_ASPECT: Final = {
    "figures": "figure",
    "sources": "statement",
    "differences": "difference",
    "forecasts": "forecast",
    "happenings": "happening",
}
ORDER: Final = ("difference", "happening", "figure", "forecast", "statement")


@dataclass(frozen=True, slots=True)
class Citation:
    """Where the words of an answer stand.

    Attributes:
        sentence: its number in the report, from 1; ``None`` outside the body.
        quote: the whole sentence, or the words themselves outside the body.
    """

    report_id: str
    publisher: str
    published: str
    title: str
    location: str
    url: str
    sentence: int | None
    start: int
    end: int
    exact: str
    quote: str


def kinds_in_order(question: Question) -> tuple[str, ...]:
    """The kinds of record, what was asked for first."""
    asked = [KIND_OF_ASPECT[one] for one in ASPECTS if one in question.aspects]
    if question.measures:
        asked.append("figure")
    return tuple(dict.fromkeys((*asked, *ORDER)))


def read_as(question: Question, lookup: Lookup) -> str:
    """How a question was read, in one line."""
    parts = (
        ("on", [lookup.party(code) for code in (*question.countries, *question.actors)]),
        ("asked for", [phrases.words(one) for one in question.aspects]),
        ("counting", [phrases.words(one) for one in question.measures]),
        ("deeds", sorted(question.types)),
        ("time", [phrases.when(question.window)] if question.window.known else []),
        ("words", list(question.words)),
    )
    return "; ".join(f"{name}: {', '.join(held)}" for name, held in parts if held)


def answer_listing(lookup: Lookup, rows: Sequence[Answer], note: str = "") -> Listing[Answer]:
    """Answers with what they were read from."""
    return Listing(
        columns=(
            Column("id", lambda a: a.record_id, "ID", lambda a: lookup.short(a.record_id)),
            Column("kind", lambda a: a.kind),
            Column("what", lambda a: what(lookup, a)),
            Column("says", lambda a: says(lookup, a)),
            Column("citations", lambda a: " | ".join(map(cited, citations(lookup, a)))),
            Column("score", lambda a: f"{a.score:.3f}"),
        ),
        rows=rows,
        told=lambda a: Told(cut(what(lookup, a), 160), _details(lookup, a)),
        record=lambda a: record(lookup, a),
        told_heading="What the case holds, and where it says so",
        empty="Nothing in the case fits the question.",
        note=note,
    )


def what(lookup: Lookup, answer: Answer) -> str:
    """The record in a few words, all of them the case's own."""
    view, one = lookup.view, answer.record_id
    if answer.kind == "figure":
        figure = view.quantities[one]
        whose = phrases.names(figure.subject) if figure.subject else ""
        as_of = f", as of {phrases.when(figure.as_of)}" if figure.as_of.known else ""
        return f"{phrases.figure(figure)}{f' ({whose})' if whose else ''}{as_of}"
    if answer.kind == "happening":
        happening = view.happenings[one]
        return happening.summary
    if answer.kind == "difference":
        difference = view.differences[one]
        sides = " or ".join(cut(side.value, 50) for side in difference.positions[:4])
        return f"{difference.kind.value}: {question_of(difference)} {sides}"
    if answer.kind == "forecast":
        forecast = view.forecasts[one]
        return f"{phrases.words(forecast.status.value)}: {forecast.outcome.exact}"
    return view.statements[one].content.exact


def says(lookup: Lookup, answer: Answer) -> str:
    """Who says so: a chain, the sides of a difference, or the origins of a happening."""
    view, one = lookup.view, answer.record_id
    if answer.kind == "happening":
        happening = view.happenings[one]
        origins = phrases.listed(lookup.origins(happening.origins), 4)
        reports = f"{len(happening.report_ids)} report{'s' * (len(happening.report_ids) != 1)}"
        return f"{origins or 'no named origin'}; {reports}"
    if answer.kind == "difference":
        return " | ".join(phrases.original(p.sources) for p in view.differences[one].positions)
    if answer.kind == "figure":
        statement = view.statements.get(view.quantities[one].statement_id)
        return phrases.chain(statement.sources) if statement else ""
    held = view.forecasts[one] if answer.kind == "forecast" else view.statements[one]
    return phrases.chain(held.sources)


def citations(lookup: Lookup, answer: Answer) -> tuple[Citation, ...]:
    """Where the answer's words stand, one for each sentence."""
    found: dict[tuple[str, int | None], Citation] = {}
    for piece in answer.evidence:
        made = _citation(lookup, piece)
        found.setdefault((made.report_id, made.sentence), made)
    return tuple(found.values())


def cited(one: Citation) -> str:
    """A citation in one line: publisher, date, sentence, quote."""
    where = f"s. {one.sentence}" if one.sentence else ""
    file = one.location.replace("\\", "/").rpartition("/")[2]
    source = ", ".join(filter(None, (one.publisher or file, one.published, where)))
    return f"“{cut(one.quote, 220)}” ({source})"


def record(lookup: Lookup, answer: Answer) -> dict[str, Any]:
    """An answer as JSON values: the record's id, and whole citations."""
    return {
        "kind": answer.kind,
        "id": answer.record_id,
        "score": round(answer.score, 3),
        "what": what(lookup, answer),
        "says": says(lookup, answer),
        "citations": [to_json(one) for one in citations(lookup, answer)],
    }


def _details(lookup: Lookup, answer: Answer) -> tuple[str, ...]:
    held = citations(lookup, answer)
    speaker = says(lookup, answer)
    more = f"and {len(held) - CITED} more" if len(held) > CITED else ""
    return (f"says {speaker}" if speaker else "", *map(cited, held[:CITED]), more)


def _citation(lookup: Lookup, piece: Evidence) -> Citation:
    view = lookup.view
    report = view.reports[piece.report_id]
    span = view.sentence_of(piece)
    published = phrases.when(report.published_at) if report.published_at.known else ""
    return Citation(
        report_id=report.id,
        publisher=report.publisher,
        published=published,
        title=report.title,
        location=report.location,
        url=report.url,
        sentence=span.index + 1 if span else None,
        start=piece.start,
        end=piece.end,
        exact=piece.exact,
        quote=report.source_text[span.start : span.end] if span else piece.exact,
    )
