"""Stems, rarity and likeness of words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.reconcile.wording import (
    Rarity,
    beside,
    cosine,
    root,
    rows_of,
    shingle_hashes,
    stem,
    tokens,
)


@pytest.mark.parametrize(
    "words",
    [
        ("deploy", "deployed", "deployment", "deploys", "deploying", "deployments"),
        ("casualty", "casualties"),
        ("visit", "visits", "visited", "visiting"),
        ("soldier", "soldiers"),
        ("agree", "agreed", "agreement"),
        ("supply", "supplies", "supplied", "supplying"),
    ],
)
def test_forms_of_a_word_share_a_stem(words: tuple[str, ...]) -> None:
    assert len({stem(word) for word in words}) == 1


@pytest.mark.parametrize("pair", [("nation", "nate"), ("river", "riv"), ("troop", "trip")])
def test_other_words_do_not(pair: tuple[str, str]) -> None:
    assert stem(pair[0]) != stem(pair[1])


@pytest.mark.parametrize(
    "forms",
    [
        ("murder", "murdered", "murdering"),
        ("ram", "rammed"),
        ("plan", "planned"),
        ("kill", "killed"),
    ],
)
def test_forms_of_one_predicate_have_one_root(forms: tuple[str, ...]) -> None:
    assert len({root(form) for form in forms}) == 1


@pytest.mark.parametrize("pair", [("kill", "kiln"), ("pass", "past"), ("shell", "shelf")])
def test_other_predicates_have_other_roots(pair: tuple[str, str]) -> None:
    assert root(pair[0]) != root(pair[1])


def test_tokens_keep_numbers_whole() -> None:
    assert tokens("Over 10,000 men; 3.5%") == ["over", "10,000", "men", "3.5"]


def test_a_word_that_all_texts_have_weighs_less_than_a_rare_one() -> None:
    rarity = Rarity.of([["war", "ship"], ["war", "oil"], ["war"]])
    assert rarity.weight("war") < rarity.weight("oil") < rarity.weight("never seen")


@given(st.lists(st.lists(st.sampled_from("abcdef"), min_size=1), min_size=2, max_size=6))
def test_likeness_is_symmetric_and_bounded(texts: list[list[str]]) -> None:
    rarity = Rarity.of(texts)
    one, other = rarity.vector(texts[0]), rarity.vector(texts[1])
    assert cosine(one, other) == pytest.approx(cosine(other, one))
    assert -1e-9 <= cosine(one, other) <= 1 + 1e-9
    a, b = frozenset(texts[0]), frozenset(texts[1])
    assert rarity.overlap(a, b) == rarity.overlap(b, a)
    assert 0 <= rarity.overlap(a, b) <= 1


def test_shingles_of_a_short_text_are_none() -> None:
    assert shingle_hashes(["a", "b"], 3) == []
    assert len(shingle_hashes(["a", "b", "c", "d"], 3)) == 2


@pytest.mark.parametrize(
    ("told", "trigger", "right"),
    [
        (["sign", "strategic", "pact", "june"], "sign", True),
        (["strategic", "pact", "sign", "june"], "sign", True),
        (["sign", "landmark", "strategic", "pact"], "sign", False),
        (["sign", "landmark", "strategic", "pact"], "none", False),
        (["sign", "pact", "strategic"], "sign", False),
    ],
)
def test_words_beside_a_predicate_say_what_it_is_about(
    told: list[str], trigger: str, right: bool
) -> None:
    assert beside(trigger, {("strategic", "pact")}, told) is right
    assert len(rows_of(told)) == len(told) - 1
