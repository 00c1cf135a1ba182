from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from dragoman.errors import LexiconError
from dragoman.lexicon import load_lexicon
from dragoman.lexicon.tables import Tables


@pytest.fixture
def tables(tmp_path: Path) -> Tables:
    return Tables(tmp_path)


def put(tables: Tables, name: str, text: str | bytes) -> str:
    assert tables.extra is not None
    path = tables.extra / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return str(path)


def test_csv_rows_come_with_their_place(tables: Tables) -> None:
    path = put(tables, "t.csv", '# where from\nname,code\n\n# more\n"a, b", x \nc,\n')
    assert tables.csv("t.csv", ["name", "code"]) == [
        (f"{path}:5", {"name": "a, b", "code": "x"}),
        (f"{path}:6", {"name": "c", "code": ""}),
    ]


def test_toml_comes_with_its_place(tables: Tables) -> None:
    path = put(tables, "sub/t.toml", "# where from\n[a]\nb = 1\n")
    assert tables.toml("sub/t.toml") == [(path, {"a": {"b": 1}})]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("name,other\na,b\n", "no column code"),
        ("name,code\na,b,c\n", "t.csv:2: wrong number of fields"),
        ("# c\nname,code\nx,y\na\n", "t.csv:4: wrong number of fields"),
    ],
)
def test_a_bad_csv_names_file_and_line(tables: Tables, text: str, message: str) -> None:
    put(tables, "t.csv", text)
    with pytest.raises(LexiconError, match=message):
        tables.csv("t.csv", ["name", "code"])


def test_bad_toml_names_file_and_line(tables: Tables) -> None:
    put(tables, "t.toml", "a = 1\nb = = 2\n")
    with pytest.raises(LexiconError, match=r"t\.toml: .*line 2"):
        tables.toml("t.toml")


def test_a_table_that_is_not_there(tables: Tables) -> None:
    with pytest.raises(LexiconError, match="no such table"):
        tables.texts("none.toml")


def test_a_table_that_is_not_utf8(tables: Tables) -> None:
    put(tables, "t.toml", b"a = '\xff'")
    with pytest.raises(LexiconError, match="UTF-8"):
        tables.toml("t.toml")


def test_the_lexicon_loads_once_and_travels() -> None:
    lexicon = load_lexicon()
    assert load_lexicon() is lexicon
    assert pickle.loads(pickle.dumps(lexicon)) == lexicon
