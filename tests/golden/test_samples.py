"""The whole chain on the sample reports: what must never be wrong, and floors for the rest."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from tests.golden.gold import Outcome, load_baseline, load_gold, reports, run_chain
from tests.golden.scoring import Hit, score

from dragoman.model import CodedReport

FLOORS: dict[str, float] = load_baseline().get("floors", {})
EVIDENCED = ("actors", "statements", "events", "quantities", "times", "forecasts")


@pytest.fixture(scope="module")
def outcome() -> Outcome:
    return run_chain()


@pytest.fixture(scope="module")
def points(outcome: Outcome) -> dict[str, list[Hit]]:
    return score(outcome, load_gold())


def spans_of(coded: CodedReport) -> list[tuple[str, Any]]:
    found = [(t, e) for t in EVIDENCED for r in getattr(coded, t) for e in _evidence(r)]
    found += [("content", s.content) for s in coded.statements]
    found += [("trigger", e.trigger) for e in coded.events]
    return found


def _evidence(record: Any) -> tuple[Any, ...]:
    return tuple(getattr(record, "evidence", getattr(record, "mentions", ())))


def test_every_sample_is_read(outcome: Outcome) -> None:
    assert outcome.failures == ()
    assert set(outcome.coded) == {told["location"] for told in reports()}


def test_ids_are_distinct(outcome: Outcome) -> None:
    twice = [
        (where, table, record_id)
        for where, coded in outcome.coded.items()
        for table in EVIDENCED
        for record_id, n in Counter(r.id for r in getattr(coded, table)).items()
        if n > 1
    ]
    assert twice == []


def test_evidence_is_its_quote(outcome: Outcome) -> None:
    wrong = [
        (where, table, span)
        for where, coded in outcome.coded.items()
        for table, span in spans_of(coded)
        if coded.report.source_text[span.start : span.end] != span.exact or not span.exact
    ]
    assert wrong == []


def test_furniture_gives_nothing(outcome: Outcome) -> None:
    wrong = []
    for told in reports():
        coded = outcome.coded[told["location"]]
        text = coded.report.source_text
        for words in told.get("furniture", ()):
            start = text.find(words)
            wrong += [
                (told["location"], words, table)
                for table, span in spans_of(coded)
                if start >= 0 and span.start < start + len(words) and start < span.end
            ]
    assert wrong == []


def test_every_record_lies_in_the_body(outcome: Outcome) -> None:
    wrong = [
        (where, event.trigger.exact)
        for where, coded in outcome.coded.items()
        for event in coded.events
        if not any(
            a <= event.trigger.start and event.trigger.end <= b
            for a, b in coded.report.body_spans()
        )
    ]
    assert wrong == []


def test_another_language_is_listed_but_not_coded(outcome: Outcome) -> None:
    for told in reports():
        coded = outcome.coded[told["location"]]
        if told.get("coded", True):
            assert coded.uncoded == ""
            assert coded.events
        else:
            assert coded.uncoded
            assert (coded.events, coded.statements, coded.forecasts) == ((), (), ())


def test_an_undated_report_stays_undated(outcome: Outcome) -> None:
    undated = [told["location"] for told in reports() if not told["published_at"]]
    assert undated
    for where in undated:
        coded = outcome.coded[where]
        assert not coded.report.published_at.known
        assert [t.text for t in coded.times if t.resolved.earliest] == []


def test_the_clock_of_a_page_is_not_its_date(outcome: Outcome) -> None:
    for where in ("truce-northern-review.html", "exchange-flattened.txt"):
        coded = outcome.coded[where]
        assert "November 21, 2026" in coded.report.source_text
        for when in (coded.report.published_at, *(e.occurred_at for e in coded.events)):
            assert when.latest is None or when.latest.isoformat() < "2026-11"


def test_reprints_are_one_origin(outcome: Outcome) -> None:
    told = load_gold()["happenings"][0]
    ids = {outcome.coded[where].report.id for where in told["reports"]}
    joined = [h for h in outcome.across.happenings if ids <= set(h.report_ids)]
    assert joined, "no happening joins the agency copy and its reprints"
    for happening in joined:
        only = set(happening.report_ids) == ids
        assert not only or happening.origin_count == len(happening.origins)
        # What all three say is what one copy says: no outlet that reprints adds an origin.
        names = " ".join(origin.name for origin in happening.origins)
        assert "Harbour Post" not in names
        assert "Ridge Herald" not in names


@pytest.mark.parametrize("kind", sorted(FLOORS))
def test_no_score_falls_below_its_floor(kind: str, points: dict[str, list[Hit]]) -> None:
    hits = points[kind]
    found = sum(ok for _, ok, _ in hits) / len(hits)
    missed = "\n".join(label for _, ok, label in hits if not ok)
    assert found >= FLOORS[kind], f"{kind}: {found:.3f}; missed:\n{missed}"


def test_every_kind_has_a_floor(points: dict[str, list[Hit]]) -> None:
    assert set(FLOORS) == set(points)
