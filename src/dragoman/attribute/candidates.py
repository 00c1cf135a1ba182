"""Every phrase that might be an attribution: cue, source and content as the syntax offers them.

One cue gives several candidates where its content could be cut in several ways; `choose` weighs
them. Numbers are tokens of the sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from dragoman.attribute.sources import (
    NOBODY,
    source_of_adjective,
    source_of_noun,
    source_of_verb,
)
from dragoman.attribute.tree import (
    RELATIVES,
    SUBJECTS,
    Ranges,
    is_passive,
    runs,
    subtree_without,
    trim,
    verb_group,
)
from dragoman.lexicon import Cues
from dragoman.parse import Sentence

CLAUSAL: Final = frozenset({"ccomp", "xcomp", "acl", "relcl", "advcl"})
LEADING: Final = 9
"""A speaker before a colon ("Seoul:", "Minister Jan Novak:") is at most this many tokens."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One possible attribution within a sentence.

    Attributes:
        cue: its head token; ``cue_start:cue_end`` is its token range.
        shape: how the content hangs from the cue.
        source: head token of the source, or `NOBODY`.
        top: the head token of the content, -1 where it lies in later sentences.
        content: token ranges of the content in this sentence, empty likewise.
        link: the preposition or subordinator between them, or empty.
        quote: where the quotation begins that is the content (character), or -1.
    """

    cue: int
    cue_start: int
    cue_end: int
    shape: str
    source: int
    top: int
    content: Ranges
    link: str = ""
    quote: int = -1


def find_candidates(sentence: Sentence, cues: Cues) -> Iterator[Candidate]:
    """Candidates of one sentence that its tree offers, in order of their cues."""
    for token in sentence.tokens:
        pos = token.pos
        if pos in ("VERB", "AUX"):
            if token.dep not in ("aux", "auxpass"):
                yield from _of_verb(sentence, token.i, cues)
        elif pos == "NOUN":
            if token.lemma in cues.nouns:
                yield from _of_noun(sentence, token.i, cues)
        elif pos == "ADJ":
            if sentence.children[token.i] or token.dep == "acomp":
                yield from _of_adjective(sentence, token.i, cues)
        elif pos == "ADV" and token.text.lower() in cues.adverbs:
            yield from _of_adverb(sentence, token.i)
        if token.text == ":":
            yield from _of_colon(sentence, token.i)
    yield from _of_phrases(sentence, cues)


def _of_verb(sentence: Sentence, verb: int, cues: Cues) -> Iterator[Candidate]:
    tokens, children = sentence.tokens, sentence.children
    by_dep: dict[str, list[int]] = {}
    for c in children[verb]:
        by_dep.setdefault(tokens[c].dep, []).append(c)
    source = source_of_verb(sentence, verb, cues)
    start, end = verb_group(sentence, verb)
    leave = frozenset({verb, *range(start, end), *_part_of_source(sentence, verb, source)})
    used = False

    def offer(shape: str, top: int, content: Ranges, link: str = "") -> Iterator[Candidate]:
        if content:
            yield Candidate(verb, start, end, shape, source, top, content, link)

    for c in by_dep.get("ccomp", ()):
        side = "ccomp" if c > verb else "ccomp<"
        used = True
        under = _from_its_mark(sentence, verb, c)
        yield from offer(side, c, runs(sentence, under, leave), _mark(sentence, c))
    for c in by_dep.get("parataxis", ()):
        yield from offer("paratax", c, runs(sentence, sentence.subtree(c), leave))
    objects = [c for c in by_dep.get("dobj", ()) if tokens[c].tag not in RELATIVES and c != source]
    for c in by_dep.get("xcomp", ()):
        used = True
        link = _mark(sentence, c)
        yield from offer("xcomp", c, runs(sentence, sentence.subtree(c), leave), link)
        if objects and objects[0] < c:
            whole = [*sentence.subtree(objects[0]), *sentence.subtree(c)]
            yield from offer("dobj+xcomp", c, runs(sentence, sorted(whole), leave), link)
        elif tokens[verb].lemma in cues.raising or is_passive(sentence, verb):
            for s in [*by_dep.get("nsubjpass", ()), *by_dep.get("nsubj", ())][:1]:
                whole = sorted({*sentence.subtree(s), *sentence.subtree(c)})
                content = runs(sentence, whole, range(start, end))
                agent = source if is_passive(sentence, verb) else NOBODY
                yield Candidate(verb, start, end, "subj+xcomp", agent, c, content, link)
    for c in objects:
        used = True
        yield from offer("dobj", c, runs(sentence, sentence.subtree(c), leave))
        rest = [
            k
            for k in children[verb]
            if k > c
            and tokens[k].dep in REST
            and not (tokens[k].dep == "advcl" and tokens[k].tag == "VBG")
        ]
        if rest:
            whole = sorted(i for k in (c, *rest) for i in sentence.subtree(k))
            yield from offer("dobj+", c, runs(sentence, whole, leave), tokens[rest[0]].text.lower())
    for label in ("oprd", "advcl", "advmod", "npadvmod", "intj", "acomp", "attr", "dep"):
        if label in ("acomp", "attr") and tokens[verb].lemma == "be":
            continue
        for c in by_dep.get(label, ()):
            if c > verb and (label not in ("advcl", "advmod") or not used):
                content = runs(sentence, sentence.subtree(c), leave)
                yield from offer(label, c, content, _mark(sentence, c))
    yield from _verb_prepositions(
        sentence, verb, by_dep.get("prep", []), source, (start, end), leave
    )
    yield from _verb_subjects(sentence, verb, by_dep, source, (start, end))
    yield from _verb_hosts(sentence, verb, source, (start, end), used)
    if not by_dep.get("ccomp"):
        yield from _verb_flat(sentence, verb, source, (start, end))
    yield from _verb_colon(sentence, verb, source, (start, end))


REST: Final = frozenset({"prep", "xcomp", "oprd", "advcl", "dative", "agent", "acl"})


def _from_its_mark(sentence: Sentence, verb: int, clause: int) -> list[int]:
    """The clause's tokens from its "that" on: "told [The Times] that" leaves The Times out."""
    under = sentence.subtree(clause)
    if clause < verb:
        return under
    for c in sentence.children[clause]:
        if sentence.tokens[c].dep == "mark" and sentence.tokens[c].text.lower() == "that":
            return [i for i in under if i >= c]
    return under


