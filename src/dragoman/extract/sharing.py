"""When a clause does not share the subject that its place in the tree would give it.

Helpers of `arguments`: they look at the words between and around two verbs, and decide nothing on
who the subject is.
"""

from __future__ import annotations

from dragoman.lexicon.coding import Coding
from dragoman.parse.sentence import Sentence

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")


def expletive(s: Sentence, subject: int, coding: Coding) -> bool:
    """Whether a subject that a lower clause shares is an "it" that stands for that clause.

    "*It* is our duty to defend them" names no doer, "it is ready to defend them" does.
    """
    t = s.tokens[subject]
    if t.lemma.lower() != "it" or t.dep not in ("nsubj", "nsubjpass"):
        return False
    said = s.child(t.head, "acomp", "attr", "oprd")
    if said is None or s.tokens[t.head].lemma not in coding.doers.copulas:
        return False
    words = {s.tokens[said].lemma, *(s.tokens[c].lemma for c in s.children[said])}
    return words.isdisjoint(coding.doers.subject_adjectives)


def led_to(s: Sentence, v: int, coding: Coding) -> bool:
    """Whether an infinitive is what its verb's object is brought to do ("*led* Chad *to open*")."""
    up = s.tokens[v].head
    told = s.child(up, "dobj")
    infinitive = any(s.tokens[c].tag == "TO" for c in s.children[v])
    return infinitive and s.tokens[up].lemma in coding.leading and told is not None and told < v


def of_another(s: Sentence, v: int, coding: Coding) -> bool:
    """Whether a participle is done to who does the infinitive that it hangs from.

    "Chad ordered the envoys to leave, *accusing them* of lies": a pronoun is no object of its own
    clause's subject, so that it is not the envoys who accuse.
    """
    t = s.tokens[v]
    up = s.tokens[t.head]
    told = s.child(v, "dobj")
    if told is None or up.dep != "xcomp" or s.tokens[up.head].lemma not in coding.object_control:
        return False
    return s.tokens[told].pos == "PRON" and s.tokens[told].lemma.lower() in coding.object_pronouns


def deed_told(s: Sentence, up: int, v: int) -> int | None:
    """The gerund after a preposition under ``up`` that stands before ``v``, if there is one."""
    deeds = (x for p in s.kids(up, "prep") for x in s.kids(p, "pcomp") if x < v)
    return next(deeds, None)


def is_joined(s: Sentence, v: int) -> bool:
    """Whether anything on the page joins a verb to the one before it.

    Two verbs with neither a conjunction nor a mark between them are no conjuncts: the parser lost
    the clause ("… after a drone it said was theirs struck a market"), and the subject of the first
    is not the second's.
    """
    between = s.tokens[s.tokens[v].head + 1 : v]
    return any(t.dep in ("cc", "preconj", "punct") or t.pos == "CCONJ" for t in between)


def subject_between(s: Sentence, up: int, v: int) -> int | None:
    """The first noun between two unjoined verbs that is the subject of anything there."""
    for t in s.tokens[up + 1 : v]:
        if t.dep in SUBJECTS and t.pos in ("NOUN", "PROPN") and s.tokens[t.head].dep != "relcl":
            return t.i
    return None
