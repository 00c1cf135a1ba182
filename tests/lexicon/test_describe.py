from __future__ import annotations

from datetime import date

import pytest

from dragoman.lexicon.describe import singulars
from dragoman.lexicon.world import World


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("Serbian border guards", ("SRB", "MIL")),
        ("a Kosovo police officer", ("XKX", "COP")),
        ("Indian farmers", ("IND", "AGR")),
        ("two Pakistani fighter jets", ("PAK", "MIL")),
        ("Islamabad", ("PAK", "GOV")),
        ("residents of Belgrade", ("SRB", "CVL")),
        ("a former Mossad officer", ("ISR", "ELI")),
        ("a Mossad officer", ("ISR", "SPY")),
        ("Kremlin critics", ("RUS", "OPP")),
        ("NATO soldiers", ("", "MIL")),
        ("Hamas officials", ("PSE", "REB")),
        ("an army accountant", ("", "MIL")),
        ("Greece 's foreign ministry", ("GRC", "GOV")),
        ("opposition lawmakers", ("", "LEG")),
        ("analysts", ("", "EDU")),
        ("the weather", ("", "")),
        ("", ("", "")),
    ],
)
def test_phrases(world: World, phrase: str, expected: tuple[str, str]) -> None:
    assert world.describe(phrase.split()) == expected


@pytest.mark.parametrize(
    ("when", "expected"),
    [(date(2010, 1, 1), ("DEU", "GOV")), (date(2023, 1, 1), ("DEU", "ELI"))],
)
def test_who_left_office_is_of_the_elite(
    world: World, when: date, expected: tuple[str, str]
) -> None:
    assert world.describe(["Angela", "Merkel"], when) == expected


def test_singulars() -> None:
    assert "policeman" in singulars("policemen")
    assert "party" in singulars("parties")
    assert "soldier" in singulars("soldiers")
