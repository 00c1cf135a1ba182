"""Which mention gives the fullest name of the one that another mention names shortly."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from dragoman.extract.records import Mention
from dragoman.model import ActorKind
from dragoman.parse.sentence import Sentence

NAMED = ("gazetteer", "ner")


class NameBook:
    """The named mentions of a report, by the words of their names.

    "Shin" finds "Shin Won-sik" where one person of the report bears it, "Lim" finds "Lim Jae
    Cheon"; initials find the body that they abbreviate where the text gives both.
    """

    def __init__(self, mentions: Iterable[Mention], sentences: Sequence[Sentence]) -> None:
        self._sentences = sentences
        self._people: dict[str, list[Mention]] = {}
        self._bodies: dict[str, list[Mention]] = {}
        told: dict[str, Mention] = {}
        spelt: dict[str, set[str]] = {}
        for m in mentions:
            if m.origin not in NAMED:
                continue
            if m.kind is ActorKind.PERSON:
                held = told.get(m.name)
                told[m.name] = m if held is None else _joined(held, m)
                spelt.setdefault(m.name, set()).add(self._surface(m))
            elif m.origin == "ner":
                for key in {m.name.casefold(), _initials(m.name)}:
                    self._bodies.setdefault(key, []).append(m)
        for m in told.values():
            written = {w for one in spelt[m.name] for w in one.split()}
            if any(len(one.split()) > 1 for one in spelt[m.name]):
                for word in written:
                    self._people.setdefault(word.casefold(), []).append(m)
        self._told = told

    def full(self, mention: Mention) -> Mention:
        """The mention itself, or it with the name and attributes of its fullest namesake."""
        if mention.kind is ActorKind.PERSON:
            return self._person(mention)
        if mention.origin == "ner" and len(mention.name.split()) == 1:
            # The model takes a lone surname for a place or a body; the full name told it better.
            bearers = self._bearers(mention.name)
            if len(bearers) == 1:
                return replace(bearers[0], sentence=mention.sentence, head=mention.head)
        if mention.origin == "ner" and mention.name.isupper():
            longer = [
                m for m in self._bodies.get(mention.name.casefold(), ()) if m.name != mention.name
            ]
            if longer:
                return replace(
                    mention, name=longer[0].name, country=longer[0].country or mention.country
                )
        return mention

    def _person(self, mention: Mention) -> Mention:
        known = self._told.get(mention.name, mention)
        surface = self._surface(mention)
        if len(surface.split()) > 1:
            return _joined(mention, known)
        bearers = self._bearers(surface)
        if len(bearers) == 1:
            return replace(bearers[0], sentence=mention.sentence, head=mention.head)
        return _joined(mention, known)

    def _bearers(self, word: str) -> list[Mention]:
        """People of the report whose full name, as the report writes it, has the word."""
        found = {m.name: m for m in self._people.get(word.casefold(), ())}
        return list(found.values())

    def _surface(self, mention: Mention) -> str:
        """The name as written, without the titles before it."""
        tokens = self._sentences[mention.sentence].tokens
        proper = [t.text for t in tokens[mention.start : mention.end] if t.pos == "PROPN"]
        words = {w.casefold() for w in mention.name.replace("-", " ").split()}
        own = [w for w in proper if w.casefold() in words]
        return " ".join(own or proper[-1:])


def _joined(one: Mention, other: Mention) -> Mention:
    """One mention with what only the other tells."""
    country, sector = one.country or other.country, one.sector or other.sector
    office, entry = one.office or other.office, one.entry or other.entry
    if (country, sector, office, entry) == (one.country, one.sector, one.office, one.entry):
        return one
    return replace(one, country=country, sector=sector, office=office, entry=entry)


def _initials(name: str) -> str:
    words = [w for w in name.split() if w[:1].isupper()]
    return "".join(w[0] for w in words).casefold() if len(words) > 1 else name.casefold()
