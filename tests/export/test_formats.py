"""What holds of every format: whole files or none, the same bytes, nothing lost without a word."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.export.conftest import view_of
from tests.press import make_press, make_reconciliation

from dragoman.case import CaseView
from dragoman.errors import UsageError
from dragoman.export.files import File, LeftOut, json_text, text_file, tsv_line, write_file
from dragoman.export.formats import FORMATS, Format, export

ALL = sorted(FORMATS)


def read(path: Path) -> dict[str, bytes]:
    """The files of an export by name, whether it is a folder or one file."""
    if path.is_file():
        return {"": path.read_bytes()}
    return {one.name: one.read_bytes() for one in sorted(path.iterdir())}


@pytest.mark.parametrize("name", ALL)
def test_the_same_case_gives_the_same_bytes(view: CaseView, tmp_path: Path, name: str) -> None:
    export(view, name, tmp_path / "one")
    export(view, name, tmp_path / "two")
    assert read(tmp_path / "one") == read(tmp_path / "two") != {}


@pytest.mark.parametrize("name", sorted(set(ALL) - {"gdelt", "stix", "ftm"}))
def test_the_order_of_input_does_not_show(view: CaseView, tmp_path: Path, name: str) -> None:
    """Of gdelt, stix and ftm the moment of recording is part, which no two cases share."""
    press = make_press()
    other = view_of(press[::-1], tmp_path / "case.db", make_reconciliation(press))
    export(view, name, tmp_path / "one")
    export(other, name, tmp_path / "two")
    assert read(tmp_path / "one") == read(tmp_path / "two")


@pytest.mark.parametrize("name", ALL)
def test_an_empty_case_and_one_that_is_not_reconciled_can_be_written(
    tmp_path: Path, name: str
) -> None:
    for number, case in enumerate((CaseView(), view_of(make_press(), tmp_path / "case.db"))):
        done = export(case, name, tmp_path / str(number))
        assert done.files and all(path.exists() for path, _ in done.files)


@pytest.mark.parametrize("name", ALL)
def test_the_number_of_records_is_told(samples: CaseView, tmp_path: Path, name: str) -> None:
    done = export(samples, name, tmp_path / "out")
    assert sum(count for _, count in done.files) > 0
    assert {path.name for path, _ in done.files} == (
        {"out"} if FORMATS[name].single else set(read(tmp_path / "out"))
    )


def test_an_unknown_format_lists_those_there_are(view: CaseView, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"D601 .*'xls'.* - one of jsonl, csv"):
        export(view, "xls", tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_one_file_goes_into_a_folder_that_is_there(view: CaseView, tmp_path: Path) -> None:
    ((path, _),) = export(view, "gexf", tmp_path).files
    assert path == tmp_path / "network.gexf"
    ((path, _),) = export(view, "gexf", tmp_path / "new" / "mine.gexf").files
    assert path.is_file()


def test_a_file_that_breaks_off_leaves_the_one_before(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    write_file(text_file("a.txt", ["whole\n"]), path)

    def broken(out: object) -> int:
        out.write(b"half")  # type: ignore[attr-defined]
        raise OSError(28, "No space left on device")

    with pytest.raises(UsageError, match="No space left"):
        write_file(File("a.txt", broken), path)
    assert path.read_bytes() == b"whole\n"
    assert [one.name for one in tmp_path.iterdir()] == ["a.txt"]


def test_what_cannot_be_written_is_told(view: CaseView, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    for name in ("gdelt", "gexf"):
        with pytest.raises(UsageError, match="D601"):
            export(view, name, tmp_path / "file" / "out")


@pytest.mark.parametrize("sign", ["\n", "\r", "\t", "\x0b", "\x0c", "\x85", "\u2028", "\0"])
def test_a_tsv_cell_stays_one_cell(sign: str) -> None:
    line = tsv_line([f"a{sign}b", None, 3])
    assert line.count("\t") == 2 and len(line.splitlines()) == 1 and "\0" not in line


def test_a_json_line_stays_one_line() -> None:
    assert len(json_text({"a": "x\u2028y\x85z\nw"}).splitlines()) == 1


def test_reasons_are_counted() -> None:
    left = LeftOut()
    for _ in range(1_200):
        left.add("too long")
    left.add("another")
    assert left.lines() == ["left out 1: another", "left out 1,200: too long"]


def test_every_format_says_what_it_is_in_a_line() -> None:
    for name, one in FORMATS.items():
        assert isinstance(one, Format) and one.name == name
        assert 10 < len(one.told) < 62, name
