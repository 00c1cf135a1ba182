"""Flattened pages: what is body, and what the text says of itself."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from dragoman.lexicon import Lexicon, load_lexicon
from dragoman.model import FurnitureKind, Report
from dragoman.read import read_text

BODY = [
    "India and Pakistan exchanged fire across the Line of Control for a third night on Thursday, "
    "officials on both sides said, as calls for restraint grew.",
    "The Indian army said that its soldiers had responded to unprovoked shelling by Pakistan near "
    "the town of Uri. Pakistan's military denied that it had fired first.",
    "Saudi Arabia offered to mediate between India and Pakistan, and its foreign minister will "
    "travel to New Delhi next week, a diplomat in Riyadh said.",
    "The two countries have fought three wars over Kashmir, which both claim in full.",
]
TITLE = "India and Pakistan exchange fire across the Line of Control"
TEASERS = [
    "Brazil beats Chile to reach the final",
    "A late goal sent the crowd wild on a rainy evening in Santiago.",
    "4 mins",
    "The best soups for winter",
    "Warm your kitchen with these recipes from our readers.",
    "2 mins",
]


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon()


def body_of(report: Report) -> list[str]:
    text = "\n".join(report.source_text[a:b] for a, b in report.body_spans())
    return [line.strip() for line in text.splitlines() if line.strip()]


def kind_at(report: Report, words: str) -> FurnitureKind | None:
    at = report.source_text.index(words)
    return next((f.kind for f in report.furniture if f.start <= at < f.end), None)


@dataclass(frozen=True)
class Case:
    above: list[str] = field(default_factory=list)
    below: list[str] = field(default_factory=list)
    title: str = ""
    day: str = ""
    publisher: str = ""
    authors: tuple[str, ...] = ()
    relayed_by: str = ""


CASES = {
    "bare": Case(),
    "title": Case(above=[TITLE], title=TITLE),
    "header": Case(
        above=["Home", "World", TITLE, "The Hill Gazette", "May 8, 2025", "By Asha Rao"],
        title=TITLE,
        day="2025-05-08",
        publisher="The Hill Gazette",
        authors=("Asha Rao",),
    ),
    "clock": Case(
        above=["Friday, June 20, 2025", *TEASERS[:2], *TEASERS[3:5], TITLE, "Asia" + TITLE],
        title=TITLE,
    ),
    "teasers": Case(
        above=[TITLE, "Published: 8 May 2025"],
        below=["Share this article", "More stories", *TEASERS * 3, "November 1, 2025"],
        title=TITLE,
        day="2025-05-08",
    ),
    "updated": Case(above=[TITLE, "Updated May 9, 2025"], title=TITLE),
    "two dates": Case(above=[TITLE, "May 8, 2025", "May 12, 2025"], title=TITLE),
    "edition": Case(
        above=[TITLE],
        below=["This story is from the May 8, 2025 edition of The Straits Times.", "Subscribe"],
        title=TITLE,
        day="2025-05-08",
    ),
    "relayed": Case(
        above=[TITLE, "The Straits Times", "May 8, 2025"],
        below=[
            "Magzter GOLD: subscribe to thousands of magazines",
            "Already a subscriber? Sign in",
        ],
        title=TITLE,
        day="2025-05-08",
        publisher="Straits Times",
        relayed_by="Magzter",
    ),
    "prompts": Case(
        below=[
            "Share your experiences and any issues you've had on The Jakarta Post.",
            "Thank you for sharing your thoughts. We appreciate your feedback.",
            "As a subscriber of The Jakarta Post, you can gift 3 articles each month.",
        ],
        publisher="Jakarta Post",
    ),
}


@pytest.mark.parametrize("gap", ["\n", "\n\n", "\r\n"], ids=["lines", "blank lines", "crlf"])
@pytest.mark.parametrize("name", CASES)
def test_the_story_is_body_and_nothing_else(name: str, gap: str, lexicon: Lexicon) -> None:
    case = CASES[name]
    report = read_text(gap.join([*case.above, *BODY, *case.below]), lexicon)
    assert body_of(report) == BODY
    assert report.language == "en"


@pytest.mark.parametrize("name", CASES)
def test_what_the_text_says_of_itself(name: str, lexicon: Lexicon) -> None:
    case = CASES[name]
    report = read_text("\n".join([*case.above, *BODY, *case.below]), lexicon)
    when = report.published_at
    day = str(when.earliest) if when.precision == 1 else ""
    assert (report.title, day, report.publisher, report.authors, report.relayed_by) == (
        case.title,
        case.day,
        case.publisher,
        case.authors,
        case.relayed_by,
    )


def test_an_update_bounds_the_date_from_above(lexicon: Lexicon) -> None:
    when = read_text("\n".join([TITLE, "Updated May 9, 2025", *BODY]), lexicon).published_at
    assert when.earliest is None and str(when.latest) == "2025-05-09"


def test_a_past_day_in_the_story_bounds_the_date_from_below(lexicon: Lexicon) -> None:
    more = "The ceasefire was signed on February 25, 2021. A review is due by May 1, 2030."
    when = read_text("\n".join([*BODY, more]), lexicon).published_at
    assert str(when.earliest) == "2021-02-25" and when.latest is None
    assert "February 25, 2021" in when.basis


def test_kinds_are_named(lexicon: Lexicon) -> None:
    above = ["Home", TITLE, "By Asha Rao", "May 8, 2025"]
    below = ["Photo: Hill Gazette archive", "Share on Facebook", "Tags: India, Pakistan"]
    below += ["Sign up for our newsletter", "この記事は会員限定です。", "© 2025 Hill Gazette"]
    text = "\n".join([*above, "SRINAGAR, India (AP) — " + BODY[0], *BODY[1:], *below])
    report = read_text(text, lexicon)
    expected = {
        "Home": FurnitureKind.NAVIGATION,
        TITLE: FurnitureKind.TITLE,
        "By Asha": FurnitureKind.BYLINE,
        "May 8": FurnitureKind.CLOCK,
        "SRINAGAR": FurnitureKind.DATELINE,
        "Photo:": FurnitureKind.CREDIT,
        "Share on": FurnitureKind.SHARE,
        "Tags:": FurnitureKind.TAGS,
        "Sign up": FurnitureKind.SUBSCRIPTION,
        "©": FurnitureKind.CREDIT,
        BODY[0]: None,
    }
    assert {words: kind_at(report, words) for words in expected} == expected
    assert report.credits == ("Associated Press",)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Министерство обороны России сообщило в понедельник, что войска отошли.", "ru"),
        ("외교부는 월요일 미사일 발사를 강력히 규탄했다고 밝혔다.", "ko"),
        ("外務省は月曜日、ミサイルの発射を強く非難すると発表した。", "ja"),
        ("外交部周一表示，强烈谴责此次导弹发射，并呼吁各方保持克制。", "zh"),
        ("Das Ministerium teilte am Montag mit, dass die Truppen abgezogen wurden.", "de"),
        ("El ministerio dijo el lunes que las tropas se habían retirado de la frontera.", "es"),
    ],
)
def test_other_languages_are_told(text: str, language: str, lexicon: Lexicon) -> None:
    assert read_text(text, lexicon).language == language


def test_a_stated_date_wins_over_the_text(lexicon: Lexicon) -> None:
    text = "\n".join([TITLE, "May 8, 2025", *BODY])
    when = read_text(text, lexicon, date="2025-05-10").published_at
    assert str(when.earliest) == "2025-05-10" and when.basis == "row:date"


@pytest.mark.parametrize(
    ("url", "precision"),
    [
        ("https://example.org/2025/05/08/fire", 1),
        ("https://example.org/2025/05/fire", 4),
        ("https://example.org/fire-20250508", 1),
        ("https://example.org/fire?d=2025-05-08", None),
    ],
)
def test_the_address_dates_a_report(url: str, precision: int | None, lexicon: Lexicon) -> None:
    assert read_text("\n".join(BODY), lexicon, url=url).published_at.precision == precision
