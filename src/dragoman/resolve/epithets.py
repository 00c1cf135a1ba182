"""Whom an epithet stands for: "both countries", "the island", "the North", "its neighbour".

What states are called and where they lie is data (``coding/epithets.toml``, the neighbours of
`lexicon.countries`). All links are uncertain; where two answers are as good, none is given.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from itertools import combinations
from typing import Final

from dragoman.extract.records import Mention
from dragoman.lexicon import Lexicon
from dragoman.model import Actor, ActorKind
from dragoman.parse.sentence import Sentence
from dragoman.resolve.view import INSIDE, WINDOW, Link, View, chain

JOINED: Final = 4
"""How firmly two sides are told as a pair: "A and B", "A-B talks", "A met with B"."""
DEALING: Final = 3
"""The same of those on two sides of one clause ("A attacked B")."""
ASIDE: Final = 2
"""The same where the clause only modifies ("A, attacked by B, …")."""
TOGETHER: Final = 1
"""The same of the only two of a sentence."""
STEP: Final = 4
"""What one degree of firmness weighs against `BACK`."""
MAIN: Final = 9
"""What it weighs that a report is mostly about the two."""
OWN: Final = 5
"""The same where one of them is out of view: more than that two are told in one sentence."""
CLEARLY: Final = 2
"""How many times as often as any third the two are named then."""
BACK: Final = 3
"""What a sentence further back costs."""
GROUPS: Final = frozenset({ActorKind.ARMED_GROUP, ActorKind.IGO, ActorKind.PARTY})
MODIFYING: Final = frozenset({"acl", "relcl", "advcl", "noun", "pcomp"})
BEHIND: Final = frozenset({"from", "in", "of"})

Named = tuple[Mention, Actor]
Pair = frozenset[str]


class Epithets:
    """Links the epithets of one report."""

    def __init__(self, view: View, lexicon: Lexicon, state: Callable[[str], Actor]) -> None:
        self._view = view
        self._words = lexicon.epithets
        self._countries = lexicon.world.countries
        self._state = state

    def of(self, mention: Mention) -> tuple[Link, ...]:
        """The actors that an epithet stands for; none where the report does not tell."""
        kind, *what = mention.attributes
        if kind == "compass":
            found = self._compass(mention)
        elif kind == "dual":
            found = self._dual(mention, what[0])
        elif kind == "other":
            found = self._other(mention, what[0])
        else:
            found = self._one(mention, what[0] if what else "")
        return tuple(Link(actor, certain=False) for actor in found)

    def body(self, mention: Mention, kinds: frozenset[ActorKind]) -> tuple[Link, ...]:
        """ "The bloc", "the group": the last body of these kinds; none of two in one sentence."""
        for back in range(WINDOW):
            near = {
                actor.id: actor
                for other, actor in self._before(mention)
                if mention.sentence - other.sentence == back
                and actor.kind in kinds
                and other.origin in ("gazetteer", "ner")
                and other.head not in self._view.acting_on(mention)
            }
            if near:
                return tuple(Link(a, False) for a in near.values()) if len(near) == 1 else ()
        return ()

    def _before(self, mention: Mention) -> Iterable[Named]:
        """Who was named before, in view, and does not act on the mention in its own clause."""
        mates = self._view.acting_on(mention)
        for other, actor in self._view.since(mention.sentence - WINDOW):
            back = self._view.order(mention, other)
            if back is None or other.origin == "pronoun":
                continue
            if back == 0 and mates & {other.head, *chain(self._sentence(other), other.head)}:
                continue
            yield other, actor

    def _sentence(self, mention: Mention) -> Sentence:
        return self._view.sentences[mention.sentence]

    # One state

    def _one(self, mention: Mention, called: str) -> tuple[Actor, ...]:
        """The state most in view of those that the epithet fits."""
        fitting = self._words.called.get(called)
        weights: dict[str, int] = {}
        for other, actor in self._before(mention):
            code = actor.country
            if code and (fitting is None or code in fitting):
                weight = self._view.salience(other.sentence, other.head, mention)
                weights[code] = max(weights.get(code, 0), weight)
        ranked = sorted(weights, key=lambda c: -weights[c])
        if not ranked or (len(ranked) > 1 and weights[ranked[0]] == weights[ranked[1]]):
            return ()
        return (self._state(ranked[0]),)

    def _compass(self, mention: Mention) -> tuple[Actor, ...]:
        """The half of the pair of states that the report names last before, else anywhere."""
        halves = self._words.compass[mention.name]
        pairs = list(zip(*self._words.compass.values(), strict=True))
        named = [a.country for _, a in self._view.recent]
        named += [m.country for m in self._view.mentions.values()]
        for country in [*reversed(named[: len(self._view.recent)]), *named]:
            for at, pair in enumerate(pairs):
                if country in pair:
                    return (self._state(halves[at]),)
        return ()

    def _other(self, mention: Mention, noun: str) -> tuple[Actor, ...]:
        """ "Its neighbour", "its rival": the only other state in view, beside it if it must be."""
        s = self._view.sentences[mention.sentence]
        owner = s.child(mention.head, "poss")
        owners = self._view.found.get((mention.sentence, owner), ()) if owner is not None else ()
        own = {link.actor.country for link in owners if link.actor.country}
        if len(own) != 1:
            return ()
        home = own.pop()
        beside = self._countries[home].neighbours if home in self._countries else frozenset()
        told = self._behind(mention)
        others = [told] if told else self._in_view(mention, home)
        if noun in self._words.borders:
            others = [c for c in others if c in beside]
        return (self._state(others[0]),) if len(others) == 1 else ()

    def _behind(self, mention: Mention) -> str:
        """The state that a preposition right behind tells ("his counterpart *from Senegal*")."""
        s = self._view.sentences[mention.sentence]
        after = mention.head + 1
        if after >= len(s.tokens) or s.tokens[after].lemma not in BEHIND:
            return ""
        at = s.child(after, "pobj")
        named = None if at is None else self._view.mentions.get((mention.sentence, at))
        return named.country if named is not None else ""

    def _in_view(self, mention: Mention, home: str) -> list[str]:
        """The other states of the nearest sentence that names any."""
        for back in range(WINDOW):
            near = [
                a.country
                for m, a in self._before(mention)
                if mention.sentence - m.sentence == back and a.country not in ("", home)
            ]
            if near:
                return list(dict.fromkeys(near))
        return []

    # Two

    def _dual(self, mention: Mention, noun: str) -> tuple[Actor, ...]:
        """The pair that is told most firmly and last."""
        sides = self._sides(mention, groups=noun in self._words.parties)
        weights: dict[Pair, int] = {}
        for back in range(WINDOW + 1):
            for pair, firm in self._pairs(mention.sentence - back, sides).items():
                weight = STEP * firm - BACK * back
                weights[pair] = max(weights.get(pair, weight), weight)
        main = self._most_told(mention)
        if main in weights:
            # A mediation told in between does not turn "both armies" into the mediators'.
            weights[main] += MAIN
        elif main and main <= {key for _, _, key in sides}:
            weights[main] = MAIN
        elif main and not main & self._acting_on(mention):
            weights.setdefault(main, OWN)
        if noun in self._words.borders:
            weights = {pair: n for pair, n in weights.items() if self._adjoin(pair)}
        ranked = sorted(weights, key=lambda p: -weights[p])
        if not ranked or (len(ranked) > 1 and weights[ranked[0]] == weights[ranked[1]]):
            return ()
        actors = {key: actor for _, actor, key in sides}
        for country in sorted(ranked[0] - actors.keys()):
            actors[country] = self._state(country)
        order = dict.fromkeys([*(key for _, _, key in sides), *actors])
        return tuple(actors[key] for key in order if key in ranked[0])

    def _acting_on(self, mention: Mention) -> set[str]:
        """Countries of those who do something to the mention in its clause."""
        links = (
            self._view.found.get((mention.sentence, head), ())
            for head in self._view.acting_on(mention)
        )
        return {link.actor.country for row in links for link in row}

    def _most_told(self, mention: Mention) -> Pair:
        """The two states that the report has named clearly more often than any third; else none."""
        told = self._view.since(0)
        counts = Counter(
            a.country
            for m, a in told
            if a.country and m.sentence <= mention.sentence and m.origin != "pronoun"
        ).most_common(3)
        third = counts[2][1] if len(counts) > 2 else 0
        clear = len(counts) > 1 and counts[1][1] >= CLEARLY * max(third, 1)
        return frozenset(key for key, _ in counts[:2]) if clear else frozenset()

    def _sides(self, mention: Mention, *, groups: bool) -> list[tuple[Mention, Actor, str]]:
        """Who may be one of two: states by their people, groups and bodies by themselves."""
        found: list[tuple[Mention, Actor, str]] = []
        for other, actor in self._before(mention):
            if groups and actor.kind in GROUPS:
                found.append((other, actor, actor.id))
            elif actor.country and actor.kind is not ActorKind.MEDIUM:
                found.append((other, self._state(actor.country), actor.country))
        return found

    def _adjoin(self, pair: Pair) -> bool:
        one, other = sorted(pair)
        return one in self._countries and other in self._countries[one].neighbours

    def _pairs(self, sentence: int, sides: list[tuple[Mention, Actor, str]]) -> dict[Pair, int]:
        """The pairs of a sentence with how firmly they are told."""
        here = [(m, key) for m, _, key in sides if m.sentence == sentence]
        if not here:
            return {}
        found: dict[Pair, int] = {}
        s = self._view.sentences[sentence]
        keys = {key for _, key in here}
        if len(keys) == 2:
            found[frozenset(keys)] = TOGETHER
        at = {m.head: key for m, key in here}
        rows: dict[int, set[str]] = {}
        for m, key in here:
            rows.setdefault(min(chain(s, m.head), default=m.head), set()).add(key)
        for row in rows.values():
            if len(row) == 2:
                found[frozenset(row)] = JOINED
        for (one, first), (other, second) in combinations(here, 2):
            hyphen = other.head - one.head == 2 and s.tokens[one.head + 1].text in ("-", "–")
            if hyphen and first != second:
                found[frozenset((first, second))] = JOINED
        for f in self._view.frames(sentence):
            done = {at[h] for h in (*f.patient, *f.dative, *_around(f.obliques)) if h in at}
            done |= {
                at[h] for h in at if s.tokens[h].dep in INSIDE and s.tokens[h].head in f.patient
            }
            doing = {at[h] for h in f.agent if h in at}
            joined = {
                at[h] for o in f.obliques if o.prep in ("with", "and") for h in o.heads if h in at
            }
            for one_key in doing:
                for other_key in done - {one_key}:
                    pair = frozenset((one_key, other_key))
                    aside = bool(f.embedding) and f.embedding[0].relation in MODIFYING
                    firm = JOINED if other_key in joined else ASIDE if aside else DEALING
                    found[pair] = max(found.get(pair, 0), firm)
        return found


def _around(obliques: Iterable[tuple[str, tuple[int, ...]]]) -> Iterable[int]:
    return (h for _, heads in obliques for h in heads)
