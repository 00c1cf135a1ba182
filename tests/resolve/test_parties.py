"""Whose the participants of events are: by their phrase, and by the setting of their clause."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from dragoman.chain import code_parsed
from dragoman.lexicon import load_lexicon
from dragoman.model import CodedReport, Participant, Report
from dragoman.parse import parse_many

CASES = tomllib.loads((Path(__file__).parent / "specs/parties.toml").read_text("utf-8"))["case"]


PASSAGES = {
    "Japan imposed duties on South Korea on Monday. Seoul condemned the duties.": ("ACCUSE", "JPN"),
    "Togo closed its border with Benin. Benin protested. Togo recalled its ambassador.": (
        "SANCTION",
        "BEN",
    ),
    "Kenya deported 40 Ugandans. Uganda criticised Kenyan police. Kenya threatened to close the"
    " airport.": ("THREATEN", "UGA"),
}
"""Two sentences or more, with a type whose recipient only the passage tells, and its country."""


@pytest.fixture(scope="module")
def coded() -> list[CodedReport]:
    lexicon = load_lexicon()
    texts = [case["text"] for case in CASES]
    reports = [
        Report.make(location=str(n), source_text=text, language="en")
        for n, text in enumerate([*texts, "The United Nations said its peacekeepers shelled Tyre."])
    ]
    return [code_parsed(parsed, lexicon) for parsed in parse_many(reports)]


def participants(report: CodedReport) -> list[Participant]:
    return [p for e in report.events for p in (*e.initiators, *e.recipients)]


@pytest.mark.parametrize("n", range(len(CASES)), ids=[case["about"] for case in CASES])
def test_country_of_a_participant(n: int, coded: list[CodedReport]) -> None:
    case = CASES[n]
    found = {(p.country, p.basis) for p in participants(coded[n]) if p.text == case["who"]}
    assert found == {(case["country"], case["basis"])}


def test_a_country_that_the_setting_tells_is_uncertain(coded: list[CodedReport]) -> None:
    inferred = [p for report in coded for p in participants(report) if p.basis]
    assert len(inferred) >= 5
    assert not any(p.certain for p in inferred)


def test_peacekeepers_of_a_body_act_for_it(coded: list[CodedReport]) -> None:
    found = [p for p in participants(coded[-1]) if p.text == "its peacekeepers"]
    assert {(p.name, p.country, p.sector) for p in found} == {("United Nations", "", "IGO")}


@pytest.mark.parametrize("text", PASSAGES)
def test_a_side_that_only_the_passage_tells(text: str) -> None:
    report = Report.make(location="passage", source_text=text, language="en")
    coded = code_parsed(next(iter(parse_many([report]))), load_lexicon())
    told = [(e.type, p) for e in coded.events for p in e.recipients if p.basis == "passage"]
    assert [(kind, p.country) for kind, p in told] == [PASSAGES[text]]
    assert text[text.find(told[0][1].text) :].startswith(told[0][1].text)
    assert not told[0][1].certain


def test_a_pronoun_that_stays_open_names_nobody() -> None:
    text = "They shelled the town of Kati in Mali."
    (parsed,) = parse_many([Report.make(location="x", source_text=text, language="en")])
    found = participants(code_parsed(parsed, load_lexicon()))
    assert [(p.name, p.text) for p in found if p.text == "They"] == [("", "They")]


def test_what_is_done_to_nobody_is_for_nobody() -> None:
    text = "Kenya deported 40 Ugandans. Uganda criticised Kenyan police. Kenya tested a missile."
    report = Report.make(location="passage", source_text=text, language="en")
    coded = code_parsed(next(iter(parse_many([report]))), load_lexicon())
    assert [e.recipients for e in coded.events if e.type == "MOBILIZE"] == [()]
