"""How an event stands in the world: its own clause first, then every predicate above it.

`factuality_of` works on the token of any predicate, verb, noun or adjective, and on the
dependency tree alone. docs/explanation/factuality.md tells each decision with examples.
"""

from __future__ import annotations

from typing import Final

from dragoman.attribute.clauses import (
    has_condition,
    in_condition,
    is_contrary_to_fact,
    marker,
)
from dragoman.attribute.own_clause import (
    has_negated_argument,
    is_asked,
    is_denied_by_preposition,
    is_going_to,
    is_wondered,
    own_value,
)
from dragoman.attribute.tree import VERBAL, is_negated
from dragoman.lexicon import Cues
from dragoman.lexicon.cues import Embedder
from dragoman.model import Factuality
from dragoman.parse import Sentence

ACTUAL, ONGOING, PLANNED = Factuality.ACTUAL, Factuality.ONGOING, Factuality.PLANNED
POSSIBLE, CONDITIONAL = Factuality.POSSIBLE, Factuality.CONDITIONAL
REQUESTED, PREDICTED = Factuality.REQUESTED, Factuality.PREDICTED
DENIED, NEGATED, UNSPECIFIED = Factuality.DENIED, Factuality.NEGATED, Factuality.UNSPECIFIED

REALISED: Final = frozenset({ACTUAL, ONGOING})
TELLING: Final = frozenset({"report", "factive", "estimate"})
HIGHEST: Final = 12
"""How many predicates up the walk goes; deeper embedding does not occur in reports."""

UNSURE: Final = frozenset({"fear", "hope", "doubt", "possibility"})
"""Under these what is not to be is as open as what is: "fears that the river will not reach"."""

KEEP, FOLLOW = "keep", "follow"


def factuality_of(sentence: Sentence, token: int, cues: Cues) -> Factuality:
    """The factuality of the event that ``token`` tells, for whoever tells the sentence.

    A report verb above leaves it alone ("said that troops left": actual, by that source); other
    predicates change it by their class.
    """
    if is_wondered(sentence, token, cues):
        return UNSPECIFIED
    if sentence.tokens[token].pos in VERBAL:
        value = _walked(sentence, token, cues, HIGHEST)
    else:
        value = _nominal(sentence, token, cues, HIGHEST)
    return _in_condition(sentence, token, value, cues)


def _own(sentence: Sentence, i: int, cues: Cues, hops: int) -> Factuality:
    """The value of a predicate without what stands above it."""
    if sentence.tokens[i].pos in VERBAL:
        return own_value(sentence, i, cues, hops)
    return _nominal(sentence, i, cues, hops - 1)


def _walked(sentence: Sentence, token: int, cues: Cues, hops: int) -> Factuality:
    """The value of a predicate's own clause, taken through every predicate above it."""
    value = _own(sentence, token, cues, hops)
    at, decided = token, False
    while hops > 0:
        hops -= 1
        above = _governor(sentence, at)
        if above is None:
            break
        effect = _effect_above(sentence, at, above, cues)
        # What "position on leaving" is stays so under "was made to change its position".
        followed = decided and effect == FOLLOW
        reported = at != token and value is PLANNED and _reports(sentence, above, cues)
        if not followed and not reported:
            value = _under(sentence, at, above, value, cues, hops)
        decided = decided or effect not in (KEEP, FOLLOW)
        if _settled(sentence, at, above, cues):
            break
        at = above
    return value


def _effect_above(sentence: Sentence, lower: int, above: int, cues: Cues) -> str:
    embedder = embedder_of(sentence, above, cues)
    if embedder is None or not _embeds(sentence, lower, above):
        return KEEP
    return _effect(sentence, lower, embedder, is_negated(sentence, above, cues))


def _reports(sentence: Sentence, above: int, cues: Cues) -> bool:
    embedder = embedder_of(sentence, above, cues)
    return embedder is not None and embedder.name in TELLING


