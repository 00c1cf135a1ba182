"""The article of a page, by a well-kept extractor, aligned back onto the visible lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import replace
from typing import Any, Final

import htmldate
import trafilatura

from dragoman.read.records import Line

NOT_WORD: Final = re.compile(r"\W+")
FEW_WORDS: Final = 4
SHINGLE: Final = 5
KEPT: Final = 0.8


def extract_article(tree: Any) -> str:
    """The article's text as trafilatura finds it, one paragraph a line; empty if none.

    Args:
        tree: of the page; trafilatura works on a copy.
    """
    found = trafilatura.extract(
        tree, include_comments=False, include_tables=True, deduplicate=False, fast=True
    )
    return found or ""


def guess_date(tree: Any) -> str:
    """The day of publication as htmldate finds it in the markup, ISO; "" if it does not.

    Its search through running text is left out: it takes any date for the page's.
    """
    return htmldate.find_date(deepcopy(tree), original_date=True, extensive_search=False) or ""


def mark_extracted(lines: Sequence[Line], article: str) -> tuple[Line, ...]:
    """Tell for each visible line whether the extracted article holds it.

    A short line must be a line of the article; a long one may have been joined or cut, so
    that most of its five-word runs must occur there.
    """
    pieces = [NOT_WORD.sub(" ", p).strip().casefold() for p in article.splitlines()]
    whole = {p for p in pieces if p}
    words = " ".join(pieces).split()
    runs = {tuple(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1)}
    return tuple(replace(line, extracted=_holds(line, whole, runs)) for line in lines)


def _holds(line: Line, whole: set[str], runs: set[tuple[str, ...]]) -> bool:
    bare = NOT_WORD.sub(" ", line.text).strip().casefold()
    if bare in whole:
        return True
    words = bare.split()
    own = [tuple(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1)]
    return len(words) > FEW_WORDS and sum(r in runs for r in own) >= KEPT * len(own)
