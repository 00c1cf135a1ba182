"""Figures and differences: all that was counted, and where the accounts differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from dragoman.analyse import FigureLadder, ladders
from dragoman.case import Case
from dragoman.case.asking import figures_beside
from dragoman.case.part import load_figures
from dragoman.lexicon.likeness import Likeness
from dragoman.model import (
    Bound,
    Difference,
    DifferenceKind,
    PartialDate,
    Quantity,
    Source,
    to_json,
)
from dragoman.serve.across import common
from dragoman.serve.addresses import evidence_address, record, said_address, sentence_of
from dragoman.serve.asked import Asked
from dragoman.serve.room import Room
from dragoman.serve.views import View
from dragoman.show import phrases
from dragoman.show.across_rows import difference_listing, matter, question
from dragoman.show.dossier_claims import ladder_title, moves
from dragoman.show.ladder import chart_of, ladder_charts
from dragoman.show.listing import Column, Listing, Told
from dragoman.show.lookup import Lookup

ROWS: Final = 100
FIGURES: Final = 2000
"""Figures of one measure among which those that stand beside one are looked for."""
ORDER: Final = list(DifferenceKind)


@dataclass(frozen=True, slots=True)
class RungLine:
    """One figure of one source."""

    source: str
    said: str
    through: str
    stated: str
    as_of: str
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
            "lone": lone_figures(found, lookup, room.likeness),
        },
        lambda: rung_listing(
            [line for one in found for line in _named_rungs(one, lookup)]
            + [
                (one.title, rung)
                for one in lone_figures(found, lookup, room.likeness)
                for rung in one.rungs
            ]
        ),
    )


def ladder_lines(ladder: FigureLadder, lookup: Lookup) -> LadderLines:
    """A ladder as lines, in order of source and of telling."""
    rungs = tuple(
        rung_line(rung.quantity, line.source, rung.stated_at, lookup)
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


def rung_line(
    quantity: Quantity, source: Source, stated_at: PartialDate, lookup: Lookup
) -> RungLine:
    """One figure as a line."""
    statement = lookup.view.statements.get(quantity.statement_id)
    through = phrases.chain(statement.sources[1:]) if statement else ""
    vague = quantity.bound is Bound.VAGUE
    amount = phrases.interval(quantity.low, quantity.high, quantity.best)
    return RungLine(
        source=phrases.speaker(source),
        said=said_address(source),
        through=through,
        stated=phrases.when_long(stated_at),
        as_of=phrases.when_long(quantity.as_of) if quantity.as_of.known else "",
        figure=phrases.figure(quantity) if vague else amount,
        words=quantity.text,
        vague=vague,
        address=evidence_address(quantity.evidence),
    )


def lone_figures(
    found: Sequence[FigureLadder], lookup: Lookup, likeness: Likeness
) -> list[LadderLines]:
    """Figures that stand in no ladder, for nobody else counted the same, by what they count;
    lengths, ranks and the like, which count no things, last."""
    held = {r.quantity.id for one in found for line in one.lines for r in line.rungs}
    groups: dict[str, list[RungLine]] = {}
    for quantity in lookup.view.quantities.values():
        statement = lookup.view.statements.get(quantity.statement_id)
        if quantity.measure and quantity.id not in held and statement is not None:
            source = statement.sources[0]
            published = lookup.view.reports[quantity.report_id].published_at
            stated = source.stated_at if source.stated_at.known else published
            line = replace(
                rung_line(quantity, source, stated, lookup), figure=phrases.figure(quantity)
            )
            groups.setdefault(quantity.measure, []).append(line)
    bare = likeness.uncounted | phrases.DIMENSIONS
    ranked = sorted(groups, key=lambda name: (name in bare, -len(groups[name]), name))
    return [
        LadderLines(phrases.words(name).capitalize(), "", tuple(groups[name][:ROWS]), 0, False)
        for name in ranked
    ]


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
            Column("through", lambda r: r[1].through),
            Column("stated", lambda r: r[1].stated),
            Column("as_of", lambda r: r[1].as_of),
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
        about=matter(difference, lookup),
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


def figure(room: Room, case: Case, quantity_id: str) -> View:
    """The ladder in which a figure stands, with its chart."""
    quantity: Quantity = record(case, quantity_id, "quantity")
    beside = figures_beside(case, quantity, FIGURES)
    lookup = room.lookup(load_figures(case, beside, room.actors(case)))
    found = [
        one
        for one in ladders(lookup.view, room.likeness)
        if any(rung.quantity.id == quantity_id for line in one.lines for rung in line.rungs)
    ]
    ladder = found[0] if found else None
    lines = ladder_lines(ladder, lookup) if ladder else None
    title = lines.title if lines else phrases.figure(quantity)
    charts: tuple[str, ...] = ()
    if ladder is not None and lines is not None:
        disputing = {
            phrases.original(position.sources)
            for difference in ladder.differences
            if difference.kind is DifferenceKind.DISPUTE
            for position in difference.positions
        }
        charts = ladder_charts(chart_of(ladder, title, disputing), "f")
    return View(
        "figure.html",
        "/figures",
        title,
        {
            "ladder": lines,
            "charts": charts,
            "words": quantity.text,
            "alone": evidence_address(quantity.evidence),
            "differences": [
                difference_lines(d, lookup) for d in (ladder.differences if ladder else ())
            ],
        },
        lambda: rung_listing([(title, rung) for rung in (lines.rungs if lines else ())]),
    )


def difference(room: Room, case: Case, difference_id: str) -> View:
    """The positions of a difference with their sentences."""
    one = record(case, difference_id, "difference")
    reports = {i for position in one.positions for i in position.report_ids}
    lookup = room.reports(case, sorted(reports))
    lines = difference_lines(one, lookup)
    return View(
        "differences.html",
        "/differences",
        lines.question,
        {
            "asked": Asked(),
            "chips": (),
            "left_out": 0,
            "differences": [lines],
            "more": 0,
        },
        lambda: difference_listing(lookup, [one]),
    )
