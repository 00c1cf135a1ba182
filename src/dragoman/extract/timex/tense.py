"""The tense of the clause that a token stands in, for choosing between past and future."""

from __future__ import annotations

from typing import Final

from dragoman.lexicon.calendar import TenseWords
from dragoman.parse.sentence import Sentence

LONGEST_CLIMB: Final = 12
AHEAD: Final = frozenset({"for", "until", "till", "by", "to", "through"})
WITHIN_NOUN: Final = frozenset({"poss", "compound", "nmod", "amod"})
VERBS: Final = frozenset({"VERB", "AUX"})


def tense_at(sentence: Sentence, i: int, words: TenseWords) -> str:
    """``past``, ``future`` or empty: which way an expression at token ``i`` lies.

    Past only where it hangs right from a past verb, by at most a preposition: in "announced a
    meeting in June" the June is the meeting's. Future under a modal, a plan or an infinitive
    that looks ahead, and under the present of a verb that does not report ("talks open on
    Monday"). Empty where neither is sure.
    """
    tokens = sentence.tokens
    at, nouns, prep = i, 0, ""
    if tokens[i].dep in WITHIN_NOUN:
        # "Wednesday's ruling", "the June agreement": the verb above tells nothing of the day.
        return ""
    for _ in range(LONGEST_CLIMB):
        token = tokens[at]
        if at != i and token.lemma in words.objects and (nouns or prep in AHEAD):
            return "future"
        if token.pos in VERBS:
            found = _verb_tense(sentence, at, words)
            if found == "present":
                return "" if nouns or token.lemma in words.told else "future"
            if found:
                return "" if found == "past" and nouns else found
        if token.head == at:
            return ""
        if token.pos == "ADP" and not prep:
            prep = token.text.lower()
        nouns += at != i and token.pos in ("NOUN", "PROPN", "ADJ")
        at = token.head
    return ""


def _verb_tense(sentence: Sentence, verb: int, words: TenseWords) -> str:
    tokens = sentence.tokens
    token = tokens[verb]
    auxiliaries = [tokens[k] for k in sentence.kids(verb, "aux", "auxpass")]
    if any(a.lemma in words.modals or a.text.lower() in words.modals for a in auxiliaries):
        return "future"
    if any(a.tag == "TO" for a in auxiliaries):
        return "future" if tokens[token.head].lemma in words.heads else ""
    if any(a.tag == "VBD" or (a.tag in ("VBZ", "VBP") and a.lemma == "have") for a in auxiliaries):
        return "past"
    if any(a.tag in ("VBZ", "VBP") for a in auxiliaries):
        # "is leaving on Friday" lies ahead, "is held on Friday" may be a habit.
        return "future" if token.tag == "VBG" else ""
    if token.tag == "VBN" and token.dep == "acl":
        return "past"
    return {"VBD": "past", "VBZ": "present", "VBP": "present"}.get(token.tag, "")
