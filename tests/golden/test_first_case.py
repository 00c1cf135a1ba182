"""The first real case, five press reports beside the checkout: what a reader has to find in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.chain import code_reports
from dragoman.lexicon import load_lexicon
from dragoman.model import DifferenceKind, ForecastStatus
from dragoman.read import Loaded, read_paths
from dragoman.reconcile import Reconciliation, reconcile
from dragoman.reconcile.wording import ideas

REPORTS = Path(__file__).resolve().parents[3] / "shared" / "reports"

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(
        not REPORTS.is_dir(), reason="the five press reports are not beside this checkout"
    ),
]


@pytest.fixture(scope="module")
def found() -> Reconciliation:
    lexicon = load_lexicon()
    reports = [x.report for x in read_paths([str(REPORTS)], lexicon) if isinstance(x, Loaded)]
    assert len(reports) == 5
    return reconcile(list(code_reports(reports, lexicon)), lexicon)


def test_the_deployment_is_one_happening_of_three_reports(found: Reconciliation) -> None:
    (deployment,) = [
        h
        for h in found.happenings
        if any(e.measure == "troops" and (e.low, e.high) == (10_000, 12_000) for e in h.estimates)
    ]
    assert len({e.report_id for e in deployment.evidence}) == 3
    (start,) = [
        d for d in found.differences if d.happening_id == deployment.id and d.slot == "date"
    ]
    assert start.kind is DifferenceKind.DISPUTE
    assert ["10" in p.value or "November" in p.value for p in start.positions] == [True, True]


def test_casualties_differ_with_both_sources(found: Reconciliation) -> None:
    told = [d for d in found.differences if d.slot == "figure:casualties"]
    held = {s.country: p.value for d in told for p in d.positions for s in p.sources[:1]}
    assert "5,000" in held["GBR"]
    assert "4,000" in held["KOR"]


def test_the_journey_is_one_happening_of_two_reports(found: Reconciliation) -> None:
    visits = [
        h
        for h in found.happenings
        if h.mode == "visit"
        and any("Kim" in p.name for p in h.initiators)
        and any(p.country == "RUS" for p in h.recipients)
    ]
    assert [len({e.report_id for e in h.evidence}) for h in visits] == [2]


def test_the_prediction_of_the_institute_is_settled_by_the_treaty(found: Reconciliation) -> None:
    (settled,) = [
        f
        for f in found.forecasts
        if f.sources[0].name == "Institute for National Security Strategy"
        and f.status is not ForecastStatus.OPEN
    ]
    assert settled.status is ForecastStatus.FULFILLED
    by = {h.id: h for h in found.happenings}
    assert any("sign" in by[key].summary for key in settled.settled_by)


def test_forecasts_on_the_end_of_the_war_come_from_several_with_their_holders(
    found: Reconciliation,
) -> None:
    likeness = load_lexicon().likeness
    after = [
        f
        for f in found.forecasts
        if f.condition is not None and {"end", "war"} <= ideas(f.condition.exact, likeness)
    ]
    assert len({f.report_id for f in after}) >= 2
    assert len({f.sources[0].name for f in after if f.sources}) >= 3
