"""Who stands on which side of an event."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from dragoman.extract.records import EventDraft, Mention
from dragoman.model import ActorKind, Participant
from dragoman.parse.sentence import ParsedReport
from dragoman.resolve.view import Links

Side = tuple[Participant, ...]

MOVING: Final = "MOBILIZE"
"""The type whose target may be but where forces go."""


SHUTTING: Final = "restrict"
"""The mode of closed borders, whose crossings are called after one's own towns too."""


class Parties:
    """Turns the head tokens of a role into participants, each actor once."""

    def __init__(
        self,
        parsed: ParsedReport,
        links: Links,
        mentions: Mapping[tuple[int, int], Mention],
    ) -> None:
        self._text = parsed.report.source_text
        self._sentences = parsed.sentences
        self._links = links
        self._mentions = mentions

    def named(self, sentence: int, heads: Sequence[int]) -> Side:
        """The participants that some heads of a sentence name, in order.

        A mention that stays open gives a participant without an actor, named by its words; a
        pronoun that stays open names nobody.
        """
        found: dict[str, Participant] = {}
        for head in heads:
            mention = self._mentions.get((sentence, head))
            if mention is None:
                continue
            start, end = self._sentences[sentence].chars(mention.start, mention.end)
            text = self._text[start:end]
            links = self._links.get((sentence, head), ())
            for link in links:
                actor = link.actor
                body = actor.kind is ActorKind.IGO and mention.origin == "role"
                sector = actor.sector if body else mention.sector or actor.sector
                found.setdefault(
                    actor.id,
                    Participant(actor.id, actor.name, actor.country, sector, text, link.certain),
                )
            if not links:
                name = "" if mention.origin == "pronoun" else text
                found.setdefault(text, Participant("", name, "", mention.sector, text, False))
        return tuple(found.values())

    def mutual(self, d: EventDraft) -> bool:
        """Whether the sides do it to "each other"."""
        heads = ((d.sentence, head) for head in d.recipients)
        return any("each" in self._mentions[h].attributes[:1] for h in heads if h in self._mentions)

    def sides(self, d: EventDraft) -> tuple[Side, Side]:
        """Both sides of an event; "the two countries met" is one side with each other."""
        initiators = self.named(d.sentence, d.initiators)
        recipients = self.named(d.sentence, d.recipients)
        if self.mutual(d):
            return initiators[:1], initiators[1:]
        # "both are mending their ties", "Iran offered to host talks in Tehran": who acts is not
        # acted on by the same deed.
        acting = {p.actor_id for p in initiators if p.actor_id}
        recipients = tuple(p for p in recipients if p.actor_id not in acting)
        if d.symmetric:
            # "he met his Japanese counterpart": the pronoun is no Japanese.
            theirs = {p.country for p in recipients if p.country and p.certain}
            initiators = tuple(p for p in initiators if p.certain or p.country not in theirs)
        countries = {p.country for p in initiators if p.country}
        # "Washington … the country": an epithet for the other side cannot be one's own.
        recipients = tuple(p for p in recipients if p.certain or p.country not in countries)
        if d.type == MOVING or d.mode == SHUTTING:
            # "Brazil moved tanks to Boa Vista", "shut the Pacaraima crossing": a place of one's own
            # is where, not against whom.
            places = self._places(d)
            recipients = tuple(
                p for p in recipients if p.country not in countries or p.text not in places
            )
        if d.symmetric and not recipients and len(initiators) > 1:
            return initiators[:1], initiators[1:]
        return initiators, recipients

    def _places(self, d: EventDraft) -> set[str]:
        """The words of the recipients that are places."""
        s = self._sentences[d.sentence]
        found = (self._mentions.get((d.sentence, head)) for head in d.recipients)
        spans = (s.chars(m.start, m.end) for m in found if m and m.kind is ActorKind.PLACE)
        return {self._text[start:end] for start, end in spans}
