"""Which candidates are attributions: weighed by what was learnt, at most one reading a cue."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from dragoman.attribute.answering import answer_by_content
from dragoman.attribute.candidate import DASH, SILENT, Candidate, takes_things
from dragoman.attribute.candidates import find_candidates
from dragoman.attribute.closing import (
    Attribution,
    parted,
    with_closing_clauses,
    without_citing,
)
from dragoman.attribute.contents import content_spans
from dragoman.attribute.features import features_of
from dragoman.attribute.quoted import quoted_candidates
from dragoman.attribute.quotes import Quote, quotes_in
from dragoman.attribute.records import NOBODY
from dragoman.attribute.sources import source_phrase
from dragoman.attribute.stance import is_declining
from dragoman.lexicon import Cues
from dragoman.lexicon.cues import Cue
from dragoman.model import Stance
from dragoman.parse import ParsedReport, Sentence

THINGS: Final = frozenset(
    {"dobj", "dobj+", "prep", "prep-ing", "subject", "noun-before", "relative", "n-prep"}
)
"""Shapes whose content is a thing rather than a claim."""

FINITE: Final = frozenset({"ccomp", "ccomp<", "n-acl", "n-ccomp", "subj+xcomp", "flat"})
BESIDE: Final = frozenset({"q<", "q>"})
COMMITTING: Final = frozenset(
    {Stance.PROMISE, Stance.THREATEN, Stance.REQUEST, Stance.CONFIRM, Stance.DENY, Stance.PREDICT}
)
"""Stances whose words take an infinitive for content ("vowed to"), unlike "continued to"."""

DIRECTED: Final = frozenset({Stance.THREATEN, Stance.ACCUSE})
"""Stances whose words may have nobody but the one they are aimed at for content ("blamed Togo")."""

SENTENCE_ENDS: Final = frozenset({".", "!", "?", '"', "'"})

SHORTEST_FREE: Final = 30
"""Characters that a quotation must have to stand as a statement without a cue of its own."""

MOST: Final = 24
"""Attributions of one sentence at most, the likeliest of them. Of 6,276 sentences with some, in
reports of the world's press, none had more than six; a sentence without an end may have any
number, each with all the rest for its content and all before it for its chain."""

CERTAIN: Final = 100.0
"""Log odds that outweigh whatever was learnt: there was nothing to learn of such shapes."""
CLAUSAL: Final = 4.0
DECLINING: Final = 5.0
"""Log odds by which what was learnt may speak against what the words say; chosen on PolNeAR's
training part so that precision there does not fall."""


def find_attributions(
    parsed: ParsedReport, cues: Cues, quotes: Sequence[Quote]
) -> list[Attribution]:
    """The attributions of a report in order of their cues, nested ones included.

    A cue gives its likeliest reading, if that is likely enough; of two cues with the same
    content the likelier stays ("praised …, saying …"); inside the content of another only what
    its cue word is known for counts, since nothing nested could be learnt from PolNeAR.
    """
    found: list[Attribution] = []
    for sentence in parsed.sentences:
        inside = quotes_in(quotes, sentence.start, sentence.end) if quotes else []
        best: dict[int, tuple[float, Candidate]] = {}
        for candidate in all_candidates(parsed, sentence, cues, quotes):
            if not _is_cue_word(sentence, candidate, cues):
                continue
            score = weigh(features_of(sentence, candidate, cues, inside), cues)
            if candidate.cue in best and score <= best[candidate.cue][0]:
                continue
            needed = cues.weights.threshold - _leniency(sentence, candidate, cues)
            if score < needed or _hides_a_name(sentence, candidate, cues):
                continue
            if _moves_people(sentence, candidate, cues):
                continue
            best[candidate.cue] = (score, candidate)
        for cue in _likeliest(best):
            score, candidate = best[cue]
            made = _attribution(parsed, sentence, candidate, score, quotes)
            if made is not None:
                found.append(made)
    kept = with_closing_clauses(_without_doubles(found), parsed.sentences, cues)
    kept = parted(without_citing(kept, parsed.sentences, cues), parsed.sentences, quotes)
    kept = _without_doubtful(kept, parsed, cues)
    return _with_free_quotes(kept, parsed, quotes)


def _likeliest(best: Mapping[int, tuple[float, Candidate]]) -> list[int]:
    """The cues of a sentence's likeliest readings in order, earlier ones where they are equal."""
    if len(best) <= MOST:
        return sorted(best)
    return sorted(sorted(best, key=lambda cue: (-best[cue][0], cue))[:MOST])


