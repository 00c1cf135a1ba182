"""Groups out of scored pairs."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reconcile.tellings import scorer_of, telling

from dragoman.lexicon import Lexicon
from dragoman.model import PartialDate
from dragoman.reconcile.cluster import bonds, cluster, explain
from dragoman.reconcile.press import Telling


def grouped(
    tellings: Sequence[Telling], lexicon: Lexicon, **wanted: list[tuple[str, str]]
) -> set[frozenset[str]]:
    ordered = sorted(tellings, key=lambda t: t.event.id)
    found = cluster(ordered, scorer_of(lexicon, *ordered), **wanted)
    assert sorted(i for group in found for i in group) == list(range(len(ordered)))
    return {frozenset(ordered[i].report.publisher for i in group) for group in found}


def test_a_vague_telling_does_not_bridge_two_days(lexicon: Lexicon) -> None:
    may = PartialDate.month(2024, 5, "'in May'")
    tellings = [
        telling(lexicon, publisher="early", occurred="2024-05-02", published="2024-06-02"),
        telling(lexicon, publisher="late", occurred="2024-05-28", published="2024-06-02"),
        telling(lexicon, publisher="vague", occurred=may, published="2024-06-02"),
    ]
    found = grouped(tellings, lexicon)
    assert len(found) == 2
    assert frozenset({"early", "late"}) not in found


def test_an_analyst_joins_and_parts(lexicon: Lexicon) -> None:
    same = [telling(lexicon, publisher=name, occurred="2024-05-01") for name in "AB"]
    other = telling(lexicon, publisher="C", giver="Eastland", taker="Westland")
    ids = {t.report.publisher: t.event.id for t in [*same, other]}
    assert frozenset("AB") in grouped([*same, other], lexicon)
    parted = grouped([*same, other], lexicon, cannot=[(ids["A"], ids["B"])])
    assert parted == {frozenset("A"), frozenset("B"), frozenset("C")}
    joined = grouped([*same, other], lexicon, must=[(ids["A"], ids["C"])])
    assert any({"A", "C"} <= group for group in joined)


def test_the_best_bond_comes_first_and_is_explained(lexicon: Lexicon) -> None:
    tellings = sorted(
        (
            telling(lexicon, publisher="A", occurred="2024-05-01"),
            telling(lexicon, publisher="B", occurred="2024-05-01"),
            telling(lexicon, publisher="C", occurred="2024-05-02", taker=None),
        ),
        key=lambda t: t.event.id,
    )
    scorer = scorer_of(lexicon, *tellings)
    found = bonds(tellings, scorer)
    assert [b.score for b in found] == sorted((b.score for b in found), reverse=True)
    best = {tellings[i].report.publisher for i in (found[0].one, found[0].other)}
    assert best == {"A", "B"}
    by_id = {t.event.id: t for t in tellings}
    one, other = tellings[found[0].one].event.id, tellings[found[0].other].event.id
    bar, score, reasons = explain(by_id, scorer, one, other)
    assert (bar, round(score, 6)) == ("", found[0].score)
    assert {"same pair", "same days"} <= {r.name for r in reasons}


@settings(max_examples=30, deadline=None)
@given(
    days=st.lists(st.integers(1, 28), min_size=2, max_size=6),
    figures=st.lists(st.sampled_from([10.0, 500.0, 520.0]), min_size=6, max_size=6),
)
def test_no_group_holds_two_that_bar_each_other(
    lexicon: Lexicon, days: list[int], figures: list[float]
) -> None:
    tellings = sorted(
        (
            telling(
                lexicon,
                publisher=f"P{n}",
                occurred=f"2024-05-{day:02}",
                published="2024-06-02",
                figure=("guns", figures[n], "arms"),
            )
            for n, day in enumerate(days)
        ),
        key=lambda t: t.event.id,
    )
    scorer = scorer_of(lexicon, *tellings)
    for group in cluster(tellings, scorer):
        for a in group:
            for b in group:
                assert a == b or not scorer.never(tellings[a], tellings[b])
