from __future__ import annotations

import pytest
from tests.read.formats.conftest import Read
from tests.read.formats.made import LOCKED, pdf

from dragoman.errors import Damaged, InputError, Locked, NoTextLayer
from dragoman.read import Failure, Loaded
from dragoman.read.formats.pdf import paragraphs

PRINTED = (
    "Talks resume between Serbia and Kosovo",
    "Serbia and Kosovo agreed on Tuesday to resume talks that the",
    "European Union mediates, officials in Belgrade said. The govern-",
    "ment did not comment.",
    "The two sides will meet in Brussels next week to discuss the",
    "status of the northern towns.",
)


def test_printed_lines_become_paragraphs_and_all_that_is_printed_stays(read: Read) -> None:
    (found,) = read("a.pdf", pdf([PRINTED, ["1"]], title="Talks resume between Serbia"))
    assert isinstance(found, Loaded)
    assert found.report.source_text.splitlines() == [
        "Talks resume between Serbia and Kosovo",
        "Serbia and Kosovo agreed on Tuesday to resume talks that the European Union mediates, "
        "officials in Belgrade said. The government did not comment.",
        "The two sides will meet in Brussels next week to discuss the status of the northern "
        "towns.",
        "1",
    ]
    assert found.report.title == "Talks resume between Serbia"


def test_a_title_that_the_text_does_not_have_is_the_files_and_not_the_reports(read: Read) -> None:
    (found,) = read("a.pdf", pdf([PRINTED], title="Microsoft Word - draft7.doc"))
    assert isinstance(found, Loaded)
    assert "draft7" not in found.report.title


def test_a_pdf_is_told_by_its_content(read: Read) -> None:
    (found,) = read("a.txt", pdf([PRINTED]))
    assert isinstance(found, Loaded) and "%PDF" not in found.report.source_text


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (pdf([[], []]), NoTextLayer),
        (pdf([PRINTED], trailer=LOCKED), Locked),
        (pdf([PRINTED])[:120], Damaged),
        (b"%PDF-1.7\n" + b"\x00junk" * 500, Damaged),
        (b"%PDF-1.4\n" + b"[" * 10_000, Damaged),
        (pdf([PRINTED]).replace(b"/Kids [4 0 R]", b"/Kids [2 0 R]"), Damaged),
    ],
    ids=["pictures", "encrypted", "cut", "junk", "deep", "circle"],
)
def test_what_cannot_be_read_is_one_line(read: Read, raw: bytes, kind: type[InputError]) -> None:
    (found,) = read("a.pdf", raw)
    assert isinstance(found, Failure)
    assert type(found.error) is kind, found.error
    assert found.error.remedy and "\n" not in str(found.error)


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (["The long-", "term plan that was told of holds."], "The longterm plan"),
        (["The long-", "term plan holds. It is long-term."], "The long-term plan"),
        (["It ends here at the line's end.", "another begins small"], "end. another"),
    ],
)
def test_words_broken_at_the_lines_end_are_joined(lines: list[str], joined: str) -> None:
    assert joined in paragraphs(["\n".join(lines)])


def test_no_page_gives_no_paragraph() -> None:
    assert paragraphs([]) == paragraphs(["", " \n "]) == ""
