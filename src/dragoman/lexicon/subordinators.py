"""What a subordinator makes of its clause (`cues/modals.toml`)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


class PhraseLists(Protocol):
    """One validated table of the lexicon."""

    def words(self, section: str, entry: str) -> frozenset[str]:
        """The words of an entry."""

    def phrases(self, section: str, entry: str) -> tuple[tuple[str, ...], ...]:
        """The phrases of an entry, longest first."""


@dataclass(frozen=True, slots=True)
class Subordinators:
    """Words in lower case.

    Attributes:
        asking: those of a question ("whether").
        asked_after: words after which "if" asks ("it is unclear if").
        factive: those under which a past is told as fact ("after", "because").
        temporal_phrases: those that name a condition beside a clause of the time to come.
        exchanged: openings of what is given for what is foretold ("in exchange for").
        given: prepositional phrases under which a noun is told as fact ("in response to").
    """

    asking: frozenset[str]
    asked_after: frozenset[str]
    factive: frozenset[str]
    temporal_phrases: tuple[tuple[str, ...], ...]
    exchanged: tuple[tuple[str, ...], ...]
    given: tuple[tuple[str, ...], ...]


def subordinators(modals: PhraseLists) -> Subordinators:
    """Read them from the table of modals."""
    return Subordinators(
        asking=modals.words("question", "markers"),
        asked_after=modals.words("question", "open"),
        factive=modals.words("conditional", "factive"),
        exchanged=modals.phrases("conditional", "exchanged"),
        given=modals.phrases("conditional", "given"),
        temporal_phrases=modals.phrases("conditional", "temporal_phrases"),
    )
