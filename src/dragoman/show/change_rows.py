"""Listing of what changed in a case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from dragoman.analyse.since import came_due, newly_disputed, settled, slots
from dragoman.case.records import Change, ChangeKind
from dragoman.model import Estimate, PartialDate
from dragoman.show import phrases
from dragoman.show.across_rows import slot_question
from dragoman.show.listing import Column, Listing, Told
from dragoman.show.lookup import Lookup
from dragoman.show.safe import cut

FLAGS: Final = (
    ("newly disputed", newly_disputed),
    ("came due", came_due),
    ("settled", settled),
)

FACTS: Final = {
    "occurred": "when",
    "factuality": "stands as",
    "figures": "figures",
    "origins": "origins",
    "reports": "reports",
    "positions": "positions",
    "status": "status",
    "horizon": "by when",
    "holder": "holder",
    "kind": "kind",
    "copy": "repeats another",
    "location": "read from",
}
"""What is told of a change of each fact; those not listed follow from others."""


def change_listing(lookup: Lookup, rows: Sequence[Change], note: str = "") -> Listing[Change]:
    """What became of which record, and what is told otherwise than before."""
    return Listing(
        columns=(
            Column("id", lambda c: c.record_id, "ID", lambda c: lookup.short(c.record_id)),
            Column("kind", lambda c: c.kind, "Kind"),
            Column("change", lambda c: c.change.value, "Change"),
            Column("what", what),
            Column("flags", lambda c: "; ".join(flags(c))),
            Column("facts", lambda c: " | ".join(facts(c))),
            Column("previous_id", lambda c: c.previous_id),
        ),
        rows=rows,
        told=lambda c: Told(
            cut(what(c), 160), (", ".join(flags(c)), *(cut(line, 160) for line in facts(c)))
        ),
        record=record,
        told_heading="What, and what is told otherwise",
        empty="Nothing has changed.",
        note=note,
    )


def what(change: Change) -> str:
    """What the record is about, as it stands since, or as it stood."""
    told = change.after or change.before
    if change.kind == "report":
        return " · ".join(filter(None, (told["publisher"], told["title"] or told["location"])))
    if change.kind == "difference":
        return " ".join(filter(None, (slot_question(told["slot"]), told["about"])))
    return str(told["summary"] if change.kind == "happening" else told["outcome"])


def flags(change: Change) -> list[str]:
    """What an analyst would look for first."""
    return [name for name, holds in FLAGS if holds(change)]


def facts(change: Change) -> list[str]:
    """Each fact that is told otherwise, before and after; of new records the main ones."""
    if change.change is ChangeKind.MERGED:
        return ["now told as one with another: " + what(change)]
    if change.change is ChangeKind.CHANGED:
        return [
            f"{FACTS[name]}: {fact(name, change.before)} → {fact(name, change.after)}"
            for name in slots(change)
            if name in FACTS
        ]
    told = change.after or change.before
    return [line for line in _main_facts(change.kind, told) if line]


def fact(name: str, told: Mapping[str, Any]) -> str:
    """One fact in words."""
    value = told.get(name)
    if name in ("occurred", "horizon"):
        return phrases.when(_moment(value))
    if name == "figures":
        return ", ".join(_figure(*one) for one in value or ()) or phrases.NOBODY
    if name == "positions":
        return "; ".join(f"{cut(side, 50)}: {cut(who, 40)}" for side, who in value or ())
    if isinstance(value, bool):
        return "yes" if value else "no"
    return phrases.words(str(value))


def record(change: Change) -> dict[str, Any]:
    """A change as JSON values."""
    return {
        "change": change.change.value,
        "kind": change.kind,
        "id": change.record_id,
        "previous_id": change.previous_id,
        "revision": change.revision_id,
        "what": what(change),
        "flags": flags(change),
        "slots": list(slots(change)),
        "before": dict(change.before),
        "after": dict(change.after),
    }


def _main_facts(kind: str, told: Mapping[str, Any]) -> list[str]:
    if kind == "report":
        return [f"published {told['published']}" if told["published"] else ""]
    if kind == "difference":
        return [f"{told['kind']}: {fact('positions', told)}"]
    if kind == "happening":
        disputed = ", disputed" if told["disputed"] else ""
        origins = _counted(told["origins"], "origin")
        return [f"{origins}, {_counted(told['reports'], 'report')}{disputed}"]
    return [f"says {told['holder']}" if told["holder"] else "", _status(told)]


def _status(told: Mapping[str, Any]) -> str:
    horizon = fact("horizon", told)
    by = f" by {horizon}" if horizon != phrases.NOBODY else ""
    return f"{fact('status', told)}{by}"


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'s' * (count != 1)}"


def _moment(ends: Sequence[str | None] | None) -> PartialDate:
    first, last = ends or (None, None)
    return PartialDate(
        date.fromisoformat(first) if first else None, date.fromisoformat(last) if last else None
    )


def _figure(
    measure: str, unit: str, low: float | None, best: float | None, high: float | None
) -> str:
    return phrases.estimate(Estimate(measure, unit, low, best, high, ()))
