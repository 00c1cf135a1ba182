"""A part of a case is what the whole has of it; what single views ask is what the whole tells."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.show.story import POST, write_case

from dragoman.case import Case, CaseView, load_view
from dragoman.case.asking import built_at, figures_beside, report_lines, statements_by
from dragoman.case.columns import happenings_with, load_columns, stamp
from dragoman.case.judging import fellows, stored_judgements
from dragoman.case.part import load_figures, load_happenings, load_reports
from dragoman.errors import UsageError


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_case(tmp_path_factory.mktemp("part") / "case.db")


@pytest.fixture
def case(path: Path) -> Iterator[Case]:
    with Case.open(path, read_only=True) as opened:
        yield opened


@pytest.fixture(scope="module")
def whole(path: Path) -> CaseView:
    with Case.open(path, read_only=True) as opened:
        return load_view(opened)


def test_the_part_of_all_reports_is_the_whole(case: Case, whole: CaseView) -> None:
    part = load_reports(case, whole.reports, whole.actors)
    for table in ("reports", "sentences", "statements", "events", "quantities", "times"):
        assert getattr(part, table) == getattr(whole, table), table
    for table in ("forecasts", "happenings", "accounts", "differences", "copies", "uncoded"):
        assert getattr(part, table) == getattr(whole, table), table


def test_the_part_of_one_report_has_no_other(case: Case, whole: CaseView) -> None:
    part = load_reports(case, [POST.id], {})
    assert set(part.reports) == {POST.id}
    assert part.events == {k: e for k, e in whole.events.items() if e.report_id == POST.id}
    assert set(part.happenings) == {
        h.id for h in whole.happenings.values() if POST.id in h.report_ids
    }


def test_happenings_come_with_what_hangs_on_them_in_the_order_asked(
    case: Case, whole: CaseView
) -> None:
    wanted = sorted(whole.happenings, reverse=True)
    part = load_happenings(case, [*wanted, "hap_none"], {})
    assert list(part.happenings) == wanted
    for one in part.happenings.values():
        assert set(one.event_ids) <= set(part.events)
        assert part.accounts_of(one.id) == whole.accounts_of(one.id)
        assert part.differences_of(one.id) == whole.differences_of(one.id)
    for event in part.events.values():
        assert part.statements[event.statement_id] == whole.statements[event.statement_id]
        assert part.quantities_of_event(event.id) == whole.quantities_of_event(event.id)
    assert all(report.source_text == "" for report in part.reports.values())


def test_columns_are_those_of_the_records(case: Case, whole: CaseView) -> None:
    columns = load_columns(case)
    assert [one.id for one in columns.happenings] == list(whole.happenings)
    for one in columns.happenings:
        held = whole.happenings[one.id]
        assert [actor for actor, _, _ in one.initiators] == [p.actor_id for p in held.initiators]
        assert set(one.classes) == {item.cls for item in held.items}
        assert one.report_ids == held.report_ids
    assert set(columns.actors) == set(whole.actors)
    assert {key for key, _, _, _ in columns.speakers} == set(whole.happenings)


def test_another_reconciliation_has_another_stamp(tmp_path: Path) -> None:
    from tests.show.story import reconciled

    with Case.open(write_case(tmp_path / "case.db")) as case:
        before = stamp(case)
        case.replace_reconciliation(reconciled(), basis="another")
        assert stamp(case) != before


@pytest.mark.parametrize(
    ("words", "count"),
    [("grain", 1), ("guns", 1), ("Thousands", 0), ("sent guns", 1), ("nothing", 0)],
)
def test_words_find_happenings_by_what_was_said_of_them(case: Case, words: str, count: int) -> None:
    assert len(happenings_with(case, words)) == count


def test_no_words_find_nothing(case: Case) -> None:
    with pytest.raises(UsageError):
        happenings_with(case, '"')


def test_statements_of_a_source_that_is_no_actor_are_found_by_its_words(
    case: Case, whole: CaseView
) -> None:
    said = statements_by(case, "a minister", 10)
    assert said.total == 1
    assert said.statements[0].sources[0].text == "A minister"
    assert set(said.reports) == {said.statements[0].report_id}
    assert statements_by(case, "a minister", 10, 10).statements == ()
    assert statements_by(case, "nobody", 10).total == 0


def test_the_figure_itself_comes_first_then_those_of_its_happening(
    case: Case, whole: CaseView
) -> None:
    for quantity in whole.quantities.values():
        found = figures_beside(case, quantity, 10)
        assert found[0] == quantity.id
        assert set(found) == {
            q.id for q in whole.quantities.values() if q.measure == quantity.measure
        }


def test_figures_come_with_who_gives_them_and_what_they_count(case: Case, whole: CaseView) -> None:
    part = load_figures(case, list(whole.quantities), whole.actors)
    assert part.quantities == whole.quantities
    for quantity in part.quantities.values():
        assert quantity.statement_id in part.statements
        assert quantity.report_id in part.reports
    counted = {h.id for h in whole.happenings.values() if h.estimates}
    assert counted <= set(part.happenings)
    assert part.differences == whole.differences


def test_reports_are_listed_by_day_the_undated_last(case: Case) -> None:
    lines, total = report_lines(case, 10)
    days = [line.published for line in lines]
    assert total == len(lines) == 4
    assert days[-1] == "" and days[:-1] == sorted(days[:-1])
    assert report_lines(case, 2, 2)[0] == lines[2:]


def test_a_case_without_builds_has_no_day(case: Case) -> None:
    assert built_at(case) == ""


def test_fellows_are_the_events_of_the_same_happening(case: Case, whole: CaseView) -> None:
    for happening in whole.happenings.values():
        for event_id in happening.event_ids:
            assert fellows(case, event_id) == sorted(happening.event_ids)


def test_judgements_taken_back_are_kept(tmp_path: Path) -> None:
    with Case.open(write_case(tmp_path / "case.db")) as case:
        kept = case.judge("evt_1", "accept", who="Ana")
        gone = case.judge("evt_2", "reject", who="Ana")
        case.undo(gone.id)
        stored = stored_judgements(case)
    assert [one.judgement for one in stored] == [kept, gone]
    assert [bool(one.undone_at) for one in stored] == [False, True]
