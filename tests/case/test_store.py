"""Records come back out of the case exactly as they went in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.factories import (
    make_coded,
    make_event,
    make_happening,
    make_quantity,
    make_report,
    make_statement,
)
from tests.press import make_press, make_reconciliation

from dragoman.case import Case, load_view
from dragoman.errors import BadRow, CaseReadOnly, EmptyInput, RecordMissing
from dragoman.model import CodedReport

PRESS = make_press()


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    with Case.open(tmp_path / "case.db", create=True) as made:
        yield made


def add(
    case: Case, coded: CodedReport, digest: str = "", coder: str = "1", retrieved_at: str = ""
) -> None:
    location = coded.report.location
    case.add(
        coded,
        digest=digest or location,
        location=location,
        coder=coder,
        retrieved_at=retrieved_at,
    )


def filled(case: Case) -> Case:
    for coded in PRESS:
        add(case, coded)
    return case


def by_id(press: tuple[CodedReport, ...]) -> list[CodedReport]:
    return sorted(press, key=lambda coded: coded.report.id)


def test_reports_come_back_as_they_were_coded(case: Case) -> None:
    assert list(filled(case).coded_reports()) == by_id(PRESS)


def test_reports_come_back_after_reconciliation_too(case: Case) -> None:
    filled(case).replace_reconciliation(make_reconciliation(PRESS))
    assert list(case.coded_reports()) == by_id(PRESS)


def test_a_closed_case_is_one_file(tmp_path: Path) -> None:
    with Case.open(tmp_path / "case.db", create=True) as case:
        filled(case)
    assert [path.name for path in tmp_path.iterdir()] == ["case.db"]
    with Case.open(tmp_path / "case.db", read_only=True) as case:
        assert list(case.coded_reports()) == by_id(PRESS)
    assert [path.name for path in tmp_path.iterdir()] == ["case.db"], "a reader clears up too"


SEEN = st.characters(exclude_categories=["Cs"])


@given(
    words=st.lists(st.text(SEEN, min_size=1), min_size=1, max_size=4),
    outer=st.text(SEEN),
    low=st.none() | st.floats(allow_nan=False, allow_infinity=False),
)
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_words_and_figures_come_back(
    tmp_path: Path, words: list[str], outer: str, low: float | None
) -> None:
    report = make_report(outer + "".join(words) + outer, title=outer, publisher=words[0])
    said = [make_statement(report, part) for part in dict.fromkeys(words)]
    event = make_event(report, words[-1], said[0], initiators=[words[0]], items=[(outer, "arms")])
    coded = make_coded(report, said, [event], [make_quantity(report, words[0], low=low)])
    path = tmp_path / "case.db"
    path.unlink(missing_ok=True)
    with Case.open(path, create=True) as case:
        add(case, coded)
        assert list(case.coded_reports()) == [coded]
        case.check()


def test_words_that_utf8_cannot_say_are_refused_and_nothing_is_stored(case: Case) -> None:
    report = make_report("half a pair: \ud83d")
    with pytest.raises(ValueError, match="surrogates"):
        add(case, make_coded(report))
    assert case.counts()["reports"] == 0


def test_what_breaks_a_rule_is_refused_and_nothing_is_stored(case: Case) -> None:
    loose = replace(PRESS[0], events=(replace(PRESS[0].events[0], statement_id="sta_0"),))
    with pytest.raises(ValueError, match="sta_0"):
        add(case, loose)
    assert list(case.coded_reports()) == []


def test_an_id_of_another_report_is_refused(case: Case) -> None:
    add(case, PRESS[0])
    thief = make_coded(
        PRESS[1].report,
        [replace(PRESS[1].statements[0], id=PRESS[0].statements[0].id, about_event_ids=())],
    )
    with pytest.raises(ValueError, match="does not fit the case"):
        add(case, thief)
    assert list(case.coded_reports()) == [PRESS[0]]


def test_inputs_are_known_by_their_digest_and_coder(case: Case) -> None:
    add(case, PRESS[0], digest="d0", coder="1")
    assert case.known("d0") and case.known("d0", "1")
    assert not case.known("d0", "2") and not case.known("d1")
    assert case.coder_of(PRESS[0].report.id) == "1"
    assert case.coder_of(PRESS[1].report.id) is None


def test_a_report_coded_anew_takes_the_place_of_the_old(case: Case) -> None:
    filled(case).replace_reconciliation(make_reconciliation(PRESS))
    anew = replace(PRESS[0], events=(), quantities=(), times=(), forecasts=(), statements=())
    add(case, anew, coder="2")
    assert list(case.coded_reports()) == by_id((anew, *PRESS[1:]))
    assert case.coder_of(anew.report.id) == "2"
    assert case.counts()["happenings"] == case.counts()["differences"] == 0
    assert case.reconciled_on == ""
    assert not case.search("Eastland said")[1:], "old statements are out of the index"
    case.check()


def test_an_input_read_as_another_report_takes_the_place_of_the_old(case: Case) -> None:
    add(case, PRESS[0], digest="d")
    add(case, PRESS[1], digest="d")
    assert list(case.coded_reports()) == [PRESS[1]]


def test_a_report_of_two_inputs_stays_while_one_of_them_gives_it(case: Case) -> None:
    add(case, PRESS[0], digest="one")
    case.add_input("two", location="a.txt", report_id=PRESS[0].report.id)
    add(case, PRESS[1], digest="one")
    moved = replace(PRESS[0], report=replace(PRESS[0].report, location="a.txt"))
    assert list(case.coded_reports()) == by_id((moved, PRESS[1]))


def test_inputs_of_a_report_survive_its_coding_anew(case: Case) -> None:
    add(case, PRESS[0], digest="one")
    case.add_input("two", location="z.txt", report_id=PRESS[0].report.id)
    add(case, PRESS[0], digest="one", coder="2")
    assert case.known("two", "2")


def test_the_moments_of_retrieval_are_kept(case: Case) -> None:
    report_id = PRESS[0].report.id
    add(case, PRESS[0], digest="one", retrieved_at="2026-03-04T12:00:00Z")
    case.see_again("one", location="later.warc", retrieved_at="2026-04-01T00:00:00Z")
    case.add_input("two", location="z.txt", report_id=report_id)
    add(case, PRESS[0], digest="one", coder="2", retrieved_at="2026-03-04T12:00:00Z")
    assert load_view(case).retrieved_at == {
        report_id: ("2026-03-04T12:00:00Z", "2026-04-01T00:00:00Z")
    }


def test_the_location_does_not_depend_on_which_input_came_first(tmp_path: Path) -> None:
    found = []
    for first, second in (("a.txt", "b.txt"), ("b.txt", "a.txt")):
        path = tmp_path / f"{first}.db"
        with Case.open(path, create=True) as case:
            case.add(PRESS[0], digest=first, location=first)
            case.add_input(second, location=second, report_id=PRESS[0].report.id)
            found.append([one.location for one in load_view(case).reports.values()])
    assert found == [["a.txt"], ["a.txt"]]


def test_reconciliation_brings_reports_and_forecasts_up_to_date(case: Case) -> None:
    found = make_reconciliation(PRESS)
    filled(case).replace_reconciliation(found, basis="today")
    view = load_view(case)
    assert tuple(view.happenings.values()) == found.happenings
    assert set(view.accounts.values()) == set(found.accounts)
    assert tuple(view.differences.values()) == found.differences
    assert tuple(view.forecasts.values()) == found.forecasts
    assert view.copies == found.copies
    herald = view.reports[PRESS[1].report.id]
    assert herald.copy_of == PRESS[0].report.id
    assert herald.story_id == "sto_0000000000000001"
    assert case.reconciled_on == "today"


def test_a_second_reconciliation_replaces_the_first(case: Case) -> None:
    filled(case).replace_reconciliation(make_reconciliation(PRESS))
    empty = replace(
        make_reconciliation(PRESS),
        happenings=(),
        accounts=(),
        differences=(),
        forecasts=PRESS[0].forecasts,
        copies=(),
        stories=(),
    )
    case.replace_reconciliation(empty)
    view = load_view(case)
    assert not view.happenings and not view.accounts and not view.differences and not view.copies
    assert list(view.reports.values()) == [coded.report for coded in by_id(PRESS)]
    assert tuple(view.forecasts.values()) == PRESS[0].forecasts


def test_a_reconciliation_of_another_case_is_refused_whole(case: Case) -> None:
    filled(case).replace_reconciliation(make_reconciliation(PRESS), basis="good")
    stranger = replace(PRESS[0].events[0], id="evt_ffffffffffffffff")
    found = replace(make_reconciliation(PRESS), happenings=(make_happening([stranger]),))
    with pytest.raises(ValueError, match="does not fit the case"):
        case.replace_reconciliation(found)
    assert case.reconciled_on == "good"
    assert case.counts()["happenings"] == 1


def test_a_partial_copy_does_not_make_a_report_the_copy_of_another(case: Case) -> None:
    found = make_reconciliation(PRESS)
    filled(case).replace_reconciliation(
        replace(found, copies=(replace(found.copies[0], kind="partial", share=0.3),))
    )
    assert load_view(case).reports[PRESS[1].report.id].copy_of == ""


def test_judgements_survive_a_rebuild_and_can_be_undone(case: Case) -> None:
    filled(case).replace_reconciliation(make_reconciliation(PRESS))
    event_id = PRESS[0].events[0].id
    kept = case.judge(event_id, "reject", note="a hoax", who="ann")
    gone = case.judge(event_id, "merge", other_ids=(PRESS[1].events[0].id,), who="ann")
    assert case.judgements() == (kept, gone)
    case.undo(gone.id)
    for coded in PRESS:
        add(case, coded, coder="2")
    assert case.judgements() == (kept,)
    assert case.judgements(undone=True) == (kept, gone)
    with pytest.raises(RecordMissing, match=gone.id):
        case.undo(gone.id)


def test_a_failure_is_noted_until_the_input_can_be_read(case: Case) -> None:
    case.add_failure("post.txt", EmptyInput("there is no text in it", "look at the file"))
    case.add_failure("rows.jsonl#3", BadRow("no JSON object"))
    case.add_failure("bad\udcff.txt", BadRow("no JSON object"))
    assert [(one.location, one.code) for one in case.failures()] == [
        ("bad\\udcff.txt", "D107"),
        ("post.txt", "D103"),
        ("rows.jsonl#3", "D107"),
    ]
    add(case, PRESS[0])
    assert [one.location for one in case.failures()] == ["bad\\udcff.txt", "rows.jsonl#3"]


def test_runs_tell_when_they_ended(case: Case) -> None:
    killed, whole = case.start_run("0.1"), case.start_run("0.2")
    case.finish_run(whole, {"new": 3})
    first, second = case.runs()
    assert (first.id, first.dragoman_version, first.finished_at) == (killed, "0.1", None)
    assert second.finished_at and second.finished_at >= second.started_at
    assert second.finished_at.utcoffset() is not None and second.counts == {"new": 3}


def test_counts_tell_outlets_and_origins(case: Case) -> None:
    counts = filled(case).counts()
    assert (counts["reports"], counts["outlets"], counts["uncoded"]) == (3, 2, 1)
    assert counts["origins"] == 0
    case.replace_reconciliation(make_reconciliation(PRESS))
    assert case.counts()["origins"] == 2


def test_a_case_open_for_reading_refuses_to_write(tmp_path: Path) -> None:
    with Case.open(tmp_path / "case.db", create=True) as case:
        filled(case)
    with Case.open(tmp_path / "case.db", read_only=True) as case:
        with pytest.raises(CaseReadOnly, match="D405"):
            add(case, PRESS[0])
        with pytest.raises(CaseReadOnly), case.building():
            pass
        with pytest.raises(CaseReadOnly), case.snapshot() as inner:
            inner.execute("DELETE FROM reports")
