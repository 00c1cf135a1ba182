from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.errors import EmptyInput, TooDeep
from dragoman.read.article import mark_extracted
from dragoman.read.lines import split_lines
from dragoman.read.markup import DEEPEST, parse_markup, visible_text
from dragoman.read.stated import read_stated


def shown(page: str) -> list[str]:
    text, lines = visible_text(parse_markup(page))
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
    ],
)
def test_the_text_is_what_a_browser_shows(page: str, lines: list[str]) -> None:
    assert shown(page) == lines


def test_lines_know_their_block_and_their_share_of_links() -> None:
    page = "<h1>Head</h1><p><a href=x>half</a>half</p><li><a href=y>all</a></li>"
    _, lines = visible_text(parse_markup(page))
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
