from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.errors import EmptyInput, TooDeep, TooLarge
from dragoman.read.article import mark_extracted
from dragoman.read.lines import split_lines
from dragoman.read.markup import DEEPEST, ELEMENT_LIMIT, parse_markup, visible_text
from dragoman.read.stated import read_stated


def shown(page: str) -> list[str]:
    shows = visible_text(parse_markup(page))
    text, lines = shows.text, shows.lines
    assert len(shows.layout.at) == len(lines)
    assert text == "\n".join(line.text for line in lines)
    assert all(text[line.start : line.end] == line.text for line in lines)
    return [line.text for line in lines]


@pytest.mark.parametrize(
    ("page", "lines"),
    [
        ("<p>One<p>Two", ["One", "Two"]),
        ("<div>a<div>b</div>c</div>", ["a", "b", "c"]),
        ("<p>one <b>and</b>\n  <i>two</i></p>", ["one and two"]),
        ("<p>a<br>b</p>tail", ["a", "b", "tail"]),
        ("<ul><li>x<li>y</ul>", ["x", "y"]),
        ("<table><tr><td>1<td>2</table>", ["1", "2"]),
        ("<pre>a\n  b</pre>", ["a", "b"]),
        ("<p>x<script>no</script>y</p>", ["xy"]),
        ("<p style='display: none'>no</p><p hidden>no</p><p>yes", ["yes"]),
        ("<style>no</style><noscript>no</noscript><template>no</template>yes", ["yes"]),
        ("<p>a&amp;b&nbsp;c &lt;d&gt;", ["a&b\u00a0c <d>"]),
        ("<p>a\u2028b\x0bc", ["a b c"]),
        ("<title>no</title><body>yes", ["yes"]),
        ("<p>cut off in the mid", ["cut off in the mid"]),
        ("<?xml version='1.0' encoding='utf-8'?><html><body>x</body></html>", ["x"]),
        ("<p>a&#146;s &hellip; &lsqb;1&rsqb; &#x85;", ["a’s … [1] …"]),
        ("<p>co\u00adop\u200bera\ufefftion na\u200cme", ["cooperation na\u200cme"]),
        ("<p>\u200e<p>\u200d \u00a0<p>yes", ["yes"]),
        ("<p>one <picture><source><img alt=no></picture>two", ["one two"]),
        ("<p>of <x-term>enriched</x-term> ore<o:p></o:p>", ["of enriched ore"]),
        ("<x-card>a</x-card><x-card>b</x-card>", ["a", "b"]),
        ("<amp-list><div>a</div></amp-list>b", ["a", "b"]),
        ("<span style='display:block'>a</span>b", ["a", "b"]),
        ("<div>a <div style='display: inline'>b</div></div>", ["a b"]),
        ("<ruby>漢<rp>[</rp><rt>kan</rt><rp>]</rp></ruby>字", ["漢(kan)字"]),
        ("<details><summary>More</summary><p>Told</p></details>", ["More", "Told"]),
        ("<dialog>no</dialog><dialog open>yes</dialog>", ["yes"]),
        ("<div>a<template shadowrootmode=open><p>b</p></template></div>", ["a", "b"]),
        ("<p>a<svg><title>no</title><text>no</text></svg>b", ["ab"]),
        ("<body style='display:none'><p>shown by a script", ["shown by a script"]),
        ("<p style='--x: 1;visibility:hidden'>no</p><p aria-hidden=true>yes", ["yes"]),
        ("<textarea>no</textarea><select><option>no</select><p>yes", ["yes"]),
        ("<b><p>mis<i>nested</b></i> tags<p>go on", ["misnested tags", "go on"]),
    ],
)
def test_the_text_is_what_a_browser_shows(page: str, lines: list[str]) -> None:
    assert shown(page) == lines


def test_lines_know_their_block_and_their_share_of_links() -> None:
    page = "<h1>Head</h1><p><a href=x>half</a>half</p><li><a href=y>all</a></li>"
    lines = visible_text(parse_markup(page)).lines
    assert [(x.tag, x.linked) for x in lines] == [("h1", 0.0), ("p", 0.5), ("li", 1.0)]


