"""Views over the whole choice: the exchange, what is expected, the reports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote

from dragoman.analyse import ExchangeRow, Scenario, exchanges, scenarios
from dragoman.case import Case
from dragoman.case.asking import ReportLine, report_lines
from dragoman.model import DifferenceKind, Forecast, to_json
from dragoman.serve.addresses import evidence_address, said_address, sentence_of
from dragoman.serve.asked import Asked, chips
from dragoman.serve.ledger import labels_of
from dragoman.serve.room import Room
from dragoman.serve.views import View
from dragoman.show import phrases
from dragoman.show.across_rows import forecast_listing, likelihood
from dragoman.show.dossier_rows import standing
from dragoman.show.listing import Column, Listing, Told
from dragoman.show.lookup import Lookup

ROWS: Final = 100
FORECASTS: Final = 40
LITTLE: Final = 20
"""Characters that a sentence may have beyond a forecast's outcome without telling more."""
ORDER: Final = list(DifferenceKind)


def common(room: Room, case: Case, asked: Asked, left_out: int) -> dict[str, Any]:
    """What every view over the choice shows of it."""
    labels = labels_of(room.index(case), asked)
    return {"asked": asked, "chips": chips(asked, labels), "left_out": left_out}


@dataclass(frozen=True, slots=True)
class GiftLine:
    """What went one way in one happening."""

    address: str
    what: str
    figures: tuple[str, ...]
    when: str
    tag: str
    disputed: bool
    standing: str
    origins: str
    happening: str
    returns: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PairLines:
    """What went each way between two parties."""

    sides: tuple[tuple[str, tuple[GiftLine, ...]], ...]
    address: str


def exchange(room: Room, case: Case, asked: Asked) -> View:
    """Who gave what to whom, two columns a pair."""
    lookup, left_out = room.transfers(case, asked)
    pairs = exchanges(lookup.view, room.likeness)
    rows = [row for pair in pairs for row in (*pair.outward, *pair.homeward)]
    lines = [
        PairLines(
            sides=tuple(
                (f"{lookup.party(giver)} → {lookup.party(taker)}", gift_lines(side, lookup))
                for giver, taker, side in (
                    (pair.one, pair.other, pair.outward),
                    (pair.other, pair.one, pair.homeward),
                )
            ),
            address=f"/pair/{quote(pair.one)}/{quote(pair.other)}" if len(pair.one) == 3 else "",
        )
        for pair in pairs[:ROWS]
    ]
    return View(
        "exchange.html",
        "/exchange",
        "Who gave what to whom",
        {**common(room, case, asked, left_out), "pairs": lines},
        lambda: exchange_listing(rows, lookup),
    )


def gift_lines(side: Sequence[ExchangeRow], lookup: Lookup) -> tuple[GiftLine, ...]:
    """One line a happening, whatever classes of things it gave."""
    groups: dict[str, list[ExchangeRow]] = {}
    for row in side:
        groups.setdefault(row.happening_id, []).append(row)
    return tuple(_gift(rows, lookup) for rows in groups.values())


def _gift(rows: Sequence[ExchangeRow], lookup: Lookup) -> GiftLine:
    first = rows[0]
    happenings = lookup.view.happenings
    items = [item for row in rows for item in row.items or (phrases.words(row.item_class),)]
    estimates = dict.fromkeys(e for row in rows for e in row.estimates)
    returned = dict.fromkeys((*first.in_return_for, *first.returned_by))
    return GiftLine(
        address=f"/?at={first.happening_id}#here",
        what=phrases.listed([item for item in items if item], 8) or "help, not named",
        figures=tuple(phrases.estimate(e) for e in list(estimates)[:3]),
        when=phrases.when_long(first.occurred_at),
        tag="" if first.factuality.value == "actual" else first.factuality.value,
        disputed=first.disputed,
        standing=standing(first.origin_count, len(first.report_ids)),
        origins=phrases.listed(lookup.origins(first.origins), 4),
        happening=f"/happening/{first.happening_id}",
        returns=tuple(
            (lookup.sentence(happenings[i]), f"/?at={i}#here") for i in returned if i in happenings
        ),
    )


