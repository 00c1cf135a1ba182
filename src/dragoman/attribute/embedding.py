"""What stands above a predicate: its governor, and the class by which that bears on it."""

from __future__ import annotations

from typing import Final

from dragoman.attribute.clauses import marker
from dragoman.attribute.own_clause import is_going_to
from dragoman.attribute.tree import RELATIVES, VERBAL
from dragoman.lexicon import Cues
from dragoman.lexicon.embedders import Embedder
from dragoman.parse import Sentence

PREDICATES: Final = ("VERB", "AUX", "NOUN", "PROPN", "ADJ", "ADV")
RANKED: Final = frozenset({"first", "last", "latest", "second", "third", "only", "next"})
"""What makes an infinitive after its noun stand as the clause does: "was the first to sign"."""


def governor_of(sentence: Sentence, at: int, cues: Cues) -> int | None:
    """The predicate that ``at`` stands under, over prepositions and coordination.

    Of a phrase such as "took the opportunity to", it is the verb.
    """
    tokens = sentence.tokens
    token = tokens[at]
    while token.dep == "conj" and token.head != token.i:
        token = tokens[token.head]
    head = token.head
    if head == token.i or token.dep in ("parataxis", "nsubj", "poss", "npadvmod"):
        return None
    if token.dep == "relcl" and not _follows_its_noun(sentence, token.i):
        return None
    if token.dep in ("amod", "compound", "nmod", "appos", "attr", "nummod"):
        return None if token.dep in ("attr", "appos") else head
    if tokens[head].pos in ("ADP", "SCONJ", "PART") and tokens[head].head != head:
        head = tokens[head].head
    if tokens[head].dep in ("dobj", "pobj") and _phrase_at(sentence, head, cues) is not None:
        return _verb_over(sentence, head)
    return head if tokens[head].pos in PREDICATES else None


def _follows_its_noun(sentence: Sentence, verb: int) -> bool:
    """ "in no position to pay": the parser calls some infinitives of nouns relative clauses."""
    first = sentence.tokens[sentence.subtree(verb)[0]]
    return is_infinitival(sentence, verb) and first.tag not in RELATIVES


def _verb_over(sentence: Sentence, noun: int) -> int:
    """The verb whose object a noun is, with or without a preposition ("bowed to the demand")."""
    tokens = sentence.tokens
    head = tokens[noun].head
    return tokens[head].head if tokens[noun].dep == "pobj" else head


def _phrase_at(sentence: Sentence, noun: int, cues: Cues) -> Embedder | None:
    """The class of "take the opportunity", of which ``noun`` is the object."""
    tokens = sentence.tokens
    verb = tokens[_verb_over(sentence, noun)]
    if verb.pos not in VERBAL:
        return None
    lemma = verb.lemma
    if tokens[noun].dep == "pobj":
        lemma = f"{lemma}_{tokens[tokens[noun].head].lemma}"
    else:
        particle = sentence.child(verb.i, "prt")
        lemma = lemma if particle is None else f"{lemma}_{tokens[particle].lemma}"
    return cues.phrasal.get((lemma, tokens[noun].lemma))


def is_ranked(sentence: Sentence, noun: int) -> bool:
    """ "the first to sign", "the only state to refuse": whether there is one is not in doubt."""
    words = [noun, *sentence.kids(noun, "amod")]
    return any(sentence.tokens[w].text.lower() in RANKED for w in words)


def is_infinitival(sentence: Sentence, verb: int) -> bool:
    """Whether a verb is an infinitive with "to", or a gerund."""
    tokens = sentence.tokens
    if tokens[verb].tag == "VBG":
        return sentence.child(verb, "aux") is None
    return any(tokens[c].tag == "TO" for c in sentence.kids(verb, "aux"))


