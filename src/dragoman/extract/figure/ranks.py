"""Ordinals that rank, and "no" that counts nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from dragoman.extract.figure.cardinal import Number
from dragoman.lexicon.figures import Figures
from dragoman.parse.sentence import Sentence

NOT_EVEN: Final = (["not", "even"], ["n't", "even"])
NONE: Final = frozenset({"none", "nobody", "one", "single", "no"})
DIGITS: Final = re.compile(r"\d+(?:st|nd|rd|th)")


def ranks(sentence: Sentence, figures: Figures) -> Iterator[Number]:
    """Ordinals that rank a counted thing ("its first visit in 24 years", "the second since 2019").

    A part ("the second half"), a unit's name ("the 810th Brigade") and a plain adverb
    ("first, …") are none.
    """
    tokens = sentence.tokens
    for token in tokens:
        word = token.text.lower()
        if word not in figures.numbers.ordinals and not (
            word[0].isdigit() and DIGITS.fullmatch(word)
        ):
            continue
        value = figures.numbers.ordinal([word])
        if value is None or token.tag not in ("JJ", "CD", "NN", "RB"):
            continue
        if token.dep == "amod":
            noun = tokens[token.head]
            measure = figures.measures.nouns.get(noun.lemma, "")
            ranked = noun.tag == "NN" and measure in figures.measures.ranked
        else:
            following = tokens[token.i + 1].text.lower() if token.i + 1 < len(tokens) else ""
            before = tokens[token.i - 1].text.lower() if token.i else ""
            ranked = following == "since" and before in ("the", "its", "his", "their", "her")
        if ranked:
            yield Number(token.i, token.i + 1, value, value, "rank")


def absences(sentence: Sentence, figures: Figures) -> Iterator[Number]:
    """ "no soldiers", "not one soldier", "no one", "none of the crew": zero of a thing.

    Of a thing that has a measure class; the pronouns count only what a predicate classes
    ("nobody was hurt"), which is for the caller to see.
    """
    tokens = sentence.tokens
    words = [t.text.lower() for t in tokens]
    if NONE.isdisjoint(words):
        return
    for token in tokens:
        noun = tokens[token.head]
        word = words[token.i]
        if word in ("none", "nobody"):
            yield Number(token.i, token.i + 1, 0.0, 0.0, "none")
        if word == "one" and words[token.i - 1 : token.i] == ["no"] and token.pos != "NUM":
            yield Number(token.i - 1, token.i + 1, 0.0, 0.0, "none")
        counted = token.dep == "nummod" and noun.lemma in figures.measures.nouns
        if word == "one" and counted and words[token.i - 1 : token.i] == ["not"]:
            yield Number(token.i - 1, token.i + 1, 0.0, 0.0, "none")
        if word == "one" and counted and words[max(0, token.i - 2) : token.i] in NOT_EVEN:
            yield Number(token.i - 2, token.i + 1, 0.0, 0.0, "none")
        if token.text.lower() == "single" and noun.lemma in figures.measures.nouns:
            # "not a single soldier"
            before = [t.text.lower() for t in tokens[max(0, token.i - 2) : token.i]]
            if before == ["not", "a"]:
                yield Number(token.i - 2, token.i + 1, 0.0, 0.0, "none")
        if token.text.lower() != "no" or token.dep != "det" or token.head <= token.i:
            continue
        if noun.tag in ("NNS", "NNPS") and noun.lemma in figures.measures.nouns:
            yield Number(token.i, token.i + 1, 0.0, 0.0, "none")
