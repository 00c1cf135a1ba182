"""A sentence with what reading its figures needs at every turn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.extract.records import Mention
from dragoman.lexicon.figures import Figures
from dragoman.parse.sentence import Sentence


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence.

    Attributes:
        words: its tokens in lower case.
        mentions: the sentence's mentions.
        dates: tokens inside dates and clock times.
    """

    sentence: Sentence
    words: tuple[str, ...]
    figures: Figures
    mentions: Sequence[Mention]
    dates: frozenset[int]
