"""The reference of the command line is what the command line says of itself."""

from __future__ import annotations

import pytest
from docs.generate.cli import PAGE, page

from dragoman import errors
from dragoman.errors import DragomanError


def test_the_page_in_the_repository_is_the_one_the_command_line_gives() -> None:
    assert PAGE.read_text("utf-8") == page(), "run `python -m docs.generate.cli`"


@pytest.mark.parametrize(
    "kind",
    [
        kind
        for kind in vars(errors).values()
        if isinstance(kind, type) and issubclass(kind, DragomanError) and not kind.__subclasses__()
    ],
    ids=lambda kind: kind.__name__,
)
def test_every_error_code_is_in_it(kind: type[DragomanError]) -> None:
    assert f"| {kind.code} | {kind.__name__} | {kind.exit_code} |" in page()


def test_every_command_has_its_section_and_examples() -> None:
    sections = page().split("\n## dragoman ")[1:]
    assert len(sections) > 8
    for section in sections:
        name = section.split("\n")[0]
        assert f"dragoman {name} " in section.split("Examples:")[1]
