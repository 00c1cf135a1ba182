"""A sentence as event patterns look at it: its phrases, actors, items, and slots of its frames."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from dragoman.extract.arguments import nominal_conjuncts
from dragoman.extract.designation import is_designated
from dragoman.extract.phrases import ANOTHER
from dragoman.extract.records import Frame, Mention
from dragoman.lexicon.coding import Coding
from dragoman.model import ActorKind
from dragoman.parse.sentence import Sentence

DEEPEST: Final = 3
"""How many modifiers down an actor is looked for inside a phrase ("homes of people in Gaza")."""

INNER: Final = frozenset({"poss", "compound", "amod", "nmod", "appos"})
INNER_PREPS: Final = frozenset(
    {
        "of",
        "in",
        "from",
        "at",
        "against",
        "by",
        "with",
        "on",
        "to",
        "for",
        "near",
        "between",
        "throughout",
        "across",
        "around",
        "inside",
        "outside",
    }
)
OWNING: Final = frozenset({"of", "from", "for"})
"""Prepositions of whose somebody is ("negotiators *for* Chad and Mali")."""
LEAN_PREPS: Final = frozenset({"of", "in", "from", "at"})
HYPHENS: Final = frozenset({"-", "–"})
NOT_ACTORS: Final = frozenset({ActorKind.MEDIUM})


@dataclass(frozen=True, slots=True)
class Clauses:
    """One sentence with its mentions and frames, as patterns look at it.

    Attributes:
        mentions: by head token.
        frames: by predicate token (the light verb's token too).
    """

    s: Sentence
    mentions: Mapping[int, Mention]
    frames: Mapping[int, Frame]
    coding: Coding

    def actors(self, head: int, depth: int = 0) -> list[int]:
        """Heads of the actors that a phrase names: itself, else those inside it."""
        mention = self.mentions.get(head)
        if mention is not None and mention.origin == "role":
            pair = self._coordinated_owners(head)
            if pair:
                return pair
        if mention is not None and (mention.country or mention.origin != "role" or depth):
            return [head]
        if mention is not None and ANOTHER in mention.attributes:
            return [head]  # "US allies" are not the US
        if mention is not None and depth == 0:
            inside = self.inside(head, 1)
            return inside if inside and self.mentions[inside[0]].country else [head]
        return self.inside(head, depth + 1) if depth < DEEPEST else []

    def _coordinated_owners(self, head: int) -> list[int]:
        """ "Turkish and Syrian forces", "leaders of Chad and Mali": one noun, two sides."""
        s = self.s
        of = [
            x
            for p in s.kids(head, "prep")
            if s.tokens[p].lemma in OWNING
            for x in s.kids(p, "pobj")
        ]
        for c in (*s.children[head], *of):
            inside = s.tokens[c].dep in ("amod", "compound", "nmod", "poss", "pobj")
            if inside and c in self.mentions:
                both = [x for x in nominal_conjuncts(s, c) if x in self.mentions]
                if len(both) > 1 and all(self._is_body(self.mentions[x]) for x in both):
                    return both
        return []

    @staticmethod
    def _is_body(mention: Mention) -> bool:
        """Whether a name is of a state or a body of states, which has leaders and envoys."""
        return bool(mention.country) or mention.kind is ActorKind.IGO

    def inside(self, head: int, depth: int) -> list[int]:
        """Heads of the actors among a phrase's modifiers, else in its prepositional phrases."""
        s = self.s
        if s.tokens[head].lemma in self.coding.doers.relational:
            return []  # "a U.S. ally" is not the United States
        spare: list[int] = []
        for c in reversed(s.children[head]):
            if s.tokens[c].dep in INNER:
                found = self.actors(c, depth)
                found = [x for f in found for x in self._row(f)]
                if s.tokens[c].dep == "compound" and self.item(head):
                    found = [x for x in found if not self._carried(x)]
                if any(self.mentions[x].country for x in found):
                    return found
                spare = spare or found
        return spare or self.inside_preps(head, depth)

    def _carried(self, head: int) -> bool:
        """Whether a thing only carries these people ("a passenger ferry", "with 64 people")."""
        named = self.mentions[head]
        carried = self.coding.doers.carried
        return named.origin == "role" and not named.country and named.sector in carried

    def _row(self, head: int) -> list[int]:
        """An actor with those joined to it by a conjunction or a hyphen ("*Chad-Sudan* border")."""
        s = self.s
        row = [x for x in nominal_conjuncts(s, head) if self._actor(x)]
        joined = [
            c
            for c in s.kids(head, "compound", "nmod", "amod")
            if self._actor(c) and s.tokens[c + 1].text in HYPHENS and c + 2 == head
        ]
        return [*joined, *row]

    def inside_preps(self, head: int, depth: int) -> list[int]:
        """Heads of the actors in the prepositional phrases of a phrase."""
        s = self.s
        for c in s.children[head]:
            t = s.tokens[c]
            if t.dep == "prep" and t.lemma in INNER_PREPS:
                for pobj in s.kids(c, "pobj"):
                    found = [
                        a
                        for x in nominal_conjuncts(s, pobj)
                        for a in (self.actors(x, depth + 1) if depth < DEEPEST else [])
                    ]
                    if t.lemma == "with" and self.item(head):
                        found = [x for x in found if not self._carried(x)]
                    if found:
                        return found
        return []

    def _actor(self, head: int) -> bool:
        return head in self.mentions

    def all_actors(self, heads: Sequence[int], *, media: bool = False) -> tuple[int, ...]:
        """Actors of several phrases, in order, none twice.

        Args:
            media: whether journalists count, to whom things are done as to other people.
        """
        found: dict[int, None] = {}
        for head in heads:
            for actor in self.actors(head):
                if self._acts(self.mentions[actor], media=media):
                    found[actor] = None
        known = tuple(a for a in found if not self.bare_role(a))
        return known or tuple(found)

    def is_actor(self, head: int) -> bool:
        """Whether a phrase names an actor itself, or measures one ("thousands of Serbs")."""
        if self.s.tokens[head].lemma in self.coding.measure_nouns:
            of = self._measured(head)
            return of is not None and self.is_actor(of)
        mention = self.mentions.get(head)
        return mention is not None and self._acts(mention, media=False)

    @staticmethod
    def _acts(mention: Mention, *, media: bool) -> bool:
        """Whether a mention takes part: a paper is a source, its journalists are people."""
        return mention.kind not in NOT_ACTORS or (media and mention.origin == "role")

    def is_pair(self, head: int) -> bool:
        """Whether an actor stands for two, itself or by whose it is ("*both states'* envoys")."""
        owners = (self.mentions.get(c) for c in self.s.kids(head, "poss"))
        return any(m is not None and "dual" in m.attributes for m in (self.mentions[head], *owners))

    def owner_by_pronoun(self, head: int) -> bool:
        """Whether an actor is a mere "its", "their" within another phrase."""
        return self.s.tokens[head].dep == "poss" and self.mentions[head].origin == "pronoun"

    def bare_role(self, head: int) -> bool:
        """A role noun or a place that no country is told of ("the workers", "the summit")."""
        mention = self.mentions[head]
        vague = mention.origin == "role" or mention.kind is ActorKind.PLACE
        return vague and not mention.country

    def apart(self, one: Sequence[int], other: Sequence[int]) -> bool:
        """Whether two sides may be of two countries: neither of none, nor both of one."""
        if not one or not other:
            return True  # a pair stands for both
        if all(map(self.bare_role, one)) or all(map(self.bare_role, other)):
            return False
        first, second = ({self.mentions[x].country for x in side} for side in (one, other))
        return first != second or "" in first

    def item(self, head: int) -> str:
        """The item class of a phrase by its head, with the modifier before it; empty if none."""
        s, items = self.s, self.coding.items
        lemma = s.tokens[head].lemma
        if s.tokens[head].ent.endswith("-MONEY"):
            return "money"
        for c in s.children[head]:
            if c < head and s.tokens[c].dep in ("amod", "compound", "nmod"):
                two = f"{s.tokens[c].lemma} {lemma}"
                if two in items:
                    return items[two]
                if c >= 2 and s.tokens[c - 1].text == "-":
                    hyphened = f"{s.tokens[c - 2].lemma}-{s.tokens[c].lemma} {lemma}"
                    if hyphened in items:
                        return items[hyphened]
        if is_designated(s, head) and f"# {lemma}" in items:
            return items[f"# {lemma}"]
        if lemma in self.coding.measure_nouns:
            of = self._measured(head)
            if of is None:
                return items.get(lemma, "")
            # "a round of talks" is no ammunition.
            told = self.s.tokens[of].lemma in self.coding.event_nouns
            return self.item(of) or ("" if told else items.get(lemma, ""))
        return items.get(lemma, "")

    def _measured(self, head: int) -> int | None:
        """What a measure noun measures ("a batch of *vaccines*")."""
        for c in self.s.kids(head, "prep"):
            if self.s.tokens[c].lemma == "of":
                return self.s.child(c, "pobj")
        return None

    def words(self, head: int) -> set[str]:
        """Lemma of a head, with each modifier before it, and of an "of" phrase below."""
        s = self.s
        lemma = s.tokens[head].lemma
        found = {lemma}
        for c in s.children[head]:
            if c < head and s.tokens[c].dep in ("amod", "compound", "nmod"):
                found.add(f"{s.tokens[c].lemma} {lemma}")
        of = self._measured(head) if lemma in self.coding.measure_nouns else None
        if of is not None:
            found.add(f"{lemma} of {s.tokens[of].lemma}")
            found |= self.words(of)
        return found
