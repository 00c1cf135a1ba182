"""Who can vouch for a deed that a forecast foresaw, and which deed that is."""

from __future__ import annotations

import pytest
from tests.factories import make_coded, make_event, make_forecast, make_report, make_statement

from dragoman.lexicon import Lexicon
from dragoman.model import CodedReport, Factuality, ForecastStatus, Stance
from dragoman.reconcile import reconcile
from dragoman.reconcile.foretold import head_of

OUTCOME = "Northland will send howitzers to Southland"
SENT = "Northland has sent howitzers to Southland"


def foretold(outcome: str = OUTCOME) -> CodedReport:
    report = make_report(f"Eastland said that {outcome}.", publisher="Quay")
    said = make_statement(report, speaker="Eastland", cue="said")
    event = make_event(
        report,
        outcome,
        said,
        initiators=["Northland"],
        recipients=["Southland"],
        items=[("howitzers", "arms.artillery")],
        factuality=Factuality.PREDICTED,
    )
    forecast = make_forecast(report, outcome, said, outcome_event=event.id)
    return make_coded(report, [said], [event], forecasts=[forecast])


def told(
    speaker: str = "", stance: Stance = Stance.ASSERT, published: str = "2024-06-20"
) -> CodedReport:
    text = f"{speaker} said that {SENT}." if speaker else f"{SENT}."
    report = make_report(text, published=published, publisher="Mole")
    said = make_statement(report, SENT, speaker=speaker, cue="said", stance=stance)
    event = make_event(
        report,
        "sent",
        said if speaker else None,
        initiators=["Northland"],
        recipients=["Southland"],
        items=[("howitzers", "arms.artillery")],
        type="AID",
    )
    return make_coded(report, [said] if speaker else [], [event])


@pytest.mark.parametrize(
    ("later", "status"),
    [
        (told(), ForecastStatus.FULFILLED),
        (told("Northland"), ForecastStatus.FULFILLED),
        (told("Northland", Stance.ACCUSE), ForecastStatus.OPEN),
        (told(published="2024-05-02"), ForecastStatus.OPEN),
    ],
)
def test_who_tells_of_it_and_when(
    lexicon: Lexicon, later: CodedReport, status: ForecastStatus
) -> None:
    (forecast,) = reconcile([foretold(), later], lexicon).forecasts
    assert forecast.status is status


def test_another_than_before_needs_a_date(lexicon: Lexicon) -> None:
    (forecast,) = reconcile(
        [foretold("Northland will send more howitzers to Southland"), told()], lexicon
    ).forecasts
    assert forecast.status is ForecastStatus.OPEN


@pytest.mark.parametrize(
    ("text", "bare", "head"),
    [
        ("Northland will send howitzers", True, "send howitzers"),
        ("to strike yards that could launch rockets", True, "strike yards"),
        ("The bloc, to which both belong, will send a mission", True, "send mission"),
        ("systems that launch rockets", True, "systems"),
        ("systems that launch rockets", False, ""),
    ],
)
def test_the_words_that_name_the_deed(lexicon: Lexicon, text: str, bare: bool, head: str) -> None:
    assert head_of(text, lexicon.likeness, bare=bare) == head
