from __future__ import annotations

import re
import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.mend import paragraphs, soft_breaks

FIRST = (
    "Serbia sent police units to the north of Kosovo on Monday, where the government said that they"
    " would stay until the talks in Brussels had led to an agreement on the licence plates of cars."
)
SECOND = (
    "The envoy of the European Union, visiting Pristina, urged both sides to talk. He said that"
    " the bridge over the Ibar, closed since June, would be opened again when the barricades had"
    " gone, and that NATO had been asked for more troops."
)
HEADED = "Talks go on\n\n" + FIRST


def found(text: str) -> list[str]:
    return [re.sub(r"\s+", " ", text[a:b]) for a, b in paragraphs(text, soft_breaks(text))]


def wrap(text: str, width: int) -> str:
    return textwrap.fill(text, width, break_on_hyphens=False)


@pytest.mark.parametrize("width", [60, 65, 72, 76, 80])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_wrapped_paragraphs_are_whole_again(width: int, end: str) -> None:
    text = "\n\n".join(wrap(one, width) for one in (FIRST, SECOND)).replace("\n", end)
    assert found(text) == [FIRST, SECOND]


@pytest.mark.parametrize("width", [60, 72, 76, 80])
def test_a_line_that_is_not_full_ends_a_paragraph(width: int) -> None:
    assert found("\n".join(wrap(one, width) for one in (FIRST, SECOND))) == [FIRST, SECOND]


def test_a_heading_a_list_and_a_table_stay_apart() -> None:
    text = (
        "# Talks in Brussels\n" + wrap(FIRST, 72) + "\n\nThe points:\n- the bridge over the Ibar\n"
        "- licence plates of cars\n1. police\n| a | b |\n| c | d |\n\n" + wrap(SECOND, 72)
    )
    assert found(text) == [
        "# Talks in Brussels", FIRST, "The points:", "- the bridge over the Ibar",
        "- licence plates of cars", "1. police", "| a | b |", "| c | d |", SECOND,
    ]  # fmt: skip


def test_a_paragraph_that_begins_farther_in_is_a_new_one() -> None:
    text = "\n".join("   " + wrap(one, 70) for one in (FIRST, SECOND))
    assert found(text) == [FIRST, SECOND]


def test_an_entry_of_a_list_goes_on_farther_in() -> None:
    entry = textwrap.fill("- " + FIRST, 70, subsequent_indent="  ")
    assert found(entry + "\n" + entry) == ["- " + FIRST] * 2


def test_ragged_lines_of_proportional_type() -> None:
    words, lines = FIRST.split(), [""]
    for n, word in enumerate(words):
        if len(lines[-1]) + len(word) > (64, 71, 67)[n % 3]:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    assert found("\n".join(lines)) == [FIRST]


KEPT = {
    "one paragraph a line": FIRST + "\n" + SECOND,
    "one sentence a line": "\n".join(re.split(r"(?<=\.) ", FIRST + " " + SECOND)),
    "headlines": "Serbia sends police to Kosovo\nEU envoy in Pristina\nNATO sends troops",
    "menu in lower case": "home\nworld\nsport\n" + FIRST + "\nshare this\nread more",
    "verse": "I wandered lonely as a cloud\nthat floats on high\no'er vales and hills,\n"
    "when all at once I saw\na crowd,\na host of golden daffodils",
    "one odd end of a line among paragraphs": "\n".join(
        [FIRST, SECOND, "The president of the country that lies between them said in a speech",
         "that it was over.", SECOND, FIRST]),
    "quoted mail": "> he said that the bridge over the Ibar would be opened again when\n> the war",
}  # fmt: skip


@pytest.mark.parametrize("text", KEPT.values(), ids=KEPT)
def test_what_is_not_wrapped_stays(text: str) -> None:
    assert soft_breaks(text) == frozenset()


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("T\nhe president said so.", 1),
        ("“T\n\nhe president said so.", 1),
        ("T\nHE PRESIDENT said so.", 1),
        ("I\n\nBut he said so.", 2),
        ("X\n\nTrump said so.", 2),
    ],
)
def test_a_capital_on_a_line_of_its_own(text: str, count: int) -> None:
    assert len(found(text)) == count


lines = st.lists(
    st.sampled_from(
        [*wrap(FIRST, 72).splitlines(), "", "T", "he said", " ", "- a", "\x0b", "\r", "é"]
    ),
    max_size=20,
)


@given(st.one_of(st.text(max_size=80), lines.map("\n".join), lines.map("\r\n".join)))
def test_paragraphs_cover_all_but_white_space(text: str) -> None:
    spans = list(paragraphs(text, soft_breaks(text)))
    at = 0
    for start, end in spans:
        assert not text[at:start].strip()
        assert text[start:end] == text[start:end].strip() != ""
        at = end
    assert not text[at:].strip()


def test_a_page_of_short_lines_is_not_wrapped_for_a_few_that_happen_to_go_on() -> None:
    listed = [f"Item {n} of the list of the shop" for n in range(60)]
    text = "\n".join([*listed[:30], *wrap(FIRST, 60).splitlines(), *listed[30:]])
    assert found(text) == text.splitlines()
