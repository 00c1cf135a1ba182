"""What a predicate's own clause tells of it: negation, modality, tense and adverbs."""

from __future__ import annotations

from typing import Final

from dragoman.attribute.clauses import has_happened, marker, subject_of
from dragoman.attribute.timetable import is_arranged
from dragoman.attribute.tree import VERBAL, is_negated
from dragoman.lexicon import Cues
from dragoman.model import Factuality
from dragoman.parse import Sentence, Token

ACTUAL, ONGOING, PLANNED = Factuality.ACTUAL, Factuality.ONGOING, Factuality.PLANNED
POSSIBLE, CONDITIONAL = Factuality.POSSIBLE, Factuality.CONDITIONAL
REQUESTED, PREDICTED = Factuality.REQUESTED, Factuality.PREDICTED
NEGATED, UNSPECIFIED = Factuality.NEGATED, Factuality.UNSPECIFIED

KINDS: Final = frozenset({"every", "each", "any", "a", "an", "all", "most", "no", "some"})
POINTING: Final = frozenset({"the", "this", "that", "these", "those", "here", "now", "today"})
CLOSED: Final = frozenset({"can", "ca", "could", "would", "'d", "must"})
"""Modals that "not" closes: "could not go" did not, "may not go" is still open."""


def own_value(sentence: Sentence, i: int, cues: Cues, hops: int) -> Factuality:
    """What the predicate's own clause tells: negation, modality, tense, adverbs."""
    tokens = sentence.tokens
    token = tokens[i]
    if token.dep == "amod":
        return ACTUAL
    if token.dep == "pcomp" and is_denied_by_preposition(sentence, token, cues):
        return NEGATED
    if is_asked(sentence, i, cues) or is_generic(sentence, i):
        return UNSPECIFIED
    arranged = is_arranged(sentence, i, cues)
    if arranged is not None:
        return arranged
    if token.lemma in cues.future_verbs and is_going_to(sentence, i):
        return NEGATED if is_negated(sentence, i, cues) else PREDICTED
    auxiliaries = _auxiliaries(sentence, i)
    lemmas = [tokens[a].text.lower() for a in auxiliaries]
    value = _modal(sentence, i, lemmas, cues)
    adverb = _adverb(sentence, i, cues)
    negated = is_negated(sentence, i, cues) or has_negated_argument(sentence, i, cues)
    if negated:
        # "may not go" is still open; "cannot", "could not" and "would not go" are not.
        return value if value is POSSIBLE and not CLOSED.intersection(lemmas) else NEGATED
    if value is not None:
        return value
    if adverb is not None:
        return adverb
    return _tense(sentence, token, auxiliaries, cues, hops)


def is_asked(sentence: Sentence, i: int, cues: Cues) -> bool:
    """ "Will Baku attack?", "asked if Baku would attack": told neither way."""
    tokens = sentence.tokens
    token = tokens[i]
    word = marker(sentence, i)
    if word in cues.subordinators.asking or (token.dep == "ccomp" and word == "if"):
        return True
    if word == "if" and token.dep == "advcl" and token.head < i and _is_open(sentence, token, cues):
        return True
    if token.dep != "ROOT" or "?" not in (tokens[-1].text, tokens[max(0, len(tokens) - 2)].text):
        return False
    subject = sentence.child(i, "nsubj", "nsubjpass", "expl")
    helpers = sentence.kids(i, "aux", "auxpass")
    wondering = any(tokens[c].tag in ("WRB", "WP", "WDT") for c in sentence.children[i])
    if wondering or (subject is not None and tokens[subject].tag == "WP"):
        # "Who attacked?" takes the attack as given, "Who will attack?" does not.
        return any(cues.modals.get(tokens[c].text.lower()) is PREDICTED for c in helpers)
    return subject is not None and bool(helpers) and helpers[0] < subject


def _is_open(sentence: Sentence, token: Token, cues: Cues) -> bool:
    """ "It was not known if it had left": it asks, though the parser took it for a condition."""
    tokens = sentence.tokens
    places = [token.head, *sentence.kids(token.head, "acomp", "oprd")]
    return any(tokens[c].lemma in cues.subordinators.asked_after and c < token.i for c in places)


