"""Who is credited: the source of a verb, noun or adjective that marks an attribution."""

from __future__ import annotations

from typing import Final

from dragoman.attribute.records import NOBODY
from dragoman.attribute.tree import RELATIVES, is_passive
from dragoman.lexicon import Cues
from dragoman.parse import Sentence

HOPS: Final = 8
"""How far up a chain of subjectless verbs the source is looked for; real chains are shorter."""

NAMES: Final = ("NORP", "GPE", "ORG", "PERSON")
LONGEST_TITLE: Final = 12
"""Words of a title between "titled" and the verb that it was taken for the subject of."""

CLAUSES: Final = frozenset({"relcl", "advcl", "parataxis", "punct", "meta", "ccomp"})
EDGES: Final = frozenset(",-:()–—")


def source_of_verb(sentence: Sentence, verb: int, cues: Cues, hops: int = HOPS) -> int:
    """Head token of who says what the verb says, or `NOBODY`.

    Passives give their agent, relative pronouns the noun they stand for, subjectless verbs the
    subject of the verb they hang from.
    """
    tokens, children = sentence.tokens, sentence.children
    if is_passive(sentence, verb):
        quoted = sentence.child(verb, "nsubjpass")
        if quoted is not None and tokens[verb].lemma in cues.citing:
            # "the envoy was quoted as saying"
            return quoted
        return _agent(sentence, verb)
    for c in children[verb]:
        if tokens[c].dep == "nsubj":
            if tokens[c].tag in RELATIVES and tokens[c].lemma in ("who", "which", "that"):
                above = _antecedent(sentence, verb)
                return above if above != NOBODY else c
            if _is_expletive(sentence, c, verb):
                return NOBODY
            return _before_title(sentence, _named_after(sentence, c, verb), cues)
        if tokens[c].dep == "expl":
            return NOBODY
    if hops == 0:
        return NOBODY
    inverted = _inverted_subject(sentence, verb)
    return inverted if inverted != NOBODY else _source_above(sentence, verb, cues, hops)


def _named_after(sentence: Sentence, subject: int, verb: int) -> int:
    """From a noun to the name right behind it that the parser made a second subject.

    "The state news agency [SUNA] quoted …", "the weekly [Jeune Afrique] writes".
    """
    tokens = sentence.tokens
    for c in sentence.kids(verb, "nsubj"):
        behind = c > subject and sentence.subtree(c)[0] == sentence.subtree(subject)[-1] + 1
        if behind and tokens[c].pos == "PROPN" and tokens[subject].pos != "PROPN":
            return c
    return subject


def _before_title(sentence: Sentence, subject: int, cues: Cues) -> int:
    """From a title that was taken for the subject to the text that bears it.

    'An article titled The Long Winter [argued]': capitalised titles break the parse.
    """
    tokens = sentence.tokens
    at = subject
    while at >= 0 and subject - at <= LONGEST_TITLE:
        if tokens[at].lemma in cues.titling and tokens[at].pos == "VERB":
            for k in range(at - 1, -1, -1):
                if tokens[k].lemma in cues.documents:
                    return k
            return subject
        at -= 1
    return subject


def _is_expletive(sentence: Sentence, subject: int, verb: int) -> bool:
    """The "it" of "it is clear that", which stands for the clause after it."""
    if sentence.tokens[subject].lemma != "it":
        return False
    copular = sentence.tokens[verb].lemma in ("be", "seem", "appear", "become", "remain")
    after = ("acomp", "ccomp", "attr", "oprd", "xcomp", "advcl", "csubj")
    return copular and sentence.child(verb, *after) is not None


def _inverted_subject(sentence: Sentence, verb: int) -> int:
    """The subject that the parser took for an object: '…," said Colonel Ito.'"""
    tokens, children = sentence.tokens, sentence.children
    if tokens[verb].tag not in ("VBD", "VBZ", "VBP"):
        return NOBODY
    before = any(
        tokens[c].dep in ("ccomp", "advcl", "parataxis") and c < verb for c in children[verb]
    )
    host = tokens[verb].dep == "parataxis" and tokens[verb].head < verb
    if not (before or host):
        return NOBODY
    for c in children[verb]:
        if c > verb and tokens[c].dep == "dobj" and tokens[c].pos in ("PROPN", "NOUN", "PRON"):
            return c
    return NOBODY


def _agent(sentence: Sentence, verb: int) -> int:
    for c in sentence.children[verb]:
        if sentence.tokens[c].dep == "agent":
            found = sentence.child(c, "pobj", "pcomp")
            return NOBODY if found is None else found
    return NOBODY


def _antecedent(sentence: Sentence, verb: int) -> int:
    """The noun that a relative clause hangs from, over coordination."""
    tokens = sentence.tokens
    at = verb
    for _ in range(HOPS):
        if tokens[at].dep in ("relcl", "acl"):
            return tokens[at].head
        if tokens[at].dep != "conj":
            break
        at = tokens[at].head
    return NOBODY


