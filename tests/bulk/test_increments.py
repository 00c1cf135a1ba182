"""A case built in steps is the case built at once: the same records under the same ids."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.bulk.stages import exported, put, read
from tests.factories import (
    make_coded,
    make_event,
    make_forecast,
    make_quantity,
    make_report,
    make_statement,
)

from dragoman.bulk.build import Stages, build_case
from dragoman.lexicon import Lexicon, load_lexicon
from dragoman.model import CodedReport, Factuality, Report
from dragoman.reconcile import reconcile

PRESS = {
    "a": "Eastland 2024-05-04: Northland gave 500 guns to Southland on 2024-05-03.",
    "b": "Westland 2024-05-06: Northland gave 900 guns to Southland on 2024-05-03.",
    "c": "Eastland 2024-06-20: Northland gave 700 guns to Southland on 2024-05-03.",
    "d": "Southland 2024-05-07: Northland gave 500 guns to Southland on 2024-05-03, it denied.",
    "e": "Eastland 2024-05-05: Northland gave 500 guns to Southland on 2024-05-02.",
    "f": "Midland 2024-02-01: Northland will give guns to Southland.",
    "g": "Midland 2024-08-09: Northland gave 80 guns to Eastland on 2024-08-08.",
}


def code(reports: Iterable[Report], lexicon: Lexicon) -> Iterator[CodedReport]:
    """Read the press above as its texts say."""
    for found in reports:
        speaker, published = found.source_text.partition(":")[0].split()
        report = make_report(found.source_text, location=found.location, published=published)
        said = make_statement(report, speaker=speaker)
        words = report.source_text.rstrip(".").split()
        foreseen = "will" in words
        event = make_event(
            report,
            "give" if foreseen else "gave",
            said,
            initiators=["Northland"],
            recipients=[words[words.index("to") + 1]],
            items=[("guns", "arms")],
            occurred=None if foreseen else words[words.index("on") + 1].rstrip(","),
            factuality=Factuality.PREDICTED
            if foreseen
            else Factuality.DENIED
            if "denied" in words
            else Factuality.ACTUAL,
        )
        if foreseen:
            forecast = make_forecast(report, "give guns to Southland", said)
            yield make_coded(report, [said], [event], forecasts=[forecast])
            continue
        number = words[words.index("guns") - 1]
        count = make_quantity(
            report, f"{number} guns", said, event, best=float(number), measure="arms"
        )
        yield make_coded(report, [said], [event], [count])


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon()


def built(steps: Sequence[Sequence[str]], lexicon: Lexicon) -> dict[str, bytes]:
    """The export of a case to which the reports were added step by step."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        for at, names in enumerate(steps):
            # One folder a step; a report's location is its file's name, whatever the step.
            put(folder / f"in{at}", **{name: PRESS[name] for name in names})
            build_case(
                folder / "case.db",
                [str(folder / f"in{at}")],
                lexicon,
                stages=Stages(read, code, reconcile),
            )
        return exported(folder / "case.db", folder / "out")


@settings(max_examples=12, deadline=None)
@given(order=st.permutations(sorted(PRESS)), cuts=st.sets(st.integers(1, len(PRESS) - 1)))
def test_steps_and_order_do_not_show(lexicon: Lexicon, order: list[str], cuts: set[int]) -> None:
    whole = built([sorted(PRESS)], lexicon)
    edges = [0, *sorted(cuts), len(order)]
    steps = [order[first:last] for first, last in pairwise(edges)]
    assert built(steps, lexicon) == whole


def test_the_press_has_something_to_reconcile(lexicon: Lexicon) -> None:
    """Else the test above could not fail."""
    lines = {name: rows.count(b"\n") for name, rows in built([sorted(PRESS)], lexicon).items()}
    assert lines["happenings.jsonl"] < lines["events.jsonl"]
    assert lines["differences.jsonl"] >= 3
