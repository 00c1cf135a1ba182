"""Denials that answer a claim."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.factories import (
    make_coded,
    make_event,
    make_forecast,
    make_report,
    make_source,
    make_statement,
)

from dragoman.lexicon import Lexicon
from dragoman.model import CodedReport, Stance
from dragoman.reconcile import reconcile

RAMMED = "A cutter of Northland rammed a trawler of Southland off Mill Island, Southland said."


def told(*, coded: bool = True) -> CodedReport:
    report = make_report(RAMMED, publisher="Quay", title="Trawler rammed off Mill Island")
    said = make_statement(report, RAMMED, speaker="Southland", cue="said")
    event = make_event(
        report, "rammed", said, initiators=["Northland"], recipients=["Southland"], type="ASSAULT"
    )
    return make_coded(report, [said], [event] if coded else [])


def denied(content: str, stance: Stance = Stance.ASSERT, cue: str = "said") -> CodedReport:
    text = f"Northland {cue} that {content} off Mill Island, where a trawler of Southland sank."
    report = make_report(text, publisher="Mole", title="Trawler rammed off Mill Island")
    said = make_statement(report, content, speaker="Northland", cue=cue, stance=stance)
    return make_coded(report, [said])


@pytest.mark.parametrize("coded", [True, False])
@pytest.mark.parametrize(
    ("content", "stance", "cue", "answers"),
    [
        ("the so-called ramming simply does not exist", Stance.ASSERT, "said", True),
        ("its cutter had rammed a trawler", Stance.DENY, "denied", True),
        ("its cutter had rammed a trawler", Stance.DENY, "ruled out", False),
        ("the talks on tariffs never took place", Stance.ASSERT, "said", False),
        ("its cutter had left port", Stance.ASSERT, "said", False),
        ("claims that its cutter had rammed a trawler", Stance.DENY, "rejected", True),
        ("trawler ramming inquiries", Stance.DENY, "rejected", False),
    ],
)
def test_a_denial_answers_the_claim_whose_words_it_has(
    lexicon: Lexicon, content: str, stance: Stance, cue: str, answers: bool, coded: bool
) -> None:
    made = reconcile([told(coded=coded), denied(content, stance, cue)], lexicon)
    found = [d for d in made.differences if d.slot == "happened"]
    assert bool(found) is answers
    if found:
        assert bool(found[0].happening_id) is coded
        assert sorted((p.value, p.sources[0].name) for p in found[0].positions) == [
            ("it did", "Southland"),
            ("it did not", "Northland"),
        ]


def answered(foretold: bool = False) -> CodedReport:
    claim = "Westland had cleared a cargo for Eastland"
    report = make_report(f"Southland said that {claim}. Northland denied it.", publisher="Quay")
    said = make_statement(report, claim, speaker="Southland", cue="said")
    source = make_source(report, "Northland", cue="denied")
    denial = make_statement(report, "it", chain=[source], stance=Stance.DENY)
    forecasts = [make_forecast(report, claim, said)] if foretold else []
    return make_coded(report, [said, replace(denial, answers=said.id)], forecasts=forecasts)


def test_a_denial_of_what_was_just_said_is_a_difference(lexicon: Lexicon) -> None:
    (found,) = reconcile([answered()], lexicon).differences
    assert (found.slot, found.kind.value) == ("happened", "dispute")
    assert {p.evidence[0].exact for p in found.positions} == {
        "Westland had cleared a cargo for Eastland",
        "it",
    }


def test_who_dismisses_a_forecast_denies_nothing_that_happened(lexicon: Lexicon) -> None:
    assert not reconcile([answered(foretold=True)], lexicon).differences


def test_two_denials_of_one_claim_are_one_difference(lexicon: Lexicon) -> None:
    reports = [told(), denied("its cutter had rammed a trawler", Stance.DENY, "denied")]
    again = denied("the so-called ramming simply does not exist")
    one = reconcile([*reports, again], lexicon).differences
    other = reconcile([again, *reversed(reports)], lexicon).differences
    assert one == other
    assert len(one) == 1


def test_a_denial_without_words_of_its_own_answers_who_blames_the_denier(lexicon: Lexicon) -> None:
    def read(claim: str) -> CodedReport:
        report = make_report(f"{claim}. Northland denied any involvement.", publisher="Quay")
        said = make_statement(report, claim, speaker="Southland", cue="said")
        source = make_source(report, "Northland", cue="denied")
        denial = make_statement(report, "any involvement", chain=[source], stance=Stance.DENY)
        sides = {"initiators": ["Northland"], "recipients": ["Southland"]}
        rammed = "rammed" in claim
        events = [make_event(report, "rammed", said, type="ASSAULT", **sides)] if rammed else []
        return make_coded(report, [said, replace(denial, answers=said.id)], events)

    blames = read("Southland said Northland rammed its cutter")
    describes = read("Southland said the cutter had a broken bow")
    assert [d.slot for d in reconcile([blames], lexicon).differences] == ["happened"]
    assert not reconcile([describes], lexicon).differences


@pytest.mark.parametrize(("word", "anchored"), [("rammed", True), ("after the ramming", False)])
def test_of_two_deeds_of_a_sentence_the_one_is_denied_that_the_denial_names(
    lexicon: Lexicon, word: str, anchored: bool
) -> None:
    text = (
        "A cutter of Northland rammed a trawler off Mill Island and Northland shut a port."
        if anchored
        else "Northland freed a crew and shut a port after a trawler's ramming off Mill Island."
    )
    report = make_report(text, publisher="Quay", title="Trawler rammed off Mill Island")
    first = "rammed" if anchored else "freed"
    events = [
        make_event(report, trigger, initiators=["Northland"], recipients=["Southland"], type=type_)
        for trigger, type_ in ((first, "ASSAULT"), ("shut", "COERCE"))
    ]
    denial = denied("its cutter had rammed a trawler", Stance.DENY, "denied")
    made = reconcile([make_coded(report, [], events), denial], lexicon)
    (found,) = [d for d in made.differences if d.slot == "happened"]
    by_event = {e: h.id for h in made.happenings for e in h.event_ids}
    assert found.happening_id == (by_event[events[0].id] if anchored else "")
