"""What denials, refusals and confirmations are tied to."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from dragoman.attribute import AttributedReport

CASES = tomllib.loads((Path(__file__).parent / "specs/answers.toml").read_text("utf-8"))["case"]


@pytest.fixture(scope="module")
def read(attributed: Any) -> list[AttributedReport]:
    return attributed([case["text"] for case in CASES])  # type: ignore[no-any-return]


@pytest.mark.parametrize("n", range(len(CASES)), ids=[case["about"] for case in CASES])
def test_answer(n: int, read: list[AttributedReport]) -> None:
    case = CASES[n]
    text = case["text"]
    places = [m.start() for m in re.finditer(rf"\b{case['cue']}\b", text)]
    at = places[case.get("nth", 1) - 1]
    statements = read[n].statements
    told = [(d.stance.value, text[d.start : d.end], d.answers) for d in statements]
    answers = [d for d in statements if d.sources[0].cue_start <= at < d.sources[0].cue_end]
    assert answers, told
    assert answers[0].stance.value == case["stance"], told
    if case["to"]:
        assert answers[0].answers >= 0, told
        other = statements[answers[0].answers]
        assert case["to"] in text[other.start : other.end], told
    else:
        assert answers[0].answers == -1, told


def test_what_is_answered_is_another_statement_of_the_report(
    read: list[AttributedReport],
) -> None:
    for report in read:
        for draft in report.statements:
            assert draft.answers == -1 or draft.answers in range(len(report.statements))
            assert draft.answers != draft.index
