"""What a case holds on a question: records with their evidence, the most fitting first.

A record has to fit everything that was asked for by kind: one of the states and bodies, the days,
and one of the deeds, counts or words. How much of it fits orders what is left. Nothing is put into
sentences of our own: an answer is a record of the case and the words that it was read from.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from dragoman.analyse.questions import Question
from dragoman.case.ranking import ranked
from dragoman.case.view import CaseView
from dragoman.model import Evidence, PartialDate, Participant, Source

TAKES_PART: Final = 4.0
"""Points for a state or body that takes part or speaks."""
NAMED: Final = 1.5
"""Points for one that is only named in the sentence."""
OF_TYPE: Final = 2.0
COUNTED: Final = 3.0
DATED: Final = 1.0
WORDED: Final = 4.0
"""Points for the words of the best text; the others have their share of them."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One record that fits a question.

    Attributes:
        kind: figure, difference, happening, forecast or statement.
        score: by which answers of a kind are ordered.
        evidence: the words that it was read from.
    """

    kind: str
    record_id: str
    score: float
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record as a question looks at it.

    Attributes:
        acting: countries and ids of who takes part in it or says it.
        types: PLOVER types; measures: what is counted; when: the day that it speaks of.
        text: its words.
    """

    kind: str
    record_id: str
    acting: frozenset[str]
    types: frozenset[str]
    measures: frozenset[str]
    when: PartialDate
    text: str
    evidence: tuple[Evidence, ...]


def answers(
    view: CaseView, question: Question, parts: Mapping[str, Iterable[str]]
) -> dict[str, tuple[Answer, ...]]:
    """What fits a question, by kind, each kind with the most fitting first.

    Args:
        parts: for each measure, the measures that count part of the same (killed, of casualties).
    """
    if question.empty:
        return {}
    candidates = list(_candidates(view))
    worded = ranked(((f"{c.kind} {c.record_id}", c.text) for c in candidates), question.words)
    mentions = _Mentions(view)
    measures = {part for one in question.measures for part in (one, *parts.get(one, ()))}
    found: defaultdict[str, list[Answer]] = defaultdict(list)
    for one in candidates:
        words = worded.get(f"{one.kind} {one.record_id}", 0.0)
        score = _score(one, question, measures, words, mentions)
        if score > 0:
            found[one.kind].append(Answer(one.kind, one.record_id, score, one.evidence))
    return {
        kind: tuple(sorted(held, key=lambda a: (-round(a.score, 6), a.record_id)))
        for kind, held in found.items()
    }


def _score(
    one: Candidate,
    question: Question,
    measures: set[str],
    words: float,
    mentions: _Mentions,
) -> float:
    asked = (*question.countries, *question.actors)
    named = mentions.near(one.evidence) if asked else frozenset()
    who = sum(
        TAKES_PART if code in one.acting else NAMED if code in named else 0.0 for code in asked
    )
    if asked and not who:
        return 0.0
    if question.window.known and one.when.known and not one.when.compatible(question.window):
        return 0.0
    counted = COUNTED if measures & one.measures else 0.0
    if one.kind == "figure" and question.measures and not counted and not words:
        return 0.0
    what = counted + WORDED * words + (OF_TYPE if question.types & one.types else 0.0)
    if not what and (question.types or question.measures or question.words):
        return 0.0
    dated = DATED if question.window.known and one.when.known else 0.0
    if question.window.known and not asked and not what and not dated:
        return 0.0
    return who + what + dated or DATED


def _candidates(view: CaseView) -> Iterator[Candidate]:
    yield from _figures(view)
    yield from _happenings(view)
    yield from _differences(view)
    yield from _forecasts(view)
    for said in view.statements.values():
        content = Evidence.from_span(said.report_id, said.content)
        report = view.reports[said.report_id]
        yield Candidate(
            "statement",
            said.id,
            _speakers(said.sources),
            frozenset(),
            frozenset(),
            report.published_at,
            said.content.exact,
            (content,),
        )


