from __future__ import annotations

import random

import pytest
from tests.read.formats.conftest import Read
from tests.read.formats.made import LOCKED, pdf
from tests.read.formats.typeset import Layout, typeset

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


TITLE = "Talks resume between the two states after a year"
SAID = """
    officials agreed negotiations between neighbours government ministry administration said that
    the of and in on border agreement communication understanding northern authorities president
    meeting discussed security representatives statement according Thursday Arland Borovia troops
"""
WORDS = SAID.split()


def paragraph(n: int) -> str:
    chosen = random.Random(n).choices(WORDS, k=30 + 7 * n % 30)
    return " ".join(["They", *chosen]) + "."


TOLD = [paragraph(n) for n in range(24)]
HEAD, FOOT = "Ridge Herald | World", "Page {page}"
LAYOUTS = {
    "one column": Layout(),
    "gaps": Layout(height=400, head=HEAD, foot=FOOT),
    "facing pages": Layout(height=400, head=HEAD + " | {page}", facing=True),
    "indents": Layout(height=400, indent=12, between=0, justified=True, foot="- {page} -"),
    "hyphens": Layout(height=400, size=12, leading=15, justified=True, hyphens=True),
    "two columns": Layout(columns=2, height=500, hyphens=True, head=HEAD),
    "across": Layout(columns=2, height=500, across=True, head=HEAD, foot=FOOT),
    "three columns": Layout(
        columns=3, size=9, leading=11, height=500, indent=9, between=0, justified=True, foot=FOOT
    ),
    "turned": Layout(columns=2, width=700, height=400, turned=True, head=HEAD),
    "word by word": Layout(columns=2, height=500, piecewise=True, justified=True),
    "a note": Layout(height=400, note="1 Of the annual report.", foot="{page}"),
}


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_what_is_set_in_type_is_read_in_order(read: Read, layout: Layout) -> None:
    (found,) = read("a.pdf", typeset(TITLE, TOLD, layout, told="draft7.doc"))
    assert isinstance(found, Loaded)
    report = found.report
    assert report.title == TITLE
    lines = report.source_text.splitlines()
    own = {
        layout.note,
        *(text.format(page=n) for n in range(99) for text in (layout.head, layout.foot)),
    }
    told = [line for line in lines if line not in own]
    assert " ".join(told) == " ".join([TITLE, *TOLD])
    # That a full line at the end of a column ends a paragraph, nothing may show.
    assert len(set(told) & set(TOLD)) >= 0.75 * len(TOLD)


@pytest.mark.parametrize("name", ["gaps", "facing pages", "three columns", "turned"])
def test_heads_and_feet_are_furniture_and_stay(read: Read, name: str) -> None:
    layout = LAYOUTS[name]
    (found,) = read("a.pdf", typeset(TITLE, TOLD, layout))
    assert isinstance(found, Loaded)
    text = found.report.source_text
    runs = {text.format(page=n) for n in range(1, 99) for text in (layout.head, layout.foot)} - {""}
    lines = [line for line in text.splitlines() if line in runs]
    assert len(lines) >= 2
    spans = [text[one.start : one.end] for one in found.report.furniture]
    assert all(any(line in span for span in spans) for line in lines)
