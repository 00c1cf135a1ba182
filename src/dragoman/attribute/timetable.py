"""What "be to", "has yet to" and a present with a day to come tell of the time to come."""

from __future__ import annotations

from dragoman.attribute.clauses import subject_of
from dragoman.attribute.tree import is_negated
from dragoman.lexicon import Cues
from dragoman.model import Factuality
from dragoman.parse import Sentence, Token

NEGATED, PREDICTED = Factuality.NEGATED, Factuality.PREDICTED


def is_arranged(sentence: Sentence, i: int, cues: Cues) -> Factuality | None:
    """What "be to" and the timetable tell: "are to meet", "were to have met", "resume on Thursday".

    Returns:
        the value, or ``None`` where the clause is no such one.
    """
    tokens = sentence.tokens
    token = tokens[i]
    head = tokens[token.head]
    if _is_yet_to(sentence, i):
        return NEGATED
    if token.dep == "xcomp" and head.lemma == "be" and _has_to(sentence, i) and head.i < i:
        between = sentence.kids(head.i, "acomp", "attr", "oprd", "prep")
        if any(head.i < c < i for c in between):
            return None  # "is ready to", "is in talks to"
        subject = subject_of(sentence, head.i)
        held = cues.embedders["nouns"]
        if subject is None or tokens[subject].lemma in held or tokens[subject].lemma in cues.aims:
            return None
        below = {tokens[c].lemma for c in sentence.kids(i, "aux")}
        if "have" in below or is_negated(sentence, head.i, cues):
            return NEGATED
        return PREDICTED
    if token.dep == "ROOT" and _has_to(sentence, i) and sentence.kids(i, "nsubj", "nsubjpass"):
        return PREDICTED  # a headline: "Laos to build railway"
    if token.tag in ("VBZ", "VBP") and _on_a_day_to_come(sentence, i, cues):
        return PREDICTED
    if token.tag == "VBG" and _is_due(sentence, i):
        return PREDICTED
    timed = token.tag in ("VBZ", "VBP") and token.lemma in cues.timetabled
    if timed and not sentence.kids(i, "aux", "auxpass") and _on_a_day(sentence, i):
        return PREDICTED
    return None


def _is_due(sentence: Sentence, i: int) -> bool:
    """ "is travelling to Oslo on Monday", and in a headline "firm cutting jobs by 2031"."""
    tokens = sentence.tokens
    helpers = sentence.kids(i, "aux")
    if helpers and {tokens[c].text.lower() for c in helpers} - {"is", "are", "'s", "'re", "am"}:
        return False
    headline = tokens[i].dep == "acl" and tokens[tokens[i].head].dep == "ROOT"
    if not helpers and tokens[i].dep != "ROOT" and not headline:
        return False
    for c in sentence.kids(i, "prep"):
        dated = [d for d in sentence.kids(c, "pobj") if _is_date(tokens[d])]
        by = tokens[c].lemma == "by" or (helpers and tokens[c].lemma == "on")
        if by and any(tokens[d].text.lower() != "now" for d in dated):
            return True
    return False


def _is_date(token: Token) -> bool:
    """ "by Friday", "by 2031": a bare year is a mere number for some parses."""
    year = len(token.text) == 4 and token.text.isdigit() and token.text[:2] in ("19", "20", "21")
    return token.ent[2:] == "DATE" or year


def _is_yet_to(sentence: Sentence, i: int) -> bool:
    """ "has yet to find": so far it did not."""
    tokens = sentence.tokens
    marks = [c for c in sentence.kids(i, "aux") if tokens[c].tag == "TO"]
    if not marks or marks[0] < 2 or tokens[marks[0] - 1].text.lower() != "yet":
        return False
    return tokens[marks[0] - 2].lemma in ("have", "be")


def _has_to(sentence: Sentence, i: int) -> bool:
    return any(sentence.tokens[c].tag == "TO" for c in sentence.kids(i, "aux"))


def _on_a_day_to_come(sentence: Sentence, i: int, cues: Cues) -> bool:
    """ "sails for Djibouti tomorrow", "faces a war next year": a present with a day to come."""
    tokens = sentence.tokens
    if tokens[-1].text == "?" or tokens[i].lemma in cues.verbs:
        return False
    if sentence.kids(i, "aux", "auxpass", "ccomp", "xcomp"):
        return False
    for c in sentence.kids(i, "prep", "npadvmod", "nmod"):
        below = sentence.kids(c, "pobj") if tokens[c].dep == "prep" else [c]
        for d in below:
            words = {
                tokens[d].text.lower(),
                *(tokens[k].text.lower() for k in sentence.kids(d, "amod")),
            }
            dated = tokens[d].ent[2:] in ("DATE", "TIME")
            if dated and words & cues.foretold.days and tokens[c].text.lower() != "until":
                return True
    return False


def _on_a_day(sentence: Sentence, i: int) -> bool:
    """ "on Thursday", "in 2031", "at midnight": a time hangs from the verb or its complement."""
    tokens = sentence.tokens
    places = [i, *sentence.kids(i, "xcomp")]
    for place in places:
        for c in sentence.kids(place, "prep", "npadvmod"):
            under = sentence.kids(c, "pobj") if tokens[c].dep == "prep" else [c]
            if any(tokens[d].ent[2:] in ("DATE", "TIME") for d in under):
                return tokens[c].lemma in ("on", "in", "at", "next") or tokens[c].dep == "npadvmod"
    return False
