"""Whatever a report says, a cell stays a cell, an attribute an attribute, a field a field."""

from __future__ import annotations

import csv
import io
import json
import re

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from tests.export.test_networks import read_bibtex
from tests.factories import make_report

from dragoman.export.bibliography import entry, tex
from dragoman.export.citing import web_address
from dragoman.export.files import FORMULA, csv_lines, json_text, tsv_line
from dragoman.export.ftm import dataset, ftm_id
from dragoman.export.gexf import _attribute

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
"""Any text that a case can store: all of Unicode without lone surrogates."""


@given(TEXTS, TEXTS)
def test_a_csv_cell_is_read_back_and_never_run(one: str, other: str) -> None:
    _, line = csv_lines(["a", "b"], [[one, other]])
    ((first, second),) = csv.reader(io.StringIO(line, newline=""), strict=True)
    for cell, text in ((first, one), (second, other)):
        assert not cell.startswith(FORMULA)
        assert cell in (text.replace("\0", "\ufffd"), "'" + text.replace("\0", "\ufffd"))


@given(st.lists(TEXTS, min_size=1, max_size=5))
def test_a_tsv_line_has_as_many_cells_as_were_given(cells: list[str]) -> None:
    line = tsv_line(cells)
    assert len(line.split("\t")) == len(cells) and len(line.splitlines()) == 1


@given(TEXTS)
def test_a_json_text_is_one_line_and_reads_back(text: str) -> None:
    line = json_text({"a": text})
    assert json.loads(line) == {"a": text} and len(line.splitlines()) == 1


@given(TEXTS)
def test_an_xml_attribute_reads_back_but_for_what_xml_cannot_hold(text: str) -> None:
    found = etree.fromstring(f"<a b={_attribute(text)}/>".encode()).get("b")
    same = [a == b or b in "\ufffd " for a, b in zip(text, found, strict=True)]
    assert all(same)


@given(TEXTS, TEXTS, st.lists(TEXTS.filter(str.strip), max_size=3))
def test_a_bibtex_entry_stays_one_entry(title: str, outlet: str, authors: list[str]) -> None:
    report = make_report("x", title=title, publisher=outlet, authors=tuple(authors), url=title)
    ((_, key, fields),) = read_bibtex(entry(report))
    assert key == report.id and "title" in fields


@given(TEXTS)
def test_tex_is_told_nothing(text: str) -> None:
    told = re.sub(
        r"\\text(backslash|braceleft|braceright|asciitilde|asciicircum)\{\}", "", tex(text)
    )
    assert not re.search(r"(?<!\\)[&%$#_]|[{}~^]|\\[^&%$#_]", told)


@given(TEXTS)
def test_an_address_is_of_the_web_or_nothing(text: str) -> None:
    found = web_address(text)
    assert not found or re.match(r"https?://\S", found, re.IGNORECASE)


@given(TEXTS)
def test_ids_and_data_sets_keep_to_their_letters(text: str) -> None:
    assert re.fullmatch(r"[a-z0-9_]+", dataset(text))
    assert "_" not in ftm_id("rep_0123456789abcdef")
