"""Reports of one story."""

from __future__ import annotations

from itertools import permutations

from tests.factories import make_coded, make_report

from dragoman.lexicon import Lexicon
from dragoman.model import CodedReport
from dragoman.reconcile.stories import find_stories

FERRY = "Two ferries collided in the strait and sank; the coast guard rescued passengers."
FERRY_TOO = "Passengers of two ferries that sank in the strait were saved by the coast guard."
WHEAT = "Parliament voted to cap wheat exports after a drought halved the harvest in the south."
STRIKE = "Tram drivers in the capital began a strike over pay and night shifts."


def report(text: str, publisher: str, published: str | None = "2024-05-02") -> CodedReport:
    return make_coded(make_report(text, publisher=publisher, published=published))


def grouped(reports: list[CodedReport], lexicon: Lexicon) -> dict[str, str]:
    found = find_stories({r.report.id: r for r in reports}, lexicon)
    return {r.report.publisher: found[r.report.id] for r in reports}


def test_like_reports_share_a_story_and_others_do_not(lexicon: Lexicon) -> None:
    reports = [report(FERRY, "A"), report(FERRY_TOO, "B"), report(WHEAT, "C"), report(STRIKE, "D")]
    story = grouped(reports, lexicon)
    assert story["A"] == story["B"]
    assert len({story["A"], story["C"], story["D"]}) == 3


def test_a_story_ends_with_its_window(lexicon: Lexicon) -> None:
    reports = [
        report(FERRY, "A", "2024-05-02"),
        report(FERRY_TOO, "B", "2024-07-02"),
        report(FERRY_TOO, "C", None),
        report(WHEAT, "D"),
    ]
    story = grouped(reports, lexicon)
    assert story["A"] != story["B"]
    assert story["C"] in (story["A"], story["B"])


def test_the_order_of_arrival_does_not_matter(lexicon: Lexicon) -> None:
    reports = [report(FERRY, "A"), report(FERRY_TOO, "B"), report(WHEAT, "C"), report(STRIKE, "D")]
    expected = grouped(reports, lexicon)
    for order in permutations(reports):
        assert grouped(list(order), lexicon) == expected
