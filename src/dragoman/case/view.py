"""The whole case in memory: what analysis, display and export read."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import Any, TypeVar

from dragoman.case import reading
from dragoman.case.reading import merged
from dragoman.case.records import Run, StoredFailure
from dragoman.case.store import Case
from dragoman.model import (
    Account,
    Actor,
    CodedReport,
    Copy,
    Difference,
    Event,
    Evidence,
    Forecast,
    Happening,
    Judgement,
    Quantity,
    Reconciliation,
    Report,
    SentenceSpan,
    Statement,
    TimeExpression,
)

Record = TypeVar("Record")
Key = TypeVar("Key")


@dataclass(frozen=True)
class CaseView:
    """All records of a case as of one moment. Not slotted: the lookups below are kept once made.

    Every mapping is in a fixed order: records of one report by report id and their place in it,
    the others by id.

    Attributes:
        sentences: by report id, in order.
        actors: by actor id, over all reports: ``report_id`` is empty, mentions are of all.
        report_actors: by report id, each actor as that report gives it.
        uncoded: by report id, why its body was not coded; coded reports are not in it.
        recorded_at: by report id, when it was stored (UTC).
        retrieved_at: by report id, when its inputs were fetched or saved (ISO 8601, UTC), in
            order; reports of which no input tells it are not in it.
        judgements: those in force, in the order they were made.
    """

    reports: Mapping[str, Report] = field(default_factory=dict)
    sentences: Mapping[str, tuple[SentenceSpan, ...]] = field(default_factory=dict)
    actors: Mapping[str, Actor] = field(default_factory=dict)
    report_actors: Mapping[str, tuple[Actor, ...]] = field(default_factory=dict)
    statements: Mapping[str, Statement] = field(default_factory=dict)
    events: Mapping[str, Event] = field(default_factory=dict)
    quantities: Mapping[str, Quantity] = field(default_factory=dict)
    times: Mapping[str, TimeExpression] = field(default_factory=dict)
    forecasts: Mapping[str, Forecast] = field(default_factory=dict)
    happenings: Mapping[str, Happening] = field(default_factory=dict)
    accounts: Mapping[str, Account] = field(default_factory=dict)
    differences: Mapping[str, Difference] = field(default_factory=dict)
    copies: tuple[Copy, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    uncoded: Mapping[str, str] = field(default_factory=dict)
    recorded_at: Mapping[str, datetime] = field(default_factory=dict)
    retrieved_at: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    runs: tuple[Run, ...] = ()
    failures: tuple[StoredFailure, ...] = ()

    def sentence_at(self, report_id: str, start: int) -> SentenceSpan | None:
        """The sentence of that report in which the character at ``start`` lies, if any."""
        spans = self.sentences.get(report_id, ())
        place = bisect_right(spans, start, key=lambda span: span.start) - 1
        return spans[place] if place >= 0 and start < spans[place].end else None

    def sentence_of(self, evidence: Evidence) -> SentenceSpan | None:
        """The sentence in which a piece of evidence begins; ``None`` outside the body."""
        return self.sentence_at(evidence.report_id, evidence.start)

    def sentence_text(self, report_id: str, index: int) -> str:
        """The words of a sentence, by report and number.

        Raises:
            KeyError, IndexError: where there is no such report or sentence.
        """
        span = self.sentences[report_id][index]
        return self.reports[report_id].source_text[span.start : span.end]

    def report_of(self, record: Any) -> Report | None:
        """The report of a record that stands in one; ``None`` for those across reports."""
        return self.reports.get(getattr(record, "report_id", ""))

    def speakers_of(self, event: Event) -> Statement | None:
        """The statement that carries an event."""
        return self.statements.get(event.statement_id)

    def statements_about(self, event_id: str) -> tuple[Statement, ...]:
        """Statements whose content an event was coded from, the one that carries it first."""
        event = self.events.get(event_id)
        own = self.statements.get(event.statement_id) if event else None
        others = self._statements_about.get(event_id, ())
        return tuple(dict.fromkeys(one for one in (own, *others) if one))

    def events_of_report(self, report_id: str) -> tuple[Event, ...]:
        """The events of a report, in order."""
        return self._events_of_report.get(report_id, ())

    def statements_of_report(self, report_id: str) -> tuple[Statement, ...]:
        """The statements of a report, in order."""
        return self._statements_of_report.get(report_id, ())

    def quantities_of_event(self, event_id: str) -> tuple[Quantity, ...]:
        """The figures that stand with an event."""
        return self._quantities_of_event.get(event_id, ())

    def happenings_of_event(self, event_id: str) -> tuple[Happening, ...]:
        """The happenings that an event tells of."""
        return self._happenings_of_event.get(event_id, ())

    def accounts_of(self, happening_id: str) -> tuple[Account, ...]:
        """The accounts of a happening."""
        return self._accounts_of.get(happening_id, ())

    def differences_of(self, happening_id: str) -> tuple[Difference, ...]:
        """The differences between the accounts of a happening."""
        return self._differences_of.get(happening_id, ())

    def copies_with(self, report_id: str) -> tuple[Copy, ...]:
        """Copies in which a report is the one that repeats, or the one repeated."""
        return self._copies_with.get(report_id, ())

    def reports_of_story(self, story_id: str) -> tuple[Report, ...]:
        """The reports of a story, in order of id; none for no story."""
        return self._reports_of_story.get(story_id, ()) if story_id else ()

    @cached_property
    def _copies_with(self) -> Mapping[str, tuple[Copy, ...]]:
        return _grouped(self.copies, lambda one: (one.report_id, one.copy_of))

    @cached_property
    def _reports_of_story(self) -> Mapping[str, tuple[Report, ...]]:
        return _grouped(self.reports.values(), lambda one: (one.story_id,))

    @cached_property
    def _statements_about(self) -> Mapping[str, tuple[Statement, ...]]:
        return _grouped(self.statements.values(), lambda one: one.about_event_ids)

    @cached_property
    def _events_of_report(self) -> Mapping[str, tuple[Event, ...]]:
        return _grouped(self.events.values(), lambda one: (one.report_id,))

    @cached_property
    def _statements_of_report(self) -> Mapping[str, tuple[Statement, ...]]:
        return _grouped(self.statements.values(), lambda one: (one.report_id,))

    @cached_property
    def _quantities_of_event(self) -> Mapping[str, tuple[Quantity, ...]]:
        return _grouped(self.quantities.values(), lambda one: (one.event_id,))

    @cached_property
    def _happenings_of_event(self) -> Mapping[str, tuple[Happening, ...]]:
        return _grouped(self.happenings.values(), lambda one: one.event_ids)

    @cached_property
    def _accounts_of(self) -> Mapping[str, tuple[Account, ...]]:
        return _grouped(self.accounts.values(), lambda one: (one.happening_id,))

    @cached_property
    def _differences_of(self) -> Mapping[str, tuple[Difference, ...]]:
        return _grouped(self.differences.values(), lambda one: (one.happening_id,))


def load_view(case: Case) -> CaseView:
    """Load a case as of one moment, whatever a build writes meanwhile.

    Raises:
        CaseError: where the file cannot be read.
    """
    with case.snapshot() as connection:
        given = list(reading.report_actors(connection))
        by_id = _grouped(given, lambda one: (one.id,))
        spans = _grouped(reading.sentences(connection), lambda pair: (pair[0],))

        def table(name: str, cls: type[Any]) -> dict[str, Any]:
            return {one.id: one for one in reading.records(connection, name, cls)}

        return CaseView(
            reports={one.id: one for one in reading.reports(connection)},
            sentences={key: tuple(span for _, span in pairs) for key, pairs in spans.items()},
            actors={key: merged(by_id[key]) for key in sorted(by_id)},
            report_actors=_grouped(given, lambda one: (one.report_id,)),
            statements=table("statements", Statement),
            events=table("events", Event),
            quantities=table("quantities", Quantity),
            times=table("times", TimeExpression),
            forecasts={one.id: one for one in reading.forecasts(connection)},
            happenings=table("happenings", Happening),
            accounts=table("accounts", Account),
            differences=table("differences", Difference),
            copies=tuple(reading.copies(connection)),
            judgements=tuple(reading.judgements(connection)),
            uncoded=reading.uncoded(connection),
            recorded_at=reading.recorded_at(connection),
            retrieved_at=reading.retrieved_at(connection),
            runs=tuple(reading.runs(connection)),
            failures=tuple(reading.failures(connection)),
        )


def view_of(coded: Iterable[CodedReport], found: Reconciliation) -> CaseView:
    """Coded reports and what was found across them as a view, without a case file.

    Args:
        coded: in any order.
        found: what reconciliation derived from them.
    """
    held = sorted(coded, key=lambda one: one.report.id)
    given = [actor for one in held for actor in one.actors]
    by_id = _grouped(given, lambda one: (one.id,))
    stories = dict(found.stories)
    originals = {one.report_id: one.copy_of for one in found.copies if one.whole}

    def table(name: str) -> dict[str, Any]:
        return {one.id: one for report in held for one in getattr(report, name)}

    return CaseView(
        reports={
            one.report.id: replace(
                one.report,
                copy_of=originals.get(one.report.id, ""),
                story_id=stories.get(one.report.id, ""),
            )
            for one in held
        },
        sentences={one.report.id: one.sentences for one in held},
        actors={key: merged(by_id[key]) for key in sorted(by_id)},
        report_actors=_grouped(given, lambda one: (one.report_id,)),
        statements=table("statements"),
        events=table("events"),
        quantities=table("quantities"),
        times=table("times"),
        forecasts=table("forecasts") | {one.id: one for one in found.forecasts},
        happenings={one.id: one for one in found.happenings},
        accounts={one.id: one for one in found.accounts},
        differences={one.id: one for one in found.differences},
        copies=found.copies,
        uncoded={one.report.id: one.uncoded for one in held if one.uncoded},
    )


def _grouped(
    records: Iterable[Record], keys: Callable[[Record], Iterable[Key]]
) -> dict[Key, tuple[Record, ...]]:
    """Records by each of their keys, in their own order."""
    groups: defaultdict[Key, list[Record]] = defaultdict(list)
    for record in records:
        for key in dict.fromkeys(keys(record)):
            groups[key].append(record)
    return {key: tuple(group) for key, group in groups.items()}
