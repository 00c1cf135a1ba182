"""Whose the counted things are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dragoman.extract.figure.counted import Counted
from dragoman.extract.records import Mention
from dragoman.lexicon.figures import Figures, Measures
from dragoman.parse.sentence import Sentence

WHOSE: Final = frozenset({"amod", "compound", "nmod", "poss"})


def owners_of(
    sentence: Sentence, found: Counted, end: int, mentions: Sequence[Mention], figures: Figures
) -> tuple[int, ...]:
    """Head tokens of whose the counted things are.

    First whoever modifies the noun ("North Korean troops", "Kyiv's losses"); else the agent of a
    verb of having, losing or giving over it ("North Korea has suffered 5,000 casualties").
    """
    if found.noun < 0:
        return ()
    heads = {m.head for m in mentions}
    known = {m.head for m in mentions if m.country or m.origin != "ner"}
    modifiers = _beside(sentence, end, found.noun, heads)
    modifiers = modifiers or _modifiers(sentence, found.noun, known)
    if modifiers:
        return tuple(modifiers)
    # A name that is in no list may be a make ("deployed four *Patriot* interceptors").
    agents = _agents(sentence, found.noun, figures.measures)
    return tuple(agents or _modifiers(sentence, found.noun, heads))


def _beside(sentence: Sentence, end: int, noun: int, mentioned: set[int]) -> list[int]:
    """Who stands right after a figure whose noun comes behind another figure."""
    tokens = sentence.tokens
    if not any(tokens[i].pos == "CCONJ" for i in range(end, noun)):
        return []
    return [end] if end in mentioned or tokens[end].ent[2:] in ("NORP", "GPE") else []


def _modifiers(sentence: Sentence, noun: int, mentioned: set[int]) -> list[int]:
    tokens = sentence.tokens
    found: list[int] = []
    for child in sentence.children[noun]:
        token = tokens[child]
        if token.dep in WHOSE and (child in mentioned or token.ent[2:] in ("NORP", "GPE")):
            found.append(child)
            found.extend(k for k in sentence.kids(child, "conj") if k in mentioned)
    return found


def _agents(sentence: Sentence, noun: int, measures: Measures) -> list[int]:
    tokens = sentence.tokens
    token = tokens[noun]
    part = tokens[tokens[token.head].head]
    if token.dep == "pobj" and tokens[token.head].lemma == "of" and part.pos == "NUM":
        token = part  # "lost *two* of its men"
    if token.dep not in ("dobj", "attr") or tokens[token.head].lemma not in measures.owners:
        return []
    verb = token.head
    for step in range(4):
        subject = sentence.child(verb, "nsubj") if verb == token.head else None
        if subject is None:
            subject = sentence.child(verb, "nsubj", "nsubjpass")
        if subject is not None and tokens[subject].tag in ("WDT", "WP"):
            return [tokens[verb].head] if tokens[verb].dep == "relcl" else []
        if subject is not None:
            return [subject, *sentence.kids(subject, "conj")]
        if (before := _gerund_subject(sentence, verb)) >= 0:
            return [before]
        dep = tokens[verb].dep
        if dep not in ("xcomp", "conj") and not (dep == "advcl" and step == 0):
            return []
        verb = tokens[verb].head
    return []


def _gerund_subject(sentence: Sentence, verb: int) -> int:
    """ "resulting in Kim agreeing to send …": the noun right before a gerund, -1 if none."""
    tokens = sentence.tokens
    if tokens[verb].tag != "VBG" or verb == 0 or tokens[verb - 1].dep != "pobj":
        return -1
    prep = tokens[tokens[verb - 1].head]
    return verb - 1 if tokens[verb].head in (prep.i, prep.head) else -1
