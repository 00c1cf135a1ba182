"""Reports of one story."""

from __future__ import annotations

from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st
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
    found = find_stories({r.report.id: r.report for r in reports}, lexicon)
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


def test_a_story_keeps_its_id_while_later_reports_join(lexicon: Lexicon) -> None:
    first = [report(FERRY, "A", "2024-05-02"), report(WHEAT, "C")]
    before = grouped(first, lexicon)
    later = [*first, report(FERRY_TOO, "B", "2024-05-04"), report(FERRY_TOO, "D", None)]
    after = grouped(later, lexicon)
    assert after["A"] == after["B"] == after["D"] == before["A"]
    assert after["C"] == before["C"]


WORDS = st.lists(
    st.sampled_from(("ferry", "strait", "sank", "guard", "wheat", "drought", "tram", "strike")),
    min_size=2,
    max_size=9,
)


@given(
    st.lists(st.tuples(WORDS, st.integers(1, 28)), min_size=2, max_size=9),
    st.randoms(use_true_random=False),
)
@settings(max_examples=60)
def test_any_order_gives_the_same_stories(lexicon, rows, rng) -> None:  # type: ignore[no-untyped-def]
    reports = [
        report(" ".join(words), f"P{n}", f"2024-05-{day:02}") for n, (words, day) in enumerate(rows)
    ]
    expected = grouped(reports, lexicon)
    rng.shuffle(reports)
    assert grouped(reports, lexicon) == expected
    # A story's id is that of a report that is in it: no two stories bear one id.
    members = {story: {p for p, s in expected.items() if s == story} for story in expected.values()}
    assert sum(map(len, members.values())) == len(reports)
