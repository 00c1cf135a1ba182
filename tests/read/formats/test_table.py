from __future__ import annotations

import json
from typing import Any

import pytest
from tests.read.formats.conftest import Read
from tests.read.formats.made import STORY

from dragoman.errors import (
    BadRow,
    Damaged,
    EmptyInput,
    InputError,
    MissingColumn,
    TooDeep,
    TooLarge,
    UsageError,
)
from dragoman.read import COLUMNS, Columns, Failure, Loaded, parse_columns

THEIRS = parse_columns("id=uid, text=body,title=headline,date=pub,publisher=source.name,url=link")
ROW = {
    "uid": "n-1",
    "body": STORY,
    "headline": "Talks resume",
    "pub": "2026-03-03",
    "source": {"name": "Ridge Herald"},
    "link": "https://ridge.example/a",
}


def kinds(found: list[Any]) -> list[type]:
    return [type(one.error) if isinstance(one, Failure) else type(one) for one in found]


def told(found: Any) -> tuple[str, ...]:
    report = found.report
    day = str(report.published_at.earliest)
    return (report.source_text, report.title, day, report.publisher, report.url)


EXPECTED = (STORY, "Talks resume", "2026-03-03", "Ridge Herald", "https://ridge.example/a")


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("a.jsonl", json.dumps(ROW)),
        ("a.json", json.dumps([ROW])),
        ("a.json", json.dumps(ROW)),
        ("a.json", json.dumps({"status": "ok", "articles": [ROW]})),
        ("a.json", json.dumps(ROW) + "\n" + json.dumps(ROW)),
        ("a.json", json.dumps([ROW]).encode("utf-16")),
        ("piped", json.dumps([ROW])),
        ("piped", json.dumps(ROW) + "\n" + json.dumps(ROW)),
    ],
)
def test_rows_are_read_by_the_columns_that_they_have(
    read: Read, name: str, raw: str | bytes
) -> None:
    found = read(name, raw, THEIRS)
    assert {told(one) for one in found} == {EXPECTED}
    assert kinds(found) == [Loaded] * len(found)


HEADER = "uid{m}Body{m}headline{m}pub{m}source.name{m}link\r\n"
CELLS = 'n-1{m}"{text}"{m}Talks resume{m}2026-03-03{m}Ridge Herald{m}https://ridge.example/a\r\n'


@pytest.mark.parametrize(
    ("name", "mark", "encoding"),
    [
        ("a.csv", ",", "utf-8"),
        ("a.csv", ",", "utf-8-sig"),
        ("a.csv", ";", "utf-8"),
        ("a.csv", "\t", "utf-16"),
        ("a.tsv", "\t", "utf-8"),
        ("piped", ",", "utf-8"),
    ],
)
def test_tables_are_read_whatever_cuts_them(
    read: Read, name: str, mark: str, encoding: str
) -> None:
    raw = (HEADER + CELLS).format(m=mark, text=STORY).encode(encoding)
    (found,) = read(name, raw, THEIRS)
    assert isinstance(found, Loaded)
    assert told(found) == EXPECTED
    assert found.report.location.endswith(f"{name}#n-1")


def test_a_table_in_an_older_encoding_is_read(read: Read) -> None:
    text = "Министерство обороны сообщило в понедельник, что войска отошли от границы."
    (found,) = read("a.csv", f"id,text\n1,{text.replace(',', ';')}\n".encode("cp1251"))
    assert isinstance(found, Loaded) and "войска отошли" in found.report.source_text


def test_bad_rows_are_said_and_the_rest_goes_on(read: Read) -> None:
    found = read("a.csv", f'id,text\n1,"{STORY}"\n2,\n3\n4,a,b\n\n5,"{STORY}5"\n')
    assert kinds(found) == [Loaded, EmptyInput, BadRow, BadRow, Loaded]
    found = read("a.json", json.dumps([{"text": STORY}, 5, {}, {"text": ""}, {"text": STORY}]))
    assert kinds(found) == [Loaded, BadRow, BadRow, EmptyInput, Loaded]


@pytest.mark.parametrize(
    ("name", "raw", "kind"),
    [
        ("a.csv", "", EmptyInput),
        ("a.csv", "id,text\n", EmptyInput),
        ("a.csv", "a,b\n1,2\n", MissingColumn),
        ("a.csv", 'id,text\n1,"' + "and so on\n" * 1_200_000, Damaged),
        ("a.csv", "id,text\n1," + "x" * 11_000_000, TooLarge),
        ("a.json", "[" * 10_000 + "]" * 10_000, TooDeep),
        ("a.json", '{"a":' * 10_000 + "1" + "}" * 10_000, TooDeep),
        ("a.json", json.dumps([ROW])[:99], BadRow),
        ("a.json", "hello", BadRow),
        ("a.json", "5", BadRow),
        ("a.json", "{}", BadRow),
        ("a.json", "[]", EmptyInput),
        ("a.jsonl", "[" * 10_000, BadRow),
    ],
)
def test_what_cannot_be_read_is_one_line(
    read: Read, name: str, raw: str, kind: type[InputError]
) -> None:
    (found,) = read(name, raw)
    assert isinstance(found, Failure)
    assert type(found.error) is kind, found.error
    assert found.error.remedy and "\n" not in str(found.error)


def test_the_same_rows_under_other_columns_are_other_inputs(read: Read) -> None:
    raw = json.dumps({"text": STORY, "title": "A", "headline": "B"})
    first, second = (read("a.jsonl", raw, c)[0] for c in (COLUMNS, Columns(title="headline")))
    assert isinstance(first, Loaded) and isinstance(second, Loaded)
    assert (first.report.title, second.report.title) == ("A", "B")
    assert first.digest != second.digest


@pytest.mark.parametrize("given", ["text", "text=", "body=text", "text=a,text=b", "=a"])
def test_a_mapping_that_is_none_is_refused(given: str) -> None:
    with pytest.raises(UsageError):
        parse_columns(given)


def test_fields_that_are_not_mapped_keep_their_names() -> None:
    assert parse_columns("") == COLUMNS
    assert parse_columns(" text = body ,") == Columns(text="body")
