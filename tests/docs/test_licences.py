"""The list of licences is that of the locked packages."""

from __future__ import annotations

from email.message import Message

import pytest
from docs.generate.licences import EXTRAS, LOCKS, PAGE, licence, needed, page, pins


def test_the_page_is_as_generated() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run: make licences"


def test_every_package_states_a_licence() -> None:
    assert "not stated" not in page()


def test_all_that_is_locked_to_run_to_extend_and_to_develop_is_listed() -> None:
    locked = {one for name in ("lock", "build", "dev") for one in pins(LOCKS / f"{name}.txt")}
    listed = [line.split(" | ")[0][2:] for line in page().splitlines() if line.startswith("| ")]
    assert set(listed) - {"package"} == locked and len(listed) == len(locked) + 3


def test_what_an_extra_brings_is_what_it_needs_in_turn() -> None:
    added = needed(EXTRAS)
    assert {"pyarrow", "pandas", "polars", "distributed", "dask", "mcp", "tornado"} <= added
    assert not {"pytest", "datasette", "trafilatura"} & added
    assert added <= set(pins(LOCKS / "lock.txt")) | set(pins(LOCKS / "dev.txt"))


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
