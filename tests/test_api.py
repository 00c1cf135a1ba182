"""The library's front door: what users call, in the order of the data."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from tests.press import make_press, make_reconciliation
from tests.show.story import HOSTILE, POST, write_case

import dragoman
from dragoman.errors import AmbiguousId, EmptyInput, RecordMissing, UsageError
from dragoman.parse.parser import Row, SpacyParser

PRESS = make_press()
FOUND = make_reconciliation(PRESS)
TOLD = (
    "Sweden sent 500 rifles to Norway on Monday, the Swedish defence ministry said. "
    "Norway denied that it had received any rifles."
)


@pytest.fixture(scope="module")
def ledger() -> dragoman.Ledger:
    return dragoman.ledger(PRESS, FOUND)


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> dragoman.Ledger:
    return dragoman.open(write_case(tmp_path_factory.mktemp("api") / "case.db"))


def test_importing_loads_nothing_heavy() -> None:
    loaded = "import dragoman, sys; print([m for m in ('spacy', 'lxml', 'pyarrow', 'dragoman.api')"
    ran = subprocess.run(
        [sys.executable, "-c", f"{loaded} if m in sys.modules])"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout.strip() == "[]"


def test_a_package_and_its_function_share_a_name() -> None:
    from dragoman.read import read_text
    from dragoman.reconcile import reconcile

    assert callable(dragoman.read)
    assert callable(read_text)
    assert dragoman.reconcile(PRESS) == reconcile(PRESS)
    with pytest.raises(AttributeError, match="no attribute"):
        dragoman.nothing_of_that_name  # type: ignore[attr-defined] # noqa: B018
    assert {"read", "code", "reconcile", "ledger", "open", "Case"} <= set(dir(dragoman))


def test_read_code_reconcile_and_look(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"The Gazette\n2 May 2024\n\n{TOLD}\n", "utf-8")
    (tmp_path / "b.txt").write_text("   ", "utf-8")
    with pytest.warns(dragoman.UnreadInput, match=r"b\.txt"):
        reports = list(dragoman.read(tmp_path))
    assert len(reports) == 1
    coded = list(dragoman.code(reports))
    assert coded == [dragoman.code(reports[0])]
    ledger = dragoman.ledger(coded)
    assert set(ledger.view.events) == {event.id for event in coded[0].events} != set()
    assert len(ledger.ask("rifles")) > 0


def test_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("", "utf-8")
    told: list[str] = []
    assert list(dragoman.read(tmp_path, on_failure=lambda f: told.append(f.error.code))) == []
    assert told == [EmptyInput.code]


def test_a_text_is_a_report_as_it_stands() -> None:
    report = dragoman.report(TOLD, published="2024-05-02", publisher="The Gazette")
    assert report.source_text == TOLD
    assert str(report.published_at.earliest) == "2024-05-02"
    with pytest.raises(EmptyInput):
        dragoman.report(" \n")


class Counting:
    """A parser of one's own: the pinned one, with its texts counted."""

    def __init__(self) -> None:
        self.within = SpacyParser()
        self.texts = 0

    def rows(self, texts: Iterable[str]) -> Iterator[list[Row]]:
        for text in texts:
            self.texts += 1
            yield from self.within.rows([text])

    def knows(self, word: str) -> bool:
        return self.within.knows(word)


def test_a_parser_of_ones_own_takes_the_place_of_ours() -> None:
    parser = Counting()
    report = dragoman.report(TOLD, published="2024-05-02")
    assert dragoman.code(report, parser=parser) == dragoman.code(report)
    assert parser.texts > 0


@pytest.mark.parametrize("table", dragoman.ledger(PRESS, FOUND).tables)
def test_every_table_has_the_same_rows_in_each_kind_of_frame(
    ledger: dragoman.Ledger, table: str
) -> None:
    arrow = ledger.arrow(table)
    frame, polar = ledger.pandas(table), ledger.polars(table)
    assert arrow.schema.names == list(frame.columns) == polar.columns
    assert arrow.num_rows == len(frame) == polar.height
    assert polar.to_arrow().num_rows == arrow.num_rows


def test_tables_hold_the_records(ledger: dragoman.Ledger) -> None:
    assert set(ledger.pandas("events")["id"]) == set(ledger.view.events)
    assert set(ledger.polars("differences")["id"]) == {one.id for one in FOUND.differences}
    with pytest.raises(UsageError, match="no table"):
        ledger.arrow("sentiments")


def test_a_ledger_of_coded_reports_is_that_of_the_case(tmp_path: Path) -> None:
    with dragoman.Case.open(tmp_path / "case.db", create=True) as case:
        for coded in PRESS:
            case.add(coded, digest=coded.report.id, location=coded.report.location)
        case.replace_reconciliation(FOUND)
    ours, theirs = dragoman.ledger(PRESS, FOUND), dragoman.open(tmp_path / "case.db")
    for kind in ("reports", "actors", "events", "statements", "forecasts", "happenings"):
        assert getattr(ours.view, kind) == getattr(theirs.view, kind), kind


def test_records_by_the_start_of_their_id(ledger: dragoman.Ledger) -> None:
    (happening,) = FOUND.happenings
    assert ledger.record(happening.id[:12]) == happening
    assert happening.id in ledger.show(happening.id)
    with pytest.raises(RecordMissing):
        ledger.record("hap_ffffffffffffffff0")
    with pytest.raises(AmbiguousId):
        ledger.record("evt_")
    with pytest.raises(RecordMissing, match="is no report but a happening"):
        ledger.report(happening.id)


def test_cards_show_a_report_and_a_happening(story: dragoman.Ledger) -> None:
    card = story.report(POST.id)
    assert "".join(piece.text for piece in card.pieces) == POST.source_text
    html = card._repr_html_()
    assert "Guns for grain" in html
    assert 'title="event: ' in html
    happening = max(story.view.happenings.values(), key=lambda one: len(one.event_ids))
    told = story.happening(happening.id)
    assert {section.title for section in told.sections} >= {"Accounts", "Sentences"}
    assert "<mark>" in told._repr_html_()
    assert "Accounts" in str(told)


def test_a_hostile_report_stays_text_in_a_notebook(story: dragoman.Ledger) -> None:
    for html in (
        story.report(HOSTILE.id)._repr_html_(),
        story.ask("guns", limit=50)._repr_html_(),
        story._repr_html_(),
    ):
        for tag in ("<script", "<iframe", "<img"):
            assert tag not in html
        assert "\u202e" not in html
        assert "\x1b" not in html


def test_answers_read_as_text_too(story: dragoman.Ledger) -> None:
    answers = story.ask("northland guns")
    assert [one.record_id for one in answers]
    assert "“" in repr(answers)
    assert "reports" in repr(story)
