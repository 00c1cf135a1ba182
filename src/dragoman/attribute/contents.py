"""From a candidate's token ranges to its content in the report: quotations are taken whole.

Offsets are half-open characters of ``source_text``.
"""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.attribute.candidate import Candidate
from dragoman.attribute.quotes import Quote, quotes_in
from dragoman.attribute.tree import VERBAL
from dragoman.parse import ParsedReport, Sentence

Spans = list[tuple[int, int]]

LONGEST_SPEAKER = 8
"""Words between a quotation and its cue, if they name who speaks."""


def content_spans(
    parsed: ParsedReport, sentence: Sentence, candidate: Candidate, quotes: Sequence[Quote]
) -> Spans:
    """Where the content stands, in order, touching spans joined.

    A quotation of which the content holds more than half (of what stands in the sentence) is
    taken in whole, over sentences and paragraphs; cue and source stay outside.
    """
    if candidate.quote >= 0:
        return _quotation(parsed, sentence, candidate, quotes)
    if candidate.shape == "next":
        return _what_follows(parsed, sentence, quotes)
    spans = [sentence.chars(a, b) for a, b in candidate.content]
    if candidate.shape == "colon":
        spans.extend(_speech_after(parsed, sentence, candidate))
    inside = quotes_in(quotes, sentence.start, sentence.end) if quotes else []
    cue = sentence.chars(candidate.cue_start, candidate.cue_end)
    for quote in inside:
        if _belongs(quote, spans, cue, sentence):
            spans.extend(quote.parts)
            spans.extend(_going_on(parsed, sentence, quote, quotes))
    spans.extend(_before_cue(sentence, candidate, spans, inside))
    return joined(spans, parsed.report.source_text)


def _before_cue(
    sentence: Sentence, candidate: Candidate, spans: Spans, inside: Sequence[Quote]
) -> Spans:
    """The first half of a quotation that goes on after its cue: '"A," he said, "and B."'"""
    cue = sentence.chars(candidate.cue_start, candidate.cue_end)
    if not any(q.start <= a + 1 and b <= q.end + 1 for q in inside for a, b in spans if a > cue[1]):
        return []
    found: Spans = []
    for quote in inside:
        between = [t for t in sentence.tokens if quote.end <= t.start < cue[0]]
        held = any(a < quote.end and quote.start < b for a, b in spans)
        names = len(between) <= LONGEST_SPEAKER and all(t.pos not in VERBAL for t in between)
        if quote.end <= cue[0] and not held and names:
            found.extend(quote.parts)
    return found


def _quotation(
    parsed: ParsedReport, sentence: Sentence, candidate: Candidate, quotes: Sequence[Quote]
) -> Spans:
    """The candidate's quotation, the one on the other side of cue and source, what goes on."""
    spans: Spans = []
    cue = sentence.chars(candidate.cue_start, candidate.cue_end)
    for n, quote in enumerate(quotes):
        if quote.start != candidate.quote:
            continue
        spans.extend(quote.parts)
        after = quotes[n + 1] if candidate.shape == "q<" and n + 1 < len(quotes) else None
        if after is not None and cue[1] <= after.start < sentence.end:
            quote = after
            spans.extend(after.parts)
        spans.extend(_going_on(parsed, sentence, quote, quotes))
    return joined(spans, parsed.report.source_text)


def _going_on(
    parsed: ParsedReport, sentence: Sentence, quote: Quote, quotes: Sequence[Quote]
) -> Spans:
    """Sentences after this one, in its paragraph, that are nothing but quotation.

    They have no cue of their own: the speaker of the quotation before goes on.
    """
    found: Spans = []
    at = sentence.index + 1
    sentences = parsed.sentences
    while at < len(sentences) and sentences[at].passage == sentence.passage:
        here = sentences[at]
        if here.start >= quote.end:
            around = quotes_in(quotes, here.start, here.end)
            if not around or around[0].start > here.start or around[0].end < here.end - 1:
                break
            found.extend(around[0].parts)
        at += 1
    return found


def _belongs(quote: Quote, spans: Spans, cue: tuple[int, int], sentence: Sentence) -> bool:
    if any(a < cue[1] and cue[0] < b for a, b in quote.parts):
        return False
    here = held = 0
    for start, end in quote.parts:
        start, end = max(start, sentence.start), min(end, sentence.end)
        if start < end:
            here += end - start
            held += sum(max(0, min(end, b) - max(start, a)) for a, b in spans)
    return 2 * held > here > 0


def _what_follows(parsed: ParsedReport, sentence: Sentence, quotes: Sequence[Quote]) -> Spans:
    """The quotation after a cue with a colon at its end, or else the next sentence."""
    at = sentence.index + 1
    if at >= len(parsed.sentences):
        return []
    after = parsed.sentences[at]
    for quote in quotes_in(quotes, after.start, after.end):
        if quote.start <= after.start + 1:
            return joined(list(quote.parts), parsed.report.source_text)
    return [_passage_from(parsed, at)]


def _speech_after(parsed: ParsedReport, sentence: Sentence, candidate: Candidate) -> Spans:
    """The rest of the paragraph, where a speaker and a colon open it as in a transcript."""
    first = sentence.index == 0 or parsed.sentences[sentence.index - 1].passage != sentence.passage
    at = sentence.index + 1
    if not first or at >= len(parsed.sentences) or parsed.sentences[at].passage != sentence.passage:
        return []
    return [_passage_from(parsed, at)]


def _passage_from(parsed: ParsedReport, at: int) -> tuple[int, int]:
    """From sentence ``at`` to the end of its paragraph."""
    last = at
    sentences = parsed.sentences
    while last + 1 < len(sentences) and sentences[last + 1].passage == sentences[at].passage:
        last += 1
    return sentences[at].start, sentences[last].end


def joined(spans: Spans, text: str) -> Spans:
    """The spans in order, joined where nothing but blanks and marks lies between them."""
    found: Spans = []
    for start, end in sorted(spans):
        if found and not any(c.isalnum() for c in text[found[-1][1] : start]):
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found
