"""A source draft to a source: who it is, of what kind, and when it spoke."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from dragoman.attribute.records import NOBODY, SourceDraft
from dragoman.extract.records import Mention
from dragoman.lexicon import Media
from dragoman.model import OPEN, Actor, ActorKind, Report, Source, Unnamed
from dragoman.resolve.view import Links
from dragoman.resolve.when import When

_NO_ONE: Final = Source(
    text="", start=None, end=None, actor_id="", name="", country="", kind=ActorKind.UNNAMED, cue="",
    cue_start=None, cue_end=None,
)  # fmt: skip
"""Who says what no words name: neither text nor offsets."""


def publisher_of(report: Report, media: Media) -> Actor | None:
    """The outlet as an actor, the same as where a report names it; ``None`` if none is known.

    Its mentions are empty: a report need not name the outlet that it stands in.
    """
    if not report.publisher:
        return None
    outlet = media.by_name(report.publisher)
    name = outlet.name if outlet else report.publisher
    country = outlet.country if outlet else ""
    return Actor(
        id=Actor.make_id(name, ActorKind.MEDIUM, country),
        report_id=report.id,
        name=name,
        kind=ActorKind.MEDIUM,
        country=country,
        sector="MED",
    )


def source_of(
    draft: SourceDraft,
    report: Report,
    publisher: Actor | None,
    text: str,
    links: Links,
    mentions: Mapping[tuple[int, int], Mention],
    when: When,
) -> Source:
    """Name one link of a speaker chain.

    A head of -1 is the publisher's own voice: a source without offsets, with the report's date;
    those who speak as one ("both sides") are named together and have no single actor;
    `NOBODY` is a source that the words do not name ("it is believed"), without words or offsets.
    """
    if draft.head == NOBODY:
        return replace(_NO_ONE, **_cue(draft, text))
    if draft.head < 0 and draft.start < 0:
        return replace(_voice_of(report, publisher), **_cue(draft, text))
    phrase = text[draft.start : draft.end]
    linked = [k.actor for k in links.get((draft.sentence, draft.head), ())]
    if len(linked) > 1:
        linked = list(dict.fromkeys(linked))
    who = linked[0] if len(linked) == 1 else None
    names = " and ".join(actor.name for actor in linked)
    countries = {actor.country for actor in linked}
    mention = mentions.get((draft.sentence, draft.head))
    return Source(
        text=phrase,
        start=draft.start,
        end=draft.end,
        actor_id=who.id if who else "",
        name=names or phrase,
        country=_country(countries, mention),
        kind=linked[0].kind if linked else _kind(mention),
        stated_at=when.of_time_index(draft.time) if draft.time >= 0 else OPEN,
        unnamed=_unnamed(draft, text),
        **_cue(draft, text),
    )


def _voice_of(report: Report, publisher: Actor | None) -> Source:
    """The publisher's own voice, which no words of the text name."""
    return replace(
        _NO_ONE,
        text=report.publisher,
        actor_id=publisher.id if publisher else "",
        name=publisher.name if publisher else "",
        country=publisher.country if publisher else "",
        kind=ActorKind.MEDIUM,
        stated_at=report.published_at,
    )


def _cue(draft: SourceDraft, text: str) -> dict[str, Any]:
    """The words of the cue with their offsets; empty and ``None`` where there is none."""
    return {
        "cue": text[draft.cue_start : draft.cue_end] if draft.cue_start >= 0 else "",
        "cue_start": draft.cue_start if draft.cue_start >= 0 else None,
        "cue_end": draft.cue_end if draft.cue_end >= 0 else None,
    }


def _unnamed(draft: SourceDraft, text: str) -> Unnamed | None:
    told = draft.unnamed
    if told is None:
        return None
    number, role, of, why = (
        text[span[0] : span[1]] if span else ""
        for span in (told.number, told.role, told.of, told.why)
    )
    return Unnamed(number, role, of, why)


def _country(countries: set[str], mention: Mention | None) -> str:
    """That of all who speak, else the one that the mention tells; empty for two of two."""
    if countries:
        return next(iter(countries)) if len(countries) == 1 else ""
    return mention.country if mention else ""


def _kind(mention: Mention | None) -> ActorKind:
    if mention is None or mention.origin in ("role", "pronoun", "epithet"):
        return ActorKind.UNNAMED
    return mention.kind