def embeds(sentence: Sentence, lower: int, above: int) -> bool:
    """Whether ``lower`` is a complement of ``above``, not a mere adjunct."""
    tokens = sentence.tokens
    token = tokens[lower]
    while token.dep == "conj" and token.head != token.i:
        token = tokens[token.head]
    if token.dep == "acl" and token.tag == "VBN":
        # "the plan [drawn up by Oslo]" describes the plan; "evidence that it [left]" tells it.
        return bool(marker(sentence, token.i))
    if token.dep in ("ccomp", "xcomp", "dobj", "nsubjpass", "acl", "oprd", "amod", "compound"):
        return True
    if token.dep == "relcl":
        return is_infinitival(sentence, token.i)
    if token.dep in ("csubj", "csubjpass"):
        return True
    if token.dep == "nsubj":
        return token.pos == "NOUN" and token.head == above
    if token.dep in ("pobj", "pcomp"):
        prep = tokens[token.head].lemma
        if tokens[above].pos in ("NOUN", "ADJ"):
            return prep in ("of", "for", "on", "to", "about", "against", "in", "from")
        if prep == "in" and token.dep == "pcomp":
            return True  # "succeeded in retaking", "wasted no time in recalling"
        return prep in ("for", "to", "from", "on", "against", "into", "of", "with")
    if token.dep == "advcl":
        # With a verb an infinitive of this label is its purpose, not its complement.
        word = marker(sentence, token.i)
        return word in ("that", "whether", "for") or (word == "to" and tokens[above].pos == "ADJ")
    return False


def embedder_of(
    sentence: Sentence, above: int, cues: Cues, lower: int | None = None
) -> Embedder | None:
    """The class of an embedding predicate, with its particle, preposition or object noun.

    Args:
        lower: the predicate under it, by which "took the opportunity to flee" is told from
            "took the opportunity after they had fled".
    """
    tokens = sentence.tokens
    token = tokens[above]
    if token.pos in VERBAL:
        return _of_verb(sentence, above, cues, lower)
    if token.pos in ("ADJ", "ADV"):
        joined = f"{tokens[token.head].lemma}_{token.lemma}"
        if joined in cues.embedders["verbs"]:
            return cues.embedders["verbs"][joined]  # "came close to colliding"
        return cues.embedders["adjectives"].get(token.lemma)
    nouns = cues.embedders["nouns"]
    if token.dep == "pobj":
        joined = f"{tokens[token.head].lemma}_{token.lemma}"
        if joined in nouns:
            return nouns[joined]  # "in a position to"
    return nouns.get(token.lemma)


def _of_verb(sentence: Sentence, above: int, cues: Cues, lower: int | None) -> Embedder | None:
    tokens = sentence.tokens
    token = tokens[above]
    table = cues.embedders["verbs"]
    if lower is not None:
        noun = _noun_between(sentence, lower)
        if noun is not None and noun != above:
            phrase = _phrase_at(sentence, noun, cues)
            if phrase is not None and _verb_over(sentence, noun) == above:
                return phrase
    for c in sentence.children[above]:
        joined = f"{token.lemma}_{tokens[c].lemma}"
        if tokens[c].dep in ("prt", "prep", "acomp", "advmod", "dobj") and joined in table:
            return table[joined]
        opened = tokens[c].dep in ("ccomp", "advcl") and c > above
        if opened and marker(sentence, c) == "for" and f"{token.lemma}_for" in table:
            return table[f"{token.lemma}_for"]
    complement = sentence.child(above, "acomp", "oprd")
    if token.lemma in ("be", "remain", "become") and complement is not None:
        return cues.embedders["adjectives"].get(tokens[complement].lemma)
    noun = sentence.child(above, "attr")
    if token.lemma == "be" and noun is not None:
        return cues.embedders["nouns"].get(tokens[noun].lemma)
    if token.lemma == "have" and sentence.child(above, "xcomp") is not None:
        # "had to leave" tells that it happened, "has to leave" only that it must.
        past = token.tag in ("VBD", "VBN")
        return table.get("manage" if past else "have_to")
    if token.lemma in cues.future_verbs and is_going_to(sentence, above):
        return table.get("predict")
    return table.get(token.lemma)


def _noun_between(sentence: Sentence, lower: int) -> int | None:
    """The object noun that a clause follows: "took the [chance] to", "wasted no [time] in"."""
    tokens = sentence.tokens
    at = lower
    while tokens[at].dep == "conj" and tokens[at].head != at:
        at = tokens[at].head
    head = tokens[at].head
    if tokens[at].dep == "pcomp":
        head = tokens[head].head
    if tokens[head].pos in VERBAL:
        return sentence.child(head, "dobj") if tokens[at].dep in ("pcomp", "xcomp") else None
    return head
