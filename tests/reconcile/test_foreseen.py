"""Forecasts settled by their words within one story."""

from __future__ import annotations

import pytest
from tests.factories import make_coded, make_event, make_forecast, make_report, make_statement

from dragoman.lexicon import Lexicon
from dragoman.model import CodedReport, ForecastStatus
from dragoman.reconcile import reconcile
from dragoman.reconcile.foreseen import main_part

TITLE = "Ferry crossing at Millford shut as captives are held"
SHUT = "The Millford ferry crossing was shut over the two captives. An elder said {}."


def foretold(outcome: str) -> CodedReport:
    report = make_report(SHUT.format(outcome), publisher="Quay", title=TITLE)
    said = make_statement(report, outcome)
    return make_coded(report, [said], forecasts=[make_forecast(report, outcome, said)])


def later(text: str, trigger: str = "", published: str = "2024-05-08") -> CodedReport:
    report = make_report(text, publisher="Mole", title=TITLE, published=published)
    events = (
        [
            make_event(
                report, trigger, initiators=["Northland"], recipients=["Southland"], type="RETREAT"
            )
        ]
        if trigger
        else []
    )
    return make_coded(report, [], events)


OPEN_UP = "the crossing would reopen once the captives had been freed"
SEND = "an inquiry mission to the crossing would arrive within days"


@pytest.mark.parametrize(
    ("outcome", "text", "trigger", "published", "status"),
    [
        (OPEN_UP, "Northland reopened the ferry crossing.", "reopened", "2024-05-08", "fulfilled"),
        (OPEN_UP, "Northland reopened the ferry crossing.", "reopened", "2024-04-08", "open"),
        (OPEN_UP, "Northland shelled the ferry crossing.", "shelled", "2024-05-08", "open"),
        (SEND, "The inquiry mission to the crossing never arrived.", "", "2024-05-08", "failed"),
        (SEND, "The inquiry mission to the crossing met elders.", "", "2024-05-08", "open"),
        (SEND, "A feast at Millford was called off.", "", "2024-05-08", "open"),
    ],
)
def test_a_story_settles_what_it_foresaw(
    lexicon: Lexicon, outcome: str, text: str, trigger: str, published: str, status: str
) -> None:
    made = reconcile([foretold(outcome), later(text, trigger, published)], lexicon)
    assert len({story for _, story in made.stories}) == 1
    assert made.forecasts[0].status is ForecastStatus(status)


def test_a_condition_behind_an_outcome_is_no_part_of_it(lexicon: Lexicon) -> None:
    assert main_part(OPEN_UP, lexicon.likeness) == "the crossing would reopen"
    assert main_part("if it rains", lexicon.likeness) == "if it rains"
