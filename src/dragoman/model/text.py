"""Spans and evidence: offsets that always give back their quote."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open character offsets into a report's ``source_text``, with the exact quote.

    Invariant: ``source_text[start:end] == exact``.
    """

    start: int
    end: int
    exact: str

    @classmethod
    def of(cls, source_text: str, start: int, end: int) -> Span:
        """Cut a span out of ``source_text``; surrounding white space is left outside."""
        while start < end and source_text[start].isspace():
            start += 1
        while end > start and source_text[end - 1].isspace():
            end -= 1
        return cls(start, end, source_text[start:end])

    def covers(self, other: Span) -> bool:
        """Whether the other span lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """A span together with the report that it is cut from."""

    report_id: str
    start: int
    end: int
    exact: str

    @classmethod
    def from_span(cls, report_id: str, span: Span) -> Evidence:
        """Attach a report to a span."""
        return cls(report_id, span.start, span.end, span.exact)

    @property
    def span(self) -> Span:
        """The span without its report."""
        return Span(self.start, self.end, self.exact)
