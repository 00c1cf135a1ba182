"""What lies where a file is looked for: links in circles, pipes, devices, names of any bytes."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.read.formats.made import STORY

from dragoman.lexicon import Lexicon, load_lexicon
from dragoman.read import Failure, Loaded, read_paths


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon()


def link_in_a_circle(folder: Path) -> None:
    (folder / "a.txt").symlink_to(folder / "b.md")
    (folder / "b.md").symlink_to(folder / "a.txt")


def folder_in_itself(folder: Path) -> None:
    (folder / "inner").mkdir()
    (folder / "inner" / "back").symlink_to(folder)


def pipe(folder: Path) -> None:
    os.mkfifo(folder / "a.txt")


def device(folder: Path) -> None:
    (folder / "a.txt").symlink_to("/dev/zero")


def folder_under_a_files_name(folder: Path) -> None:
    (folder / "a.html").mkdir()


def gone(folder: Path) -> None:
    (folder / "a.txt").symlink_to(folder / "nowhere")


def forbidden(folder: Path) -> None:
    (folder / "a.txt").write_text(STORY + "!")
    (folder / "a.txt").chmod(0)


def forbidden_folder(folder: Path) -> None:
    (folder / "a").mkdir()
    (folder / "a").chmod(0)


PLACES: list[tuple[Callable[[Path], None], list[str]]] = [
    (link_in_a_circle, ["D109", "D109", "read"]),
    (folder_in_itself, ["read"]),
    (pipe, ["D109", "read"]),
    (device, ["D109", "read"]),
    (folder_under_a_files_name, ["read"]),
    (gone, ["D109", "read"]),
    (forbidden, ["D109", "read"]),
    (forbidden_folder, ["read", "D109"]),
]


def told(paths: list[Path] | list[str], lexicon: Lexicon) -> list[str]:
    found = []
    for one in read_paths([str(path) for path in paths], lexicon):
        if isinstance(one, Failure):
            assert one.error.remedy and str(one.error).isprintable()
        found.append(one.error.code if isinstance(one, Failure) else "read")
    return found


@pytest.mark.parametrize(("make", "expected"), PLACES, ids=lambda x: getattr(x, "__name__", ""))
def test_what_lies_in_a_folder_costs_nothing_but_itself(
    make: Callable[[Path], None], expected: list[str], tmp_path: Path, lexicon: Lexicon
) -> None:
    if make in (forbidden, forbidden_folder) and os.geteuid() == 0:
        pytest.skip("root may read everything")
    (tmp_path / "z.txt").write_text(STORY)
    make(tmp_path)
    try:
        assert told([tmp_path], lexicon) == expected
    finally:
        for path in tmp_path.iterdir():
            if not path.is_symlink():
                path.chmod(0o700)


@pytest.mark.parametrize("name", ["/dev/zero", "/dev/null"])
def test_a_device_is_no_file_though_it_is_named(name: str, lexicon: Lexicon) -> None:
    assert told([name], lexicon) == ["D109"]


@pytest.mark.parametrize(
    "name", [b"a\nb.txt", b"a\x1b[31mb.txt", b"a\xff\xfe.txt", b"*.txt", b"-.txt"]
)
def test_a_file_may_have_any_name(name: bytes, tmp_path: Path, lexicon: Lexicon) -> None:
    path = os.path.join(os.fsencode(tmp_path), name)  # noqa: PTH118  # bytes
    with open(path, "wb") as stream:  # noqa: PTH123
        stream.write(STORY.encode())
    for given in (tmp_path, Path(os.fsdecode(path))):
        (found,) = read_paths([str(given)], lexicon)
        assert isinstance(found, Loaded)
        assert found.report.location == os.fsdecode(path)


def test_a_file_that_goes_away_meanwhile_is_said(tmp_path: Path, lexicon: Lexicon) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_text(STORY + name)
    found = read_paths([str(tmp_path)], lexicon)
    first = next(found)
    (tmp_path / "b.txt").unlink()
    assert isinstance(first, Loaded)
    assert [type(one) for one in found] == [Failure, Loaded]


def test_standard_input_that_is_closed_is_said(
    monkeypatch: pytest.MonkeyPatch, lexicon: Lexicon
) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert told(["-"], lexicon) == ["D109"]


def test_the_output_of_a_command_is_read(lexicon: Lexicon) -> None:
    reader, writer = os.pipe()
    os.write(writer, STORY.encode())
    os.close(writer)
    try:
        assert told([f"/dev/fd/{reader}"], lexicon) == ["read"]
    finally:
        os.close(reader)
