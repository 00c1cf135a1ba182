"""Candidates that a quotation itself offers: the words beside it, whatever the parser made of them.

Trees are least reliable where quotations break a sentence, so cue and source are looked for in
the stretch of words that touches the quotation: '…," said the envoy', 'The envoy: "…"'.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from dragoman.attribute.candidate import Candidate
from dragoman.attribute.quotes import Quote
from dragoman.attribute.records import NOBODY
from dragoman.attribute.sources import source_of_verb
from dragoman.attribute.tree import runs, verb_group
from dragoman.lexicon import Cues
from dragoman.parse import Sentence

NEAREST: Final = 3
"""Verbs looked at in a stretch, from the quotation outwards."""

TOUCHING: Final = 3
"""Characters (comma, blank, quote mark) that may lie between a quotation and its stretch."""


def quoted_candidates(
    sentence: Sentence, cues: Cues, quotes: Sequence[Quote], before: Sentence | None, after: bool
) -> Iterator[Candidate]:
    """Candidates whose content is a whole quotation.

    Args:
        quotes: the quotations that touch the sentence, its neighbour before it or after it.
        before: the sentence before it in the paragraph, if any.
        after: whether a quotation opens the next sentence of the paragraph.
    """
    tokens = sentence.tokens
    for start, end in _stretches(sentence, quotes):
        left, right = tokens[start].start, tokens[end - 1].end
        for quote in quotes:
            for part_start, part_end in quote.parts:
                if 0 <= left - part_end <= TOUCHING and (start > 0 or before is not None):
                    yield from _beside(sentence, start, end, quote, "q<", cues)
                elif 0 <= part_start - right <= TOUCHING and (end < len(tokens) or after):
                    yield from _beside(sentence, start, end, quote, "q>", cues)


def _stretches(sentence: Sentence, quotes: Sequence[Quote]) -> list[tuple[int, int]]:
    """Token ranges of the sentence outside every quotation."""
    found: list[tuple[int, int]] = []
    parts = [part for quote in quotes for part in quote.parts]
    for token in sentence.tokens:
        if any(a <= token.start < b for a, b in parts):
            continue
        if found and found[-1][1] == token.i:
            found[-1] = (found[-1][0], token.i + 1)
        else:
            found.append((token.i, token.i + 1))
    return found


def _beside(
    sentence: Sentence, start: int, end: int, quote: Quote, shape: str, cues: Cues
) -> Iterator[Candidate]:
    tokens = sentence.tokens
    order = range(start, end) if shape == "q<" else range(end - 1, start - 1, -1)
    verbs = [i for i in order if tokens[i].pos == "VERB" and tokens[i].tag not in ("MD",)][:NEAREST]
    inside = [t.i for t in tokens if any(a <= t.start < b for a, b in quote.parts)]
    content = runs(sentence, inside)
    top = inside[len(inside) // 2] if content else -1
    for n, verb in enumerate(verbs):
        group = verb_group(sentence, verb)
        source = _speaker(sentence, verb, start, end, cues)
        yield Candidate(
            verb, *group, shape, source, top, content, f"{n + 1}of{len(verbs)}", quote.start
        )


def _speaker(sentence: Sentence, verb: int, start: int, end: int, cues: Cues) -> int:
    """The verb's source where it stands in the stretch, else the nearest name or noun in it."""
    tokens = sentence.tokens
    found = source_of_verb(sentence, verb, cues)
    if start <= found < end:
        return found
    for i in (*range(verb - 1, start - 1, -1), *range(verb + 1, end)):
        if tokens[i].pos in ("PROPN", "NOUN") or tokens[i].tag == "PRP":
            return _head_of_name(sentence, i, start, end)
    return found if found >= 0 else NOBODY


def _head_of_name(sentence: Sentence, i: int, start: int, end: int) -> int:
    """From a word inside a name to its head: "Colonel [Ito]"."""
    tokens = sentence.tokens
    while tokens[i].dep in ("compound", "appos", "nmod", "poss") and start <= tokens[i].head < end:
        i = tokens[i].head
    return i
