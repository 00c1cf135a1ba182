"""What a figure counts: the noun, its phrase, its measure class, and whose it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from dragoman.extract.figure.scan import Number
from dragoman.extract.records import Mention
from dragoman.lexicon.figures import Figures, Measures
from dragoman.parse.sentence import Sentence, Token

NOUNS: Final = frozenset({"NOUN", "PROPN"})
PREMODIFIERS: Final = frozenset(
    {"amod", "compound", "nmod", "nummod", "poss", "det", "quantmod", "advmod", "predet", "punct"}
    | {"npadvmod", "case"}
)
FAR: Final = 7
"""A counted noun stands at most so many tokens after its figure; beyond, the tree is wrong."""
CASUALTIES: Final = frozenset({"killed", "wounded", "missing", "casualties"})
WHOSE: Final = frozenset({"amod", "compound", "nmod", "poss"})
UNCOUNTED: Final = frozenset({"%", "percent", "cent", "point", "basis"})


class Counted(NamedTuple):
    """Head token (-1 if none), token range of the phrase, unit (its lemma)."""

    noun: int
    referent: tuple[int, int]
    lemma: str


NOTHING: Final = Counted(-1, (0, 0), "")


def counted(sentence: Sentence, number: Number, end: int, has_unit: bool) -> Counted:
    """The noun that a figure counts.

    Args:
        end: end of the figure with its unit.
        has_unit: whether it has a unit of measure; what it measures is then an "of" phrase.
    """
    noun = _of_noun(sentence, end)
    if noun < 0 and not has_unit:
        noun = _head_noun(sentence, number, end)
    elif noun < 0 and sentence.tokens[end - 1].text != "%":
        noun = _modified(sentence, number, end)
    if noun < 0:
        return NOTHING
    return Counted(noun, _phrase(sentence, noun, end), singular(sentence.tokens[noun]))


def singular(token: Token) -> str:
    """The lemma; the model leaves names in the plural ("Americans")."""
    lemma = token.lemma
    return lemma[:-1] if token.tag == "NNPS" and lemma.endswith("s") else lemma


def ranked(sentence: Sentence, number: Number) -> Counted:
    """What an ordinal ranks: the noun it modifies or stands beside ("a visit, the second …")."""
    token = sentence.tokens[number.start]
    head = sentence.tokens[token.head]
    if token.dep not in ("amod", "appos", "nummod") or head.pos not in NOUNS:
        return NOTHING
    return Counted(head.i, _phrase(sentence, head.i, number.end), singular(head))


def _of_noun(sentence: Sentence, end: int) -> int:
    """The head of "of …" right after a figure ("two-thirds of the 15 ships")."""
    tokens = sentence.tokens
    if end >= len(tokens) or tokens[end].text.lower() not in ("of", "in"):
        return -1
    if tokens[end].text.lower() == "in":
        return -1
    inner = sentence.child(end, "pobj")
    return inner if inner is not None and tokens[inner].pos in NOUNS else -1


def _head_noun(sentence: Sentence, number: Number, end: int) -> int:
    """The noun over the number in the tree, or the head of the noun phrase that follows it."""
    tokens = sentence.tokens
    if end + 2 < len(tokens) and tokens[end].text == "-" and tokens[end + 1].tag == "NN":
        # "a nine-member court" has nine members.
        return end + 1
    for i in range(number.end - 1, number.start - 1, -1):
        at = i
        for _ in range(4):
            head = tokens[at].head
            if head == at:
                break
            if head >= end and tokens[head].pos in NOUNS and head - end <= FAR:
                if tokens[at].dep in ("nummod", "quantmod", "compound", "amod", "nmod", "det"):
                    return _noun_end(sentence, head)
                break
            at = head
    return _following(sentence, end)


def _following(sentence: Sentence, end: int) -> int:
    """The head of the noun phrase right after a figure, by tags."""
    tokens = sentence.tokens
    at = end
    while at < len(tokens) and at - end <= FAR:
        token = tokens[at]
        if token.pos in NOUNS and (at + 1 >= len(tokens) or tokens[at + 1].pos not in NOUNS):
            return at
        if token.pos not in ("ADJ", "NOUN", "PROPN", "NUM") and not (
            token.tag in ("VBN", "VBG", "HYPH") or (token.pos == "ADV" and at > end)
        ):
            return -1
        if token.pos == "NUM":
            return -1
        at += 1
    return -1


def _noun_end(sentence: Sentence, noun: int) -> int:
    """A compound's own head: "17 ballistic missile *tests*"."""
    tokens = sentence.tokens
    while tokens[noun].dep in ("compound", "nmod") and noun < tokens[noun].head <= noun + 3:
        if tokens[tokens[noun].head].pos not in NOUNS:
            break
        noun = tokens[noun].head
    return noun


