"""Figures of one counted thing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.factories import make_coded, make_quantity, make_report, make_source, make_statement

from dragoman.lexicon import Lexicon
from dragoman.model import ActorKind, Bound, DifferenceKind, Quantity
from dragoman.reconcile.figures import Figure, estimates, figure, hull, kind_between, unit_key
from dragoman.reconcile.origins import Provenance
from dragoman.reconcile.press import gather

Ends = tuple[float | None, float | None]
Interval = tuple[float | None, float | None, float | None]


def quantity(low: float | None, high: float | None, best: float | None = None) -> Quantity:
    report = make_report("Some 5 men.")
    bound = Bound.EXACT if low == high else Bound.RANGE
    return make_quantity(report, "5 men", best=best, low=low, high=high, bound=bound)


@pytest.mark.parametrize(
    ("ends", "expected"),
    [
        ([(10000, None), (11000, 11000), (10000, 12000)], (10000, None, 12000)),
        ([(5000, None)], (5000, None, None)),
        ([(15000, None), (10000, 12000)], (10000, None, None)),
        ([(None, 300), (200, 250)], (200, None, 300)),
        ([(None, 300), (400, 500)], (None, None, 500)),
        ([(7, 7)], (7, None, 7)),
    ],
)
def test_hull_is_open_only_where_no_position_closes_it(
    ends: list[Ends], expected: Interval
) -> None:
    assert hull([quantity(low, high) for low, high in ends]) == expected


def told(
    lexicon: Lexicon,
    speaker: str,
    published: str,
    best: float | None = None,
    *,
    low: float | None = None,
    high: float | None = None,
    bound: Bound = Bound.EXACT,
    measure: str = "troops",
    as_of: str | None = None,
) -> Figure:
    report = make_report("They counted 5 men.", publisher=speaker, published=published)
    source = make_source(report, "They", kind=ActorKind.ORGANISATION, country="")
    said = make_statement(report, chain=[source]) if speaker == "They" else make_statement(report)
    count = make_quantity(
        report,
        "5 men",
        said,
        best=best,
        low=low,
        high=high,
        bound=bound,
        measure=measure,
        as_of=as_of,
    )
    press = gather([make_coded(report, [said], [], [count])], lexicon)
    provenance = Provenance.of(press.reports, press.actors, [], {}, lexicon)
    return figure(count, press, provenance)


def kind(one: Figure, other: Figure, lexicon: Lexicon) -> DifferenceKind | None:
    assert kind_between(other, one, lexicon.likeness) == kind_between(one, other, lexicon.likeness)
    return kind_between(one, other, lexicon.likeness)


def test_equal_figures_agree(lexicon: Lexicon) -> None:
    one = told(lexicon, "A", "2024-05-01", 500)
    assert kind(one, told(lexicon, "B", "2024-05-02", 500), lexicon) is None


def test_a_bound_that_allows_a_number_is_less_precise(lexicon: Lexicon) -> None:
    one = told(lexicon, "A", "2024-05-01", low=400, bound=Bound.OVER)
    other = told(lexicon, "B", "2024-05-02", 500)
    assert kind(one, other, lexicon) is DifferenceKind.PRECISION


def test_about_reaches_a_tenth(lexicon: Lexicon) -> None:
    about = told(lexicon, "A", "2024-05-01", 4000, low=4000, high=4000, bound=Bound.ABOUT)
    near, far = told(lexicon, "B", "2024-05-02", 4300), told(lexicon, "C", "2024-05-02", 5000)
    assert kind(about, near, lexicon) is DifferenceKind.PRECISION
    assert kind(about, far, lexicon) is DifferenceKind.DISPUTE


def test_two_origins_apart_dispute_and_one_later_revises(lexicon: Lexicon) -> None:
    one = told(lexicon, "A", "2024-05-01", 500)
    assert kind(one, told(lexicon, "B", "2024-05-09", 900), lexicon) is DifferenceKind.DISPUTE
    assert kind(one, told(lexicon, "A", "2024-05-09", 900), lexicon) is DifferenceKind.REVISION
    assert kind(one, told(lexicon, "A", "2024-05-01", 900), lexicon) is DifferenceKind.DISPUTE


def test_part_and_whole_differ_in_scope(lexicon: Lexicon) -> None:
    killed = told(lexicon, "A", "2024-05-01", 300, measure="killed")
    all_lost = told(lexicon, "B", "2024-05-01", 900, measure="casualties")
    assert kind(killed, all_lost, lexicon) is DifferenceKind.SCOPE


def test_counts_as_of_other_days_differ_in_scope(lexicon: Lexicon) -> None:
    one = told(lexicon, "A", "2024-05-01", 300, as_of="2023-12-31")
    other = told(lexicon, "B", "2024-05-01", 900, as_of="2024-04-30")
    assert kind(one, other, lexicon) is DifferenceKind.SCOPE


@pytest.mark.parametrize(
    ("unit", "referent", "expected"),
    [
        ("troop", "North Korean troops", ""),
        ("soldier", "soldiers", ""),
        ("USD", "aid", "USD"),
        ("tonne", "wheat", "tonne"),
        ("casualty", "casualties", ""),
    ],
)
def test_a_unit_that_only_names_what_is_counted_is_none(
    unit: str, referent: str, expected: str
) -> None:
    report = make_report("5 men")
    assert unit_key(make_quantity(report, "5 men", unit=unit, referent=referent)) == expected


def test_a_reprinted_figure_is_one_position(lexicon: Lexicon) -> None:
    figures = [told(lexicon, "They", day, 500) for day in ("2024-05-01", "2024-05-03")]
    (estimate,) = estimates(figures, lexicon.likeness)
    assert len(estimate.positions) == 1
    assert estimate.positions[0].report_id == figures[0].report.id


def test_an_estimate_counts_levels_and_takes_parts_only_where_there_is_no_level(
    lexicon: Lexicon,
) -> None:
    level = told(lexicon, "A", "2024-05-01", 11000)
    half = told(lexicon, "A", "2024-05-02", 5500)
    half = replace(half, quantity=replace(half.quantity, scope="derived"))
    (estimate,) = estimates([level, half], lexicon.likeness)
    assert (estimate.low, estimate.best, estimate.high) == (11000, 11000, 11000)
    assert [p.quantity_id for p in estimate.positions] == [level.quantity.id]
    (alone,) = estimates([half], lexicon.likeness)
    assert alone.best == 5500
