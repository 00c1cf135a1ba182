"""From mentions to canonical actors inside one report: names, titles, epithets, pronouns.

No coreference model is used. Full names, surnames, titles and epithets are linked by rule;
links by pronoun and by epithet are marked uncertain, and where two antecedents are as good as
each other none is taken.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

from dragoman.extract.records import ExtractedReport, Mention
from dragoman.lexicon import Lexicon
from dragoman.model import Actor, ActorKind, Evidence, Office, PartialDate, Span
from dragoman.resolve.antecedents import Antecedents
from dragoman.resolve.epithets import Epithets
from dragoman.resolve.names import NameBook
from dragoman.resolve.view import WINDOW, Link, Links, View

COUNTERPART: Final = "counterpart"
"""The role noun that takes its office from its owner ("his Japanese counterpart")."""

NAMED_BY_ROLE: Final = frozenset(
    {ActorKind.UNNAMED, ActorKind.PERSON, ActorKind.OFFICE, ActorKind.GROUP}
)
"""Kinds whose role noun says more than their sector ("prisoners", not "civilians")."""


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
        self.view = View(extracted)
        self.found, self.recent = self.view.found, self.view.recent
        self.antecedents = Antecedents(self.view, lexicon, self._link)
        self.epithets = Epithets(self.view, lexicon, self._state)
        self.ids: dict[tuple[str, ActorKind, str], str] = {}
        published = extracted.parsed.report.published_at
        self.when: date | None = published.latest or published.earliest

    def links(self) -> Links:
        ordered = sorted(self.extracted.mentions, key=lambda m: (m.sentence, m.start, m.head))
        for mention in ordered:
            links = self._link(mention)
            if links:
                self.found[mention.sentence, mention.head] = links
                if len(links) == 2:
                    self.view.pairs.append((mention, links))
                elif len(links) == 1 and not (mention.modifier and mention.origin == "role"):
                    self.recent.append((mention, links[0].actor))
        return self.found

    def _link(self, mention: Mention) -> tuple[Link, ...]:
        if mention.origin == "pronoun":
            return self.antecedents.of(mention)
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
            pair = self._owners(mention)
            if len(pair) == 2:  # "the two countries' foreign ministers"
                return tuple(Link(self._composed(mention, k.actor.country), False) for k in pair)
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
                return (Link(self._office(office, country), certain),)
        return (Link(self._composed(mention, country), certain),)

    def _office(self, title: str, country: str) -> Actor:
        state = self.lexicon.world.country_name(country) or country
        return self._actor(f"{title} of {state}", ActorKind.OFFICE, country, "GOV")

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

    def _owners(self, mention: Mention) -> tuple[Link, ...]:
        """The states whose a role is, where its possessor stands for two."""
        s = self.sentences[mention.sentence]
        of = (p for p in s.kids(mention.head, "prep") if s.tokens[p].lemma == "of")
        heads = (*s.kids(mention.head, "poss"), *(x for p in of for x in s.kids(p, "pobj")))
        for head in heads:
            links = self.found.get((mention.sentence, head), ()) or self._pair_behind(mention, head)
            if len(links) == 2 and all(k.actor.country for k in links):
                return links
        return ()

    def _pair_behind(self, mention: Mention, head: int) -> tuple[Link, ...]:
        """The states of an epithet that stands behind a role ("ministers of *the two states*")."""
        other = self.view.mentions.get((mention.sentence, head))
        dual = other is not None and other.origin == "epithet" and "dual" in other.attributes
        return self.epithets.of(other) if dual and other is not None else ()

    def _definite(self, mention: Mention) -> tuple[Link, ...]:
        """ "the minister", "the troops": the last one of that role, if it was named before."""
        kinds = self.lexicon.epithets.bodies.get(mention.name)
        s = self.sentences[mention.sentence]
        determiners = {s.tokens[c].lemma for c in s.children[mention.head]}
        if determiners & {"the", "this", "these", "those", "that"}:
            body = self.epithets.body(mention, kinds) if kinds else ()
            if body:
                return body
            for other, actor in reversed(self.recent):
                if mention.sentence - other.sentence > 2 * WINDOW:
                    break
                if self._is_called(other, actor, mention):
                    return (Link(actor, certain=False),)
        if mention.kind in (ActorKind.UNNAMED, ActorKind.GROUP, ActorKind.OFFICE):
            name = _plain_role(mention)
            return (Link(self._actor(name, ActorKind.UNNAMED, "", mention.sector)),)
        return ()

    def _is_called(self, other: Mention, actor: Actor, mention: Mention) -> bool:
        """Whether somebody named before has the role by which a mention tells of one.

        By the words of the role as the report has them ("foreign minister … the minister"); by
        the class of office only where the report gives no words for it.
        """
        told = list(other.attributes) if other.origin != "role" else [other.name]
        if other.kind is ActorKind.PERSON:
            s = self.sentences[other.sentence]
            told += [self._words_of(other.sentence, c) for c in s.kids(other.head, "appos")]
        if any(f" {one}".endswith(f" {mention.name}") for one in told):
            return True
        if told and other.kind in (ActorKind.PERSON, ActorKind.OFFICE, ActorKind.UNNAMED):
            return False
        titles = (other.office, *(o.title for o in actor.offices))
        return bool(mention.office) and mention.office in titles

    def _words_of(self, sentence: int, head: int) -> str:
        """A noun with the words of its compound, in lower case ("defence minister")."""
        s = self.sentences[sentence]
        before = [c for c in s.kids(head, "compound", "amod") if c < head]
        return " ".join(s.tokens[i].text.lower() for i in (*before, head))

    def _epithet(self, mention: Mention) -> tuple[Link, ...]:
        links = self.epithets.of(mention)
        if mention.attributes[-1] != COUNTERPART or not links:
            return links
        office = self._office_of(self._owner(mention))
        return tuple(Link(self._office(office, k.actor.country), False) for k in links if office)

    def _state(self, country: str) -> Actor:
        name = self.lexicon.world.country_name(country) or country
        return self._actor(name, ActorKind.STATE, country, "")


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
            sector, offices = held.sector or actor.sector, held.offices
            if offices or actor.offices:
                offices = tuple(dict.fromkeys((*offices, *actor.offices)))
            if (sector, offices) != (held.sector, held.offices):
                found[actor.id] = replace(held, sector=sector, offices=offices)
            start, end = sentences[mention.sentence].chars(mention.start, mention.end)
            span = Span.of(text, start, end)
            spans.setdefault(actor.id, []).append(Evidence.from_span(actor.report_id, span))
    return tuple(replace(actor, mentions=tuple(spans[actor.id])) for actor in found.values())
