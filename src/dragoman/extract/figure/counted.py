"""What a figure counts: the noun and its phrase."""

from __future__ import annotations

from typing import Final, NamedTuple

from dragoman.extract.figure.cardinal import Number
from dragoman.extract.figure.units import hung_on
from dragoman.lexicon.figures import Figures, Measures
from dragoman.parse.sentence import Sentence, Token

NOUNS: Final = frozenset({"NOUN", "PROPN"})
PREMODIFIERS: Final = frozenset(
    {"amod", "compound", "nmod", "nummod", "poss", "det", "quantmod", "advmod", "predet", "punct"}
    | {"npadvmod", "case"}
)
PARTED: Final = frozenset({"NN", "JJ", "VBN", "VBD"})
STEPS: Final = frozenset({"ADP", "ADV", "ADJ", "SCONJ"})
"""What may stand between a level and its verb ("is *closer to* 20", "cut *down to* 27")."""
FAR: Final = 7
"""A counted noun stands at most so many tokens after its figure; beyond, the tree is wrong."""


class Counted(NamedTuple):
    """Head token (-1 if none), token range of the phrase, unit (its lemma).

    ``carrier`` is the noun that stands for the number of something ("put the *number* at 300",
    "the death *toll* rose to 135"), -1 if none or where a place beside it tells whose.
    """

    noun: int
    referent: tuple[int, int]
    lemma: str
    carrier: int = -1


MISREAD: Final = {"bases": "base", "doses": "dose", "axes": "axe"}
"""Plurals that the model's rules take for those of other words ("basis", "dos")."""
NOTHING: Final = Counted(-1, (0, 0), "")


def counted(sentence: Sentence, number: Number, end: int, has_unit: bool) -> Counted:
    """The noun that a figure counts.

    Args:
        end: end of the figure with its unit.
        has_unit: whether it has a unit of measure; what it measures is then an "of" phrase.
    """
    words = [t.text for t in sentence.tokens[end : end + 2]]
    # "dozens, if not hundreds, of people"
    noun = _of_noun(sentence, end + (number.kind == "vague" and words == [",", "of"]))
    if noun < 0 and not has_unit:
        noun = _head_noun(sentence, number, end)
    elif noun < 0 and sentence.tokens[end - 1].text != "%":
        noun = _modified(sentence, number, end)
    if noun < 0:
        return NOTHING
    noun = _past_group(sentence, noun)
    if sentence.tokens[number.end - 1].text.endswith("-") and noun > end:
        return Counted(noun, (noun, noun + 1), singular(sentence.tokens[noun]))
    return Counted(noun, _phrase(sentence, noun, end), singular(sentence.tokens[noun]))


def _past_group(sentence: Sentence, noun: int) -> int:
    """ "six other Group of Seven *ministers*": what stands behind a group's name."""
    tokens = sentence.tokens
    named = tokens[noun].text == "Group" and [t.lemma for t in tokens[noun + 1 : noun + 2]] == [
        "of"
    ]
    if not named or noun + 3 >= len(tokens) or tokens[noun + 2].pos not in ("NUM", "PROPN"):
        return noun
    behind = _following(sentence, noun + 3)
    return behind if behind >= 0 else noun


def singular(token: Token) -> str:
    """The lemma; the model leaves names in the plural ("Americans")."""
    lemma = MISREAD.get(token.text.lower(), token.lemma)
    return lemma[:-1] if token.tag == "NNPS" and lemma.endswith("s") else lemma


def ranked(sentence: Sentence, number: Number) -> Counted:
    """What an ordinal ranks: the noun it modifies or stands beside ("a visit, the second …")."""
    token = sentence.tokens[number.start]
    head = sentence.tokens[token.head]
    if token.dep not in ("amod", "appos", "nummod") or head.pos not in NOUNS:
        return NOTHING
    return Counted(head.i, _phrase(sentence, head.i, number.end), singular(head))


def at_participle(sentence: Sentence, end: int, measures: Measures) -> Counted:
    """What stands for the people counted: "80 *injured*", "200 *wounded*", "1,500 *dead*"."""
    if end >= len(sentence.tokens):
        return NOTHING
    token = sentence.tokens[end]
    known = token.text.lower() in measures.nouns or (
        token.tag == "VBN" and token.lemma in measures.patients
    )
    if not known or token.pos not in ("VERB", "ADJ", "NOUN"):
        return NOTHING
    return Counted(end, (end, end + 1), "people")


