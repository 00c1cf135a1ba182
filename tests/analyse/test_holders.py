"""Records of those who forecast."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.factories import make_forecast, make_report, make_statement

from dragoman.analyse import holders
from dragoman.analyse.holders import ENOUGH
from dragoman.case.view import CaseView
from dragoman.model import Forecast, ForecastStatus, Likelihood


def forecast(speaker: str, number: int, status: ForecastStatus, chance: float | None) -> Forecast:
    report = make_report(f"Trade will fall, {speaker} said in talk {number}.")
    said = make_statement(report, speaker=speaker, cue="said")
    made = make_forecast(report, "will fall", said, likelihood=Likelihood("likely", chance, chance))
    return replace(made, status=status)


def view_of(*forecasts: Forecast) -> CaseView:
    return CaseView(forecasts={f.id: f for f in forecasts})


def test_a_record_counts_what_became_of_each_forecast() -> None:
    statuses = [
        ForecastStatus.FULFILLED,
        ForecastStatus.FAILED,
        ForecastStatus.OVERDUE,
        ForecastStatus.OPEN,
        ForecastStatus.DUE,
        ForecastStatus.CONDITION_MET,
    ]
    made = [forecast("Eastland", n, status, 0.8) for n, status in enumerate(statuses)]
    other = forecast("Westland", 9, ForecastStatus.OPEN, None)
    east, west = holders(view_of(other, *made))
    assert (east.name, east.fulfilled, east.failed, east.overdue, east.open) == (
        "Eastland",
        1,
        1,
        1,
        3,
    )
    assert (west.name, west.open) == ("Westland", 1)


@pytest.mark.parametrize(("hits", "brier"), [(ENOUGH, 0.04), (0, 0.64)])
def test_the_score_is_briers(hits: int, brier: float) -> None:
    made = [
        forecast(
            "Eastland", n, ForecastStatus.FULFILLED if n < hits else ForecastStatus.FAILED, 0.8
        )
        for n in range(ENOUGH)
    ]
    (row,) = holders(view_of(*made))
    assert row.brier == pytest.approx(brier)
    assert row.scored == ENOUGH


def test_too_few_settled_forecasts_give_no_score() -> None:
    made = [forecast("Eastland", n, ForecastStatus.FULFILLED, 0.8) for n in range(ENOUGH - 1)]
    vague = forecast("Eastland", 9, ForecastStatus.FULFILLED, None)
    (row,) = holders(view_of(vague, *made))
    assert row.brier is None
    assert row.scored == ENOUGH - 1
