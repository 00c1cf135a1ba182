"""Listing of stories: what several reports tell together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from dragoman.model import OPEN, PartialDate, Report
from dragoman.show import phrases
from dragoman.show.listing import Column, Listing, Told
from dragoman.show.safe import cut


@dataclass(frozen=True, slots=True)
class Story:
    """Reports of one story, in order of their day; ``copies`` counts those that repeat another."""

    id: str
    reports: tuple[Report, ...]
    copies: int

    @property
    def first(self) -> PartialDate:
        """When the first dated report came out."""
        return next((r.published_at for r in self.reports if r.published_at.known), OPEN)

    @property
    def last(self) -> PartialDate:
        """When the last dated report came out."""
        return next((r.published_at for r in reversed(self.reports) if r.published_at.known), OPEN)

    @property
    def title(self) -> str:
        """The title of the first report that has one, else where it was read."""
        titled = next((r.title for r in self.reports if r.title), "")
        return titled or self.reports[0].location


def stories_of(reports: Iterable[Report]) -> list[Story]:
    """Group reports, given in order, by story; stories of one report are left out.

    Returns:
        stories, those with most reports first.
    """
    groups: dict[str, list[Report]] = defaultdict(list)
    for report in reports:
        if report.story_id:
            groups[report.story_id].append(report)
    found = [
        Story(key, tuple(group), sum(bool(r.copy_of) for r in group))
        for key, group in groups.items()
        if len(group) > 1
    ]
    return sorted(found, key=lambda story: (-len(story.reports), story.id))


def story_listing(rows: Sequence[Story], note: str = "") -> Listing[Story]:
    """Stories with when they ran, how many reports tell them, and how many of these copy."""

    def publishers(story: Story) -> str:
        return ", ".join(dict.fromkeys(r.publisher for r in story.reports if r.publisher))

    def span(story: Story) -> str:
        first, last = phrases.when(story.first), phrases.when(story.last)
        return first if first == last else f"{first} to {last}"

    return Listing(
        columns=(
            Column("id", lambda s: s.id, "ID"),
            Column("first", lambda s: phrases.when(s.first), "First"),
            Column("last", lambda s: phrases.when(s.last)),
            Column("reports", lambda s: str(len(s.reports)), "Reports", right=True),
            Column("copies", lambda s: str(s.copies), "Copies", right=True),
            Column("title", lambda s: s.title),
            Column("publishers", publishers),
        ),
        rows=rows,
        told=lambda s: Told(cut(s.title, 160), (cut(publishers(s), 160), span(s))),
        record=_record,
        told_heading="Story",
        empty="No story of the case is told by more than one report.",
        note=note,
    )


def _record(story: Story) -> Any:
    return {
        "id": story.id,
        "title": story.title,
        "report_ids": [report.id for report in story.reports],
        "copies": story.copies,
    }