def at_level(sentence: Sentence, number: Number, measures: Measures) -> Counted:
    """What a bare figure is the level of: "the *toll* rose to 135", "*casualties* stood at 90"."""
    tokens = sentence.tokens
    at = number.start
    while number.start <= tokens[at].head < number.end and tokens[at].head != at:
        at = tokens[at].head
    if (told := _told_behind(sentence, number.end, measures)) is not NOTHING:
        return told
    if tokens[at].dep not in ("pobj", "dobj", "attr", "acomp", "npadvmod"):
        return NOTHING
    verb = tokens[tokens[at].head]
    while verb.pos in STEPS and verb.head != verb.i:
        above = tokens[verb.head]
        if verb.text.lower() == "of" and above.lemma in measures.wholes:
            # "a crew of nine"
            return Counted(above.i, (above.i, above.i + 1), singular(above))
        if verb.text.lower() == "of" and above.lemma in measures.carriers:
            # "a toll of nine", "its estimate of 200"
            return _level_of(sentence, above.i, measures)
        verb = above
    if verb.pos == "NUM" and verb.i < number.start:
        # "14, up from 11": the one that it is compared with is a level of the same.
        first = Number(verb.i, verb.i + 1, 0.0, 0.0, "plain")
        return at_level(sentence, first, measures) if verb.i != at else NOTHING
    if verb.lemma in measures.keeping and tokens[number.start - 1].tag == "PRP$":
        # "stuck to its three"
        return NOTHING._replace(carrier=verb.i)
    if verb.lemma in measures.telling and tokens[at].dep == "dobj":
        # "organisers claimed 100,000"
        return NOTHING._replace(carrier=verb.i)
    if verb.lemma not in measures.levels:
        return NOTHING
    # "A diplomat put the number at 300": who puts it is not counted.
    given = [d for d in sentence.kids(verb.i, "dobj") if not number.start <= d < number.end]
    for subject in given or sentence.kids(verb.i, "nsubj", "nsubjpass"):
        if number.start <= subject < number.end:
            continue
        found = _level_of(sentence, subject, measures)
        if not number.start <= found.noun < number.end and found is not NOTHING:
            return found
        if tokens[subject].lemma in measures.carriers:
            return NOTHING._replace(carrier=subject)
    return NOTHING


def _level_of(sentence: Sentence, subject: int, measures: Measures) -> Counted:
    """What a figure is the level of, by the noun that the level is told of."""
    tokens = sentence.tokens
    carries = tokens[subject].lemma in measures.carriers
    noun = _carried(sentence, subject, measures)
    if noun < 0:
        return NOTHING._replace(carrier=subject) if carries else NOTHING
    toll = tokens[noun].lemma in measures.carriers
    unit = "people" if toll else singular(tokens[noun])
    placed = any(tokens[k].text.lower() != "of" for k in sentence.kids(subject, "prep"))
    carrier = subject if carries and not placed else -1
    return Counted(noun, _phrase(sentence, noun, 0), unit, carrier)


def _told_behind(sentence: Sentence, end: int, measures: Measures) -> Counted:
    """ "raised to three *the number of its sailors killed*"."""
    tokens = sentence.tokens
    at = end
    while at < len(tokens) and at < end + 3 and tokens[at].tag in ("DT", "PRP$", "JJ"):
        at += 1
    if at == end or at >= len(tokens) or tokens[at].lemma not in measures.carriers:
        return NOTHING
    return _level_of(sentence, at, measures)


def _carried(sentence: Sentence, subject: int, measures: Measures) -> int:
    """The counted noun in a subject: itself, or what "number" or "toll" is of; -1 if none."""
    tokens = sentence.tokens
    if tokens[subject].lemma in measures.carriers:
        for child in sentence.kids(subject, "compound", "amod", "nmod"):
            if tokens[child].lemma in measures.nouns:
                return child
        for of in sentence.kids(subject, "prep"):
            inner = sentence.child(of, "pobj")
            if inner is not None and tokens[inner].lemma in measures.nouns:
                return inner
    token = tokens[subject]
    if measures.nouns.get(token.lemma) in measures.people and token.tag == "NN":
        # One soldier has no number.
        return subject if token.lemma in measures.wholes else -1
    known = token.lemma in measures.nouns or token.lemma in measures.wholes
    return subject if known else -1


def past_units(sentence: Sentence, found: Counted, figures: Figures) -> Counted:
    """ "six million 122mm and 152mm *shells*": what is counted stands behind its measures."""
    tokens = sentence.tokens
    at = found.noun
    measured = at > 0 and tokens[at - 1].text[:1].isdigit()
    if not measured or (tokens[at].text.lower(),) not in figures.units:
        return found
    while at < len(tokens) and (
        tokens[at].pos in ("NUM", "CCONJ", "PUNCT") or (tokens[at].text.lower(),) in figures.units
    ):
        at += 1
    noun = _following(sentence, at)
    if noun < 0:
        return found
    return Counted(noun, _phrase(sentence, noun, at), singular(tokens[noun]))


