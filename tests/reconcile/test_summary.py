"""One sentence that says what a happening is."""

from __future__ import annotations

from datetime import date

import pytest
from tests.factories import make_participant

from dragoman.lexicon import Lexicon
from dragoman.model import OPEN, Estimate, Factuality, Item, PartialDate, Position
from dragoman.reconcile.positions import show_date
from dragoman.reconcile.summary import summary

MAY = PartialDate.day(date(2024, 5, 2), "meta")


def estimate(low: float | None, high: float | None, text: str, measure: str, unit: str) -> Estimate:
    position = Position((), low, None, high, OPEN, "rep_0", "qty_0", text)
    return Estimate(measure, unit, low, None, high, (position,))


@pytest.mark.parametrize(
    ("type_", "mode", "items", "counts", "when", "factuality", "expected"),
    [
        (
            "MOBILIZE",
            "troops",
            [Item("Northland troops", "troops")],
            [estimate(10000, 12000, "10,000 to 12,000 troops", "troops", "troop")],
            OPEN,
            Factuality.ACTUAL,
            "Northland → Southland: moves 10,000 to 12,000 troops",
        ),
        (
            "AID",
            "",
            [Item("oil", "fuel"), Item("food", "food")],
            [],
            PartialDate.month(2024, 3, "'in March'"),
            Factuality.PLANNED,
            "planned: Northland → Southland: supplies oil, food; 2024-03",
        ),
        (
            "ASSAULT",
            "heavy-weapons",
            [],
            [estimate(5, None, "over 5 people", "killed", "people")],
            PartialDate.day(date(2024, 3, 9), "'on Saturday'"),
            Factuality.DENIED,
            "denied: Northland → Southland: shells or strikes; 5 or more killed; 2024-03-09",
        ),
        (
            "AID",
            "",
            [],
            [estimate(2e6, 2e6, "$2m", "money", "USD")],
            OPEN,
            Factuality.ACTUAL,
            "Northland → Southland: supplies; 2,000,000 USD",
        ),
    ],
)
def test_summaries(
    lexicon: Lexicon,
    type_: str,
    mode: str,
    items: list[Item],
    counts: list[Estimate],
    when: PartialDate,
    factuality: Factuality,
    expected: str,
) -> None:
    made = summary(
        type_=type_,
        mode=mode,
        cameo=[],
        initiators=[make_participant("Northland")],
        recipients=[make_participant("Southland")],
        items=items,
        estimates=counts,
        when=when,
        published=MAY,
        factuality=factuality,
        likeness=lexicon.likeness,
    )
    assert made == expected


def test_an_unknown_initiator_is_someone(lexicon: Lexicon) -> None:
    made = summary(
        type_="CONSULT",
        mode="",
        cameo=[],
        initiators=[],
        recipients=[],
        items=[],
        estimates=[],
        when=OPEN,
        published=MAY,
        factuality=Factuality.ACTUAL,
        likeness=lexicon.likeness,
    )
    assert made == "someone: talks"


@pytest.mark.parametrize(
    ("when", "shown"),
    [
        (OPEN, "undated"),
        (PartialDate.month(2024, 2, ""), "2024-02"),
        (PartialDate.year(2023, ""), "2023"),
        (PartialDate.between(date(2024, 3, 1), date(2024, 3, 4), ""), "2024-03-01 to 2024-03-04"),
        (PartialDate.between(date(2023, 10, 1), None, ""), "since 2023-10"),
        (PartialDate.between(date(2023, 10, 7), None, ""), "since 2023-10-07"),
        (PartialDate.between(date(2023, 10, 1), date(2024, 5, 2), ""), "since 2023-10"),
        (PartialDate.between(None, date(2024, 5, 2), ""), "by 2024-05-02"),
    ],
)
def test_dates_in_words(when: PartialDate, shown: str) -> None:
    assert show_date(when, MAY) == shown
