"""What the coder saw in each clause and why it coded it so, for a terminal and as JSON."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

from rich.console import Console
from rich.text import Text

from dragoman.extract.explain import FiredRule, FrameExplained, SentenceExplained
from dragoman.extract.told import FigureExplained, TimeExplained
from dragoman.model import Event, Participant, Quantity, TimeExpression
from dragoman.model.codec import to_json
from dragoman.show.explained_events import details
from dragoman.show.listing import Listing, Told, json_text
from dragoman.show.phrases import interval
from dragoman.show.safe import one_line

LABEL: Final = 10
"""Columns of the label before what is told."""
NEAR_SHOWN: Final = 4
"""Near misses listed of one clause; JSON has all."""

SET_ASIDE: Final = "set aside: no side is a state, a body of states or an armed group"
DOMESTIC: Final = "set aside: both sides are of one country"
DROPPED: Final = "dropped: a clause above tells the same event"


@dataclass(frozen=True, slots=True)
class Explained:
    """One report: its title, its sentences, and what was coded from it.

    Attributes:
        location: where it was read from; several rows of a file are told apart by it.
        sentences: those to show; the other records are of the whole report.
    """

    title: str
    sentences: Sequence[SentenceExplained]
    events: Sequence[Event]
    times: Sequence[TimeExpression] = ()
    figures: Sequence[Quantity] = ()
    location: str = ""

    def coded(self, frame: FrameExplained, rule: FiredRule) -> list[Event]:
        """The events that a rule made of a clause and that were kept."""
        return [
            e
            for e in self.events
            if e.rule == rule.rule and (e.trigger.start, e.trigger.end) == (frame.start, frame.end)
        ]


def explained_json(reports: Sequence[Explained]) -> str:
    """The reports as one JSON array: sentences, clauses, rules; offsets into the report's text."""
    listing: Listing[Explained] = Listing(
        columns=(), rows=reports, told=lambda one: Told(one.title), record=_record
    )
    return json_text(listing)


def _record(one: Explained) -> dict[str, Any]:
    sentences = []
    for sentence in one.sentences:
        record = asdict(sentence)
        record["number"] = record.pop("index") + 1
        for frame, told in zip(sentence.frames, record["frames"], strict=True):
            for rule, fired in zip(frame.fired, told["fired"], strict=True):
                events = one.coded(frame, rule)
                fired["event_ids"] = [e.id for e in events]
                fired["events"] = [to_json(e) for e in events]
            told["fired"] = list(told["fired"])
        sentences.append(_listed(record))
    return {"title": one.title, "location": one.location, "sentences": sentences}


def _listed(value: Any) -> Any:
    """Tuples as lists, all the way down."""
    if isinstance(value, dict):
        return {key: _listed(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_listed(part) for part in value]
    return value


def print_explained(one: Explained, console: Console) -> None:
    """Print a report's sentences, each with its clauses, no line wider than the console."""
    if one.title:
        _print(console, "", one.title, style="bold")
    if "#" in one.location:  # a row among others
        _print(console, "", one.location, style="dim")
    if one.title or "#" in one.location:
        console.print()
    for sentence in one.sentences:
        _print(console, f"{sentence.index + 1:<4}", sentence.text)
        if not sentence.frames:
            _print(console, "    ", "no clause and no event noun", style="dim")
        for frame in sentence.frames:
            console.print()
            _print(console, "    ", _heading(frame), style="bold")
            for label, told in _lines(one, frame):
                _print(console, f"      {label:<{LABEL}}", told)
        if sentence.figures or sentence.times:
            console.print()
        for figure in sentence.figures:
            _print(console, f"    {'figure':<{LABEL}}  ", _figure(figure))
        for time in sentence.times:
            _print(console, f"    {'time':<{LABEL}}  ", _time(time))
        console.print()


def _print(console: Console, before: str, told: str, style: str = "") -> None:
    """One paragraph, what follows its first line set back as far as ``before`` is wide."""
    for line in textwrap.wrap(
        one_line(told),
        width=console.width,
        initial_indent=before,
        subsequent_indent=" " * len(before),
        break_on_hyphens=False,
    ):
        console.print(Text(line, style=style), soft_wrap=True)


def _heading(frame: FrameExplained) -> str:
    """ "had sent: verb send, past perfect, negated"."""
    kind = {"light": "noun under a light verb", "noun": "event noun"}.get(frame.kind, frame.kind)
    time = " ".join(x for x in (frame.tense, frame.aspect.replace("_", " ")) if x)
    flags = [
        f"{kind} {frame.lemma}",
        time,
        "passive" if frame.passive else "",
        "negated" if frame.negated else "",
        f"modal {frame.modal}" if frame.modal else "",
        "question" if frame.question else "",
    ]
    return f"{frame.predicate}: {', '.join(x for x in flags if x)}"


def _figure(figure: FigureExplained) -> str:
    """ "about 300": 300 soldier, killed, about; counts what "400 to 500 soldiers" counts."""
    value = interval(figure.low, figure.high, figure.best)
    counted = " ".join(x for x in (value, figure.unit) if x)
    facts = [counted, figure.measure, "" if figure.bound == "exact" else figure.bound, figure.scope]
    notes = "".join(f"; {note}" for note in figure.notes)
    return f"“{figure.words}”: {', '.join(x for x in facts if x)}{notes}"


def _time(time: TimeExplained) -> str:
    """ "Monday": DATE XXXX-WXX-1, near:future of the report's clock, on."""
    facts = [f"{time.timex_type} {time.value}", time.mod, time.relative, time.role]
    return f"“{time.words}”: {', '.join(x for x in facts if x)}"


def _lines(one: Explained, frame: FrameExplained) -> Iterator[tuple[str, str]]:
    for argument in frame.arguments:
        shared = argument.role == "agent" and frame.shared
        words = "; ".join(argument.words) + (" (from a clause above)" if shared else "")
        role = argument.role.replace("_", " ")
        if len(role) < LABEL:
            yield role, words
        else:
            yield "", f"{role}: {words}"
    if frame.above:
        yield "under", " < ".join(frame.above)
    for rule in frame.fired:
        yield "event", _event(one, frame, rule)
        for event in one.coded(frame, rule)[:1]:
            yield from details(event, one.events, one.times, one.figures)
    if frame.stopped_by:
        yield "no event", f"so says {frame.stopped_by}"
    for near in frame.near[:NEAR_SHOWN]:
        yield "nearly", f"{near.type} {near.rule}: {near.failed}"
    more = len(frame.near) - NEAR_SHOWN
    if more > 0:
        yield "", f"and {more} more"


def _event(one: Explained, frame: FrameExplained, rule: FiredRule) -> str:
    what = " ".join(x for x in (rule.type, rule.mode, rule.cameo) if x)
    events = one.coded(frame, rule)
    if events:
        sides = f"{_side(events[0].initiators)} > {_side(events[0].recipients)}"
        both = ", both ways" if len(events) > 1 else ""
        return f"{what}: {sides}{both}, {events[0].factuality}, by {rule.rule}"
    sides = f"{_or_open(rule.initiators)} > {_or_open(rule.recipients)}"
    why = DROPPED if rule.dropped else DOMESTIC if rule.foreign else SET_ASIDE
    return f"{what}: {sides}, by {rule.rule}; {why}"


def _side(participants: Sequence[Participant]) -> str:
    return _or_open(
        tuple(f"{p.name or p.text}{f' [{p.country}]' if p.country else ''}" for p in participants)
    )


def _or_open(words: Sequence[str]) -> str:
    return "; ".join(words) or "?"