def _settled(sentence: Sentence, lower: int, above: int, cues: Cues) -> bool:
    """A finite clause under a verb of saying or knowing: what stands above leaves it alone."""
    token = sentence.tokens[lower]
    told = token.dep == "ccomp" or (
        token.dep == "advcl" and marker(sentence, lower) == "that"  # "made it clear that …"
    )
    if not told or _infinitival(sentence, lower):
        return False
    embedder = embedder_of(sentence, above, cues)
    return embedder is not None and embedder.finite == KEEP


def _in_condition(sentence: Sentence, token: int, value: Factuality, cues: Cues) -> Factuality:
    """Either half of a conditional is conditional, unless it is told as fact or as false."""
    if in_condition(sentence, token, cues):
        return NEGATED if is_contrary_to_fact(sentence, token) else CONDITIONAL
    open_yet = value in (PREDICTED, POSSIBLE, PLANNED, UNSPECIFIED)
    if value is ACTUAL and sentence.tokens[token].tag in ("VBZ", "VBP"):
        open_yet = sentence.tokens[token].dep in ("ROOT", "ccomp")  # "if they shoot, we shoot"
    if open_yet and has_condition(sentence, token, cues):
        return CONDITIONAL
    return value


def _governor(sentence: Sentence, at: int) -> int | None:
    """The predicate that ``at`` stands under, over prepositions and coordination."""
    tokens = sentence.tokens
    token = tokens[at]
    while token.dep == "conj" and token.head != token.i:
        token = tokens[token.head]
    head = token.head
    if head == token.i or token.dep in ("relcl", "parataxis", "nsubj", "poss", "npadvmod"):
        return None
    if token.dep in ("amod", "compound", "nmod", "appos", "attr", "nummod"):
        return None if token.dep in ("attr", "appos") else head
    if tokens[head].pos in ("ADP", "SCONJ", "PART") and tokens[head].head != head:
        head = tokens[head].head
    return head if tokens[head].pos in ("VERB", "AUX", "NOUN", "PROPN", "ADJ", "ADV") else None


def _nominal(sentence: Sentence, i: int, cues: Cues, hops: int) -> Factuality:
    """An event noun or adjective: its modifiers, the predicate over it, or else its clause.

    A definite noun ("the attack", "Moscow's invasion") is taken as given unless its predicate is
    about its coming to pass; an indefinite one stands as its clause does.
    """
    tokens = sentence.tokens
    if tokens[i].dep == "pobj" and is_denied_by_preposition(sentence, tokens[i], cues):
        return NEGATED
    for c in sentence.children[i]:
        token = tokens[c]
        word = token.text.lower()
        if token.dep in ("amod", "compound", "nmod") and word in cues.modifiers:
            return NEGATED if _is_called_off(sentence, i, cues) else cues.modifiers[word]
        if token.dep == "det" and word in ("no", "neither"):
            return NEGATED
        if token.dep == "det" and word == "any":
            return UNSPECIFIED
    if hops <= 0:
        return ACTUAL
    above = _governor(sentence, i)
    if above is None:
        return _as_subject(sentence, i, cues, hops)
    embedder = embedder_of(sentence, above, cues)
    if tokens[above].pos not in VERBAL:
        if embedder is not None and _embeds(sentence, i, above):
            value = _under(sentence, i, above, ACTUAL, cues, hops)
            return value if value is not ACTUAL else _nominal(sentence, above, cues, hops - 1)
        return ACTUAL if _definite(sentence, i) else _nominal(sentence, above, cues, hops - 1)
    if _definite(sentence, i) and _was_bygone(sentence, above, cues):
        return ACTUAL
    given = _definite(sentence, i) and embedder is not None and embedder.name == "announcement"
    if given:
        return ACTUAL
    if embedder is not None and embedder.noun not in (KEEP, FOLLOW) and _embeds(sentence, i, above):
        # "announced plans": a plan, claim or call is itself there, whatever it is about.
        held = tokens[i].lemma in cues.embedders["nouns"]
        return ACTUAL if held else _under(sentence, i, above, ACTUAL, cues, hops)
    if _definite(sentence, i) and (embedder is None or embedder.noun != FOLLOW):
        return ACTUAL
    return _as_clause(sentence, i, above, embedder, cues, hops)


