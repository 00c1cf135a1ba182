"""The measure class of a figure: by what it counts and by the predicate over it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from dragoman.extract.designation import is_designated
from dragoman.extract.figure.cardinal import Number
from dragoman.extract.figure.counted import Counted, singular
from dragoman.lexicon.figures import Measures
from dragoman.parse.sentence import Sentence

LONGEST_LIST: Final = 8
PARTS: Final = frozenset({"including", "among"})
BOUNDING: Final = frozenset({"between", "over", "around", "about", "under", "above", "below"})
WHOLES: Final = frozenset({"total", "combined"})
ROLES: Final = {
    "nsubjpass": "patient",
    "dobj": "patient",
    "dative": "patient",
    "nsubj": "subject",
}
PEOPLE: Final = "people"
FIELDED: Final = "troops"
FIELDED_AS: Final = frozenset({"man"})
CASUALTIES: Final = frozenset({"killed", "wounded", "missing", "casualties"})


def measure_of(sentence: Sentence, number: Number, found: Counted, measures: Measures) -> str:
    """The measure class of a counted noun, anew by the predicate where the noun is people.

    A figure without noun takes the class of the predicate over it ("killed at least 93,000").
    """
    tokens = sentence.tokens
    carrier = _carrier(sentence, number.start, number.end, found.noun)
    if found.noun < 0:
        return _by_predicates(sentence, carrier, measures) if number.kind != "fraction" else ""
    token = tokens[found.noun]
    if is_designated(sentence, found.noun) and f"# {singular(token)}" in measures.nouns:
        return measures.nouns[f"# {singular(token)}"]
    by_noun = measures.nouns.get(singular(token)) or measures.nouns.get(token.text.lower(), "")
    if not by_noun and token.tag == "VBN":
        by_noun = measures.patients.get(token.lemma, "")
    if not by_noun and token.ent.endswith("NORP") and token.tag in ("NNPS", "NNS"):
        by_noun = "people"
    if by_noun in measures.people or (not by_noun and token.tag in ("NNS", "NNPS")):
        if after := _after(sentence, found.noun, measures):
            return after
        if harmed := _harmed(sentence, carrier, measures):
            return harmed
        if toll := _tolled(sentence, carrier, measures):
            return toll
        by_predicate = _by_predicates(sentence, carrier, measures)
        if by_predicate == PEOPLE:
            by_predicate = ""  # "committees protested": the noun tells what they are
        if not by_predicate and (by_noun == FIELDED or singular(token) in FIELDED_AS):
            by_predicate = _by_predicates(sentence, carrier, measures, measures.fielded)
        return by_predicate or _as_told(sentence, found.noun, measures) or by_noun
    return by_noun


def _harmed(sentence: Sentence, noun: int, measures: Measures) -> str:
    """ "the *deaths* of 40 civilians", "injuries to 12 others": what was done to them."""
    tokens = sentence.tokens
    for _ in range(LONGEST_LIST):
        if tokens[noun].dep != "conj":
            break
        noun = tokens[noun].head
    prep = tokens[tokens[noun].head]
    if tokens[noun].dep != "pobj" or prep.lemma not in ("of", "to"):
        return ""
    harm = tokens[prep.head]
    if prep.lemma == "to" and prep.i and tokens[prep.i - 1].pos == "NOUN":
        harm = tokens[prep.i - 1]  # "injuries to 12 others", wherever the parser hangs it
    return measures.harms.get(harm.lemma, "") if harm.pos == "NOUN" else ""


def _tolled(sentence: Sentence, noun: int, measures: Measures) -> str:
    """ "the death *toll* is 100 people": what the level is told of."""
    tokens = sentence.tokens
    while tokens[tokens[noun].head].pos == "ADP" and tokens[noun].head != noun:
        noun = tokens[noun].head
    verb = tokens[noun].head
    if (
        tokens[noun].dep not in ("attr", "dobj", "prep")
        or tokens[verb].lemma not in measures.levels
    ):
        return ""
    subject = sentence.child(verb, "nsubj", "nsubjpass")
    told = measures.nouns.get(tokens[subject].lemma, "") if subject is not None else ""
    return told if told in CASUALTIES else ""


def _as_told(sentence: Sentence, noun: int, measures: Measures) -> str:
    """What an adjective says of those counted ("shot *dead* four farmers")."""
    words = (sentence.tokens[c].text.lower() for c in sentence.kids(noun, "amod"))
    classes = (measures.nouns.get(word, "") for word in words)
    return next((c for c in classes if c in CASUALTIES), "")


def _after(sentence: Sentence, noun: int, measures: Measures) -> str:
    """ "left nine citizens dead", "1,200 people killed", "14 soldiers missing"."""
    if noun + 1 >= len(sentence.tokens):
        return ""
    token = sentence.tokens[noun + 1]
    by_word = measures.nouns.get(token.text.lower(), "")
    if by_word in CASUALTIES:
        return by_word
    return measures.patients.get(token.lemma, "") if token.tag == "VBN" else ""


def class_by_predicate(
    sentence: Sentence, start: int, end: int, noun: int, measures: Measures
) -> str:
    """The class that the predicate over a figure's token range tells, empty if none."""
    return _by_predicates(sentence, _carrier(sentence, start, end, noun), measures)