def _figures(view: CaseView) -> Iterator[Candidate]:
    for one in view.quantities.values():
        event = view.events.get(one.event_id)
        parties = (*one.subject, *(event.initiators + event.recipients if event else ()))
        when = one.as_of if one.as_of.known or not event else event.occurred_at
        yield Candidate(
            "figure",
            one.id,
            _parties(parties),
            frozenset({event.type} if event else ()),
            frozenset((one.measure,)),
            when,
            _around(view, one.evidence),
            one.evidence,
        )


def _happenings(view: CaseView) -> Iterator[Candidate]:
    for one in view.happenings.values():
        items = " ".join(item.text for item in one.items)
        yield Candidate(
            "happening",
            one.id,
            _parties((*one.initiators, *one.recipients)),
            frozenset((one.type,)),
            frozenset(e.measure for e in one.estimates),
            one.occurred_at,
            f"{one.summary} {items} {_around(view, one.evidence)}",
            one.evidence,
        )


def _differences(view: CaseView) -> Iterator[Candidate]:
    for one in view.differences.values():
        happening = view.happenings.get(one.happening_id)
        slot, _, measure = one.slot.partition(":")
        evidence = tuple(piece for side in one.positions for piece in side.evidence)
        parties = (*happening.initiators, *happening.recipients) if happening else ()
        speakers = frozenset().union(*(_speakers(side.sources) for side in one.positions))
        yield Candidate(
            "difference",
            one.id,
            _parties(parties) | speakers,
            frozenset((happening.type,)) if happening else frozenset(),
            frozenset((measure,)) if slot == "figure" else frozenset(),
            happening.occurred_at if happening else PartialDate(),
            _around(view, evidence),
            evidence,
        )


def _forecasts(view: CaseView) -> Iterator[Candidate]:
    for one in view.forecasts.values():
        event = view.events.get(one.outcome.event_id)
        parties = event.initiators + event.recipients if event else ()
        condition = one.condition.exact if one.condition else ""
        yield Candidate(
            "forecast",
            one.id,
            _parties(parties) | _speakers(one.sources),
            frozenset((event.type,)) if event else frozenset(),
            frozenset(),
            one.horizon,
            f"{one.outcome.exact} {condition} {_around(view, one.evidence)}",
            one.evidence,
        )


def _parties(parties: Sequence[Participant]) -> frozenset[str]:
    return frozenset(code for one in parties for code in (one.country, one.actor_id) if code)


def _speakers(sources: Sequence[Source]) -> frozenset[str]:
    return frozenset(code for one in sources for code in (one.country, one.actor_id) if code)


def _around(view: CaseView, evidence: Iterable[Evidence]) -> str:
    """The sentences that hold the evidence, each once."""
    places: dict[str, None] = {}
    for piece in evidence:
        span = view.sentence_of(piece)
        text = view.sentence_text(piece.report_id, span.index) if span else piece.exact
        places[text] = None
    return " ".join(places)


class _Mentions:
    """Who is named where: countries and ids of actors by report and offset."""

    def __init__(self, view: CaseView) -> None:
        self._view = view
        by_report: defaultdict[str, list[tuple[int, str, str]]] = defaultdict(list)
        for actor in view.actors.values():
            for mention in actor.mentions:
                by_report[mention.report_id].append((mention.start, actor.country, actor.id))
        self._by_report = {report: sorted(held) for report, held in by_report.items()}

    def near(self, evidence: Iterable[Evidence]) -> frozenset[str]:
        """Who is named in the sentences of the evidence."""
        found: set[str] = set()
        for piece in evidence:
            span = self._view.sentence_of(piece)
            start, end = (span.start, span.end) if span else (piece.start, piece.end)
            held = self._by_report.get(piece.report_id, [])
            for at in range(bisect_left(held, (start, "", "")), len(held)):
                if held[at][0] >= end:
                    break
                found.update(held[at][1:])
        return frozenset(found)
