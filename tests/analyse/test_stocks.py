"""What is reckoned from figures, on cases small enough to reckon by hand."""

from __future__ import annotations

from datetime import date
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.analyse.views import view_of
from tests.factories import make_coded, make_event, make_quantity, make_report

from dragoman.analyse import Level, Step, promises, stocks
from dragoman.analyse.stocks import reckon, summed
from dragoman.lexicon import Lexicon
from dragoman.model import Bound, CodedReport, Factuality


def sent(count: int, day: str) -> CodedReport:
    report = make_report(f"Northland sent {count} troops to Southland.", published=day)
    event = make_event(
        report,
        "sent",
        initiators=["Northland"],
        recipients=["Southland"],
        type="MOBILIZE",
        items=[("troops", "troops")],
        occurred=day,
    )
    figure = make_quantity(report, f"{count} troops", None, event, best=count)
    return make_coded(report, [], [event], [figure])


def counted(text: str, count: int, measure: str, day: str) -> CodedReport:
    report = make_report(f"{text} by now.", published=day)
    figure = make_quantity(
        report, text, best=count, measure=measure, subject=["Northland"], as_of=day
    )
    return make_coded(report, [], [], [figure])


STILL = "Northland's 9,000 troops are still there"


def test_a_claim_that_no_figure_allows_is_shown_with_its_computation(lexicon: Lexicon) -> None:
    view = view_of(
        [
            sent(10_000, "2024-05-01"),
            counted("Northland had 2,000 killed", 2_000, "killed", "2024-08-01"),
            counted(STILL, 9_000, "troops", "2024-09-01"),
        ],
        lexicon,
    )
    (row,) = stocks(view, lexicon.likeness)
    assert (row.owner, row.where, row.day) == ("NOR", "SOU", date(2024, 9, 1))
    assert (row.sent, row.lost) == (Level(10_000, 10_000), Level(2_000, 2_000))
    assert row.computed == Level(8_000, 8_000)
    assert row.agrees is False
    assert {step.role for step in row.steps} == {"sent", "lost"}


def test_losses_told_after_the_day_take_nothing_from_it(lexicon: Lexicon) -> None:
    view = view_of(
        [
            sent(10_000, "2024-05-01"),
            counted("Northland had 2,000 killed", 2_000, "killed", "2024-10-01"),
            counted(STILL, 9_500, "troops", "2024-09-01"),
        ],
        lexicon,
    )
    (row,) = stocks(view, lexicon.likeness)
    assert row.computed == Level(10_000, 10_000)


def test_the_wounded_may_be_back(lexicon: Lexicon) -> None:
    view = view_of(
        [
            sent(10_000, "2024-05-01"),
            counted("Northland had 4,000 casualties", 4_000, "casualties", "2024-08-01"),
            counted(STILL, 9_000, "troops", "2024-09-01"),
        ],
        lexicon,
    )
    (row,) = stocks(view, lexicon.likeness)
    assert row.computed == Level(6_000, 10_000)
    assert row.agrees is True


def test_what_is_only_planned_is_no_flow(lexicon: Lexicon) -> None:
    report = make_report("Northland will send 500 troops to Southland.")
    event = make_event(
        report,
        "send",
        initiators=["Northland"],
        recipients=["Southland"],
        type="MOBILIZE",
        factuality=Factuality.PLANNED,
    )
    figure = make_quantity(report, "500 troops", None, event, best=500)
    view = view_of([make_coded(report, [], [event], [figure])], lexicon)
    assert stocks(view, lexicon.likeness) == ()


def step(role: str, low: float, high: float, more: bool = False) -> Step:
    return Step(role, Level(low, high), None, "", "", "", "", more)


def test_two_sendings_may_be_one_told_twice() -> None:
    assert summed([step("sent", 10, 12), step("sent", 11, 11)]) == Level(11, 23)
    assert summed([step("sent", 10, 12), step("sent", 3, 3, more=True)]) == Level(13, 15)
    assert summed([step("sent", 10, inf)]) == Level(10, inf)


whole = st.integers(0, 1000)
steps = st.lists(
    st.builds(
        lambda role, low, width: step(role, low, low + width),
        st.sampled_from(["sent", "lost", "perhaps lost", "returned"]),
        whole,
        whole,
    ),
    max_size=6,
)


@given(steps, st.randoms(use_true_random=False))
def test_the_computation_is_an_interval_whatever_the_order(
    flows: list[Step], random: object
) -> None:
    row = reckon("NOR", "", "troops", flows, None, None)
    assert 0 <= row.computed.low <= row.computed.high <= row.sent.high
    shuffled = list(flows)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert reckon("NOR", "", "troops", shuffled, None, None).computed == row.computed


@pytest.mark.parametrize(("day", "broken"), [("2024-05-10", True), ("2024-07-10", False)])
def test_a_truce_is_held_against_what_is_told_within_its_days(
    lexicon: Lexicon, day: str, broken: bool
) -> None:
    report = make_report("Northland and Southland agreed on a truce of 30 days.")
    agreed = make_event(
        report,
        "agreed",
        initiators=["Northland"],
        recipients=["Southland"],
        type="AGREE",
        occurred="2024-05-01",
    )
    days = make_quantity(report, "30 days", None, agreed, best=30, measure="duration", unit="day")
    other = make_report("Northland shelled Southland.", published=day)
    shelled = make_event(
        other,
        "shelled",
        initiators=["Northland"],
        recipients=["Southland"],
        type="ASSAULT",
        occurred=day,
    )
    view = view_of(
        [make_coded(report, [], [agreed], [days]), make_coded(other, [], [shelled])], lexicon
    )
    (row,) = promises(view, lexicon.likeness)
    assert (row.kind, row.parties) == ("truce", ("NOR", "SOU"))
    assert (row.since, row.until) == (date(2024, 5, 1), date(2024, 5, 31))
    assert bool(row.against) is broken


@pytest.mark.parametrize(("reached", "over"), [(700, True), (400, False)])
def test_a_cap_is_held_against_what_is_told(lexicon: Lexicon, reached: int, over: bool) -> None:
    report = make_report("The cap for Northland is at most 500 barrels a year.")
    cap = make_quantity(
        report,
        "at most 500 barrels",
        best=500,
        high=500,
        bound=Bound.AT_MOST,
        unit="barrel",
        measure="oil",
        subject=["Northland"],
    )
    other = make_report(f"Northland has taken {reached} barrels.")
    told = make_quantity(
        other,
        f"{reached} barrels",
        best=reached,
        unit="barrel",
        measure="oil",
        subject=["Northland"],
    )
    view = view_of([make_coded(report, [], [], [cap]), make_coded(other, [], [], [told])], lexicon)
    (row,) = promises(view, lexicon.likeness)
    assert row.kind == "cap"
    assert [step.text for step in row.against] == ([f"{reached} barrels"] if over else [])
