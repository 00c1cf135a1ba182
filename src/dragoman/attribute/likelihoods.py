"""How likely a forecast is told to be: the nearest phrase of a scale, or a counted chance."""

from __future__ import annotations

from typing import Final

from dragoman.attribute.tree import is_negated
from dragoman.lexicon import Cues
from dragoman.model import Likelihood
from dragoman.parse import Sentence

PER_CENT: Final = frozenset({"percent", "%"})
CERTAINTY: Final = 100
UNSTATED: Final = Likelihood("")


def likelihood_of(sentence: Sentence, top: int, holder: int, cues: Cues) -> Likelihood:
    """The likelihood phrase nearest to the outcome's head or its holder."""
    words = [t.text.lower() for t in sentence.tokens]
    told = sentence.tokens[top]
    low, high = min(top, holder), max(top, holder)
    if told.dep == "acl":
        low = min(low, told.head)  # "a real possibility that the islands will leave"
    begin, end = max(0, low - 5), min(len(words), high + 4)
    best, distance = UNSTATED, 1 << 30
    for phrase, likelihood in cues.likelihoods:
        if phrase[0] not in words:
            continue
        for at in range(begin, end):
            if tuple(words[at : at + len(phrase)]) == phrase:
                here = range(at, at + len(phrase))
                away = min(abs(k - place) for k in here for place in (top, holder))
                if best is UNSTATED or (away < distance and likelihood.low is not None):
                    best, distance = likelihood, away
    counted = counted_chance(sentence, begin, min(len(words), end + 4), cues)
    if counted is not None:
        return counted
    if best.phrase in ("likely", "probable") and _negated_near(sentence, words, best.phrase, cues):
        return Likelihood(f"not {best.phrase}")
    return best


def _negated_near(sentence: Sentence, words: list[str], phrase: str, cues: Cues) -> bool:
    at = words.index(phrase.split()[0])
    return is_negated(sentence, at, cues) or words[at - 1] in ("not", "n't")


def counted_chance(sentence: Sentence, begin: int, end: int, cues: Cues) -> Likelihood | None:
    """ "a 70 per cent chance": the range is the figure itself."""
    words = [t.text.lower() for t in sentence.tokens]
    for at in range(begin, end):
        if words[at] not in cues.chances:
            continue
        before = words[max(0, at - 3) : at]
        for n, word in enumerate(before):
            if word.isdigit() and int(word) <= CERTAINTY and "".join(before[n + 1 :]) in PER_CENT:
                found = int(word) / CERTAINTY
                return Likelihood(" ".join([*before[n:], words[at]]), found, found)
    return None
