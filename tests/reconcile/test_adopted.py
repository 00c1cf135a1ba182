"""Figures that no event carries."""

from __future__ import annotations

import pytest
from tests.factories import make_coded, make_event, make_quantity, make_report, make_statement

from dragoman.lexicon import Lexicon
from dragoman.model import CodedReport, Reconciliation
from dragoman.reconcile import reconcile

BRIDGE = "Northland shelled the bridge at Millford in Southland and killed 4 guards."
RAID = "Northland raided the harbour of Saltport in Southland and killed 5 guards."


def shelled(
    text: str, words: str, best: float, *, publisher: str, published: str = "2024-05-02"
) -> CodedReport:
    report = make_report(text, publisher=publisher, published=published, title="Millford bridge")
    said = make_statement(report, speaker="Southland")
    event = make_event(
        report,
        text.split()[1],
        said,
        initiators=["Northland"],
        recipients=["Southland"],
        type="ASSAULT",
        occurred=published,
    )
    count = make_quantity(report, words, said, event, best=best, measure="killed")
    return make_coded(report, [said], [event], [count])


def toll(text: str, words: str, best: float, *, published: str = "2024-05-12") -> CodedReport:
    report = make_report(text, publisher="Weir", published=published, title="Millford bridge")
    said = make_statement(report, speaker="Eastland")
    count = make_quantity(report, words, said, None, best=best, measure="killed")
    return make_coded(report, [said], [], [count])


def slots(made: Reconciliation) -> set[tuple[str, str]]:
    return {(d.slot, d.kind.value) for d in made.differences if d.happening_id}


LATER = (
    "The toll of guards at the Millford bridge in Southland has risen to 7 by Northland's shells."
)


@pytest.mark.parametrize(
    ("text", "words", "best", "expected"),
    [
        (LATER, "7", 7, {("figure:killed", "scope")}),
        (LATER.replace("7", "no guard"), "no guard", 0, {("happened", "dispute")}),
        (LATER.replace("7", "900"), "900", 900, set()),
    ],
)
def test_a_toll_without_a_deed_is_of_the_deed_that_its_story_tells(
    lexicon: Lexicon, text: str, words: str, best: float, expected: set[tuple[str, str]]
) -> None:
    first = shelled(BRIDGE, "4 guards", 4, publisher="Quay")
    made = reconcile([first, toll(text, words, best)], lexicon)
    assert slots(made) == expected
    assert len(made.happenings) == 1


def test_a_toll_that_may_be_of_two_deeds_is_of_none(lexicon: Lexicon) -> None:
    both = "At Millford and Saltport the toll of guards of Southland, Northland's, is 7 now."
    reports = [
        shelled(BRIDGE, "4 guards", 4, publisher="Quay"),
        shelled(RAID, "5 guards", 5, publisher="Mole", published="2024-05-09"),
        toll(both, "7", 7),
    ]
    made = reconcile(reports, lexicon)
    assert len(made.happenings) == 2
    assert not slots(made)


def test_the_happening_shows_the_figure_that_it_was_given(lexicon: Lexicon) -> None:
    made = reconcile(
        [shelled(BRIDGE, "4 guards", 4, publisher="Quay"), toll(LATER, "7", 7)], lexicon
    )
    (estimate,) = made.happenings[0].estimates
    assert (estimate.low, estimate.high) == (4, 7)
    assert [p.text for p in estimate.positions] == ["4 guards", "7"]
