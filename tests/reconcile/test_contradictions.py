"""Contradictions within one report, and what a deed is said to be for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.factories import make_coded, make_event, make_quantity, make_report, make_statement

from dragoman.lexicon import Lexicon
from dragoman.model import CodedReport, Evidence, Factuality, PartialDate, Span
from dragoman.model.dates import AHEAD_OF_REPORT
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


def _negated(words: str, day: str | None = "2024-05-03") -> list[CodedReport]:
    told = make_report("Northland attacked Southland, Eastland said.", published="2024-05-04")
    said = make_statement(told, speaker="Eastland")
    attack = make_event(
        told,
        "attacked",
        said,
        initiators=["Northland"],
        recipients=["Southland"],
        type="ASSAULT",
        occurred=day,
    )
    other = make_report(f"{words}, Westland said.", published="2024-05-05")
    says = make_statement(other, speaker="Westland")
    not_so = make_event(
        other,
        "attack",
        says,
        initiators=["Northland"],
        recipients=["Southland"],
        type="ASSAULT",
        occurred=day,
        factuality=Factuality.NEGATED,
    )
    return [make_coded(told, [said], [attack]), make_coded(other, [says], [not_so])]


@pytest.mark.parametrize(
    ("words", "slots"),
    [
        ("Northland did not attack Southland", ["happened"]),
        ("Northland failed to attack Southland", []),
        ("Northland cannot attack Southland", []),
        ("Northland declined a request to attack Southland", []),
        ("Northland came close to an attack on Southland", []),
        ("Northland has yet to attack Southland", []),
        ("They stopped Northland short of an attack on Southland", []),
    ],
)
def test_not_every_negation_is_a_denial(lexicon: Lexicon, words: str, slots: list[str]) -> None:
    made = reconcile(_negated(words), lexicon)
    assert [d.slot for d in made.differences] == slots


@pytest.mark.parametrize(
    ("words", "one"), [("decision to attack", True), ("plan to attack", False)]
)
def test_what_was_decided_may_have_been_done(lexicon: Lexicon, words: str, one: bool) -> None:
    told, _ = _negated("attack")
    later = make_report(f"Northland defended its {words} Southland.", published="2024-05-06")
    attack = make_event(
        later,
        "attack",
        initiators=["Northland"],
        recipients=["Southland"],
        type="ASSAULT",
        occurred=PartialDate.between(date(2024, 5, 6), None, AHEAD_OF_REPORT),
        factuality=Factuality.PLANNED,
    )
    made = reconcile([told, make_coded(later, [], [attack])], lexicon)
    assert (len(made.happenings) == 1) is one


def test_civilians_and_soldiers_are_counted_apart(lexicon: Lexicon) -> None:
    reports = []
    for speaker, text, count in (
        ("Eastland", "7 civilians", 7.0),
        ("Westland", "12 soldiers", 12.0),
        ("Midland", "10 civilians", 10.0),
    ):
        report = make_report(f"Northland shelled Southland and killed {text}, {speaker} said.")
        said = make_statement(report, speaker=speaker)
        event = make_event(
            report,
            "shelled",
            said,
            initiators=["Northland"],
            recipients=["Southland"],
            type="ASSAULT",
            occurred="2024-05-03",
        )
        figure = make_quantity(report, text, said, event, best=count, measure="killed")
        reports.append(make_coded(report, [said], [event], [figure]))
    (difference,) = reconcile(reports, lexicon).differences
    assert {p.value for p in difference.positions} == {"7 civilians", "10 civilians"}


def _losses(speaker: str, text: str, count: float) -> CodedReport:
    report = make_report(f"Northland has had {text}, {speaker} said.", published="2024-05-04")
    said = make_statement(report, speaker=speaker)
    figure = make_quantity(
        report, text, said, best=count, measure="casualties", subject=["Northland"]
    )
    return make_coded(report, [said], [], [figure])


@pytest.mark.parametrize(
    ("count", "differ"), [(5000.0, True), (600.0, False), (1.0, False), (4000.0, False)]
)
def test_losses_so_far_are_compared_where_they_can_be_one_count(
    lexicon: Lexicon, count: float, differ: bool
) -> None:
    coded = [
        _losses("Eastland", "4,000 casualties", 4000.0),
        _losses("Westland", f"{count:,.0f} casualties", count),
    ]
    assert bool(reconcile(coded, lexicon).differences) is differ


@pytest.mark.parametrize(
    ("kind", "words", "differ"), [("ASSAULT", "shelled", True), ("ACCUSE", "accused", False)]
)
def test_two_who_accuse_are_no_rival_accounts_of_who_did(
    lexicon: Lexicon, kind: str, words: str, differ: bool
) -> None:
    coded = []
    for giver in ("Northland", "Eastland"):
        report = make_report(
            f"{giver} {words} Southland over the ferry at Harrow on May 1.",
            published="2024-05-02",
            publisher=f"The {giver} Post",
        )
        done = make_event(
            report,
            words,
            initiators=[giver],
            recipients=["Southland"],
            type=kind,
            occurred="2024-05-01",
        )
        coded.append(make_coded(report, [], [done]))
    slots = [d.slot for d in reconcile(coded, lexicon).differences]
    assert slots == (["actor"] if differ else [])
