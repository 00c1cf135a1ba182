"""Every example of the coding manual is coded as the manual says, and the page is up to date."""

from __future__ import annotations

import pytest
from docs.generate import manual

EXAMPLES = manual.examples()


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: one.text[:50])
def test_an_example_is_coded_as_the_manual_says(example: manual.Example) -> None:
    if example.missed:
        assert example.found is None, "it is read now: take `missed` away"
    else:
        assert example.found is not None, example.wanted


def test_every_type_and_most_examples_are_read() -> None:
    missed = [one for one in EXAMPLES if one.missed]
    assert len(missed) <= len(EXAMPLES) // 10


def test_the_page_is_up_to_date() -> None:
    assert manual.PAGE.read_text("utf-8") == manual.page(), "run `python -m docs.generate`"
