"""What "the raid" takes up, and who did harm in it."""

from __future__ import annotations

import pytest

from dragoman.chain import code_parsed
from dragoman.lexicon import load_lexicon
from dragoman.model import CodedReport, Event, Report
from dragoman.parse import parse_many

SHELLED = "India shelled Kotli in Pakistan on Monday."
CASES = {
    "taken up": f"{SHELLED} The shelling went on for hours.",
    "indefinite": f"{SHELLED} A shelling went on for hours.",
    "another idea": "India shelled Kotli in Pakistan. Pakistan raided Poonch in India. "
    "The visit was put off.",
    "two deeds": "India shelled Kotli in Pakistan. Pakistan shelled Poonch in India. "
    "The raid killed nine.",
    "harmed in it": f"{SHELLED} Two Pakistani soldiers were killed in the shelling.",
    "denied": f"{SHELLED} Delhi insisted there was no shelling.",
    "turned": "Kyrgyzstan and Tajikistan exchanged fire on Thursday. "
    "Two Kyrgyz guards were killed in the shelling.",
}


@pytest.fixture(scope="module")
def coded() -> dict[str, CodedReport]:
    reports = [
        Report.make(location=name, source_text=text, language="en") for name, text in CASES.items()
    ]
    lexicon = load_lexicon()
    return {p.report.location: code_parsed(p, lexicon) for p in parse_many(reports)}


def told(report: CodedReport, trigger: str) -> list[Event]:
    return [e for e in report.events if e.trigger.exact == trigger]


def sides(event: Event) -> tuple[set[str], set[str]]:
    return {p.country for p in event.initiators}, {p.country for p in event.recipients}


def test_a_definite_noun_has_the_sides_and_the_time_of_what_it_takes_up(
    coded: dict[str, CodedReport],
) -> None:
    [shelled] = told(coded["taken up"], "shelled")
    [shelling] = told(coded["taken up"], "shelling")
    assert sides(shelling) == sides(shelled) == ({"IND"}, {"PAK"})
    assert shelling.occurred_at == shelled.occurred_at
    assert not any(p.certain for p in (*shelling.initiators, *shelling.recipients))


@pytest.mark.parametrize(
    ("name", "trigger"),
    [("indefinite", "shelling"), ("another idea", "visit"), ("two deeds", "raid")],
)
def test_what_takes_up_nothing_is_no_event(
    name: str, trigger: str, coded: dict[str, CodedReport]
) -> None:
    assert told(coded[name], trigger) == []


def test_who_harmed_is_told_by_what_they_were_harmed_in(coded: dict[str, CodedReport]) -> None:
    [killed] = told(coded["harmed in it"], "killed")
    assert sides(killed) == ({"IND"}, {"PAK"})


def test_no_shelling_denies_the_shelling(coded: dict[str, CodedReport]) -> None:
    [denied] = told(coded["denied"], "shelling")
    assert denied.factuality.value in ("negated", "denied")
    assert sides(denied) == ({"IND"}, {"PAK"})


def test_of_a_mutual_deed_the_harmed_tell_who_struck(coded: dict[str, CodedReport]) -> None:
    [shelling] = told(coded["turned"], "shelling")
    assert sides(shelling) == ({"TJK"}, {"KGZ"})
