"""Figures that lean on others of the report, and shares worked out."""

from __future__ import annotations

import pytest

from dragoman.extract import extract
from dragoman.extract.figure.links import with_derived
from dragoman.extract.records import ExtractedReport, QuantityDraft
from dragoman.lexicon import Lexicon, load_lexicon
from dragoman.model import Report
from dragoman.parse import parse


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon()


def read(text: str, lexicon: Lexicon) -> ExtractedReport:
    return extract(parse(Report.make(location="a text", source_text=text)), lexicon)


def by_words(extracted: ExtractedReport, words: str) -> QuantityDraft:
    sentences = extracted.parsed.sentences
    [found] = [
        q
        for q in extracted.quantities
        if sentences[q.sentence].words(q.start, q.end) == words and q.scope != "derived"
    ]
    return found


@pytest.mark.parametrize(
    ("text", "figure", "like", "unit", "measure"),
    [
        (
            "The raid killed 400 to 500 soldiers. A diplomat put the number at about 300.",
            "about 300",
            "400 to 500 soldiers",
            "soldier",
            "killed",
        ),
        (
            "A further 3,000 troops came, bringing the total to 14,000.",
            "14,000",
            "3,000 troops",
            "troop",
            "troops",
        ),
        (
            "Goran sent 11,000 troops. Many of the reported 11,000 have gone home.",
            "11,000",
            "11,000 troops",
            "troop",
            "troops",
        ),
        (
            "The city counted 9,500 deaths, 957 of them since September.",
            "957",
            "9,500 deaths",
            "death",
            "killed",
        ),
        ("It has 1,000 drones, with 500 more planned.", "500", "1,000 drones", "drone", "drones"),
        (
            "The raid killed 63 people, 17 of them children.",
            "17 of them children",
            "63 people",
            "child",
            "killed",
        ),
        (
            "The raid killed 30 soldiers. The real number is closer to 20.",
            "20",
            "30 soldiers",
            "soldier",
            "killed",
        ),
        (
            "Seven sailors were killed, Kyiv said. Moscow stuck to its three.",
            "three",
            "Seven sailors",
            "sailor",
            "killed",
        ),
        (
            "Police counted 40,000 protesters. Organisers claimed 100,000.",
            "100,000",
            "40,000 protesters",
            "protester",
            "people",
        ),
    ],
)
def test_a_bare_number_counts_what_was_counted_before(
    text: str, figure: str, like: str, unit: str, measure: str, lexicon: Lexicon
) -> None:
    extracted = read(text, lexicon)
    one = by_words(extracted, figure)
    assert one.same_as == by_words(extracted, like).index
    assert (one.unit, one.measure) == (unit, measure)


@pytest.mark.parametrize(
    "text",
    [
        "A diplomat put the number at about 300.",
        "The raid killed 40 soldiers. It rained. It snowed. It froze. He put the number at 300.",
        "The raid killed 40 soldiers. The index fell to 300.",
    ],
)
def test_a_bare_number_counts_nothing_where_no_figure_near_tells(
    text: str, lexicon: Lexicon
) -> None:
    [*_, last] = read(text, lexicon).quantities
    assert (last.same_as, last.unit, last.measure) == (-1, "", "")


@pytest.mark.parametrize(
    ("text", "low", "best", "high", "measure"),
    [
        (
            "Nearly half of the reported 11,000 troops had been killed.",
            None,
            5500,
            5500,
            "killed",
        ),
        ("They lost 30 percent of the 12,000 troops.", 3600, 3600, 3600, "troops"),
        ("Two-thirds of the 15 members voted.", 10, 10, 10, "people"),
        ("More than a third of 900 ships sank.", 300, 300, None, "ships"),
    ],
)
def test_a_share_of_a_told_whole_is_worked_out(
    text: str,
    low: float | None,
    best: float,
    high: float | None,
    measure: str,
    lexicon: Lexicon,
) -> None:
    extracted = read(text, lexicon)
    [derived] = [q for q in extracted.quantities if q.scope == "derived"]
    share, whole = (extracted.quantities[n] for n in (derived.index - 1, derived.index + 1))
    assert share.whole == whole.index
    assert (derived.start, derived.end) == (share.start, whole.end)
    assert (derived.low, derived.best, derived.high) == pytest.approx((low, best, high), abs=0.01)
    assert derived.measure == measure


def test_drafts_are_numbered_in_order_and_links_point_to_drafts(lexicon: Lexicon) -> None:
    text = (
        "Half of the 200 men died. A third of the 90 tanks burned. He put the number at 50. "
        "The toll rose to 70."
    )
    extracted = read(text, lexicon)
    drafts = extracted.quantities
    assert [d.index for d in drafts] == list(range(len(drafts)))
    assert all(-1 <= d.same_as < d.index and -1 <= d.whole < len(drafts) for d in drafts)
    assert sum(d.scope == "derived" for d in drafts) == 2


def test_nothing_is_worked_out_without_a_whole(lexicon: Lexicon) -> None:
    extracted = read("Half of them died. A third came home.", lexicon)
    drafts = list(extracted.quantities)
    assert with_derived(drafts, extracted.parsed.sentences, lexicon.figures) == drafts


@pytest.mark.parametrize(
    ("text", "figure", "unit", "measure", "scope"),
    [
        (
            "The blast killed five soldiers and wounded 12 others.",
            "12 others",
            "soldier",
            "wounded",
            "",
        ),
        ("She freed 232 inmates and pardoned 78 others.", "78 others", "inmate", "prisoners", ""),
        ("The crash killed all 224 aboard.", "224", "people", "killed", ""),
        ("The list names one of those ships.", "one of those ships", "ship", "ships", "part"),
        ("It boarded one of the tankers.", "one of the tankers", "tanker", "ships", "part"),
        ("One of its soldiers was killed.", "One of its soldiers", "soldier", "killed", ""),
    ],
)
def test_what_stands_for_a_noun_counts_what_was_told(
    text: str, figure: str, unit: str, measure: str, scope: str, lexicon: Lexicon
) -> None:
    found = by_words(read(text, lexicon), figure)
    assert (found.unit, found.measure, found.scope) == (unit, measure, scope)
