"""Charts: what is drawn, in words and marks, safe to stand in a page."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from dragoman.show.ladder import (
    LadderChart,
    Line,
    Point,
    _Days,
    _ticks,
    alternative,
    ladder_charts,
    letter,
    spread,
)

HOSTILE = 'Bad <script>alert(1)</script> & "$\\frac{1}{0}$"'


def point(day: str | None, low: float | None, high: float | None, vague: bool = False) -> Point:
    when = date.fromisoformat(day) if day else None
    return Point(when, low, low if low is not None else high, high, vague)


CHART = LadderChart(
    "Troops",
    (
        Line(
            "A",
            HOSTILE,
            (point("2024-10-18", 12000, 12000), point("2025-02-03", 11000, 11000)),
            True,
        ),
        Line("B", "A ministry", (point("2024-11-04", 10000, None),), True),
        Line("C", "Officials", (point(None, 1000, None, vague=True),), False),
        Line("D", "A think tank", (point("2024-12-01", 9000, 14000),), False),
    ),
)


@pytest.fixture(scope="module", params=[0, 1], ids=["wide", "narrow"])
def drawing(request: pytest.FixtureRequest) -> str:
    return ladder_charts(CHART, "f1")[request.param]


def texts(drawing: str) -> list[str]:
    return [
        e.text or "" for e in etree.fromstring(drawing).iter("{http://www.w3.org/2000/svg}text")
    ]


def test_lines_are_labelled_directly(drawing: str) -> None:
    first = [text.split()[0] for text in texts(drawing)]
    assert {"A", "B", "C", "D"} <= set(first)
    assert "undated" in texts(drawing)


def test_names_stand_on_the_wide_chart() -> None:
    wide, narrow = ladder_charts(CHART, "f1")
    assert any("A ministry" in text for text in texts(wide))
    assert not any("A ministry" in text for text in texts(narrow))


def test_a_chart_holds_no_style_script_or_foreign_colour(drawing: str) -> None:
    root = etree.fromstring(drawing)
    assert not [e for e in root.iter() if "style" in e.attrib]
    assert not root.xpath("//*[local-name()='script' or local-name()='style']")
    colours = {v for e in root.iter() for k, v in e.attrib.items() if k in ("fill", "stroke")}
    assert colours <= {"none"}


def test_ids_of_a_chart_start_with_its_prefix(drawing: str) -> None:
    ids = [e.get("id") for e in etree.fromstring(drawing).iter() if e.get("id")]
    assert ids
    assert all(i.startswith(("f1w-", "f1n-")) for i in ids)
    assert len(ids) == len(set(ids))


def test_a_vague_number_is_hollow_and_a_number_is_filled(drawing: str) -> None:
    marks = {
        (use.getparent().get("id") or "", use.get("class"))
        for use in etree.fromstring(drawing).iter("{http://www.w3.org/2000/svg}use")
    }
    classes = {css for _, css in marks}
    assert "fill-paper stroke-ink" in classes
    assert "fill-ink stroke-ink" in classes


def test_drawing_twice_gives_the_same() -> None:
    assert ladder_charts(CHART, "f1") == ladder_charts(CHART, "f1")


def test_words_for_who_cannot_see_it() -> None:
    assert alternative(CHART) == (
        "Troops: 5 figures by 4 sources, 1,000 to 12,000, reported 2024-10-18 to 2025-02-03. "
        "The table beside has them all."
    )


@given(st.lists(st.floats(0, 1), min_size=1, max_size=6))
def test_labels_keep_their_order_and_distance(wanted: list[float]) -> None:
    placed = spread(wanted, 0.1)
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    for one, other in pairwise(order):
        assert placed[other] - placed[one] >= 0.1 - 1e-9
    assert max(placed) <= 1.05 + 1e-9


@pytest.mark.parametrize(("at", "expected"), [(0, "A"), (25, "Z"), (26, "AA"), (52, "BA")])
def test_letters(at: int, expected: str) -> None:
    assert letter(at) == expected


@pytest.mark.parametrize(
    ("last", "undated", "written"),
    [
        (0, None, ["12 Mar 2026"]),
        (1, None, ["12 Mar 2026", "13 Mar"]),
        # Beside the undated the second of two near days would be written into the first.
        (2, -6.6, ["undated", "12 Mar 2026"]),
        (9, -6.6, ["undated", "12 Mar 2026", "21 Mar"]),
        (-1, 0.0, ["undated"]),
    ],
)
def test_days_are_written_where_there_is_room(
    last: int, undated: float | None, written: list[str]
) -> None:
    days = _Days(date(2026, 3, 12), last, undated)
    assert [text for _, text in _ticks(days, 4)] == written
