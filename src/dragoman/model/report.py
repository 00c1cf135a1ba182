"""A document as published."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.model.actor import Place
from dragoman.model.dates import OPEN, PartialDate
from dragoman.model.ids import content_id, text_hash
from dragoman.model.words import DateVerdict, FurnitureKind


@dataclass(frozen=True, slots=True)
class Furniture:
    """A passage of ``source_text`` that is not body: half-open offsets and its kind."""

    start: int
    end: int
    kind: FurnitureKind


@dataclass(frozen=True, slots=True)
class DateCandidate:
    """A date that a report might have been published on, and what became of it.

    Attributes:
        date: with the place it was found in as its basis.
        reason: why it was chosen, bounds the date, or was left, in words.
    """

    date: PartialDate
    verdict: DateVerdict
    reason: str


@dataclass(frozen=True, slots=True)
class Report:
    """One document as published.

    Attributes:
        location: where it was read: a path as given, or ``FILE#id`` for a row.
        publisher: canonical name of the outlet, empty where the report does not tell.
        relayed_by: aggregator that carries the publisher's copy, else empty.
        published_at: the report's own date; open where it does not tell.
        language: ISO 639-1 code of the body, empty where unclear.
        source_text: all visible text; nothing is thrown away. All offsets point into it.
        furniture: spans of ``source_text`` that are not body, in order, not overlapping.
        content_hash: SHA-256 of ``source_text``.
        url: where it was published, empty where unknown.
        credits: agencies whose copy it says it carries, by canonical name.
        dateline: the place that it says it was written at, ``None`` where it names none.
        dating: the dates weighed for ``published_at``, the most trusted first.
        copy_of: id of the report that this one repeats, empty if none is known.
        story_id: id of the group of reports on the same story, empty before reconciliation.
    """

    id: str
    location: str
    title: str
    publisher: str
    relayed_by: str
    authors: tuple[str, ...]
    published_at: PartialDate
    language: str
    source_text: str
    furniture: tuple[Furniture, ...]
    content_hash: str
    url: str = ""
    credits: tuple[str, ...] = ()
    dateline: Place | None = None
    dating: tuple[DateCandidate, ...] = ()
    copy_of: str = ""
    story_id: str = ""

    @classmethod
    def make(
        cls,
        *,
        location: str,
        source_text: str,
        title: str = "",
        publisher: str = "",
        relayed_by: str = "",
        authors: tuple[str, ...] = (),
        published_at: PartialDate = OPEN,
        language: str = "",
        furniture: tuple[Furniture, ...] = (),
        url: str = "",
        credits: tuple[str, ...] = (),
        dateline: Place | None = None,
        dating: tuple[DateCandidate, ...] = (),
    ) -> Report:
        """Make a report with its hashes.

        The id comes from what was published (text, publisher, title, address, date), not from
        where the file lies, so that it is the same on every machine; two outlets that print the
        same text are two reports.
        """
        hashed = text_hash(source_text)
        dated = published_at.earliest.isoformat() if published_at.earliest else ""
        return cls(
            id=content_id("report", hashed, publisher, title, url, dated),
            location=location,
            title=title,
            publisher=publisher,
            relayed_by=relayed_by,
            authors=authors,
            published_at=published_at,
            language=language,
            source_text=source_text,
            furniture=furniture,
            content_hash=hashed,
            url=url,
            credits=credits,
            dateline=dateline,
            dating=dating,
        )

    def body_spans(self) -> tuple[tuple[int, int], ...]:
        """Half-open offsets of what is left of ``source_text`` without the furniture, in order."""
        spans: list[tuple[int, int]] = []
        at = 0
        for piece in self.furniture:
            if piece.start > at:
                spans.append((at, piece.start))
            at = max(at, piece.end)
        if at < len(self.source_text):
            spans.append((at, len(self.source_text)))
        return tuple((a, b) for a, b in spans if self.source_text[a:b].strip())
