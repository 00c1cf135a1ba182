"""The sheet of what stands across reports: drawn, and read back."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.factories import make_coded, make_quantity, make_report, make_transfer

from dragoman.case import view_of
from dragoman.lexicon import Lexicon, load_lexicon
from dragoman.model import CodedReport
from dragoman.reconcile import reconcile


@pytest.fixture(scope="module")
def tool() -> Any:
    sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "bench"))
    return importlib.import_module("reconciliation_reading")


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon()


def told(publisher: str, count: float) -> CodedReport:
    words = f"{count:,.0f} troops"
    report = make_report(
        f"Northland sent {words} to Southland.", published="2024-05-02", publisher=publisher
    )
    sent = make_transfer(report, "2024-05-01")
    return make_coded(report, [], [sent], [make_quantity(report, words, None, sent, best=count)])


def test_a_sheet_has_every_happening_origin_and_difference(tool: Any, lexicon: Lexicon) -> None:
    coded = [told("Quay Post", 9000), told("The Plain", 14000)]
    lines = list(tool.lines_of(view_of(coded, reconcile(coded, lexicon))))
    assert [line["kind"] for line in lines] == ["happening", "origin", "origin", "difference"]
    for line in lines:
        assert "Northland sent 9,000 troops" in line["sentences"]
        assert "Northland sent 14,000 troops" in line["sentences"]
        assert set(line) == set(tool.COLUMNS)
        assert line["verdict"] == ""


def row(kind: str, verdict: str, copies: str = "", error: str = "") -> dict[str, str]:
    return {"kind": kind, "verdict": verdict, "copies": copies, "error": error}


def test_the_same_seed_draws_the_same_lines(tool: Any) -> None:
    lines = [row("origin", str(n)) for n in range(50)] + [row("difference", "x")]
    drawn = tool.sample(lines, 5, seed=3)
    assert drawn == tool.sample(lines, 5, seed=3)
    assert [r["kind"] for r in drawn].count("origin") == 5
    assert drawn != tool.sample(lines, 5, seed=4)
    assert drawn[-1]["kind"] == "difference"


def test_a_sheet_is_read_back_with_intervals(tool: Any) -> None:
    lines = [
        row("happening", "right", copies="yes"),
        row("happening", "stray"),
        row("happening", "wrong", error="two deeds"),
        row("happening", ""),
        row("difference", "right"),
    ]
    told = list(tool.figures(lines))
    assert "0.667" in told[0] and "(2/3), without a stray 1" in told[0]
    assert told[1].startswith("  not of copies alone") and "(1/2)" in told[1]
    assert any("(1/1)" in line and line.startswith("difference") for line in told)
    assert told[-1].split() == ["1", "two", "deeds"]


def test_a_share_has_wilsons_interval(tool: Any) -> None:
    # Wilson 1927; Agresti and Coull 1998 give (0.490, 0.943) for 8 of 10.
    assert tool.wilson(8, 10) == "0.800 [0.490, 0.943] (8/10)"
    assert tool.wilson(0, 0) == "-"


def test_a_verdict_of_another_kind_is_refused(tool: Any) -> None:
    with pytest.raises(SystemExit, match="difference: stray"):
        list(tool.figures([row("difference", "stray")]))
