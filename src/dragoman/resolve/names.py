"""Which mention gives the fullest name of the one that another mention names shortly."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from dragoman.extract.records import Mention
from dragoman.model import ActorKind

NAMED = ("gazetteer", "ner")


class NameBook:
    """The named mentions of a report, by the words of their names.

    "Shin" finds "Shin Won-sik" where one person of the report bears it, "Lim" finds "Lim Jae
    Cheon"; initials find the body that they abbreviate where the text gives both.
    """

    def __init__(self, mentions: Iterable[Mention]) -> None:
        self._people: dict[str, list[Mention]] = {}
        self._bodies: dict[str, list[Mention]] = {}
        told: dict[str, Mention] = {}
        for m in mentions:
            if m.origin not in NAMED:
                continue
            if m.kind is ActorKind.PERSON:
                held = told.get(m.name)
                told[m.name] = m if held is None else _joined(held, m)
            elif m.origin == "ner":
                for key in {m.name.casefold(), _initials(m.name)}:
                    self._bodies.setdefault(key, []).append(m)
        for m in told.values():
            for word in m.name.split():
                self._people.setdefault(word.casefold(), []).append(m)
        self._told = told

    def full(self, mention: Mention) -> Mention:
        """The mention itself, or it with the name and attributes of its fullest namesake."""
        if mention.kind is ActorKind.PERSON:
            return self._person(mention)
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
        words = mention.name.split()
        if not words:
            return mention
        known = self._told.get(mention.name, mention)
        if mention.origin == "gazetteer" and len(words) > 1:
            return _joined(mention, known)
        namesakes = {
            m.name: m
            for m in self._people.get(words[-1].casefold(), ())
            if len(m.name.split()) > len(words) and set(words) <= set(m.name.split())
        }
        if len(namesakes) == 1:
            (other,) = namesakes.values()
            return _joined(replace(mention, name=other.name, entry=other.entry), other)
        return _joined(mention, known)


def _joined(one: Mention, other: Mention) -> Mention:
    """One mention with what only the other tells."""
    return replace(
        one,
        country=one.country or other.country,
        sector=one.sector or other.sector,
        office=one.office or other.office,
        entry=one.entry or other.entry,
        kind=one.kind,
    )


def _initials(name: str) -> str:
    words = [w for w in name.split() if w[:1].isupper()]
    return "".join(w[0] for w in words).casefold() if len(words) > 1 else name.casefold()
