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
    is_given,
    marker,
)
from dragoman.attribute.embedding import (
    embedder_of,
    embeds,
    governor_of,
    is_infinitival,
    is_ranked,
)
from dragoman.attribute.own_clause import (
    has_negated_argument,
    is_asked,
    is_denied_by_preposition,
    is_told_apart,
    is_wondered,
    modal_value,
    own_value,
)
from dragoman.attribute.tree import VERBAL, is_negated
from dragoman.lexicon import Cues
from dragoman.lexicon.embedders import Embedder
from dragoman.model import Factuality
from dragoman.parse import Sentence

ACTUAL, ONGOING, PLANNED = Factuality.ACTUAL, Factuality.ONGOING, Factuality.PLANNED
POSSIBLE, CONDITIONAL = Factuality.POSSIBLE, Factuality.CONDITIONAL
REQUESTED, PREDICTED = Factuality.REQUESTED, Factuality.PREDICTED
DENIED, NEGATED, UNSPECIFIED = Factuality.DENIED, Factuality.NEGATED, Factuality.UNSPECIFIED

TO_COME: Final = frozenset({PLANNED, PREDICTED, REQUESTED})
REALISED: Final = frozenset({ACTUAL, ONGOING})
TELLING: Final = frozenset({"report", "factive", "estimate", "finding"})
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
        above = governor_of(sentence, at, cues)
        if above is None or (
            is_told_apart(sentence, at, cues) and not _is_prevented(sentence, at, above, cues)
        ):
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


def _is_prevented(sentence: Sentence, verb: int, noun: int, cues: Cues) -> bool:
    """ "prevented the rally [staged] by students": what was to be staged is the rally."""
    if sentence.tokens[verb].dep != "acl":
        return False
    over = governor_of(sentence, noun, cues)
    prevents = None if over is None else embedder_of(sentence, over, cues, noun)
    brings = embedder_of(sentence, verb, cues)
    return (
        prevents is not None
        and prevents.name == "prevention"
        and brings is not None
        and brings.noun == FOLLOW
    )


def _effect_above(sentence: Sentence, lower: int, above: int, cues: Cues) -> str:
    embedder = embedder_of(sentence, above, cues, lower)
    if embedder is None or not embeds(sentence, lower, above):
        return KEEP
    return _effect(sentence, lower, embedder, is_negated(sentence, above, cues))


def _reports(sentence: Sentence, above: int, cues: Cues) -> bool:
    embedder = embedder_of(sentence, above, cues)
    return embedder is not None and embedder.name in TELLING


def _settled(sentence: Sentence, lower: int, above: int, cues: Cues) -> bool:
    """A finite clause under a verb of saying or knowing: what stands above leaves it alone."""
    token = sentence.tokens[lower]
    told = token.dep == "ccomp" or (
        token.dep in ("advcl", "acl")
        and marker(sentence, lower) == "that"  # "made it clear that …"
    )
    if not told or is_infinitival(sentence, lower):
        return False
    embedder = embedder_of(sentence, above, cues)
    return embedder is not None and embedder.finite == KEEP


