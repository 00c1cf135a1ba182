"""An event as reconciliation looks at it: with what surrounds it, and what tells it from others."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from dragoman.lexicon import Lexicon
from dragoman.model import (
    OPEN,
    Actor,
    ActorKind,
    CodedReport,
    Event,
    Factuality,
    PartialDate,
    Quantity,
    Report,
    Statement,
)
from dragoman.reconcile.background import as_known, with_sole
from dragoman.reconcile.parties import described, persons, roles, unplaced
from dragoman.reconcile.when import HYPOTHETICAL, anchor_of, is_settled, narrowed, wide
from dragoman.reconcile.wording import WORD, content_stems, ideas, stem, tokens


@dataclass(frozen=True, slots=True)
class Telling:
    """One event with what tells it from others.

    Attributes:
        givers, takers: the parties on either side: countries, or ids of actors without one.
        persons: (country, name) of those acting in person.
        unplaced: those of the parties who are persons of no known country.
        when: ``occurred_at`` narrowed by the report's own date: what is told as done was done by
            then, what is planned is still to come.
        anchor: ordinal of a day to sort by (the event's, else the report's), -1 if none.
        trigger, idea: stems of the predicate, and the ideas that it names.
        stems: content stems of the sentence.
        names: those of them that are written with a capital within the sentence.
        described: nouns that say what people act or are acted on ("fishermen").
        course: told as lasting rather than as one act.
        known: told as what the reader knows of (`background.as_known`).
        sole: the one deed of its kind that its report tells as news.
    """

    event: Event
    report: Report
    statement: Statement | None
    givers: frozenset[str]
    takers: frozenset[str]
    persons: frozenset[tuple[str, str]]
    classes: frozenset[str]
    item_stems: frozenset[str]
    figures: tuple[Quantity, ...]
    when: PartialDate
    anchor: int
    trigger: str
    idea: frozenset[str]
    stems: frozenset[str]
    sentence: str
    course: bool
    unplaced: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    described: frozenset[str] = frozenset()
    known: bool = False
    sole: bool = False

    @property
    def parties(self) -> frozenset[str]:
        """Both sides together."""
        return self.givers | self.takers

    @property
    def voice(self) -> tuple[str, str]:
        """Id and name of who says it first; empty for what nobody but the publisher says."""
        if self.statement is None:
            return "", ""
        speaker = self.statement.sources[0]
        return speaker.actor_id, speaker.name or speaker.text

    def turns(self, other: Telling) -> bool:
        """Whether each side does here what it undergoes there."""
        told = bool(self.givers and self.takers) and self.givers != self.takers
        return told and self.givers == other.takers and self.takers == other.givers

    @property
    def hypothetical(self) -> bool:
        """Whether it is told as what may come, not as what is or is arranged.

        "Baku will release fifteen prisoners", in the report's own voice or by Baku, is an
        arrangement; by an analyst it is a guess.
        """
        if self.event.factuality is Factuality.PREDICTED and self.statement is not None:
            speaker = self.statement.sources[0]
            own_voice = speaker.kind is ActorKind.MEDIUM and speaker.start is None
            return not (own_voice or (speaker.country and speaker.country in self.givers))
        return self.event.factuality in HYPOTHETICAL


def tellings_of(coded: CodedReport, actors: Mapping[str, Actor], lexicon: Lexicon) -> list[Telling]:
    """The tellings of a report, one for each event.

    Args:
        actors: of all reports, by id.
    """
    return with_sole([*_tellings(coded, actors, lexicon)])


def _tellings(
    coded: CodedReport,
    actors: Mapping[str, Actor],
    lexicon: Lexicon,
) -> Iterator[Telling]:
    statements = {statement.id: statement for statement in coded.statements}
    report = head(coded.report)
    figures: dict[str, list[Quantity]] = {}
    for quantity in measured(coded):
        figures.setdefault(quantity.event_id, []).append(quantity)
    starts = [sentence.start for sentence in coded.sentences]
    # Several events of one sentence share its words, which are the most of what they take.
    stems: dict[str, frozenset[str]] = {}
    shared: dict[str, str] = {}
    for event in coded.events:
        sentence = _sentence_at(coded, starts, event)
        sentence = shared.setdefault(sentence, sentence)
        if sentence not in stems:
            stems[sentence] = frozenset(content_stems(sentence, lexicon.likeness))
        settled = is_settled(event, sentence, lexicon.likeness)
        event = replace(event, occurred_at=OPEN) if settled else event
        when = OPEN if settled else narrowed(event, coded.report.published_at)
        counted = tuple(sorted(figures.get(event.id, []), key=lambda q: q.id))
        givers, takers = roles(event, counted, actors, lexicon.likeness)
        yield Telling(
            event=event,
            report=report,
            statement=statements.get(event.statement_id),
            givers=givers,
            takers=takers,
            persons=persons((*event.initiators, *event.recipients), actors),
            classes=frozenset(item.cls for item in event.items if item.cls),
            item_stems=frozenset(
                stem(word) for item in event.items for word in tokens(item.text)[-1:]
            ),
            figures=counted,
            when=when,
            anchor=anchor_of(when, coded.report.published_at),
            trigger=" ".join(stem(word) for word in tokens(event.trigger.exact)),
            idea=ideas(event.trigger.exact, lexicon.likeness),
            stems=stems[sentence],
            sentence=sentence,
            course=_is_course(event),
            names=_names_in(sentence),
            unplaced=unplaced((*event.initiators, *event.recipients), actors),
            described=described(event, lexicon.likeness),
            known=as_known(
                event,
                *_around(coded, starts, event),
                own=_is_own(statements.get(event.statement_id)),
                likeness=lexicon.likeness,
            ),
        )


def measured(coded: CodedReport) -> Iterable[Quantity]:
    """The figures of a report; those of things of no class are of the class of that thing.

    "8,500 tents" count tents, if tents are what its event moved.
    """
    moved = {e.id: {_head_stem(i.text) for i in e.items} for e in coded.events}
    for quantity in coded.quantities:
        thing = _head_stem(quantity.referent) if not quantity.measure else ""
        if thing and thing in moved.get(quantity.event_id, ()):
            quantity = replace(quantity, measure=thing)
        yield quantity


def _head_stem(phrase: str) -> str:
    return next((stem(word) for word in tokens(phrase)[-1:]), "")


def _is_course(event: Event) -> bool:
    """Whether an event is told as lasting or repeated: ongoing, over months, or in the plural."""
    words = event.trigger.exact.casefold()
    plural = "noun" in event.rule and words.endswith("s") and not words.endswith("ss")
    return plural or event.factuality is Factuality.ONGOING or wide(event.occurred_at)


def _names_in(sentence: str) -> frozenset[str]:
    """Stems of the words with a capital, but for the first; a headline capitalises all of them."""
    words = WORD.findall(sentence)[1:]
    return frozenset(stem(w.casefold()) for w in words if w[0].isupper() and len(w) > 2)


def _sentence_at(coded: CodedReport, starts: list[int], event: Event) -> str:
    at = bisect_right(starts, event.trigger.start) - 1
    if at < 0:
        return " ".join(evidence.exact for evidence in event.evidence)
    span = coded.sentences[at]
    return coded.report.source_text[span.start : span.end]


def _is_own(statement: Statement | None) -> bool:
    """Whether nobody but the publisher says it."""
    return statement is None or statement.sources[0].start is None


def _around(coded: CodedReport, starts: list[int], event: Event) -> tuple[str, str]:
    """What stands in its sentence before the predicate and behind it."""
    at = bisect_right(starts, event.trigger.start) - 1
    if at < 0:
        return "", ""
    text, span = coded.report.source_text, coded.sentences[at]
    return text[span.start : event.trigger.start], text[event.trigger.end : span.end]


def head(report: Report) -> Report:
    """A report without its text."""
    return replace(report, source_text="", furniture=())
