"""What each reconciliation changed is kept, and told against the ledger before."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.press import make_press, make_reconciliation

from dragoman.analyse.since import net
from dragoman.case import Case
from dragoman.case.asking import load_changes, load_revisions
from dragoman.case.history import Key, Standing, compare
from dragoman.case.records import Change, ChangeKind
from dragoman.model import ForecastStatus

PRESS = make_press()
FOUND = make_reconciliation(PRESS)


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    with Case.open(tmp_path / "case.db", create=True) as made:
        for coded in PRESS:
            made.add(coded, digest=coded.report.id, location=coded.report.location)
        yield made


def of(changes: tuple[Change, ...], kind: str) -> list[Change]:
    return [one for one in changes if one.kind == kind]


def test_at_first_all_is_new(case: Case) -> None:
    case.replace_reconciliation(FOUND)
    told = load_changes(case)
    assert {one.change for one in told} == {ChangeKind.NEW}
    assert {one.record_id for one in of(told, "report")} == {c.report.id for c in PRESS}
    assert [one.record_id for one in of(told, "happening")] == [h.id for h in FOUND.happenings]
    assert all(one.before == {} and one.after for one in told)


def test_without_news_a_revision_tells_nothing(case: Case) -> None:
    case.replace_reconciliation(FOUND)
    case.replace_reconciliation(FOUND, basis="again")
    assert len(load_revisions(case)) == 2
    assert load_changes(case, after=1) == ()


def test_a_happening_is_known_again_though_its_events_are_others(case: Case) -> None:
    (whole,) = FOUND.happenings
    first = replace(
        whole, id="hap_of_one", event_ids=whole.event_ids[:1], report_ids=whole.report_ids[:1]
    )
    alone = replace(FOUND, happenings=(first,), accounts=(), differences=(), joins=())
    case.replace_reconciliation(alone)
    case.replace_reconciliation(FOUND, basis="both")
    told = load_changes(case, after=1)
    (change,) = of(told, "happening")
    assert (change.change, change.previous_id) == (ChangeKind.CHANGED, "hap_of_one")
    assert (change.before["reports"], change.after["reports"]) == (1, 2)
    assert change.after["disputed"] and not change.before["disputed"]
    assert [one.change for one in of(told, "difference")] == [ChangeKind.NEW]


def test_statuses_of_forecasts_and_withdrawn_reports_are_told(case: Case) -> None:
    waiting = replace(
        FOUND, forecasts=tuple(replace(f, status=ForecastStatus.OPEN) for f in FOUND.forecasts)
    )
    case.replace_reconciliation(waiting)
    case.replace_reconciliation(FOUND, basis="later")
    (change,) = of(load_changes(case, after=1), "forecast")
    assert (change.before["status"], change.after["status"]) == ("open", "fulfilled")


def test_a_case_of_an_earlier_dragoman_is_not_all_new(case: Case) -> None:
    run = case.start_run("1")
    case.finish_run(run, {})
    case.replace_reconciliation(FOUND, run_id=case.start_run("2"))
    assert load_changes(case) == ()
    assert len(load_revisions(case)) == 1


def test_a_refused_reconciliation_leaves_no_revision(case: Case) -> None:
    foreign = replace(FOUND.happenings[0], event_ids=("evt_of_nobody",))
    with pytest.raises(ValueError, match="does not fit"):
        case.replace_reconciliation(replace(FOUND, happenings=(foreign,)))
    assert load_revisions(case) == ()
    connection = sqlite3.connect(case.path)
    assert connection.execute("SELECT count(*) FROM standings").fetchone() == (0,)
    connection.close()


# A ledger: happenings of events 0 to 7, each event in at most one of them.
GROUPINGS = st.lists(st.integers(0, 4), min_size=8, max_size=8)


def ledger(grouping: list[int], told: int) -> dict[Key, Standing]:
    groups: dict[int, list[str]] = {}
    for event, group in enumerate(grouping):
        if group:
            groups.setdefault(group, []).append(f"evt_{event}")
    return {
        ("happening", "+".join(events)): Standing(
            frozenset(events), {"reports": len(events), "told": told}
        )
        for events in groups.values()
    }


def applied(before: Mapping[Key, Standing], changes: list[Change]) -> dict[str, object]:
    """What is told of each record after the changes, by id."""
    now = {one: standing.told for (_, one), standing in before.items()}
    for change in changes:
        now.pop(change.previous_id, None)
    for change in changes:
        if change.change is not ChangeKind.WITHDRAWN:
            now[change.record_id] = change.after
    return now


@given(GROUPINGS, GROUPINGS, st.integers(0, 1))
def test_changes_lead_from_one_ledger_to_the_other(
    old: list[int], new: list[int], told: int
) -> None:
    before, after = ledger(old, 0), ledger(new, told)
    changes = list(compare(before, after))
    assert applied(before, changes) == {one: s.told for (_, one), s in after.items()}
    became = [one.record_id for one in changes if one.change not in ("merged", "withdrawn")]
    assert len(became) == len(set(became))
    gone = [one.previous_id for one in changes if one.previous_id]
    assert len(gone) == len(set(gone))


@given(GROUPINGS, GROUPINGS, GROUPINGS)
def test_two_steps_as_one_lead_to_the_same_ledger(
    first: list[int], second: list[int], third: list[int]
) -> None:
    a, b, c = ledger(first, 0), ledger(second, 0), ledger(third, 0)
    both = [*compare(a, b), *compare(b, c)]
    told = applied(a, list(net(both)))
    expected = {one: s.told for (_, one), s in c.items()}
    # Left out is only what has another id, and of which the same is told as at first.
    at_first = [standing.told for standing in a.values()]
    assert all(expected[one] in at_first for one in expected if one not in told)
    assert all(told[one] == expected[one] for one in expected if one in told)
