"""The network opens in networkx, the timeline and the bibliography keep to their formats."""

from __future__ import annotations

import csv
import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from lxml import etree
from tests.factories import make_report

from dragoman.case import CaseView
from dragoman.export.bibliography import bibtex_files, date_parts, entry, tex
from dragoman.export.files import LeftOut
from dragoman.export.formats import export
from dragoman.export.gexf import EDGE_ATTRIBUTES, NODE_ATTRIBUTES
from dragoman.export.timelinejs import TIMELINE_COLUMNS, display
from dragoman.model import OPEN, PartialDate

GEXF_13 = "http://gexf.net/1.3"


@pytest.fixture
def graph(
    any_view: CaseView, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> tuple[CaseView, nx.MultiDiGraph, Path]:
    path = tmp_path / "network.gexf"
    export(any_view, "gexf", path)
    versions = nx.readwrite.gexf.GEXF.versions
    # networkx 3.4 knows 1.2; 1.3 differs in the name space alone for what is written here.
    names = {**versions["1.2draft"], "NS_GEXF": GEXF_13, "VERSION": "1.3"}
    monkeypatch.setitem(versions, "1.3", names)
    return any_view, nx.read_gexf(path, version="1.3"), path


def test_networkx_reads_nodes_and_edges(graph: tuple[CaseView, Any, Path]) -> None:
    view, found, _ = graph
    assert found.is_directed() and found.number_of_nodes() and found.number_of_edges()
    assert found.graph["mode"] == "dynamic"
    pairs = 0
    for happening in view.happenings.values():
        pairs += len(happening.initiators) * len(happening.recipients)
    assert found.number_of_edges() == pairs
    for _, _, data in found.edges(data=True):
        happening = view.happenings[data["happening_id"]]
        assert (data["type"], data["origins"]) == (happening.type, happening.origin_count)
        when = happening.occurred_at
        assert data.get("start") == (str(when.earliest) if when.earliest else None)
        assert data.get("end") == (str(when.latest) if when.latest else None)
    for _, data in found.nodes(data=True):
        assert data["label"]


def test_it_is_gexf_13_with_dates(graph: tuple[CaseView, Any, Path]) -> None:
    tree = etree.parse(graph[2], etree.XMLParser(resolve_entities=False))
    root = tree.getroot()
    assert (root.tag, root.get("version")) == (f"{{{GEXF_13}}}gexf", "1.3")
    (told,) = root.findall(f"{{{GEXF_13}}}graph")
    assert told.get("timeformat") == "date"
    declared = [one.get("id") for one in told.iter(f"{{{GEXF_13}}}attribute")]
    assert declared == [name for name, _ in (*NODE_ATTRIBUTES, *EDGE_ATTRIBUTES)]
    for span in told.iter(f"{{{GEXF_13}}}edge"):
        for name in ("start", "end"):
            if span.get(name):
                date.fromisoformat(span.get(name))


def test_the_sheet_and_the_json_tell_the_same(any_view: CaseView, tmp_path: Path) -> None:
    export(any_view, "timelinejs", tmp_path)
    with (tmp_path / "timeline.csv").open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, strict=True)
        assert tuple(reader.fieldnames or ()) == TIMELINE_COLUMNS
        rows = list(reader)
    events = json.loads((tmp_path / "timeline.json").read_text("utf-8"))["events"]
    dated = [one for one in any_view.happenings.values() if one.occurred_at.known]
    assert len(rows) == len(events) == len(dated)
    for row, event in zip(rows, events, strict=True):
        start = event["start_date"]
        cells = [row[name] for name in ("Year", "Month", "Day")]
        assert [int(one) for one in cells if one] == list(start.values())
        date(start["year"], start.get("month", 1), start.get("day", 1))
        assert row["Headline"].removeprefix("'") == event["text"]["headline"]
        assert "<script" not in event["text"]["text"] + event["text"]["headline"]
        assert re.sub(r"</?p>", "", event["text"]["text"]).count("<") == 0


@pytest.mark.parametrize(
    ("when", "shown"),
    [
        (PartialDate.between(None, date(2024, 5, 3), "x"), "by 2024-05-03"),
        (PartialDate.between(date(2024, 5, 3), None, "x"), "since 2024-05-03"),
        (PartialDate.month(2024, 5, "x"), ""),
    ],
)
def test_an_open_end_is_shown(when: PartialDate, shown: str) -> None:
    assert display(when) == shown


