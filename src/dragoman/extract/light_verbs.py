"""Light verbs over event nouns: what carries a noun, and who does what it tells."""

from __future__ import annotations

from typing import Final

from dragoman.extract.arguments import is_passive, nominal_conjuncts, surface_subject
from dragoman.lexicon.coding import Coding, LightVerb
from dragoman.parse.sentence import Sentence

JUDGING: Final = frozenset({"ACCUSE", "SUPPORT", "REJECT", "REQUEST"})


def joined_lemma(s: Sentence, v: int) -> str:
    """A verb's lemma with its particle ("carry_out")."""
    particle = s.child(v, "prt")
    lemma = s.tokens[v].lemma
    return lemma if particle is None else f"{lemma}_{s.tokens[particle].lemma}"


def carrier_of(s: Sentence, n: int, coding: Coding) -> int:
    """The noun over an event noun that only carries it ("mediation *effort*"), or itself."""
    t = s.tokens[n]
    above = s.tokens[t.head]
    carries = t.dep == "compound" and above.lemma in coding.transparent_nouns
    return t.head if carries else n


def support_of(s: Sentence, n: int, coding: Coding) -> int:
    """The light verb over an event noun, or -1."""
    t = s.tokens[n]
    if t.dep == "conj":
        return support_of(s, t.head, coding) if t.head != n else -1
    verb = -1
    if t.dep in ("dobj", "nsubjpass", "attr"):
        verb = t.head
    elif t.dep == "pobj" and s.tokens[t.head].dep == "prep":
        up = s.tokens[t.head].head
        if f"{joined_lemma(s, up)}_{s.tokens[t.head].lemma}" in coding.light_verbs:
            return up  # "came under attack", "engaged in talks"
    elif t.dep == "relcl":
        return -1
    for c in s.children[n]:
        # "the visit paid by …", "the agreement that they reached"
        if (
            s.tokens[c].dep in ("acl", "relcl")
            and joined_lemma(s, c) in coding.light_verbs
            and (s.tokens[c].tag == "VBN" or s.tokens[c].dep == "relcl")
        ):
            return c
    if (
        verb >= 0
        and s.tokens[verb].pos in ("VERB", "AUX")
        and joined_lemma(s, verb) in coding.light_verbs
    ):
        if s.tokens[verb].lemma == "be" and t.dep != "attr":
            return -1
        return verb
    return -1


def light_verb(s: Sentence, support: int, n: int, coding: Coding) -> LightVerb:
    """The entry of the light verb over an event noun, with its preposition if it has one."""
    while s.tokens[n].dep == "conj":
        n = s.tokens[n].head
    lemma = joined_lemma(s, support)
    with_prep = f"{lemma}_{s.tokens[s.tokens[n].head].lemma}"
    return coding.light_verbs.get(with_prep) or coding.light_verbs[lemma]


def doer_above(s: Sentence, n: int, coding: Coding) -> tuple[int, ...]:
    """The subject of the verb whose adjunct the noun is ("arrived for talks with …")."""
    t = s.tokens[n]
    if t.dep == "conj":
        return doer_above(s, t.head, coding) if t.head != n else ()
    if t.dep == "dobj" and s.tokens[t.head].pos == "VERB":
        verb = t.head
        if _judges(s, verb, coding) or joined_lemma(s, verb) in coding.doers.onlookers:
            return ()
    elif t.dep == "pobj" and s.tokens[s.tokens[t.head].head].pos == "VERB":
        if s.tokens[t.head].lemma not in coding.inherit_preps:
            return ()
        verb = s.tokens[t.head].head
        if s.tokens[t.head].lemma == "for" and _judges(s, verb, coding):
            return ()  # "advocated for strikes"
    else:
        return ()
    harmed = is_passive(s, verb) and joined_lemma(s, verb) in coding.harming
    subject = None if harmed else surface_subject(s, verb, coding)
    return nominal_conjuncts(s, subject[0]) if subject else ()


def _judges(s: Sentence, verb: int, coding: Coding) -> bool:
    """Whether a verb by itself speaks of what another does ("condemned the raid")."""
    patterns = coding.by_verb.get(joined_lemma(s, verb), ())
    return any(p.type in JUDGING and not p.idiomatic for p in patterns)
