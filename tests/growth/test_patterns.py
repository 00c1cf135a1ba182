"""No pattern of ours is super-linear from a given start: shown by growth, in steps, not seconds."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.growth.steps import Counter, TooMany, pumps

COLLECT = Path(__file__).with_name("collect.py")
FEWER, MORE = 24, 48
BUDGET = 60_000
LINEAR = 2.6
"""Twice the text may take so many times the steps: 2 is linear, 4 quadratic."""
MOST_PUMPS = 12
TAILS = ("", "\n\0")

BOUNDED = {
    "read/opening.py": "looked for in the first 90 characters of a paragraph",
}
"""Where a pattern may be worse, and why that does no harm."""


@pytest.fixture(scope="module")
def patterns() -> list[tuple[str, int, str]]:
    done = subprocess.run(
        [sys.executable, str(COLLECT)], capture_output=True, text=True, check=True, timeout=600
    )
    return [tuple(json.loads(line)) for line in done.stdout.splitlines()]


def growth(count: Callable[[str, int], int], lead: str, pump: str, tail: str) -> float:
    found = []
    for times in (FEWER, MORE):
        try:
            found.append(count(lead + pump * times + tail, BUDGET))
        except TooMany:
            return float("inf")
    return found[1] / max(found[0], 1) if found[1] > 8 * MORE else 1.0


def worst(pattern: str, flags: int) -> tuple[float, str]:
    """The steepest growth that a text made for a pattern shows, and the text that is repeated."""
    counter = Counter(pattern, flags)
    tried = list(dict.fromkeys(pumps(counter.tree)))[:MOST_PUMPS]
    grown = [
        (growth(counter.match, lead, pump, tail), pump) for lead, pump in tried for tail in TAILS
    ]
    return max(grown, default=(1.0, ""))


def deep(call: Callable[[], None]) -> None:
    """Call with room for the matcher's recursion, which goes as deep as the text is long."""
    failed: list[BaseException] = []

    def run() -> None:
        try:
            call()
        except BaseException as error:
            failed.append(error)

    limit, size = sys.getrecursionlimit(), threading.stack_size(256 * 1024 * 1024)
    sys.setrecursionlimit(100_000)
    try:
        thread = threading.Thread(target=run)
        thread.start()
        thread.join()
    finally:
        sys.setrecursionlimit(limit)
        threading.stack_size(size)
    if failed:
        raise failed[0]


def test_no_pattern_is_super_linear(patterns: list[tuple[str, int, str]]) -> None:
    assert len(patterns) > 400, "the package's patterns were found"
    steep: list[str] = []

    def look() -> None:
        for pattern, flags, where in patterns:
            if where in BOUNDED:
                continue
            ratio, pump = worst(pattern, flags)
            if ratio > LINEAR:
                steep.append(f"{where}: {pattern[:120]!r} on {pump!r}: {ratio:.1f}")

    deep(look)
    assert not steep, "\n".join(steep)


@pytest.mark.parametrize(
    ("pattern", "is_steep"),
    [
        (r"(a+)+$", True),
        (r"(a|a)*b", True),
        (r"(?:a|aa)+c", True),
        (r"\s*,?\s*x", True),
        (r"\w+\d+!", True),
        (r".*?,.*?;x", True),
        (r"\s*+,?\s*+x", False),
        (r"[a-z]+[0-9]+!", False),
        (r"(?:ab)*c", False),
        (r"(?>a+)a", False),
        (r"(['\"]).*?\1", False),
        (r"(?<!\w)[A-Z]\w{0,60}\s", False),
    ],
)
def test_what_is_known_to_be_steep_is_told_from_what_is_not(pattern: str, is_steep: bool) -> None:
    found: list[float] = []
    deep(lambda: found.append(worst(pattern, re.UNICODE)[0]))
    assert (found[0] > LINEAR) is is_steep


@pytest.mark.parametrize(
    ("pattern", "text", "fits"),
    [
        (r"a(b|c)*d", "abcbd", True),
        (r"a(b|c)*d", "abcbe", False),
        (r"(?i)IRAN\b", "iran,", True),
        (r"(\w)\1", "aa", True),
        (r"(\w)\1", "ab", False),
        (r"a{2,3}?b", "aaab", True),
        (r"(?<=x)a|^b$", "b", True),
        (r"[^\W\d_]+(?!\d)$", "abc", True),
    ],
)
def test_the_counter_matches_as_python_does(pattern: str, text: str, fits: bool) -> None:
    counter, ends = Counter(pattern, re.UNICODE), list[int]()
    counter.text, counter.left, counter.groups = text, BUDGET, {}
    matched = counter._seq(counter.tree, 0, counter.flags, lambda to: not ends.append(to))
    assert matched is fits is (re.match(pattern, text) is not None)
    if fits:
        assert ends[-1] == re.match(pattern, text).end()  # type: ignore[union-attr]
