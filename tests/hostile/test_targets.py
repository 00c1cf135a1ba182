"""What is fuzzed, over the inputs that fuzzing starts from and those that it once failed on."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from fuzz import checks, targets
from fuzz.__main__ import HELD, ROOT, WORDS
from fuzz.seeds import MADE, seeds
from fuzz.targets import TARGETS

from dragoman.errors import EmptyInput
from dragoman.read import Loaded
from dragoman.read.door import read_text


def held(target: str) -> Iterator[bytes]:
    folder = HELD / target
    yield from (one.read_bytes() for one in sorted(folder.iterdir())) if folder.is_dir() else ()


@pytest.mark.parametrize("target", TARGETS)
def test_a_target_holds_over_its_seeds_and_all_that_it_failed_on(target: str) -> None:
    for data in (*seeds(target), *held(target)):
        TARGETS[target](data)


def test_what_is_held_belongs_to_a_target_and_is_small() -> None:
    files = [one for one in HELD.rglob("*") if one.is_file()]
    assert {one.parent.name for one in files} <= set(TARGETS)
    assert all(one.stat().st_size <= 20_000 for one in files)
    assert set(MADE) | {"any"} == set(TARGETS)


def test_a_target_tells_what_a_reader_raises(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> Loaded:
        raise KeyError("no such line")

    monkeypatch.setattr(targets, "read_part", broken)
    for name in ("text", "html", "mail", "rows", "chain"):
        with pytest.raises(KeyError):
            TARGETS[name](list(seeds(name))[2])


def test_a_target_tells_a_report_that_is_not_sound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "from_json", lambda kind, data: None)
    with pytest.raises(AssertionError):
        checks.check_report(read_text("Iran and Iraq met.", targets.lexicon()))


@pytest.mark.parametrize(
    "page",
    [
        "<p><script>x()</script>",
        "<p onclick=x()>a",
        "<a href=javascript:x()>a</a>",
        "<a href=' JavaScript:x()'>a</a>",
        "<img src=data:image/svg+xml,x>",
        "<meta http-equiv=refresh content=0>",
        "<form><input></form>",
        "<svg><a xlink:href='javascript:x()'>a</a></svg>",
        "<p>\x1b[2J",
        "<p>\u202ea",
        "<p>\x85",
        "<p>\ud800",
    ],
)
def test_what_would_run_or_steer_in_a_page_is_told(page: str) -> None:
    with pytest.raises((AssertionError, UnicodeEncodeError)):
        checks.check_page(f"<html><body>{page}</body></html>")


@pytest.mark.parametrize("what", ["two\nlines", "\x1b[31mred", "a" * 600, ""])
def test_a_refusal_that_is_not_one_plain_line_is_told(what: str) -> None:
    with pytest.raises(AssertionError):
        checks.check_error(EmptyInput(what, "give a text"))


def test_the_dictionary_is_one_that_libfuzzer_reads() -> None:
    lines = [one for one in WORDS.read_text("ascii").splitlines() if one and one[0] != "#"]
    word = re.compile(r'"(?:[^"\\]|\\[\\"]|\\x[0-9a-f]{2})+"')
    assert len(lines) == len(set(lines)) > 50
    assert [one for one in lines if not word.fullmatch(one)] == []


def test_a_short_run_ends_well(tmp_path: Path) -> None:
    pytest.importorskip("atheris")
    words = [sys.executable, "-m", "fuzz", "--one", "written", "-runs=200", str(tmp_path)]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    assert "Done 200 runs" in done.stderr
