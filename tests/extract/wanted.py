"""What a spec says must be coded, and what a coded report lacks of it.

An event is told as ``TYPE INITIATOR>RECIPIENT`` with words after it, all of which must hold:

- ``A|B X>Y|Y>X``: alternatives of types and of pairs; countries in ISO alpha-3 joined by ``+``,
  ``?`` where none is told.
- a factuality (``planned``, ``possible|predicted``).
- ``mode=``, ``cameo=`` (its first digits), ``items=`` (a class, or its first part), ``at=`` (a
  place's name), ``route=`` (way and name of a leg, ``_`` for spaces), ``count=`` (the best value of
  a figure of the event), ``back=`` (class of an item of an event that it is linked with both ways,
  ``-`` for one without items), ``when=`` (year, month or
  day that it lies in), ``init=`` (part of the name of an initiator).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from dragoman.model import CodedReport, Event, Participant


def side(participants: tuple[Participant, ...]) -> str:
    """The countries of one side, each once."""
    return "+".join(dict.fromkeys(p.country for p in participants if p.country)) or "?"


def told(report: CodedReport) -> list[str]:
    """The events of a report, in the form of a spec, with the rule of each."""
    return [_told(e) for e in report.events]


def _told(e: Event) -> str:
    more = [f"mode={e.mode}"] if e.mode else []
    more += [f"cameo={e.cameo}"] + [f"items={i.cls}" for i in e.items]
    more += [f"at={p.name}" for p in e.places]
    more += [f"route={leg.way} {leg.name}".replace(" ", "_") for leg in e.route]
    if e.occurred_at.earliest is not None:
        more.append(f"when={e.occurred_at.earliest}..{e.occurred_at.latest}")
    return " ".join([e.type, f"{side(e.initiators)}>{side(e.recipients)}", e.factuality, *more]) + (
        f" ({e.rule})"
    )


def fits(event: Event, wanted: str) -> bool:
    """Whether an event is one of the type and the sides that a spec tells."""
    types, pairs = wanted.split()[:2]
    pair = f"{side(event.initiators)}>{side(event.recipients)}"
    return event.type in types.split("|") and pair in pairs.split("|")


def _when(event: Event, value: str) -> bool:
    days = (event.occurred_at.earliest, event.occurred_at.latest)
    return all(day is not None and day.isoformat().startswith(value) for day in days)


CHECKS: Final[Mapping[str, Callable[[Event, str], bool]]] = {
    "mode": lambda event, value: event.mode == value,
    "cameo": lambda event, value: event.cameo.startswith(value),
    "items": lambda event, value: any(f"{i.cls}.".startswith(f"{value}.") for i in event.items),
    "route": lambda event, value: any(
        f"{leg.way} {leg.name}" == value.replace("_", " ") for leg in event.route
    ),
    "at": lambda event, value: any(p.name == value for p in event.places),
    "when": _when,
    "init": lambda event, value: any(value in p.name for p in event.initiators),
}


def _count(event: Event, value: str, report: CodedReport) -> bool:
    return any(q.event_id == event.id and q.best == float(value) for q in report.quantities)


def _back(event: Event, value: str, report: CodedReport) -> bool:
    others = [e for e in report.events if e.id in event.in_return_for]
    return any(
        event.id in o.in_return_for and (CHECKS["items"](o, value) if value != "-" else not o.items)
        for o in others
    )


IN_REPORT: Final[Mapping[str, Callable[[Event, str, CodedReport], bool]]] = {
    "count": _count,
    "back": _back,
}


def _fits_wholly(event: Event, wanted: str, report: CodedReport) -> bool:
    for word in wanted.split()[2:]:
        key, equals, value = word.partition("=")
        if not equals and event.factuality.value not in key.split("|"):
            return False
        if key in IN_REPORT:
            if not IN_REPORT[key](event, value, report):
                return False
        elif equals and not CHECKS[key](event, value):
            return False
    return fits(event, wanted)


def problems(case: Mapping[str, Any], report: CodedReport) -> list[str]:
    """What a report lacks of a case, and what it has that the case rules out.

    Args:
        case: ``events`` must be coded; ``never`` lists types that must not be; ``only`` rules out
            all other events; ``linked`` asks for a pair given for each other.
    """
    found = []
    for wanted in case["events"]:
        if not any(_fits_wholly(e, wanted, report) for e in report.events):
            near = any(fits(e, wanted) for e in report.events)
            found.append(f"{'unlike' if near else 'lacks'} {wanted}")
    never = case.get("never", ())
    found += [f"has {e.type}" for e in report.events if e.type in never]
    if case.get("only"):
        found += [
            f"has {_told(e)}" for e in report.events if not any(fits(e, w) for w in case["events"])
        ]
    if case.get("linked") and not _linked(report):
        found.append("links no pair")
    return found


def _linked(report: CodedReport) -> bool:
    ids = {e.id for e in report.events}
    linked = [e for e in report.events if e.in_return_for]
    return len(linked) >= 2 and all(set(e.in_return_for) <= ids for e in linked)