def _modified(sentence: Sentence, number: Number, end: int) -> int:
    """What a measured adjective stands before: "a 2,000-kilometre *border*"."""
    tokens = sentence.tokens
    if tokens[end - 1].tag in ("NNS", "NNPS") or end >= len(tokens):
        return -1
    noun = _following(sentence, end)
    return noun if noun >= 0 and noun - end <= 3 else -1


def _phrase(sentence: Sentence, noun: int, end: int) -> tuple[int, int]:
    """The noun's phrase after the figure, with its "of" phrase, without relative clauses."""
    tokens = sentence.tokens
    start = noun
    for child in sentence.children[noun]:
        if child < noun and tokens[child].dep in PREMODIFIERS and child >= end:
            start = min(start, *(i for i in sentence.subtree(child) if i >= end), child)
    if start > end and all(tokens[i].pos in ("ADJ", "NOUN", "PROPN") for i in range(end, start)):
        start = end
    while start < noun and tokens[start].tag in ("DT", "HYPH", ",", "PRP$"):
        start += 1
    stop = noun + 1
    for child in sentence.children[noun]:
        if child > noun and tokens[child].dep == "prep" and tokens[child].text.lower() == "of":
            inside = sentence.subtree(child)
            if child == stop and inside[-1] - child < 8:
                stop = inside[-1] + 1
    return (start, stop)


def measure_of(sentence: Sentence, number: Number, found: Counted, measures: Measures) -> str:
    """The measure class of a counted noun, anew by the predicate where the noun is people.

    A figure without noun takes the class of the predicate over it ("killed at least 93,000").
    """
    tokens = sentence.tokens
    carrier = _carrier(sentence, number, found.noun)
    if found.noun < 0:
        return _by_predicates(sentence, carrier, measures) if number.kind != "fraction" else ""
    token = tokens[found.noun]
    by_noun = measures.nouns.get(singular(token)) or measures.nouns.get(token.text.lower(), "")
    if not by_noun and token.ent.endswith("NORP") and token.tag in ("NNPS", "NNS"):
        by_noun = "people"
    if by_noun in measures.people or (not by_noun and token.tag in ("NNS", "NNPS")):
        after = tokens[found.noun + 1].text.lower() if found.noun + 1 < len(tokens) else ""
        if measures.nouns.get(after) in CASUALTIES:
            # "left nine citizens dead"
            return measures.nouns[after]
        by_predicate = _by_predicates(sentence, carrier, measures)
        if by_predicate:
            return by_predicate
    return by_noun


def _carrier(sentence: Sentence, number: Number, noun: int) -> int:
    """The token that stands in the clause: the noun, or the number itself in "70 of the men"."""
    tokens = sentence.tokens
    if noun >= 0:
        of = tokens[noun].head
        if tokens[noun].dep != "pobj" or not number.start <= tokens[of].head < number.end:
            return noun
    for i in range(number.start, number.end):
        if not number.start <= tokens[i].head < number.end:
            return i
    return number.end - 1


def _by_predicates(sentence: Sentence, noun: int, measures: Measures) -> str:
    classes = {c for p, role in _predicates(sentence, noun) if (c := _class(p, role, measures))}
    if len(classes) > 1 and classes <= CASUALTIES:
        return "casualties"
    return min(classes) if classes else ""


def _class(lemma: str, role: str, measures: Measures) -> str:
    table = measures.patients if role == "patient" else measures.subjects
    return table.get(lemma, "")