def _carrier(sentence: Sentence, start: int, end: int, noun: int) -> int:
    """The token that stands in the clause: the noun, or the number itself in "70 of the men"."""
    tokens = sentence.tokens
    if noun >= 0:
        of = tokens[noun].head
        if tokens[noun].dep != "pobj" or not start <= tokens[of].head < end:
            return noun
    for i in range(start, end):
        if not start <= tokens[i].head < end:
            return i
    return end - 1


def _by_predicates(
    sentence: Sentence,
    noun: int,
    measures: Measures,
    patients: Mapping[str, str] | None = None,
) -> str:
    told = _predicates(sentence, noun)
    table = measures.patients if patients is None else patients
    subjects = measures.subjects if patients is None else {}
    classes = {(table if role == "patient" else subjects).get(p, "") for p, role in told} - {""}
    if len(classes) > 1 and classes <= CASUALTIES:
        return "casualties"
    return min(classes - {PEOPLE} or classes) if classes else ""


def _predicates(sentence: Sentence, noun: int) -> list[tuple[str, str]]:
    """Lemmas of the verbs over a noun with its role: ``patient`` or ``subject``."""
    tokens = sentence.tokens
    token = tokens[noun]
    for _ in range(LONGEST_LIST):
        # A conjunct stands under the verb of the first, a part under that of its whole.
        above = _listed_under(sentence, token.i)
        if above < 0:
            break
        token = tokens[above]
    found: list[tuple[str, str]] = []
    head = tokens[token.head]
    role = ROLES.get(token.dep)
    if token.dep == "pobj" and head.text.lower() in BOUNDING and tokens[head.head].pos == "VERB":
        # "killed *over* 300 people", where the parser takes the bound for a preposition
        role, head = "patient", tokens[head.head]
    if role and head.pos in ("VERB", "AUX", "ADJ") and head.i != token.i:
        for verb in (head.i, *_conjoined(sentence, head.i)):
            own_object = sentence.child(verb, "dobj") not in (None, token.i)
            if token.dep in ("dobj", "pobj") and own_object:
                continue  # "killing three and wounding seven": each has its own
            passive = sentence.child(verb, "auxpass") is not None
            own = "patient" if role == "subject" and passive else role
            found += [(words, own) for words in _wordings(sentence, verb)]
    found += [(words, "patient") for words in _taken_from(sentence, token.i)]
    for child in sentence.kids(noun, "acl", "relcl"):
        if tokens[child].tag == "VBN":
            for verb in (child, *_conjoined(sentence, child)):
                found.append((tokens[verb].lemma, "patient"))
        elif tokens[child].dep == "relcl" or tokens[child].tag == "VBD":
            passive = sentence.child(child, "nsubjpass", "auxpass") is not None
            found.append((tokens[child].lemma, "patient" if passive else "subject"))
    return found


def _wordings(sentence: Sentence, verb: int) -> list[str]:
    """A verb's lemma, and that with each word that makes one predicate with it.

    "shot *dead*", "lost their *lives*", "beaten *to death*".
    """
    tokens = sentence.tokens
    lemma = tokens[verb].lemma
    found = [lemma]
    for c in sentence.kids(verb, "prt", "oprd", "acomp", "advmod", "dobj"):
        found.append(f"{lemma}_{tokens[c].lemma}")
    for c in sentence.kids(verb, "prep"):
        found += [f"{lemma}_{tokens[c].lemma}_{tokens[x].lemma}" for x in sentence.kids(c, "pobj")]
    return found


def _taken_from(sentence: Sentence, noun: int) -> list[str]:
    """The predicate over what is taken of a noun's ("claimed the *lives* of 40 people")."""
    tokens = sentence.tokens
    prep = tokens[tokens[noun].head]
    if tokens[noun].dep != "pobj" or prep.lemma != "of" or tokens[prep.head].dep != "dobj":
        return []
    return [f"{tokens[tokens[prep.head].head].lemma}_{tokens[prep.head].lemma}"]


def _listed_under(sentence: Sentence, at: int) -> int:
    """The noun whose predicate holds for a conjunct, a part or a breakdown too; -1 if none.

    "30 people, including 12 *soldiers*, were killed"; "30 people died: 12 *soldiers* and …"; "a
    total of 30 *people* died".
    """
    tokens = sentence.tokens
    token, head = tokens[at], tokens[tokens[at].head]
    if token.dep in ("conj", "appos"):
        return -1 if head.pos in ("VERB", "AUX") or head.i == at else head.i
    if token.dep != "pobj" or head.dep not in ("prep", "acl"):
        return -1
    if head.text.lower() in PARTS and tokens[head.head].pos in ("NOUN", "PROPN"):
        return head.head
    whole = tokens[head.head]
    return whole.i if head.text.lower() == "of" and whole.lemma in WHOLES else -1


def _conjoined(sentence: Sentence, verb: int) -> list[int]:
    found = [verb]
    for at in found:
        found.extend(sentence.kids(at, "conj"))
    tokens = sentence.tokens
    return [v for v in found[1:] if tokens[v].pos in ("VERB", "ADJ") and not _own(sentence, v)]


def _own(sentence: Sentence, verb: int) -> bool:
    """Whether a conjoined verb has a subject of its own ("27 were killed and 80 injured")."""
    if sentence.child(verb, "nsubj", "nsubjpass") is not None:
        return True
    before = sentence.tokens[verb - 1] if verb else None
    return before is not None and before.pos in ("NUM", "NOUN", "PROPN")
