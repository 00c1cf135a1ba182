"""Views over the whole choice: the exchange, the figures, the differences, what is expected, the
sources and the reports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote

from dragoman.analyse import ExchangeRow, FigureLadder, Scenario, exchanges, ladders, scenarios
from dragoman.case import Case
from dragoman.case.asking import ReportLine, report_lines
from dragoman.model import Difference, DifferenceKind, Evidence, to_json
from dragoman.serve.addresses import said_address
from dragoman.serve.asked import Asked, chips
from dragoman.serve.ledger import labels_of
from dragoman.serve.room import Room
from dragoman.serve.views import View
from dragoman.show import phrases
from dragoman.show.across_rows import difference_listing, forecast_listing, likelihood, question
from dragoman.show.dossier_claims import ladder_title, moves
from dragoman.show.dossier_rows import standing
from dragoman.show.listing import Column, Listing, Told
from dragoman.show.lookup import Lookup
from dragoman.show.source_rows import credited, source_listing

ROWS: Final = 100
FORECASTS: Final = 40
ORDER: Final = list(DifferenceKind)


def evidence_address(evidence: Sequence[Evidence]) -> str:
    """Where the first piece of evidence stands in its report."""
    if not evidence:
        return ""
    first = evidence[0]
    return f"/report/{first.report_id}?from={first.start}&to={first.end}#here"


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
    lookup, left_out = room.survey(case, asked)
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
class RungLine:
    """One figure of one source."""

    source: str
    said: str
    stated: str
    figure: str
    words: str
    vague: bool
    address: str


@dataclass(frozen=True, slots=True)
class LadderLines:
    """A counted thing with all figures for it."""

    title: str
    address: str
    rungs: tuple[RungLine, ...]
    sources: int
    disputed: bool


def figures(room: Room, case: Case, asked: Asked) -> View:
    """Each counted thing with its figures, those with most sources first."""
    lookup, left_out = room.survey(case, asked)
    found = sorted(
        ladders(lookup.view, room.likeness), key=lambda one: (not moves(one), -len(one.lines))
    )
    return View(
        "figures.html",
        "/figures",
        "How many, by whose count",
        {
            **common(room, case, asked, left_out),
            "ladders": [ladder_lines(one, lookup) for one in found[:ROWS]],
            "more": max(len(found) - ROWS, 0),
        },
        lambda: rung_listing([line for one in found for line in _named_rungs(one, lookup)]),
    )


def ladder_lines(ladder: FigureLadder, lookup: Lookup) -> LadderLines:
    """A ladder as lines, in order of source and of telling."""
    rungs = tuple(
        RungLine(
            source=phrases.speaker(line.source),
            said=said_address(line.source),
            stated=phrases.when_long(rung.stated_at),
            figure=phrases.figure(rung.quantity) if rung.vague else _amount(rung.quantity),
            words=rung.quantity.text,
            vague=rung.vague,
            address=evidence_address(rung.quantity.evidence),
        )
        for line in ladder.lines
        for rung in line.rungs
    )
    first = ladder.lines[0].rungs[0].quantity.id
    return LadderLines(
        title=ladder_title(ladder, lookup),
        address=f"/figure/{first}",
        rungs=rungs,
        sources=len(ladder.lines),
        disputed=any(d.kind is DifferenceKind.DISPUTE for d in ladder.differences),
    )


def _amount(quantity: Any) -> str:
    return phrases.interval(quantity.low, quantity.high, quantity.best)


NamedRung = tuple[str, RungLine]


def _named_rungs(ladder: FigureLadder, lookup: Lookup) -> list[NamedRung]:
    lines = ladder_lines(ladder, lookup)
    return [(lines.title, rung) for rung in lines.rungs]


def rung_listing(rows: Sequence[NamedRung]) -> Listing[NamedRung]:
    """Figures as they are downloaded."""
    return Listing(
        columns=(
            Column("counted", lambda r: r[0]),
            Column("source", lambda r: r[1].source),
            Column("stated", lambda r: r[1].stated),
            Column("figure", lambda r: r[1].figure),
            Column("words", lambda r: r[1].words),
            Column("evidence", lambda r: r[1].address),
        ),
        rows=rows,
        told=lambda r: Told(r[1].words),
        record=lambda r: {"counted": r[0], **to_json(r[1])},
    )


@dataclass(frozen=True, slots=True)
class PositionLine:
    """One side of a difference, with the sentence that it stands in."""

    value: str
    chain: str
    said: str
    stated: str
    quote: str
    address: str
    reports: int


@dataclass(frozen=True, slots=True)
class DifferenceLines:
    """A question on which accounts differ."""

    id: str
    question: str
    kind: str
    about: str
    happening: str
    positions: tuple[PositionLine, ...]


def differences(room: Room, case: Case, asked: Asked) -> View:
    """Where accounts differ: disputes first."""
    lookup, left_out = room.survey(case, asked)
    found = sorted(
        lookup.view.differences.values(),
        key=lambda d: (ORDER.index(d.kind), -len(d.positions), d.id),
    )
    return View(
        "differences.html",
        "/differences",
        "Where accounts differ",
        {
            **common(room, case, asked, left_out),
            "differences": [difference_lines(one, lookup) for one in found[:ROWS]],
            "more": max(len(found) - ROWS, 0),
        },
        lambda: difference_listing(lookup, found),
    )


def difference_lines(difference: Difference, lookup: Lookup) -> DifferenceLines:
    """A difference with the sentences of its positions."""
    happening = lookup.view.happenings.get(difference.happening_id)
    return DifferenceLines(
        id=difference.id,
        question=question(difference),
        kind=difference.kind.value,
        about=lookup.sentence(happening) if happening else "",
        happening=f"/happening/{happening.id}" if happening else "",
        positions=tuple(
            PositionLine(
                value=position.value,
                chain=phrases.chain(position.sources),
                said=said_address(position.sources[0]) if position.sources else "",
                stated=phrases.when_long(position.stated_at) if position.stated_at.known else "",
                quote=sentence_of(position.evidence, lookup),
                address=evidence_address(position.evidence),
                reports=len(position.report_ids),
            )
            for position in difference.positions
        ),
    )


def sentence_of(evidence: Sequence[Evidence], lookup: Lookup) -> str:
    """The sentence of the first piece of evidence, or its words outside of any."""
    for one in evidence:
        span = lookup.view.sentence_of(one)
        if span is not None and one.report_id in lookup.view.reports:
            return lookup.view.reports[one.report_id].source_text[span.start : span.end]
    return evidence[0].exact if evidence else ""


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


def _all(board: Sequence[Scenario]) -> list[Any]:
    return [forecast for one in board for forecast in one.forecasts]


def forecast_line(forecast: Any, lookup: Lookup) -> ForecastLine:
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
    )


def sources(room: Room, case: Case, asked: Asked) -> View:
    """Who is credited with what, the most quoted first."""
    lookup, left_out = room.survey(case, asked)
    rows = credited(lookup.view)
    shown = [
        (row, f"/said?by={quote(row.actor_id or row.name.casefold())}") for row in rows[: 2 * ROWS]
    ]
    return View(
        "sources.html",
        "/sources",
        "Who is credited with what",
        {
            **common(room, case, asked, left_out),
            "sources": shown,
            "more": max(len(rows) - 2 * ROWS, 0),
        },
        lambda: source_listing(rows),
    )


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
