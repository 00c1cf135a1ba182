"""Counts of facets are those that going through all happenings one by one gives."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.case.columns import CaseColumns, HappeningColumns
from dragoman.model import Actor, ActorKind
from dragoman.serve.facets import ORDERS, Index, make_index

COUNTRIES = ("NOR", "SOU", "EAS")
ACTORS = {
    f"act_{code}": Actor(f"act_{code}", "", code.title(), ActorKind.STATE, code, "")
    for code in COUNTRIES
}


def parties(codes: list[str]) -> tuple[tuple[str, str, str], ...]:
    return tuple((f"act_{code}", code.title(), code) for code in codes)


SIDES = st.lists(st.sampled_from(COUNTRIES), max_size=2, unique=True).map(parties)
DAYS = st.sampled_from(["", "2023-12-30", "2024-01-02", "2024-06-01"])


@st.composite
def happenings(draw: st.DrawFn, row: int = 0) -> HappeningColumns:
    first, last = sorted((draw(DAYS), draw(DAYS)))
    return HappeningColumns(
        id="",
        type=draw(st.sampled_from(["AID", "CONSULT"])),
        mode="",
        factuality=draw(st.sampled_from(["actual", "planned"])),
        earliest=first,
        latest=last,
        precision=draw(st.integers(0, 5)) if first else 0,
        initiators=draw(SIDES),
        recipients=draw(SIDES),
        classes=tuple(draw(st.sets(st.sampled_from(["arms", "food"])))),
        origins=(("", draw(st.sampled_from(["a", "b"]))),),
        report_ids=("rep_1",),
        disputed=False,
    )


def index_of(rows: list[HappeningColumns]) -> Index:
    from dataclasses import replace

    named = tuple(replace(one, id=f"hap_{at:03}") for at, one in enumerate(rows))
    said = tuple((one.id, "", "Minister", "person") for one in named)
    return make_index(CaseColumns(named, said, {"rep_1": "The Post"}, ACTORS, "stamp"))


INDEXES = st.lists(happenings(), max_size=12).map(index_of)


@given(INDEXES, st.sampled_from(["AID", "CONSULT", "none"]))
def test_counts_are_those_of_going_through_all(index: Index, wanted: str) -> None:
    chosen = {"type": (wanted,)}
    kept = [one for one in index.columns.happenings if one.type == wanted]
    counted = Counter(cls for one in kept for cls in one.classes)
    assert {value: n for value, _, n in index.counts("what", chosen)} == dict(counted)
    assert int(index.select(chosen).sum()) == len(kept)


@given(INDEXES, st.sampled_from(["AID", "CONSULT"]))
def test_a_facets_own_choice_is_left_out_of_its_counts(index: Index, wanted: str) -> None:
    assert index.counts("type", {"type": (wanted,)}) == index.counts("type", {})


@given(INDEXES)
def test_each_order_has_every_happening_once(index: Index) -> None:
    every = np.ones(len(index.ids), dtype=np.bool_)
    for order in ORDERS:
        assert sorted(index.ordered(every, order)) == list(index.ids)


@given(INDEXES)
def test_newest_and_oldest_put_the_undated_last(index: Index) -> None:
    every = np.ones(len(index.ids), dtype=np.bool_)
    held = {one.id: one for one in index.columns.happenings}
    for order in ("newest", "oldest"):
        dated = [bool(held[k].earliest or held[k].latest) for k in index.ordered(every, order)]
        assert dated == sorted(dated, reverse=True)


@given(INDEXES)
def test_a_pair_is_one_whichever_way(index: Index) -> None:
    for value in index.facets["pair"].values:
        one, other = value.split(",")
        assert one < other


@pytest.mark.parametrize(
    ("earliest", "latest", "precision", "moments"),
    [
        ("2024-06-01", "2024-06-01", 1, {"2024", "2024-06"}),
        ("2023-12-30", "2024-01-02", 2, {"2023", "2024", "2023-12", "2024-01"}),
        ("2023-12-30", "2024-06-01", 5, {"2023", "2024"}),
        ("2019-01-01", "2024-06-01", 5, {"undated"}),
        ("", "2024-06-01", 5, {"2024"}),
        ("", "", 0, {"undated"}),
    ],
)
def test_a_date_stands_under_its_years_and_months(
    earliest: str, latest: str, precision: int, moments: set[str]
) -> None:
    one = HappeningColumns(
        "", "AID", "", "actual", earliest, latest, precision, (), (), (), (), (), False
    )
    index = index_of([one])
    assert set(index.facets["date"].values) == moments
