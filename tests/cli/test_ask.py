"""``dragoman ask``: records that fit, each with its own words; nothing is composed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import Run

from dragoman.case import Case, load_view


def asked(run: Run, story: Path, *words: str) -> list[dict[str, Any]]:
    ran = run("ask", story, *words, "--format", "json")
    assert ran.code == 0, ran.err
    return list(json.loads(ran.out))


def test_what_is_asked_for_comes_first(run: Run, story: Path) -> None:
    assert asked(run, story, "northland guns figure")[0]["kind"] == "figure"
    assert asked(run, story, "who disputes the guns")[0]["kind"] == "difference"
    assert asked(run, story, "forecast treaty")[0]["kind"] == "forecast"
    assert asked(run, story, "who says guns")[0]["kind"] == "statement"


def test_every_answer_cites_the_words_it_was_read_from(run: Run, story: Path) -> None:
    with Case.open(story, read_only=True) as case:
        view = load_view(case)
    rows = asked(run, story, "northland southland guns", "--limit", "50")
    assert {row["kind"] for row in rows} >= {"figure", "happening", "statement"}
    for row in rows:
        assert row["citations"]
        for cited in row["citations"]:
            text = view.reports[cited["report_id"]].source_text
            assert text[cited["start"] : cited["end"]] == cited["exact"]
            assert cited["exact"] in cited["quote"] or cited["quote"] in text


def test_all_states_asked_about_rank_before_one_of_them(run: Run, story: Path) -> None:
    rows = asked(run, story, "what did Northland and Southland do", "-n", "50")
    told = [row for row in rows if row["kind"] == "happening"]
    both = ["Northland" in row["what"] and "Southland" in row["what"] for row in told]
    assert both == sorted(both, reverse=True)
    assert both[0]


def test_a_time_that_cannot_be_leaves_a_record_out(run: Run, story: Path) -> None:
    assert not [
        row for row in asked(run, story, "northland guns 1999") if row["kind"] == "happening"
    ]


def test_the_table_says_how_the_question_was_read(run: Run, story: Path) -> None:
    ran = run("ask", story, "how many guns did Northland send since May 2024")
    assert "on: Northland" in ran.err
    assert "time: ≥2024-05-01" in ran.err
    assert max(map(len, ran.out.splitlines())) <= 80
    assert "“" in ran.out


@pytest.mark.parametrize("question", ['"', "NEAR( OR", "guns* AND NOT", "\x00guns", "'; DROP --"])
def test_no_sign_in_a_question_is_an_operator(run: Run, story: Path, question: str) -> None:
    ran = run("ask", story, question, "--format", "json")
    assert ran.code in (0, 2)
    assert "Traceback" not in ran.err


def test_a_question_of_nothing_is_refused(run: Run, story: Path) -> None:
    ran = run("ask", story, "the of and")
    assert ran.code == 2
    assert "nothing to look for" in ran.err


def test_nothing_that_fits_is_said_so(run: Run, story: Path) -> None:
    ran = run("ask", story, "zeppelins")
    assert ran.code == 0
    assert "Nothing in the case fits" in ran.out
