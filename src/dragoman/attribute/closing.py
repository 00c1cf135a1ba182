"""Attributions of a report, and how clauses of saying at a sentence's end reach over all of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from dragoman.attribute.candidate import Candidate
from dragoman.attribute.quotes import Quote
from dragoman.attribute.tree import EDGE_MARKS
from dragoman.lexicon import Cues
from dragoman.parse import Sentence

LAST_WORDS: Final = 5
"""Tokens after a closing cue at most: "…, the AP reported late on Friday."."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """One attribution of a report. Character offsets of ``source_text``, half-open.

    Attributes:
        score: log odds that it is one.
        source: span of the source's phrase, ``None`` where the words name nobody.
        content: spans in order; more than one where source and cue stand inside it.
    """

    sentence: int
    candidate: Candidate
    score: float
    source: tuple[int, int] | None
    cue: tuple[int, int]
    content: tuple[tuple[int, int], ...]

    @property
    def start(self) -> int:
        """Where the content begins."""
        return self.content[0][0]

    @property
    def end(self) -> int:
        """Where the content ends."""
        return self.content[-1][1]


def with_closing_clauses(
    found: Sequence[Attribution], sentences: Sequence[Sentence], cues: Cues
) -> list[Attribution]:
    """Let a clause at a sentence's end speak of all before it, earlier speakers included.

    In 'Lavrov says Moscow has "no intention …," the AP writes' the parser hangs the AP from what
    Moscow has; but it is the AP that reports what Lavrov says.
    """
    kept = list(found)
    beside: dict[int, list[int]] = {}
    for n, one in enumerate(found):
        beside.setdefault(one.sentence, []).append(n)
    for n, last in enumerate(found):
        if not _closes(last, sentences[last.sentence], cues):
            continue
        border = min(last.cue[0], last.source[0] if last.source else last.cue[0])
        start = last.start
        for k in beside[last.sentence]:
            one = kept[k]
            if k != n and _is_before(one, last, border):
                kept[k] = _cut(one, sentences[one.sentence], border)
                start = min(start, one.cue[0], one.source[0] if one.source else one.cue[0])
        if start < last.start:
            first, *others = last.content
            kept[n] = replace(kept[n], content=((start, first[1]), *others))
    return [one for one in kept if one.content]


def without_citing(
    found: Sequence[Attribution], sentences: Sequence[Sentence], cues: Cues
) -> list[Attribution]:
    """Without the "citing" of "AP, citing the minister, reported": it is a link of that chain."""
    cited = {(one.sentence, one.candidate.cue): one for one in found}
    kept = []
    for one in found:
        tokens = sentences[one.sentence].tokens
        token = tokens[one.candidate.cue]
        link = token.tag == "VBG" and token.lemma in cues.citing
        if not link or not _is_of_a_cue(tokens[token.head].i, one, cited):
            kept.append(one)
    return kept


def _is_of_a_cue(
    head: int, citing: Attribution, found: Mapping[tuple[int, int], Attribution]
) -> bool:
    """Whether a participle hangs from another attribution's cue or from its source."""
    if (citing.sentence, head) in found:
        return True
    return any(
        one.sentence == citing.sentence and one.candidate.source == head
        for one in found.values()
        if one is not citing
    )


def parted(
    found: Sequence[Attribution], sentences: Sequence[Sentence], quotes: Sequence[Quote]
) -> list[Attribution]:
    """Contents ended at a semicolon behind which another speaker begins.

    "A, his lawyer says; prosecutors say B": the lawyer does not say B.
    """
    kept = []
    for one in found:
        border = _other_speaker(one, found, sentences[one.sentence], quotes)
        parts = tuple((a, min(b, border)) for a, b in one.content if a < border)
        kept.append(replace(one, content=parts) if border and parts else one)
    return kept


def _other_speaker(
    one: Attribution, found: Sequence[Attribution], sentence: Sentence, quotes: Sequence[Quote]
) -> int:
    """Where a semicolon stands between an attribution's cue and the next speaker, 0 if nowhere."""
    for token in sentence.tokens:
        if token.text != ";" or token.start < one.cue[1]:
            continue
        if any(q.start <= token.start < q.end for q in quotes):
            continue
        if any(
            other.sentence == one.sentence
            and other.source is not None
            and min(other.source[0], other.cue[0]) > token.start
            for other in found
        ):
            return token.start
    return 0


def _closes(one: Attribution, sentence: Sentence, cues: Cues) -> bool:
    """Whether a word of saying, or ", according to …", stands at the end of its sentence."""
    candidate = one.candidate
    tokens = sentence.tokens
    if one.source is None or not all(b <= one.cue[0] for a, b in one.content if a < sentence.end):
        return False
    end = max(one.cue[1], one.source[1])
    after = [t for t in tokens if t.start >= end]
    if len(after) > LAST_WORDS or any(t.pos == "VERB" for t in after):
        return False
    if candidate.shape == "phrase":
        return candidate.cue > 0 and tokens[candidate.cue - 1].text == ","
    if not candidate.shape.endswith("<") and not candidate.shape.startswith("host-"):
        return False
    cue = cues.verbs.get(tokens[candidate.cue].lemma)
    return cue is not None and cue.manner == "speech"


def _is_before(one: Attribution, last: Attribution, border: int) -> bool:
    """Whether one of the same sentence is an earlier speaker who shares the closing content."""
    if one.cue[0] >= border or one.source is None:
        return False
    if any(a <= one.cue[0] < b for a, b in last.content):
        return False
    return any(a < d and c < b for a, b in one.content for c, d in last.content)


def _cut(one: Attribution, sentence: Sentence, border: int) -> Attribution:
    """The attribution with its content ended before the closing clause and its comma."""
    ends = [t.end for t in sentence.tokens if t.end <= border and t.text not in EDGE_MARKS]
    border = ends[-1] if ends else border
    parts = [(a, min(b, border)) for a, b in one.content if a < border]
    return replace(one, content=tuple(parts))
