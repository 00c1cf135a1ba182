"""Clause frames: the one intermediate form that every later rule reads.

A frame is a predicate with its arguments put straight (passives undone, shared subjects found,
light verbs folded into their nouns) and the stack of predicates that it stands under.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from dragoman.extract.arguments import (
    datives,
    is_passive,
    nominal_conjuncts,
    objects,
    obliques,
    passive_doer,
    surface_subject,
    swallowed_dative,
)
from dragoman.extract.light_verbs import (
    carrier_of,
    doer_above,
    joined_lemma,
    light_verb,
    support_of,
)
from dragoman.extract.noun_roles import NounRoles
from dragoman.extract.particles import late_particle, mistaken_particle
from dragoman.extract.records import Embedding, Frame, Mention, Oblique
from dragoman.extract.verb_group import (
    aspect,
    auxiliaries,
    modal,
    negated,
    no_determiner,
    tense,
    told_to,
)
from dragoman.lexicon.coding import Coding, EventNoun
from dragoman.model import ActorKind
from dragoman.parse.sentence import Sentence, Token

HIGHEST = 8
"""How far up the stack of embedding predicates is followed."""

Heads: TypeAlias = tuple[int, ...]
"""Head tokens of a phrase and of those coordinated with it."""

_Active: TypeAlias = tuple[Heads, Heads, Heads]
_Passive: TypeAlias = tuple[Heads, Heads, Heads, list[Oblique]]


def build_frames(
    s: Sentence, mentions: Mapping[int, Mention], coding: Coding, first: int
) -> list[Frame]:
    """Read the frames of one sentence.

    Args:
        mentions: the sentence's mentions by head token, modifiers included.
        first: index of the first frame in the report.

    Returns:
        frames in order of their predicates.
    """
    builder = _Builder(s, mentions, coding)
    frames: list[Frame] = []
    for t in s.tokens:
        frame = None
        index = first + len(frames)
        if t.pos in ("VERB", "AUX") and t.dep not in ("aux", "auxpass"):
            frame = builder.verb(t.i, index)
        elif t.pos in ("NOUN", "PROPN") and t.lemma in coding.event_nouns and not _in_a_date(t):
            frame = builder.noun(t.i, coding.event_nouns[t.lemma], index)
        elif t.pos == "ADJ" and t.lemma in coding.adjectives:
            frame = builder.adjective(t.i, index)
        if frame is not None:
            frames.append(frame)
    return frames


def _in_a_date(t: Token) -> bool:
    """Whether the model reads the token as part of a date ("March 18")."""
    return t.ent.endswith(("-DATE", "-TIME"))


class _Builder:
    """Builds the frames of one sentence."""

    def __init__(self, s: Sentence, mentions: Mapping[int, Mention], coding: Coding) -> None:
        self.s = s
        self.mentions = mentions
        self.coding = coding
        self._steps: dict[int, Embedding | None] = {}
        self.question = s.tokens[-1].text == "?" or (len(s.tokens) > 1 and s.tokens[-2].text == "?")

    def verb(self, v: int, index: int) -> Frame | None:
        """A verb with its particle; its object is left to the noun where the verb is light."""
        s, t = self.s, self.s.tokens[v]
        particle = s.child(v, "prt") or late_particle(s, v, self.coding)
        mistaken = mistaken_particle(s, v, self.coding) if particle is None else None
        particle = mistaken if particle is None else particle
        lemma = t.lemma if particle is None else f"{t.lemma}_{s.tokens[particle].lemma}"
        passive = is_passive(s, v)
        subject = surface_subject(s, v, self.coding)
        heads = self._heads(v, lemma, subject)
        around = obliques(s, v, self.coding)
        if passive:
            agent, patient, dative, around = self._undone(v, heads, around)
        else:
            patient = objects(s, v)
            if mistaken is not None and not patient:
                patient = tuple(
                    h for x in s.kids(mistaken, "pobj") for h in nominal_conjuncts(s, x)
                )
                around = [o for o in around if o.heads != patient]
            agent, patient, dative = self._active(v, lemma, heads, patient)
        for p in patient[:2]:
            if p > v or passive:
                around.extend(obliques(s, p, self.coding))
        around.extend(self._of_money(patient, around))
        helpers = auxiliaries(s, v)
        preps, clauses = s.kids(v, "prep"), s.kids(v, "advcl")
        return Frame(
            index=index,
            sentence=s.index,
            predicate=v,
            kind="verb",
            lemma=lemma,
            support=-1,
            particle=s.tokens[particle].lemma if particle is not None else "",
            agent=tuple(a for a in agent if a != v) if v in agent else agent,
            patient=tuple(p for p in patient if p != v) if v in patient else patient,
            dative=dative,
            obliques=tuple(around),
            complements=(
                *s.kids(v, "ccomp", "xcomp", "pcomp"),
                *[x for p in preps for x in s.kids(p, "pcomp")],
                *[x for x in clauses if told_to(s, x)],
            ),
            negated=negated(s, self.coding, v),
            modal=modal(s, helpers),
            tense=tense(s, v, helpers),
            aspect=aspect(s, v, helpers),
            passive=passive,
            embedding=self._embedding(v),
            shared=subject[1] if subject else False,
            question=self.question,
        )

    def _undone(self, v: int, heads: Heads, around: list[Oblique]) -> _Passive:
        """Who did it, to what and for whom in a passive, and its obliques without the doer."""
        agent = tuple(h for o in around if o.prep == "by" for h in o.heads)
        agent = agent or passive_doer(self.s, around, self.coding)
        around = [o for o in around if o.prep != "by" or not self._actors(o.heads)]
        retained = objects(self.s, v)
        # "was given shells": the subject is the receiver.
        dative, patient = (heads, retained) if retained else ((), heads)
        return agent, patient, dative, around

    def _active(
        self, v: int, lemma: str, heads: Heads, patient: Heads
    ) -> tuple[Heads, Heads, Heads]:
        """Who does it, to what and for whom in an active clause."""
        s, agent = self.s, heads
        if not patient and heads and self._must_have_object(v, lemma, heads):
            agent, patient = (), heads
        patient = patient or self._clausal_object(v)
        dative = datives(s, v) or swallowed_dative(s, v, patient, self.mentions, self.coding)
        return agent, patient, dative

    def _heads(self, v: int, lemma: str, subject: tuple[int, bool] | None) -> tuple[int, ...]:
        """The heads of a clause's subject.

        "A raid on the town, *which* killed ten": the raid killed them, not the town.
        """
        s = self.s
        if subject is None:
            return ()
        head, t = subject[0], s.tokens[subject[0]]
        if lemma in self.coding.harming and s.tokens[v].dep == "relcl" and t.dep == "pobj":
            mention = self.mentions.get(head)
            above = s.tokens[s.tokens[t.head].head]
            thing = mention is None or mention.kind in (ActorKind.PLACE, ActorKind.STATE)
            noun = self.coding.event_nouns.get(above.lemma)
            relative = s.child(v, "nsubj")
            who = relative is not None and s.tokens[relative].lemma == "who"
            if thing and not who and noun is not None and noun.of == "patient":
                return (above.i,)
        return nominal_conjuncts(s, head)

    def _of_money(self, patient: Sequence[int], around: Sequence[Oblique]) -> list[Oblique]:
        """The phrases under what a sum is given in ("got $500 million in loans *from Chad*")."""
        s = self.s
        for p in patient:
            if s.tokens[p].ent.endswith("-MONEY"):
                break
        else:
            return []
        kinds = [h for o in around if o.prep == "in" for h in o.heads if h not in self.mentions]
        return [x for h in kinds if s.tokens[h].pos == "NOUN" for x in obliques(s, h, self.coding)]

    def _clausal_object(self, v: int) -> tuple[int, ...]:
        """The object that the parser made the subject of a clause.

        "commended soldiers deployed to the front": the reduced relative is taken for a clause
        that the verb governs, and the soldiers for its subject.
        """
        s = self.s
        for c in s.kids(v, "ccomp"):
            t = s.tokens[c]
            subject = s.child(c, "nsubj")
            reduced = t.tag in ("VBN", "VBD") and s.child(c, "mark", "aux", "dobj") is None
            if reduced and subject is not None and t.lemma in self.coding.transitive:
                return nominal_conjuncts(s, subject)
        return ()

    def _must_have_object(self, v: int, lemma: str, heads: tuple[int, ...]) -> bool:
        """Whether an object-less clause is a reduced relative that the parser took for active.

        "commended soldiers deployed to the front": a verb that cannot do without an object has
        a thing or a force for its subject, so that subject is what was sent.
        """
        if lemma not in self.coding.transitive or self.s.child(v, "ccomp", "xcomp") is not None:
            return False
        mention = self.mentions.get(heads[0])
        if mention is None:
            return self.s.tokens[heads[0]].lemma in self.coding.items
        return mention.kind in (ActorKind.ARMED_FORCE, ActorKind.GROUP)

    def adjective(self, i: int, index: int) -> Frame | None:
        """A predicative adjective of the lexicon ("responsible for", "opposed to")."""
        s, t = self.s, self.s.tokens[i]
        copula = t.head if t.dep in ("acomp", "oprd", "attr") else -1
        subject = surface_subject(s, copula if copula >= 0 else i, self.coding)
        if subject is None and t.dep == "amod":
            subject = (t.head, True)
        if subject is None:
            return None
        above = copula if copula >= 0 else i
        helpers = auxiliaries(s, above)
        return Frame(
            index=index,
            sentence=s.index,
            predicate=i,
            kind="adjective",
            lemma=t.lemma,
            support=copula,
            particle="",
            agent=nominal_conjuncts(s, subject[0]),
            patient=(),
            dative=(),
            obliques=tuple(obliques(s, i, self.coding)),
            complements=tuple(s.kids(i, "ccomp", "xcomp")),
            negated=negated(self.s, self.coding, above) or negated(self.s, self.coding, i),
            modal=modal(s, helpers),
            tense=tense(s, above, helpers),
            aspect=aspect(s, above, helpers),
            passive=False,
            embedding=self._embedding(above),
            shared=subject[1],
            question=self.question,
        )

    def noun(self, n: int, noun: EventNoun, index: int) -> Frame | None:
        """An event noun with its own arguments and those of a light verb over it."""
        s = self.s
        carrier = carrier_of(s, n, self.coding)
        roles = NounRoles(s, self.mentions, self.coding, n, noun)
        support = support_of(s, carrier, self.coding)
        agent, patient = roles.agent, roles.patient
        around = list(obliques(s, n, self.coding))
        if carrier != n:
            around += obliques(s, carrier, self.coding)
            agent = agent or NounRoles(s, self.mentions, self.coding, carrier, noun).agent
        shared = False
        if support >= 0:
            around.extend(o for o in obliques(s, support, self.coding) if o not in around)
            agent, patient, shared = self._carried(support, n, agent, patient, around)
        elif not agent and noun.inherit:
            agent, shared = doer_above(s, carrier, self.coding), True
        governor = support if support >= 0 else n
        finite = support if support >= 0 else -1
        helpers = auxiliaries(s, finite) if finite >= 0 else []
        return Frame(
            index=index,
            sentence=s.index,
            predicate=n,
            kind="light" if support >= 0 else "noun",
            lemma=s.tokens[n].lemma,
            support=support,
            particle="",
            agent=agent,
            patient=patient,
            dative=(),
            obliques=tuple(around),
            complements=tuple(s.kids(n, "acl", "ccomp", "xcomp")),
            negated=no_determiner(self.s, n)
            or (finite >= 0 and negated(self.s, self.coding, finite)),
            modal=modal(s, helpers),
            tense=tense(s, finite, helpers) if finite >= 0 else "",
            aspect=aspect(s, finite, helpers) if finite >= 0 else "",
            passive=finite >= 0 and is_passive(s, finite),
            embedding=self._embedding(governor),
            shared=shared,
            question=self.question,
        )

    def _carried(
        self, support: int, n: int, agent: Heads, patient: Heads, around: Sequence[Oblique]
    ) -> tuple[Heads, Heads, bool]:
        """Who does it to whom by the light verb too, and whether its subject is a taken-over one.

        Args:
            agent, patient: what the noun tells by itself.
            around: the obliques of both.
        """
        s, coding = self.s, self.coding
        light = light_verb(s, support, n, coding)
        gets = light.lemma in coding.doers.getting and s.tokens[n].lemma in coding.doers.gettable
        # "were engaged in cleansing" is no passive: the preposition's object is the noun.
        passive = is_passive(s, support) and light.lemma == joined_lemma(s, support)
        subject = surface_subject(s, support, coding)
        heads = nominal_conjuncts(s, subject[0]) if subject and not passive else ()
        if passive:
            told = obliques(s, support, coding)
            heads = tuple(h for o in told if o.prep == "by" for h in o.heads)
        if gets:
            agent, patient = agent or patient, heads
        elif light.subject == "patient":
            patient = heads or patient
            agent = agent or tuple(h for o in around if o.prep == "from" for h in o.heads)
        else:
            agent = heads or agent
        return agent, patient, bool(subject and subject[1])

    def _actors(self, heads: Iterable[int]) -> bool:
        return any(h in self.mentions for h in heads)

    def _embedding(self, i: int) -> tuple[Embedding, ...]:
        steps = self._steps
        stack: list[Embedding] = []
        at = i
        while len(stack) < HIGHEST:
            if at not in steps:
                steps[at] = self._step(at)
            step = steps[at]
            if step is None:
                break
            stack.append(step)
            at = step.predicate
        return tuple(stack)

    def _step(self, at: int) -> Embedding | None:
        """The predicate right above a token, ``None`` above the root."""
        s = self.s
        t = s.tokens[at]
        if t.head == at:
            return None
        mark = s.child(at, "mark")
        marker = s.tokens[mark].lemma if mark is not None else self._wh(at)
        up = t.head
        while s.tokens[up].pos in ("ADP", "PART", "SCONJ", "CCONJ", "DET", "PUNCT", "NUM"):
            marker = marker or s.tokens[up].lemma
            if s.tokens[up].head == up:
                break
            up = s.tokens[up].head
        return Embedding(up, joined_lemma(s, up), t.dep, marker)

    def _wh(self, at: int) -> str:
        for c in self.s.children[at]:
            t = self.s.tokens[c]
            if t.dep == "advmod" and t.tag == "WRB":
                return t.lemma
        return ""
