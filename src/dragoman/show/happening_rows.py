"""Listings of happenings: the ledger and the timeline."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.analyse.grades import UNJUDGED
from dragoman.model import Happening, to_json
from dragoman.show import phrases
from dragoman.show.listing import Column, Listing, Told
from dragoman.show.lookup import Lookup
from dragoman.show.safe import cut

CODES_SHOWN = 3
"""Countries named a side in the table's narrow column; the rest are counted."""
NAME_SHOWN = 14
"""Characters of a name there."""


def ledger_listing(lookup: Lookup, rows: Sequence[Happening], note: str = "") -> Listing[Happening]:
    """Happenings with who says so and how many origins stand behind each."""
    return Listing(
        columns=(
            Column("id", lambda h: h.id, "ID", lambda h: lookup.short(h.id)),
            Column("when", lambda h: phrases.when(h.occurred_at), "When", _when_short),
            Column(
                "who_to_whom",
                lambda h: phrases.direction(h.initiators, h.recipients),
                "Who → whom",
                _codes,
            ),
            Column("summary", lambda h: h.summary),
            Column("type", lambda h: h.type),
            Column("mode", lambda h: h.mode),
            Column("factuality", lambda h: h.factuality.value),
            Column("items", lambda h: "; ".join(item.text for item in h.items)),
            Column("figures", lambda h: "; ".join(phrases.estimate(e) for e in h.estimates)),
            Column("source_chain", lambda h: phrases.chain(lookup.best_chain(h))),
            Column("origins", lambda h: "; ".join(origin.name for origin in h.origins)),
            Column("origin_count", lambda h: str(h.origin_count)),
            Column("report_count", lambda h: str(len(h.report_ids))),
            Column("grade", lambda h: lookup.grades.of(h, lookup.view)),
            Column("disputed", lambda h: "yes" if lookup.disputed(h) else "no"),
            Column("origins_per_reports", _counts, "O/R", right=True),
        ),
        rows=rows,
        told=lambda h: _told(lookup, h),
        record=lambda h: _record(lookup, h),
        empty="No happening fits.",
        note=note,
    )


def _told(lookup: Lookup, happening: Happening) -> Told:
    figures = ", ".join(phrases.estimate(e) for e in happening.estimates[:3])
    flags = [] if happening.factuality.value == "actual" else [happening.factuality.value]
    if lookup.disputed(happening):
        flags.append("disputed")
    grade = lookup.grades.of(happening, lookup.view)
    if grade != "".join(UNJUDGED):
        flags.append(f"graded {grade}")
    says = phrases.chain(lookup.best_chain(happening))
    return Told(
        cut(lookup.deed(happening), 160),
        (
            figures,
            phrases.route(leg for event in lookup.events_of(happening) for leg in event.route),
            *(f"for {_short(lookup, i)}" for i in happening.in_return_for[:2]),
            f"says {cut(says, 90)}" if says else "",
            ", ".join(flags),
        ),
    )


def _short(lookup: Lookup, happening_id: str) -> str:
    """Another happening's id and deed."""
    other = lookup.view.happenings.get(happening_id)
    told = f": {lookup.deed(other)}" if other else ""
    return cut(f"{lookup.short(happening_id)}{told}", 100)


def _when_short(happening: Happening) -> str:
    """The date in at most ten characters: a wide interval shows its years, an open one its
    month."""
    text = phrases.when(happening.occurred_at)
    if len(text) <= 10:
        return text
    moment = happening.occurred_at
    if moment.earliest and moment.latest:
        first, last = moment.earliest, moment.latest
        same_month = (first.year, first.month) == (last.year, last.month)
        if same_month:
            return f"{first.isoformat()[:7]}~"
        years = f"{first.year}/{last.year}"
        return years if first.year != last.year else f"{first.year}~"
    return text[:8]


def _codes(happening: Happening) -> str:
    """Country codes, or names cut short; long pairs on two lines."""
    sides = []
    for side in (happening.initiators, happening.recipients):
        named = list(dict.fromkeys(phrases.code(p, NAME_SHOWN) for p in side))
        if len(named) > CODES_SHOWN:
            named = [*named[: CODES_SHOWN - 1], f"+{len(named) - CODES_SHOWN + 1}"]
        sides.append(",".join(named) or phrases.NOBODY)
    given, taken = sides
    return f"{given} → {taken}" if len(given) + len(taken) <= 8 else f"{given}\n→ {taken}"


def _counts(happening: Happening) -> str:
    return f"{happening.origin_count}/{len(happening.report_ids)}"


def _record(lookup: Lookup, happening: Happening) -> object:
    """The record as it is, with the chain and the flag that the table shows."""
    data = to_json(happening)
    data["source_chain"] = to_json(lookup.best_chain(happening))
    data["grade"] = lookup.grades.of(happening, lookup.view)
    data["disputed"] = lookup.disputed(happening)
    return data
