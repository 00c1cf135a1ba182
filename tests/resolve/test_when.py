"""Times of events on our own sentences (`specs/when.toml`)."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dragoman.chain import code_reports
from dragoman.lexicon import load_lexicon
from dragoman.model import CodedReport, Event, PartialDate, Report

SPECS = Path(__file__).with_name("specs") / "when.toml"
CASES: list[dict[str, Any]] = tomllib.loads(SPECS.read_text(encoding="utf-8"))["case"]
PUBLISHED = PartialDate.day(date(2024, 5, 15), "spec")


@pytest.fixture(scope="module")
def coded() -> list[CodedReport]:
    reports = [
        Report.make(
            location=str(n), source_text=case["text"], language="en", published_at=PUBLISHED
        )
        for n, case in enumerate(CASES)
    ]
    return list(code_reports(reports, load_lexicon()))


def shown(event: Event) -> str:
    when = event.occurred_at
    if when.basis.endswith("published_at") or not when.known:
        return "-"
    return f"{when.earliest or ''}..{when.latest or ''}"


@pytest.mark.parametrize("n", range(len(CASES)), ids=[c["about"] for c in CASES])
def test_when_an_event_happened(n: int, coded: list[CodedReport]) -> None:
    for wanted in CASES[n]["events"]:
        trigger, time = wanted.split(": ")
        found = {shown(e) for e in coded[n].events if e.trigger.exact == trigger}
        assert found == set(time.split("; ")), [
            (e.trigger.exact, e.occurred_at) for e in coded[n].events
        ]


def test_a_bound_says_what_it_rests_on(coded: list[CodedReport]) -> None:
    events = [e for r in coded for e in r.events]
    assert all(e.occurred_at.basis for e in events if e.occurred_at.known)


def test_a_time_names_the_events_that_it_dates(coded: list[CodedReport]) -> None:
    report = coded[[c["about"] for c in CASES].index("the time of the talks held")]
    (sunday,) = [t for t in report.times if t.text == "Sunday"]
    assert sunday.event_ids
    assert set(sunday.event_ids) <= {e.id for e in report.events if e.trigger.exact == "held"}


def test_the_day_on_which_it_was_agreed_is_no_horizon() -> None:
    def horizon(text: str) -> PartialDate:
        report = Report.make(location="a", source_text=text, language="en", published_at=PUBLISHED)
        (coded,) = code_reports([report], load_lexicon())
        (forecast,) = coded.forecasts
        return forecast.horizon

    over = horizon("Peru and Ecuador agreed on Tuesday to reopen the crossing.")
    assert over.earliest == PUBLISHED.earliest
    assert over.latest is None
    ahead = horizon("Peru and Ecuador agreed on Tuesday to reopen the crossing by 30 May.")
    assert ahead.latest == date(2024, 5, 30)
