from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.model import content_id, text_hash
from dragoman.model.ids import PREFIXES, type_of_prefix

PARTS = st.lists(st.one_of(st.text(), st.integers(), st.dates()), max_size=5)


def test_ids_are_what_they_were() -> None:
    # Ids are stored in cases and quoted by users: a change of the hash breaks both.
    assert content_id("event", "a", 1, date(2026, 3, 1), None) == "evt_eb0198658deb9517"
    assert text_hash("abc").startswith("ba7816bf8f01cfea414140de5dae2223")


@pytest.mark.parametrize("kind", sorted(PREFIXES))
def test_the_prefix_tells_the_kind(kind: str) -> None:
    made = content_id(kind, "x")
    assert re.fullmatch(r"[a-z]{3}_[0-9a-f]{16}", made)
    assert type_of_prefix[made[:3]] == kind


def test_prefixes_are_distinct() -> None:
    assert len(set(PREFIXES.values())) == len(PREFIXES)


@given(PARTS, PARTS)
def test_only_the_same_parts_give_the_same_id(
    one: list[str | int | date], other: list[str | int | date]
) -> None:
    same_parts = [str(part) for part in one] == [str(part) for part in other]
    assert (content_id("event", *one) == content_id("event", *other)) == same_parts


def test_parts_do_not_run_together() -> None:
    assert content_id("event", "ab", "c") != content_id("event", "a", "bc")
    assert len({content_id("event", *parts) for parts in ([], [""], [None], ["", ""])}) == 4


def test_lone_surrogates_hash() -> None:
    assert content_id("report", "\ud800") != content_id("report", "\ud801")
    assert text_hash("\ud800") != text_hash("\ud801")
