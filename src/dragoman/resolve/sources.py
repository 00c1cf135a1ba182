"""A source draft to a source: who it is, of what kind, and when it spoke."""

from __future__ import annotations

from collections.abc import Mapping

from dragoman.attribute.records import SourceDraft
from dragoman.extract.records import Mention
from dragoman.model import OPEN, Actor, ActorKind, Report, Source
from dragoman.resolve.actors import Link, Links
from dragoman.resolve.when import When


def source_of(
    draft: SourceDraft,
    report: Report,
    text: str,
    links: Links,
    mentions: Mapping[tuple[int, int], Mention],
    when: When,
) -> Source:
    """Name one link of a speaker chain.

    A head of -1 is the publisher's own voice: a source without offsets, with the report's date.
    """
    cue_start = draft.cue_start if draft.cue_start >= 0 else None
    cue_end = draft.cue_end if draft.cue_end >= 0 else None
    cue = text[draft.cue_start : draft.cue_end] if draft.cue_start >= 0 else ""
    if draft.head < 0 and draft.start < 0:
        name = report.publisher
        return Source(
            text=name,
            start=None,
            end=None,
            actor_id=Actor.make_id(name, ActorKind.MEDIUM, "") if name else "",
            name=name,
            country="",
            kind=ActorKind.MEDIUM,
            cue=cue,
            cue_start=cue_start,
            cue_end=cue_end,
            stated_at=report.published_at,
        )
    phrase = text[draft.start : draft.end]
    link = _link(draft, links)
    mention = mentions.get((draft.sentence, draft.head))
    return Source(
        text=phrase,
        start=draft.start,
        end=draft.end,
        actor_id=link.actor.id if link else "",
        name=link.actor.name if link else phrase,
        country=link.actor.country if link else (mention.country if mention else ""),
        kind=link.actor.kind if link else _kind(mention),
        cue=cue,
        cue_start=cue_start,
        cue_end=cue_end,
        stated_at=when.of_time_index(draft.time) if draft.time >= 0 else OPEN,
    )


def _link(draft: SourceDraft, links: Links) -> Link | None:
    found = links.get((draft.sentence, draft.head), ())
    return found[0] if found else None


def _kind(mention: Mention | None) -> ActorKind:
    if mention is None or mention.origin in ("role", "pronoun", "epithet"):
        return ActorKind.UNNAMED
    return mention.kind
