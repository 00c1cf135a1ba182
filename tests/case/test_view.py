"""The case in memory, and the lookups in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from tests.factories import evidence
from tests.press import make_press, make_reconciliation

from dragoman.case import Case, CaseView, load_view
from dragoman.errors import EmptyInput

PRESS = make_press()
POST, HERALD, KOREAN = PRESS
FOUND = make_reconciliation(PRESS)


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CaseView]:
    with Case.open(tmp_path_factory.mktemp("case") / "case.db", create=True) as case:
        run_id = case.start_run("0.1")
        for coded in PRESS:
            case.add(coded, digest=coded.report.id, location=coded.report.location, run_id=run_id)
        case.replace_reconciliation(FOUND)
        case.add_failure("empty.txt", EmptyInput("no text"), run_id)
        case.finish_run(run_id, {})
        yield load_view(case)


def test_everything_is_in_the_view(view: CaseView) -> None:
    for table in ("statements", "events", "quantities", "times"):
        wanted = {one.id: one for coded in PRESS for one in getattr(coded, table)}
        assert getattr(view, table) == wanted
    assert view.sentences == {c.report.id: c.sentences for c in PRESS if c.sentences}
    assert view.report_actors == {c.report.id: c.actors for c in PRESS if c.actors}
    assert view.uncoded == {KOREAN.report.id: "language: ko"}
    assert set(view.recorded_at) == set(view.reports)
    assert all(when.utcoffset() == timedelta(0) for when in view.recorded_at.values())
    assert [run.dragoman_version for run in view.runs] == ["0.1"]
    assert [failure.location for failure in view.failures] == ["empty.txt"]


def test_an_actor_is_one_over_all_reports(view: CaseView) -> None:
    (first,) = (actor for actor in POST.actors if actor.name == "Northland")
    (second,) = (actor for actor in HERALD.actors if actor.name == "Northland")
    parts = sorted((first, second), key=lambda actor: actor.report_id)
    assert view.actors[first.id] == replace(
        first, report_id="", mentions=parts[0].mentions + parts[1].mentions
    )


def test_the_sentence_of_a_quote(view: CaseView) -> None:
    report = POST.report
    found = {
        words: view.sentence_of(evidence(report, words)) for words in ("Northland", "paid", "June.")
    }
    assert {words: one and one.index for words, one in found.items()} == {
        "Northland": 0,
        "paid": 1,
        "June.": 2,
    }
    assert view.sentence_text(report.id, 1) == "Southland paid Northland in oil."
    gap = report.source_text.index(" Southland paid")
    assert view.sentence_at(report.id, gap) is None
    assert view.sentence_at(report.id, 10_000) is None
    assert view.sentence_at("rep_unknown", 0) is None


def test_lookups_follow_the_links(view: CaseView) -> None:
    sent, paid, _ = POST.events
    assert view.report_of(sent) == view.reports[POST.report.id]
    assert view.report_of(FOUND.happenings[0]) is None
    assert view.speakers_of(sent) == POST.statements[0]
    assert view.statements_about(sent.id) == (POST.statements[0],)
    assert view.statements_about("evt_unknown") == ()
    assert view.events_of_report(POST.report.id) == POST.events
    assert view.statements_of_report(HERALD.report.id) == HERALD.statements
    assert view.quantities_of_event(sent.id) == POST.quantities
    assert view.quantities_of_event(paid.id) == ()
    assert view.happenings_of_event(sent.id) == FOUND.happenings
    assert view.happenings_of_event(paid.id) == ()
    assert set(view.accounts_of(FOUND.happenings[0].id)) == set(FOUND.accounts)
    assert view.differences_of(FOUND.happenings[0].id) == FOUND.differences


def test_a_statement_that_an_event_was_coded_from_counts_once(tmp_path: Path) -> None:
    event = POST.events[0]
    both = replace(POST.statements[1], about_event_ids=(event.id,))
    coded = replace(POST, statements=(POST.statements[0], both, POST.statements[2]))
    with Case.open(tmp_path / "case.db", create=True) as case:
        case.add(coded, digest="d", location="a")
        assert load_view(case).statements_about(event.id) == (POST.statements[0], both)


def test_the_order_of_arrival_does_not_show(tmp_path: Path) -> None:
    views = []
    for name, order in (("one", PRESS), ("two", PRESS[::-1])):
        with Case.open(tmp_path / name, create=True) as case:
            for coded in order:
                case.add(coded, digest=coded.report.id, location=coded.report.location)
            case.replace_reconciliation(FOUND)
            view = load_view(case)
        views.append(replace(view, recorded_at={}))
    assert views[0] == views[1]
    for table in ("reports", "events", "statements", "actors", "forecasts"):
        assert list(getattr(views[0], table)) == list(getattr(views[1], table))