def test_nesting_beyond_the_limit_is_refused() -> None:
    assert shown("<div>" * (DEEPEST - 10) + "x") == ["x"]
    with pytest.raises(TooDeep):
        parse_markup("<div>" * (DEEPEST + 10) + "x")


@pytest.mark.parametrize("page", ["", "   ", "<!-- nothing -->"])
def test_no_element_is_empty(page: str) -> None:
    with pytest.raises(EmptyInput):
        visible_text(parse_markup(page))


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from('<>/ab "=!-&;divp\n\x00é'), max_size=80))
def test_any_markup_gives_lines_that_hold_or_an_error(page: str) -> None:
    with suppress(EmptyInput):
        shown(page)


def test_without_scripts_a_page_shows_what_it_has_for_that() -> None:
    tree = parse_markup("<p>a</p><noscript><p>b</p></noscript>")
    assert visible_text(tree).text == "a"
    assert visible_text(tree, scripts=False).text == "a\nb"


def test_lines_know_their_container() -> None:
    page = "<main><div class='story x' id=y role=main><p>One <b>two</b></p></div>tail</main>"
    layout = visible_text(parse_markup(page)).layout
    shown_at = [layout.containers[n] for n in layout.at]
    assert [(c.tag, layout.containers[c.parent].name) for c in shown_at] == [
        ("p", "story x y main"),
        ("main", ""),
    ]


@pytest.mark.parametrize(
    "page",
    [
        "<br>" * 200_000 + "x",
        "<b>" * 500 + "x",
        "<p style='" + "a" * 1_000_000 + "' class='" + "b " * 500_000 + "'>x",
        "<td>" * 30_000 + "x",
        "</div>" * 300_000 + "x",
        "<a href='" + "(" * 500_000 + "'>x",
        "<table><tr>" * 200 + "x",
    ],
    ids=["breaks", "inline", "attributes", "cells", "ends", "address", "tables"],
)
def test_hostile_markup_is_read(page: str) -> None:
    assert shown(page) == ["x"]


def test_elements_beyond_the_limit_are_refused() -> None:
    with pytest.raises(TooLarge):
        parse_markup("<i>x</i>" * (ELEMENT_LIMIT + 1))


def test_extracted_lines_are_found_again() -> None:
    lines = split_lines("Home\nThe minister said on Monday that he would go.\nRead more\nHome")
    article = "The minister said on Monday that he would go. Read on.\nHome"
    marked = [line.extracted for line in mark_extracted(lines, article)]
    assert marked == [True, True, False, True]


JSON_LD = """<html lang="en-GB"><head>
<link rel="canonical" href="https://example.org/a">
<meta property="og:site_name" content="Meta Name"><meta name="date" content="2020-01-01">
<script type="application/ld+json">{broken</script>
<script type="application/ld+json">{"@graph": [{"@type": "WebPage"}, {"@type": ["NewsArticle"],
 "headline": " A  title ", "datePublished": "2026-03-01", "publisher": {"name": "The Post"},
 "author": [{"name": "A B"}, {"name": "C D"}, "https://example.org/x"]}]}</script>
</head><body><h1>Other</h1></body></html>"""


def test_json_ld_goes_before_meta_tags() -> None:
    stated = read_stated(parse_markup(JSON_LD))
    assert stated.title == "A title"
    assert stated.publisher == "The Post"
    assert stated.authors == ("A B", "C D")
    assert stated.dates == (("json-ld:datePublished", "2026-03-01"), ("meta:date", "2020-01-01"))
    assert (stated.url, stated.language) == ("https://example.org/a", "en")


def test_without_metadata_the_heading_is_the_title() -> None:
    stated = read_stated(parse_markup("<title>Site</title><h1>A <b>head</b></h1>"))
    assert (stated.title, stated.publisher, stated.dates) == ("A head", "", ())
