"""Events of our own sentences: what `specs/events.toml` asks for, and what stays open."""

from __future__ import annotations

import pytest
from tests.extract.specs_of import cases
from tests.extract.wanted import problems, told

from dragoman.chain import code_reports
from dragoman.lexicon import load_lexicon
from dragoman.model import CodedReport, Report

CASES = [*cases("events"), *cases("transfers")]
OPEN = cases("open")


@pytest.fixture(scope="module")
def coded() -> list[CodedReport]:
    reports = [
        Report.make(location=str(n), source_text=case["text"], language="en")
        for n, case in enumerate([*CASES, *OPEN])
    ]
    return list(code_reports(reports, load_lexicon()))


@pytest.mark.parametrize("n", range(len(CASES)), ids=[c["about"] for c in CASES])
def test_events_of_a_construction(n: int, coded: list[CodedReport]) -> None:
    assert problems(CASES[n], coded[n]) == [], told(coded[n])


@pytest.mark.parametrize("n", range(len(OPEN)), ids=[c["about"] for c in OPEN])
def test_what_is_open_still_fails(n: int, coded: list[CodedReport]) -> None:
    """A case that passes belongs in events.toml."""
    assert problems(OPEN[n], coded[len(CASES) + n]), "passes now: move it to events.toml"


def test_an_open_case_says_why() -> None:
    assert all(len(case["reason"]) > 20 for case in OPEN)


def test_no_sentence_stands_twice() -> None:
    texts = [case["text"] for case in (*CASES, *OPEN)]
    assert len(texts) == len(set(texts))


def test_every_quote_is_its_span(coded: list[CodedReport]) -> None:
    seen = 0
    for report in coded:
        text = report.report.source_text
        for event in report.events:
            for piece in (event.trigger, *event.evidence):
                assert text[piece.start : piece.end] == piece.exact
                seen += 1
    assert seen > len(CASES)


def test_what_was_moved_gives_nothing_back(coded: list[CodedReport]) -> None:
    """Maps given for Armenian prisoners come from Armenia, not from the prisoners."""
    n = next(n for n, case in enumerate(CASES) if case["about"].startswith("who gave the maps"))
    (back,) = [e for e in coded[n].events if e.rule == "return.item"]
    assert [p.name for p in back.initiators] == ["Armenia"]