@pytest.mark.parametrize(
    ("when", "parts"),
    [
        (PartialDate.day(date(2024, 5, 3), "x"), [2024, 5, 3]),
        (PartialDate.month(2024, 5, "x"), [2024, 5]),
        (PartialDate.between(date(2024, 5, 3), date(2024, 5, 9), "x"), [2024, 5]),
        (PartialDate.between(date(2024, 5, 3), date(2024, 6, 3), "x"), [2024]),
        (PartialDate.between(date(2024, 5, 3), date(2025, 5, 3), "x"), []),
        (PartialDate.between(None, date(2024, 5, 3), "x"), []),
        (OPEN, []),
    ],
)
def test_a_date_has_no_more_parts_than_are_known(when: PartialDate, parts: list[int]) -> None:
    assert date_parts(when) == parts


def read_bibtex(text: str) -> list[tuple[str, str, dict[str, str]]]:
    """A strict reader after btxdoc: entries of fields whose braces balance; anything else fails."""
    found, at = [], 0
    while match := re.compile(r"\s*@(\w+)\{([^\s,{}\"#%~\\]+),\n").match(text, at):
        at, fields = match.end(), {}
        while field := re.compile(r"  (\w+) = ").match(text, at):
            at = field.end()
            if text[at] != "{":
                bare = re.compile(r"[a-z]{3}").match(text, at)
                assert bare and field[1] == "month"
                value, at = bare[0], bare.end()
            else:
                start, depth = at, 0
                while True:
                    depth += {"{": 1, "}": -1}.get(text[at], 0)
                    at += 1
                    if depth == 0:
                        break
                value = text[start + 1 : at - 1]
            assert text[at] == "," and text[at + 1] == "\n"
            fields[field[1]] = value
            at += 2
        assert text[at] == "}", text[at : at + 40]
        at += 1
        found.append((match[1], match[2], fields))
    assert not text[at:].strip()
    return found


def test_bibtex_reads_back(any_view: CaseView, tmp_path: Path) -> None:
    export(any_view, "bibtex", tmp_path / "r.bib")
    entries = read_bibtex((tmp_path / "r.bib").read_text("utf-8"))
    assert [key for _, key, _ in entries] == list(any_view.reports)
    for kind, key, fields in entries:
        report = any_view.reports[key]
        assert fields["title"].startswith("{") and fields["title"].endswith("}")
        known = date_parts(report.published_at)
        assert fields.get("year") == (str(known[0]) if known else None)
        assert kind == ("article" if report.publisher and known else "misc")
        for name, value in fields.items():
            if name != "url":
                assert not re.search(r"(?<!\\)[&%$#_^~]", value), "TeX would read it"
                assert not re.search(r"\\(?!text(backslash|brace|ascii)|[&%$#_])", value)


def test_a_name_of_words_is_left_to_bibtex_and_others_are_whole() -> None:
    authors = ("Tom Hale", "Reuters Staff, and others", "Kim")
    told = entry(make_report(title="A & B", authors=authors))
    assert "author = {Tom Hale and {Reuters Staff, and others} and {Kim}}" in told
    assert r"title = {{A \& B}}" in told and "month = may" in told
    assert tex("a{b}\\c\0d") == r"a\textbraceleft{}b\textbraceright{}\textbackslash{}c d"


def test_csl_items_have_csls_variables(any_view: CaseView, tmp_path: Path) -> None:
    export(any_view, "csl-json", tmp_path / "r.json")
    items = json.loads((tmp_path / "r.json").read_text("utf-8"))
    assert [one["id"] for one in items] == list(any_view.reports)
    # Names and forms from CSL's csl-data.json.
    texts = {"id", "title", "container-title", "URL", "language", "note"}
    for one in items:
        assert one["type"] in ("article-newspaper", "webpage")
        assert set(one) <= {"type", "author", "issued", "accessed", *texts}
        assert all(isinstance(one[name], str) for name in texts & set(one))
        assert one["title"]
        for name in ("issued", "accessed"):
            if name in one:
                ((*parts,),) = one[name]["date-parts"]
                assert 1 <= len(parts) <= 3 and all(isinstance(part, int) for part in parts)
        assert all(set(author) == {"literal"} for author in one.get("author", ()))
        assert one.get("URL", "https://").startswith(("http://", "https://"))


def test_files_are_made_piece_by_piece(view: CaseView) -> None:
    (file,) = bibtex_files(view, LeftOut())
    assert file.name == "reports.bib"