def _predicates(sentence: Sentence, noun: int) -> list[tuple[str, str]]:
    """Lemmas of the verbs over a noun with its role: ``patient`` or ``subject``."""
    tokens = sentence.tokens
    token = tokens[noun]
    if token.dep == "conj" and tokens[token.head].pos in NOUNS:
        # A conjunct stands under the verb of the first; one figure's verb is not the other's.
        token = tokens[token.head]
    found: list[tuple[str, str]] = []
    head = tokens[token.head]
    if head.pos in ("VERB", "AUX", "ADJ") and head.i != token.i:
        role = {"nsubjpass": "patient", "dobj": "patient", "nsubj": "subject"}.get(token.dep)
        if role:
            for verb in (head.i, *_conjoined(sentence, head.i)):
                passive = sentence.child(verb, "auxpass") is not None
                own = "patient" if role == "subject" and passive else role
                found.append((tokens[verb].lemma, own))
    for child in sentence.kids(noun, "acl", "relcl"):
        if tokens[child].tag == "VBN":
            for verb in (child, *_conjoined(sentence, child)):
                found.append((tokens[verb].lemma, "patient"))
        elif tokens[child].dep == "relcl" or tokens[child].tag == "VBD":
            passive = sentence.child(child, "nsubjpass", "auxpass") is not None
            found.append((tokens[child].lemma, "patient" if passive else "subject"))
    return found


def _conjoined(sentence: Sentence, verb: int) -> list[int]:
    found = [verb]
    for at in found:
        found.extend(sentence.kids(at, "conj"))
    tokens = sentence.tokens
    return [v for v in found[1:] if tokens[v].pos in ("VERB", "ADJ")]


def owners_of(
    sentence: Sentence, found: Counted, mentions: Sequence[Mention], figures: Figures
) -> tuple[int, ...]:
    """Head tokens of whose the counted things are.

    First whoever modifies the noun ("North Korean troops", "Kyiv's losses"); else the agent of a
    verb of having, losing or giving over it ("North Korea has suffered 5,000 casualties").
    """
    if found.noun < 0:
        return ()
    heads = {m.head for m in mentions}
    modifiers = _modifiers(sentence, found.noun, heads)
    if modifiers:
        return tuple(modifiers)
    return tuple(_agents(sentence, found.noun, figures.measures))


def _modifiers(sentence: Sentence, noun: int, mentioned: set[int]) -> list[int]:
    tokens = sentence.tokens
    found: list[int] = []
    for child in sentence.children[noun]:
        token = tokens[child]
        if token.dep in WHOSE and (child in mentioned or token.ent[2:] in ("NORP", "GPE")):
            found.append(child)
            found.extend(k for k in sentence.kids(child, "conj") if k in mentioned)
    return found


def _agents(sentence: Sentence, noun: int, measures: Measures) -> list[int]:
    tokens = sentence.tokens
    token = tokens[noun]
    if token.dep not in ("dobj", "attr") or tokens[token.head].lemma not in measures.owners:
        return []
    verb = token.head
    for step in range(4):
        subject = sentence.child(verb, "nsubj") if verb == token.head else None
        if subject is None:
            subject = sentence.child(verb, "nsubj", "nsubjpass")
        if subject is not None and tokens[subject].tag in ("WDT", "WP"):
            return [tokens[verb].head] if tokens[verb].dep == "relcl" else []
        if subject is not None:
            return [subject, *sentence.kids(subject, "conj")]
        if (before := _gerund_subject(sentence, verb)) >= 0:
            return [before]
        dep = tokens[verb].dep
        if dep not in ("xcomp", "conj") and not (dep == "advcl" and step == 0):
            return []
        verb = tokens[verb].head
    return []


def _gerund_subject(sentence: Sentence, verb: int) -> int:
    """ "resulting in Kim agreeing to send …": the noun right before a gerund, -1 if none."""
    tokens = sentence.tokens
    if tokens[verb].tag != "VBG" or verb == 0 or tokens[verb - 1].dep != "pobj":
        return -1
    prep = tokens[tokens[verb - 1].head]
    return verb - 1 if tokens[verb].head in (prep.i, prep.head) else -1
