"""The headline of a page, among what its markup states and the headings that it shows."""

from __future__ import annotations

import pytest

from dragoman.read.markup import parse_markup
from dragoman.read.stated import read_stated

SHOWN = "Ministers sign an agreement on the border"


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        (
            '<meta property="og:title" content="Border agreement signed">',
            f"<h1>{SHOWN}</h1>",
            SHOWN,
        ),
        ("<title>Ministers sign | Hill Gazette</title>", "", "Ministers sign | Hill Gazette"),
        (
            '<meta property="og:site_name" content="Hill Gazette">'
            '<meta property="og:title" content="Ministers sign | Hill Gazette">',
            "",
            "Ministers sign",
        ),
        (
            '<link rel="canonical" href="https://www.hillgazette.org/a">'
            '<meta property="og:title" content="Ministers sign - hillgazette.org">',
            "<h1>Hill Gazette</h1>",
            "Ministers sign",
        ),
        (
            f'<meta property="og:title" content="{SHOWN}">',
            "<h1>World</h1><h1>Ministers <i>sign</i> an agreement on<br>the border</h1>",
            SHOWN,
        ),
        ("", f"<nav><h1>Menu of the whole site</h1></nav><h1>{SHOWN}</h1>", SHOWN),
        (f'<meta property="og:title" content="{SHOWN} &amp;#8211; again">', "", f"{SHOWN} – again"),
        ("", "<p>No heading.</p>", ""),
    ],
)
def test_the_headline_is_what_the_page_shows(head: str, body: str, title: str) -> None:
    page = f"<html><head>{head}</head><body>{body}<p>Text.</p></body></html>"
    assert read_stated(parse_markup(page)).title == title