def _is_called_off(sentence: Sentence, i: int, cues: Cues) -> bool:
    """ "The planned visit was put off": what was to be is not, whatever its adjective."""
    tokens = sentence.tokens
    head = tokens[i].head
    if tokens[i].dep not in ("dobj", "nsubjpass") or tokens[head].pos not in VERBAL:
        return False
    embedder = embedder_of(sentence, head, cues)
    off = embedder is not None and embedder.name == "prevention"
    return off and not is_negated(sentence, head, cues)


def _was_bygone(sentence: Sentence, verb: int, cues: Cues) -> bool:
    """ "should have expected the visit", "had not foreseen the attack": it took place."""
    auxiliaries = {sentence.tokens[c].text.lower() for c in sentence.kids(verb, "aux")}
    foresees = embedder_of(sentence, verb, cues)
    if foresees is None or foresees.name != "prediction":
        return False
    return "have" in auxiliaries or ("had" in auxiliaries and is_negated(sentence, verb, cues))


def is_taken_as_given(sentence: Sentence, token: int) -> bool:
    """Whether a definite event noun is told as known: "the ban", "Moscow's invasion"."""
    return sentence.tokens[token].pos == "NOUN" and _definite(sentence, token)


def _definite(sentence: Sentence, i: int) -> bool:
    tokens = sentence.tokens
    return any(
        tokens[c].dep == "poss"
        or (tokens[c].dep == "det" and tokens[c].text.lower() not in ("a", "an", "any", "some"))
        for c in sentence.children[i]
    )


def _as_subject(sentence: Sentence, i: int, cues: Cues, hops: int) -> Factuality:
    """A subject that the clause brings about stands as the clause: "an attack may happen"."""
    tokens = sentence.tokens
    head = tokens[tokens[i].head]
    if head.i != i and head.pos in VERBAL and tokens[i].dep in ("nsubj", "attr", "nsubjpass"):
        embedder = embedder_of(sentence, head.i, cues)
        if tokens[i].dep == "nsubjpass" and embedder is not None and embedder.noun != KEEP:
            return _under(sentence, i, head.i, ACTUAL, cues, hops)
        follows = embedder is not None and embedder.name in ("happening", "begin", "end")
        if follows or tokens[i].dep == "attr" or not _definite(sentence, i):
            return _as_clause(sentence, i, head.i, embedder, cues, hops)
    return ACTUAL


def _as_clause(
    sentence: Sentence, i: int, above: int, embedder: Embedder | None, cues: Cues, hops: int
) -> Factuality:
    """The clause's value; its negation reaches the noun only where the verb brings it about."""
    value = _walked(sentence, above, cues, hops - 1)
    follows = embedder is not None and embedder.noun == FOLLOW
    exists = sentence.tokens[above].lemma == "be" or follows
    if value is NEGATED and not exists:
        return ACTUAL
    return ACTUAL if value is ONGOING else value


def _under(
    sentence: Sentence, lower: int, above: int, value: Factuality, cues: Cues, hops: int
) -> Factuality:
    """What becomes of a value under the predicate ``above``."""
    if is_asked(sentence, lower, cues):
        return value
    embedder = embedder_of(sentence, above, cues)
    if embedder is None or not _embeds(sentence, lower, above):
        return _under_other(sentence, lower, above, value, cues, hops)
    if value is NEGATED and embedder.affirmed != FOLLOW and embedder.name not in UNSURE:
        return value
    if embedder.name == "achievement" and _is_bygone_ability(sentence, above, cues):
        return ACTUAL
    negated = is_negated(sentence, above, cues) or has_negated_argument(sentence, above, cues)
    effect = _effect(sentence, lower, embedder, negated)
    if effect == KEEP:
        return _kept(sentence, lower, value, embedder)
    if effect == FOLLOW:
        return _own(sentence, above, cues, hops)
    if embedder.affirmed in ("negated", "actual") and not negated and hops:
        own = _own(sentence, above, cues, hops)
        if own not in REALISED:
            return own if effect == "negated" and own is PLANNED else UNSPECIFIED
    return Factuality(effect)


