"""Listings of what is reckoned against what is claimed: stocks, caps, truces."""

from __future__ import annotations

from collections.abc import Sequence
from math import isinf
from typing import Any

from dragoman.analyse.promises import PromiseRow
from dragoman.analyse.stocks import Level, Step, StockRow
from dragoman.model import to_json
from dragoman.show import phrases
from dragoman.show.listing import Column, Listing, Told
from dragoman.show.lookup import Lookup
from dragoman.show.safe import cut

AGAINST_SHOWN = 6

Check = StockRow | PromiseRow


def stock_listing(lookup: Lookup, rows: Sequence[Check], note: str = "") -> Listing[Check]:
    """Each computation with its steps, and what stands against it."""
    return Listing(
        columns=(
            Column("kind", _kind, "Kind"),
            Column("day", _day, "As of"),
            Column("parties", lambda r: ",".join(_parties(r)), "Whose"),
            Column("where", lambda r: r.where if isinstance(r, StockRow) else ""),
            Column("measure", lambda r: r.measure),
            Column("sent", lambda r: _amount(r.sent) if isinstance(r, StockRow) else ""),
            Column("lost", lambda r: _amount(r.lost) if isinstance(r, StockRow) else ""),
            Column("returned", lambda r: _amount(r.returned) if isinstance(r, StockRow) else ""),
            Column("computed", lambda r: _amount(r.computed) if isinstance(r, StockRow) else ""),
            Column("claim", _claim),
            Column("verdict", verdict),
        ),
        rows=rows,
        told=lambda r: _stock_told(lookup, r) if isinstance(r, StockRow) else _promise(lookup, r),
        record=_record,
        told_heading="Reckoned and claimed",
        empty="No figure tells of anything sent, capped or promised for so many days.",
        note=note,
    )


def verdict(row: Check) -> str:
    """``outside``, ``fits``, ``no claim`` for a stock; ``broken`` or ``kept so far`` in figures."""
    if isinstance(row, PromiseRow):
        return "told against it" if row.against else "nothing told against it"
    return {None: "no claim", True: "fits", False: "outside"}[row.agrees]


def _kind(row: Check) -> str:
    return row.kind if isinstance(row, PromiseRow) else "stock"


def _day(row: Check) -> str:
    day = row.day if isinstance(row, StockRow) else row.until
    return day.isoformat() if day else ""


def _parties(row: Check) -> tuple[str, ...]:
    return (row.owner,) if isinstance(row, StockRow) else row.parties


def _claim(row: Check) -> str:
    if isinstance(row, PromiseRow):
        return " | ".join(step.text for step in row.against)
    return row.claim.text if row.claim else ""


def _stock_told(lookup: Lookup, row: StockRow) -> Told:
    where = f" sent to {lookup.party(row.where)}" if row.where else ""
    head = f"{phrases.words(row.measure).capitalize()} of {lookup.party(row.owner)}{where}: "
    claim = row.claim
    return Told(
        head + _amount(row.computed),
        (
            f"sent {_amount(row.sent)}: {_steps(lookup, row, 'sent')}",
            *(
                f"less lost {_amount(row.lost)}: {_steps(lookup, row, role)}"
                for role in ("lost", "perhaps lost")
                if any(s.role == role for s in row.steps)
            ),
            f"less returned {_amount(row.returned)}: {_steps(lookup, row, 'returned')}"
            if any(s.role == "returned" for s in row.steps)
            else "",
            f"claimed {claim.text}, {_where(lookup, claim)}: {verdict(row)}" if claim else "",
        ),
    )


def _promise(lookup: Lookup, row: PromiseRow) -> Told:
    names = " and ".join(lookup.party(party) for party in row.parties) or "nobody named"
    kept = row.promised
    span = f", {row.since} to {row.until}" if row.since and row.until else ""
    more = len(row.against) - AGAINST_SHOWN
    return Told(
        f"{row.kind.capitalize()} of {kept.text}: {names}{span}",
        (
            f"promised in {_where(lookup, kept)}",
            *(f"told: {_step(lookup, step)}" for step in row.against[:AGAINST_SHOWN]),
            f"and {more} more" if more > 0 else "",
            "" if row.against else verdict(row),
        ),
    )


def _steps(lookup: Lookup, row: StockRow, role: str) -> str:
    return "; ".join(_step(lookup, step) for step in row.steps if step.role == role)


def _step(lookup: Lookup, step: Step) -> str:
    return f"{cut(step.text, 80)} ({_where(lookup, step)})"


def _where(lookup: Lookup, step: Step) -> str:
    day = f", {step.day}" if step.day else ""
    return f"{lookup.short(step.happening_id or step.report_id)}{day}"


def _amount(level: Level) -> str:
    if isinf(level.high):
        return f"{phrases.number(level.low)} or more"
    return phrases.interval(level.low, level.high)


def _record(row: Check) -> Any:
    data = to_json(row)
    data["kind"], data["verdict"] = _kind(row), verdict(row)
    return _finite(data)


def _finite(value: Any) -> Any:
    """Open ends as ``null``: JSON has no infinity."""
    if isinstance(value, float) and isinf(value):
        return None
    if isinstance(value, dict):
        return {key: _finite(part) for key, part in value.items()}
    return [_finite(part) for part in value] if isinstance(value, list) else value
