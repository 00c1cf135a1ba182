"""Happenings and accounts made from groups of tellings."""

from __future__ import annotations

from datetime import date

import pytest
from tests.factories import make_coded, make_event, make_report

from dragoman.lexicon import Lexicon
from dragoman.model import OPEN, CodedReport, Factuality, PartialDate
from dragoman.reconcile import reconcile
from dragoman.reconcile.happenings import consensus

MAY = PartialDate.month(2024, 5, "'in May'")
SECOND = PartialDate.day(date(2024, 5, 2), "'on Thursday'")
FOURTH = PartialDate.day(date(2024, 5, 4), "'on Saturday'")
BY_JUNE = PartialDate.between(None, date(2024, 6, 1), "told by then")
SINCE_MARCH = PartialDate.between(date(2024, 3, 1), None, "'since March'")
SINCE_APRIL = PartialDate.between(date(2024, 4, 1), None, "'since April'")


@pytest.mark.parametrize(
    ("dates", "first", "last"),
    [
        ([], None, None),
        ([OPEN, BY_JUNE], None, date(2024, 6, 1)),
        ([BY_JUNE, MAY], date(2024, 5, 1), date(2024, 5, 31)),
        ([MAY, SECOND], date(2024, 5, 2), date(2024, 5, 2)),
        ([SECOND, FOURTH], date(2024, 5, 2), date(2024, 5, 4)),
        ([SINCE_MARCH, SECOND], date(2024, 5, 2), date(2024, 5, 2)),
        ([SINCE_MARCH, SINCE_APRIL], date(2024, 3, 1), None),
    ],
)
def test_consensus_of_dates(
    dates: list[PartialDate], first: date | None, last: date | None
) -> None:
    found = consensus(dates)
    assert (found.earliest, found.latest) == (first, last)
    assert consensus(dates[::-1]) == found
    assert found.basis or not found.known


def told(
    publisher: str,
    mode: str = "",
    factuality: Factuality = Factuality.ACTUAL,
    places: tuple[str, str] = ("Northland", "Southland"),
) -> CodedReport:
    text = f"Northland's envoy visited Southland, {publisher} has learnt."
    report = make_report(text, publisher=publisher)
    event = make_event(
        report,
        "visited",
        initiators=[places[0]],
        recipients=[places[1]],
        type="CONSULT",
        mode=mode,
        occurred="2024-05-01",
        factuality=factuality,
    )
    return make_coded(report, [], [event])


def test_a_visit_keeps_its_direction_against_talks_told_both_ways(lexicon: Lexicon) -> None:
    coded = [
        told("Quay A", "visit"),
        told("Quay B", "visit"),
        told("Quay C", places=("Southland", "Northland")),
    ]
    (happening,) = reconcile(coded, lexicon).happenings
    assert happening.mode == "visit"
    assert [p.name for p in happening.initiators] == ["Northland"]
    assert [p.name for p in happening.recipients] == ["Southland"]


def test_a_mode_that_few_tell_is_not_the_happenings(lexicon: Lexicon) -> None:
    coded = [told("Quay A", "phone"), *(told(f"Quay {n}") for n in "BCD")]
    (happening,) = reconcile(coded, lexicon).happenings
    assert happening.mode == ""


def test_accounts_are_by_origin_and_standing(lexicon: Lexicon) -> None:
    coded = [
        told("Quay A", "visit"),
        told("Quay B", "visit"),
        told("Quay C", "visit", Factuality.PLANNED),
    ]
    made = reconcile(coded, lexicon)
    (happening,) = made.happenings
    assert happening.factuality is Factuality.ACTUAL
    assert {a.happening_id for a in made.accounts} == {happening.id}
    assert sorted(a.factuality.value for a in made.accounts) == ["actual", "actual", "planned"]
    assert sorted(e for a in made.accounts for e in a.event_ids) == sorted(happening.event_ids)
