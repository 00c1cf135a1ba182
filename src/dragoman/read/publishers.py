"""Who published a report, who relays it, whose copy it credits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.lexicon import Media
from dragoman.read.records import Page


@dataclass(frozen=True, slots=True)
class Origin:
    """Publisher and aggregator by canonical name, agencies credited; empty where unknown."""

    publisher: str = ""
    relayed_by: str = ""
    credits: tuple[str, ...] = ()


def find_publisher(page: Page, body: Sequence[bool], title: str, media: Media) -> Origin:
    """Take what the row or markup states."""
    return Origin(publisher=page.stated.publisher)
