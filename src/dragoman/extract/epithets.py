"""Mentions of actors named elsewhere: pronouns, "both countries", "the North", "its neighbour".

What kind of link each asks for is put first among the attributes of its mention:

- ``person``, ``group``, ``thing``, ``speaker``, ``each``: pronouns (``coding/epithets.toml``);
- ``dual``: the parties just named ("both sides");
- ``state``: a state named before, with what it is called, if anything ("west african");
- ``other``: another than the one who has it ("its neighbour");
- ``compass``: the half of a pair of states ("the North").
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

from dragoman.extract.phrases import Core
from dragoman.lexicon import Lexicon
from dragoman.lexicon.epithets import Epithets
from dragoman.model import ActorKind
from dragoman.parse.sentence import Sentence, Token

DEFINITE: Final = frozenset({"the", "this", "that"})
CLAUSAL: Final = frozenset({"ccomp", "xcomp", "advcl", "csubj"})
SEEMING: Final = frozenset({"seem", "appear"})
KINDS: Final = {
    "person": ActorKind.PERSON,
    "group": ActorKind.GROUP,
    "thing": ActorKind.ORGANISATION,
    "each": ActorKind.GROUP,
}


def with_epithets(s: Sentence, lexicon: Lexicon, named: Sequence[Core]) -> list[Core]:
    """The named cores of a sentence and those of its pronouns and epithets.

    A compass epithet takes the place of what the model took for a region ("the *North*").
    """
    epithets = lexicon.epithets
    compass = {t.i for t in s.tokens if t.text in epithets.compass and _the(s, t.i)}
    kept = [c for c in named if c.origin != "ner" or c.head not in compass or c.end - c.start > 1]
    taken = {i for core in kept for i in range(core.start, core.end)}
    told = {i for core in kept if core.country for i in range(core.start, core.end)}
    found = [_alone(s, i, "compass") for i in compass - taken]
    for t in s.tokens:
        if t.pos == "PRON" and t.lemma in epithets.pronouns and not _empty(s, t.i, epithets):
            found.append(_pronoun(t.i, t.i + 1, t.i, t.text, epithets.pronouns[t.lemma]))
        elif t.pos in ("NOUN", "PROPN") and s.children[t.i] and t.i not in compass:
            # Without a determiner or an owner a noun takes up nothing told before.
            found += _of_noun(s, t.i, epithets, taken, told)
    return [*kept, *_each(s, epithets), *found]


def _of_noun(
    s: Sentence, i: int, epithets: Epithets, taken: set[int], told: set[int]
) -> Iterable[Core]:
    t = s.tokens[i]
    lemma = t.lemma.lower()
    if lemma in epithets.others and t.tag in ("NN", "NNP") and i not in taken and _had(s, i, told):
        return (_phrase(s, i, "other", lemma),)
    determiners = {s.tokens[c].lemma for c in s.children[i] if c < i}
    if determiners.isdisjoint(DEFINITE) and determiners.isdisjoint(epithets.dual_determiners):
        return ()
    # "the Iranian regime", "two Kenyan officials" say whose they are.
    if any(c in told for c in s.kids(i, "amod", "compound", "nmod", "poss")):
        return ()
    if lemma in epithets.dual and determiners & epithets.dual_determiners:
        return (_phrase(s, i, "dual", lemma),)
    if t.tag in ("NNS", "NNPS") and determiners & DEFINITE and _both_meant(s, i, epithets):
        return (_phrase(s, i, "dual", lemma),)
    if i in taken or not determiners & DEFINITE or _of_something(s, i):
        return ()
    called = _called(s, i, epithets)
    if lemma in epithets.state or (lemma in epithets.called and t.tag in ("NN", "NNP")):
        return (_phrase(s, i, "state", called),)
    return ()


def _both_meant(s: Sentence, i: int, epithets: Epithets) -> bool:
    """Whether a plural after a bare "the" stands for two states ("the *foreign ministers*")."""
    lemma = s.tokens[i].lemma.lower()
    told = {f"{s.tokens[c].text.lower()} {lemma}" for c in s.kids(i, "amod", "compound")}
    numbered = s.child(i, "nummod") is not None
    both = lemma in epithets.dual_bare or not told.isdisjoint(epithets.dual_bare)
    return both and not numbered and not _of_something(s, i) and s.child(i, "relcl") is None


def _the(s: Sentence, i: int) -> bool:
    before = (*s.children[i], i - 1)
    return any(s.tokens[c].lemma == "the" for c in before if 0 <= c < i)


def _had(s: Sentence, i: int, told: set[int]) -> bool:
    """Whether a noun has an owner, and nothing right before it names it ("its ally Chad")."""
    owned = any(s.tokens[c].dep == "poss" for c in s.children[i])
    up = s.tokens[i].head
    named = any(c in told for c in s.kids(i, "amod", "compound", "nmod", "appos"))
    return owned and not named and not (s.tokens[i].dep in ("compound", "nmod") and up in told)


def _of_something(s: Sentence, i: int) -> bool:
    return any(s.tokens[c].lemma == "of" for c in s.kids(i, "prep"))


def _called(s: Sentence, i: int, epithets: Epithets) -> str:
    """What a state is called right before its noun or by it ("west african", "kingdom")."""
    words = [t.text.lower() for t in s.tokens[max(0, i - 3) : i]]
    for length in (3, 2, 1):
        told = "".join(
            w if w == "-" or k == 0 or words[-length:][k - 1] == "-" else f" {w}"
            for k, w in enumerate(words[-length:])
        )
        if told in epithets.called:
            return told
    noun = s.tokens[i].lemma.lower()
    return noun if noun in epithets.called else ""


def _each(s: Sentence, epithets: Epithets) -> Iterable[Core]:
    """ "Each other", "one another": two tokens, one of which depends on the other."""
    for one, other in pairwise(s.tokens):
        if other.text.lower() not in epithets.paired:
            continue
        words = f"{one.text} {other.text}".lower()
        if epithets.pronouns.get(words) == "each":
            head = one.i if other.head == one.i else other.i
            yield _pronoun(one.i, other.i + 1, head, words, "each")


def _pronoun(start: int, end: int, head: int, text: str, kind: str) -> Core:
    core = Core(start, end, head, KINDS.get(kind, ActorKind.PERSON), text, "", "", "pronoun")
    core.attributes.append(kind)
    return core


def _alone(s: Sentence, i: int, kind: str) -> Core:
    core = Core(i, i + 1, i, ActorKind.STATE, s.tokens[i].text, "", "", "epithet")
    core.attributes.append(kind)
    return core


def _phrase(s: Sentence, i: int, kind: str, what: str) -> Core:
    start = min([c for c in s.children[i] if c < i], default=i)
    core = Core(start, i + 1, i, ActorKind.STATE, s.words(start, i + 1), "", "", "epithet")
    core.attributes.extend((kind, what))
    return core


def _empty(s: Sentence, i: int, epithets: Epithets) -> bool:
    """Whether an "it" stands for a clause ("*it* is likely that …", "*it* was said that …")."""
    t = s.tokens[i]
    if t.lemma != "it" or t.dep not in ("nsubj", "nsubjpass"):
        return False
    verb = s.tokens[t.head]
    below = [s.tokens[c] for c in s.children[verb.i]]
    if any(c.dep == "auxpass" for c in below):
        return any(_that(s, c) for c in below)
    for c in below:
        if c.dep not in ("acomp", "attr") or c.lemma not in epithets.impersonal:
            continue
        clauses = [s.tokens[k] for k in (*s.children[verb.i], *s.children[c.i])]
        clauses = [k for k in clauses if k.dep in CLAUSAL and k.i > c.i]
        if any(c.lemma not in epithets.raised or k.dep == "ccomp" for k in clauses):
            return True
    return verb.lemma in SEEMING and any(_that(s, c) or c.dep == "ccomp" for c in below)


def _that(s: Sentence, t: Token) -> bool:
    return t.dep == "ccomp" and any(s.tokens[k].lemma == "that" for k in s.kids(t.i, "mark"))
