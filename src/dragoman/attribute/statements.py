"""Statements: each attribution with its chain, and the publisher's own voice for the rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.attribute.chains import PUBLISHER, links_of, surroundings
from dragoman.attribute.closing import Attribution
from dragoman.attribute.holding import Holding
from dragoman.attribute.quotes import Quote, quotes_in
from dragoman.attribute.records import NOBODY, SourceDraft, StatementDraft
from dragoman.attribute.stance import cue_of, quotation_of, stance_of
from dragoman.extract.records import ExtractedReport
from dragoman.lexicon import Cues
from dragoman.model import Quotation, Stance
from dragoman.parse import Sentence

CLAUSES = frozenset(
    {"ccomp", "ccomp<", "paratax", "q>", "q<", "next", "colon", "dash", "phrase", "flat"}
)
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

VALUING = frozenset(
    {Stance.PRAISE, Stance.CONDEMN, Stance.DENY, Stance.CONFIRM, Stance.DECLINE, Stance.DOUBT}
)
"""Stances whose speaker speaks of another's claim, and does not pass it on."""

JUDGING = frozenset({Stance.PRAISE, Stance.CONDEMN})


@dataclass(frozen=True, slots=True)
class Statements:
    """The statements of a report, and how attributions map to them."""

    drafts: list[StatementDraft]
    found: Sequence[Attribution]
    carrying: list[bool]
    tops: list[str]
    """The head lemma of each attribution's content, empty where it lies in later sentences."""
    contents: Holding

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

    def holding(self, sentence: Sentence, token: int) -> tuple[int, ...]:
        """The attributions whose content holds a token, in order of their cues."""
        return self.contents.at(sentence.tokens[token].start)


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
    contents = Holding(found)
    for n, one in enumerate(found):
        sentence = sentences[one.sentence]
        around_it = _outer(found, contents, n)
        # "I" and "we" in someone's words are that someone, else the publisher.
        quoted = bool(quotes_in(quotes, one.cue[0], one.cue[1]))
        own_words = _is_first_person(sentence, one) and (around_it or not quoted)
        sources = [] if own_words else [*own[n]]
        for outer in around_it:
            if speaking[outer] and not _only_values(sentences, one, found[outer], cues):
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
    return Statements(drafts, found, carrying, tops, contents)


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


def _only_values(
    sentences: Sequence[Sentence], inner: Attribution, outer: Attribution, cues: Cues
) -> bool:
    """Whether the outer speaker judges a claim of others: "Lima rejected Quito's claim that"."""
    sentence = sentences[inner.sentence]
    if sentence.tokens[inner.candidate.cue].pos != "NOUN" or outer.sentence != inner.sentence:
        return False
    if inner.candidate.source == NOBODY or inner.candidate.source == outer.candidate.source:
        return False
    return stance_of(sentence, outer.candidate, cues) in VALUING


def _is_first_person(sentence: Sentence, one: Attribution) -> bool:
    source = one.candidate.source
    return source >= 0 and sentence.tokens[source].text.lower() in ("i", "we")


def _outer(found: Sequence[Attribution], contents: Holding, n: int) -> list[int]:
    """Attributions in whose content the cue of ``n`` stands, innermost first."""
    one = found[n]
    holding = [
        (sum([b - a for a, b in found[k].content]), k)
        for k in contents.at(one.cue[0])
        if k != n and not any(a <= found[k].cue[0] < b for a, b in one.content)
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