def _goes_with_object(sentence: Sentence, k: int) -> bool:
    """Whether a later complement belongs to the content with the object ("described X as Y")."""
    token = sentence.tokens[k]
    return token.dep in REST and not (token.dep == "advcl" and token.tag == "VBG")


def _part_of_source(sentence: Sentence, verb: int, source: int) -> list[int]:
    """Tokens of a source that stands inside the content's clause: '"A," said X, "B."'"""
    if source < 0 or sentence.tokens[source].head != verb:
        return []
    return sentence.subtree(source)


def _mark(sentence: Sentence, top: int) -> str:
    """The subordinator of a clause: "that", "to", "whether", a wh-word, or empty."""
    tokens = sentence.tokens
    for c in sentence.children[top]:
        token = tokens[c]
        if token.dep == "mark" or (token.tag == "TO" and token.dep == "aux"):
            return token.text.lower()
        if token.tag in RELATIVES and c < top:
            return "wh"
    return "ing" if tokens[top].tag == "VBG" else ""


def _verb_prepositions(
    sentence: Sentence,
    verb: int,
    preps: Sequence[int],
    source: int,
    group: tuple[int, int],
    leave: frozenset[int],
) -> Iterator[Candidate]:
    tokens = sentence.tokens
    for p in preps:
        if p < verb:
            continue
        c = sentence.child(p, "pobj", "pcomp", "prep")
        if c is None:
            continue
        if tokens[c].dep == "prep":
            c = sentence.child(c, "pobj", "pcomp")
            if c is None:
                continue
        content = runs(sentence, sentence.subtree(c), leave)
        shape = "prep" if tokens[c].dep == "pobj" else "prep-ing"
        end = p + 1 if p == group[1] else group[1]
        if content:
            yield Candidate(verb, group[0], end, shape, source, c, content, tokens[p].text.lower())


