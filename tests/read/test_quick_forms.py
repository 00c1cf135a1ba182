"""What is asked of all lines of a page at once is what the plain definitions say, line by line."""

from __future__ import annotations

import re
from itertools import pairwise
from zlib import crc32

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.lexicon.tables import Tables
from dragoman.read.context import line_content
from dragoman.read.features import CLOSED, COLUMN, SEPARATOR, own_matrix
from dragoman.read.hashed import BUCKETS, HEAD, TAIL, bucket_rows
from dragoman.read.records import Line
from dragoman.read.shape import STOP_WORDS, WORD
from dragoman.read.trees import parse_trees
from dragoman.read.word_table import tabulate, word_pattern
from dragoman.read.words import TABLE, load_signs

TEXTS = st.lists(st.text(alphabet="aB1'-. ,^$…ßé\n", max_size=70), max_size=5)
SHOWN = st.lists(st.text(alphabet="aBy1ou'-.!?|) \t", min_size=1, max_size=70), max_size=5)


def plain_buckets(text: str) -> list[int]:
    words = re.findall(r"\w+|[^\w\s]", re.sub(r"\d+", "0", text.casefold()))
    if len(words) > HEAD + TAIL:
        words = [*words[:HEAD], "…", *words[-TAIL:]]
    grams = {*words, *map(" ".join, pairwise(["^", *words, "$"]))}
    return sorted({crc32(g.encode()) % BUCKETS for g in grams})


def lines_of(texts: list[str]) -> tuple[Line, ...]:
    return tuple(Line(0, len(text), text) for text in texts)


@given(TEXTS)
def test_words_are_those_of_each_text(texts: list[str]) -> None:
    table = tabulate(texts, word_pattern(WORD.pattern))
    for n, text in enumerate(texts):
        assert [table.words[k] for k in table.word[table.text == n]] == WORD.findall(text)


@given(TEXTS)
def test_buckets_are_those_of_each_line(texts: list[str]) -> None:
    found, sizes = bucket_rows(texts)
    rows = np.split(found, np.cumsum(sizes)[:-1]) if texts else []
    assert [row.tolist() for row in rows] == [plain_buckets(text) for text in texts]


def test_a_long_line_is_cut_in_the_middle() -> None:
    text = " ".join(f"w{chr(97 + n)}" for n in range(HEAD + TAIL + 1))
    assert bucket_rows([text, "x"])[0].tolist() == [*plain_buckets(text), *plain_buckets("x")]


@given(TEXTS)
def test_content_words_are_those_of_each_line(texts: list[str]) -> None:
    content = line_content(lines_of(texts))
    plain = [
        {w for w in WORD.findall(text.casefold()) if len(w) > 2} - STOP_WORDS for text in texts
    ]
    assert content.size.tolist() == [len(words) for words in plain]
    assert content.line.tolist() == [n for n, words in enumerate(plain) for _ in words]
    numbers = content.word.tolist()
    assert len(set(numbers)) == len(set().union(*plain))


@given(SHOWN)
def test_own_features_are_those_of_each_line(texts: list[str]) -> None:
    own = own_matrix(lines_of(texts), load_signs())
    for text, row in zip(texts, own, strict=True):
        words = WORD.findall(text)
        count = max(1, len(words))
        assert row[COLUMN["capital_share"]] == pytest.approx(
            sum(w[0].isupper() for w in words) / count
        )
        assert row[COLUMN["distinct"]] == pytest.approx(len({w.casefold() for w in words}) / count)
        assert row[COLUMN["separators"]] == pytest.approx(len(SEPARATOR.findall(text)) / count)
        assert bool(row[COLUMN["closed"]]) == (bool(CLOSED.search(text)) and text[-1] not in ":;")


def every_whole_pattern() -> dict[str, list[str]]:
    return {
        kind: entry.get("whole", [])
        for _, table in Tables().toml(TABLE)
        for kind, entry in table.items()
    }


@pytest.mark.parametrize(
    "text",
    [
        *("Share this article", "SHARE THIS ARTICLE", "Abonnieren", "ПОДЕЛИТЬСЯ", "By Ann Lee"),
        *("by ann lee", "Photo: Reuters", "3 MINS read", "Читайте также", "(Reuters)", "(reuters)"),
        *("The ministry denied it on Monday.", "Watch now", "AD", "Author: Ann Lee"),
    ],
)
def test_lowered_patterns_fit_what_they_fit_whatever_the_case(text: str) -> None:
    plain = [
        kind
        for kind, patterns in every_whole_pattern().items()
        if any(re.fullmatch(p, text, re.IGNORECASE) for p in patterns)
    ]
    assert load_signs().whole_kind(text) == (plain[0] if plain else None)


def test_trees_go_left_up_to_the_limit() -> None:
    trees = parse_trees(
        {
            "column": [[1, 0, 0], [0]],
            "limit": [[0.5, 0, 0], [0]],
            "left": [[1, 1, 2], [0]],
            "right": [[2, 1, 2], [0]],
            "value": [[0, -1.0, 2.0], [0.25]],
            "base": 0.5,
            "depth": 1,
        }
    )
    rows = np.array([[9, 0.5], [9, 0.75]], dtype=np.float32)
    assert trees.log_odds(rows).tolist() == [-0.25, 2.75]
