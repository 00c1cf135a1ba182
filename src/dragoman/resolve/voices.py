"""Whom "we" and "I" stand for: the one whose words they are, as attribution found it.

The "we" of a state's officials is the state, that of a body is the body; the "we" of anybody else
(an analyst, a witness) stays open.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from dragoman.attribute.records import AttributedReport, SourceDraft
from dragoman.extract.records import Mention
from dragoman.lexicon import World
from dragoman.model import Actor, ActorKind
from dragoman.resolve.view import Link, Links

SINGULAR: Final = frozenset({"i", "me", "my", "mine"})
OURS: Final = frozenset({"our", "my"})
FOR_THEMSELVES: Final = frozenset({
    ActorKind.IGO, ActorKind.ARMED_GROUP, ActorKind.PARTY, ActorKind.ORGANISATION, ActorKind.FIRM,
})  # fmt: skip
"""Kinds of body whose "we" is the body itself."""
OFFICIAL: Final = frozenset({"", "GOV", "MIL", "SPY", "LEG", "COP", "JUD"})
"""Sectors whose people say "we" for their state."""


def link_voices(
    attributed: AttributedReport,
    links: Links,
    mentions: Mapping[tuple[int, int], Mention],
    world: World,
) -> Links:
    """The links with those of "we" and "I" in the sides of events, where one is told to say it."""
    found = dict(links)
    report_id = attributed.extracted.parsed.report.id

    def state(code: str) -> Actor:
        name = world.country_name(code) or code
        actor_id = Actor.make_id(name, ActorKind.STATE, code)
        return Actor(actor_id, report_id, name, ActorKind.STATE, code, "")

    for d in attributed.extracted.events:
        for head in (*d.initiators, *d.recipients):
            at = d.sentence, head
            mention = mentions.get(at)
            if mention is None:
                continue
            ours = _is_ours(attributed, mention, found.get(at, ()))
            if not ours and ("speaker" not in mention.attributes[:1] or at in found):
                continue
            link = _voice(attributed, d.index, links)
            spoken = None if link is None else _stands_for(mention, link.actor, state)
            if spoken is not None:
                found[at] = (Link(spoken, certain=False),)
    return found


def _is_ours(attributed: AttributedReport, mention: Mention, linked: tuple[Link, ...]) -> bool:
    """Whether a role is the speaker's own, and of no told country ("*our* troops")."""
    if mention.origin != "role" or mention.country or any(k.actor.country for k in linked):
        return False
    s = attributed.extracted.parsed.sentences[mention.sentence]
    owner = s.child(mention.head, "poss")
    return owner is not None and s.tokens[owner].text.lower() in OURS


def _voice(attributed: AttributedReport, event: int, links: Links) -> Link | None:
    """The first of those who tell of an event, if the report names one."""
    at = attributed.statement_of[event]
    sources: tuple[SourceDraft, ...] = attributed.statements[at].sources if at >= 0 else ()
    if not sources or sources[0].head < 0:
        return None
    told = links.get((sources[0].sentence, sources[0].head), ())
    return told[0] if len(told) == 1 else None


def _stands_for(mention: Mention, speaker: Actor, state: Callable[[str], Actor]) -> Actor | None:
    if mention.name.lower() in SINGULAR or speaker.kind in FOR_THEMSELVES:
        return speaker
    official = speaker.sector in OFFICIAL and speaker.kind is not ActorKind.GROUP
    return state(speaker.country) if speaker.country and official else None