def all_candidates(
    parsed: ParsedReport, sentence: Sentence, cues: Cues, quotes: Sequence[Quote]
) -> Iterator[Candidate]:
    """What the sentence's tree offers, and what the quotations beside its words offer."""
    yield from find_candidates(sentence, cues)
    if not quotes:
        return
    near = quotes_in(quotes, sentence.start - 4, sentence.end + 4)
    if near:
        at, all_sentences = sentence.index, parsed.sentences
        before = all_sentences[at - 1] if at else None
        if before is not None and before.passage != sentence.passage:
            before = None
        after = at + 1 < len(all_sentences) and (all_sentences[at + 1].passage == sentence.passage)
        yield from quoted_candidates(sentence, cues, near, before, after)


def weigh(features: Iterable[str], cues: Cues) -> float:
    """The sum of the features' weights: log odds of an attribution."""
    found = map(cues.weights.features.get, features)
    return cues.weights.bias + sum([weight for weight in found if weight is not None])


def _leniency(sentence: Sentence, candidate: Candidate, cues: Cues) -> float:
    """By how much a candidate may fall short: for what its words alone make an attribution.

    A word of saying or thinking with a clause is one in any domain ("it is speculated that …"),
    and so are refusals to comment; what was learnt from one domain should not veto them.
    """
    if candidate.shape in (SILENT, DASH):
        return CERTAIN
    if is_declining(sentence, candidate, cues) or _is_denial(sentence, candidate, cues):
        return DECLINING
    if answer_by_content(sentence, candidate, cues) is not None:
        return DECLINING
    if candidate.shape in ("phrase", "adverb"):
        return CLAUSAL
    token = sentence.tokens[candidate.cue]
    if candidate.shape == "colon":
        speaker = sentence.tokens[candidate.source]
        named = speaker.ent != "" or speaker.pos == "PROPN"
        return CLAUSAL if named and sentence.tokens[-1].text not in SENTENCE_ENDS else 0.0
    if candidate.shape == "dobj+" and f"{token.lemma}_{candidate.link}" in cues.verbs:
        return CLAUSAL  # "put the number at about 300"
    cue = _entry(sentence, candidate, cues)
    if candidate.shape == "dobj" and cue is not None and cue.stance in DIRECTED:
        return CLAUSAL
    if cue is None or (token.tag == "VBG" and candidate.source == NOBODY):
        return 0.0
    as_told = candidate.shape == "host-advcl" and candidate.link == "as"
    as_told = as_told or (candidate.shape == "host-parataxis" and candidate.source >= 0)
    if as_told or (candidate.shape in FINITE and candidate.link in ("that", "")):
        if cue.manner in ("speech", "mental"):
            return CLAUSAL if candidate.link == "that" else CLAUSAL / 2
    elif candidate.shape == "subj+xcomp" and cue.manner in ("speech", "mental"):
        return CLAUSAL  # "is thought to number four thousand"
    elif candidate.shape in ("xcomp", "dobj+xcomp") and cue.stance in COMMITTING:
        return CLAUSAL / 2 if cue.manner == "speech" else 0.0
    elif candidate.shape == "ccomp" and candidate.link in ("whether", "wh"):
        return CLAUSAL / 2 if cue.manner in ("speech", "mental") else 0.0
    return 0.0