def _in_condition(sentence: Sentence, token: int, value: Factuality, cues: Cues) -> Factuality:
    """Either half of a conditional is conditional, unless it is told as fact or as false."""
    given = sentence.tokens[token].pos == "NOUN" and value is ACTUAL and _definite(sentence, token)
    settled = given or is_asked(sentence, token, cues)
    if not settled and in_condition(sentence, token, cues):
        return NEGATED if is_contrary_to_fact(sentence, token) else CONDITIONAL
    open_yet = value in (PREDICTED, POSSIBLE, PLANNED, UNSPECIFIED)
    if value is NEGATED and modal_value(sentence, token, cues) in (PREDICTED, POSSIBLE):
        open_yet = True  # "will not pay unless they leave"
    if value is ACTUAL and sentence.tokens[token].tag in ("VBZ", "VBP"):
        open_yet = sentence.tokens[token].dep in ("ROOT", "ccomp")  # "if they shoot, we shoot"
    if open_yet and has_condition(sentence, token, cues):
        return CONDITIONAL
    return value


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
    if hops <= 0 or is_given(sentence, i, cues):
        return ACTUAL
    above = governor_of(sentence, i, cues)
    if above is None:
        return _as_subject(sentence, i, cues, hops)
    embedder = embedder_of(sentence, above, cues)
    if tokens[above].pos not in VERBAL:
        if embedder is not None and embeds(sentence, i, above):
            value = _under(sentence, i, above, ACTUAL, cues, hops)
            if embedder.name == "factive":
                return value  # "may be responsible for the loss", "is aware of a raid"
            return value if value is not ACTUAL else _nominal(sentence, above, cues, hops - 1)
        return ACTUAL if _definite(sentence, i) else _nominal(sentence, above, cues, hops - 1)
    if _definite(sentence, i) and _was_bygone(sentence, above, cues):
        return ACTUAL
    given = _definite(sentence, i) and embedder is not None and embedder.name == "announcement"
    if given:
        return ACTUAL
    if embedder is not None and embedder.noun not in (KEEP, FOLLOW) and embeds(sentence, i, above):
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
        if embedder is not None and embedder.name == "falling":
            return _under(sentence, i, head.i, ACTUAL, cues, hops)  # "the sale fell through"
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
    embedder = embedder_of(sentence, above, cues, lower)
    if embedder is None or not embeds(sentence, lower, above):
        return _under_other(sentence, lower, above, value, cues, hops)
    if value is NEGATED and _is_bare_gerund(sentence, lower, cues):
        value = ACTUAL  # "wasted no time in recalling": its own clause negates nothing
    stays = embedder.affirmed != FOLLOW or _own(sentence, above, cues, hops) in REALISED
    if value is NEGATED and embedder.name not in UNSURE and stays:
        return value  # "was persuaded not to attack"
    if embedder.name == "attempt" and _came_to_nothing(sentence, above, cues):
        return NEGATED
    if embedder.name == "achievement" and _is_bygone_ability(sentence, above, cues):
        return ACTUAL
    negated = is_negated(sentence, above, cues) or (
        # of "found no proof" the noun has had its negation already
        has_negated_argument(sentence, above, cues) and not is_negated(sentence, lower, cues)
    )
    effect = _effect(sentence, lower, embedder, negated)
    if effect == KEEP:
        return _kept(sentence, lower, value, embedder)
    if effect == FOLLOW:
        return _own(sentence, above, cues, hops)
    if effect == "actual" and negated:
        return modal_value(sentence, above, cues) or ACTUAL  # "will not fail to answer"
    if embedder.affirmed in ("negated", "actual") and not negated and hops:
        verbal = sentence.tokens[lower].pos in VERBAL
        if effect == "actual" and not verbal:
            return ACTUAL  # "plans to end the war": there is one
        own = (_own if verbal else _walked)(sentence, above, cues, hops)
        if own is NEGATED and not verbal:
            return ACTUAL  # "failed to prevent the vote"
        if own not in REALISED:
            # what one will prevent, or means to, is not to be
            return NEGATED if effect == "negated" and own in TO_COME else UNSPECIFIED
    return Factuality(effect)


def _came_to_nothing(sentence: Sentence, above: int, cues: Cues) -> bool:
    """ "tried to land but failed": what was tried did not come about."""
    tokens = sentence.tokens
    joined = [above, *sentence.kids(above, "xcomp")]
    for c in (c for place in joined for c in sentence.kids(place, "conj")):
        fails = cues.embedders["verbs"].get(tokens[c].lemma)
        bare = not sentence.kids(c, "xcomp", "ccomp", "dobj", "aux", "neg")
        if fails is not None and fails.name == "negative" and tokens[c].tag == "VBD" and bare:
            return True
    return False


def _is_bare_gerund(sentence: Sentence, verb: int, cues: Cues) -> bool:
    token = sentence.tokens[verb]
    bare = token.tag == "VBG" and token.dep == "pcomp" and not is_negated(sentence, verb, cues)
    return bare and not is_denied_by_preposition(sentence, token, cues)


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
    if token.dep == "ccomp" and not is_infinitival(sentence, token.i):
        return embedder.finite
    return embedder.affirmed


def _under_other(
    sentence: Sentence, lower: int, above: int, value: Factuality, cues: Cues, hops: int
) -> Factuality:
    """Under a predicate of no class an infinitive complement stands as that predicate does.

    "too weak to march" negates it, "strong enough to march" leaves it possible.
    """
    token = sentence.tokens[lower]
    if sentence.tokens[above].pos in ("ADJ", "ADV") and is_infinitival(sentence, lower):
        degrees = {sentence.tokens[c].text.lower() for c in sentence.kids(above, "advmod")}
        if "too" in degrees:
            return NEGATED
        if "enough" in degrees:
            return POSSIBLE
    if value is PLANNED and is_ranked(sentence, above) and token.dep in ("relcl", "acl", "xcomp"):
        return _as_subject(sentence, above, cues, hops)
    if value is PLANNED and token.dep == "xcomp" and is_infinitival(sentence, lower):
        own = _own(sentence, above, cues, hops)
        return value if own in REALISED else own
    return value


def _kept(sentence: Sentence, lower: int, value: Factuality, embedder: Embedder) -> Factuality:
    """What is reported keeps its value; an infinitive under a report verb is no aim."""
    if (
        value is PLANNED
        and embedder.name in TELLING
        and sentence.tokens[lower].dep == "xcomp"
        and is_infinitival(sentence, lower)
    ):
        return ACTUAL
    return value
