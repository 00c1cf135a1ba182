"""Statements: each attribution with its chain, and the publisher's own voice for the rest."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from dragoman.attribute.chains import PUBLISHER, links_of, surroundings
from dragoman.attribute.closing import Attribution
from dragoman.attribute.quotes import Quote, quotes_in
from dragoman.attribute.records import SourceDraft, StatementDraft
from dragoman.attribute.stance import cue_of, quotation_of, stance_of
from dragoman.extract.records import ExtractedReport
from dragoman.lexicon import Cues
from dragoman.model import Quotation, Stance
from dragoman.parse import Sentence

CLAUSES = frozenset({"ccomp", "ccomp<", "paratax", "q>", "q<", "next", "colon", "phrase", "flat"})
CARRIED_THINGS = frozenset(
    {
        Stance.ASSERT,
        Stance.ESTIMATE,
        Stance.DENY,
        Stance.CONFIRM,
        Stance.ACCUSE,
        Stance.PREDICT,
        Stance.PROMISE,
        Stance.THREATEN,
        Stance.REQUEST,
    }
)
"""Stances whose source vouches for the event that their object names ("announced a visit"); one
that condemns or praises an attack speaks of what others know."""

ALIKE = {Stance.DENY: 0.3, Stance.DECLINE: 0.3, Stance.CONFIRM: 0.6}
"""Share of content words that an answer must have in common with what it answers."""

JUDGING = frozenset({Stance.PRAISE, Stance.CONDEMN})
HALF = 0.5
ANSWERING = frozenset(ALIKE)


@dataclass(frozen=True, slots=True)
class Statements:
    """The statements of a report, and how attributions map to them."""

    drafts: list[StatementDraft]
    found: Sequence[Attribution]
    carrying: list[bool]
    tops: list[str]
    """The head lemma of each attribution's content, empty where it lies in later sentences."""

    def innermost(self, sentence: Sentence, token: int, *, carrying: bool = True) -> int:
        """The smallest attributed content that holds a token, -1 if none.

        Args:
            carrying: look only at those whose source vouches for what the content tells.
        """
        best, size = -1, 1 << 60
        for n in self.holding(sentence, token):
            if carrying and not self.carrying[n]:
                continue
            reach = sum(b - a for a, b in self.found[n].content)
            if reach < size:
                best, size = n, reach
        return best

    def holding(self, sentence: Sentence, token: int) -> list[int]:
        """The attributions whose content holds a token, in order of their cues."""
        at = sentence.tokens[token].start
        return [
            n
            for n, one in enumerate(self.found)
            if one.start <= at < one.end and any(a <= at < b for a, b in one.content)
        ]


def build_statements(
    extracted: ExtractedReport,
    found: Sequence[Attribution],
    quotes: Sequence[Quote],
    cues: Cues,
) -> Statements:
    """One draft an attribution, in the same order, with full chains; events are filled later."""
    around = surroundings(extracted)
    own = [links_of(one, around, cues) for one in found]
    sentences = extracted.parsed.sentences
    speaking = [
        _can_speak(sentences[one.sentence], one.candidate.source, around.heads(one.sentence), cues)
        for one in found
    ]
    drafts = []
    carrying = []
    for n, one in enumerate(found):
        sentence = sentences[one.sentence]
        around_it = _outer(found, n)
        # "I" and "we" in someone's words are that someone, else the publisher.
        quoted = bool(quotes_in(quotes, one.cue[0], one.cue[1]))
        own_words = _is_first_person(sentence, one) and (around_it or not quoted)
        sources = [] if own_words else [*own[n]]
        for outer in around_it:
            if speaking[outer]:
                sources.extend(own[outer])
        stance = stance_of(sentence, one.candidate, cues)
        drafts.append(
            StatementDraft(
                index=n,
                sources=_without_repeats([*sources, PUBLISHER]),
                stance=stance,
                quotation=quotation_of(one.content, quotes_in(quotes, one.start, one.end)),
                start=one.start,
                end=one.end,
                events=(),
            )
        )
        carrying.append(_carries(sentence, one, stance, cues, speaking[n]))
    tops = [
        sentences[one.sentence].tokens[one.candidate.top].lemma if one.candidate.top >= 0 else ""
        for one in found
    ]
    return Statements(drafts, found, carrying, tops)


def _can_speak(sentence: Sentence, source: int, heads: frozenset[int], cues: Cues) -> bool:
    """Whether a source is an actor or a text, not a thing that "shows" or "reflects"."""
    if source < 0:
        return True
    token = sentence.tokens[source]
    return source in heads or token.lemma in cues.documents or token.pos in ("PRON", "PROPN")


def _carries(
    sentence: Sentence, one: Attribution, stance: Stance, cues: Cues, speaks: bool
) -> bool:
    """Whether the source vouches for events told in the content.

    Who only wants or plans something is the holder of a forecast, not the origin of a report;
    and of what "the visit shows" the publisher is the judge.
    """
    cue = cue_of(sentence, one.candidate.cue, cues)
    if cue.manner == "evidence" and not speaks:
        return False
    if stance in JUDGING and one.candidate.link != "that" and one.candidate.shape[0] != "q":
        return False
    shape = one.candidate.shape.removeprefix("n-").removeprefix("a-").removeprefix("host-")
    if one.candidate.shape in CLAUSES or one.candidate.shape.startswith("host-"):
        return True
    if shape in ("ccomp", "acl", "beside-attr", "beside-nsubj", "subj+xcomp", "adverb"):
        return stance not in (Stance.PLAN, Stance.ASK)
    if cue.manner in ("mental", "hope", "act"):
        return False
    return stance in CARRIED_THINGS


