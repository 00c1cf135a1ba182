"""Whom a pronoun stands for.

Candidates are the actors named in this sentence and the three before it that fit in kind and
number. They are ranked by salience (`resolve.view`) within the bounds of syntax: a pronoun is none
of those who act on it in its own clause, a reflexive is the doer of its clause, and in "after it
left, Chad …" the name follows. For "it", the things told of compete as well ("the deal … it").
Where the first two are nearly as much in view, none is taken.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from dragoman.extract.records import Mention
from dragoman.lexicon import Lexicon
from dragoman.model import Actor, ActorKind
from dragoman.parse.sentence import Sentence, Token
from dragoman.resolve.view import (
    INSIDE,
    OBJECTS,
    PARALLEL,
    SUBJECTS,
    WINDOW,
    Link,
    View,
    above,
    chain,
)

PLAYERS: Final = SUBJECTS | OBJECTS
MARGIN: Final = 20
"""By how much the first candidate must be more in view than the second."""
OWN_CLAUSE: Final = 60
"""For a possessive: the doer of its own clause ("ordered France to recall *its* envoy")."""
ADJACENT: Final = 120
"""For a possessive: the name right before it ("thanked Chile for *its* help")."""
NEXT_TO: Final = 2
"""Tokens between a name and a possessive that make the name its likeliest antecedent."""
ADDRESSED: Final = frozenset({"should", "must", "ought"})
"""Modals in what one tells another by which "he" may as well be the other."""

PEOPLE: Final = frozenset({ActorKind.PERSON, ActorKind.OFFICE, ActorKind.UNNAMED})
BODIES: Final = frozenset({
    ActorKind.STATE, ActorKind.GOVERNMENT, ActorKind.IGO, ActorKind.ORGANISATION, ActorKind.FIRM,
    ActorKind.ARMED_FORCE, ActorKind.ARMED_GROUP, ActorKind.PARTY,
})  # fmt: skip
MANY: Final = frozenset({
    ActorKind.IGO, ActorKind.ORGANISATION, ActorKind.ARMED_FORCE, ActorKind.ARMED_GROUP,
    ActorKind.PARTY, ActorKind.GROUP, ActorKind.UNNAMED, ActorKind.GOVERNMENT,
})  # fmt: skip
FITTING: Final = {"person": PEOPLE, "thing": BODIES, "group": MANY}
MOVING: Final = frozenset({"vessel", "arms"})
"""First parts of the classes of items that move and strike."""
PLURAL: Final = frozenset({"NNS", "NNPS"})
UNCOUNTED: Final = frozenset({ActorKind.ARMED_GROUP, ActorKind.IGO})
"""Kinds whose names are singular and that "they" may well stand for ("the Taliban … they")."""
CALLING: Final = dict.fromkeys(("her", "hers", "she", "herself"), "she")
TITLES: Final = {"mr": "he", "mr.": "he", "mrs": "she", "mrs.": "she", "ms": "she", "ms.": "she"}


class Antecedents:
    """Links the pronouns of one report; names are linked as its reader comes to them."""

    def __init__(
        self, view: View, lexicon: Lexicon, link: Callable[[Mention], tuple[Link, ...]]
    ) -> None:
        self._view = view
        self._lexicon = lexicon
        self._link = link
        self._called: dict[tuple[int, int, str], set[str]] = {}

    def of(self, mention: Mention) -> tuple[Link, ...]:
        """The actors that a pronoun stands for; none where the report does not tell."""
        kind = mention.attributes[0] if mention.attributes else ""
        s = self._view.sentences[mention.sentence]
        if kind == "each":
            return self._doers(mention)
        if kind not in FITTING:
            return ()
        if s.tokens[mention.head].lemma.lower().endswith(("self", "selves")):
            return self._doers(mention)
        if kind == "group":
            pair = self._told_pair(mention) or self._last_pair(mention)
            if pair:
                return pair
        later = self._later(mention, FITTING[kind])
        return later or self._antecedent(mention, kind)

    def _doers(self, mention: Mention) -> tuple[Link, ...]:
        """Those who act in the clause of a reflexive or reciprocal pronoun."""
        s = self._view.sentences[mention.sentence]
        at = mention.head
        while (frame := self._view.frame_over(mention.sentence, at)) is not None:
            heads = [h for h in (*frame.agent, *frame.patient) if h != mention.head]
            inside = set(s.subtree(mention.head))
            found = [
                link
                for h in heads
                if h not in inside and (not frame.agent or h in frame.agent)
                for link in self._view.found.get((mention.sentence, h), ())
            ]
            if found:
                unique = {link.actor.id: Link(link.actor, certain=False) for link in found}
                return tuple(unique.values())
            at = frame.predicate
        return ()

    def _later(self, mention: Mention, kinds: frozenset[ActorKind]) -> tuple[Link, ...]:
        """The subject of the sentence for the subject of a clause before it ("after he left")."""
        s = self._view.sentences[mention.sentence]
        if s.tokens[mention.head].dep not in SUBJECTS:
            return ()
        for i in above(s, mention.head):
            if s.tokens[i].dep == "advcl" and i < s.tokens[i].head:
                main = s.child(s.tokens[i].head, *SUBJECTS)
                if main is None or main < mention.head:
                    return ()
                named = self._view.mentions.get((mention.sentence, main))
                if named is None or named.origin == "pronoun" or named.kind not in kinds:
                    return ()
                return tuple(Link(k.actor, certain=False) for k in self._link(named))
        return ()

    def _told_pair(self, mention: Mention) -> tuple[Link, ...]:
        """ "The two countries … they": the pair that an expression just before stands for."""
        for other, links in reversed(self._view.pairs):
            back = self._view.order(mention, other)
            if back is not None:
                return links if back <= 1 else ()
        return ()

    def _last_pair(self, mention: Mention) -> tuple[Link, ...]:
        """ "A and B … their": the last two coordinated or hyphenated actors just before."""
        for back in (0, 1):
            sentence = mention.sentence - back
            if sentence < 0:
                break
            s = self._view.sentences[sentence]
            near = [
                (m, a)
                for m, a in self._view.since(sentence)
                if m.sentence == sentence
                and a.country
                and m.origin in ("gazetteer", "ner", "role")
                and (back or m.head < mention.head)
            ]
            for one, first in reversed(near):
                for other, second in near:
                    if one.head >= other.head or first.country == second.country:
                        continue
                    row = chain(s, other.head)
                    if one.head in row and len(row) > 1:
                        # "Chad, Mali and Niger … they": the whole row
                        heads = {min(row)} | {
                            m.head for m, _ in near if min(row) in chain(s, m.head)
                        }
                        told = {a.id: Link(a, certain=False) for m, a in near if m.head in heads}
                        return tuple(told.values())
                    coordinated = one.head in row
                    dyad = one.modifier and other.modifier and other.head - one.head == 2
                    if coordinated or dyad:
                        return Link(first, certain=False), Link(second, certain=False)
        return ()

    def _antecedent(self, mention: Mention, kind: str) -> tuple[Link, ...]:
        best: dict[str, tuple[int, Actor | None]] = {}
        places: dict[str, Mention] = {}
        for other, actor in self._view.since(mention.sentence - WINDOW):
            if self._fits(other, actor, mention, kind):
                score = self._score(other.sentence, other.head, mention, other.end)
                held = best.get(actor.id)
                if held is None or score > held[0]:
                    best[actor.id] = (score, actor)
                    places[actor.id] = other
        if kind == "thing":
            for sentence, head in self._things(mention):
                best[f"{sentence}.{head}"] = (self._score(sentence, head, mention, head + 1), None)
        ranked = sorted(best.values(), key=lambda x: -x[0])
        if not ranked or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < MARGIN):
            return ()
        first = ranked[0][1]
        if first is None or (len(ranked) > 1 and self._told_another(mention, kind)):
            return ()
        second = ranked[1][1] if len(ranked) > 1 else None
        if (
            kind == "person"
            and second is not None
            and self._met(places[first.id], places[second.id], mention)
        ):
            return ()
        return (Link(first, certain=False),)

    def _score(self, sentence: int, head: int, mention: Mention, end: int) -> int:
        score = self._view.salience(sentence, head, mention)
        told = self._view.sentences[sentence]
        if (
            self._says(sentence, head)
            and self._says(mention.sentence, mention.head)
            and not any(told.tokens[i].dep == "ccomp" for i in above(told, head))
        ):
            score += PARALLEL  # "Koh said … He also predicted"
        s = self._view.sentences[mention.sentence]
        if sentence != mention.sentence or s.tokens[mention.head].tag != "PRP$":
            return score
        frame = self._view.frame_over(mention.sentence, s.tokens[mention.head].head)
        if frame is not None and head in frame.agent:
            score += OWN_CLAUSE
        between = s.tokens[end : mention.head]
        near = len(between) <= NEXT_TO and all(t.pos not in ("VERB", "AUX") for t in between)
        return score + (ADJACENT if near and s.tokens[head].dep not in INSIDE else 0)

    def _met(self, one: Mention, other: Mention, mention: Mention) -> bool:
        """Whether two persons dealt with each other before: "A met B. She said …" may be either.

        Who told the other something is the likelier to go on speaking.
        """
        here = self._view.sentences[mention.sentence].tokens[mention.head]
        apart = one.sentence != other.sentence or one.sentence == mention.sentence
        if apart or here.tag == "PRP$":
            return False
        s = self._view.sentences[one.sentence]
        doer = one if s.tokens[one.head].dep in SUBJECTS else other
        done = other if doer is one else one
        return done.head in self._view.acted_on(doer) and not self._says(doer.sentence, doer.head)

    def _says(self, sentence: int, head: int) -> bool:
        """Whether a token is the subject of a verb of saying, or gives "no details"."""
        s = self._view.sentences[sentence]
        t = s.tokens[head]
        if t.dep not in SUBJECTS:
            return False
        cues = self._lexicon.cues
        verb = s.tokens[t.head]
        if verb.lemma in cues.decline.giving:
            return any(
                s.tokens[c].text.lower() == "no"
                for thing in s.kids(verb.i, "dobj")
                for c in s.kids(thing, "det")
            )
        return verb.lemma in cues.verbs

    def _fits(self, other: Mention, actor: Actor, mention: Mention, kind: str) -> bool:
        """Whether a candidate agrees with a pronoun and syntax lets it be the one."""
        view = self._view
        back = view.order(mention, other)
        if back is None or other.modifier or actor.kind not in FITTING[kind]:
            return False
        s = view.sentences[other.sentence]
        if not _agrees(s.tokens[other.head], other, kind) or self._owned_by_pronoun(other):
            return False
        if kind == "person" and self._otherwise_called(other, actor, mention):
            return False
        if back:
            return True
        here = view.sentences[mention.sentence]
        if other.head in _holding(here, mention.head):
            return False  # "its forces": not the forces
        owner = here.tokens[mention.head].tag == "PRP$"
        return (owner or other.head not in view.acting_on(mention)) and not self._speaks(
            other, mention
        )

    def _otherwise_called(self, other: Mention, actor: Actor, mention: Mention) -> bool:
        """Whether a title, a given name or a role tells that somebody is no "he", or no "she"."""
        here = self._view.sentences[mention.sentence]
        asked = CALLING.get(here.tokens[mention.head].text.lower(), "he")
        key = other.sentence, other.head, actor.id
        if key not in self._called:
            self._called[key] = self._calls(other, actor)
        told = self._called[key]
        return bool(told) and asked not in told

    def _calls(self, other: Mention, actor: Actor) -> set[str]:
        """What somebody's title, given name or role tells: "he", "she", both, or nothing."""
        s = self._view.sentences[other.sentence]
        words = [t.text.lower() for t in s.tokens[max(0, other.start - 1) : other.end]]
        told = {TITLES[w] for w in words if w in TITLES}
        given = self._lexicon.given
        beside = [s.tokens[c].lemma for c in s.kids(other.head, "appos")]
        told |= {given.roles[w] for w in (*words, *beside) if w in given.roles}
        name = actor.name.split()
        if not told and actor.kind is ActorKind.PERSON and len(name) > 1:
            told |= {given.names[w] for w in (name[0].lower(),) if w in given.names}
        return told

    def _owned_by_pronoun(self, mention: Mention) -> bool:
        """ "His counterpart … he": the owner, not the owned."""
        s = self._view.sentences[mention.sentence]
        owner = s.child(mention.head, "poss")
        return mention.origin == "role" and owner is not None and s.tokens[owner].tag == "PRP$"

    def _speaks(self, other: Mention, mention: Mention) -> bool:
        """Whether one is the speaker of the quote that the pronoun stands in: "he" is another."""
        s = self._view.sentences[mention.sentence]
        if not any(t.text == '"' for t in s.tokens[other.head : mention.head]):
            return False
        verb = s.tokens[other.head].head
        return s.tokens[other.head].dep == "nsubj" and verb in above(s, mention.head)

    def _told_another(self, mention: Mention, kind: str) -> bool:
        """ "A told B that he should go": both fit, and a duty is rather the other's."""
        s = self._view.sentences[mention.sentence]
        verb = s.tokens[mention.head].head
        if s.tokens[verb].dep != "ccomp" or s.tokens[mention.head].dep not in SUBJECTS:
            return False
        if not any(s.tokens[c].lemma in ADDRESSED for c in s.kids(verb, "aux")):
            return False
        told = s.child(s.tokens[verb].head, "dobj", "dative")
        link = self._view.found.get((mention.sentence, told), ()) if told is not None else ()
        return any(k.actor.kind in FITTING[kind] for k in link)

    def _things(self, mention: Mention) -> Iterator[tuple[int, int]]:
        """Subjects and objects that are no actors, as far as "it" may mean them."""
        view = self._view
        here = view.sentences[mention.sentence]
        if self._says(mention.sentence, mention.head):
            return  # things do not speak
        acts = self._acts_below(mention)
        if acts and here.tokens[mention.head].tag == "PRP$":
            return  # "its talks": nor do they have any
        over = set(above(here, mention.head))
        for sentence in range(max(0, mention.sentence - 1), mention.sentence + 1):
            for t in view.sentences[sentence].tokens:
                same = sentence == mention.sentence
                if same and (t.i >= mention.head or t.i in over):
                    continue
                if not _thing(t) or (sentence, t.i) in view.mentions or self._says(sentence, t.i):
                    continue
                if not acts or self._moves(t):
                    yield sentence, t.i

    def _moves(self, token: Token) -> bool:
        """Whether a thing does deeds of its own ("the ship … it had entered their waters")."""
        return self._lexicon.coding.items.get(token.lemma, "").partition(".")[0] in MOVING

    def _acts_below(self, mention: Mention) -> bool:
        """Whether a pronoun does a coded deed in a clause that is not the sentence's own."""
        s = self._view.sentences[mention.sentence]
        verb = s.tokens[s.tokens[mention.head].head]
        doing = (mention.sentence, mention.head) in self._view.doers
        return doing and verb.dep not in ("ROOT", "conj")


def _holding(s: Sentence, i: int) -> Iterator[int]:
    """The tokens whose phrases a token stands in, as far as they are not coordinated."""
    while s.tokens[i].head != i and s.tokens[i].dep != "conj":
        i = s.tokens[i].head
        yield i


def _thing(t: Token) -> bool:
    return t.tag in ("NN", "NNP") and t.dep in PLAYERS and not t.ent.endswith("DATE")


def _agrees(t: Token, other: Mention, kind: str) -> bool:
    """Whether a name is in the number of the pronoun."""
    many = t.tag in PLURAL
    if kind == "group":
        return many or other.kind in UNCOUNTED or t.lemma == "police"
    return not many or (kind == "thing" and other.origin == "gazetteer")
