"""Articles that a page keeps in its metadata, in scripts, or for browsers without them."""

from __future__ import annotations

import json

import pytest

from dragoman.errors import EmptyInput
from dragoman.lexicon import Lexicon, load_lexicon
from dragoman.model import Report
from dragoman.read.article import add_stated, plain_article
from dragoman.read.assembly import assemble
from dragoman.read.markup import parse_markup, visible_text
from dragoman.read.pages import markup_page

STORY = [
    "Armenia and Azerbaijan agreed on Monday to open two crossings on their common border, the "
    "foreign ministries of both countries said after a meeting in Tbilisi.",
    "The crossings will be open to lorries from March, and to travellers later in the year, "
    "according to a joint statement that Georgia's government published.",
    "Armenia's foreign minister said that the step would be followed by talks on railways. "
    "Azerbaijan's minister called the agreement a first result of a long year of talks.",
]
SHELL = "<html><head>{head}</head><body><nav>Home World Sport</nav>{body}<footer>Imprint</footer>"


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon()


def ld(body: str, kind: str = "application/ld+json") -> str:
    data = {"@type": "NewsArticle", "headline": "Two crossings open", "articleBody": body}
    wrapped = data if "ld" in kind else {"props": [{"page": data}]}
    return f'<script type="{kind}">{json.dumps(wrapped)}</script>'


def body_of(report: Report) -> list[str]:
    text = "\n".join(report.source_text[a:b] for a, b in report.body_spans())
    return [line.strip() for line in text.splitlines() if line.strip()]


def paragraphs(lines: list[str]) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)


PAGES = {
    "shown": SHELL.format(head="", body=paragraphs(STORY)),
    "shown and stated": SHELL.format(head=ld("\n".join(STORY)), body=paragraphs(STORY)),
    "stated only": SHELL.format(head=ld("\n".join(STORY)), body="<div id=app></div>"),
    "stated as markup": SHELL.format(head=ld(paragraphs(STORY)), body="<div id=app></div>"),
    "stated for scripts": SHELL.format(
        head=ld("\n\n".join(STORY), "application/json"), body="<div id=app></div>"
    ),
    "for browsers without scripts": SHELL.format(
        head="", body=f"<div id=app></div><noscript>{paragraphs(STORY)}</noscript>"
    ),
    "teased": SHELL.format(head=ld("\n".join(STORY)), body=paragraphs(STORY[:1])),
    "in breaks": SHELL.format(head="", body=f"<div>{'<br><br>'.join(STORY)}</div>"),
    "in cells": SHELL.format(head="", body=f"<table><tr><td>{paragraphs(STORY)}</table>"),
    "in own elements": SHELL.format(
        head="", body=f"<x-story><x-text>{paragraphs(STORY)}</x-text></x-story>"
    ),
}


@pytest.mark.parametrize("name", PAGES)
def test_the_story_is_read_wherever_it_is(name: str, lexicon: Lexicon) -> None:
    report = assemble(markup_page("p", PAGES[name]), lexicon)
    assert body_of(report) == STORY
    assert "Imprint" in report.source_text


@pytest.mark.parametrize("odd", ["\x04", "&#4;", "&#65534;"])
def test_control_characters_break_nothing(odd: str, lexicon: Lexicon) -> None:
    page = f"<html><body><script>x</script>{odd}<style></style>{odd}{paragraphs(STORY)}"
    assert body_of(assemble(markup_page("p", page), lexicon)) == STORY


def test_a_teaser_in_the_metadata_is_no_article() -> None:
    shows = visible_text(parse_markup(PAGES["shown"]))
    assert add_stated(shows, STORY[0][:80] + " ...") is shows
    assert plain_article("Read on. " * 3) == ""


def test_a_stated_article_bears_witness_to_its_lines() -> None:
    shows = add_stated(visible_text(parse_markup(PAGES["shown"])), "\n".join(STORY))
    assert shows.layout.told == (False, True, True, True, False)


def test_added_paragraphs_keep_the_offsets() -> None:
    shows = add_stated(visible_text(parse_markup(PAGES["teased"])), "\n".join(STORY))
    assert [shows.text[x.start : x.end] for x in shows.lines] == [x.text for x in shows.lines]
    assert len(shows.layout.at) == len(shows.lines)
    assert shows.text.count(STORY[0]) == 1


@pytest.mark.parametrize(
    "page",
    [
        "<html><body><div id=root></div><noscript>Turn on JavaScript.</noscript><script>x()",
        "<html><body><script type=application/json>{broken articleBody</script>",
        "<html><head>" + ld("Short.") + "</head><body>",
    ],
)
def test_a_page_whose_text_is_not_there_is_refused(page: str) -> None:
    with pytest.raises(EmptyInput, match="without visible text"):
        markup_page("p", page)