def _entry(sentence: Sentence, candidate: Candidate, cues: Cues) -> Cue | None:
    """The table's entry of a candidate's cue, with its particle ("rule out") where it has one."""
    token = sentence.tokens[candidate.cue]
    if token.pos == "NOUN":
        return cues.nouns.get(token.lemma)
    particle = sentence.child(token.i, "prt")
    joined = f"{token.lemma}_{sentence.tokens[particle].lemma}" if particle is not None else ""
    return cues.verbs.get(joined) or cues.verbs.get(token.lemma)


def _hides_a_name(sentence: Sentence, candidate: Candidate, cues: Cues) -> bool:
    """Said of the source, not by it: "asked not to be named", "was not authorised to speak"."""
    tokens = sentence.tokens
    cue = tokens[candidate.cue]
    if cue.dep == "xcomp" and tokens[cue.head].lemma in cues.authorising:
        return True
    if candidate.top < 0 or candidate.shape != "xcomp":
        return False
    aim = tokens[candidate.top]
    return aim.lemma in cues.naming and sentence.child(aim.i, "auxpass") is not None


def _moves_people(sentence: Sentence, candidate: Candidate, cues: Cues) -> bool:
    """Who "recalled its ambassador" called him back, and remembers nothing."""
    if sentence.tokens[candidate.cue].lemma not in cues.moving or candidate.top < 0:
        return False
    return sentence.tokens[candidate.top].lemma in cues.moved


def _is_denial(sentence: Sentence, candidate: Candidate, cues: Cues) -> bool:
    """ "denied it", "denied having left": every denial is kept, whatever it is about.

    With a word of refusing as well ("dismissed", "disputes"), what points at a claim is one.
    """
    token = sentence.tokens[candidate.cue]
    if token.pos != "VERB":
        return False
    denies = token.lemma in cues.denying
    if not denies and candidate.shape in ("dobj", "dobj+") and candidate.top >= 0:
        entry = _entry(sentence, candidate, cues)
        top = sentence.tokens[candidate.top]
        claim = top.lemma in cues.answer.back or top.text.lower() in cues.answer.pronouns
        return entry is not None and entry.stance is Stance.DENY and claim
    return denies and candidate.shape in ("dobj", "ccomp", "xcomp", "ccomp<", "q<", "q>")


def _is_cue_word(sentence: Sentence, candidate: Candidate, cues: Cues) -> bool:
    """Whether a word may be a cue of the shape at all."""
    token = sentence.tokens[candidate.cue]
    if candidate.shape in BESIDE:
        # The words beside a quotation are many; only a word that takes one is its cue.
        return token.lemma in cues.verbs
    if candidate.shape == "dobj" and is_declining(sentence, candidate, cues):
        return True
    return candidate.shape not in THINGS or takes_things(token, cues)


def _without_doubles(found: Sequence[Attribution]) -> list[Attribution]:
    """Of attributions with the same content, the likeliest, unless one reports the other."""
    by_content: dict[tuple[int, int], list[Attribution]] = {}
    for one in sorted(found, key=lambda one: -one.score):
        alike = by_content.setdefault((one.start, one.end), [])
        if not any(_is_double(one, other) for other in alike):
            alike.append(one)
    return sorted((one for alike in by_content.values() for one in alike), key=lambda one: one.cue)


def _is_double(one: Attribution, other: Attribution) -> bool:
    """Whether two cues of the same content stand side by side, neither in what the other holds."""
    pairs = ((one, other), (other, one))
    return not any(a <= x.cue[0] < b for x, y in pairs for a, b in y.content)


def _with_free_quotes(
    found: list[Attribution], parsed: ParsedReport, quotes: Sequence[Quote]
) -> list[Attribution]:
    """Paragraphs of mere quotation without a cue: whoever was quoted just before goes on."""
    passages = {s.start: s.passage for s in parsed.sentences}
    whole = [q for q in quotes if q.start in passages and q.end - q.start >= SHORTEST_FREE]
    free: list[Attribution] = []
    for quote in whole:
        if any(a < quote.end and quote.start < b for one in found for a, b in one.content):
            continue
        speaker = _quoted_before(quote, [*found, *free], parsed, passages[quote.start])
        if speaker is not None:
            free.append(replace(speaker, content=quote.parts, score=speaker.score - 1))
    return sorted([*found, *free], key=lambda one: (one.cue, one.content)) if free else found


