"""Listings of differences and forecasts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dragoman.analyse.holders import HolderRow
from dragoman.model import Difference, DifferencePosition, Forecast, to_json
from dragoman.show import phrases
from dragoman.show.listing import Column, Listing, Told
from dragoman.show.lookup import Lookup
from dragoman.show.safe import cut

POSITIONS_SHOWN: Final = 6
"""Positions of a difference in the table; JSON has all."""

HELD_SHOWN: Final = 8
"""Ids of a holder's forecasts in the table."""

QUOTED: Final = ' \t\n"“”‘’,.;'
"""What quoted words begin or end with that is none of them."""

SLOTS: Final = {
    "date": "When?",
    "direction": "Who did it to whom?",
    "actor": "Who was it?",
    "happened": "Did it happen?",
    "purpose": "What for?",
    "place": "Where?",
    "item": "What was it?",
    "items": "What was it?",
}
"""The question that each slot puts to the accounts."""


def question(difference: Difference) -> str:
    """A difference's slot as a question: ``How many troops?``."""
    return slot_question(difference.slot)


def slot_question(named: str) -> str:
    """A slot as a question."""
    slot, _, measure = named.partition(":")
    if slot == "figure":
        return f"How many {phrases.words(measure)}?" if measure != "money" else "How much money?"
    return SLOTS.get(slot, f"{phrases.words(slot).capitalize()}?")


def matter(difference: Difference, lookup: Lookup) -> str:
    """What a difference is about: its happening, else the words of the first who speaks of it."""
    happening = lookup.view.happenings.get(difference.happening_id)
    if happening is not None:
        return lookup.sentence(happening)
    words = next((p.evidence[0].exact for p in difference.positions if p.evidence), "")
    bare = words.strip(QUOTED)
    return f"“{bare}”" if bare else ""


def difference_listing(
    lookup: Lookup, rows: Sequence[Difference], note: str = ""
) -> Listing[Difference]:
    """Where accounts differ: the question, and who holds what."""

    def about(difference: Difference) -> str:
        return matter(difference, lookup)

    return Listing(
        columns=(
            Column("id", lambda d: d.id, "ID", lambda d: lookup.short(d.id)),
            Column("kind", lambda d: d.kind.value, "Kind"),
            Column("slot", lambda d: d.slot),
            Column("happening_id", lambda d: d.happening_id),
            Column("about", about),
            Column("positions", lambda d: " | ".join(_side(p) for p in d.positions)),
        ),
        rows=rows,
        told=lambda d: Told(
            f"{question(d)}  {cut(about(d), 90)}",
            (
                *(_side(position) for position in d.positions[:POSITIONS_SHOWN]),
                _more(len(d.positions) - POSITIONS_SHOWN),
            ),
        ),
        record=to_json,
        told_heading="Question and positions",
        empty="The accounts agree, or there is only one of each happening.",
        note=note,
    )


def _side(position: DifferencePosition) -> str:
    stated = phrases.when(position.stated_at)
    said = f" ({stated})" if position.stated_at.known else ""
    return f"{cut(position.value, 70)}: {cut(phrases.chain(position.sources), 80)}{said}"


def _more(count: int) -> str:
    return f"and {count} more" if count > 0 else ""


def forecast_listing(lookup: Lookup, rows: Sequence[Forecast], note: str = "") -> Listing[Forecast]:
    """Forecasts: who expects what, under which condition, by when, and how it stands."""
    return Listing(
        columns=(
            Column("id", lambda f: f.id, "ID", lambda f: lookup.short(f.id)),
            Column("status", lambda f: f.status.value, "Status", lambda f: _status(f)),
            Column("horizon", lambda f: phrases.when(f.horizon), "By when"),
            Column("outcome", lambda f: f.outcome.exact),
            Column("condition", lambda f: f.condition.exact if f.condition else ""),
            Column("holder", lambda f: phrases.original(f.sources)),
            Column("source_chain", lambda f: phrases.chain(f.sources)),
            Column("likelihood", lambda f: f.likelihood.phrase),
            Column("likelihood_low", lambda f: _share(f.likelihood.low)),
            Column("likelihood_high", lambda f: _share(f.likelihood.high)),
            Column("likelihood_scale", lambda f: f.likelihood.scale),
            Column("settled_by", lambda f: "; ".join(f.settled_by)),
            Column("report_id", lambda f: f.report_id),
        ),
        rows=rows,
        told=lambda f: Told(
            cut(f.outcome.exact, 200),
            (
                f"condition: {cut(f.condition.exact, 120)}" if f.condition else "",
                f"says {cut(phrases.chain(f.sources), 90)}",
                likelihood(f),
                "settled by " + ", ".join(lookup.short(i) for i in f.settled_by)
                if f.settled_by
                else "",
            ),
        ),
        record=to_json,
        told_heading="What is expected",
        empty="No forecast fits.",
        note=note,
    )


def holder_listing(lookup: Lookup, rows: Sequence[HolderRow], note: str = "") -> Listing[HolderRow]:
    """Speakers and how their forecasts came out."""

    def score(row: HolderRow) -> str:
        return "" if row.brier is None else f"{row.brier:.3f}"

    def told(row: HolderRow) -> Told:
        counts = (
            (row.fulfilled, "came about"),
            (row.failed, "failed"),
            (row.overdue, "overdue"),
            (row.open, "open"),
        )
        rests = f"Brier score {score(row)} over {row.scored}" if row.brier is not None else ""
        return Told(
            f"{row.name}: " + ", ".join(f"{n} {words}" for n, words in counts if n),
            (rests, ", ".join(lookup.short(i) for i in row.forecast_ids[:HELD_SHOWN])),
        )

    return Listing(
        columns=(
            Column("holder", lambda r: r.name),
            Column("actor_id", lambda r: r.actor_id),
            Column("fulfilled", lambda r: str(r.fulfilled)),
            Column("failed", lambda r: str(r.failed)),
            Column("overdue", lambda r: str(r.overdue)),
            Column("open", lambda r: str(r.open)),
            Column("brier", score, "Brier", right=True),
            Column("scored", lambda r: str(r.scored)),
        ),
        rows=rows,
        told=told,
        record=to_json,
        told_heading="Who, and how theirs came out",
        empty="No forecast fits.",
        note=note,
    )


def likelihood(forecast: Forecast) -> str:
    """The phrase with its range in percent and the scale it is from, empty where it has none."""
    held = forecast.likelihood
    if held.low is None or held.high is None:
        return held.phrase
    scale = f", {held.scale}" if held.scale else ""
    return f"{held.phrase} ({held.low:.0%} to {held.high:.0%}{scale})"


def _share(value: float | None) -> str:
    return "" if value is None else f"{value:g}"


def _status(forecast: Forecast) -> str:
    return phrases.words(forecast.status.value).replace(" ", "\n")
