"""What attribution hands on: statements, factuality and forecasts in draft.

Character offsets are half-open and point into the report's ``source_text``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from dragoman.extract.records import ExtractedReport
from dragoman.model import Factuality, Likelihood, Quotation, Stance

NOBODY: Final = -2
"""Head of a source that the words do not name: "it is believed", "reportedly"."""


@dataclass(frozen=True, slots=True)
class UnnamedDraft:
    """What is said of a source without a name; character offsets, ``None`` for what is not told.

    Attributes:
        number: how many ("two").
        role: what they are ("senior official").
        of: of what country or body ("Western", "the foreign ministry").
        why: why they are not named ("on condition of anonymity").
    """

    number: tuple[int, int] | None
    role: tuple[int, int] | None
    of: tuple[int, int] | None
    why: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class SourceDraft:
    """One link of a chain.

    Attributes:
        sentence, head: where the source's head token stands. ``head`` is -1 for the publisher
            (then ``sentence`` is -1 too) and `NOBODY` where the words name no one ("reportedly").
        start, end: character offsets of the source phrase, -1 where it has none.
        cue_start, cue_end: character offsets of the cue, -1 if none.
        time: index of the time draft that says when it spoke, -1 if none.
        unnamed: what is said of it where it has no name.
    """

    sentence: int
    head: int
    start: int
    end: int
    cue_start: int
    cue_end: int
    time: int = -1
    unnamed: UnnamedDraft | None = None


@dataclass(frozen=True, slots=True)
class StatementDraft:
    """An attribution: chain (original speaker first, outlet last), stance and content.

    Attributes:
        start, end: character offsets of the content.
        events: indices of event drafts whose predicate lies in the content.
        answers: index of the statement that a denial or confirmation answers, -1 if none.
    """

    index: int
    sources: tuple[SourceDraft, ...]
    stance: Stance
    quotation: Quotation
    start: int
    end: int
    events: tuple[int, ...]
    answers: int = -1


@dataclass(frozen=True, slots=True)
class ClauseDraft:
    """A condition or outcome: character offsets and the event draft in it, -1 if none."""

    start: int
    end: int
    event: int


@dataclass(frozen=True, slots=True)
class ForecastDraft:
    """A statement about a time after its own; ``horizon`` is a time draft or -1."""

    statement: int
    condition: ClauseDraft | None
    outcome: ClauseDraft
    horizon: int
    likelihood: Likelihood
    kind: Stance


@dataclass(frozen=True, slots=True)
class AttributedReport:
    """An extracted report with who says what of it, and how sure.

    Attributes:
        factuality: one value an event draft, in their order: how it stands for its source.
        publisher_factuality: the same for the publisher.
        statement_of: for each event draft, the index of the statement that carries it.
        statement_of_quantity: the same for each quantity draft.
    """

    extracted: ExtractedReport
    statements: tuple[StatementDraft, ...]
    factuality: tuple[Factuality, ...]
    publisher_factuality: tuple[Factuality, ...]
    statement_of: tuple[int, ...]
    statement_of_quantity: tuple[int, ...]
    forecasts: tuple[ForecastDraft, ...]

    def speaks(self, sentence: int, head: int) -> bool:
        """Whether the phrase of that head token is somebody's who says something."""
        return any(
            source.sentence == sentence and source.head == head
            for statement in self.statements
            for source in statement.sources
        )
