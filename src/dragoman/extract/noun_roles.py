"""Which of an event noun's modifiers act and which are acted on."""

from __future__ import annotations

from collections.abc import Mapping

from dragoman.extract.arguments import conjuncts, nominal_conjuncts, obliques
from dragoman.extract.records import Mention
from dragoman.lexicon.coding import Coding, EventNoun
from dragoman.model import ActorKind
from dragoman.parse.sentence import Sentence

THINGS = frozenset({ActorKind.FIRM, ActorKind.ORGANISATION, ActorKind.PLACE, ActorKind.MEDIUM})
"""What stands before an event noun as that on which it was done ("the bank raid")."""


class NounRoles:
    """Which of an event noun's modifiers act and which are acted on."""

    def __init__(
        self,
        s: Sentence,
        mentions: Mapping[int, Mention],
        coding: Coding,
        n: int,
        noun: EventNoun,
    ) -> None:
        self._s, self._mentions, self._noun = s, mentions, noun
        self.agent: tuple[int, ...] = ()
        self.patient: tuple[int, ...] = ()
        around = obliques(s, n, coding)
        for o in around:
            if o.prep in ("by", "between", "among"):
                self._add("agent", o.heads)
                self._beside_by(o.heads, coding)
        owner = s.child(n, "poss")
        if owner is not None:
            told = any(o.prep == "of" for o in around)
            role = "agent" if told and noun.of == "patient" else noun.poss
            self._add(role, nominal_conjuncts(s, owner))
        for c in s.children[n]:
            if s.tokens[c].dep in ("compound", "amod", "nmod") and c < n:
                self._modifier(c)
        for o in obliques(s, n, coding):
            if o.prep == "of":
                role = noun.of
                self._beside_of(o.heads, coding)
                if role == "agent" and self.agent and owner is not None:
                    role = "patient"
                self._add(role, o.heads)

    def _beside_of(self, heads: tuple[int, ...], coding: Coding) -> None:
        """What the parser hung from the "of" phrase ("the arrest of a *priest by soldiers*")."""
        for head in heads:
            for o in obliques(self._s, head, coding):
                if o.prep in ("by", "between") and not self.agent:
                    self._add("agent", o.heads)

    def _beside_by(self, heads: tuple[int, ...], coding: Coding) -> None:
        """What the parser hung from who acts ("the seizure by *Chad* of a *trawler*").

        A state's own name takes no "of" phrase.
        """
        for head in heads:
            mention = self._mentions.get(head)
            state = mention is not None and mention.kind is ActorKind.STATE
            if state and self._noun.of == "patient":
                for o in obliques(self._s, head, coding):
                    if o.prep == "of":
                        self._add("patient", o.heads)

    def _modifier(self, c: int) -> None:
        s, mention = self._s, self._mentions.get(c)
        heads = tuple(h for h in conjuncts(s, c) if h in self._mentions) or (c,)
        linked = [x for x in s.children[c] if x in self._mentions and s.tokens[x].dep != "conj"]
        if mention is None and linked:
            mention, heads = self._mentions[linked[0]], tuple(linked)
        if mention is not None and mention.origin == "role" and not mention.country:
            self._add("patient", (c,))  # "troop deployment"
        elif mention is not None and mention.kind is not ActorKind.MEDIUM:
            dyad = tuple(dict.fromkeys([*linked, *heads])) if linked else heads
            if self._topic(c, mention):
                return
            if (
                s.tokens[c].dep == "amod"
                or s.tokens[c].pos == "ADJ"
                or mention.kind is ActorKind.IGO
            ):
                self._add("agent", dyad)
            else:
                acted_on = self._noun.of == "patient" and mention.kind in THINGS
                role = "agent" if self._noun.compound == "topic" else self._noun.compound
                self._add("patient" if acted_on else role, dyad)
        elif s.tokens[c].pos in ("NOUN", "PROPN") and mention is None:
            self._add("patient", (c,))

    def _topic(self, c: int, mention: Mention) -> bool:
        """Whether a modifier only tells what it is about or where it is held.

        "The Chad inquiry" is about Chad, since Chad's own would be the Chadian inquiry; "U.S." and
        "UN" have no such adjective. Meetings are called after their places.
        """
        if self._noun.compound == "topic":
            text = self._s.tokens[c].text
            named = self._s.tokens[c].pos == "PROPN" and not (text.isupper() or "." in text)
            return named and mention.kind in (ActorKind.STATE, ActorKind.PLACE)
        return self._noun.of == "agent" and mention.kind is ActorKind.PLACE

    def _add(self, role: str, heads: tuple[int, ...]) -> None:
        if role == "agent":
            self.agent = (*self.agent, *(h for h in heads if h not in self.agent))
        elif role == "patient":
            self.patient = (*self.patient, *(h for h in heads if h not in self.patient))
