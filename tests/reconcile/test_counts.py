"""Whether two counts can be accounts of one number."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.factories import make_coded, make_event, make_quantity, make_report, make_statement

from dragoman.lexicon import Lexicon
from dragoman.model import OPEN, CodedReport, Evidence, Quantity, Report
from dragoman.reconcile import reconcile
from dragoman.reconcile.counts import connected
from dragoman.reconcile.figures import Figure
from dragoman.reconcile.origins import Voice


def losses(speaker: str, sentence: str, figure: str, best: float, published: str) -> CodedReport:
    """A report in which a speaker counts Northland's dead."""
    report = make_report(f"{speaker} said that {sentence}.", published=published, publisher=speaker)
    said = make_statement(report, speaker=speaker, cue="said")
    count = make_quantity(
        report, figure, said, None, best=best, measure="killed", subject=["Northland"]
    )
    return make_coded(report, [said], [], [_with_sentence(count, report)])


def _with_sentence(count: Quantity, report: Report) -> Quantity:
    """The figure with the whole report as its sentence, as extraction gives it."""
    text = report.source_text
    whole = Evidence(report.id, 0, len(text), text)
    return replace(count, evidence=(*count.evidence, whole))


TOLL = "38 guards of Northland have been killed since the fighting began"


@pytest.mark.parametrize(
    ("other", "figure", "best", "differ"),
    [
        ("45 guards of Northland have been killed since the fighting began", "45", 45, True),
        ("45 guards of Northland were killed on Tuesday at their post", "45", 45, False),
        ("the toll of Northland's guards stands at 45", "45", 45, True),
        ("the toll of Northland's guards stands at 200", "200", 200, False),
        ("the toll of Northland's guards at one hospital stands at 45", "45", 45, False),
    ],
)
def test_a_days_dead_are_no_account_of_all_so_far(
    lexicon: Lexicon, other: str, figure: str, best: float, differ: bool
) -> None:
    coded = [
        losses("Eastland", TOLL, "38", 38.0, "2024-05-02"),
        losses("Westland", other, figure, best, "2024-05-03"),
    ]
    assert bool(reconcile(coded, lexicon).differences) is differ


def shipped(*counts: tuple[str, str, float]) -> CodedReport:
    """A report of one sending, in one sentence, with its figures (words, noun, number)."""
    told = " and ".join(words for words, _, _ in counts)
    report = make_report(f"Northland sent {told} to Southland.", publisher=f"The {told} Post")
    sent = make_event(
        report,
        "sent",
        initiators=["Northland"],
        recipients=["Southland"],
        items=[(noun, "troops") for _, noun, _ in counts],
        occurred="2024-05-01",
    )
    figures = [
        make_quantity(report, words, None, sent, best=best, referent=noun)
        for words, noun, best in counts
    ]
    return make_coded(report, [], [sent], figures)


def test_what_one_sentence_counts_side_by_side_is_not_one_number(lexicon: Lexicon) -> None:
    both = shipped(("7,000 reservists", "reservists", 7000), ("4,000 troops", "troops", 4000))
    lone = shipped(("7,100 reservists", "reservists", 7100))
    found = reconcile([both, lone], lexicon).differences
    assert [{p.value for p in d.positions} for d in found] == [
        {"7,000 reservists", "7,100 reservists"}
    ]


def _figure(name: str, best: float, country: str) -> Figure:
    report = make_report(f"{name} counts {best:g} dead.", publisher=name)
    count = make_quantity(
        report, f"{best:g} dead", None, None, best=best, measure="killed", subject=[country]
    )
    voice = Voice(name, name, "", "", False)
    return Figure(count, report, None, voice, OPEN)


def test_counts_of_two_sides_that_differ_are_two_differences() -> None:
    mine, more = _figure("A", 3, "Northland"), _figure("B", 5, "Northland")
    theirs, fewer = _figure("A", 130, "Southland"), _figure("C", 100, "Southland")
    again = _figure("D", 5, "Northland"), _figure("E", 4, "Northland")
    pairs = [(mine, more), (theirs, fewer), again]
    found = [[f.quantity.best for f in group] for group in connected(pairs)]
    assert found == [[3, 5, 5, 4], [130, 100]]
    assert connected([]) == []
