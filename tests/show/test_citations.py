"""Sentences are numbered in reading order and know the lines that rest on them."""

from __future__ import annotations

from tests.factories import evidence, make_report, make_sentences
from tests.show.story import HERALD, POST

from dragoman.case import CaseView
from dragoman.model import Evidence
from dragoman.show.citations import CITED, Citations


def test_numbers_follow_date_and_place_not_the_order_of_citing(view: CaseView) -> None:
    cites = Citations(view)
    cites.cite("B", [evidence(HERALD, "700 guns")])
    cites.cite("A", [evidence(POST, "shipped grain"), evidence(POST, "sent 500 guns")])
    reports = cites.number()
    assert [one.report.id for one in reports] == [POST.id, HERALD.id]
    assert cites.numbers("A") == (1, 2)
    assert cites.numbers("B") == (3,)
    assert [s.lines for one in reports for s in one.sentences] == [("A",), ("A",), ("B",)]


def test_marks_that_overlap_are_one(view: CaseView) -> None:
    cites = Citations(view)
    cites.cite("A", [evidence(POST, "sent 500"), evidence(POST, "500 guns to Southland")])
    ((cited,),) = [one.sentences for one in cites.number()]
    assert [p.text for p in cited.pieces if p.marked] == ["sent 500 guns to Southland"]
    words = "".join(p.text for p in cited.pieces)
    assert words == "Northland sent 500 guns to Southland on Monday, the Eastland ministry said."


def test_a_line_cites_a_few_sentences_and_counts_the_rest() -> None:
    report = make_report(" ".join(f"Sentence {n}." for n in range(CITED + 3)))
    view = CaseView(reports={report.id: report}, sentences={report.id: make_sentences(report)})
    cites = Citations(view)
    cites.cite("A", [evidence(report, f"Sentence {n}") for n in range(CITED + 3)])
    cites.number()
    assert len(cites.numbers("A")) == CITED
    assert cites.more("A") == 3


def test_evidence_outside_every_sentence_gets_no_number() -> None:
    report = make_report("A title\nA sentence.", title="A title")
    span = make_sentences(report)[0]
    at = report.source_text.index("A sentence")
    view = CaseView(
        reports={report.id: report},
        sentences={report.id: (type(span)(0, at, at + 11),)},
    )
    cites = Citations(view)
    cites.cite("A", [Evidence(report.id, 0, 7, "A title")])
    assert cites.number() == ()
    assert cites.numbers("A") == ()
