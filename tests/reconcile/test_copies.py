"""Who repeats whom."""

from __future__ import annotations

from collections.abc import Sequence

from tests.factories import make_report

from dragoman.lexicon import Lexicon
from dragoman.model import Copy, Furniture, FurnitureKind, Report
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
    assert 0.6 <= copy.share < 1


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


def test_a_shared_quotation_is_no_copy(lexicon: Lexicon) -> None:
    quote = "“We shall never forget what happened here,” the captain said."
    first = make_report(f"{WIRE} {quote}", publisher="A")
    second = make_report(f"{OWN} {quote}", publisher="B")
    assert copies_of([first, second], lexicon) == []


def test_reports_without_a_body_are_nobodys_copies(lexicon: Lexicon) -> None:
    empty = [make_report(" ", publisher=name) for name in "AB"]
    assert copies_of(empty, lexicon) == []
