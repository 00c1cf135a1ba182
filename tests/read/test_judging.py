"""Which lines are body, where there is no page around them."""

from __future__ import annotations

import pytest

from dragoman.lexicon import load_lexicon
from dragoman.read import read_text

LONE = (
    "Iran attacked Israel on Monday.",
    "Norway sends frigates to Iceland",
    "The ministers met in Oslo.\n\nThey agreed on fishing quotas.",
    "Why?",
)


@pytest.mark.parametrize("text", LONE)
def test_a_text_of_few_lines_is_body_and_english(text: str) -> None:
    report = read_text(text, load_lexicon())
    assert not report.furniture
    assert report.language in ("en", "")


def test_a_prompt_beside_a_lone_paragraph_is_furniture() -> None:
    text = "Iran attacked Israel on Monday, the army said.\nSign up for our newsletter"
    report = read_text(text, load_lexicon())
    assert [text[f.start : f.end] for f in report.furniture] == ["Sign up for our newsletter"]


def test_a_line_that_nobody_sees_is_judged_like_others() -> None:
    text = "\n".join(
        [*("The ministers met in Oslo and agreed on quotas.",) * 5, "\u200b", "\u00ad"]
    )
    report = read_text(text, load_lexicon())
    assert report.source_text == text
