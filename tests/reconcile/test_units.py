"""Figures of one measure in several units are compared in one."""

from __future__ import annotations

import pytest
from tests.factories import make_coded, make_event, make_quantity, make_report

from dragoman.lexicon import Lexicon
from dragoman.model import CodedReport, DifferenceKind
from dragoman.reconcile import reconcile


def sending(publisher: str, words: str, best: float, unit: str) -> CodedReport:
    report = make_report(f"Northland sent {words} of rice to Southland.", publisher=publisher)
    event = make_event(
        report,
        "sent",
        initiators=["Northland"],
        recipients=["Southland"],
        items=[("rice", "food")],
    )
    figure = make_quantity(
        report, words, None, event, best=best, unit=unit, referent="rice", measure="weight"
    )
    return make_coded(report, events=[event], quantities=[figure])


def test_one_estimate_over_two_units(lexicon: Lexicon) -> None:
    told = [
        sending("The Post", "5,000 tonnes", 5000, "tonne"),
        sending("The Herald", "5 million kilos", 5e6, "kilogram"),
    ]
    found = reconcile(told, lexicon)
    [happening] = found.happenings
    [estimate] = happening.estimates
    assert {p.text for p in estimate.positions} == {"5,000 tonnes", "5 million kilos"}
    assert [p.best for p in estimate.positions] == pytest.approx([5e6, 5e6])
    assert not [d for d in found.differences if d.kind is DifferenceKind.DISPUTE]


def test_far_figures_in_two_units_are_a_dispute(lexicon: Lexicon) -> None:
    told = [
        sending("The Post", "5,000 tonnes", 5000, "tonne"),
        sending("The Herald", "9 million kilos", 9e6, "kilogram"),
    ]
    found = reconcile(told, lexicon)
    assert [d.kind for d in found.differences if d.slot.startswith("figure")] == [
        DifferenceKind.DISPUTE
    ]
