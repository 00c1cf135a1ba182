"""What is foretold without a clause that says so: nouns that are graded, dated or described.

"A truce is unlikely", "chances of a summit are slim", "the vote is slated for Thursday", "the
expected arrival of engineers", "a matter of time before they come", "analysts see the army
retaking Ber". Token numbers throughout; docs/explanation/forecasts.md tells the decisions.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dragoman.attribute.clauses import subject_of
from dragoman.attribute.embedding import embedder_of
from dragoman.attribute.tree import is_negated
from dragoman.lexicon import Cues
from dragoman.model import Stance
from dragoman.parse import Sentence, Token

PAST: Final = frozenset({"VBD", "VBN"})
DATED: Final = frozenset({"DATE", "TIME"})


def things_at(sentence: Sentence, i: int, cues: Cues) -> Iterator[tuple[int, Stance]]:
    """Heads of the outcomes that the word ``i`` makes a forecast of, with their kind."""
    token = sentence.tokens[i]
    if token.lemma in cues.foretold.graded and token.dep in ("acomp", "oprd", "pobj"):
        yield from _graded(sentence, token, cues)
    if token.lemma in cues.foretold.dated and token.tag in ("VBN", "JJ") and token.dep != "amod":
        yield from _dated(sentence, token, cues)
    if token.dep == "amod" and token.lemma in cues.foretold.describing:
        yield from _described(sentence, token, cues)
    if token.lemma in cues.foretold.prospects and token.pos == "NOUN":
        yield from _prospect(sentence, token, cues)
    if token.dep == "nsubj" and (
        token.lemma in cues.foretold.prospects or token.lemma in cues.foretold.restated
    ):
        yield from _told_after_it(sentence, token)
    if token.lemma in cues.foretold.restated and token.dep == "dobj":
        yield from _restated(sentence, token, cues)
    if token.tag == "VBG" and token.pos == "VERB":
        yield from _borne_towards(sentence, token, cues)
    if token.lemma in cues.foretold.pending and token.dep == "attr":
        yield from _in_time(sentence, token, cues)
    if token.lemma in cues.foretold.seeing and token.tag in ("VBP", "VBZ"):
        yield from _seen(sentence, token, cues)
    if token.lemma in cues.foretold.estimating and token.tag in ("VBP", "VBZ", "VBN"):
        yield from _estimated(sentence, token)
    if token.tag == "NNS" and token.i and not _has_finite(sentence):
        yield from _misread(sentence, token, cues)


def is_headline(sentence: Sentence, i: int, cues: Cues) -> bool:
    """ "Peru, Chile ministers to meet": an infinitive under a name or plural and no finite verb."""
    tokens = sentence.tokens
    token = tokens[i]
    if token.dep not in ("relcl", "acl") or tokens[-1].text == "." or token.tag != "VB":
        return False
    root = tokens[token.head]
    to = sentence.child(i, "aux")
    if root.dep != "ROOT" or to is None or tokens[to].tag != "TO" or to < root.i:
        return False
    before = [t for t in tokens[:to] if t.pos in ("NOUN", "PROPN")]
    finite = any(t.tag in ("VBD", "VBZ", "VBP", "MD") for t in tokens)
    if finite or not before or before[-1].tag not in ("NNP", "NNPS", "NNS"):
        return False
    held = cues.embedders["nouns"]
    lemmas = {before[-1].lemma, root.lemma}
    return not any(w in held or w in cues.forecast_holders or w in cues.nouns for w in lemmas)


def is_interrupted(sentence: Sentence, i: int) -> bool:
    """ "are likely, if reluctantly, to pay": the infinitive comes after a parenthesis."""
    return resumed(sentence, i) is not None


def resumed(sentence: Sentence, i: int) -> int | None:
    """The infinitive that a word opens onto over a parenthesis between commas."""
    tokens = sentence.tokens
    if i + 1 >= len(tokens) or tokens[i + 1].text not in (",", "-", "–", "—", "("):
        return None
    for t in tokens[i + 2 :]:
        if t.tag == "TO" and tokens[t.i - 1].pos == "PUNCT" and tokens[t.head].tag == "VB":
            return t.head
    return None


def _graded(sentence: Sentence, token: Token, cues: Cues) -> Iterator[tuple[int, Stance]]:
    """ "A truce is unlikely", "a deal is in sight": the subject, or what its "chances" are of."""
    tokens = sentence.tokens
    if token.dep == "pobj" and tokens[token.head].lemma not in ("in", "on"):
        return
    verb = tokens[tokens[token.head].head if token.dep == "pobj" else token.head]
    if verb.lemma not in cues.foretold.copulas or any(
        tokens[c].dep in ("xcomp", "ccomp") and c > token.i
        for place in (token.i, verb.i)
        for c in sentence.children[place]
    ):
        return
    if verb.tag in PAST or sentence.kids(verb.i, "neg") or is_interrupted(sentence, token.i):
        return
    subject = subject_of(sentence, verb.i)
    if subject is None or tokens[subject].pos not in ("NOUN", "PROPN"):
        return
    if (
        tokens[subject].lemma not in cues.foretold.prospects
        and token.lemma not in cues.foretold.gradings
    ):
        yield subject, Stance.PREDICT


def _dated(sentence: Sentence, token: Token, cues: Cues) -> Iterator[tuple[int, Stance]]:
    """ "The vote is slated for Thursday": the subject, where a time hangs from the word."""
    tokens = sentence.tokens
    if sentence.kids(token.i, "xcomp", "neg") or is_interrupted(sentence, token.i):
        return
    for c in sentence.kids(token.i, "prep", "npadvmod"):
        under = sentence.kids(c, "pobj") if tokens[c].dep == "prep" else [c]
        if any(tokens[d].ent[2:] in DATED for d in under):
            break
    else:
        return
    verb = token.head if token.dep == "acomp" else token.i
    past = [*sentence.kids(token.i, "auxpass", "aux"), verb]
    if any(tokens[k].tag == "VBD" for k in past):
        return
    subject = subject_of(sentence, verb)
    if subject is None and token.dep == "acl":
        subject = token.head
    if subject is not None and tokens[subject].pos == "NOUN":
        above = embedder_of(sentence, tokens[subject].head, cues)
        if token.dep == "acl" and above is not None and above.name == "prevention":
            return  # "the visit, scheduled for Thursday, was called off"
        yield subject, Stance.PREDICT


def _described(sentence: Sentence, token: Token, cues: Cues) -> Iterator[tuple[int, Stance]]:
    """ "The expected arrival of engineers" has alarmed: not what then came, or never did."""
    tokens = sentence.tokens
    noun = tokens[token.head]
    owned = sentence.kids(noun.i, "poss") or any(
        tokens[c].lemma in ("of", "by", "on", "against") for c in sentence.kids(noun.i, "prep")
    )
    verb = tokens[noun.head]
    if not owned or noun.pos != "NOUN" or noun.dep not in ("nsubj", "nsubjpass", "dobj", "pobj"):
        return
    while verb.pos == "ADP" and verb.head != verb.i:
        verb = tokens[verb.head]
    if verb.tag == "VBD" or is_negated(sentence, verb.i, cues):
        return
    yield noun.i, cues.foretold.describing[token.lemma]


def _prospect(sentence: Sentence, token: Token, cues: Cues) -> Iterator[tuple[int, Stance]]:
    """ "Chances of a summit are slim", "no prospect of talks", "a chance that Accra will pay"."""
    tokens = sentence.tokens
    verb = tokens[token.head]
    if verb.tag in PAST or token.dep not in ("nsubj", "nsubjpass", "dobj", "attr"):
        return
    for c in sentence.children[token.i]:
        if tokens[c].dep == "prep" and tokens[c].lemma == "of":
            inner = sentence.child(c, "pcomp", "pobj")
            if inner is not None and tokens[inner].pos in ("NOUN", "PROPN", "VERB"):
                yield inner, Stance.PREDICT


def _told_after_it(sentence: Sentence, token: Token) -> Iterator[tuple[int, Stance]]:
    """ "Odds are that the Senate rejects it", "our expectation is that they stay"."""
    tokens = sentence.tokens
    verb = tokens[token.head]
    for c in sentence.kids(verb.i, "ccomp") if verb.lemma == "be" and verb.tag not in PAST else ():
        if c > verb.i and tokens[c].tag not in PAST:
            yield c, Stance.PREDICT


def _restated(sentence: Sentence, token: Token, cues: Cues) -> Iterator[tuple[int, Stance]]:
    """ "Raised its forecast of growth to 5 per cent": a forecast told anew with its figure."""
    verb = sentence.tokens[token.head]
    if verb.lemma not in cues.foretold.restating or is_negated(sentence, verb.i, cues):
        return
    if any(sentence.tokens[k].tag == "CD" for k in sentence.subtree(verb.i) if k > token.i):
        yield token.i, Stance.PREDICT


def _borne_towards(sentence: Sentence, token: Token, cues: Cues) -> Iterator[tuple[int, Stance]]:
    """ "Prices are heading for their highest level": what they head for is to come."""
    tokens = sentence.tokens
    now = any(tokens[c].tag in ("VBZ", "VBP") for c in sentence.kids(token.i, "aux"))
    for c in sentence.kids(token.i, "prep") if now else ():
        inner = sentence.child(c, "pobj", "pcomp")
        named = inner is not None and tokens[inner].pos == "PROPN"  # "heading for Oslo"
        if f"{token.lemma}_{tokens[c].lemma}" in cues.foretold.bearing and inner and not named:
            yield inner, Stance.PREDICT


def _in_time(sentence: Sentence, token: Token, cues: Cues) -> Iterator[tuple[int, Stance]]:
    """ "It is only a matter of time before the rebels come"."""
    tokens, foretold = sentence.tokens, cues.foretold
    of = sentence.child(token.i, "prep")
    time = None if of is None else sentence.child(of, "pobj")
    if time is None or tokens[time].lemma not in foretold.pending_times:
        return
    if tokens[token.head].tag == "VBD":
        return
    for place in (token.i, token.head, time):
        for c in sentence.kids(place, "advcl", "ccomp", "acl", "relcl"):
            first = tokens[sentence.subtree(c)[0]]
            if c > time and first.text.lower() in foretold.until:
                yield c, Stance.PREDICT


def _seen(sentence: Sentence, token: Token, cues: Cues) -> Iterator[tuple[int, Stance]]:
    """ "Analysts see the army retaking Ber": who reckons for a living sees what is to come."""
    tokens = sentence.tokens
    subject = subject_of(sentence, token.i)
    if subject is None or tokens[subject].lemma not in cues.foretold.foreseeing:
        return
    if is_negated(sentence, token.i, cues):
        return
    for c in sentence.kids(token.i, "ccomp", "xcomp"):
        if tokens[c].tag == "VBG" and sentence.child(c, "nsubj", "nsubjpass") is not None:
            yield c, Stance.PREDICT


def _estimated(sentence: Sentence, token: Token) -> Iterator[tuple[int, Stance]]:
    """ "The fund estimates growth of 2 per cent *for 2027*": a figure for a time to come."""
    tokens = sentence.tokens
    past = token.tag == "VBN" and not any(
        tokens[k].tag in ("VBZ", "VBP") for k in sentence.kids(token.i, "auxpass")
    )
    things = sentence.kids(token.i, "dobj", "nsubjpass")
    for k in sentence.subtree(token.i) if things and not past else ():
        dated = tokens[k].dep == "pobj" and tokens[k].ent[2:] in DATED
        over = tokens[tokens[k].head].lemma
        ahead = any(tokens[c].lemma in ("next", "come") for c in sentence.children[k])
        if dated and (over in ("for", "by") or ahead):
            yield things[0], Stance.PREDICT
            return


def _has_finite(sentence: Sentence) -> bool:
    return any(t.tag in ("VBD", "VBZ", "VBP", "MD") for t in sentence.tokens)


def _misread(sentence: Sentence, token: Token, cues: Cues) -> Iterator[tuple[int, Stance]]:
    """ "Bank forecasts slower growth": a verb read as a plural, in a line without another verb."""
    tokens = sentence.tokens
    kind = cues.forecast_holders.get(token.lemma)
    if kind is None or not token.text.endswith("s") or token.i + 1 >= len(tokens):
        return
    before, after = tokens[token.i - 1], tokens[token.i + 1]
    if before.pos not in ("NOUN", "PROPN", "ADJ", "PRON") or not tokens[0].text[0].isupper():
        return
    if after.pos not in ("DET", "NUM", "ADJ", "NOUN", "PROPN", "SYM") and after.tag != "$":
        return
    top = token.head if token.dep in ("compound", "nmod") else token.i
    below = next((c for c in sentence.children[token.i] if c > token.i), None)
    if top > token.i:
        yield top, kind
    elif below is not None and tokens[below].dep in ("dobj", "appos", "nummod", "dep"):
        yield below, kind
