"""From mentions to canonical actors inside one report: names, titles, epithets, pronouns.

No coreference model is used. Full names, surnames, titles and epithets are linked by rule;
links by pronoun and by epithet are marked uncertain, and where two antecedents are as good as
each other none is taken.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from dragoman.extract.records import ExtractedReport, Mention
from dragoman.lexicon import Lexicon
from dragoman.model import Actor, ActorKind, Evidence, Office, PartialDate, Span
from dragoman.parse.sentence import Sentence
from dragoman.resolve.names import NameBook

WINDOW: Final = 3
"""Sentences back in which the antecedent of a pronoun or an epithet is looked for."""

COUNTERPART: Final = "counterpart"
"""The role noun that takes its office from its owner ("his Japanese counterpart")."""

NEXT_TO: Final = 2
"""Tokens between a name and a possessive that make the name its likeliest antecedent."""

STATES: Final = frozenset({ActorKind.STATE, ActorKind.GOVERNMENT})
BODIES: Final = STATES | {
    ActorKind.IGO, ActorKind.ORGANISATION, ActorKind.ARMED_FORCE, ActorKind.ARMED_GROUP,
    ActorKind.PARTY, ActorKind.FIRM,
}  # fmt: skip
NAMED_BY_ROLE: Final = frozenset(
    {ActorKind.UNNAMED, ActorKind.PERSON, ActorKind.OFFICE, ActorKind.GROUP}
)
"""Kinds whose role noun says more than their sector ("prisoners", not "civilians")."""
PEOPLE: Final = frozenset({ActorKind.PERSON, ActorKind.OFFICE, ActorKind.UNNAMED})
SUBJECTS: Final = frozenset({"nsubj", "nsubjpass"})


@dataclass(frozen=True, slots=True)
class Link:
    """An actor that a mention stands for; ``certain`` is False for pronouns and epithets."""

    actor: Actor
    certain: bool = True


Links = dict[tuple[int, int], tuple[Link, ...]]
"""(sentence, head token) → the actors there; two for "both countries"."""


def link_actors(extracted: ExtractedReport, lexicon: Lexicon) -> Links:
    """Link every mention of a report to its actor, as far as the report tells.

    Returns:
        links by sentence and head token; a mention that stays open has none.
    """
    return _Linker(extracted, lexicon).links()


class _Linker:
    """Walks the mentions in order and keeps what has been named so far."""

    def __init__(self, extracted: ExtractedReport, lexicon: Lexicon) -> None:
        self.extracted = extracted
        self.lexicon = lexicon
        self.sentences = extracted.parsed.sentences
        self.report_id = extracted.parsed.report.id
        self.book = NameBook(extracted.mentions, self.sentences)
        self.found: Links = {}
        self.recent: list[tuple[Mention, Actor]] = []
        self.ids: dict[tuple[str, ActorKind, str], str] = {}
        published = extracted.parsed.report.published_at
        self.when: date | None = published.latest or published.earliest

    def links(self) -> Links:
        ordered = sorted(self.extracted.mentions, key=lambda m: (m.sentence, m.start, m.head))
        for mention in ordered:
            links = self._link(mention)
            if links:
                self.found[mention.sentence, mention.head] = links
                if len(links) == 1 and not (mention.modifier and mention.origin == "role"):
                    self.recent.append((mention, links[0].actor))
        return self.found

    def _link(self, mention: Mention) -> tuple[Link, ...]:
        if mention.origin == "pronoun":
            return self._pronoun(mention)
        if mention.origin == "epithet":
            return self._epithet(mention)
        if mention.origin == "role":
            return self._role(mention)
        named = self.book.full(mention)
        if named.name == self.lexicon.world.country_name(named.country):
            # "Pyongyang", "the Kremlin": the government, which we count as its state.
            return (Link(self._state(named.country)),)
        offices = self._offices(named, mention)
        return (Link(self._actor(named.name, named.kind, named.country, named.sector, offices)),)

    def _actor(
        self,
        name: str,
        kind: ActorKind,
        country: str,
        sector: str,
        offices: tuple[Office, ...] = (),
    ) -> Actor:
        key = (name, kind, country)
        if key not in self.ids:
            self.ids[key] = Actor.make_id(*key)
        return Actor(
            id=self.ids[key],
            report_id=self.report_id,
            name=name,
            kind=kind,
            country=country,
            sector=sector,
            offices=offices,
        )

    def _offices(self, named: Mention, mention: Mention) -> tuple[Office, ...]:
        """The office that the text gives, else the one that the dated table gives for the day."""
        if named.kind is not ActorKind.PERSON:
            return ()
        titles = {m.office for m in (named, mention) if m.office}
        held = [
            Office(e.office, e.country, PartialDate.between(e.start, e.end, "lexicon"))
            for e in self.lexicon.people.get(named.entry, ())
            if e.office and (e.office in titles or (self.when is not None and e.holds(self.when)))
        ]
        told = {o.title for o in held}
        return (*held, *(Office(t, named.country) for t in sorted(titles - told)))

    def _role(self, mention: Mention) -> tuple[Link, ...]:
        """A role noun: composed with its country, else tied to one named before."""
        country = mention.country
        certain = True
        if not country:
            owner = self._owner(mention)
            if owner is not None and owner.actor.kind is ActorKind.IGO:
                return (owner,)  # "the United Nations … its peacekeepers": they act for it
            if owner is not None:
                country, certain = owner.actor.country, owner.certain
        if not country:
            return self._definite(mention)
        if mention.name.split()[-1] == COUNTERPART:
            office = self._office_of(self._owner(mention))
            if office:
                state = self.lexicon.world.country_name(country) or country
                name = f"{office} of {state}"
                actor = self._actor(name, ActorKind.OFFICE, country, mention.sector or "GOV")
                return (Link(actor, certain),)
        return (Link(self._composed(mention, country), certain),)

    def _composed(self, mention: Mention, country: str) -> Actor:
        """The actor of a country and a role ("South Korean officials")."""
        state = self.lexicon.world.country_name(country) or country
        if mention.kind is ActorKind.OFFICE and mention.office:
            return self._actor(f"{mention.office} of {state}", ActorKind.OFFICE, country,
                               mention.sector)  # fmt: skip
        epithets = self.lexicon.epithets
        if mention.kind is ActorKind.GOVERNMENT and mention.name not in epithets.plain_government:
            # A ministry is a body of its own: what it says is not said by the whole government.
            return self._actor(f"{mention.name} of {state}", mention.kind, country, mention.sector)
        sector = epithets.sector_names.get(mention.sector, "")
        if mention.kind in NAMED_BY_ROLE or not sector:
            name = f"{self._role_name(mention)} of {state}"
            group = mention.kind is ActorKind.GROUP
            kind = ActorKind.GROUP if group else ActorKind.UNNAMED
            return self._actor(name, kind, country, mention.sector)
        return self._actor(f"{sector} of {state}", mention.kind, country, mention.sector)

    def _role_name(self, mention: Mention) -> str:
        """A role as the report names it: groups in the plural ("fishermen")."""
        told = _plain_role(mention)
        t = self.sentences[mention.sentence].tokens[mention.head]
        if mention.kind is not ActorKind.GROUP or t.tag not in ("NNS", "NNPS"):
            return told
        return " ".join([*told.split()[:-1], t.text.lower()])

    @staticmethod
    def _office_of(owner: Link | None) -> str:
        """The title of an office holder ("foreign minister"), empty for anybody else."""
        if owner is None:
            return ""
        if owner.actor.kind is ActorKind.OFFICE:
            return owner.actor.name.rpartition(" of ")[0]
        return owner.actor.offices[0].title if owner.actor.offices else ""

    def _owner(self, mention: Mention) -> Link | None:
        """The possessor of a role noun ("its forces", "his foreign minister")."""
        s = self.sentences[mention.sentence]
        owner = s.child(mention.head, "poss")
        if owner is None:
            return None
        links = self.found.get((mention.sentence, owner), ())
        return links[0] if len(links) == 1 else None

    def _definite(self, mention: Mention) -> tuple[Link, ...]:
        """ "the minister", "the troops": the last one of that role, if it was named before."""
        s = self.sentences[mention.sentence]
        determiners = {s.tokens[c].lemma for c in s.children[mention.head]}
        if determiners & {"the", "this", "these", "those", "that"}:
            for other, actor in reversed(self.recent):
                if mention.sentence - other.sentence > 2 * WINDOW:
                    break
                same = other.origin == "role" and f" {other.name}".endswith(f" {mention.name}")
                office = bool(mention.office) and mention.office in (
                    other.office, *(o.title for o in actor.offices))  # fmt: skip
                if same or office:
                    return (Link(actor, certain=False),)
        if mention.kind in (ActorKind.UNNAMED, ActorKind.GROUP, ActorKind.OFFICE):
            name = _plain_role(mention)
            return (Link(self._actor(name, ActorKind.UNNAMED, "", mention.sector)),)
        return ()

    def _epithet(self, mention: Mention) -> tuple[Link, ...]:
        if mention.country:
            return (Link(self._actor(mention.name, mention.kind, mention.country, "")),)
        if "dual" in mention.attributes:
            states = self._last_states(mention, 2)
            return tuple(Link(a, certain=False) for a in states) if len(states) == 2 else ()
        states = self._last_states(mention, 1)
        return (Link(states[0], certain=False),) if states else ()

    def _last_states(self, mention: Mention, count: int) -> list[Actor]:
        """The countries most in view just before, as their states, in order of naming."""
        weights: dict[str, int] = {}
        for other, actor in self._since(mention.sentence - WINDOW):
            back = mention.sentence - other.sentence
            if not actor.country or other.origin == "pronoun":
                continue
            if back == 0 and other.head >= mention.head:
                continue
            t = self.sentences[other.sentence].tokens[other.head]
            weight = WINDOW + 1 - back + (2 if t.dep in SUBJECTS else 0)
            weights[actor.country] = weights.get(actor.country, 0) + weight
        ranked = sorted(weights, key=lambda c: -weights[c])[:count]
        return [self._state(country) for country in weights if country in ranked]

    def _since(self, sentence: int) -> Sequence[tuple[Mention, Actor]]:
        """What was named from a sentence on, in order of naming."""
        return self.recent[bisect_left(self.recent, sentence, key=lambda r: r[0].sentence) :]

    def _state(self, country: str) -> Actor:
        name = self.lexicon.world.country_name(country) or country
        return self._actor(name, ActorKind.STATE, country, "")

    def _pronoun(self, mention: Mention) -> tuple[Link, ...]:
        kind = mention.attributes[0] if mention.attributes else ""
        if kind == "person":
            return self._antecedent(mention, PEOPLE)
        if kind == "thing":
            return self._antecedent(mention, BODIES)
        if kind == "group":
            pair = self._last_pair(mention)
            if pair:
                return pair
            return self._antecedent(mention, BODIES | {ActorKind.GROUP, ActorKind.UNNAMED})
        return ()

    def _last_pair(self, mention: Mention) -> tuple[Link, ...]:
        """ "A and B … their": the last two coordinated or hyphenated actors just before."""
        for back in (0, 1):
            sentence = mention.sentence - back
            if sentence < 0:
                break
            s = self.sentences[sentence]
            near = [
                (m, a)
                for m, a in self._since(sentence)
                if m.sentence == sentence
                and a.country
                and m.origin in ("gazetteer", "ner", "role")
                and (back or m.head < mention.head)
            ]
            for one, first in reversed(near):
                for other, second in near:
                    if one.head >= other.head or first.country == second.country:
                        continue
                    coordinated = s.tokens[other.head].dep == "conj" and one.head in _chain(
                        s, other.head
                    )
                    dyad = one.modifier and other.modifier and other.head - one.head == 2
                    if coordinated or dyad:
                        return Link(first, False), Link(second, False)
        return ()

    def _antecedent(self, mention: Mention, kinds: frozenset[ActorKind]) -> tuple[Link, ...]:
        """The nearest fitting actor, subjects first; none where two are as good."""
        best: dict[str, tuple[int, Actor]] = {}
        owner = self.sentences[mention.sentence].tokens[mention.head].tag == "PRP$"
        for other, actor in self._since(mention.sentence - WINDOW):
            back = mention.sentence - other.sentence
            if actor.kind not in kinds or other.modifier:
                continue
            if self._owned_by_pronoun(other):
                continue  # "his counterpart … he": the owner, not the owned
            if back == 0 and (other.head >= mention.head or self._speaks(other, mention)):
                continue
            score = self._salience(other, back, mention.head, owner)
            held = best.get(actor.id)
            if held is None or score > held[0]:
                best[actor.id] = (score, actor)
        ranked = sorted(best.values(), key=lambda x: -x[0])
        if not ranked or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
            return ()
        return (Link(ranked[0][1], certain=False),)

    def _owned_by_pronoun(self, mention: Mention) -> bool:
        s = self.sentences[mention.sentence]
        owner = s.child(mention.head, "poss")
        return mention.origin == "role" and owner is not None and s.tokens[owner].tag == "PRP$"

    def _speaks(self, other: Mention, mention: Mention) -> bool:
        """Whether one is the speaker of the quote that the pronoun stands in: "he" is another."""
        s = self.sentences[mention.sentence]
        if not any(t.text == '"' for t in s.tokens[other.head : mention.head]):
            return False
        verb, at = s.tokens[other.head].head, mention.head
        while s.tokens[at].head != at:
            at = s.tokens[at].head
            if at == verb:
                return s.tokens[other.head].dep == "nsubj"
        return False

    def _salience(self, other: Mention, back: int, mention_head: int, owner: bool) -> int:
        """Nearer sentences first, subjects before objects, named before unnamed."""
        s = self.sentences[other.sentence]
        # What is coordinated is as much in view as the first of the row.
        t = s.tokens[min(_chain(s, other.head), default=other.head)]
        score = 10 * (WINDOW - back)
        if back == 0 and owner and mention_head - other.end <= NEXT_TO:
            score += 12  # "Moscow for its invasion": the name right before
        score += 6 if t.dep in SUBJECTS else 3 if t.dep == "poss" else 0
        if t.dep in SUBJECTS and s.tokens[t.head].head == t.head:
            score += 3  # the subject of the whole sentence, not of a clause in it
        score += 2 if other.origin in ("gazetteer", "ner") else 0
        return score + (1 if t.dep in ("dobj", "pobj", "agent") else 0)


def _chain(s: Sentence, i: int) -> set[int]:
    """The tokens that a conjunct is coordinated with."""
    found: set[int] = set()
    while s.tokens[i].dep == "conj" and s.tokens[i].head not in found:
        i = s.tokens[i].head
        found.add(i)
    return found


def _plain_role(mention: Mention) -> str:
    """How an unnamed one is called: what is said of it and its role ("senior official")."""
    named = mention.name.split()
    told = [a for a in mention.attributes if a.isalpha() and a.islower() and a not in named]
    return " ".join([*told[:1], mention.name])


def mentioned_actors(extracted: ExtractedReport, links: Links) -> tuple[Actor, ...]:
    """The report's actors, each once, with the places that name it; ordered by first mention."""
    text = extracted.parsed.report.source_text
    sentences = extracted.parsed.sentences
    found: dict[str, Actor] = {}
    spans: dict[str, list[Evidence]] = {}
    for mention in sorted(extracted.mentions, key=lambda m: (m.sentence, m.start)):
        for link in links.get((mention.sentence, mention.head), ()):
            actor = link.actor
            held = found.setdefault(actor.id, actor)
            sector = held.sector or actor.sector
            offices = tuple(dict.fromkeys((*held.offices, *actor.offices)))
            if (sector, offices) != (held.sector, held.offices):
                found[actor.id] = replace(held, sector=sector, offices=offices)
            start, end = sentences[mention.sentence].chars(mention.start, mention.end)
            span = Span.of(text, start, end)
            spans.setdefault(actor.id, []).append(Evidence.from_span(actor.report_id, span))
    return tuple(replace(actor, mentions=tuple(spans[actor.id])) for actor in found.values())
