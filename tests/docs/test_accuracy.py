"""The page of figures is what the benchmarks were recorded with."""

from __future__ import annotations

from docs.generate import accuracy


def test_the_page_is_up_to_date() -> None:
    assert accuracy.PAGE.read_text("utf-8") == accuracy.page(), "run `python -m docs.generate`"


def test_every_recorded_benchmark_is_there_and_says_what_it_is() -> None:
    page = accuracy.page()
    assert page.count("\n## ") >= 3
    assert "\n\n\n" not in page.replace("```\n\n\n", "")
