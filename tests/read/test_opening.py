from __future__ import annotations

import pytest

from dragoman.lexicon import load_lexicon
from dragoman.read.opening import dateline_end, dateline_place
from dragoman.read.words import load_signs


@pytest.mark.parametrize(
    ("opening", "rest"),
    [
        ("SEOUL - ", "As the talks gain momentum, unease has set in."),
        ("Moscow: ", "Reports indicate that oil was supplied."),
        ("Pyongyang, August 5 (KCNA) -- ", "The party led the work."),
        ("WASHINGTON (AP) — ", "The president said on Monday."),
        ("BELGRADE, Serbia (AP) — ", "The president said on Monday."),
        ("TEL AVIV, March 3 (Reuters) - ", "Israel said on Monday."),
        ("(Reuters) - ", "Israel said on Monday."),
        ("NEW DELHI, 3 May – ", "India and Pakistan agreed."),
        ("YEREVAN, March 3 (Caspian Wire) - ", "Forces shelled two posts."),
    ],
)
def test_datelines_are_found_to_their_end(opening: str, rest: str) -> None:
    assert dateline_end(opening + rest, load_signs()) == len(opening)


@pytest.mark.parametrize(
    "text",
    [
        "Trump: I will go to Moscow.",
        "Analysis: why the treaty matters.",
        "Moscow said on Monday: no talks.",
        "The Kremlin - which had denied it - fell silent.",
        "Kim Jong Un - the leader - spoke.",
        "Officials (in Seoul) - said nothing.",
        "SEOUL",
        "",
        "Israel-Iran talks resumed.",
    ],
)
def test_other_openings_are_not_datelines(text: str) -> None:
    assert dateline_end(text, load_signs()) == 0


@pytest.mark.parametrize(
    ("opening", "name", "country"),
    [
        ("SEOUL - ", "Seoul", "KOR"),
        ("TEL AVIV, March 3 (Reuters) - ", "Tel Aviv", "ISR"),
        ("BELGRADE, Serbia (AP) — ", "Belgrade", "SRB"),
        ("SOTK, Armenia, March 3 (Caspian Wire) - ", "Sotk", "ARM"),
        ("SOTK, March 3 (Caspian Wire) - ", "Sotk", ""),
    ],
)
def test_a_dateline_tells_its_place(opening: str, name: str, country: str) -> None:
    place = dateline_place(opening + "Talks began.", load_signs(), load_lexicon().world)
    assert place is not None and (place.name, place.country) == (name, country)


@pytest.mark.parametrize("text", ["(Reuters) - Talks began.", "Talks began in Seoul.", ""])
def test_without_a_dateline_there_is_no_place(text: str) -> None:
    assert dateline_place(text, load_signs(), load_lexicon().world) is None
