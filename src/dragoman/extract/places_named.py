"""Which places a noun phrase names: "the town of Merawi", "Larnaca airport", "a base in Chad"."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from dragoman.extract.arguments import nominal_conjuncts, obliques
from dragoman.extract.matching import Clauses
from dragoman.extract.records import Mention, PlaceDraft
from dragoman.lexicon.cities import towns_named
from dragoman.model import ActorKind

KINDS: Final = frozenset({ActorKind.STATE, ActorKind.PLACE, ActorKind.GOVERNMENT})
STATES: Final = frozenset({ActorKind.STATE, ActorKind.GOVERNMENT})
NAMED: Final = frozenset({"gazetteer", "ner"})
TIMES: Final = ("-DATE", "-TIME")
DEEPEST: Final = 4
"""How many phrases down a place is looked for ("on the sidelines of a forum in Munich")."""
MODIFIERS: Final = ("amod", "compound", "nmod", "poss")


class PlacePhrases:
    """Reads the places that the phrases of one sentence name."""

    def __init__(self, c: Clauses) -> None:
        self.c = c
        self.words = c.coding.localities

    def named(self, head: int, basis: str, *, strict: bool = False) -> list[PlaceDraft]:
        """The places that a phrase names.

        Args:
            head: its head token.
            basis: what is kept with each.
            strict: whether only a place's own name or a place noun counts, no state and nothing
                further down ("on Lake Chad").
        """
        return self._named(head, basis, strict=strict, depth=0)

    def below(self, head: int, basis: str) -> list[PlaceDraft]:
        """Where those are whom a phrase names ("guards *near Batken*")."""
        return self._below(head, basis, 0)

    def _named(self, head: int, basis: str, *, strict: bool, depth: int) -> list[PlaceDraft]:
        if depth > DEEPEST:
            return []
        mention = self.c.mentions.get(head)
        token = self.c.s.tokens[head]
        # "the Gulf of Aden", of which the gazetteer may know "the Gulf" only
        sea = token.lemma.lower() in self.words.seas and self._of_follows(head, mention)
        if mention is not None and mention.kind in KINDS and mention.origin in NAMED and not sea:
            if token.pos == "ADJ" or (strict and mention.kind is ActorKind.STATE):
                return []
            return [self._name(mention, basis)]
        if token.lemma.lower() in self.words.nouns:
            return self._place_noun(head, basis, depth)
        if self._may_be_town(head, mention):
            return [PlaceDraft(self._first(head), head + 1, head, "", basis, unsure=True)]
        if strict and depth == 0 and token.lemma.lower() not in self.words.carriers:
            return []
        return self._below(head, basis, depth)

    def _name(self, mention: Mention, basis: str) -> PlaceDraft:
        """A place's own name, with the country that what stands by it tells."""
        s, head = self.c.s, mention.head
        start = mention.start
        while start < head and s.tokens[start].pos == "DET":
            start += 1
        told = "" if mention.kind is ActorKind.STATE else self._told(head)
        return PlaceDraft(start, mention.end, head, told or mention.country, basis, told)

    def _may_be_town(self, head: int, mention: Mention | None) -> bool:
        """Whether a name of no known kind, or taken for another's, may be a town's."""
        token = self.c.s.tokens[head]
        if token.pos != "PROPN" or token.ent.endswith(TIMES):
            return False
        if mention is not None and (mention.origin != "ner" or mention.country or mention.modifier):
            return False
        return bool(towns_named(self.c.s.words(self._first(head), head + 1)))

    def _first(self, head: int) -> int:
        """The first word of a name that ends with its head."""
        s = self.c.s
        own = [c for c in s.children[head] if c < head and s.tokens[c].pos == "PROPN"]
        return min([head, *(c for c in own if s.tokens[c].dep == "compound")])

    def _told(self, head: int) -> str:
        """The country beside a name: "*Moura*, Mali", "*Selydove*, in eastern Ukraine"."""
        s = self.c.s
        for c in s.kids(head, "appos"):
            for place in self._named(c, "", strict=False, depth=DEEPEST - 1):
                if place.country:
                    return place.country
        for c in s.kids(head, "prep"):
            if s.tokens[c].lemma in self.words.below:
                for x in s.kids(c, "pobj"):
                    country = self._state(x)
                    if country:
                        return country
        return ""

    def _state(self, head: int) -> str:
        """The state that a phrase names, or that the region it names is of."""
        mention = self.c.mentions.get(head)
        if mention is not None and mention.kind in KINDS and mention.origin in NAMED:
            return mention.country
        if self.c.s.tokens[head].lemma.lower() not in self.words.nouns:
            return ""
        return next((p.country for p in self._place_noun(head, "", DEEPEST - 1) if p.country), "")

    def _place_noun(self, head: int, basis: str, depth: int) -> list[PlaceDraft]:
        """The places that a place noun names by what stands with it."""
        s = self.c.s
        lemma = s.tokens[head].lemma.lower()
        if self._part_of_name(head):
            return []
        owner, start = self._owner(head)
        if lemma in self.words.borders:
            found = self._border(head, owner, start, basis)
            if found:
                return found
        inner = self._of(head, basis, depth)
        if inner and s.tokens[head].pos == "PROPN" and lemma in self.words.seas:
            return [PlaceDraft(start, max(p.end for p in inner), head, "", basis)]
        if inner:
            told = owner or self._told(head)
            return [replace(p, country=told or p.country, told=told or p.told) for p in inner]
        if self._own_name(head):
            country = owner or self._told(head)
            return [PlaceDraft(start, head + 1, head, country, basis)]
        below = self._below(head, basis, depth)
        beside = [p for c in s.kids(head, "appos") for p in self._apposed(c, basis, depth)]
        if below or beside:
            # "the Syrian town of Idlib", "a base in Djibouti"
            return beside or below
        if owner:
            return [PlaceDraft(start, head + 1, head, owner, basis)]
        if lemma in self.words.open:
            return [PlaceDraft(head, head + 1, head, "", basis)]
        return []

    def _of_follows(self, head: int, mention: Mention | None) -> bool:
        s = self.c.s
        of = next((c for c in s.kids(head, "prep") if s.tokens[c].lemma == "of"), None)
        named = s.tokens[head].pos == "PROPN"
        return named and of is not None and (mention is None or mention.end <= of)

    def _part_of_name(self, head: int) -> bool:
        """Whether a noun is part of the name of somebody ("Islamic *State*")."""
        mention = self.c.mentions.get(head)
        return mention is not None and mention.kind not in KINDS and mention.origin in NAMED

    def _apposed(self, head: int, basis: str, depth: int) -> list[PlaceDraft]:
        return self._named(head, basis, strict=True, depth=depth + 1)

    def _owner(self, head: int) -> tuple[str, int]:
        """The country that the modifiers of a noun tell, and where the phrase begins."""
        s = self.c.s
        country, start = "", head
        for c in s.children[head]:
            if c > head or s.tokens[c].dep not in MODIFIERS:
                continue
            mention = self.c.mentions.get(c)
            if mention is not None and mention.origin != "pronoun" and mention.country:
                country = country or mention.country
            if s.tokens[c].tag != "PRP$":
                start = min(start, *s.subtree(c))
        while start < head and s.tokens[start].pos in ("DET", "PUNCT"):
            start += 1
        return country, start

    def _own_name(self, head: int) -> bool:
        """Whether a proper name stands before a place noun ("*Larnaca* airport")."""
        s = self.c.s
        return any(
            c < head
            and s.tokens[c].dep in ("compound", "nmod")
            and s.tokens[c].pos == "PROPN"
            and not self.is_state(c)
            for c in s.children[head]
        )

    def is_state(self, i: int) -> bool:
        """Whether a token is the head of a state's name."""
        mention = self.c.mentions.get(i)
        return mention is not None and mention.kind is ActorKind.STATE

    def _of(self, head: int, basis: str, depth: int) -> list[PlaceDraft]:
        """ "the coast of *Zambales*", "the city of *Tripoli*", "the north of *Iraq*"."""
        s = self.c.s
        return [
            place
            for c in s.kids(head, "prep")
            if s.tokens[c].lemma == "of"
            for x in s.kids(c, "pobj")
            for y in nominal_conjuncts(s, x)
            for place in self._named(y, basis, strict=False, depth=depth + 1)
            or self._called(head, y, basis)
        ]

    def _called(self, head: int, name: int, basis: str) -> list[PlaceDraft]:
        """ "the town of *Selydove*", whatever the model takes the name for."""
        s = self.c.s
        town = s.tokens[head].lemma.lower() in self.words.called
        if not town or s.tokens[name].pos != "PROPN":
            return []
        return [PlaceDraft(self._first(name), name + 1, name, "", basis)]

    def _border(self, head: int, owner: str, start: int, basis: str) -> list[PlaceDraft]:
        """A border, once for each state that the phrase names."""
        s = self.c.s
        lands = [owner] if owner else []
        end = head + 1
        for c in s.kids(head, "prep"):
            if s.tokens[c].lemma not in self.words.bounds:
                continue
            for x in (y for p in s.kids(c, "pobj") for y in nominal_conjuncts(s, p)):
                country = self._state(x)
                if country:
                    lands.append(country)
                    end = max(end, x + 1)
        # The head tells places apart; the second land's is another token of the same phrase.
        return [
            PlaceDraft(start, end, head + n, land, basis)
            for n, land in enumerate(dict.fromkeys(lands))
        ]

    def _below(self, head: int, basis: str, depth: int) -> list[PlaceDraft]:
        """What stands in a phrase that is no place's itself ("a summit *in Washington*")."""
        s = self.c.s
        carries = s.tokens[head].lemma.lower() in self.words.carriers
        found: list[PlaceDraft] = []
        for prep, heads in obliques(s, head, self.c.coding):
            if prep in self.words.below or (prep == "of" and carries):
                for x in heads:
                    found += self._named(x, basis, strict=False, depth=depth + 1)
        return found
