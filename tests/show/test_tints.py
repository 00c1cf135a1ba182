"""The pieces of a report are its text, whole and in order, each tinted by what was read from it."""

from __future__ import annotations

import pytest
from tests.show.story import HERALD, HOSTILE, POST, UNDATED, load_story

from dragoman.case import CaseView
from dragoman.lexicon.cues import load_cues
from dragoman.lexicon.tables import Tables
from dragoman.model import Evidence
from dragoman.show.tints import Hedges, Piece, hedges_of, pieces_of


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> CaseView:
    return load_story(tmp_path_factory.mktemp("tints"))


@pytest.fixture(scope="module")
def hedges() -> Hedges:
    return hedges_of(load_cues(Tables()))


def pieces(view: CaseView, hedges: Hedges, event: int = 0) -> list[Piece]:
    one = view.events_of_report(POST.id)[event]
    return pieces_of(view, POST.id, [Evidence.from_span(POST.id, one.trigger)], hedges)


@pytest.mark.parametrize("report", [POST, HERALD, UNDATED, HOSTILE], ids=lambda r: r.location[:8])
def test_the_pieces_are_the_text(view: CaseView, hedges: Hedges, report: object) -> None:
    found = pieces_of(view, report.id, [], hedges)  # type: ignore[attr-defined]
    assert "".join(piece.text for piece in found) == view.reports[report.id].source_text  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("the Eastland ministry", "speaker"),
        ("said", "cue"),
        ("500 guns", "quantity"),
        ("Monday", "time"),
    ],
)
def test_what_was_read_has_its_tint(view: CaseView, hedges: Hedges, words: str, kind: str) -> None:
    tinted = "".join(p.text for p in pieces(view, hedges) if kind in p.kinds)
    assert words in tinted


def test_the_sentence_asked_for_is_marked_and_no_other(view: CaseView, hedges: Hedges) -> None:
    here = "".join(p.text for p in pieces(view, hedges) if p.here)
    event = view.events_of_report(POST.id)[0]
    assert event.trigger.exact in here
    assert here.endswith(".") and here.count(".") == 1


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("It may have sent shells.", ["may"]),
        ("Shells were allegedly sent; it is likely.", ["allegedly", "likely"]),
        ("Maybe it will in May.", ["Maybe", "May"]),
        ("It sent shells and will send more.", []),
        ("The mayor and the mightiest.", []),
    ],
)
def test_hedges_are_whole_words_of_the_lexicon(hedges: Hedges, text: str, held: list[str]) -> None:
    assert [text[a:b] for a, b in hedges.spans(text, 0, len(text))] == held
