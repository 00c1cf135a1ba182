from __future__ import annotations

import textwrap

from dragoman.lexicon import load_lexicon
from dragoman.read import read_text
from dragoman.read.lines import as_meant, split_lines

STORY = (
    "Serbia sent police units to the north of Kosovo on Monday, where the government said that they"
    " would stay until the talks in Brussels had led to an agreement on the licence plates of cars."
)


def test_a_wrapped_paragraph_is_one_line() -> None:
    text = "Talks go on\r\n\r\n" + textwrap.fill(STORY, 70).replace("\n", "\r\n") + "\r\n"
    lines = split_lines(text)
    assert len(lines) == 2
    assert " ".join(lines[1].text.split()) == STORY
    for line in lines:
        assert text[line.start : line.end].replace("\r\n", "  ") == line.text


def test_lines_of_one_paragraph_each_are_themselves() -> None:
    text = "Talks go on\n \n" + STORY + "\n\x0b\n" + STORY
    assert [line.text for line in split_lines(text)] == ["Talks go on", STORY, STORY]


def test_lines_are_judged_as_they_were_meant() -> None:
    text = "Share this ar\u00adticle\nThe talks"
    lines = split_lines(text)
    meant = as_meant(lines, text)
    assert [line.text for line in meant] == ["Share this article", "The talks"]
    assert [(m.start, m.end) for m in meant] == [(line.start, line.end) for line in lines]
    assert meant[1] is lines[1]


def test_furniture_is_known_in_spite_of_damage() -> None:
    story = "\n\n".join(
        [STORY, STORY.replace("Monday", "Tuesday"), STORY.replace("Monday", "Friday")]
    )
    text = "Share this ar\u00adticle\n\n" + story
    report = read_text(text, load_lexicon())
    assert [text[f.start : f.end] for f in report.furniture] == ["Share this ar\u00adticle"]
