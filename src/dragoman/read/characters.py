"""Kinds of characters counted in many lines at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, Final

import numpy as np

Counts = np.ndarray[Any, np.dtype[np.int64]]

PUNCTUATION: Final = re.compile(r"[^\w\s]")
DECIMAL: Final = re.compile(r"\d")
QUOTES: Final = '"“”«»„'
BRACKETS: Final = "()[]"

KINDS: Final[dict[str, Callable[[str], bool]]] = {
    "digit": str.isdigit,
    "upper": str.isupper,
    "punctuation": lambda c: bool(PUNCTUATION.match(c)),
    "comma": lambda c: c == ",",
    "quote": lambda c: c in QUOTES,
    "bracket": lambda c: c in BRACKETS,
    "small": lambda c: "a" <= c <= "z",
    "small_end": lambda c: "a" <= c <= "z" or "à" <= c <= "ÿ" or c == ")",
    "capital": lambda c: "A" <= c <= "Z",
    "capital_start": lambda c: "A" <= c <= "Z" or "À" <= c <= "Þ",
    "decimal": lambda c: bool(DECIMAL.match(c)),
}
BIT: Final = {name: np.uint16(1 << n) for n, name in enumerate(KINDS)}
COUNTED: Final = ("digit", "upper", "punctuation", "comma", "quote", "bracket")
ASCII: Final = 128


@cache
def _bits(code: int) -> int:
    """The kinds that a character is of, one bit each."""
    return sum(1 << n for n, fits in enumerate(KINDS.values()) if fits(chr(code)))


@cache
def _ascii_bits() -> np.ndarray[Any, np.dtype[np.uint16]]:
    return np.array([_bits(code) for code in range(ASCII)], dtype=np.uint16)


def _classified(text: str) -> np.ndarray[Any, np.dtype[np.uint16]]:
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    beyond = codes >= ASCII
    found = _ascii_bits()[np.where(beyond, 0, codes)]
    if beyond.any():
        own, number = np.unique(codes[beyond], return_inverse=True)
        found[beyond] = np.array([_bits(int(code)) for code in own], dtype=np.uint16)[number]
    return found


def count_characters(texts: Sequence[str]) -> dict[str, Counts]:
    """For each text the number of characters of each kind in ``COUNTED``, and of glued words.

    Words are glued where a capital follows a small letter or a closing bracket, or a digit and a
    letter meet ("aB", "a1", "1B"); no character counts in two pairs.
    """
    # A line break between them, which is of no kind, keeps a text's end from its neighbour.
    kinds = _classified("".join(text + "\n" for text in texts))
    ends = np.cumsum([len(text) + 1 for text in texts], dtype=np.intp)
    starts = ends - np.array([len(text) + 1 for text in texts], dtype=np.intp)

    def counted(flags: Any) -> Counts:
        sums = np.concatenate([[0], np.cumsum(flags, dtype=np.int64)])
        return np.asarray(sums[ends] - sums[starts])

    return {
        **{name: counted((kinds & BIT[name]) != 0) for name in COUNTED},
        "glued": counted(_glued(kinds)),
    }


def _glued(kinds: np.ndarray[Any, np.dtype[np.uint16]]) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Second characters of glued pairs."""

    def on(name: str, back: int) -> Any:
        shifted = np.zeros(len(kinds), dtype=bool)
        shifted[back:] = (kinds[: len(kinds) - back] & BIT[name]) != 0
        return shifted

    return np.asarray(
        (on("small_end", 1) & on("capital_start", 0))
        | (on("small", 1) & on("decimal", 0))
        | (on("decimal", 1) & on("capital", 0) & ~on("small", 2))
    )
