"""Clauses and their subordinators: conditions, purposes, subjects."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from dragoman.lexicon import Cues
from dragoman.parse import Sentence

FUTURE_WORDS: Final = frozenset({"will", "shall", "'ll", "wo", "would", "may", "might", "could"})


def marker(sentence: Sentence, top: int) -> str:
    """The subordinator of the clause under ``top``, lower case, or empty."""
    tokens = sentence.tokens
    for c in sentence.children[top]:
        token = tokens[c]
        if token.dep == "mark" or (token.tag == "WRB" and c < top):
            return token.text.lower()
        if token.tag == "TO":
            return "to"
    head = tokens[tokens[top].head]
    if tokens[top].dep in ("pcomp", "pobj") and head.pos in ("ADP", "SCONJ"):
        return head.text.lower()
    return ""


def phrase_before(
    sentence: Sentence, top: int, phrases: Iterable[tuple[str, ...]]
) -> tuple[str, ...]:
    """The subordinating phrase with which the clause under ``top`` opens, or ()."""
    tokens = sentence.tokens
    under = sentence.subtree(top)
    first = under[0]
    words = [t.text.lower() for t in tokens[max(0, first - 4) : first + 4]]
    for phrase in phrases:
        size = len(phrase)
        for at in range(len(words) - size + 1):
            begin = max(0, first - 4) + at
            if tuple(words[at : at + size]) == phrase and begin + size >= first and begin < top:
                return phrase
    return ()


def subject_of(sentence: Sentence, verb: int) -> int | None:
    """The subject of a verb, its own or that of the verb it is coordinated with."""
    tokens = sentence.tokens
    while True:
        found = sentence.child(verb, "nsubj", "nsubjpass", "expl")
        if found is not None or tokens[verb].dep not in ("conj", "xcomp"):
            return found
        verb = tokens[verb].head


def clause_top(sentence: Sentence, i: int) -> int:
    """The head of the clause of ``i``: over coordination, objects and prepositions."""
    tokens = sentence.tokens
    at = i
    while tokens[at].head != at and (
        tokens[at].pos not in ("VERB", "AUX") or tokens[at].dep == "conj"
    ):
        at = tokens[at].head
    return at


def conditions_of(sentence: Sentence, top: int, cues: Cues, *, future: bool = False) -> list[int]:
    """Tops of the clauses and phrases that name a condition of the clause under ``top``.

    Args:
        future: that the clause is known to tell of the time to come, whatever its auxiliary.
    """
    tokens = sentence.tokens
    found = []
    auxiliaries = sentence.kids(top, "aux")
    future = future or any(tokens[c].text.lower() in FUTURE_WORDS for c in auxiliaries)
    for c in [*sentence.children[top], *_under_postposed(sentence, top)]:
        dep = tokens[c].dep
        clause = dep == "advcl" and is_condition(sentence, c, cues, future)
        clause = clause or is_inverted(sentence, c)
        if dep == "advmod":
            # "as long as the strike lasts" hangs from its "long".
            below = sentence.kids(c, "advcl")
            clause = any(phrase_before(sentence, d, cues.conditional_phrases) for d in below)
        phrase = dep in ("prep", "advcl") and _opens_with(sentence, c, cues.conditional_phrases)
        given = dep == "prep" and future and _opens_with(sentence, c, cues.subordinators.exchanged)
        if (
            clause
            or phrase
            or given
            or (dep == "prep" and future and _temporal_phrase(sentence, c, cues))
        ):
            found.append(c)
    return found


def _under_postposed(sentence: Sentence, top: int) -> list[int]:
    """Clauses that the parser hung from a word of saying after them.

    In "it will fail if they stay, the farmer said" the condition hangs from "said".
    """
    tokens = sentence.tokens
    head = tokens[top].head
    if tokens[top].dep != "ccomp" or head < top:
        return []
    return [c for c in sentence.kids(head, "advcl") if c < head]


def _opens_with(sentence: Sentence, top: int, phrases: Iterable[tuple[str, ...]]) -> bool:
    """Whether the words under ``top`` begin with one of the phrases ("in the event of")."""
    first = sentence.subtree(top)[0]
    words = [t.text.lower() for t in sentence.tokens[first : first + 5]]
    return any(tuple(words[: len(phrase)]) == phrase for phrase in phrases)


def is_given(sentence: Sentence, noun: int, cues: Cues) -> bool:
    """Whether a noun stands under what has come about: "due to a string of [accidents]"."""
    tokens = sentence.tokens
    at = noun
    while True:
        while tokens[at].dep == "conj" and tokens[at].head != at:
            at = tokens[at].head
        prep = tokens[at].head
        if tokens[at].dep != "pobj" or tokens[prep].head == prep:
            return False
        words = tuple(t.text.lower() for t in tokens[max(0, prep - 3) : prep + 1])
        if any(words[-len(phrase) :] == phrase for phrase in cues.subordinators.given):
            return True
        if tokens[tokens[prep].head].pos != "NOUN" or tokens[prep].lemma != "of":
            return False
        at = tokens[prep].head


def _names_a_condition(sentence: Sentence, prep: int, cues: Cues) -> bool:
    """Whether a phrase beside the time to come is its condition: "after the war", "without aid"."""
    given = _opens_with(sentence, prep, cues.subordinators.exchanged)
    return given or _temporal_phrase(sentence, prep, cues)


def _temporal_phrase(sentence: Sentence, prep: int, cues: Cues) -> bool:
    """ "after the war", "until the end of the war": a time that is itself an event's."""
    token = sentence.tokens[prep]
    if token.lemma not in cues.temporal_markers:
        return False
    inner = sentence.child(prep, "pobj", "pcomp")
    return inner is not None and sentence.tokens[inner].ent[2:] not in ("DATE", "TIME")


