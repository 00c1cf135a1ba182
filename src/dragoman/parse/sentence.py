"""Parsed sentences: plain tuples, so that later stages neither import nor pickle the NLP library.

Labels are those of the pinned English model: ClearNLP dependency labels (``nsubj``, ``dobj``,
``prep``, ``pobj`` …; spaCy glossary), Penn Treebank tags, Universal POS.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from dragoman.mend import View
from dragoman.model import Report


class Token(NamedTuple):
    """One token. ``head`` and ``i`` count within the sentence, offsets in ``source_text``."""

    i: int
    text: str
    """The token as parsed: mended, curly quotes plain. Its offsets cover what the original has."""
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    start: int
    end: int
    ent: str
    """Named-entity label of the model with IOB prefix ("B-PERSON"), empty outside."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence with its dependency tree.

    Attributes:
        index: number in the report, from 0.
        passage: number of the paragraph it stands in, from 0.
        start, end: half-open offsets into ``source_text``.
        children: for each token, the tokens that hang from it, in order.
    """

    index: int
    passage: int
    start: int
    end: int
    tokens: tuple[Token, ...]
    children: tuple[tuple[int, ...], ...]

    def subtree(self, i: int) -> list[int]:
        """All tokens under token ``i``, itself included, in order."""
        children = self.children
        found = [i]
        for at in found:
            if children[at]:
                found += children[at]
        found.sort()
        return found

    def child(self, i: int, *deps: str) -> int | None:
        """The first child of token ``i`` with one of these labels, or ``None``."""
        tokens = self.tokens
        for c in self.children[i]:
            # The label, by number: these two are asked half a million times in sixty reports.
            if tokens[c][5] in deps:
                return c
        return None

    def kids(self, i: int, *deps: str) -> list[int]:
        """All children of token ``i`` with one of these labels, in order."""
        children = self.children[i]
        if not children:
            return []
        tokens = self.tokens
        return [c for c in children if tokens[c][5] in deps]

    def chars(self, start: int, end: int) -> tuple[int, int]:
        """Character offsets of the half-open token range ``start:end``."""
        return self.tokens[start].start, self.tokens[end - 1].end

    def words(self, start: int, end: int) -> str:
        """The words of a half-open token range, joined by single spaces (to match, not quote)."""
        return " ".join(t.text for t in self.tokens[start:end])


@dataclass(frozen=True, slots=True)
class ParsedReport:
    """A report with its parsed body. ``sentences[k].index == k``.

    Attributes:
        mended: by number, the paragraphs whose text was mended before it was parsed; where
            nothing needed mending, which is the rule, the original's text holds.
    """

    report: Report
    sentences: tuple[Sentence, ...]
    mended: Mapping[int, View] = field(default_factory=dict)