def is_told_apart(sentence: Sentence, i: int, cues: Cues) -> bool:
    """Whether a clause is told as fact whatever it hangs from.

    "refused to meet when the envoy returned", "must decide who ordered it", "because it has left".
    """
    tokens = sentence.tokens
    top = i
    while tokens[top].dep == "conj" and tokens[top].head != top:
        top = tokens[top].head
    if tokens[top].dep == "acl" and tokens[top].tag == "VBN":
        return not marker(sentence, top)  # "plans to show a film [made] in May"
    if not has_happened(sentence, i):
        return False
    if tokens[i].tag == "VBD" and tokens[tokens[i].head].tag == "VB" and tokens[i].dep == "conj":
        return True  # "failed to find a buyer and [closed]" joins it to "failed"
    if not has_happened(sentence, top):
        return False
    if tokens[top].dep == "ccomp":
        words = [tokens[c] for c in sentence.children[top] if c < top]
        return any(t.tag in ("WP", "WDT") for t in words)
    if tokens[top].dep != "advcl" or marker(sentence, top) not in cues.subordinators.factive:
        return False
    above = {tokens[c].text.lower() for c in sentence.kids(tokens[top].head, "aux")}
    return not above & {"would", "'d", "could", "might"}


def is_wondered(sentence: Sentence, i: int, cues: Cues) -> bool:
    """Whether a sentence only asks about a predicate, or about what its condition is of."""
    tokens = sentence.tokens
    if tokens[i].dep == "ROOT" and is_asked(sentence, i, cues):
        return True
    head = tokens[i].head
    return (
        tokens[i].dep == "advcl" and tokens[head].dep == "ROOT" and is_asked(sentence, head, cues)
    )


def is_generic(sentence: Sentence, i: int) -> bool:
    """ "Every war ends", "small states hedge when great ones quarrel": told of all of a kind.

    The sentence's main clause is in the simple present, its subject any, every or all of a kind,
    and nothing in the sentence is named, dated or pointed at. Headlines, which leave out articles
    and the full stop, are none.
    """
    tokens = sentence.tokens
    if tokens[-1].text != "." or not _in_simple_present(sentence, i):
        return False
    root = i
    while tokens[root].head != root:
        if tokens[root].dep not in ("advcl", "conj", "ccomp", "relcl", "parataxis"):
            return False
        root = tokens[root].head
    if not _in_simple_present(sentence, root) or not _of_a_kind(sentence, root):
        return False
    return not any(
        t.ent or t.tag in ("PRP", "PRP$", "VBD", "MD", "CD", "NNP") or t.text.lower() in POINTING
        for t in tokens
    )


def _in_simple_present(sentence: Sentence, i: int) -> bool:
    tags = [sentence.tokens[c].tag for c in sentence.kids(i, "aux", "auxpass")]
    return {sentence.tokens[i].tag, *tags} & {"VBZ", "VBP"} != set() and (
        sentence.tokens[i].tag in ("VBZ", "VBP", "VBN")
    )


def _of_a_kind(sentence: Sentence, verb: int) -> bool:
    """Whether the subject is all or any of a kind: "every war", "a blockade", "small states"."""
    tokens = sentence.tokens
    subject = sentence.child(verb, "nsubj", "nsubjpass")
    if subject is None or tokens[subject].pos != "NOUN":
        return False
    marks = [tokens[c].text.lower() for c in sentence.kids(subject, "det", "nummod", "poss")]
    if not marks:
        return tokens[subject].tag == "NNS" and _has_articles(sentence)
    return set(marks) <= KINDS


def _has_articles(sentence: Sentence) -> bool:
    """Whether single nouns bear articles, as they do outside headlines."""
    tokens = sentence.tokens
    bare = [
        t
        for t in tokens
        if t.tag == "NN" and t.dep in ("dobj", "nsubj", "pobj") and not sentence.kids(t.i, "det")
    ]
    return not bare


def is_denied_by_preposition(sentence: Sentence, token: Token, cues: Cues) -> bool:
    """ "without firing", "instead of leaving"."""
    prep = sentence.tokens[token.head]
    before = sentence.tokens[prep.head]
    if (before.text.lower(), prep.text.lower()) in cues.denying_phrases:
        return True
    words = {
        prep.text.lower(),
        *(sentence.tokens[c].text.lower() for c in sentence.children[prep.i]),
    }
    return not cues.denying_prepositions.isdisjoint(words - {token.text.lower()})


