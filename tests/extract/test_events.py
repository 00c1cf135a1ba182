"""Events of our own sentences: one case a construction."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from dragoman.chain import code_reports
from dragoman.lexicon import load_lexicon
from dragoman.model import CodedReport, Event, Participant, Report

CASES = tomllib.loads((Path(__file__).parent / "specs/events.toml").read_text("utf-8"))["case"]


@pytest.fixture(scope="module")
def coded() -> list[CodedReport]:
    reports = [
        Report.make(location=str(n), source_text=case["text"], language="en")
        for n, case in enumerate(CASES)
    ]
    return list(code_reports(reports, load_lexicon()))


def side(participants: tuple[Participant, ...]) -> str:
    return "+".join(dict.fromkeys(p.country for p in participants if p.country)) or "?"


def fits(event: Event, wanted: str) -> bool:
    types, _, pair = wanted.partition(" ")
    return event.type in types.split("|") and pair == (
        f"{side(event.initiators)}>{side(event.recipients)}"
    )


def told(report: CodedReport) -> list[str]:
    return [f"{e.type} {side(e.initiators)}>{side(e.recipients)} ({e.rule})" for e in report.events]


@pytest.mark.parametrize("n", range(len(CASES)), ids=[c["about"] for c in CASES])
def test_events_of_a_construction(n: int, coded: list[CodedReport]) -> None:
    case, report = CASES[n], coded[n]
    for wanted in case["events"]:
        assert any(fits(e, wanted) for e in report.events), told(report)
    for name in case.get("never", ()):
        assert all(e.type != name for e in report.events), told(report)
    if case.get("only"):
        assert len(report.events) == len(case["events"]), told(report)
    if case.get("linked"):
        ids = {e.id for e in report.events}
        linked = [e for e in report.events if e.in_return_for]
        assert len(linked) >= 2, told(report)
        assert all(set(e.in_return_for) <= ids for e in linked)


def test_every_quote_is_its_span(coded: list[CodedReport]) -> None:
    seen = 0
    for report in coded:
        text = report.report.source_text
        for event in report.events:
            for piece in (event.trigger, *event.evidence):
                assert text[piece.start : piece.end] == piece.exact
                seen += 1
    assert seen > len(CASES)
