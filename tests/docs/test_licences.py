"""The list of licences is that of the locked packages."""

from __future__ import annotations

from email.message import Message

import pytest
from docs.generate.licences import PAGE, licence, page


def test_the_page_is_as_generated() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run: make licences"


def test_every_package_states_a_licence() -> None:
    assert "not stated" not in page()


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ([("License-Expression", "MIT"), ("License", "other")], "MIT"),
        (
            [("Classifier", "License :: OSI Approved :: BSD License"), ("License", "BSD\n\nlong")],
            "BSD License",
        ),
        ([("License", "Apache 2.0\nand more")], "Apache 2.0"),
        ([("Classifier", "License :: OSI Approved")], "not stated"),
        ([], "not stated"),
    ],
)
def test_the_licence_is_the_most_exact_statement(fields: list[tuple[str, str]], told: str) -> None:
    stated = Message()
    for key, value in fields:
        stated[key] = value
    assert licence(stated) == told  # type: ignore[arg-type]
