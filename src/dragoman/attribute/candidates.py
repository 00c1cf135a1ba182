"""Every phrase that might be an attribution: cue, source and content as the syntax offers them.

One cue gives several candidates where its content could be cut in several ways; `choose` weighs
them. Numbers are tokens of the sentence.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dragoman.attribute.candidate import DASH, SILENT, Candidate, mark_of
from dragoman.attribute.records import NOBODY
from dragoman.attribute.sources import source_of_adjective, source_of_noun
from dragoman.attribute.tree import (
    Ranges,
    runs,
    subtree_without,
    trim,
    verb_group,
)
from dragoman.attribute.verbal import verb_candidates
from dragoman.lexicon import Cues
from dragoman.parse import Sentence

CLAUSAL: Final = frozenset({"ccomp", "xcomp", "acl", "relcl", "advcl"})
DASHES: Final = frozenset("-–—")
SHORTEST: Final = 2
"""Words of a headline before a dash and its speaker, at least."""
LEADING: Final = 9
"""A speaker before a colon ("Seoul:", "Minister Jan Novak:") is at most this many tokens."""


def find_candidates(sentence: Sentence, cues: Cues) -> Iterator[Candidate]:
    """Candidates of one sentence that its tree offers, in order of their cues."""
    for token in sentence.tokens:
        pos = token.pos
        if pos in ("VERB", "AUX"):
            if token.dep not in ("aux", "auxpass"):
                yield from verb_candidates(sentence, token.i, cues)
        elif pos == "NOUN":
            if token.lemma in cues.nouns:
                yield from _of_noun(sentence, token.i, cues)
            if token.lemma in cues.decline.silence:
                yield from _of_silence(sentence, token.i)
        elif pos == "ADJ":
            if sentence.children[token.i] or token.dep == "acomp":
                yield from _of_adjective(sentence, token.i, cues)
        elif pos == "ADV" and token.text.lower() in cues.adverbs:
            yield from _of_adverb(sentence, token.i)
        if token.text == ":":
            yield from _of_colon(sentence, token.i)
        elif token.text in DASHES:
            yield from _of_dash(sentence, token.i, cues)
    yield from _of_phrases(sentence, cues)
    yield from _of_accounts(sentence, cues)


def _of_noun(sentence: Sentence, noun: int, cues: Cues) -> Iterator[Candidate]:
    tokens, children = sentence.tokens, sentence.children
    source = source_of_noun(sentence, noun, cues)
    for c in children[noun]:
        token = tokens[c]
        content: Ranges = ()
        shape, link, top = "", "", c
        if token.dep in ("acl", "ccomp", "relcl", "xcomp") and c > noun:
            if not _tells_content(sentence, noun, c):
                continue
            link = mark_of(sentence, c)
            # "a report that he fled": no relative clause, whatever the parser calls it
            shape = "n-acl" if token.dep == "relcl" and link == "that" else f"n-{token.dep}"
            content = runs(sentence, sentence.subtree(c))
        elif token.dep == "prep" and c > noun:
            inner = sentence.child(c, "pobj", "pcomp")
            if inner is None or inner == source:
                continue
            shape, link, top = "n-prep", token.text.lower(), inner
            content = runs(sentence, sentence.subtree(inner))
        if content:
            end = c + 1 if shape == "n-prep" and c == noun + 1 else noun + 1
            yield Candidate(noun, noun, end, shape, source, top, content, link)
    yield from _noun_beside(sentence, noun, source)


def _of_silence(sentence: Sentence, noun: int) -> Iterator[Candidate]:
    """ "There was no comment from the navy", "no word from Oslo on whether …"."""
    tokens = sentence.tokens
    start = next((c for c in sentence.kids(noun, "det") if tokens[c].text.lower() == "no"), -1)
    there = sentence.child(tokens[noun].head, "expl") is not None
    if start < 0 or not (there or tokens[noun].dep == "ROOT"):
        return
    source, top = NOBODY, noun
    content: Ranges = ((start, noun + 1),)
    for p in [*sentence.kids(noun, "prep"), *sentence.kids(tokens[noun].head, "prep")]:
        inner = sentence.child(p, "pobj", "pcomp")
        if inner is not None and tokens[p].lemma in ("from", "by") and source == NOBODY:
            source = inner
        elif inner is not None and tokens[p].lemma in ("on", "about") and p > noun:
            top, content = inner, runs(sentence, sentence.subtree(p))
    yield Candidate(noun, start, noun + 1, SILENT, source, top, content)


def _tells_content(sentence: Sentence, noun: int, clause: int) -> bool:
    """Whether a clause after a noun is what the noun is about, not a mere description of it."""
    token = sentence.tokens[clause]
    if token.dep == "relcl":
        return mark_of(sentence, clause) != "wh" or token.tag == "VB"
    if token.dep == "acl" and token.tag in ("VBN", "VBG"):
        if mark_of(sentence, clause) == "that":
            return True
        return token.tag == "VBG" and clause == noun + 1
    return True


def _noun_beside(sentence: Sentence, noun: int, source: int) -> Iterator[Candidate]:
    """Content beside the noun: "the view is that …", "there is concern that …"."""
    tokens = sentence.tokens
    token = tokens[noun]
    head = token.head
    if head == noun:
        return
    if token.dep in ("nsubj", "attr", "dobj", "nsubjpass"):
        for c in sentence.kids(head, "ccomp", "xcomp", "advcl", "acl"):
            if c > noun and (tokens[head].lemma == "be" or token.dep != "nsubj"):
                content = runs(sentence, sentence.subtree(c), {noun})
                link = mark_of(sentence, c)
                if content:
                    shape = f"n-beside-{token.dep}"
                    yield Candidate(noun, noun, noun + 1, shape, source, c, content, link)


def _of_adjective(sentence: Sentence, adjective: int, cues: Cues) -> Iterator[Candidate]:
    tokens = sentence.tokens
    source = source_of_adjective(sentence, adjective, cues)
    if source == NOBODY and tokens[adjective].lemma not in cues.adjectives:
        return
    start = adjective
    head = tokens[adjective].head
    if tokens[adjective].dep == "acomp" and head == adjective - 1:
        start = verb_group(sentence, head)[0]
    places = [adjective]
    if tokens[adjective].dep == "acomp":
        places.append(head)
    for place in places:
        for c in sentence.children[place]:
            token = tokens[c]
            if c <= adjective:
                continue
            top, link, shape, end = c, "", "", adjective + 1
            if token.dep in ("ccomp", "xcomp", "advcl", "prep"):
                shape = f"a-{token.dep}"
                if token.dep == "prep":
                    inner = sentence.child(c, "pobj", "pcomp")
                    if inner is None:
                        continue
                    top, link = inner, token.text.lower()
                    end = c + 1 if c == adjective + 1 else end
                else:
                    link = mark_of(sentence, c)
            if shape:
                content = runs(sentence, sentence.subtree(top), {adjective})
                if content:
                    yield Candidate(adjective, start, end, shape, source, top, content, link)


def _of_adverb(sentence: Sentence, adverb: int) -> Iterator[Candidate]:
    head = sentence.tokens[adverb].head
    if head == adverb:
        return
    content = runs(sentence, subtree_without(sentence, head, {adverb}))
    if content:
        yield Candidate(adverb, adverb, adverb + 1, "adverb", NOBODY, head, content)


def _of_colon(sentence: Sentence, colon: int) -> Iterator[Candidate]:
    """A speaker and a colon at the head of a sentence: "Seoul: troops have left"."""
    tokens = sentence.tokens
    if not 0 < colon <= LEADING or any(
        t.pos in ("VERB", "AUX") or t.text == ":" for t in tokens[:colon]
    ):
        return
    inside = [t for t in tokens[:colon] if t.head == t.i or not t.head < colon]
    source = inside[0].i if inside else 0
    content = trim(sentence, colon + 1, len(tokens))
    if content is None:
        yield Candidate(colon, colon, colon + 1, "next", source, -1, (), ":")
    else:
        yield Candidate(colon, colon, colon + 1, "colon", source, colon + 1, (content,))


def _of_dash(sentence: Sentence, dash: int, cues: Cues) -> Iterator[Candidate]:
    """A speaker behind a dash at the end of a headline: "Truce days away - mediator".

    Only a role is taken: a name there may as well be the outlet's own.
    """
    tokens = sentence.tokens
    behind = tokens[dash + 1 :]
    if not 0 < len(behind) <= LEADING or dash < SHORTEST or tokens[-1].text in ".!?":
        return
    head = behind[-1]
    if head.pos != "NOUN" or head.lemma not in cues.people:
        return
    if any(t.pos in ("VERB", "AUX", "PUNCT") for t in behind):
        return
    content = trim(sentence, 0, dash)
    if content is not None:
        yield Candidate(dash, dash, dash + 1, DASH, head.i, 0, (content,))


def _of_accounts(sentence: Sentence, cues: Cues) -> Iterator[Candidate]:
    """ "by the rebels' own account", "in Ecuador's telling": the source is the owner."""
    tokens = sentence.tokens
    for noun in tokens:
        if noun.dep != "pobj" or noun.text.lower() not in cues.own_accounts:
            continue
        prep = tokens[noun.head]
        if prep.text.lower() not in ("by", "in") or tokens[prep.head].pos not in ("VERB", "AUX"):
            continue
        owner = sentence.child(noun.i, "poss")
        if owner is None:
            continue
        under = {*sentence.subtree(prep.i)}
        content = runs(sentence, subtree_without(sentence, prep.head, {prep.i}), under)
        if content:
            ends = (prep.i, noun.i + 1)
            yield Candidate(noun.i, *ends, "phrase", owner, prep.head, content, prep.text.lower())


def _of_phrases(sentence: Sentence, cues: Cues) -> Iterator[Candidate]:
    tokens = sentence.tokens
    words = [t.text.lower() for t in tokens]
    present = set(words)
    for phrase, _ in cues.phrases:
        if phrase[0] not in present:
            continue
        for at, word in enumerate(words):
            if word == phrase[0] and tuple(words[at : at + len(phrase)]) == phrase:
                found = _phrase(sentence, at, at + len(phrase))
                if found is not None:
                    yield found
                break


def _phrase(sentence: Sentence, start: int, end: int) -> Candidate | None:
    """A prepositional cue; the source is the object of its last word, the content its clause."""
    tokens = sentence.tokens
    source = sentence.child(end - 1, "pobj", "pcomp")
    if source is None:
        source = NOBODY
    elif end - start == 1 and tokens[source].pos == "NOUN" and not sentence.children[source]:
        return None  # "per capita", "per year": a rate
    top = start
    while tokens[top].head in range(start, end) and tokens[top].head != top:
        top = tokens[top].head
    host = tokens[top].head
    if host == top or host in range(start, end):
        return None
    while tokens[host].pos not in ("VERB", "AUX") and tokens[host].dep not in ("ROOT", "ccomp"):
        host = tokens[host].head
    leave = {*sentence.subtree(top), *range(start, end)}
    if source >= 0:
        leave.update(sentence.subtree(source))
    content = runs(sentence, subtree_without(sentence, host, {top}), leave)
    if not content:
        return None
    return Candidate(start, start, end, "phrase", source, host, content, tokens[start].text.lower())
