"""The scores of bench/coreference_scores.py against cases reckoned by hand and from the papers."""

from __future__ import annotations

import importlib.util
import sys
from itertools import permutations
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st


@pytest.fixture(scope="session")
def scores(root: Path) -> ModuleType:
    path = root / "bench" / "coreference_scores.py"
    if not path.is_file():
        pytest.skip("the benchmarks are not part of an installed package")
    spec = importlib.util.spec_from_file_location("coreference_scores", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules.setdefault("coreference_scores", module)
    spec.loader.exec_module(module)
    return module


def partition(*clusters: str) -> dict[str, int]:
    return {mention: n for n, cluster in enumerate(clusters) for mention in cluster}


# Pradhan et al. 2014, section 4: key {a,b,c} {d,e,f,g}; response {a,b} {c,d} {f,g,h,i}.
KEY, RESPONSE = partition("abc", "defg"), partition("ab", "cd", "fghi")


@pytest.mark.parametrize(
    ("name", "precision", "recall"),
    [
        # Links kept: of the key abc loses one of two, defg (d | e | fg) two of three: 2/5.
        # Of the response ab 1/1, cd 0/1, fghi (fg | h | i) 1/3: 2/5.
        ("MUC", 2 / 5, 2 / 5),
        # Recall: a, b 2/3, c 1/3, d 1/4, e 0, f, g 2/4 over 7.
        # Precision: a, b 1, c, d 1/2, f, g 2/4, h, i 0 over 8.
        ("B3", 4 / 8, (2 / 3 + 2 / 3 + 1 / 3 + 1 / 4 + 1 / 2 + 1 / 2) / 7),
        # Best alignment: abc with ab (4/5), defg with fghi (4/8).
        ("CEAFe", 1.3 / 3, 1.3 / 2),
    ],
)
def test_published_example(scores: ModuleType, name: str, precision: float, recall: float) -> None:
    found = scores.predicted_scores(KEY, RESPONSE)[name]
    assert found.precision == pytest.approx(precision)
    assert found.recall == pytest.approx(recall)
    assert found.f1 == pytest.approx(2 * precision * recall / (precision + recall))


def test_blanc_of_the_published_example(scores: ModuleType) -> None:
    # Coreference links: 9 in the key, 8 in the response, ab and fg in both.
    # Other links: 12 in the key, 20 in the response, in both those of a, b, c, d, f, g that are
    # between abc and dfg and between ab, cd, fg: ad, af, ag, bd, bf, bg, cf, cg.
    found = scores.blanc(KEY, RESPONSE)
    assert found.precision == pytest.approx((2 / 8 + 8 / 20) / 2)
    assert found.recall == pytest.approx((2 / 9 + 8 / 12) / 2)


def test_same_mentions_by_hand(scores: ModuleType) -> None:
    gold, found = partition("ab", "c"), partition("abc")
    everything = scores.all_scores(gold, found)
    assert everything["MUC"] == pytest.approx((1 / 2, 1.0, 2 / 3))
    assert everything["B3"] == pytest.approx(((2 / 3 + 2 / 3 + 1 / 3) / 3, 1.0, 10 / 14))
    assert everything["CEAFe"] == pytest.approx((4 / 5, 2 / 5, 8 / 15))
    # One link right of three found; of the two non-links none is found.
    assert everything["BLANC"].f1 == pytest.approx((2 * (1 / 3) / (4 / 3) + 0) / 2)
    mean = (2 / 3 + 10 / 14 + 8 / 15) / 3
    assert everything["CoNLL"].f1 == pytest.approx(mean)


labels = st.lists(st.integers(0, 3), min_size=2, max_size=6)


@given(labels, st.data())
def test_alignment_is_the_best_there_is(
    scores: ModuleType, ours: list[int], data: st.DataObject
) -> None:
    theirs = data.draw(st.lists(st.integers(0, 3), min_size=len(ours), max_size=len(ours)))
    gold, found = dict(enumerate(ours)), dict(enumerate(theirs))
    a = [{m for m in gold if gold[m] == k} for k in sorted(set(ours))]
    b = [{m for m in found if found[m] == k} for k in sorted(set(theirs))]
    few, many = sorted((a, b), key=len)
    best = max(
        sum(2 * len(x & y) / (len(x) + len(y)) for x, y in zip(few, order, strict=False))
        for order in permutations(many, len(few))
    )
    assert scores.ceaf_e(gold, found).recall * len(a) == pytest.approx(best)


@given(labels)
def test_the_gold_itself_is_perfect(scores: ModuleType, ours: list[int]) -> None:
    gold = dict(enumerate(ours))
    for name, score in scores.all_scores(gold, gold).items():
        if name in ("B3", "CEAFe", "BLANC"):
            assert score.f1 == pytest.approx(1.0)
