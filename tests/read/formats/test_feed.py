from __future__ import annotations

import html

import pytest
from tests.read.formats.conftest import Read
from tests.read.formats.made import LAUGHS, LINES, PARAGRAPHS, STORY, rss

from dragoman.errors import Damaged, EmptyInput, EntitiesRefused, InputError, TooDeep
from dragoman.read import Failure, Loaded

FULL = (
    "<title>Talks &amp;amp; more</title><link>https://ridge.example/a</link>"
    '<guid isPermaLink="false">g-1</guid><pubDate>Tue, 03 Mar 2026 10:00:00 GMT</pubDate>'
    "<dc:creator>Ann Ox</dc:creator><description>Short.</description>"
    f"<content:encoded><![CDATA[{PARAGRAPHS}<script>steal()</script>"
    "<img src=x onerror=steal()>]]></content:encoded>"
)
SUMMARY = f"<title>B</title><link>https://ridge.example/b</link><description>{STORY}</description>"
ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><title>Ridge</title><entry>'
    '<title type="html">A &lt;b&gt;b&lt;/b&gt;</title><id>tag:x,1</id>'
    '<link rel="self" href="https://x.example/self"/><link href="https://x.example/e"/>'
    "<published>2026-03-03T10:00:00Z</published><author><name>Ann Ox</name></author>"
    f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{PARAGRAPHS}</div></content>'
    f'</entry><entry><id>2</id><summary type="text">1 &lt; 2. {STORY}</summary></entry></feed>'
)


def test_an_entry_gives_its_whole_text_and_what_it_states(read: Read) -> None:
    first, second = read("a.xml", rss(FULL, SUMMARY))
    assert isinstance(first, Loaded) and isinstance(second, Loaded)
    report = first.report
    assert report.location.endswith("a.xml#g-1")
    assert report.source_text.splitlines() == list(LINES)
    assert (report.title, report.url) == ("Talks & more", "https://ridge.example/a")
    assert (report.publisher, report.authors) == ("Ridge Herald", ("Ann Ox",))
    assert str(report.published_at.earliest) == "2026-03-03"
    assert second.report.location.endswith("a.xml#https://ridge.example/b")
    assert second.report.source_text == STORY
    assert not second.report.published_at.known


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_atom_is_read_in_any_encoding(read: Read, encoding: str) -> None:
    first, second = read("a.atom", ATOM.encode(encoding))
    assert isinstance(first, Loaded) and isinstance(second, Loaded)
    assert (first.report.title, first.report.url) == ("A b", "https://x.example/e")
    assert first.report.source_text.splitlines() == list(LINES)
    assert second.report.source_text.startswith("1 < 2. Serbia")


def test_an_entry_of_another_feed_is_that_feeds(read: Read) -> None:
    (found,) = read("a.rss", rss(SUMMARY + '<source url="https://o.example/">Other Post</source>'))
    assert isinstance(found, Loaded) and found.report.publisher == "Other Post"


def test_scripts_are_not_text_however_they_are_written(read: Read) -> None:
    shy = html.escape(f"{PARAGRAPHS}<script>steal()</script><style>p{{}}</style>")
    (found,) = read("a.rss", rss(f"<description>{shy}</description>"))
    assert isinstance(found, Loaded)
    assert found.report.source_text.splitlines() == list(LINES)


def test_a_feed_that_is_cut_off_gives_what_is_whole(read: Read) -> None:
    whole = rss(FULL, SUMMARY)
    first, cut = read("a.rss", whole[: whole.rindex("according")])
    assert isinstance(first, Loaded)
    assert isinstance(cut, Failure) and isinstance(cut.error, Damaged)


def test_a_slip_in_the_xml_is_mended(read: Read) -> None:
    (found,) = read("a.rss", rss(SUMMARY.replace("Brussels", "Brussels & Bonn&nbsp;&co;")))
    assert isinstance(found, Loaded)
    expected = STORY.replace("Brussels", "Brussels & Bonn &co;")
    assert found.report.source_text.split() == expected.split()


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (rss("<description>&a11;</description>", before=LAUGHS), EntitiesRefused),
        (rss("<title x='&a11;'>&a11;</title>", before=LAUGHS).encode("utf-16"), EntitiesRefused),
        (
            rss(
                "<description>&x;</description>",
                before="<!DOCTYPE rss [<!ENTITY x SYSTEM 'file:///etc/hostname'>]>",
            ),
            EntitiesRefused,
        ),
        (rss("<a>" * 10_000 + "</a>" * 10_000), TooDeep),
        (rss("<description>" + html.escape("<div>" * 10_000) + "x</description>"), TooDeep),
        (rss(), EmptyInput),
        (rss("<title>Only a headline</title>"), EmptyInput),
        ("<?xml version='1.0'?><urlset><url>x</url></urlset>", Damaged),
        ("no feed at all", Damaged),
    ],
    ids=["laughs", "wide laughs", "file", "deep", "deep entry", "none", "bare", "other", "text"],
)
def test_what_cannot_be_read_is_one_line(
    read: Read, raw: str | bytes, kind: type[InputError]
) -> None:
    (found,) = read("a.rss", raw)
    assert isinstance(found, Failure)
    assert type(found.error) is kind, found.error
    assert found.error.remedy and "\n" not in str(found.error)