def _verb_subjects(
    sentence: Sentence,
    verb: int,
    by_dep: dict[str, list[int]],
    source: int,
    group: tuple[int, int],
) -> Iterator[Candidate]:
    """What a passive says of its subject: "The plan was criticised by Ankara"."""
    tokens = sentence.tokens
    for s in by_dep.get("nsubjpass", ()):
        top = s
        if tokens[s].tag in RELATIVES:
            if tokens[verb].dep != "relcl":
                continue
            top = tokens[verb].head
        content = runs(sentence, subtree_without(sentence, top, {verb}))
        if content:
            yield Candidate(verb, *group, "subject", source, top, content)
    if tokens[verb].dep == "acl" and tokens[verb].tag == "VBN":
        top = tokens[verb].head
        content = runs(sentence, subtree_without(sentence, top, {verb}))
        if content:
            yield Candidate(verb, *group, "noun-before", source, top, content)


def _verb_hosts(
    sentence: Sentence, verb: int, source: int, group: tuple[int, int], used: bool
) -> Iterator[Candidate]:
    """A cue put into or after the clause it speaks of: "…, analysts say.", "as Kyiv claims"."""
    tokens = sentence.tokens
    token = tokens[verb]
    head = token.head
    if head == verb:
        return
    if token.dep in ("parataxis", "advcl", "ccomp", "dep", "conj") and not used:
        if token.dep == "advcl" and _mark(sentence, verb) not in ("as", ""):
            return
        kept = subtree_without(sentence, head, {verb})
        content = runs(sentence, kept, range(*group))
        if content:
            shape = f"host-{token.dep}"
            yield Candidate(verb, *group, shape, source, head, content, _mark(sentence, verb))
    elif token.dep == "relcl" and not used:
        subjects = [c for c in sentence.children[verb] if tokens[c].dep in SUBJECTS]
        if subjects and tokens[subjects[0]].tag not in RELATIVES:
            content = runs(sentence, subtree_without(sentence, head, {verb}))
            if content:
                yield Candidate(verb, *group, "relative", source, head, content)


def _verb_flat(
    sentence: Sentence, verb: int, source: int, group: tuple[int, int]
) -> Iterator[Candidate]:
    """A clause after "that" which the parser hung elsewhere: the rest of the sentence."""
    tokens = sentence.tokens
    after = group[1]
    if after + 1 >= len(tokens) or tokens[after].text.lower() != "that":
        return
    if tokens[after].tag == "IN" and not any(c > after for c in sentence.children[verb]):
        content = trim(sentence, after, len(tokens))
        if content is not None:
            yield Candidate(verb, *group, "flat", source, after + 1, (content,), "that")


def _verb_colon(
    sentence: Sentence, verb: int, source: int, group: tuple[int, int]
) -> Iterator[Candidate]:
    """A cue whose sentence ends in a colon: the content is what follows."""
    tokens = sentence.tokens
    if tokens[-1].text == ":" and not any(t.text == ":" for t in tokens[verb + 1 : -1]):
        yield Candidate(verb, *group, "next", source, -1, (), ":")


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
            shape, link = f"n-{token.dep}", _mark(sentence, c)
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


def _tells_content(sentence: Sentence, noun: int, clause: int) -> bool:
    """Whether a clause after a noun is what the noun is about, not a mere description of it."""
    token = sentence.tokens[clause]
    if token.dep == "relcl":
        return _mark(sentence, clause) != "wh" or token.tag == "VB"
    if token.dep == "acl" and token.tag in ("VBN", "VBG"):
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
                link = _mark(sentence, c)
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
                    link = _mark(sentence, c)
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


def _of_phrases(sentence: Sentence, cues: Cues) -> Iterator[Candidate]:
    tokens = sentence.tokens
    words = [t.text.lower() for t in tokens]
    for phrase, _ in cues.phrases:
        if phrase[0] not in words:
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
