"""Statements and chains of our own sentences, and what holds of every attributed report."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from dragoman.attribute import AttributedReport, StatementDraft
from dragoman.attribute.choose import MOST

CASES = tomllib.loads((Path(__file__).parent / "specs/attribution.toml").read_text("utf-8"))["case"]
IDS = [case["about"] for case in CASES]


@pytest.fixture(scope="module")
def read(attributed: Any) -> list[AttributedReport]:
    return attributed([case["text"].strip() for case in CASES])  # type: ignore[no-any-return]


def text_of(report: AttributedReport) -> str:
    return report.extracted.parsed.report.source_text


def chain(report: AttributedReport, draft: StatementDraft) -> list[str]:
    text = text_of(report)
    names = {-1: "-", -2: "?"}
    return [names.get(s.head, text[s.start : s.end]) for s in draft.sources]


def same_chain(found: list[str], wanted: list[str]) -> bool:
    return len(found) == len(wanted) and all(
        w == f if w in "-?" else w in f for f, w in zip(found, wanted, strict=True)
    )


def fits(report: AttributedReport, draft: StatementDraft, wanted: dict[str, Any]) -> bool:
    text = text_of(report)
    first = draft.sources[0]
    cues = [text[s.cue_start : s.cue_end] for s in draft.sources if s.cue_start >= 0]
    return (
        first.cue_start >= 0
        and wanted["cue"] in " ".join(cues[: max(1, len(cues))])
        and same_chain(chain(report, draft), wanted["chain"])
        and wanted.get("stance", draft.stance.value) == draft.stance.value
        and wanted.get("quotation", draft.quotation.value) == draft.quotation.value
        and wanted.get("content", "") in text[draft.start : draft.end]
    )


@pytest.mark.parametrize("n", range(len(CASES)), ids=IDS)
def test_statement_of_a_construction(n: int, read: list[AttributedReport]) -> None:
    report = read[n]
    told = [
        (chain(report, d), d.stance.value, d.quotation.value, text_of(report)[d.start : d.end])
        for d in report.statements
    ]
    for wanted in CASES[n]["statement"]:
        assert any(fits(report, d, wanted) for d in report.statements), told


def test_the_publisher_closes_every_chain(read: list[AttributedReport]) -> None:
    for report in read:
        for draft in report.statements:
            assert draft.sources[-1].head == -1
            assert all(source.head != -1 for source in draft.sources[:-1])


def test_every_event_and_figure_has_a_statement_that_is_there(
    read: list[AttributedReport],
) -> None:
    for report in read:
        indices = range(len(report.statements))
        assert [d.index for d in report.statements] == list(indices)
        assert len(report.statement_of) == len(report.extracted.events) == len(report.factuality)
        assert len(report.statement_of_quantity) == len(report.extracted.quantities)
        assert all(n in indices for n in (*report.statement_of, *report.statement_of_quantity))
        assert all(f.statement in indices for f in report.forecasts)


def test_a_statement_lists_the_events_that_it_carries(read: list[AttributedReport]) -> None:
    for report in read:
        for event, statement in enumerate(report.statement_of):
            assert event in report.statements[statement].events


def test_a_denial_answers_what_it_denies(attributed: Any) -> None:
    text = (
        "Kinshasa said that Kigali had sent 4,000 soldiers into the province. "
        "Rain fell all week. Kigali denied that it had sent soldiers into the province."
    )
    (report,) = attributed([text])
    denial = next(d for d in report.statements if d.stance.value == "deny")
    answered = report.statements[denial.answers]
    assert "4,000 soldiers" in text[answered.start : answered.end]
    assert all(d.answers == -1 for d in report.statements if d is not denial)


def test_a_denial_of_it_answers_what_was_said_before(attributed: Any) -> None:
    text = "Rain fell. The mayor said that thieves had opened the dam. The governor denied it."
    (report,) = attributed([text])
    denial = next(d for d in report.statements if d.stance.value == "deny")
    answered = report.statements[denial.answers]
    assert "thieves had opened the dam" in text[answered.start : answered.end]


def test_asking_for_no_name_is_no_statement(attributed: Any) -> None:
    texts = [
        "An officer who asked not to be named said the pass was open.",
        "The pass was open, said an officer who was not authorised to speak publicly.",
    ]
    for report in attributed(texts):
        assert [d.stance.value for d in report.statements if len(d.sources) > 1] == ["assert"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Togo recalled its ambassador from Accra and closed the crossing.", 0),
        ("Togo withdrew its soldiers from the village.", 0),
        ("The veterans recalled the shock of the war.", 1),
    ],
)
def test_who_calls_people_back_says_nothing(text: str, told: int, attributed: Any) -> None:
    (report,) = attributed([text])
    assert sum(d.sources[0].head >= 0 for d in report.statements) == told


def test_what_nobody_else_says_is_the_publishers(attributed: Any) -> None:
    (report,) = attributed(["Turkey sent 400 soldiers to Qatar in May."])
    assert report.extracted.events
    for statement in report.statement_of:
        assert [s.head for s in report.statements[statement].sources] == [-1]


def test_who_only_condemns_an_attack_does_not_vouch_for_it(attributed: Any) -> None:
    (report,) = attributed(["Spain condemned the attack by Israel on Lebanon."])
    attacks = [e for e in report.extracted.events if e.type == "ASSAULT"]
    assert attacks
    for event in attacks:
        draft = report.statements[report.statement_of[event.index]]
        assert [s.head for s in draft.sources] == [-1]


def test_the_publisher_leaves_open_what_others_say(attributed: Any) -> None:
    said, admitted, vowed, own = attributed(
        [
            "Riga said that Minsk attacked the port.",
            "Minsk admitted that its army attacked the port of Riga.",
            "Minsk vowed to attack the port of Riga.",
            "Minsk attacked the port of Riga.",
        ]
    )
    values = [
        (r.factuality[e.index].value, r.publisher_factuality[e.index].value)
        for r in (said, admitted, vowed, own)
        for e in r.extracted.events
        if r.extracted.frames[e.frame].lemma == "attack"
    ]
    assert values == [
        ("actual", "unspecified"),
        ("actual", "actual"),
        ("planned", "planned"),
        ("actual", "actual"),
    ]


def test_what_is_said_of_a_source_without_a_name(attributed: Any) -> None:
    reports = attributed(
        [
            "Two Nordic diplomats, who asked not to be named, said the port was closed.",
            "The foreign minister said the port was closed.",
        ]
    )
    told = [r.statements[0].sources[0].unnamed for r in reports]
    text = text_of(reports[0])
    assert told[1] is None, "an office tells who"
    spans = (told[0].number, told[0].role, told[0].of, told[0].why)
    assert [text[a:b] for a, b in spans] == ["Two", "diplomats", "Nordic", "not to be named"]


def test_a_sentence_without_an_end_has_a_bounded_number_of_attributions(attributed: Any) -> None:
    (report,) = attributed(["Officials said that " + "Reuters reported that " * 60 + "it rained."])
    by_sentence = Counter(d.sources[0].sentence for d in report.statements)
    assert 1 < max(by_sentence.values()) <= MOST
    assert max(len(d.sources) for d in report.statements) <= MOST + 1
