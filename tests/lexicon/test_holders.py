from __future__ import annotations

import pytest

from dragoman.lexicon.holders import surname


@pytest.mark.parametrize(
    ("name", "country", "expected"),
    [
        ("Sergei Lavrov", "RUS", "Lavrov"),
        ("Xi Jinping", "CHN", "Xi"),
        ("Ursula von der Leyen", "", "von der Leyen"),
        ("Faisal bin Farhan", "SAU", "bin Farhan"),
        ("Bashar al-Assad", "SYR", "al-Assad"),
        ("Benigno Aquino III", "PHL", "Aquino"),
        ("Farmajo", "SOM", ""),
    ],
)
def test_surname(name: str, country: str, expected: str) -> None:
    assert surname(name, country) == expected
