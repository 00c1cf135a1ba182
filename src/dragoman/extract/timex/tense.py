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
            if _plans(sentence, at, i, words):
                return "future"
            found = _verb_tense(sentence, at, words)
            if found == "present":
                return "" if nouns or token.lemma in words.told else "future"
            if found:
                return "" if found == "past" and nouns else found
        if token.head == at:
            return ""
        if token.pos == "ADP" and not prep:
            prep = token.text.lower()
        # "in January and February": a conjunct adds no noun between.
        nouns += at != i and token.pos in ("NOUN", "PROPN", "ADJ") and _apart(sentence, i, at)
        at = token.head
    return ""


def _apart(sentence: Sentence, i: int, at: int) -> bool:
    """Whether a noun above token ``i`` is more than a date that it is joined to by "and"."""
    tokens = sentence.tokens
    while tokens[i].dep == "conj" and tokens[i].head != i:
        i = tokens[i].head
        if i == at:
            return tokens[at].ent[2:] != "DATE"
    return True


def _plans(sentence: Sentence, verb: int, i: int, words: TenseWords) -> bool:
    """Whether a date behind a verb of planning is the plan's ("planned a rally on Friday")."""
    token = sentence.tokens[verb]
    if i < verb or token.lemma not in words.planned:
        return False
    return token.tag == "VBN" or token.lemma not in words.set_down


def _verb_tense(sentence: Sentence, verb: int, words: TenseWords) -> str:
    tokens = sentence.tokens
    token = tokens[verb]
    auxiliaries = [tokens[k] for k in sentence.kids(verb, "aux", "auxpass")]
    if any(a.lemma in words.modals or a.text.lower() in words.modals for a in auxiliaries):
        # "would be held" lies ahead, "would have been held" does not.
        return "" if any(a.text.lower() == "have" for a in auxiliaries) else "future"
    if any(a.tag == "TO" for a in auxiliaries):
        under = tokens[token.head]
        if any(a.text.lower() == "have" for a in auxiliaries):
            return ""
        ahead = under.lemma in words.heads or (token.dep == "acl" and under.pos == "NOUN")
        return "future" if ahead else ""
    if any(a.tag == "MD" for a in auxiliaries):
        # "could not be found on Friday": an ability, whenever it was.
        return ""
    if any(a.tag == "VBD" or (a.tag in ("VBZ", "VBP") and a.lemma == "have") for a in auxiliaries):
        return "past"
    if any(a.tag in ("VBZ", "VBP") for a in auxiliaries):
        # "is leaving on Friday" lies ahead, "is held on Friday" may be a habit.
        return "future" if token.tag == "VBG" else ""
    if token.tag == "VBN" and not auxiliaries:
        return "past"
    return {"VBD": "past", "VBZ": "present", "VBP": "present"}.get(token.tag, "")
