"""Numbers that name and do not count, and number words that say nothing."""

from __future__ import annotations

import re
from typing import Final

from dragoman.extract.figure.cardinal import Number
from dragoman.lexicon.figures import Figures, Measures
from dragoman.parse.sentence import Sentence

NAMING: Final = frozenset({"PRODUCT", "LAW", "ORG", "EVENT", "FAC", "WORK_OF_ART", "PERSON"})
PRONOUN_BEFORE: Final = frozenset(
    {"each", "every", "any", "no", "this", "that", "the", "which", "another", "some"}
)
LAST_DAY: Final = 31
YEAR: Final = re.compile(r"(?:19|20)\d\d")
NUMBERING: Final = frozenset({"nummod", "compound", "nmod", "amod"})
GENERATIONS: Final = range(2, 8)
REACH: Final = 4
FAR_YEAR: Final = 2199
BEFORE_YEAR: Final = frozenset({"by", "in", "until", "since", "before", "after", "to", "through"})
NOUNS: Final = frozenset({"NOUN", "PROPN"})


def is_name(sentence: Sentence, number: Number, figures: Figures) -> bool:
    """Whether a number without unit is part of a name ("Resolution 1701", "Group of Seven")."""
    if number.kind not in ("plain", "range") or number.money:
        return False
    tokens = sentence.tokens
    start, end = number.start, number.end
    if number.kind == "range":
        # "16-18 Industrial Avenue"
        plain = tokens[start].text[0].isdigit() and tokens[end - 1].text[-1].isdigit()
        after = tokens[end] if end < len(tokens) else None
        return plain and after is not None and after.tag == "NNP" and _ends_in_name(sentence, end)
    if _inside_counted(sentence, start):
        return True
    if start and tokens[start].text[0] == "-" and tokens[start - 1].pos in NOUNS:
        return True  # "COVID -19 tests"
    before = tokens[start - 1] if start else None
    after = tokens[end] if end < len(tokens) else None
    if _is_generation(sentence, number) or _is_page(sentence, number, figures):
        return True
    if before is not None and before.text == "of" and tokens[start - 2].text == "Group":
        return True  # "the Group of 20 summit", "the Group of Seven nations"
    if before is not None and _named_before(sentence, start, figures):
        return not _modifies_plural(sentence, end)
    if after is not None and after.tag in ("NN", "NNP") and _names_after(sentence, start, figures):
        return True
    if start == 0 and number.low <= LAST_DAY and _goes_on_as_date(sentence, end):
        return True
    if tokens[start].ent[2:] in NAMING and not _modifies_plural(sentence, end):
        return True
    if after is not None and after.text in (")", "]") and not _bracket_before(sentence, start):
        # "1) …": the number of a paragraph.
        return True
    if start == 0 and after is not None and after.text == "(" and number.low <= LAST_DAY:
        # The day of a dateline that the parser cut off: "Sept. | 4 (Agency) - …".
        return True
    if _is_score(sentence, number) or _is_year(sentence, number, figures.measures):
        return True
    if before is not None and before.tag in ("NNP", "NNPS") and before.text != ",":
        # "Fortune 100", "iPhone 11": the number hangs on the name before it or ends it.
        head = tokens[tokens[start].head]
        if head.i == before.i or head.i < start or after is None or after.tag in ("NNP", "POS"):
            return not _modifies_plural(sentence, end)
    # "575 Wilbraham Road", "11 Pro": digits before a name.
    digits = tokens[start].text[0].isdigit() and end - start == 1
    return digits and after is not None and after.tag == "NNP" and _ends_in_name(sentence, end)


def _is_generation(sentence: Sentence, number: Number) -> bool:
    """ "3G", "5G service": a generation of mobile telephony."""
    tokens, end = sentence.tokens, number.end
    glued = (
        end < len(tokens) and tokens[end].text == "G" and tokens[end].start == tokens[end - 1].end
    )
    return glued and number.low in GENERATIONS


def _is_page(sentence: Sentence, number: Number, figures: Figures) -> bool:
    """ "photo 4 *of 22 photos*", "*4* of 22 photos", "*4.* What he said": a place in a list."""
    tokens, start, end = sentence.tokens, number.start, number.end
    words = [t.lemma.lower() for t in tokens[start : start + 5]]
    paged = figures.measures.paged
    if len(words) > 3 and words[1] == "of" and words[2].isdigit() and words[3] in paged:
        return words[0].isdigit()
    if len(words) > 1 and words[1] in paged and start > 1 and tokens[start - 1].text == "of":
        return tokens[start].text.isdigit() and tokens[start - 2].text.isdigit()
    listed = tokens[start].text.rstrip(".").isdigit() and number.low <= LAST_DAY
    if start == 0 and listed and (end < len(tokens) - 1 or len(tokens) == 2):
        return tokens[start].text.endswith(".") or tokens[end].text == "."
    return False


def _names_after(sentence: Sentence, start: int, figures: Figures) -> bool:
    """ "Standard & Poor's *500 index*": digits between a name and what numbers its kind."""
    tokens = sentence.tokens
    named = start > 0 and tokens[start - 1].tag in ("NNP", "NNPS", "POS")
    noun = tokens[start + 1].text.lower() if start + 1 < len(tokens) else ""
    return named and tokens[start].text.isdigit() and noun in figures.measures.named