def _is_bygone_ability(sentence: Sentence, above: int, cues: Cues) -> bool:
    """ "was able to land" tells that it landed (Bhatt 1999, on actuality entailments)."""
    tokens = sentence.tokens
    verb = above if tokens[above].pos in VERBAL else tokens[above].head
    return tokens[verb].tag == "VBD" and not is_negated(sentence, above, cues)


def _effect(sentence: Sentence, lower: int, embedder: Embedder, negated: bool) -> str:
    if negated:
        return embedder.negated
    token = sentence.tokens[lower]
    while token.dep == "conj" and token.head != token.i:
        token = sentence.tokens[token.head]
    if token.pos not in VERBAL:
        return embedder.noun
    if token.dep == "ccomp" and not _infinitival(sentence, token.i):
        return embedder.finite
    return embedder.affirmed


def _infinitival(sentence: Sentence, verb: int) -> bool:
    tokens = sentence.tokens
    if tokens[verb].tag == "VBG":
        return sentence.child(verb, "aux") is None
    return any(tokens[c].tag == "TO" for c in sentence.kids(verb, "aux"))


def _under_other(
    sentence: Sentence, lower: int, above: int, value: Factuality, cues: Cues, hops: int
) -> Factuality:
    """Under a predicate of no class an infinitive complement stands as that predicate does.

    "too weak to march" negates it, "strong enough to march" leaves it possible.
    """
    token = sentence.tokens[lower]
    if sentence.tokens[above].pos in ("ADJ", "ADV") and _infinitival(sentence, lower):
        degrees = {sentence.tokens[c].text.lower() for c in sentence.kids(above, "advmod")}
        if "too" in degrees:
            return NEGATED
        if "enough" in degrees:
            return POSSIBLE
    if value is PLANNED and token.dep == "xcomp" and _infinitival(sentence, lower):
        own = _own(sentence, above, cues, hops)
        return value if own in REALISED else own
    return value


def _kept(sentence: Sentence, lower: int, value: Factuality, embedder: Embedder) -> Factuality:
    """What is reported keeps its value; an infinitive under a report verb is no aim."""
    if (
        value is PLANNED
        and embedder.name in TELLING
        and sentence.tokens[lower].dep == "xcomp"
        and _infinitival(sentence, lower)
    ):
        return ACTUAL
    return value


def _embeds(sentence: Sentence, lower: int, above: int) -> bool:
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
    if token.dep in ("csubj", "csubjpass"):
        return True
    if token.dep in ("pobj", "pcomp"):
        prep = tokens[token.head].lemma
        if tokens[above].pos in ("NOUN", "ADJ"):
            return prep in ("of", "for", "on", "to", "about", "against", "in", "from")
        return prep in ("for", "to", "from", "on", "against", "into", "of", "with")
    if token.dep == "advcl":
        # With a verb an infinitive of this label is its purpose, not its complement.
        word = marker(sentence, token.i)
        return word in ("that", "whether", "for") or (word == "to" and tokens[above].pos == "ADJ")
    return False


def embedder_of(sentence: Sentence, above: int, cues: Cues) -> Embedder | None:
    """The class of an embedding predicate, with its particle or preposition where that tells."""
    tokens = sentence.tokens
    token = tokens[above]
    kind = "verbs" if token.pos in VERBAL else "nouns"
    if token.pos in ("ADJ", "ADV"):
        kind = "adjectives"
    table = cues.embedders[kind]
    if kind == "verbs":
        for c in sentence.children[above]:
            joined = f"{token.lemma}_{tokens[c].lemma}"
            if tokens[c].dep in ("prt", "prep", "acomp") and joined in table:
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
            return cues.embedders["verbs"].get("manage" if past else "have_to")
        if token.lemma in cues.future_verbs and is_going_to(sentence, above):
            return cues.embedders["verbs"].get("predict")
    return table.get(token.lemma)
