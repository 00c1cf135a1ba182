"""The tense of the clause that a token stands in, for choosing between past and future."""

from __future__ import annotations

from typing import Final

from dragoman.lexicon.calendar import TenseWords
from dragoman.parse.sentence import Sentence, Token

LONGEST_CLIMB: Final = 12
AHEAD: Final = frozenset({"for", "until", "till", "by", "to", "through"})
UP_TO: Final = frozenset({"until", "till", "by", "to"})
WITHIN_NOUN: Final = frozenset({"poss", "compound", "nmod", "amod"})
NEGATIVE: Final = frozenset({"not", "n't", "never", "no", "nor", "neither", "nobody", "none"})
VERBS: Final = frozenset({"VERB", "AUX"})


def tense_at(sentence: Sentence, i: int, words: TenseWords) -> str:
    """``past``, ``before``, ``future`` or empty: which way an expression at token ``i`` lies.

    Past only where it hangs right from a past verb, by at most a preposition; ``before`` where a
    noun stands between that is no meeting to come ("told of *a raid* in June"): in "announced a
    meeting in June" the June is the meeting's. Future under a modal, a plan or an infinitive
    that looks ahead, and under the present of a verb that does not report ("talks open on
    Monday"). Empty where none is sure.
    """
    tokens = sentence.tokens
    hanging = tokens[i].dep in WITHIN_NOUN
    at, below, nouns, prep, dated = i, i, 0, "", False
    for _ in range(LONGEST_CLIMB):
        token = tokens[at]
        if at != i and _looks_ahead(sentence, at, below, nouns, prep, words):
            return "future"
        if token.pos in VERBS:
            if not hanging and _plans(sentence, at, i, words):
                return "future"
            found = _verb_tense(sentence, at, words)
            if not found and (dated or _is_told(sentence, at, words)) and _rises(sentence, at):
                # "look to him to promise more at Thursday's summit", "told him to stop in May": as
                # the verb above tells.
                at, below, nouns = token.head, at, nouns + 1
                continue
            if dated:
                return _of_date(sentence, at, found, words)
            return "" if hanging else _under(token.lemma, found, nouns, words)
        if token.head == at:
            return ""
        if token.pos in ("ADP", "SCONJ"):
            if nouns and token.text.lower() in words.back:
                return "past"
            prep = prep or token.text.lower()
        dated = dated or (at != i and token.lemma in words.dated)
        # "in January and February": a conjunct adds no noun between.
        nouns += at != i and token.pos in ("NOUN", "PROPN", "ADJ") and _apart(sentence, i, at)
        at, below = token.head, at
    return ""


def _under(lemma: str, found: str, nouns: int, words: TenseWords) -> str:
    """What a verb's tense tells of a date below it, with so many nouns between."""
    if found == "present":
        return "" if nouns or lemma in words.told else "future"
    return "before" if found == "past" and nouns else found


def _looks_ahead(
    sentence: Sentence, at: int, below: int, nouns: int, prep: str, words: TenseWords
) -> bool:
    """Whether a word over a date tells that it is to come ("ahead of", "gave him until")."""
    token = sentence.tokens[at]
    if token.lemma in words.toward:
        return True
    if token.lemma in words.granted and prep in UP_TO:
        return True
    told_of = token.lemma in words.objects and (nouns or prep in AHEAD)
    # "The figures for January extended a rise": what extends is not what was put off.
    return bool(told_of) and sentence.tokens[below].dep != "nsubj"


def _of_date(sentence: Sentence, verb: int, found: str, words: TenseWords) -> str:
    """The date of what is held on a day set before: it is to come unless its verb is past."""
    if found in ("future", "past"):
        return found if found == "future" else ""
    token = sentence.tokens[verb]
    passive = any(sentence.tokens[k].tag in ("VBZ", "VBP") for k in sentence.kids(verb, "auxpass"))
    return "future" if passive or (found and token.lemma not in words.told) else ""


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
    if i < verb or token.lemma not in words.planned or _is_pluperfect(sentence, verb):
        return False
    return token.tag == "VBN" or token.lemma not in words.set_down


def _verb_tense(sentence: Sentence, verb: int, words: TenseWords) -> str:
    tokens = sentence.tokens
    token = tokens[verb]
    auxiliaries = [tokens[k] for k in sentence.kids(verb, "aux", "auxpass")]
    joined = token.dep == "conj" and token.tag in ("VB", "VBN", "VBG") and token.head < verb
    if joined and not auxiliaries and tokens[token.head].pos in VERBS:
        # "will stay and meet him on Saturday": as the first of them.
        return _verb_tense(sentence, token.head, words)
    if any(a.lemma in words.modals or a.text.lower() in words.modals for a in auxiliaries):
        # "would be held" lies ahead, "would have been held" does not.
        return "" if _is_perfect(auxiliaries) else "future"
    if any(a.tag == "TO" for a in auxiliaries):
        under = tokens[token.head]
        if _is_perfect(auxiliaries):
            return ""
        ahead = under.lemma in words.heads or (token.dep == "acl" and under.pos == "NOUN")
        # "Had been due to expire on Friday" looks ahead from a day that is over.
        return "future" if ahead and not _is_pluperfect(sentence, under.i) else ""
    if any(a.tag == "MD" for a in auxiliaries):
        # "could be heard", "could not be found on Friday": an ability, whenever it was.
        free = token.lemma not in words.perceived and not _is_negated(sentence, verb)
        could = any(a.text.lower() == "could" for a in auxiliaries)
        return "future" if free and could and not _is_perfect(auxiliaries) else ""
    if any(a.tag == "VBD" or (a.tag in ("VBZ", "VBP") and a.lemma == "have") for a in auxiliaries):
        return "past"
    if any(a.tag in ("VBZ", "VBP") for a in auxiliaries):
        # "is leaving on Friday" lies ahead, "is held on Friday" may be a habit.
        return "future" if token.tag == "VBG" else ""
    if token.tag == "VBN" and not auxiliaries:
        return "past"
    return {"VBD": "past", "VBZ": "present", "VBP": "present"}.get(token.tag, "")


def _is_perfect(auxiliaries: list[Token]) -> bool:
    return any(a.text.lower() == "have" for a in auxiliaries)


def _is_pluperfect(sentence: Sentence, at: int) -> bool:
    """Whether a verb, or the verb over an adjective, stands under "had"."""
    at = at if sentence.tokens[at].pos in VERBS else sentence.tokens[at].head
    return any(sentence.tokens[k].text.lower() == "had" for k in sentence.kids(at, "aux"))


def _is_negated(sentence: Sentence, verb: int) -> bool:
    """ "could not meet", "neither could be found", "no one could leave"."""
    for k in sentence.kids(verb, "neg", "preconj", "nsubj", "nsubjpass"):
        if any(sentence.tokens[j].text.lower() in NEGATIVE for j in sentence.subtree(k)):
            return True
    return False


def _rises(sentence: Sentence, verb: int) -> bool:
    """Whether it is an infinitive with a word over it."""
    infinitive = any(sentence.tokens[k].tag == "TO" for k in sentence.kids(verb, "aux"))
    return infinitive and sentence.tokens[verb].head != verb


def _is_told(sentence: Sentence, verb: int, words: TenseWords) -> bool:
    """ "told him *to stop* in May": under a verb in the past that plans nothing."""
    over = sentence.tokens[sentence.tokens[verb].head]
    plans = over.lemma in words.objects | words.heads | words.planned
    return over.tag == "VBD" and over.pos == "VERB" and not plans
