"""Forecasts in the light of what was told afterwards."""

from __future__ import annotations

from datetime import date

import pytest
from tests.factories import make_coded, make_event, make_forecast, make_report, make_statement

from dragoman.lexicon import Lexicon
from dragoman.model import (
    OPEN,
    CodedReport,
    Factuality,
    Forecast,
    ForecastStatus,
    PartialDate,
)
from dragoman.reconcile import reconcile


def foresight(
    outcome: str = "Northland will send howitzers to Southland",
    *,
    published: str | None = "2024-05-02",
    condition: str | None = None,
    coded: bool = True,
    factuality: Factuality = Factuality.PREDICTED,
    horizon: PartialDate = OPEN,
) -> CodedReport:
    text = f"Eastland said that {outcome}" + (f" {condition}." if condition else ".")
    report = make_report(text, published=published, publisher="Quay Early")
    said = make_statement(report, speaker="Eastland", cue="said")
    event = make_event(
        report,
        outcome,
        said,
        initiators=["Northland"],
        recipients=["Southland"],
        items=[("howitzers", "arms.artillery")],
        factuality=factuality,
    )
    forecast = make_forecast(
        report,
        outcome,
        said,
        outcome_event=event.id if coded else "",
        condition=condition,
        horizon=horizon,
    )
    return make_coded(report, [said], [event], forecasts=[forecast])


def told(
    text: str = "Northland has sent howitzers to Southland.",
    *,
    published: str | None = "2024-06-20",
    occurred: str | None = "2024-06-19",
    giver: str = "Northland",
    taker: str = "Southland",
    trigger: str = "sent",
    item: str = "howitzers",
    cls: str = "arms.artillery",
    factuality: Factuality = Factuality.ACTUAL,
    type_: str = "AID",
    cameo: str = "07",
) -> CodedReport:
    report = make_report(text, published=published, publisher="Quay Late")
    event = make_event(
        report,
        trigger,
        type=type_,
        cameo=cameo,
        initiators=[giver],
        recipients=[taker],
        items=[(item, cls)],
        occurred=occurred,
        factuality=factuality,
    )
    return make_coded(report, [], [event])


def outcome(*coded: CodedReport, lexicon: Lexicon, today: date | None = None) -> Forecast:
    (forecast,) = reconcile(coded, lexicon, today=today).forecasts
    return forecast


@pytest.mark.parametrize(
    ("later", "status"),
    [
        (told(), ForecastStatus.FULFILLED),
        (told(factuality=Factuality.NEGATED), ForecastStatus.FAILED),
        (told(occurred="2024-03-01"), ForecastStatus.OPEN),
        (told(published="2024-04-01", occurred=None), ForecastStatus.OPEN),
        (told(occurred=None), ForecastStatus.FULFILLED),
        (told(giver="Southland", taker="Northland"), ForecastStatus.OPEN),
        (told(giver="Westland"), ForecastStatus.OPEN),
        (
            told("Northland has sent rice to Southland.", item="rice", cls="food"),
            ForecastStatus.OPEN,
        ),
        (told(factuality=Factuality.PLANNED, occurred=None), ForecastStatus.OPEN),
    ],
)
def test_what_settles_a_forecast(
    lexicon: Lexicon, later: CodedReport, status: ForecastStatus
) -> None:
    settled = outcome(foresight(), later, lexicon=lexicon)
    assert settled.status is status
    assert bool(settled.settled_by) is (status is not ForecastStatus.OPEN)


def test_a_report_does_not_settle_its_own_forecast(lexicon: Lexicon) -> None:
    assert outcome(foresight(), lexicon=lexicon).status is ForecastStatus.OPEN


def test_that_a_thing_will_not_be_fails_when_it_is(lexicon: Lexicon) -> None:
    early = foresight("Northland will not send howitzers to Southland")
    assert outcome(early, told(), lexicon=lexicon).status is ForecastStatus.FAILED
    not_sent = told(factuality=Factuality.NEGATED)
    assert outcome(early, not_sent, lexicon=lexicon).status is ForecastStatus.FULFILLED


@pytest.mark.parametrize(
    ("today", "status"),
    [
        (date(2024, 5, 10), ForecastStatus.OPEN),
        (date(2024, 7, 10), ForecastStatus.DUE),
        (date(2024, 8, 10), ForecastStatus.OVERDUE),
    ],
)
def test_the_calendar(lexicon: Lexicon, today: date, status: ForecastStatus) -> None:
    july = PartialDate.month(2024, 7, "'in July'")
    assert outcome(foresight(horizon=july), lexicon=lexicon, today=today).status is status


def test_an_event_beyond_the_horizon_settles_nothing(lexicon: Lexicon) -> None:
    may = PartialDate.month(2024, 5, "'in May'")
    settled = outcome(foresight(horizon=may), told(), lexicon=lexicon)
    assert settled.status is ForecastStatus.OVERDUE


def test_without_dates_only_like_words_settle(lexicon: Lexicon) -> None:
    early = foresight(published=None)
    same = told(published=None, occurred=None)
    other = told(
        "Southland took guns from Northland.",
        published=None,
        occurred=None,
        trigger="took",
        item="guns",
        cls="",
    )
    assert outcome(early, same, lexicon=lexicon).status is ForecastStatus.FULFILLED
    assert outcome(early, other, lexicon=lexicon).status is ForecastStatus.OPEN


ENTER = "Northland and Southland would enter a strategic partnership treaty"
RAISE = (
    "the summit of Northland and Southland would establish a new bilateral relationship, and raise "
    "their friendly ties to the highest level of strategic partnership that the region has seen"
)
REPAIR = "Northland and Southland would repair roads and bridges along the river"


@pytest.mark.parametrize(
    ("foreseen", "verb", "cameo", "status"),
    [
        (ENTER, "signed", "057", ForecastStatus.FULFILLED),
        (ENTER, "praised", "051", ForecastStatus.OPEN),
        (RAISE, "signed", "057", ForecastStatus.FULFILLED),
        (RAISE, "praised", "051", ForecastStatus.OPEN),
        (REPAIR, "signed", "057", ForecastStatus.OPEN),
    ],
)
def test_what_is_signed_comes_about_and_what_is_praised_does_not(
    lexicon: Lexicon, foreseen: str, verb: str, cameo: str, status: ForecastStatus
) -> None:
    early = foresight(foreseen, coded=False)
    later = told(
        f"Northland and Southland {verb} a strategic partnership treaty.",
        trigger=f"{verb} a strategic partnership treaty",
        item="",
        cls="",
        type_="SUPPORT",
        cameo=cameo,
    )
    assert outcome(early, later, lexicon=lexicon).status is status