def _auxiliaries(sentence: Sentence, i: int) -> list[int]:
    """Auxiliaries of a verb; a conjunct without its own shares those of the first verb."""
    tokens = sentence.tokens
    at = i
    while True:
        own = sentence.kids(at, "aux", "auxpass")
        if own or tokens[at].dep != "conj" or sentence.child(at, "nsubj", "nsubjpass") is not None:
            return own
        above = tokens[at].head
        if tokens[above].pos not in VERBAL or tokens[above].tag != tokens[at].tag:
            return own
        at = above


def modal_value(sentence: Sentence, i: int, cues: Cues) -> Factuality | None:
    """What the modal of a clause tells, whatever its negation; ``None`` where it has none."""
    lemmas = [sentence.tokens[a].text.lower() for a in _auxiliaries(sentence, i)]
    return _modal(sentence, i, lemmas, cues)


def _modal(sentence: Sentence, i: int, lemmas: list[str], cues: Cues) -> Factuality | None:
    for word in lemmas:
        value = cues.modals.get(word)
        if value is None:
            continue
        if value is CONDITIONAL:
            return _would(sentence, i, lemmas, cues)
        if "have" in lemmas and value is REQUESTED:
            # "should have left" did not; "must have left" is inferred.
            return POSSIBLE if word == "must" else NEGATED
        return _planned_by_subject(sentence, i) if value is PREDICTED else value
    return None


def tells(verb: Token, cues: Cues) -> bool:
    """Whether a verb in the present says something: under it "would" is a plain future."""
    cue = cues.verbs.get(verb.lemma)
    return verb.tag == "VBZ" and cue is not None and cue.manner == "speech"


def _would(sentence: Sentence, i: int, lemmas: list[str], cues: Cues) -> Factuality:
    """ "would" is the future of the past under a report, else a supposed case."""
    if "have" in lemmas:
        return NEGATED
    tokens = sentence.tokens
    if any(tokens[c].text.lower() == "rather" for c in sentence.kids(i, "advmod")):
        return PLANNED
    at = i
    while tokens[at].head != at:
        head = tokens[tokens[at].head]
        if tokens[at].dep == "ccomp" and (head.tag in ("VBD", "VBN") or tells(head, cues)):
            return PREDICTED
        at = tokens[at].head
    return POSSIBLE


def _planned_by_subject(sentence: Sentence, i: int) -> Factuality:
    """ "will" is a plan where who acts speaks for themself ("we will", "said he will")."""
    tokens = sentence.tokens
    subject = subject_of(sentence, i)
    if subject is not None and tokens[subject].text.lower() in ("i", "we"):
        return PLANNED
    return PREDICTED


def _adverb(sentence: Sentence, i: int, cues: Cues) -> Factuality | None:
    """What an adverb makes of the clause: "allegedly supplied and trained" both alleged."""
    tokens = sentence.tokens
    for c in sentence.children[i]:
        token = tokens[c]
        if token.dep == "advmod" and (c < i or c == i + 1):
            word = token.text.lower()
            if word in cues.adverb_values:
                return cues.adverb_values[word]
            if word in cues.generic_adverbs and tokens[i].tag in ("VBZ", "VBP"):
                return UNSPECIFIED
    above = tokens[i].head
    shared = tokens[i].dep == "conj" and tokens[above].pos in VERBAL
    if shared and sentence.child(i, "nsubj", "nsubjpass") is None:
        # "was apparently normal and took place": a copula's adverb is of its own complement
        return None if tokens[above].lemma == "be" else _adverb(sentence, above, cues)
    return None


def has_negated_argument(sentence: Sentence, i: int, cues: Cues) -> bool:
    """ "No soldiers were sent", "neither Chad nor Mali came", "nobody came", "sent nothing"."""
    tokens = sentence.tokens
    light = tokens[i].lemma in cues.stative
    for c in sentence.children[i]:
        if tokens[c].dep in ("nsubj", "nsubjpass") or (tokens[c].dep == "dobj" and not light):
            if tokens[c].lemma in ("nobody", "nothing", "none", "neither"):
                return True
            for d in sentence.children[c]:
                if tokens[d].dep in ("det", "preconj") and tokens[d].lemma in ("no", "neither"):
                    return True
    return False


