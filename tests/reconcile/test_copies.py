"""Who repeats whom."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.factories import make_report

from dragoman.lexicon import Lexicon
from dragoman.model import Copy, CopyKind, Furniture, FurnitureKind, Report
from dragoman.reconcile.copies import find_copies

WIRE = (
    "Two ferries collided in the strait on Monday evening and sank within the hour, the coast "
    "guard said, leaving dozens of passengers in the water until fishing boats from three "
    "villages reached them. Rescue went on through the night under searchlights, and the "
    "harbour stayed closed to all but the lifeboats."
)
OWN = (
    "Commuters had complained for years about crowding on the line, and the owner was fined twice "
    "last spring. The ministry promised an inquiry whose terms it would publish before the "
    "summer, though unions doubted that it would hear the crews."
)


def copies_of(reports: Sequence[Report], lexicon: Lexicon) -> list[Copy]:
    return list(find_copies({r.id: r for r in reports}, lexicon)[0])


def test_the_same_words_with_other_furniture_are_an_exact_copy(lexicon: Lexicon) -> None:
    first = make_report(WIRE, publisher="A", published="2024-05-01")
    banner = "Subscribe now! "
    second = make_report(
        banner + WIRE,
        publisher="B",
        published="2024-05-02",
        furniture=(Furniture(0, len(banner), FurnitureKind.SUBSCRIPTION),),
    )
    (copy,) = copies_of([second, first], lexicon)
    assert (copy.report_id, copy.copy_of, copy.kind) == (second.id, first.id, "exact")
    passage = copy.passages[0]
    assert second.source_text[passage.start : passage.end] == passage.exact
    assert passage.start >= len(banner)


def test_a_light_edit_is_a_near_copy(lexicon: Lexicon) -> None:
    first = make_report(WIRE, publisher="A", published="2024-05-01")
    second = make_report(
        WIRE.replace("Monday evening", "Monday night"), publisher="B", published="2024-05-01"
    )
    (copy,) = copies_of([first, second], lexicon)
    assert copy.kind == "near"
    assert copy.share >= 0.6


def test_a_shared_paragraph_is_a_partial_copy_of_the_earlier(lexicon: Lexicon) -> None:
    first = make_report(WIRE, publisher="A", published="2024-05-01")
    longer = make_report(f"{OWN} {OWN.upper()} {WIRE}", publisher="B", published="2024-05-03")
    (copy,) = copies_of([longer, first], lexicon)
    assert (copy.report_id, copy.copy_of, copy.kind) == (longer.id, first.id, "partial")
    assert 0.1 < copy.share < 0.6
    assert "ferries collided" in copy.passages[0].exact


def test_a_credit_line_outweighs_the_clock(lexicon: Lexicon) -> None:
    late = make_report(f"{WIRE}", publisher="Strait Wire", published="2024-05-02")
    early = make_report(
        f"{OWN} {OWN.upper()} {WIRE}",
        publisher="B",
        published="2024-05-01",
        credits=("Strait Wire",),
    )
    (copy,) = copies_of([early, late], lexicon)
    assert (copy.report_id, copy.copy_of) == (early.id, late.id)


def test_an_agency_is_the_original(lexicon: Lexicon) -> None:
    agency = make_report(WIRE, publisher="Reuters", published="2024-05-02")
    outlet = make_report(WIRE, publisher="B", published="2024-05-01")
    (copy,) = copies_of([agency, outlet], lexicon)
    assert copy.copy_of == agency.id


def test_a_chain_of_reprints_leads_to_one_original(lexicon: Lexicon) -> None:
    reports = [
        make_report(WIRE, publisher=name, published=f"2024-05-0{day}")
        for day, name in enumerate(("A", "B", "C", "D"), 1)
    ]
    _, originals = find_copies({r.id: r for r in reports}, lexicon)
    assert originals == {r.id: reports[0].id for r in reports[1:]}


QUOTE = (
    "“We shall never forget what happened in these cold waters, nor those who came out in their "
    "small boats to bring strangers home alive,” the captain said."
)


def test_a_shared_quotation_is_told_as_such_and_is_no_copy(lexicon: Lexicon) -> None:
    first = make_report(f"{WIRE} {QUOTE}", publisher="A")
    second = make_report(f"{OWN} {QUOTE}", publisher="B")
    found, originals = find_copies({r.id: r for r in (first, second)}, lexicon)
    assert originals == {}
    assert [copy.kind for copy in found] == [CopyKind.QUOTED]
    assert "cold waters" in found[0].passages[0].exact


REWORDED = WIRE.replace("said", "stated").replace("Rescue went", "The rescue effort went")
REWORDED = REWORDED.replace("three villages", "3 villages").replace("all but", "everyone save")


@pytest.mark.parametrize(
    "text",
    [
        REWORDED,
        " ".join(reversed(WIRE.split(". "))),
        WIRE.upper(),
        unicodedata.normalize("NFD", WIRE.replace("harbour", "harbor")),
        f"{WIRE} {OWN.split('.')[0]}.",
    ],
    ids=["reworded", "re-ordered", "capitals", "spelling", "longer"],
)
def test_light_edits_stay_near_copies(lexicon: Lexicon, text: str) -> None:
    reports = [
        make_report(WIRE, publisher="A", published="2024-05-01"),
        make_report(text, publisher="B", published="2024-05-02"),
    ]
    (copy,) = copies_of(reports, lexicon)
    assert copy.kind in (CopyKind.NEAR, CopyKind.EXACT)
    assert copy.copy_of == reports[0].id


ENVOYS = (
    "Pyongville, May {day} -- The President on {day} May received the envoy of {land}, {name}, "
    "who paid a farewell visit before leaving for home. The President thanked {name} for his years "
    "of work and asked him to convey warm greetings to the people of {land}. Present were men "
    "of the foreign ministry and members of the embassy."
)


def test_reports_of_a_series_with_other_names_are_no_copies(lexicon: Lexicon) -> None:
    reports = [
        make_report(ENVOYS.format(day=day, land=land, name=name), publisher="Court Gazette")
        for day, land, name in ((3, "Norland", "Jon Berg"), (4, "Sudland", "Ali Raman"))
    ]
    assert copies_of(reports, lexicon) == []


def test_background_in_many_stories_over_weeks_is_no_copy(lexicon: Lexicon) -> None:
    # Four stories of invented words that share none but the background.
    stories = [
        " ".join(
            " ".join(f"{kind}{a}{b}" for b in "bcdfghjk").capitalize() + "." for a in "mnprstvwxz"
        )
        for kind in ("wheat", "trams", "chess", "ocean")
    ]
    reports = [
        make_report(f"{story} {WIRE}", publisher=f"P{n}", published=f"2024-0{n + 1}-01")
        for n, story in enumerate(stories)
    ]
    assert [c for c in copies_of(reports, lexicon) if c.kind is CopyKind.PARTIAL] == []
    # The same passage within days is an agency's copy.
    hurried = [
        make_report(f"{story} {WIRE}", publisher=f"P{n}", published=f"2024-05-0{n + 1}")
        for n, story in enumerate(stories[:3])
    ]
    assert {c.kind for c in copies_of(hurried, lexicon)} == {CopyKind.PARTIAL}


CHINESE = (
    "两艘渡轮星期一晚间在海峡相撞并在一小时内沉没，海岸警卫队表示，数十名乘客落水，直到三个村庄的渔船赶到。"
    "救援工作在探照灯下持续了一整夜，港口除救生艇外对所有船只关闭。"
)
RUSSIAN = (
    "Два парома столкнулись в проливе в понедельник вечером и затонули в течение часа, сообщила "
    "береговая охрана, десятки пассажиров оставались в воде, пока не подошли лодки из трёх сёл. "
    "Спасательные работы продолжались всю ночь при свете прожекторов, гавань была закрыта."
)


@pytest.mark.parametrize("text", [CHINESE, RUSSIAN], ids=["Chinese", "Russian"])
def test_copies_are_found_in_other_languages(lexicon: Lexicon, text: str) -> None:
    reports = [
        make_report(text, publisher="A", published="2024-05-01"),
        make_report(text + text[:12], publisher="B", published="2024-05-02"),
    ]
    (copy,) = copies_of(reports, lexicon)
    assert copy.kind is CopyKind.NEAR


def test_passages_stand_in_both_reports(lexicon: Lexicon) -> None:
    first = make_report(WIRE, publisher="A", published="2024-05-01")
    longer = make_report(f"{OWN} {OWN.upper()}\n\n{WIRE}", publisher="B", published="2024-05-03")
    (copy,) = copies_of([longer, first], lexicon)
    assert len(copy.passages) == len(copy.counterparts) > 0
    for passage, counterpart in zip(copy.passages, copy.counterparts, strict=True):
        assert longer.source_text[passage.start : passage.end] == passage.exact
        assert first.source_text[counterpart.start : counterpart.end] == counterpart.exact
        assert passage.exact == counterpart.exact


def test_many_reprints_are_one_group(lexicon: Lexicon) -> None:
    reports = [
        make_report(f"{WIRE} {name}.", publisher=name, published=f"2024-05-{1 + n // 9:02}")
        for n, name in enumerate(f"Paper{n}" for n in range(120))
    ]
    _, originals = find_copies({r.id: r for r in reports}, lexicon)
    assert len(originals) == 119
    assert len(set(originals.values())) == 1


@given(st.permutations(range(7)))
@settings(max_examples=30, deadline=None)
def test_the_order_of_arrival_does_not_matter(lexicon: Lexicon, order: list[int]) -> None:
    texts = [WIRE, REWORDED, f"{OWN} {WIRE}", OWN, f"{OWN} {QUOTE}", f"{WIRE} {QUOTE}", WIRE]
    reports = [
        make_report(text, publisher=f"P{n}", published=f"2024-05-0{n % 3 + 1}")
        for n, text in enumerate(texts)
    ]
    expected = find_copies({r.id: r for r in reports}, lexicon)
    shuffled = [reports[n] for n in order]
    assert find_copies({r.id: r for r in shuffled}, lexicon) == expected


@given(st.text(max_size=400), st.text(max_size=400))
@settings(max_examples=150)
def test_any_text_gives_sound_spans(lexicon: Lexicon, one: str, other: str) -> None:
    reports = [make_report(one, publisher="A"), make_report(f"{other} {one}", publisher="B")]
    texts = {r.id: r.source_text for r in reports}
    for copy in copies_of(reports, lexicon):
        for piece in (*copy.passages, *copy.counterparts):
            assert texts[piece.report_id][piece.start : piece.end] == piece.exact


def test_reports_without_a_body_are_nobodys_copies(lexicon: Lexicon) -> None:
    empty = [make_report(" ", publisher=name) for name in "AB"]
    assert copies_of(empty, lexicon) == []
