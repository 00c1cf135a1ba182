"""Contradictions within one report, and what a deed is said to be for."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.factories import make_coded, make_event, make_quantity, make_report, make_statement

from dragoman.lexicon import Lexicon
from dragoman.model import CodedReport, Evidence, Span
from dragoman.reconcile import reconcile


def _contradicted(second_day: str, second_speaker: str) -> CodedReport:
    report = make_report(
        "Northland gave 500 guns to Southland on 3 May 2024, Eastland said. "
        f"{second_speaker} said that Northland gave 900 guns to Southland on 5 May 2024.",
        published="2024-05-08",
    )
    first = make_statement(report, speaker="Eastland", cue="said")
    other = make_statement(report, speaker=second_speaker, cue="said")
    events, counts = [], []
    at = 0
    for said, number, day in ((first, "500 guns", "2024-05-03"), (other, "900 guns", second_day)):
        at = report.source_text.index("gave", at)
        event = make_event(
            report,
            "gave",
            said,
            initiators=["Northland"],
            recipients=["Southland"],
            items=[("guns", "arms")],
            occurred=day,
        )
        event = replace(
            event,
            id=f"evt_{number}",
            trigger=Span(at, at + 4, "gave"),
            evidence=(Evidence.from_span(report.id, Span(at, at + 4, "gave")),),
        )
        at += 1
        events.append(event)
        counts.append(
            make_quantity(report, number, said, event, best=float(number[:3]), measure="arms")
        )
    return make_coded(report, [first, other], events, counts)


def test_speakers_in_one_report_may_contradict_each_other(lexicon: Lexicon) -> None:
    made = reconcile([_contradicted("2024-05-05", "Westland")], lexicon)
    assert len(made.happenings) == 1
    assert {(d.slot, d.kind.value) for d in made.differences} == {
        ("date", "dispute"),
        ("figure:arms", "dispute"),
    }


def test_one_speaker_in_one_report_tells_of_two_deeds(lexicon: Lexicon) -> None:
    made = reconcile([_contradicted("2024-05-05", "Eastland")], lexicon)
    assert len(made.happenings) == 2


def _for_purpose(speaker: str, purpose: str) -> CodedReport:
    report = make_report(
        f"Northland gave 500 guns to Southland in order to {purpose}, {speaker} said.",
        published="2024-05-08",
    )
    said = make_statement(report, speaker=speaker, cue="said")
    event = make_event(
        report,
        "gave",
        said,
        initiators=["Northland"],
        recipients=["Southland"],
        items=[("guns", "arms")],
        occurred="2024-05-03",
    )
    return make_coded(report, [said], [event])


@pytest.mark.parametrize(
    ("speaker", "purpose", "slots"),
    [
        ("Westland", "prepare an attack", ["purpose"]),
        ("Westland", "guard their border", []),
        ("Eastland", "prepare an attack", []),
    ],
)
def test_purposes_told_by_two_are_compared(
    lexicon: Lexicon, speaker: str, purpose: str, slots: list[str]
) -> None:
    made = reconcile(
        [_for_purpose("Eastland", "guard the border"), _for_purpose(speaker, purpose)], lexicon
    )
    assert [d.slot for d in made.differences] == slots
    if slots:
        (difference,) = made.differences
        assert {p.value for p in difference.positions} == {"guard the border", "prepare an attack"}
