"""The words in which happenings are told."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.errors import LexiconError
from dragoman.lexicon.coding import load_coding
from dragoman.lexicon.tables import Tables
from dragoman.lexicon.telling import LEAST_CAMEO, load_tellings

HEAD = "code,one,several,thing,link,bare,untold\n"


def test_every_type_has_words_and_every_code_is_one_of_plover_or_cameo() -> None:
    coding = load_coding(Tables())
    codes = load_tellings(Tables()).by_code
    assert set(coding.types) <= set(codes)
    numbered = {code for code in codes if code.isdigit()}
    assert len(numbered) > 90
    assert numbered <= set(coding.codes)
    assert all(len(code) >= LEAST_CAMEO for code in numbered)
    for code in codes.keys() - numbered:
        type_, _, mode = code.partition("/")
        assert type_ in coding.types
        assert not mode or mode in coding.types[type_].modes


def test_a_mode_without_words_takes_those_of_its_type() -> None:
    tellings = load_tellings(Tables())
    assert tellings.of("PROTEST", "hunger") == tellings.of("PROTEST", "")
    assert tellings.of("NEW", "").one == "new"


@pytest.mark.parametrize(
    ("type_", "mode", "cameo", "told"),
    [
        ("SUPPORT", "", ["057"], "signs an agreement"),
        ("SUPPORT", "", ["057", "057"], "signs an agreement"),
        ("SUPPORT", "", ["057", "054"], "voices support"),
        ("SUPPORT", "", ["050"], "voices support"),
        ("SUPPORT", "", [], "voices support"),
        ("REQUEST", "change", ["1041"], "demands other leaders"),
        ("REQUEST", "change", ["1041", "1043"], "demands reform"),
        ("CONSULT", "visit", ["042"], "visits"),
        ("AGREE", "", ["0333", "0331"], "is ready to give"),
    ],
)
def test_what_the_codes_of_the_events_share_says_more_than_the_type(
    type_: str, mode: str, cameo: list[str], told: str
) -> None:
    assert load_tellings(Tables()).of(type_, mode, cameo).one == told


@pytest.mark.parametrize(
    "row", ["AID,,supply,object,to,to,", ",a,b,about,,,", "AID,supplies,supply,nowhere,to,to,"]
)
def test_a_broken_row_is_named_with_its_line(tmp_path: Path, row: str) -> None:
    (tmp_path / "telling.csv").write_text(HEAD + row + "\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"telling\.csv:2"):
        load_tellings(Tables(tmp_path))
