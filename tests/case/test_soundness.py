"""What a coded report must keep to before the case takes it in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from tests.press import make_press

from dragoman.case.soundness import sound
from dragoman.model import CodedReport, Evidence, SentenceSpan, Span

POST, HERALD, _ = make_press()


def first(coded: CodedReport, table: str, **changes: object) -> CodedReport:
    records = getattr(coded, table)
    return replace(coded, **{table: (replace(records[0], **changes), *records[1:])})


def moved(quote: Evidence) -> Evidence:
    return replace(quote, start=quote.start + 1, end=quote.end + 1)


BREACHES: dict[str, Callable[[], CodedReport]] = {
    "evidence beside its quote": lambda: first(
        POST, "events", evidence=(moved(POST.events[0].evidence[0]),)
    ),
    "evidence past the end": lambda: first(
        POST, "quantities", evidence=(Evidence(POST.report.id, 10_000, 10_001, ""),)
    ),
    "evidence of another report": lambda: first(POST, "times", evidence=HERALD.events[0].evidence),
    "no evidence": lambda: first(POST, "forecasts", evidence=()),
    "a record of another report": lambda: first(POST, "events", report_id=HERALD.report.id),
    "a content beside its quote": lambda: first(POST, "statements", content=Span(0, 5, "words")),
    "a trigger beside its quote": lambda: first(POST, "events", trigger=Span(0, 5, "words")),
    "a source beside its words": lambda: first(
        POST,
        "statements",
        sources=(replace(POST.statements[0].sources[0], start=0, end=3), *[]),
    ),
    "a cue beside its words": lambda: first(
        POST,
        "statements",
        sources=(replace(POST.statements[0].sources[0], cue_start=0, cue_end=3), *[]),
    ),
    "a statement without a source": lambda: first(POST, "statements", sources=()),
    "a mention beside its words": lambda: first(
        POST, "actors", mentions=(moved(POST.actors[0].mentions[0]),)
    ),
    "an event of an unknown statement": lambda: first(POST, "events", statement_id="sta_0"),
    "an exchange with an unknown event": lambda: first(POST, "events", in_return_for=("evt_0",)),
    "a statement about an unknown event": lambda: first(
        POST, "statements", about_event_ids=("evt_0",)
    ),
    "a figure of an unknown event": lambda: first(POST, "quantities", event_id="evt_0"),
    "a time of an unknown event": lambda: first(POST, "times", event_ids=("evt_0",)),
    "a forecast of an unknown statement": lambda: first(POST, "forecasts", statement_id="sta_0"),
    "two records with one id": lambda: replace(
        POST, events=(*POST.events, replace(POST.events[0], type="ASSAULT"))
    ),
    "sentences out of order": lambda: replace(POST, sentences=POST.sentences[::-1]),
    "a sentence outside the text": lambda: replace(POST, sentences=(SentenceSpan(0, 0, 10_000),)),
}


@pytest.mark.parametrize("breach", BREACHES, ids=list(BREACHES))
def test_a_breach_is_refused(breach: str) -> None:
    with pytest.raises(ValueError, match=r"\S"):
        sound(BREACHES[breach]())


def test_a_record_given_twice_stands_once() -> None:
    assert sound(replace(POST, events=POST.events + POST.events[:1])) == POST


def test_sound_reports_stay_as_they_are() -> None:
    assert [sound(coded) for coded in make_press()] == list(make_press())