def _tense(
    sentence: Sentence, token: Token, auxiliaries: list[int], cues: Cues, hops: int
) -> Factuality:
    tokens = sentence.tokens
    tags = [tokens[a].tag for a in auxiliaries]
    lemmas = [tokens[a].lemma for a in auxiliaries]
    if "TO" in tags or token.tag == "VB":
        return _infinitive(sentence, token, lemmas)
    if token.tag == "VBG":
        if "be" in lemmas:
            past = any(tokens[a].text.lower() in ("was", "were", "been") for a in auxiliaries)
            past = past and not _is_told_in_past(sentence, token)
            return ACTUAL if past and "have" not in lemmas else ONGOING
        return _participle(sentence, token, cues, hops)
    if token.tag == "VBN" and any(tokens[a].text.lower() == "being" for a in auxiliaries):
        now = any(tokens[a].text.lower() in ("is", "are", "'s", "'re") for a in auxiliaries)
        return ONGOING if now or _is_told_in_past(sentence, token) else ACTUAL
    if tags == ["VB"] and lemmas == ["be"] and _is_wished(sentence, token):
        return REQUESTED  # "insisted that the ship be released"
    if _before_the_future(sentence, token, tags, cues):
        return PREDICTED
    return ACTUAL if token.tag in ("VBD", "VBN", "VBZ", "VBP") else UNSPECIFIED


def _is_told_in_past(sentence: Sentence, token: Token) -> bool:
    """ "said that hunger was being used": the past of the report stands for its own present."""
    return token.dep == "ccomp" and sentence.tokens[token.head].tag in ("VBD", "VBN")


def _before_the_future(
    sentence: Sentence, token: Token, auxiliaries: list[str], cues: Cues
) -> bool:
    """The present of "when it arrives", beside a main clause that tells of the time to come."""
    if not {token.tag, *auxiliaries} & {"VBZ", "VBP"} or "have" in [
        sentence.tokens[c].lemma for c in sentence.kids(token.i, "aux")
    ]:
        return False
    if token.dep != "advcl" or marker(sentence, token.i) not in cues.temporal_markers:
        return False
    words = [sentence.tokens[c].text.lower() for c in sentence.kids(token.head, "aux")]
    return any(cues.modals.get(word) is PREDICTED for word in words)


def _infinitive(sentence: Sentence, token: Token, lemmas: list[str]) -> Factuality:
    """An infinitive on its own tells an aim; "to have done" tells what is past."""
    if "have" in lemmas and token.tag in ("VBN", "VBG"):
        return ACTUAL
    subject = sentence.child(token.i, "nsubj", "nsubjpass")
    if token.dep in ("ROOT", "parataxis") and "do" not in lemmas and subject is None:
        return REQUESTED if "to" not in lemmas else PLANNED
    if token.dep == "conj" and sentence.tokens[token.head].tag in ("VBD", "VBZ", "VBP"):
        return ACTUAL
    bare = not any(sentence.tokens[c].tag == "TO" for c in sentence.children[token.i])
    if bare and _is_wished(sentence, token):
        return REQUESTED  # "insisted that the ship sail"
    if "do" in lemmas or (bare and sentence.child(token.i, "nsubj") is not None):
        return ACTUAL
    return PLANNED


def _is_wished(sentence: Sentence, token: Token) -> bool:
    """A subjunctive: a bare verb with a subject of its own after "that"."""
    if token.dep != "ccomp" or sentence.child(token.i, "nsubj", "nsubjpass") is None:
        return False
    return marker(sentence, token.i) == "that"


def _participle(sentence: Sentence, token: Token, cues: Cues, hops: int) -> Factuality:
    """A participle or gerund without an auxiliary stands as the verb that it hangs from."""
    if token.dep in ("advcl", "acl", "conj", "pcomp", "prep") and hops:
        head = sentence.tokens[token.head]
        at = head.head if head.pos in ("ADP", "SCONJ") else head.i
        if at != token.i and sentence.tokens[at].pos in VERBAL:
            above = own_value(sentence, at, cues, hops - 1)
            beside = token.dep == "advcl" and above is NEGATED
            return ACTUAL if above is ONGOING or beside else above
    return ACTUAL


def is_going_to(sentence: Sentence, i: int) -> bool:
    """Whether a form of "go" is the mere future of the infinitive under it."""
    tokens = sentence.tokens
    return tokens[i].tag == "VBG" and sentence.child(i, "xcomp") is not None
