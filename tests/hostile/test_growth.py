"""Twice as much of anything costs no more than about twice the steps, through reading and coding.

Steps are the calls that the program makes, of Python and of C alike: they are the same on every
machine and at any load. What a single call does is the business of the growth test of patterns.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any, Final

import pytest
from fuzz.targets import lexicon, reports_in

from dragoman.chain import code_report

SIZE: Final = 10_000
"""Characters of the smaller text."""

STEEP: Final = 2.6
"""As in the growth test of patterns: 2 would be linear, 4 quadratic."""

SHAPES: Final[dict[str, tuple[str, str]]] = {
    "prose": (".txt", "Iran attacked Israel on 5 May with about 200 missiles, officials said. "),
    "one story after the other": (".txt", "“We will not yield,” said Putin. Kyiv denied it.\n\n"),
    "no space": (".txt", "a"),
    "marks": (".txt", ",;:-"),
    "quotes opened": (".txt", "“"),
    "quotes in quotes": (".txt", "“he said ‘she "),
    "brackets": (".txt", "(["),
    "signs nobody sees": (".txt", "\u200b\u200d\ufeff"),
    "turned round": (".txt", "\u202ea\u202c "),
    "figures": (".txt", "1,000,000 2.5 million 10 to 12 "),
    "one figure": (".txt", "9"),
    "dates": (".txt", "5 May 2024, "),
    "said": (".txt", "said said "),
    "and": (".txt", "and or "),
    "names": (".txt", "Vladimir Putin Kim Jong Un "),
    "capitals": (".txt", "NATO UN EU "),
    "sources on sources": (".txt", "officials said that Reuters reported that "),
    "conditions": (".txt", "if the war ends, unless they meet, "),
    "lines": (".txt", "a\n"),
    "links": (".txt", "https://a.example/b?c=d&e "),
    "mojibake": (".txt", "donâ€™t "),
    "dashes": (".txt", "SEOUL (Reuters) - "),
    "paragraphs": (".html", "<p>Moscow sent oil to Pyongyang.</p>"),
    "tags": (".html", "<b>a</b>"),
    "open tags": (".html", "<p><i>a"),
    "cells": (".html", "<tr><td>a</td></tr>"),
    "list": (".html", "<li><a href='/a'>World news</a></li>"),
    "comments": (".html", "<!-- a -->"),
    "entities": (".html", "&amp;&#0;&nbsp;"),
    "metadata": (".html", "<meta name='author' content='Ann Ox'>"),
    "times": (".html", "<time datetime='2026-03-03'>3 March</time>"),
    "headings": (".md", "# a\n"),
    "emphasis": (".md", "*a_`["),
    "rows": (".csv", "a,b\n"),
}
"""Endings and what is repeated; rows of a table fail one by one, which is bounded too."""


SIZES: Final = {"said": 3_000, "quotes in quotes": 3_000, "entities": 8 * SIZE}
"""Shapes of which each character costs very much, or of which little text is left."""


@pytest.fixture(scope="module", autouse=True)
def _loaded() -> None:
    """What is loaded with the first long report is not counted."""
    for name in ("prose", "paragraphs"):
        coded(*SHAPES[name], 2 * SIZE)


def steps(run: Callable[[], object]) -> int:
    """How many calls it makes."""
    count = 0

    def seen(frame: Any, event: str, what: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(seen)
    try:
        run()
    finally:
        sys.setprofile(before)
    return count


def coded(suffix: str, piece: str, size: int) -> int:
    data = (piece * (size // len(piece))).encode()
    if suffix == ".html":
        data = b"<html><body>" + data
    if suffix == ".csv":
        data = b"id,text\n" + data

    def run() -> None:
        for one in reports_in(f"a{suffix}", data):
            code_report(one, lexicon())

    return steps(run)


@pytest.mark.parametrize("name", SHAPES)
def test_twice_as_much_costs_about_twice_the_steps(name: str) -> None:
    suffix, piece = SHAPES[name]
    size = SIZES.get(name, SIZE)
    coded(suffix, piece, size)  # what is loaded with the first report of its kind is not counted
    one, two = coded(suffix, piece, size), coded(suffix, piece, 2 * size)
    assert two <= STEEP * one, f"{one:,} steps, then {two:,}"


def test_what_is_steep_is_told() -> None:
    def square(size: int) -> int:
        return steps(lambda: [[len("a") for _ in range(size)] for _ in range(size)])

    assert square(40) > STEEP * square(20)