def _is_first_person(sentence: Sentence, one: Attribution) -> bool:
    source = one.candidate.source
    return source >= 0 and sentence.tokens[source].text.lower() in ("i", "we")


def _outer(found: Sequence[Attribution], n: int) -> list[int]:
    """Attributions in whose content the cue of ``n`` stands, innermost first."""
    at = found[n].cue[0]
    holding = [
        (sum(b - a for a, b in other.content), k)
        for k, other in enumerate(found)
        if k != n
        and other.start <= at < other.end
        and any(a <= at < b for a, b in other.content)
        and not any(a <= other.cue[0] < b for a, b in found[n].content)
    ]
    return [k for _, k in sorted(holding)]


def _without_repeats(links: Sequence[SourceDraft]) -> tuple[SourceDraft, ...]:
    """The chain without a link that stands in it already."""
    kept: list[SourceDraft] = []
    seen: set[tuple[int, int]] = set()
    for link in links:
        key = (link.sentence, link.head)
        if link.head < 0 or key not in seen:
            kept.append(link)
            seen.add(key)
    return tuple(kept)


def own_voice(index: int, sentence: Sentence) -> StatementDraft:
    """The publisher's own statement of one sentence."""
    return StatementDraft(
        index=index,
        sources=(PUBLISHER,),
        stance=Stance.ASSERT,
        quotation=Quotation.INDIRECT,
        start=sentence.start,
        end=sentence.end,
        events=(),
    )


def link_answers(
    drafts: Sequence[StatementDraft],
    tops: Sequence[str],
    sentences: Sequence[Sentence],
    cues: Cues,
) -> list[StatementDraft]:
    """Tie denials, confirmations and refusals to the statement that they answer.

    That is the statement of another source with most content words in common, if enough, the
    nearest of equals; the head word of what is denied must be among them, or half of all words.
    Where the content is nothing but "it", "the charge" or "a request", it is what was said before.

    Args:
        tops: head lemma of the content of each attributed statement, in order.
    """
    answering = [d for d in drafts if d.stance in ANSWERING]
    if not answering:
        return list(drafts)
    contents = {d.index: _content_words(d, sentences) for d in drafts}
    # "dismissed the charge", "did not respond to a request": what was said just before.
    contents |= {d.index: contents[d.index] - cues.pointing_back for d in answering}
    speakers = {d.index: _speaker(d, sentences) for d in drafts}
    heads = dict(enumerate(tops))
    linked = {
        d.index: _answered(d, drafts, contents, speakers, heads.get(d.index, "")) for d in answering
    }
    return [replace(d, answers=linked[d.index]) if d.index in linked else d for d in drafts]


def _answered(
    draft: StatementDraft,
    drafts: Sequence[StatementDraft],
    contents: Mapping[int, frozenset[str]],
    speakers: Mapping[int, str],
    top: str,
) -> int:
    mine = contents[draft.index]
    if not mine:
        return _just_before(draft, drafts, speakers)
    best, best_key = -1, (0.0, 0)
    for other in drafts:
        if other.index == draft.index or other.stance in ANSWERING:
            continue
        if speakers[other.index] and speakers[other.index] == speakers[draft.index]:
            continue
        if other.start < draft.end and draft.start < other.end:
            continue
        theirs = contents[other.index]
        alike = len(mine & theirs) / max(1, min(len(mine), len(theirs)))
        key = (round(alike, 1), -abs(other.start - draft.start))
        needed = ALIKE[draft.stance] if top in theirs else max(HALF, ALIKE[draft.stance])
        if len(theirs) > 1 and alike >= needed and (best < 0 or key > best_key):
            best, best_key = other.index, key
    return best


def _just_before(
    draft: StatementDraft, drafts: Sequence[StatementDraft], speakers: Mapping[int, str]
) -> int:
    """The nearest earlier statement of someone else: what "denied it" is about.

    What somebody says comes before the publisher's sentence that holds it.
    """
    before = [
        other
        for other in drafts
        if other.end <= draft.start
        and other.stance not in ANSWERING
        and speakers[other.index] != speakers[draft.index]
    ]
    if not before:
        return -1
    last = max(before, key=lambda other: other.end)
    told = [o for o in before if len(o.sources) > 1 and o.end > last.start]
    return max(told, key=lambda other: other.end, default=last).index


def _speaker(draft: StatementDraft, sentences: Sequence[Sentence]) -> str:
    """The head word of who speaks first, empty for nobody and the publisher."""
    first = draft.sources[0]
    return sentences[first.sentence].tokens[first.head].lemma if first.head >= 0 else ""


def _content_words(draft: StatementDraft, sentences: Sequence[Sentence]) -> frozenset[str]:
    found: set[str] = set()
    first = bisect_right(sentences, draft.start, key=lambda s: s.end)
    for sentence in islice(sentences, first, None):
        if sentence.start >= draft.end:
            break
        if draft.start < sentence.end:
            found.update(
                t.lemma
                for t in sentence.tokens
                if draft.start <= t.start < draft.end
                and t.pos in ("NOUN", "PROPN", "VERB", "NUM", "ADJ")
            )
    return frozenset(found)
