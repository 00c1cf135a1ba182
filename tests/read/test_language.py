from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.lexicon import Lexicon, load_lexicon
from dragoman.model import FurnitureKind, Report
from dragoman.read import read_text
from dragoman.read.language import language_of, settled
from dragoman.read.shape import script_of, word_count

LINES: dict[str, list[str]] = tomllib.loads(
    (Path(__file__).parent / "languages.toml").read_text(encoding="utf-8")
)
PAIRS = [(language, text) for language, texts in LINES.items() for text in texts]


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon()


LONG = 15
"""Words of a line that must tell its language."""

OPENING = (
    "Talks on the border resumed\n\n"
    "The two ministers met on Tuesday in the capital, and talked of the border for hours.\n"
)
CLOSING = "\nThe spokesman said that the troops would not leave before the agreement was signed.\n"


def foreign_of(report: Report) -> list[str]:
    return [
        report.source_text[piece.start : piece.end]
        for piece in report.furniture
        if piece.kind is FurnitureKind.FOREIGN
    ]


@pytest.mark.parametrize(("language", "text"), PAIRS)
def test_words_and_letters_settle_no_line_wrongly(language: str, text: str) -> None:
    assert settled(text) in {language, ""}


@pytest.mark.parametrize(
    ("language", "text"), [(lang, t) for lang, t in PAIRS if word_count(t) >= LONG]
)
def test_a_long_line_tells_its_language(language: str, text: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize("band", [(1, 6, 0.85), (6, LONG, 0.92)])
def test_most_short_lines_tell_their_language(band: tuple[int, int, float]) -> None:
    least, over, share = band
    told = [language_of(t) == lang for lang, t in PAIRS if least <= word_count(t) < over]
    assert sum(told) >= share * len(told)


@pytest.mark.parametrize(
    ("language", "text"), [(k, v[9]) for k, v in LINES.items() if k != "en"], ids=str
)
def test_a_foreign_paragraph_of_an_english_report_is_told_but_no_body(
    language: str, text: str, lexicon: Lexicon
) -> None:
    report = read_text(OPENING + text + CLOSING, lexicon)
    assert report.language == "en"
    assert foreign_of(report) == [text]


@pytest.mark.parametrize("text", LINES["en"])
def test_no_english_line_is_foreign_to_an_english_report(text: str, lexicon: Lexicon) -> None:
    assert foreign_of(read_text(OPENING + text + CLOSING, lexicon)) == []


@pytest.mark.parametrize("language", [k for k in LINES if k != "en"])
def test_an_english_quotation_leaves_a_report_in_its_language(
    language: str, lexicon: Lexicon
) -> None:
    said = '"We will not leave before the agreement is signed by both of the sides," she said.'
    # Serbian is written in two scripts, though not in one report.
    last = script_of(LINES[language][-1])
    text = "\n".join([*(t for t in LINES[language][-4:] if script_of(t) == last), said])
    report = read_text(text, lexicon)
    assert report.language == language
    assert foreign_of(report) == [said]


@pytest.mark.parametrize(("english", "language"), [(3, "en"), (1, "fr")])
def test_a_bilingual_report_is_in_the_language_of_most_of_it(
    english: int, language: str, lexicon: Lexicon
) -> None:
    told = [
        "The president said that his country would send no troops while the truce was kept.",
        "The authorities did not say how many people had died, but those who live in the town spoke"
        " of at least twenty dead and of many wounded.",
        "The foreign minister spoke with her counterpart about the border, which has been closed.",
    ]
    lines = [*told[-english:], *LINES["fr"][-3:][: 4 - english]]
    assert read_text("\n".join(lines), lexicon).language == language


def test_a_headline_in_han_alone_is_japanese_in_a_japanese_report(lexicon: Lexicon) -> None:
    report = read_text("\n".join(["外相首脳会談実施決定", *LINES["ja"][-3:]]), lexicon)
    assert (report.language, foreign_of(report)) == ("ja", [])


@given(st.text(max_size=80))
def test_any_text_has_one_language_or_none(text: str) -> None:
    assert len(settled(text)) in {0, 2}


@pytest.mark.parametrize(
    ("text", "title", "day"),
    [
        (
            "รัฐมนตรีต่างประเทศหารือเรื่องชายแดน\n12 มีนาคม 2567\n"
            "รัฐมนตรีต่างประเทศเดินทางถึงเมืองหลวงเมื่อวันอังคาร"
            "เพื่อหารือเรื่องชายแดนซึ่งปิดมาสามสัปดาห์แล้ว โฆษกกล่าวว่าทหารจะไม่ถอนกำลัง",
            "รัฐมนตรีต่างประเทศหารือเรื่องชายแดน",
            "2024-03-12",
        ),
        (
            "外相、国境問題を協議\n令和6年3月12日\n外相は十二日、三週間閉鎖されている国境の問題について協議した。",
            "外相、国境問題を協議",
            "2024-03-12",
        ),
        (
            "Министр прибыл в Минск\n12 марта 2024\nГлава ведомства приехал во вторник, "
            "чтобы обсудить с коллегами закрытую границу.",
            "Министр прибыл в Минск",
            "2024-03-12",
        ),
    ],
)
def test_a_short_text_has_its_first_line_for_title(
    text: str, title: str, day: str, lexicon: Lexicon
) -> None:
    report = read_text(text, lexicon)
    assert report.title == title
    assert str(report.published_at.earliest) == day