def _goes_on_as_date(sentence: Sentence, end: int) -> bool:
    """ "Sept. | *19*, 2015": the day of a date that the parser cut in two."""
    tokens = sentence.tokens[end : end + 2]
    return len(tokens) == 2 and tokens[0].text == "," and bool(YEAR.fullmatch(tokens[1].text))


def _inside_counted(sentence: Sentence, start: int) -> bool:
    """ "two new *737* Max jets": digits before a name, in a phrase that is counted already."""
    tokens = sentence.tokens
    if not tokens[start].text.isdigit() or start + 1 >= len(tokens):
        return False
    if tokens[start + 1].tag not in ("NNP", "NNPS") or tokens[start].dep not in NUMBERING:
        return False
    at = start - 1
    while at >= 0 and tokens[at].pos in ("ADJ", "PROPN") and start - at < REACH:
        at -= 1
    return at >= 0 and tokens[at].tag == "CD"


def _bracket_before(sentence: Sentence, start: int) -> bool:
    return any(t.text in ("(", "[") for t in sentence.tokens[:start])


def _ends_in_name(sentence: Sentence, at: int) -> bool:
    tokens = sentence.tokens
    while at + 1 < len(tokens) and tokens[at + 1].pos in NOUNS and tokens[at].tag != "NNS":
        at += 1
    return tokens[at].tag == "NNP"


def _named_before(sentence: Sentence, start: int, figures: Figures) -> bool:
    words = [t.text.lower() for t in sentence.tokens[max(0, start - 2) : start]]
    names = figures.measures.names
    return tuple(words[-1:]) in names or tuple(words) in names


def _modifies_plural(sentence: Sentence, end: int) -> bool:
    """Whether a plural common noun follows, at most one word away."""
    tokens = sentence.tokens
    for at in (end, end + 1):
        if at < len(tokens) and tokens[at].tag == "NNS":
            return True
        if at >= len(tokens) or tokens[at].pos not in ("ADJ", "NOUN", "PROPN"):
            return False
    return False


def _is_score(sentence: Sentence, number: Number) -> bool:
    """ "won 3-1": two numbers with a dash that are no range upwards."""
    tokens = sentence.tokens
    start, end = number.start, number.end
    for at, other in ((end, end + 1), (start - 1, start - 2)):
        if 0 <= other < len(tokens) and at >= 0 and tokens[at].text == "-":
            return tokens[other].text.isdigit() and not _modifies_plural(sentence, end)
    return False


def _is_year(sentence: Sentence, number: Number, measures: Measures) -> bool:
    """ "in 1998", "the 2016 campaign efforts", not "2016 soldiers" or "2000 emails"."""
    tokens = sentence.tokens
    text = tokens[number.start].text
    if len(text) != 4 or not text.isdigit() or not 1900 <= number.low <= FAR_YEAR:
        return False
    before = sentence.tokens[number.start - 1].text.lower() if number.start else ""
    if number.low > 2060 and before not in BEFORE_YEAR:
        return False
    after = tokens[number.end] if number.end < len(tokens) else None
    counted = after is not None and measures.nouns.get(after.lemma) in measures.people
    even = number.low % 100 == 0
    return not (_modifies_plural(sentence, number.end) and (even or counted))


def is_idle(sentence: Sentence, number: Number, figures: Figures) -> bool:
    """ "one" as a pronoun, "a few" as an adverb, "the other two"."""
    tokens = sentence.tokens
    token = tokens[number.start]
    word = token.text.lower()
    before = tokens[number.start - 1].text.lower() if number.start else ""
    after = tokens[number.end] if number.end < len(tokens) else None
    if word == "one" and number.end - number.start == 1:
        determined = before in PRONOUN_BEFORE and tokens[number.start - 1].tag != "IN"
        even = [t.text.lower() for t in tokens[max(0, number.start - 2) : number.start]]
        if even in (["not", "even"], ["n't", "even"]):
            return True
        if determined or before in ("'s", "not") or token.tag not in ("CD", "NN"):
            return True
        if after is None or after.text.lower() in ("'s", "another", ",", ".", "or", "-"):
            return True
        if after.text.lower() == "of" and _is_kind(sentence, number.end):
            return True
        return not (after.pos in ("NOUN", "PROPN", "ADJ", "ADV") or after.text.lower() == "of")
    if number.kind == "few":
        return after is None or after.pos not in ("NOUN", "ADJ", "PROPN")
    if number.kind == "multiple":
        return _idle_multiple(sentence, number, word)
    last = tokens[number.end - 1]
    return number.kind == "vague" and last.pos not in ("NOUN", "NUM", "PROPN", "ADJ")


def _is_kind(sentence: Sentence, of: int) -> bool:
    """ "a programme … *one of* self-sufficiency": what kind it is, not one out of many."""
    noun = sentence.child(of, "pobj")
    if noun is None or sentence.tokens[noun].tag != "NN":
        return False
    return sentence.child(noun, "det", "poss", "nummod") is None


def _idle_multiple(sentence: Sentence, number: Number, word: str) -> bool:
    """ "twice" counts occasions unless it compares; "double" and "triple" may be names' parts."""
    tokens = sentence.tokens
    token = tokens[number.start]
    after = tokens[number.end].text.lower() if number.end < len(tokens) else ""
    if word in ("twice", "thrice"):
        return after not in ("as", "the", "that", "its", "their", "what")
    if word in ("double", "triple", "treble", "quadruple"):
        if after in ("down", "check", "back"):
            return True
        return token.pos != "VERB" and after not in ("the", "that", "its", "what", "their")
    return token.dep in ("amod", "compound") or after == "-"
