"""Who published a report, told by its notice of rights or a line by the headline."""

from __future__ import annotations

import pytest

from dragoman.lexicon import load_lexicon
from dragoman.read import read_text

STORY = (
    "Talks on the border resume",
    "Norway and Russia resumed their talks on the border in the Barents Sea on Monday, the foreign"
    " ministry in Oslo said.",
    "The two sides had broken off the talks in March after a patrol boat was stopped by the coast"
    " guard of Norway near the islands.",
    "A spokesman in Moscow said that the next round would be held in Murmansk in two weeks' time.",
)


@pytest.mark.parametrize(
    ("notice", "publisher"),
    [
        ("© 2026 Ridge Herald. All rights reserved.", "Ridge Herald"),
        ("Copyright © 2019-2026 The Ridge Herald Ltd.", "The Ridge Herald"),
        ("(c) 2026 by Fjord Daily News, all rights reserved", "Fjord Daily News"),
        ("© 2026 The Guardian. All rights reserved.", "The Guardian"),
        # A company that owns outlets is none, and who says so reserves nothing.
        ("© 2026 Ridge Digital Media. All rights reserved.", ""),
        ("© Ridge Herald", ""),
        # An agency's picture, and two notices that disagree.
        ("© 2026 Reuters. All rights reserved.", ""),
        ("© 2026 Ridge Herald\n© 2025 Fjord Daily News", ""),
        ("© 2026 All times are local", ""),
    ],
)
def test_the_notice_of_rights_names_the_publisher(notice: str, publisher: str) -> None:
    text = "\n".join(["Home", "World", *STORY, "Share this article", notice, "Privacy policy"])
    assert read_text(text, load_lexicon()).publisher == publisher


@pytest.mark.parametrize(
    ("line", "publisher"),
    [
        ("Desert Wire, 15 Feb 2026", "Desert Wire"),
        ("3 May 2024 | Harbour Gazette", "Harbour Gazette"),
        ("The Guardian – 15 February 2026", "The Guardian"),
        ("Pan-African Dispatch / Lilongwe, Pretoria / Oct 21 2025", "Pan-African Dispatch"),
        ("West Coast Security Letter no. 412 | Tuesday 14 May 2024", "West Coast Security Letter"),
        ("Ridge Daily (state-run)\n2024-06-12 09:40", "Ridge Daily"),
        ("The Ridge Mail\nOur correspondent in Oslo\n17 October 2025", "The Ridge Mail"),
        ("By Astrid Holm, Fjord Monitor", "Fjord Monitor"),
        # Offices, two names, a person, and a sentence are no outlet.
        ("Astrid Holm, 15 Feb 2026", ""),
        ("By Astrid Holm, Diplomatic Editor", ""),
        ("By Astrid Holm, Jon Berg", ""),
        ("The news broke on 15 Feb 2026", ""),
    ],
)
def test_an_outlet_may_share_its_line_with_the_date(line: str, publisher: str) -> None:
    text = "\n".join([STORY[0], "", line, "", *STORY[1:]])
    assert read_text(text, load_lexicon()).publisher == publisher


@pytest.mark.parametrize(
    ("line", "publisher"),
    [
        ("The Barents Courier", "The Barents Courier"),
        ("THE BARENTS COURIER", "The Barents Courier"),
        ("Tromso Evening Post", "Tromso Evening Post"),
        # The day and the place of printing may share the line.
        ("The Barents Courier, Friday 13 March 2026", "The Barents Courier"),
        ("THE BARENTS COURIER | Vardo, 13 March 2026", "The Barents Courier"),
        ("Friday 13 March 2026 - Tromso Evening Post", "Tromso Evening Post"),
        ("Astrid Holm, 13 March 2026", ""),
        ("Vardo, 13 March 2026", ""),
        # Sections, headlines and offices are none.
        ("World News", ""),
        ("Post Office Reopens", ""),
        ("Times of Trouble", ""),
    ],
)
def test_a_newspaper_may_head_a_plain_text(line: str, publisher: str) -> None:
    text = "\n\n".join([line, *STORY])
    assert read_text(text, load_lexicon()).publisher == publisher


def test_a_markup_page_is_headed_by_sections_too() -> None:
    body = "".join(f"<p>{part}</p>" for part in STORY[1:])
    page = f"<html><body><div>The Barents Courier</div><h1>{STORY[0]}</h1>{body}</body></html>"
    assert read_text(page, load_lexicon()).publisher == ""
