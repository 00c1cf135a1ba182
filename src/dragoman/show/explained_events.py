"""What was made of a clause: where, when, what was moved, by which way, and for what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from dragoman.model import Event, Place, Quantity, TimeExpression
from dragoman.show import phrases

PLACED: Final[Mapping[str, str]] = {
    "clause": "told in its clause",
    "object": "what was struck, entered or left",
    "clause above": "told in the clause above",
    "participle": "told by the participle before it",
    "there": "which “there” stands for",
    "dateline": "by the dateline alone",
}
"""What told a place, by its basis."""

BOUNDS: Final = (
    ("told by published_at", "no later than the report"),
    ("ahead of published_at", "no earlier than the report"),
    ("told by ", "no later than it was told"),
    ("ahead of ", "no earlier than it was told"),
    ("before ", "before what the clause above tells"),
    ("after ", "after what the clause above tells"),
)
"""How a basis of a mere bound begins, and what it says."""


def details(
    event: Event,
    events: Sequence[Event],
    times: Sequence[TimeExpression],
    figures: Sequence[Quantity],
) -> Iterator[tuple[str, str]]:
    """Lines of a label and what is told of one event, those that have something to tell.

    Args:
        events, times, figures: those of the whole report.
    """
    for place in event.places:
        yield "where", _place(place)
    when = _when(event, times)
    if when:
        yield "when", when
    for item in event.items:
        count = next((q for q in figures if q.event_id == event.id and item.text in q.text), None)
        told = phrases.figure(count) if count is not None else item.text
        yield "item", f"{told} ({item.cls})"
    if event.route:
        yield "way", phrases.route(event.route)
    by_id = {e.id: e for e in events}
    for other in (by_id[key] for key in event.in_return_for if key in by_id):
        given = ", ".join(i.text for i in other.items) or f"“{other.trigger.exact}”"
        sides = phrases.direction(other.initiators, other.recipients)
        yield "for", f"{given}: {other.type} {sides}, by {other.rule}"


def _place(place: Place) -> str:
    lies = ""
    if place.latitude is not None and place.longitude is not None:
        north, east = ("N", "S")[place.latitude < 0], ("E", "W")[place.longitude < 0]
        lies = f", {abs(place.latitude):.2f}° {north} {abs(place.longitude):.2f}° {east}"
    land = f" [{place.country}]" if place.country else ""
    why = PLACED.get(place.basis, place.basis)
    return f"{place.name}{land}{lies}{f'; {why}' if why else ''}"


def _when(event: Event, times: Sequence[TimeExpression]) -> str:
    """The date, and the words that it rests on, or what bounds it."""
    moment = event.occurred_at
    if not moment.known:
        return f"open: {moment.basis}" if moment.basis else ""
    date = phrases.when_long(moment)
    for opening, meaning in BOUNDS:
        if moment.basis.startswith(opening):
            return f"{date}; {meaning}"
    words = [
        f"“{t.text}”"
        for t in times
        if event.id in t.event_ids and t.resolved.basis and t.resolved.basis in moment.basis
    ]
    return f"{date}; told by {' and '.join(dict.fromkeys(words))}" if words else date
