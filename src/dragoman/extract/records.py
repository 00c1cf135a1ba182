"""What extraction hands on: mentions, clause frames, and drafts of events, figures and times.

Drafts point at tokens of a sentence (``sentence`` is an index into ``ParsedReport.sentences``;
token indices count within that sentence; ranges are half-open). `resolve` turns them into the
final records of the model.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from dragoman.model import ActorKind, Bound, TimexType
from dragoman.parse.sentence import ParsedReport


@dataclass(frozen=True, slots=True)
class Mention:
    """A phrase that names an actor or a place.

    Attributes:
        start, end: token range of the whole phrase ("Russian Foreign Minister Sergey Lavrov").
        head: its syntactic head token.
        name: canonical name, or the surface where the gazetteer has none.
        country: ISO alpha-3 of the actor (or place), empty where unknown.
        sector: PLOVER sector, empty where unknown.
        origin: ``gazetteer``, ``ner``, ``role`` (a role noun such as "officials"), ``epithet``
            ("both countries") or ``pronoun``.
        modifier: True where the phrase only modifies another noun ("Russian oil terminals").
        attributes: further words for what the text says of it ("senior", "South Korean").
    """

    sentence: int
    start: int
    end: int
    head: int
    kind: ActorKind
    name: str
    country: str
    sector: str
    origin: str
    entry: str = ""
    office: str = ""
    modifier: bool = False
    attributes: tuple[str, ...] = ()


class Oblique(NamedTuple):
    """A prepositional argument: the preposition ("to", "in_exchange_for") and its head tokens."""

    prep: str
    heads: tuple[int, ...]


class Embedding(NamedTuple):
    """One predicate that a clause stands under.

    ``relation`` is how the lower clause hangs from it: ``ccomp``, ``xcomp``, ``advcl``, ``acl``,
    ``relcl``, ``conj``, ``parataxis``, ``pcomp``, ``noun`` (an event noun under a verb).
    ``marker`` is the subordinator ("if", "that", "after") or empty.
    """

    predicate: int
    lemma: str
    relation: str
    marker: str


@dataclass(frozen=True, slots=True)
class Frame:
    """One clause: a predicate with its arguments and what it stands under.

    All arguments are head tokens, conjuncts expanded; passives are undone (``agent`` is who
    acts, ``patient`` who or what is acted on, whatever the surface subject).

    Attributes:
        index: position in ``ExtractedReport.frames``.
        predicate: token of the verb, event noun or adjective (of the noun in a light verb frame).
        kind: ``verb``, ``noun``, ``light``, ``adjective``.
        lemma: what patterns match on: "send", "carry_out" (particle joined), "visit" (of "pay a
            visit").
        support: token of the light verb, -1 if none.
        dative: indirect objects ("gave *Moscow* shells").
        obliques: prepositional arguments, in order of the text.
        complements: predicate tokens of clausal complements (ccomp, xcomp).
        modal: lemma of the modal ("may", "will"), empty if none.
        tense: ``past``, ``present``, ``future``, or empty for non-finite clauses and nouns.
        aspect: ``perfect``, ``progressive``, ``perfect_progressive`` or empty.
        passive: surface voice.
        embedding: predicates above, nearest first.
        shared: True where the agent was taken over from a higher clause (control, raising,
            coordination, relative).
    """

    index: int
    sentence: int
    predicate: int
    kind: str
    lemma: str
    support: int
    particle: str
    agent: tuple[int, ...]
    patient: tuple[int, ...]
    dative: tuple[int, ...]
    obliques: tuple[Oblique, ...]
    complements: tuple[int, ...]
    negated: bool
    modal: str
    tense: str
    aspect: str
    passive: bool
    embedding: tuple[Embedding, ...]
    shared: bool = False
    question: bool = False

    def oblique(self, *preps: str) -> tuple[int, ...]:
        """Head tokens of all arguments under one of these prepositions."""
        if not self.obliques:
            return ()
        return tuple([h for o in self.obliques if o.prep in preps for h in o.heads])


@dataclass(frozen=True, slots=True)
class ItemDraft:
    """A thing given, moved or used: the head token of its phrase and its class."""

    head: int
    cls: str


@dataclass(frozen=True, slots=True)
class PlaceDraft:
    """Where an event took place, as its sentence tells it.

    Attributes:
        start, end: token range of the words that name it.
        head: head token of the phrase.
        country: ISO alpha-3, empty where none is known.
        told: the one that the words around the name tell ("the Lebanese city of …"), else empty.
        unsure: whether it is a place only if the report names the country of a town so called.
        basis: ``clause`` (its own), ``object`` (what was struck, entered or left), ``clause
            above``, ``participle`` ("Speaking in Brussels, …"), ``there`` (the word itself).
    """

    start: int
    end: int
    head: int
    country: str
    basis: str
    told: str = ""
    unsure: bool = False


@dataclass(frozen=True, slots=True)
class LegDraft:
    """Part of a way: the preposition in words, the token range after it, its head token."""

    way: str
    start: int
    end: int
    head: int


@dataclass(frozen=True, slots=True)
class EventDraft:
    """An event read from a frame by a pattern. Roles are head tokens in ``sentence``.

    ``symmetric`` marks what both sides do ("met", "agreed"), ``announced`` an announcement or a
    demand that is itself the telling ("said it would send aid"), whatever becomes of the act told,
    ``retold`` a noun that takes up an event told before ("the raid"), whose sides stay open here.
    """

    index: int
    frame: int
    sentence: int
    type: str
    mode: str
    context: tuple[str, ...]
    cameo: str
    initiators: tuple[int, ...]
    recipients: tuple[int, ...]
    places: tuple[PlaceDraft, ...]
    items: tuple[ItemDraft, ...]
    in_return_for: tuple[int, ...]
    rule: str
    symmetric: bool = False
    announced: bool = False
    route: tuple[LegDraft, ...] = ()
    retold: bool = False


@dataclass(frozen=True, slots=True)
class QuantityDraft:
    """A figure. ``start:end`` is the token range of figure, bound and unit together.

    Attributes:
        noun: head token of what is counted, -1 if none.
        referent: token range of the counted phrase, or (0, 0).
        subjects: head tokens of whose they are.
        scope: ``new``, ``total``, ``additional``, ``part`` (of a figure told beside it),
            ``derived`` (worked out of a share and its whole), ``rise``, ``fall`` (the size of a
            change, never to be compared with a level) or empty.
        carried: told as the number or toll of something ("put the number at 300").
        same_as: index of the draft before it that tells what this one counts, or whose they are,
            -1 if none.
        whole: index of the draft that a share is of ("half of the 11,000"), -1 if none.
    """

    index: int
    sentence: int
    start: int
    end: int
    low: float | None
    best: float | None
    high: float | None
    bound: Bound
    unit: str
    measure: str
    noun: int
    referent: tuple[int, int]
    subjects: tuple[int, ...]
    scope: str = ""
    carried: bool = False
    same_as: int = -1
    whole: int = -1


@dataclass(frozen=True, slots=True)
class TimeDraft:
    """A time expression, normalised as far as its own words go.

    Attributes:
        value: TIMEX3 value with ``X`` for what only a clock can tell ("XXXX-09", "XXXX-WXX-5").
        relative: how it hangs from a clock, in the small language of `extract.times`
            ("last:month=9", "-1W", "last"), empty for absolute ones.
        frame: the frame whose time it tells, -1 if none.
        role: preposition or function ("on", "since", "until", "by", "for", "as_of", "").
    """

    index: int
    sentence: int
    start: int
    end: int
    timex_type: TimexType
    value: str
    mod: str
    relative: str
    frame: int
    role: str


@dataclass(frozen=True, slots=True)
class ExtractedReport:
    """A report with everything that its clauses assert. Each tuple is in order of the text.

    ``frames[k].index == k``, likewise for drafts.
    """

    parsed: ParsedReport
    mentions: tuple[Mention, ...]
    frames: tuple[Frame, ...]
    events: tuple[EventDraft, ...]
    quantities: tuple[QuantityDraft, ...]
    times: tuple[TimeDraft, ...]