def _source_above(sentence: Sentence, verb: int, cues: Cues, hops: int) -> int:
    tokens = sentence.tokens
    token = tokens[verb]
    head = token.head
    if head == verb:
        return NOBODY
    above = tokens[head]
    if token.dep == "relcl" or (token.dep == "acl" and token.tag == "VBG"):
        return head
    if token.dep in ("acl", "pcomp") and above.pos in ("NOUN", "PROPN"):
        return source_of_noun(sentence, head, cues, hops - 1)
    if token.dep == "pcomp":
        return _source_of(sentence, above.head, cues, hops - 1) if above.head != head else NOBODY
    if token.dep in ("xcomp", "ccomp") and above.lemma in cues.object_control:
        thing = sentence.child(head, "dobj", "dative", "nsubjpass")
        if thing is not None:
            return thing
    if token.dep == "advcl" and token.tag == "VBG" and verb:
        # "resulting in [Seoul] agreeing to": the noun before is the gerund's subject.
        before = tokens[verb - 1]
        if before.dep == "pobj" and tokens[before.head].head == head:
            return before.i
    if token.dep in ("xcomp", "ccomp", "advcl", "conj", "prep", "acomp", "dep", "parataxis"):
        if above.pos in ("VERB", "AUX") and is_passive(sentence, head):
            thing = sentence.child(head, "nsubjpass")
            if thing is not None:
                return _named(sentence, thing, head)
        return _source_of(sentence, head, cues, hops - 1)
    return NOBODY


def _named(sentence: Sentence, subject: int, verb: int) -> int:
    """A subject, or the noun a relative pronoun in its place stands for."""
    if sentence.tokens[subject].tag in RELATIVES:
        above = _antecedent(sentence, verb)
        return above if above != NOBODY else subject
    return subject


def _source_of(sentence: Sentence, at: int, cues: Cues, hops: int) -> int:
    pos = sentence.tokens[at].pos
    if hops <= 0:
        return NOBODY
    if pos in ("ADV", "ADP", "PART", "SCONJ"):
        # "going as [far] as to claim"
        head = sentence.tokens[at].head
        return NOBODY if head == at else _source_of(sentence, head, cues, hops - 1)
    if pos in ("VERB", "AUX"):
        return source_of_verb(sentence, at, cues, hops)
    if pos == "ADJ":
        return source_of_adjective(sentence, at, cues, hops)
    return source_of_noun(sentence, at, cues, hops)


def source_of_adjective(sentence: Sentence, adjective: int, cues: Cues, hops: int = HOPS) -> int:
    """Who is sure, worried, willing: the subject of the copula, or the noun it modifies."""
    tokens = sentence.tokens
    head = tokens[adjective].head
    if tokens[adjective].dep == "amod":
        return head
    if head == adjective or hops <= 0:
        return NOBODY
    found = _source_of(sentence, head, cues, hops - 1)
    if found >= 0 and tokens[found].lemma in ("it", "there", "that", "this"):
        return NOBODY
    return found


def source_of_noun(sentence: Sentence, noun: int, cues: Cues, hops: int = HOPS) -> int:
    """Whose claim it is: possessor, author after "by" or "from", nationality, or the subject."""
    tokens, children = sentence.tokens, sentence.children
    modifier = NOBODY
    for c in children[noun]:
        token = tokens[c]
        if token.dep == "poss":
            return c
        if token.dep in ("prep", "agent") and token.lemma in ("by", "from"):
            found = sentence.child(c, "pobj")
            if found is not None:
                return found
        if token.dep == "prep" and token.lemma == "in":
            found = sentence.child(c, "pobj")
            if found is not None and tokens[found].lemma in cues.outlets:
                return found
        if token.dep == "acl" and token.tag == "VBN" and sentence.child(c, "mark") is None:
            found = _agent(sentence, c)
            if found >= 0:
                return found
        if token.dep in ("amod", "compound", "nmod") and token.ent[2:] in NAMES:
            modifier = c
    if modifier >= 0 or hops <= 0:
        return modifier
    return _holder(sentence, noun, cues, hops)


def _holder(sentence: Sentence, noun: int, cues: Cues, hops: int) -> int:
    """The subject of the verb that a noun completes: "expressed the hope", "with the aim"."""
    tokens = sentence.tokens
    token = tokens[noun]
    head = tokens[token.head]
    if token.dep == "dobj" and head.lemma not in cues.support:
        return NOBODY
    if token.dep in ("dobj", "attr", "oprd") and head.pos in ("VERB", "AUX"):
        found = source_of_verb(sentence, head.i, cues, hops - 1)
        return NOBODY if found >= 0 and tokens[found].lemma in ("it", "there") else found
    if token.dep == "conj" and head.pos == "NOUN":
        return source_of_noun(sentence, head.i, cues, hops - 1)
    return NOBODY


def source_phrase(sentence: Sentence, head: int, cue: int) -> tuple[int, int]:
    """Token range of the phrase around a source's head, without clauses that hang from it.

    A relative pronoun that stands for the source right after it belongs to the phrase, as in
    PolNeAR: "[officials who] said", but "[the envoy], who said".

    Args:
        cue: the cue's head token, at which the phrase ends.
    """
    tokens, children = sentence.tokens, sentence.children
    kept = {head}
    stack = [head]
    while stack:
        for c in children[stack.pop()]:
            if c != cue and tokens[c].dep not in CLAUSES:
                kept.add(c)
                stack.append(c)
    start, end = head, head + 1
    while start - 1 in kept:
        start -= 1
    while end in kept:
        end += 1
    while end - 1 > head and tokens[end - 1].text in EDGES:
        end -= 1
    while start < head and tokens[start].text in EDGES:
        start += 1
    relative = tokens[cue].dep == "relcl" and tokens[cue].head == head
    if relative and end < cue and tokens[end].tag in RELATIVES:
        return start, end + 1
    return start, end
