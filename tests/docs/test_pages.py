"""The written pages: their commands run, their links lead somewhere, their targets exist."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from docs.generate import links, tutorial

ROOT = Path(__file__).resolve().parents[2]
TARGET = re.compile(r"\bmake ([a-z-]+)")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A reader's folder, with the case that the pages speak of."""
    path = tmp_path_factory.mktemp("reader")
    tutorial.prepare(path)
    done = tutorial.run("dragoman build case.db samples/reports", path)
    assert done.returncode == 0, done.stderr
    yield path


def told() -> list[tuple[str, str]]:
    found = []
    for page in links.pages():
        if page.parent.name == "reference":
            continue
        for command in tutorial.commands(page.read_text(encoding="utf-8")):
            if command.startswith("dragoman "):
                found.append((page.relative_to(ROOT).as_posix(), command))
    return sorted(set(found))


@pytest.mark.parametrize(("page", "command"), told())
def test_every_command_of_the_pages_runs(page: str, command: str, folder: Path) -> None:
    done = tutorial.run(command, folder)
    assert done.returncode == 0, f"{page}: {command}\n{done.stderr}"


def test_there_are_commands_to_run() -> None:
    assert {page for page, _ in told()} >= {"docs/tutorial.md", "docs/how-to/build-a-case.md"}


@pytest.mark.parametrize("page", links.pages(), ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_leads_somewhere(page: Path) -> None:
    assert links.broken(page) == []


def test_every_page_is_linked_to() -> None:
    lone = set((ROOT / "docs").rglob("*.md")) - links.linked() - {ROOT / "docs" / "index.md"}
    assert {page.name for page in lone} == set(), "run `python -m docs.generate.index`"


def test_a_broken_link_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(links, "ROOT", tmp_path)
    page = tmp_path / "a.md"
    page.write_text("# A `b` (c)\n[ok](#a-b-c) [no](#d) [gone](x.md) [web](https://example.org)\n")
    assert links.broken(page) == ["a.md: #d", "a.md: x.md"]


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "docs/tutorial.md"])
def test_every_make_target_named_exists(name: str) -> None:
    makefile = (ROOT / "Makefile").read_text()
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    text = links.FENCE.sub("", (ROOT / name).read_text(encoding="utf-8"))
    code = re.findall(r"`[^`]+`|^ {4}.*", text, re.MULTILINE)
    named = set(TARGET.findall("\n".join(code)))
    assert named
    assert named <= targets


def test_every_make_target_says_what_it_does() -> None:
    makefile = (ROOT / "Makefile").read_text().replace("\\\n", " ")
    (phony,) = re.findall(r"^\.PHONY: (.+)$", makefile, re.MULTILINE)
    for target in phony.split():
        assert re.search(rf"^{target}:.*## \w", makefile, re.MULTILINE), target
