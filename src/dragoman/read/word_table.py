"""The words of many texts as numbers, so that what is asked of words is asked once of each."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

import numpy as np

Ints = np.ndarray[Any, np.dtype[np.intp]]


@dataclass(frozen=True, slots=True)
class WordTable:
    """Every occurrence of a word, in order of the texts.

    Attributes:
        word: number of the word.
        text: number of the text that it stands in, rising.
        words: distinct words, by number.
    """

    word: Ints
    text: Ints
    words: tuple[str, ...]


def word_pattern(pattern: str) -> re.Pattern[str]:
    """A pattern of words for `tabulate`: it must fit no white space."""
    return re.compile(rf"{pattern}|\n")


def tabulate(texts: Sequence[str], pattern: re.Pattern[str]) -> WordTable:
    """All words of texts.

    Args:
        texts: lines; a line break in one parts words like a space.
        pattern: as from `word_pattern`.
    """
    # One pass over all texts; the line breaks that part them are found along with the words.
    found = pattern.findall("\n".join([text.replace("\n", " ") for text in texts]))
    numbers: dict[str, int] = defaultdict(count().__next__)
    breaks = numbers["\n"]
    number = np.fromiter(map(numbers.__getitem__, found), dtype=np.intp, count=len(found))
    parting = number == breaks
    text = np.cumsum(parting)
    return WordTable(number[~parting] - 1, text[~parting], tuple(numbers)[1:])


def distinct(numbers: Ints) -> Ints:
    """Each number once, rising."""
    # `numpy.unique` looks them up in a table, which for the few thousand of a page takes longer.
    found = np.sort(numbers)
    first = np.ones(len(found), dtype=bool)
    first[1:] = found[1:] != found[:-1]
    return found[first]
