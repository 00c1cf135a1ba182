from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.read.formats.conftest import Read
from tests.read.formats.made import LINES

from dragoman.errors import EmptyInput
from dragoman.mend import Mending
from dragoman.model import Report
from dragoman.read import Failure, Loaded
from dragoman.read.formats.markdown import front_matter, markdown_page, plain

YAML = """---
title: "Talks *resume*"
date: 2026-03-03T10:00:00+01:00
author: Ann Ox
source: Ridge Herald
url: https://ridge.example/a
tags: [talks, "northern towns"]
---
"""
TOML = """+++
title = "Talks resume"
date = 2026-03-03
authors = ["Ann Ox"]
publication = "Ridge Herald"
link = "https://ridge.example/a"
[extra]
x = 1
+++
"""


def report(found: list[object]) -> Report:
    (one,) = found
    assert isinstance(one, Loaded), one
    return one.report


def body(found: Report) -> str:
    return "|".join(found.source_text[a:b].strip() for a, b in found.body_spans())


@pytest.mark.parametrize("front", [YAML, YAML.replace("\n", "\r\n"), TOML, "\ufeff" + YAML])
def test_front_matter_is_what_the_report_states(front: str, read: Read) -> None:
    text = f"{front}\n{LINES[0]}\n\n{LINES[1]}\n"
    found = report(read("a.md", text))
    assert found.source_text == text.removeprefix("\ufeff")
    assert (found.title, found.publisher) == ("Talks resume", "Ridge Herald")
    assert (found.authors, found.url) == (("Ann Ox",), "https://ridge.example/a")
    assert str(found.published_at.earliest) == "2026-03-03"
    assert found.published_at.basis.startswith("front matter")
    assert "title" not in body(found) and LINES[0] in body(found)


@pytest.mark.parametrize(
    "text",
    ["---\nno field\n---\ntext", "---\n\nA rule, then text", "+++\nx = [\n+++\n", "--- a: b ---"],
)
def test_a_rule_at_the_top_is_no_front_matter(text: str) -> None:
    assert front_matter(text)[1] == 0


@pytest.mark.parametrize(
    "heading",
    [
        "# Talks resume\n\n",
        "# **Talks** [resume](https://x.example) #\n\n",
        "Talks resume\n===\n\n",
    ],
)
def test_a_heading_at_the_top_is_the_title(heading: str, read: Read) -> None:
    found = report(read("a.md", f"{heading}{LINES[0]}\n\n{LINES[1]}\n"))
    assert found.title == "Talks resume"
    assert body(found) == "\n\n".join(LINES)


def test_what_is_no_prose_is_furniture(read: Read) -> None:
    text = "\n\n".join(
        (
            *("# Talks resume", LINES[0], "![a map](map.png)", "```\ncode = 1\n```", "* * *"),
            *(f"> {LINES[1]}", '<div class="x">', "<!-- a note -->", "[1]: https://x.example 'x'"),
        )
    )
    found = report(read("a.md", text))
    assert found.source_text == text
    assert body(found).split("|") == list(LINES)


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("The **Foreign Ministry** said", "The Foreign Ministry said"),
        ('the [Foreign Ministry](https://x.example/a_b "t") said', "the Foreign Ministry said"),
        ("_Both_ sides, *he* said, [**agreed**](/a)", "Both sides, he said, agreed"),
        ("5 * 3 * 2 and a_b_c and word* or word*", "5 * 3 * 2 and a_b_c and word* or word*"),
        ("[The talks] (he said) went on", "[The talks] (he said) went on"),
    ],
)
def test_marks_inside_a_line_are_out_of_the_parsers_view(written: str, seen: str) -> None:
    view = Mending(written).view(0, len(written))
    assert view.text == seen
    start = view.text.index("said") if "said" in seen else 0
    first, last = view.span(start, start + 4)
    assert written[first:last].replace("*", "").replace("_", "")[:1] == seen[start]


def test_plain_leaves_the_words() -> None:
    assert plain("**A** [b](c) `d` _e_ snake_case") == "A b d e snake_case"


def test_nothing_but_marks_is_no_report(read: Read) -> None:
    (found,) = read("a.md", YAML)
    assert isinstance(found, Failure) and isinstance(found.error, EmptyInput)


PIECES = st.sampled_from(
    [
        *("---\n", "+++\n", "title: x\n", "- a\n", "# ", "> ", "```", "\n", "\r", "![", "](", ")"),
        *("**", "_", "`", "[", "]: ", "===\n", "<div>", "<!--", "-->", "1. ", "a word ", "\u2028"),
    ]
)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=st.lists(PIECES, max_size=40).map("".join))
def test_any_markdown_gives_marks_in_order_beside_its_lines(text: str, read: Read) -> None:
    try:
        page = markdown_page("x", text)
    except EmptyInput:
        return
    at = 0
    spans = sorted(
        [*((m.start, m.end) for m in page.marks), *((x.start, x.end) for x in page.lines)]
    )
    for start, end in spans:
        assert at <= start < end <= len(text)
        at = end
    for line in page.lines:
        whole = text[line.start : line.end].replace("\r", " ").replace("\n", " ")
        assert line.text in (whole, page.stated.title)


@pytest.mark.parametrize(
    "piece", ["[", "![a](", "*a ", "**a*", "`", ">", "<!--", "---\n", "[a]: ", "_", "# ", "<a "]
)
def test_repetition_ends(piece: str, read: Read) -> None:
    # A pattern that tries again and again takes longer here than anyone would wait.
    text = piece * (200_000 // len(piece))
    read("a.md", text)
    Mending(text[:20_000]).view(0, 20_000)
