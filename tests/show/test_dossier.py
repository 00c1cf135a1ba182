"""The dossier: one page, every line with its sentences, nothing in it that a report can run."""

from __future__ import annotations

import base64
import hashlib
import re

import pytest
from lxml import html
from tests.show.story import HOSTILE, HOSTILE_TITLE

from dragoman.case import CaseView
from dragoman.lexicon.coding import Coding, load_coding
from dragoman.lexicon.tables import Tables
from dragoman.show.dossier import dossier_html
from dragoman.show.lookup import Lookup


@pytest.fixture(scope="module")
def coding() -> Coding:
    return load_coding(Tables())


@pytest.fixture(scope="module")
def page(lookup: Lookup, coding: Coding) -> str:
    return dossier_html(lookup, coding)


@pytest.fixture(scope="module")
def tree(page: str) -> html.HtmlElement:
    return html.document_fromstring(page)


def text_of(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_every_link_in_the_page_leads_somewhere(tree: html.HtmlElement) -> None:
    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    inner = [a.get("href")[1:] for a in tree.iter("a") if a.get("href").startswith("#")]
    assert inner
    assert set(inner) <= set(ids)


def test_lines_and_sentences_link_both_ways(tree: html.HtmlElement) -> None:
    for sentence in tree.xpath("//ol[@class='sentences']/li"):
        codes = [a.get("href")[1:] for a in sentence.xpath(".//p[@class='uses']/a")]
        assert codes
        for code in codes:
            line = tree.get_element_by_id(code)
            assert f"#{sentence.get('id')}" in [a.get("href") for a in line.iter("a")]


def test_sentences_are_numbered_from_one_without_gaps(tree: html.HtmlElement) -> None:
    numbers = [int(e.text_content()) for e in tree.xpath("//span[@class='nr']")]
    assert numbers == list(range(1, len(numbers) + 1))


def test_the_headline_says_who_gave_what_to_whom_and_how_sure(tree: html.HtmlElement) -> None:
    first = text_of(tree.get_element_by_id("H1"))
    assert "Northland supplies guns to Southland" in first
    assert "disputed" in first
    assert "29 Apr 2024" in first
    assert "3 origins / 4 reports" in first


@pytest.mark.parametrize("section", ["relations", "actors"])
def test_rows_of_tables_carry_their_code_and_their_sentences(
    tree: html.HtmlElement, section: str
) -> None:
    rows = tree.xpath(f"//section[@id='{section}']//tbody/tr[@id]")
    assert rows
    for row in rows:
        codes = row.xpath("./th/span[@class='code']")
        assert row.get("id") in [text_of(code) for code in codes]
        assert row.xpath(".//span[@class='refs']/a[starts-with(@href, '#s')]")


def test_the_exchange_links_its_two_directions(tree: html.HtmlElement) -> None:
    guns, grain = tree.get_element_by_id("X1"), tree.get_element_by_id("X2")
    assert [a.get("href") for a in guns.xpath(".//p[@class='back']/a")] == ["#X2"]
    assert [a.get("href") for a in grain.xpath(".//p[@class='back']/a")] == ["#X1"]


def test_sections_of_the_case(tree: html.HtmlElement) -> None:
    def section(name: str) -> str:
        return text_of(tree.get_element_by_id(name))

    assert "How many weapons?" in section("differences")
    assert "over 700 guns" in section("differences")
    assert "if the talks succeed" in section("scenarios")
    assert "Thousands of guns" in section("figures")
    assert "empty.txt" in section("gaps")
    assert "blog.txt" in section("gaps")


def test_each_chart_has_words_and_a_table_beside_it(tree: html.HtmlElement) -> None:
    charts = tree.xpath("//figure")
    assert charts
    for figure in charts:
        drawings = figure.xpath(".//svg")
        assert len(drawings) == 2
        assert all(d.get("role") == "img" and d.get("aria-label") for d in drawings)
        assert figure.xpath("./following-sibling::div//table")


def test_nothing_a_report_says_becomes_markup(page: str, tree: html.HtmlElement) -> None:
    assert not tree.xpath("//script | //iframe | //img | //object | //form | //link | //base")
    attributes = [name for element in tree.iter() for name in element.attrib]
    assert not [name for name in attributes if name.lower().startswith("on")]
    assert not [name for name in attributes if name == "style"]
    links = [a.get("href") for a in tree.iter("a")]
    assert all(link.startswith(("#", "https://", "http://")) for link in links)
    # What a template engine would have run stands there as it is.
    assert "{{ 7 * 7 }}" in page
    assert ";b&amp;gt;" in page or "&amp;lt;b&amp;gt;" in page


def test_hostile_text_is_still_there_to_read(tree: html.HtmlElement) -> None:
    shown_text = text_of(tree.body)
    assert "<script>alert(1)</script>" in shown_text
    assert "<img src=x onerror=alert(1)>" in shown_text
    assert "‹RLO›" in shown_text


def test_no_control_or_override_reaches_the_page(page: str) -> None:
    assert "\x1b" not in page
    assert "\u202e" not in page
    assert HOSTILE_TITLE not in page


def test_the_policy_allows_its_own_style_sheet_and_nothing_else(
    page: str, tree: html.HtmlElement
) -> None:
    (meta,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']")
    css = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    assert css
    digest = base64.b64encode(hashlib.sha256(css[1].encode()).digest()).decode()
    policy = meta.get("content")
    assert f"style-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    assert "script-src" not in policy


def test_the_page_loads_nothing(page: str, tree: html.HtmlElement) -> None:
    assert not tree.xpath("//*[@src]")
    assert "@import" not in page
    assert "url(http" not in page


def test_a_hostile_title_option_is_text(lookup: Lookup, coding: Coding) -> None:
    tree = html.document_fromstring(dossier_html(lookup, coding, "</title><script>x</script>"))
    assert not tree.xpath("//script")
    assert text_of(tree.xpath("//h1")[0]) == "</title><script>x</script>"


def test_an_empty_case_has_a_page(coding: Coding, lookup: Lookup) -> None:
    empty = Lookup(CaseView(), lookup.likeness, lookup.tellings)
    tree = html.document_fromstring(dossier_html(empty, coding))
    assert text_of(tree.xpath("//h1")[0]) == "A case of 0 reports"


def test_the_same_case_gives_the_same_page(lookup: Lookup, coding: Coding, page: str) -> None:
    assert dossier_html(Lookup(lookup.view, lookup.likeness, lookup.tellings), coding) == page


def test_only_the_honest_address_is_linked(tree: html.HtmlElement) -> None:
    outer = [a.get("href") for a in tree.iter("a") if not a.get("href").startswith("#")]
    assert outer == ["https://post.example/guns"]
    assert HOSTILE.url.startswith("javascript:")
