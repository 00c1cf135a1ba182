"""Small questions asked of a dependency tree: word ranges, clause parts, who is negated.

Ranges are half-open token numbers within the sentence.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Final

from dragoman.lexicon import Cues
from dragoman.parse import Sentence

Ranges = tuple[tuple[int, int], ...]

EDGE_MARKS: Final = frozenset(",;:-.–—…?!")
"""Punctuation that a content does not begin or end with; quotes and brackets stay."""

VERBAL: Final = ("VERB", "AUX")
SUBJECTS: Final = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
NEGATED_BY: Final = frozenset({"det", "advmod", "preconj", "cc"})
"""Labels under which a word of negation negates ("no", "never", "neither", "nor")."""
RELATIVES: Final = frozenset({"WDT", "WP", "WP$", "WRB"})


def runs(sentence: Sentence, kept: Iterable[int], without: Collection[int] = ()) -> Ranges:
    """Contiguous token ranges of ``kept`` without ``without``, trimmed of marks at the edges.

    Gaps that hold nothing but marks are closed.
    """
    numbers = [i for i in kept if i not in without] if without else list(kept)
    if not numbers:
        return ()
    tokens = sentence.tokens
    found: list[list[int]] = [[numbers[0], numbers[0] + 1]]
    for i in numbers[1:]:
        last = found[-1]
        if i == last[1] or all(
            tokens[k].pos == "PUNCT" and k not in without for k in range(last[1], i)
        ):
            last[1] = i + 1
        else:
            found.append([i, i + 1])
    trimmed = (trim(sentence, a, b) for a, b in found)
    return tuple(r for r in trimmed if r is not None)


def trim(sentence: Sentence, start: int, end: int) -> tuple[int, int] | None:
    """The range without marks at its edges, or ``None`` if nothing is left."""
    tokens = sentence.tokens
    while start < end and tokens[start].text in EDGE_MARKS:
        start += 1
    while end > start and tokens[end - 1].text in EDGE_MARKS:
        end -= 1
    if start < end and any(tokens[i].pos not in ("PUNCT", "SPACE") for i in range(start, end)):
        return start, end
    return None


def subtree_without(sentence: Sentence, top: int, leave: Collection[int]) -> list[int]:
    """All tokens under ``top`` but those under one of ``leave``, in order."""
    found = [top]
    children = sentence.children
    for at in found:
        found.extend(c for c in children[at] if c not in leave)
    found.sort()
    return found


def is_negated(sentence: Sentence, i: int, cues: Cues) -> bool:
    """Whether a negator hangs from token ``i``: "not", "never", "no" on a noun.

    "not only" does not negate; an adjective or participle is negated through its copula; and
    what "or" adds to a negated verb is negated with it.
    """
    tokens = sentence.tokens
    for c in sentence.children[i]:
        token = tokens[c]
        dep, word = token.dep, token.text.lower()
        if word == "longer" and c and tokens[c - 1].text.lower() == "no":
            return True
        if dep == "neg" or (dep in NEGATED_BY and word in cues.negators):
            after = tokens[c + 1].text.lower() if c + 1 < len(tokens) else ""
            if after not in cues.not_negating and not (dep == "cc" and c > i):
                return True
    token = tokens[i]
    if token.pos in VERBAL and _is_joined_by_nor(sentence, i):
        return True
    if token.dep in ("acomp", "oprd", "attr") and tokens[token.head].lemma in ("be", "seem"):
        return token.head != i and is_negated(sentence, token.head, cues)
    if token.dep == "conj" and token.pos in ("VERB", "AUX") and token.head != i:
        shared = sentence.child(i, "nsubj", "nsubjpass", "aux", "auxpass") is None
        joined = [tokens[c].lemma for c in sentence.kids(token.head, "cc")]
        return (
            shared and bool({"or", "nor"} & set(joined)) and is_negated(sentence, token.head, cues)
        )
    return False


def has_negated_subject(sentence: Sentence, verb: int, cues: Cues) -> bool:
    """ "Neither figure could be …", "no ministry has …", "none of it was …"."""
    tokens = sentence.tokens
    for subject in sentence.kids(verb, "nsubj", "nsubjpass"):
        words = {tokens[subject].text.lower()}
        words.update(
            tokens[c].text.lower() for c in sentence.kids(subject, "det", "preconj", "neg")
        )
        if words & cues.negated_subjects:
            return True
    return False


def _is_joined_by_nor(sentence: Sentence, i: int) -> bool:
    """ "nor did it pay", "neither signed nor left": both halves of the second are negated."""
    tokens = sentence.tokens
    if tokens[i].dep == "conj":
        first = sentence.subtree(i)[0]
        if first and tokens[first - 1].text.lower() == "nor":
            return True
    if not any(tokens[c].text.lower() == "nor" for c in sentence.kids(i, "cc")):
        return False
    return any(t.text.lower() == "neither" for t in tokens[:i] if t.head == i or t.dep == "appos")


def is_passive(sentence: Sentence, verb: int) -> bool:
    """Whether the verb is passive: by its auxiliary, or as a bare participle after a noun."""
    tokens = sentence.tokens
    if sentence.child(verb, "auxpass", "nsubjpass", "agent") is not None:
        return True
    bare = tokens[verb].tag == "VBN" and tokens[verb].dep in ("acl", "amod", "advcl")
    return bare and sentence.child(verb, "aux") is None


def clause_of(sentence: Sentence, i: int) -> int:
    """The nearest verb at or above token ``i``, or the root."""
    tokens = sentence.tokens
    while tokens[i].pos not in ("VERB", "AUX") and tokens[i].head != i:
        i = tokens[i].head
    return i


def verb_group(sentence: Sentence, verb: int) -> tuple[int, int]:
    """Token range of a verb with the auxiliaries, negation and particles that touch it."""
    tokens = sentence.tokens
    near = {
        c
        for c in sentence.children[verb]
        if tokens[c].dep in ("aux", "auxpass", "neg", "prt") or tokens[c].dep == "advmod"
    }
    start, end = verb, verb + 1
    while start - 1 in near:
        start -= 1
    while end in near and tokens[end].dep in ("prt", "neg"):
        end += 1
    return start, end
