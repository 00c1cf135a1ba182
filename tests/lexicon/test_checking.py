"""A user's own tables are checked file by file, and only what is read counts as read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.conftest import (
    Run,
    run,  # noqa: F401
)

from dragoman.lexicon import load_lexicon, own_lexicon
from dragoman.lexicon.checking import check_tables, known_tables, tables_read


def write(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def header_of(name: str) -> list[str]:
    from importlib.resources import files

    text = files("dragoman.lexicon").joinpath("data", *name.split("/")).read_text("utf-8")
    line = next(line for line in text.splitlines() if line and not line.startswith("#"))
    return line.split(",")


def a_row(table: str, **cells: str) -> str:
    columns = header_of(table)
    assert cells.keys() <= set(columns), columns
    return ",".join(columns) + "\n" + ",".join(cells.get(one, "") for one in columns) + "\n"


def test_sound_tables_tell_what_they_add(tmp_path: Path) -> None:
    write(tmp_path, "asking.toml", '[idle]\nwords = ["please", "kindly"]\n')
    write(
        tmp_path,
        "world/firms.csv",
        a_row("world/firms.csv", name="Blue Heron Shipping", country="NOR", kind="organisation"),
    )
    checked = {one.file: one for one in check_tables(tmp_path)}
    assert {name: one.fault for name, one in checked.items()} == {
        "asking.toml": "",
        "world/firms.csv": "",
    }
    assert checked["asking.toml"].rows == 2
    assert checked["world/firms.csv"].rows == 1
    extended = load_lexicon(tmp_path)
    assert extended.digest != own_lexicon().digest


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("world/firm.csv", "name\nx\n", "no table of Dragoman has this name"),
        ("world/firms.csv", "name,x\na,b\n", "no column"),
        ("asking.toml", "[aspects\n", "asking.toml"),
        ("asking.toml", "", "it holds no row"),
        ("columns.toml", "x = 1\n", "from its own package only"),
    ],
)
def test_faults_are_told_with_the_file(tmp_path: Path, name: str, text: str, said: str) -> None:
    write(tmp_path, name, text)
    (one,) = check_tables(tmp_path)
    assert one.file == name
    assert said in one.fault
    assert one.remedy


def test_one_bad_table_does_not_hide_another(tmp_path: Path) -> None:
    write(tmp_path, "asking.toml", "[aspects\n")
    write(tmp_path, "world/firms.csv", "name,x\na,b\n")
    write(tmp_path, ".git/config", "nothing")
    assert [bool(one.fault) for one in check_tables(tmp_path)] == [True, True]


def test_a_slip_in_a_name_is_put_right(tmp_path: Path) -> None:
    write(tmp_path, "world/firm.csv", "name\nx\n")
    (one,) = check_tables(tmp_path)
    assert one.remedy == "did you mean world/firms.csv?"


def test_what_is_read_is_known() -> None:
    assert tables_read() <= known_tables()
    assert {"world/firms.csv", "asking.toml", "likeness.toml"} <= tables_read()


def test_the_command_ends_with_one_where_there_is_a_fault(run: Run, tmp_path: Path) -> None:  # noqa: F811
    write(tmp_path, "asking.toml", '[idle]\nwords = ["kindly"]\n')
    assert run("lexicon", "check", tmp_path).code == 0
    write(tmp_path, "world/firm.csv", "name\nx\n")
    ran = run("lexicon", "check", tmp_path, "--format", "json")
    assert ran.code == 1
    assert [bool(row["fault"]) for row in json.loads(ran.out)] == [False, True]
    assert run("lexicon", "check", tmp_path / "nowhere").code == 2
