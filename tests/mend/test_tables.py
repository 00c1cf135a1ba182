from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.errors import LexiconError
from dragoman.lexicon.tables import Tables
from dragoman.mend.tables import load_mending


def test_the_table_loads() -> None:
    table = load_mending()
    assert "the" in table.opening_words
    assert table.mojibake["вЂ™"] == "’"


def test_a_user_adds_words(tmp_path: Path) -> None:
    (tmp_path / "mending.toml").write_text('[opening_words]\nwords = ["Thus"]\n')
    assert {"the", "thus"} <= load_mending(Tables(tmp_path)).opening_words


@pytest.mark.parametrize(
    "text",
    [
        "[opening]\nwords = []",
        "[opening_words]\nwords = [1]",
        '[opening_words]\nword = ["a"]',
        '[opening_words]\nwords = ["two words"]',
        '[mojibake]\n"ab" = "c"',
        '[mojibake]\n"é" = "c"',
        '[mojibake]\n"вЂ" = 1',
    ],
)
def test_a_wrong_table_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "mending.toml").write_text(text)
    with pytest.raises(LexiconError):
        load_mending(Tables(tmp_path))
