"""What a report has named so far, and how much each of it is in view at a later place.

The weights of salience are those of Lappin and Leass, "An Algorithm for Pronominal Anaphora
Resolution" (Computational Linguistics 20(4), 1994, table 1): recency 100, subject 80, direct object
50, other argument 40, head noun 80, not adverbial 50, halved with each sentence back; 35 for the
same function as the pronoun's. They are taken over as published and were not tuned.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from dragoman.extract.records import ExtractedReport, Frame, Mention
from dragoman.model import Actor
from dragoman.parse.sentence import Sentence

WINDOW: Final = 3
"""Sentences back in which the antecedent of a pronoun or an epithet is looked for."""

SUBJECTS: Final = frozenset({"nsubj", "nsubjpass"})
OBJECTS: Final = frozenset({"dobj", "obj"})
INSIDE: Final = frozenset({"poss", "amod", "compound", "nmod"})

RECENCY: Final = 100
SUBJECT: Final = 80
OBJECT: Final = 50
ARGUMENT: Final = 40
HEAD: Final = 80
NOT_ADVERBIAL: Final = 50
PARALLEL: Final = 35


@dataclass(frozen=True, slots=True)
class Link:
    """An actor that a mention stands for; ``certain`` is False for pronouns and epithets."""

    actor: Actor
    certain: bool = True


Links = dict[tuple[int, int], tuple[Link, ...]]
"""(sentence, head token) → the actors there; two for "both countries"."""


class View:
    """The actors named so far, in order, with the clauses of the report.

    Attributes:
        found: links of the mentions so far.
        recent: names, roles and linked expressions so far, each with its one actor.
        pairs: expressions that stand for two ("both countries"), with these.
        mentions: all mentions of the report by sentence and head token.
        doers: sentence and head token of those who do a coded deed.
        mutual: of those who do one with each other.
    """

    def __init__(self, extracted: ExtractedReport) -> None:
        self.sentences = extracted.parsed.sentences
        self.found: Links = {}
        self.recent: list[tuple[Mention, Actor]] = []
        self._frames: dict[int, list[Frame]] = {}
        for frame in extracted.frames:
            self._frames.setdefault(frame.sentence, []).append(frame)
        self.mentions = {(m.sentence, m.head): m for m in extracted.mentions}
        self.pairs: list[tuple[Mention, tuple[Link, ...]]] = []
        self.doers = {(d.sentence, head) for d in extracted.events for head in d.initiators}
        self.mutual = {
            (d.sentence, head)
            for d in extracted.events
            if d.symmetric
            for head in (*d.initiators, *d.recipients)
        }

    def since(self, sentence: int) -> Sequence[tuple[Mention, Actor]]:
        """What was named from a sentence on, in order of naming."""
        return self.recent[bisect_left(self.recent, sentence, key=lambda r: r[0].sentence) :]

    def frames(self, sentence: int) -> Sequence[Frame]:
        """The clauses of a sentence."""
        return self._frames.get(sentence, ())

    def frame_over(self, sentence: int, i: int) -> Frame | None:
        """The clause that a token stands in: that of the nearest predicate above it."""
        s = self.sentences[sentence]
        by_token = {f.predicate: f for f in self.frames(sentence)}
        at = i
        for _ in range(len(s.tokens)):
            up = s.tokens[at].head
            if up == at:
                return None
            at = up
            if at in by_token:
                return by_token[at]
        return None

    def acting_on(self, mention: Mention) -> set[int]:
        """Heads of those that do something to, with or about the mention in one clause."""
        found: set[int] = set()
        at = mention.head
        for f in self.frames(mention.sentence):
            around = [h for o in f.obliques for h in o.heads]
            if at in (*f.patient, *f.dative, *around):
                found.update(f.agent)
            if at in f.agent:
                found.update((*f.patient, *f.dative))
        return found - {at}

    def acted_on(self, mention: Mention) -> set[int]:
        """Heads of those that the mention does something to or with in one clause."""
        found: set[int] = set()
        for f in self.frames(mention.sentence):
            if mention.head in f.agent:
                with_it = (h for o in f.obliques if o.prep in ("with", "to") for h in o.heads)
                found.update((*f.patient, *f.dative, *with_it))
        return found - {mention.head}

    def order(self, mention: Mention, other: Mention) -> int | None:
        """Sentences from one back to the other; ``None`` where it is not named before."""
        back = mention.sentence - other.sentence
        return None if back < 0 or (back == 0 and other.head >= mention.head) else back

    def salience(self, sentence: int, head: int, mention: Mention) -> int:
        """How much a token is in view at a later mention."""
        s = self.sentences[sentence]
        # What is coordinated is as much in view as the first of the row.
        i = min(chain(s, head), default=head)
        dep = s.tokens[i].dep
        equal = (sentence, head) in self.mutual and dep not in INSIDE
        score = RECENCY
        if dep in SUBJECTS or equal:
            score += SUBJECT
        else:
            score += OBJECT if dep in OBJECTS else ARGUMENT
        adverbial = dep == "pobj" and s.tokens[s.tokens[s.tokens[i].head].head].pos == "VERB"
        if equal or not (dep in INSIDE or _in_phrase(s, i)):
            score += HEAD
        if equal or not adverbial:
            score += NOT_ADVERBIAL
        score >>= mention.sentence - sentence
        here = self.sentences[mention.sentence].tokens[mention.head].dep
        same = (dep in SUBJECTS and here in SUBJECTS) or (dep in OBJECTS and here in OBJECTS)
        return score + (PARALLEL if same else 0)


def _in_phrase(s: Sentence, i: int) -> bool:
    """Whether a token stands inside another noun's phrase ("talks with *Chad*")."""
    up = s.tokens[i].head
    over = s.tokens[s.tokens[up].head]
    return s.tokens[up].dep == "prep" and over.pos in ("NOUN", "PROPN")


def chain(s: Sentence, i: int) -> set[int]:
    """The tokens that a conjunct is coordinated with."""
    found: set[int] = set()
    while s.tokens[i].dep == "conj" and s.tokens[i].head not in found:
        i = s.tokens[i].head
        found.add(i)
    return found


def above(s: Sentence, i: int) -> Iterator[int]:
    """The tokens over a token, nearest first."""
    while s.tokens[i].head != i:
        i = s.tokens[i].head
        yield i