def is_condition(sentence: Sentence, clause: int, cues: Cues, future: bool) -> bool:
    """Whether an adverbial clause is a condition.

    Args:
        future: whether the clause it hangs from tells of the time to come; "when", "after" and
            their like name a condition only there.
    """
    tokens = sentence.tokens
    word = marker(sentence, clause)
    if tokens[clause].pos in ("ADJ", "ADV"):
        # "if necessary", "if possible": no event whose coming about could be watched.
        return False
    if word in cues.conditional_markers:
        return not (word == "if" and _even_as_whether(sentence, clause))
    if phrase_before(sentence, clause, cues.conditional_phrases):
        return True
    if future and tokens[clause].tag in ("VBZ", "VBP", "VB"):
        return word in cues.temporal_markers or bool(
            phrase_before(sentence, clause, cues.subordinators.temporal_phrases)
        )
    return False


def is_inverted(sentence: Sentence, clause: int) -> bool:
    """A condition told by word order: "[should the truce fail], the port will close"."""
    tokens = sentence.tokens
    if tokens[clause].dep not in ("advcl", "ccomp") or tokens[clause].head < clause:
        return False
    if tokens[clause].text == "Were" and sentence.child(clause, "xcomp") is not None:
        return sentence.subtree(clause)[0] == clause  # "Were Ankara to shut the straits, …"
    first = tokens[sentence.subtree(clause)[0]]
    subject = sentence.child(clause, "nsubj", "nsubjpass")
    return (
        first.text.lower() in ("should", "were", "had")
        and first.head == clause
        and subject is not None
        and first.i < subject
    )


def is_contrary_to_fact(sentence: Sentence, i: int) -> bool:
    """ "if they had asked, …": a condition in the past perfect did not come about."""
    tokens = sentence.tokens
    at = i
    while tokens[at].dep == "conj":
        at = tokens[at].head
    words = {tokens[c].text.lower() for c in sentence.kids(at, "aux")}
    main = {tokens[c].text.lower() for c in sentence.kids(tokens[at].head, "aux")}
    return "had" in words and "would" in main


def _even_as_whether(sentence: Sentence, clause: int) -> bool:
    """ "asked if": the "if" of an indirect question."""
    return sentence.tokens[clause].dep == "ccomp"


def has_happened(sentence: Sentence, i: int) -> bool:
    """A past or a present perfect, and no infinitive or modal."""
    helpers = [sentence.tokens[c].tag for c in sentence.kids(i, "aux", "auxpass")]
    if "MD" in helpers or "TO" in helpers:
        return False
    tag = sentence.tokens[i].tag
    return tag == "VBD" or (tag in ("VBN", "VBG") and bool(helpers))


def in_condition(sentence: Sentence, i: int, cues: Cues) -> bool:
    """Whether ``i`` stands in the if-half of a conditional."""
    tokens = sentence.tokens
    at = i
    while tokens[at].head != at:
        if tokens[at].dep == "relcl" and has_happened(sentence, at):
            return False  # "if the men who were captured are freed": they were captured
        if tokens[at].dep == "advcl" and marker(sentence, at) in cues.conditional_markers:
            return True
        if tokens[at].dep == "advcl" and is_condition(sentence, at, cues, False):
            return True
        if is_inverted(sentence, at):
            return True
        if tokens[at].dep == "prep" and _opens_with(sentence, at, cues.conditional_phrases):
            return True
        at = tokens[at].head
    return False


def has_condition(sentence: Sentence, i: int, cues: Cues) -> bool:
    """Whether ``i`` stands in the main half of a conditional."""
    tokens = sentence.tokens
    at = i
    for _ in range(8):
        if tokens[at].pos in ("VERB", "AUX"):
            clauses = [*sentence.kids(at, "advcl"), *_under_postposed(sentence, at)]
            if any(is_condition(sentence, c, cues, False) for c in clauses):
                return True
            if any(is_inverted(sentence, c) for c in sentence.kids(at, "ccomp", "advcl")):
                return True
            below = [at, *sentence.kids(at, "xcomp")]
            if any(
                _opens_with(sentence, c, cues.conditional_phrases)
                for place in below
                for c in sentence.kids(place, "prep")
            ):
                return True
            if any(
                is_condition(sentence, c, cues, False)
                for place in sentence.kids(at, "xcomp")
                for c in sentence.kids(place, "advcl")
            ):
                return True
            if tokens[at].dep not in ("xcomp", "conj"):
                return False
        if tokens[at].head == at:
            return False
        at = tokens[at].head
    return False