def exchange_listing(rows: Sequence[ExchangeRow], lookup: Lookup) -> Listing[ExchangeRow]:
    """The rows of an exchange as they are downloaded."""
    return Listing(
        columns=(
            Column("happening_id", lambda r: r.happening_id),
            Column("giver", lambda r: lookup.party(r.giver)),
            Column("taker", lambda r: lookup.party(r.taker)),
            Column("class", lambda r: r.item_class),
            Column("items", lambda r: "; ".join(r.items)),
            Column("figures", lambda r: "; ".join(phrases.estimate(e) for e in r.estimates)),
            Column("when", lambda r: phrases.when(r.occurred_at)),
            Column("factuality", lambda r: r.factuality.value),
            Column("origins", lambda r: "; ".join(lookup.origins(r.origins))),
            Column("origin_count", lambda r: str(r.origin_count)),
            Column("report_count", lambda r: str(len(r.report_ids))),
            Column("in_return_for", lambda r: "; ".join(r.in_return_for)),
        ),
        rows=rows,
        told=lambda r: Told(r.summary),
        record=to_json,
    )


@dataclass(frozen=True, slots=True)
class ForecastLine:
    """One forecast."""

    outcome: str
    status: str
    holder: str
    kind: str
    said: str
    through: str
    likelihood: str
    horizon: str
    address: str
    settled: tuple[tuple[str, str], ...]
    sentence: str


def expected(room: Room, case: Case, asked: Asked) -> View:
    """Forecasts under the condition on which they hang."""
    lookup, left_out = room.survey(case, asked)
    board = scenarios(lookup.view, room.likeness)
    return View(
        "expected.html",
        "/expected",
        "What is expected",
        {
            **common(room, case, asked, left_out),
            "scenarios": [
                (
                    one.condition,
                    one.wordings[1:6],
                    [forecast_line(f, lookup) for f in one.forecasts[:FORECASTS]],
                    max(len(one.forecasts) - FORECASTS, 0),
                )
                for one in board[:ROWS]
            ],
            "more": max(len(board) - ROWS, 0),
        },
        lambda: forecast_listing(lookup, _all(board)),
    )


def _all(board: Sequence[Scenario]) -> list[Forecast]:
    return [forecast for one in board for forecast in one.forecasts]


def forecast_line(forecast: Forecast, lookup: Lookup) -> ForecastLine:
    """A forecast as a line."""
    settled = [lookup.view.happenings.get(i) for i in forecast.settled_by]
    first = forecast.sources[0]
    return ForecastLine(
        outcome=forecast.outcome.exact,
        status=phrases.words(forecast.status.value),
        holder=phrases.original(forecast.sources),
        kind=phrases.kind_words(first.kind),
        said=said_address(first),
        through=phrases.chain(forecast.sources[1:]),
        likelihood=likelihood(forecast),
        horizon=phrases.when_long(forecast.horizon) if forecast.horizon.known else "",
        address=evidence_address(forecast.evidence),
        settled=tuple((lookup.sentence(h), f"/?at={h.id}#here") for h in settled if h),
        sentence=_whole_sentence(forecast, lookup),
    )


def _whole_sentence(forecast: Forecast, lookup: Lookup) -> str:
    """The sentence of a forecast, where it tells more than the outcome alone."""
    words = sentence_of(forecast.evidence, lookup)
    return words if len(words) > len(forecast.outcome.exact) + LITTLE else ""


def reports(room: Room, case: Case, asked: Asked) -> View:
    """The reports by day."""
    lines, total = report_lines(case, ROWS, (asked.page - 1) * ROWS)
    pages = max(-(-total // ROWS), 1)
    return View(
        "reports.html",
        "/reports",
        "The reports",
        {
            **common(room, case, asked, 0),
            "reports": lines,
            "total": total,
            "page": asked.page,
            "pages": pages,
            "steps": {
                "before": Asked(page=asked.page - 1).address("/reports") if asked.page > 1 else "",
                "after": Asked(page=asked.page + 1).address("/reports")
                if asked.page < pages
                else "",
            },
        },
        lambda: line_listing(report_lines(case, total)[0]),
    )


def line_listing(rows: Sequence[ReportLine]) -> Listing[ReportLine]:
    """Reports as they are downloaded."""
    keys = ("id", "published", "publisher", "title", "location", "copy_of", "uncoded", "events")

    def column(key: str) -> Column[ReportLine]:
        return Column(key, lambda row: str(getattr(row, key)))

    return Listing(
        columns=tuple(column(key) for key in keys),
        rows=rows,
        told=lambda r: Told(r.title),
        record=to_json,
    )