def _quoted_before(
    quote: Quote, found: Sequence[Attribution], parsed: ParsedReport, passage: int
) -> Attribution | None:
    """The last attribution of a quotation in this paragraph or the one before."""
    text = parsed.report.source_text
    last: Attribution | None = None
    for one in found:
        if one.end <= quote.start and (last is None or one.end > last.end):
            last = one
    if last is None or last.source is None or text[last.end - 1].isalnum():
        return None
    near = [s.passage for s in parsed.sentences if s.start <= last.end - 1 < s.end]
    return last if near and passage - near[0] <= 1 else None


def _without_doubtful(
    found: Sequence[Attribution], parsed: ParsedReport, cues: Cues
) -> list[Attribution]:
    """Without nested attributions whose cue is no word of saying or thinking."""
    doubtful = {
        id(one)
        for one in found
        if not _is_known(parsed.sentences[one.sentence], one.candidate, cues)
    }
    if not doubtful:
        return list(found)
    # From left to right, with the two contents that reach furthest: one may be its own.
    by_start = sorted(found, key=lambda one: one.start)
    far: list[tuple[int, int]] = []
    at = 0
    kept = set[int]()
    for one in sorted(found, key=lambda one: one.cue[0]):
        while at < len(by_start) and by_start[at].start <= one.cue[0]:
            far = sorted([*far, (by_start[at].end, id(by_start[at]))], reverse=True)[:2]
            at += 1
        inside = any(end > one.cue[0] and other != id(one) for end, other in far)
        if id(one) not in doubtful or not inside:
            kept.add(id(one))
    return [one for one in found if id(one) in kept]


def _is_known(sentence: Sentence, candidate: Candidate, cues: Cues) -> bool:
    token = sentence.tokens[candidate.cue]
    if candidate.shape == SILENT:
        return True
    if candidate.shape in THINGS:
        return False
    known = {"NOUN": cues.nouns, "ADJ": cues.adjectives}.get(token.pos, cues.verbs)
    return candidate.shape == "phrase" or token.lemma in known or token.pos == "ADV"


def _attribution(
    parsed: ParsedReport,
    sentence: Sentence,
    candidate: Candidate,
    score: float,
    quotes: Sequence[Quote],
) -> Attribution | None:
    content = content_spans(parsed, sentence, candidate, quotes)
    if not content:
        return None
    source = None
    if candidate.source >= 0:
        source = sentence.chars(*source_phrase(sentence, candidate.source, candidate.cue))
    cue = sentence.chars(candidate.cue_start, candidate.cue_end)
    return Attribution(sentence.index, candidate, score, source, cue, tuple(content))


def outermost(found: Sequence[Attribution]) -> list[Attribution]:
    """The attributions that do not lie in another's content, as PolNeAR annotates them.

    Where two contents overlap without one holding the other's cue, the likelier one stays.
    """
    kept: list[Attribution] = []
    order = sorted(found, key=lambda a: (-_reach(a), -a.score, a.cue))
    for one in order:
        if not any(_holds(other, one) for other in kept):
            kept.append(one)
    kept.sort(key=lambda a: a.cue)
    return kept


def _reach(one: Attribution) -> int:
    return sum(b - a for a, b in one.content)


def _holds(outer: Attribution, inner: Attribution) -> bool:
    """Whether the inner one's cue or content lies in the content of the outer one."""
    if any(a < inner.cue[1] and inner.cue[0] < b for a, b in outer.content):
        return True
    return any(a < d and c < b for a, b in outer.content for c, d in inner.content)
