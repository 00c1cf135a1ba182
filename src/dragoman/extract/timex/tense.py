"""The tense of the clause that a token stands in, for choosing between past and future."""

from __future__ import annotations

from typing import Final

from dragoman.parse.sentence import Sentence

FUTURE_MODALS: Final = frozenset({"will", "shall", "'ll", "wo"})
FUTURE_VERBS: Final = frozenset(
    {"plan", "expect", "schedule", "intend", "due", "aim", "hope", "set"}
)
"""Verbs and adjectives whose infinitive lies ahead ("plans to visit on Friday")."""
LONGEST_CLIMB: Final = 12


def tense_at(sentence: Sentence, i: int) -> str:
    """``past``, ``present``, ``future`` or empty: the tense of the verb group over token ``i``."""
    tokens = sentence.tokens
    at = i
    for _ in range(LONGEST_CLIMB):
        token = tokens[at]
        if token.pos in ("VERB", "AUX"):
            found = _verb_tense(sentence, at)
            if found:
                return found
        if token.head == at:
            return ""
        at = token.head
    return ""


def _verb_tense(sentence: Sentence, verb: int) -> str:
    tokens = sentence.tokens
    token = tokens[verb]
    auxiliaries = [tokens[k] for k in sentence.kids(verb, "aux", "auxpass")]
    if any(a.lemma in FUTURE_MODALS or a.text.lower() in FUTURE_MODALS for a in auxiliaries):
        return "future"
    if any(a.tag == "TO" for a in auxiliaries):
        above = tokens[token.head]
        if above.lemma in FUTURE_VERBS:
            return "future"
        return ""
    if any(a.tag == "VBD" or (a.tag in ("VBZ", "VBP") and a.lemma == "have") for a in auxiliaries):
        return "past"
    if any(a.tag == "MD" for a in auxiliaries):
        return "future"
    if any(a.tag in ("VBZ", "VBP") for a in auxiliaries):
        # "is leaving on Friday" lies ahead, "is held since Friday" does not.
        return "future" if token.tag == "VBG" else "present"
    if token.tag == "VBD":
        return "past"
    if token.tag in ("VBZ", "VBP"):
        return "present"
    if token.tag == "VBN" and token.dep in ("acl", "advcl"):
        return "past"
    return ""
