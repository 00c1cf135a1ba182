"""Who says what: one attributed assertion."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.model.dates import OPEN, PartialDate
from dragoman.model.text import Evidence, Span
from dragoman.model.words import ActorKind, Quotation, Stance


@dataclass(frozen=True, slots=True)
class Unnamed:
    """What a report says of a source without a name, in its own words; empty for what is not told.

    Attributes:
        number: how many ("two", "several").
        role: what they are ("senior official").
        of: of what country or body ("Western", "the foreign ministry").
        why: why they are not named ("on condition of anonymity").
    """

    number: str = ""
    role: str = ""
    of: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """One link of a speaker chain.

    Attributes:
        text: the words that name the source.
        start, end: half-open offsets of ``text``; ``None`` where the source is no span
            (the publisher's own voice).
        actor_id: the canonical actor, empty where unresolved.
        kind: what the source is; ``unnamed`` for "a senior official".
        cue: the words that mark the attribution, with offsets or ``None``.
        stated_at: when this source spoke, as far as the text tells.
        unnamed: what is said of it where the words give it no name.
    """

    text: str
    start: int | None
    end: int | None
    actor_id: str
    name: str
    country: str
    kind: ActorKind
    cue: str = ""
    cue_start: int | None = None
    cue_end: int | None = None
    stated_at: PartialDate = OPEN
    unnamed: Unnamed | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """One attributed assertion.

    Attributes:
        sources: the chain: original speaker first, outlet last. Never empty.
        content: what is asserted.
        about_event_ids: events coded from the content.
        answers: id of the statement that a denial, refusal or confirmation answers, or empty.
    """

    id: str
    report_id: str
    sources: tuple[Source, ...]
    stance: Stance
    quotation: Quotation
    content: Span
    about_event_ids: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    answers: str = ""
