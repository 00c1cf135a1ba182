"""The whole of the command line: help, exit codes, errors in one line."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.conftest import Run

from dragoman.cli import app

COMMANDS = [command.name for command in app.registered_commands]


def test_help_names_every_command_and_the_exit_codes(run: Run) -> None:
    ran = run("--help")
    assert ran.code == 0
    for name in COMMANDS:
        assert re.search(rf"^  {name} ", ran.out, re.MULTILINE)
    assert "Exit codes" in ran.out
    assert "dragoman build case.db reports/" in ran.out


@pytest.mark.parametrize("name", COMMANDS)
def test_help_of_each_command_has_examples_in_80_columns(run: Run, name: str) -> None:
    ran = run(name, "--help")
    assert ran.code == 0
    assert f"\n    dragoman {name} " in ran.out
    assert max(map(len, ran.out.splitlines())) <= 80


def test_no_words_show_the_help(run: Run) -> None:
    assert "Commands:" in run().out + run().err


def test_the_version(run: Run) -> None:
    ran = run("--version")
    assert re.fullmatch(r"dragoman \d+\.\d+\.\d+\n", ran.out)


@pytest.mark.parametrize(
    ("words", "code", "error"),
    [
        (("ledger", "missing.db"), 4, "error D403 "),
        (("dossier", "missing.db"), 4, "error D403 "),
        (("show", "STORY", "evt_ffffffffffffffff"), 5, "error D501 "),
        (("show", "STORY", "evt"), 5, "error D502 "),
        (("search", "STORY", "..."), 2, "error D601 "),
        (("ledger", "STORY", "--since", "soon"), 2, "error D601 --since soon: no such date"),
        (("ledger", "STORY", "--since", "2023-02-30"), 2, "error D601 "),
        (("ledger", "STORY", "--since", "2025", "--until", "2024"), 2, "error D601 "),
        (("ledger", "STORY", "--pair", "NOR,XYZ"), 2, "error D601 "),
        (("ledger", "STORY", "--pair", "a,b,c"), 2, "error D601 "),
        (("timeline", "STORY", "--type", "DANCE"), 2, "error D601 "),
        (("reports", "STORY", "--publisher", "Nobody"), 2, "error D601 "),
        (("dossier", "STORY", "-o", "no/such/folder/page.html"), 2, "error D601 "),
    ],
)
def test_an_error_is_one_line_with_its_code(
    run: Run,
    story: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: tuple[str, ...],
    code: int,
    error: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = run(*(story if word == "STORY" else word for word in words))
    assert ran.code == code
    assert ran.err.startswith(error)
    assert ran.err.count("\n") == 1
    assert ran.out == ""


@pytest.mark.parametrize(
    "words",
    [
        ("dance",),
        ("ledger",),
        ("ledger", "x.db", "--format", "xml"),
        ("forecasts", "x.db", "--status", "x"),
    ],
)
def test_words_that_are_no_command_or_choice_end_with_2(run: Run, words: tuple[str, ...]) -> None:
    assert run(*words).code == 2


def test_an_error_never_steers_the_terminal(run: Run) -> None:
    ran = run("ledger", "miss\x1b[31m\ning.db")
    assert "\x1b" not in ran.err
    assert ran.err.count("\n") == 1


def test_a_file_that_is_no_case_is_left_alone(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "notes.db"
    path.write_text("my notes, which are no case" * 9)
    before = path.read_bytes()
    assert run("ledger", path).err.startswith("error D401 ")
    assert path.read_bytes() == before


def test_the_module_is_the_command(story: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "dragoman", "reports", str(story), "--format", "csv"],
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
    )
    assert ran.stdout.startswith("id,published,publisher,title")


def test_listings_do_not_load_the_parser(story: Path) -> None:
    program = (
        "import sys\n"
        "from dragoman.cli import main\n"
        "try:\n"
        f"    main(['ledger', {str(story)!r}])\n"
        "except SystemExit as ended:\n"
        "    loaded = {'spacy', 'trafilatura', 'matplotlib'} & set(sys.modules)\n"
        "    sys.exit(f'loaded {loaded}' if loaded or ended.code else 0)\n"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