def _of_noun(sentence: Sentence, end: int) -> int:
    """The head of "of …" right after a figure ("two-thirds of the 15 ships")."""
    tokens = sentence.tokens
    if end >= len(tokens) or tokens[end].text.lower() not in ("of", "in"):
        return -1
    if tokens[end].text.lower() == "in":
        return -1
    if end + 2 < len(tokens) and tokens[end + 1].text.lower() in ("them", "whom"):
        # "12 of them *children*"
        return end + 2 if tokens[end + 2].tag in ("NNS", "NNPS") else -1
    inner = sentence.child(end, "pobj")
    return inner if inner is not None and tokens[inner].pos in NOUNS else -1


def _head_noun(sentence: Sentence, number: Number, end: int) -> int:
    """The noun over the number in the tree, or the head of the noun phrase that follows it."""
    tokens = sentence.tokens
    if tokens[end - 1].text.endswith("-") and (hung := hung_on(sentence, end)) >= 0:
        return hung
    determined = end < len(tokens) and tokens[end].tag in ("DT", "PRP$")
    if determined and number.kind == "fraction":
        # "half the force"
        return _following(sentence, end + 1)
    if determined:
        # "raised to three the number of its sailors": the number's noun comes with its own article.
        return -1
    if end + 2 < len(tokens) and tokens[end].text == "-" and tokens[end + 1].tag in PARTED:
        # "a nine-member court" has nine members, "a four-storied building" four storeys.
        return end + 1
    for i in range(number.end - 1, number.start - 1, -1):
        at = i
        for _ in range(4):
            head = tokens[at].head
            if head == at:
                break
            if head >= end and any(tokens[i].tag == "''" for i in range(end + 1, head)):
                return _following(sentence, end)  # "the "17 agencies" mess"
            if head >= end and tokens[head].pos in NOUNS and head - end <= FAR:
                if tokens[at].dep in ("nummod", "quantmod", "compound", "amod", "nmod", "det"):
                    people = _is_people(tokens[head]) and _joined(sentence, head + 1)
                    return _following(sentence, end) if people else _noun_end(sentence, head)
                break
            at = head
    return _following(sentence, end)


def _following(sentence: Sentence, end: int) -> int:
    """The head of the noun phrase right after a figure, by tags; -1 if none.

    In "eight Armenian and two Azerbaijani soldiers" both figures count soldiers.
    """
    tokens = sentence.tokens
    at = end
    while at < len(tokens) and at - end <= FAR:
        token = tokens[at]
        if token.pos in NOUNS and (at + 1 >= len(tokens) or tokens[at + 1].pos not in NOUNS):
            shared = _is_people(token) and _joined(sentence, at + 1)
            if not shared:
                return at
            at += 2
        elif at > end and token.pos == "CCONJ" and _joined(sentence, at):
            at += 1
        elif token.pos not in ("ADJ", "NOUN", "PROPN") and not (
            token.tag in ("VBN", "VBG", "HYPH") or (token.pos == "ADV" and at > end)
        ):
            return -1
        at += 1
    return -1


def _is_people(token: Token) -> bool:
    """ "Armenian" in the singular: an adjective, whatever the tagger says."""
    return token.tag in ("NNP", "NN", "JJ") and (token.pos == "PROPN" or token.ent[2:] == "NORP")


def _joined(sentence: Sentence, at: int) -> bool:
    """Whether "and" and another figure with an adjective of its own stand at a token."""
    tokens = sentence.tokens
    return (
        at + 2 < len(tokens)
        and tokens[at].pos == "CCONJ"
        and tokens[at + 1].pos == "NUM"
        and tokens[at + 2].pos in ("ADJ", "PROPN")
    )


def _noun_end(sentence: Sentence, noun: int) -> int:
    """A compound's own head: "17 ballistic missile *tests*"."""
    tokens = sentence.tokens
    while tokens[noun].dep in ("compound", "nmod") and noun < tokens[noun].head <= noun + 3:
        if tokens[tokens[noun].head].pos not in NOUNS or tokens[noun + 1].tag == "''":
            break  # "the "17 agencies" mess"
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
    while start < noun and tokens[start].tag in ("DT", "HYPH", ",", "PRP$", "''", "``"):
        start += 1
    stop = noun + 1
    for child in sentence.children[noun]:
        if child > noun and tokens[child].dep == "prep" and tokens[child].text.lower() == "of":
            inside = sentence.subtree(child)
            if child == stop and inside[-1] - child < 8:
                stop = inside[-1] + 1
    return (start, stop)
