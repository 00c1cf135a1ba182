"""Contents that say that there is none of something, or that the speakers did not do it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from dragoman.attribute.records import StatementDraft
from dragoman.parse import Sentence, Token

SPEAKERS: Final = frozenset({"we", "i"})
NOBODY: Final = frozenset({"nothing", "nobody", "none", "no-one"})
CLAUSES: Final = frozenset({"ccomp", "ROOT", "parataxis"})


def missing(
    sentences: Sequence[Sentence], draft: StatementDraft, stem: Callable[[str], str]
) -> frozenset[str]:
    """Stems of what a statement says that there is none of: "no map", "no ship had been hit"."""
    found: set[str] = set()
    for s in sentences:
        for t in s.tokens:
            head = s.tokens[t.head]
            inside = draft.start <= t.start < draft.end and draft.start <= head.start
            if not inside or t.text.lower() != "no" or t.dep != "det" or head.end > draft.end:
                continue
            verb = s.tokens[head.head]
            if head.dep == "attr" and s.child(verb.i, "expl") is not None:
                found.add(stem(head.lemma))
            elif head.dep == "nsubjpass":
                found.add(stem(verb.lemma))
    return frozenset(found)


def disowned(
    sentences: Sequence[Sentence], draft: StatementDraft, stem: Callable[[str], str]
) -> str:
    """Stem of the deed that the speakers say that they did not do, or empty.

    "We struck nothing", "we did not strike the port".
    """
    for s in sentences:
        for t in s.tokens:
            if draft.start <= t.start < draft.end and t.pos == "VERB" and _is_disowned(s, t):
                return stem(t.lemma)
    return ""


def _is_disowned(sentence: Sentence, verb: Token) -> bool:
    tokens = sentence.tokens
    subject = sentence.child(verb.i, "nsubj")
    if verb.dep not in CLAUSES or subject is None or tokens[subject].text.lower() not in SPEAKERS:
        return False
    helpers = {tokens[c].text.lower() for c in sentence.kids(verb.i, "aux")}
    past = verb.tag == "VBD" or (verb.tag == "VB" and "did" in helpers)
    past = past or (verb.tag == "VBN" and bool(helpers & {"have", "'ve", "had"}))
    negated = bool(sentence.kids(verb.i, "neg"))
    for c in sentence.kids(verb.i, "dobj"):
        words = {tokens[c].text.lower(), *(tokens[k].text.lower() for k in sentence.kids(c, "det"))}
        negated = negated or bool(words & (NOBODY | {"no"}))
    return past and negated
