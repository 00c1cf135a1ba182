"""What only looks like a forecast: what is asked, doubted, given up or over.

Token numbers throughout; docs/explanation/forecasts.md tells the decisions.
"""

from __future__ import annotations

from typing import Final

from dragoman.attribute.clauses import conditions_of, marker, subject_of
from dragoman.attribute.embedding import embedder_of
from dragoman.lexicon import Cues
from dragoman.parse import Sentence

ADDRESSED: Final = frozenset({"i", "you", "we", "one"})
ASKED: Final = frozenset({"ccomp", "pcomp", "csubj", "csubjpass"})


def is_bygone(sentence: Sentence, i: int, cues: Cues) -> bool:
    """ "should have been expected", "had planned": what was foreseen before, not now."""
    tokens = sentence.tokens
    words = {tokens[c].text.lower() for c in sentence.kids(i, "aux")}
    if any(tokens[c].text.lower() in cues.bygone for c in sentence.kids(i, "advmod")):
        return True  # "a visit once expected in May"
    was = any(tokens[c].tag == "VBD" for c in sentence.kids(i, "auxpass"))
    if was and any(sentence.kids(c, "neg") for c in sentence.kids(i, "conj")):
        return True  # "were expected on Monday but did not come"
    above = cues.embedders["verbs"].get(tokens[tokens[i].head].lemma)
    if tokens[i].dep == "xcomp" and above is not None and above.name == "negative":
        return True  # "refused to threaten"
    return "had" in words or (
        "have" in words and any(tokens[c].tag == "MD" for c in sentence.kids(i, "aux"))
    )


def is_indirect_question(sentence: Sentence, verb: int) -> bool:
    """ "a look at what the North might do": asked, not foretold."""
    tokens = sentence.tokens
    if tokens[verb].dep not in ASKED:
        return False
    first = tokens[sentence.subtree(verb)[0]]
    if first.text.lower() == "if":
        return first.head == verb  # "asked if Oslo would join"
    return first.tag in ("WP", "WRB", "WDT") or first.text.lower() == "whether"


def is_doubted(sentence: Sentence, verb: int, cues: Cues) -> bool:
    """ "doubts that he will resign": a forecast has no place for a "not"."""
    tokens = sentence.tokens
    above = tokens[tokens[verb].head]
    if tokens[verb].dep not in ("ccomp", "acl") or above.i == verb:
        return False
    embedder = embedder_of(sentence, above.i, cues)
    return embedder is not None and embedder.name == "doubt"


def is_given_up(sentence: Sentence, holder: int, cues: Cues) -> bool:
    """ "The plan to sell it was dropped": the noun's clause is to come no more."""
    tokens = sentence.tokens
    if tokens[holder].pos != "NOUN" or tokens[holder].dep not in ("nsubjpass", "dobj"):
        return False
    verb = tokens[holder].head
    above = embedder_of(sentence, verb, cues)
    prevented = above is not None and above.name == "prevention"
    return prevented or tokens[verb].lemma in cues.foretold.abandoned


def is_undecided(sentence: Sentence, top: int) -> bool:
    """ "has yet to decide whether to send": asked of oneself."""
    return any(
        sentence.tokens[c].text.lower() == "whether" for c in sentence.kids(top, "mark", "advmod")
    )


def was_then(sentence: Sentence, adjective: int) -> bool:
    """ "Patients were likely to recover": of a time gone by, unless it is reported."""
    tokens = sentence.tokens
    token = tokens[adjective]
    if token.dep not in ("acomp", "oprd") or token.head == adjective:
        return False
    verb = tokens[token.head]
    return verb.tag == "VBD" and verb.lemma == "be" and verb.dep in ("ROOT", "conj", "relcl")


def is_only_a_view(sentence: Sentence, top: int, cues: Cues) -> bool:
    """ "If you look at the map, it is easy to find": how to see a thing, not what may come."""
    tokens = sentence.tokens
    for c in conditions_of(sentence, top, cues):
        subject = subject_of(sentence, c)
        seen = tokens[c].lemma in cues.foretold.regarded and marker(sentence, c) == "if"
        if seen and subject is not None and tokens[subject].text.lower() in ADDRESSED:
            return True
    return False
