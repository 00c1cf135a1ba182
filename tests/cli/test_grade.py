"""``dragoman grade``: the user's own grades, F6 until there are any."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import Run
from tests.show.story import write_case

from dragoman.case import Case


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return write_case(tmp_path / "case.db")


def listed(run: Run, name: str, case: Path) -> list[dict[str, Any]]:
    return list(json.loads(run(name, case, "-f", "json", "-n", "0").out))


def test_all_stand_at_f6_at_first(run: Run, case: Path) -> None:
    assert {row["letter"] for row in listed(run, "grade", case)} == {"F"}
    assert {row["grade"] for row in listed(run, "ledger", case)} == {"F6"}


def test_a_publishers_grade_is_that_of_what_it_tells(run: Run, case: Path) -> None:
    ran = run("grade", case, "the post", "b", "--note", "own staff", "--who", "Ana")
    assert (ran.code, ran.err) == (0, "The Post: B, usually reliable\n")
    (post,) = [row for row in listed(run, "grade", case) if row["publisher"] == "The Post"]
    assert (post["letter"], post["who"], post["note"]) == ("B", "Ana", "own staff")
    grades = {row["grade"] for row in listed(run, "ledger", case)}
    assert "B6" in grades
    run("grade", case, "The Post", "F")
    assert {row["grade"] for row in listed(run, "ledger", case)} == {"F6"}


def test_confirmed_needs_two_origins(run: Run, case: Path) -> None:
    for row in listed(run, "ledger", case):
        ran = run("grade", case, row["id"], "1")
        assert ran.code == (0 if row["origin_count"] > 1 else 2), ran.err
    for row in listed(run, "ledger", case):
        assert row["grade"] == ("F1" if row["origin_count"] > 1 else "F6")


def test_a_grade_outlives_a_rebuild(run: Run, case: Path) -> None:
    one = listed(run, "ledger", case)[0]
    assert run("grade", case, one["id"][:12], "3").code == 0
    with Case.open(case) as opened:
        assert len({j.other_ids for j in opened.judgements()}) == 1
    (again,) = [row for row in listed(run, "ledger", case) if row["id"] == one["id"]]
    assert again["grade"] == "F3"


@pytest.mark.parametrize(
    ("what", "given", "said"),
    [
        ("The Post", "G", "is no reliability"),
        ("The Post", "", "no grade for"),
        ("No Such Paper", "A", "none of that name"),
        ("rep_", "2", "fits"),
    ],
)
def test_what_is_no_grade_is_refused(
    run: Run, case: Path, what: str, given: str, said: str
) -> None:
    ran = run("grade", case, what, given)
    assert ran.code != 0
    assert said in ran.err
