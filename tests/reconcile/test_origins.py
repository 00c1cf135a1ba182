"""Who could know."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.factories import (
    make_coded,
    make_report,
    make_source,
    make_statement,
)

from dragoman.lexicon import Lexicon
from dragoman.model import ActorKind, Copy, CopyKind, Report, Source, Statement, Unnamed
from dragoman.reconcile.copies import find_copies
from dragoman.reconcile.origins import Provenance, Voice, crediting, distinct
from dragoman.reconcile.press import gather


def names(
    statements: list[tuple[Report, Statement]],
    lexicon: Lexicon,
    actors: list[str] = [],  # noqa: B006
) -> list[str]:
    coded = [make_coded(r, [s], actors=[]) for r, s in statements]
    press = gather(coded, lexicon)
    copies, originals = find_copies(press.texts, lexicon)
    provenance = Provenance.of(press.reports, press.actors, copies, originals, lexicon)
    return [o.name for o in distinct([provenance.voice(s, r.id, 0) for r, s in statements])]


def said(text: str, publisher: str, *chain: tuple[str, ActorKind, str]) -> tuple[Report, Statement]:
    report = make_report(text, publisher=publisher)
    links = [make_source(report, n, kind=kind, country=country) for n, kind, country in chain]
    return report, make_statement(report, chain=links)


OFFICIAL = ("Minister Oru", ActorKind.OFFICE, "EAS")
STATE = ("Eastland", ActorKind.STATE, "EAS")
SCHOLAR = ("Dr Ives", ActorKind.PERSON, "EAS")
PAPER = ("Quay Star", ActorKind.MEDIUM, "")
SOMEONE = ("an aide", ActorKind.UNNAMED, "EAS")
VILLAGER = ("a villager", ActorKind.UNNAMED, "")
SOURCE = ("a source", ActorKind.UNNAMED, "")


def test_the_first_named_speaker_is_the_origin_whoever_prints_it(lexicon: Lexicon) -> None:
    found = names(
        [
            said("Minister Oru told Quay Star.", "Quay Post", OFFICIAL, PAPER),
            said("Minister Oru spoke.", "Quay Herald", OFFICIAL),
        ],
        lexicon,
    )
    assert found == ["Minister Oru"]


def test_a_state_is_not_told_apart_from_its_own_office(lexicon: Lexicon) -> None:
    found = names(
        [
            said("Eastland says.", "Quay Post", STATE),
            said("Minister Oru says.", "Quay Sun", OFFICIAL),
        ],
        lexicon,
    )
    assert found == ["Minister Oru"]


def test_a_scholar_is_not_the_state(lexicon: Lexicon) -> None:
    found = names(
        [said("Eastland says.", "Quay Post", STATE), said("Dr Ives says.", "Quay Sun", SCHOLAR)],
        lexicon,
    )
    assert found == ["Dr Ives", "Eastland"]


def test_unnamed_sources_of_two_outlets_are_two_origins(lexicon: Lexicon) -> None:
    found = names(
        [
            said("Says an aide.", "Quay Post", SOMEONE),
            said("Thinks an aide.", "Quay Sun", SOMEONE),
            said("An aide told Quay Star: an aide.", "Quay Echo", SOMEONE, PAPER),
        ],
        lexicon,
    )
    assert found == [
        "unnamed aide via Quay Post",
        "unnamed aide via Quay Star",
        "unnamed aide via Quay Sun",
    ]


def test_two_roles_of_one_outlet_are_two_and_a_mere_source_may_be_either(lexicon: Lexicon) -> None:
    found = names(
        [
            said("Says an aide.", "Quay Post", SOMEONE),
            said("Thinks a villager.", "Quay Post", VILLAGER),
            said("Adds a source.", "Quay Post", SOURCE),
        ],
        lexicon,
    )
    assert found == ["unnamed aide via Quay Post", "unnamed villager via Quay Post"]


def test_an_outlet_speaks_for_itself(lexicon: Lexicon) -> None:
    assert names([said("It rained.", "Quay Post")], lexicon) == ["Quay Post"]


def test_a_credited_agency_is_the_origin(lexicon: Lexicon) -> None:
    report = replace(make_report("It rained.", publisher="Quay Post"), credits=("Reuters",))
    assert names([(report, make_statement(report))], lexicon) == ["Reuters"]


def test_what_stands_in_a_copied_passage_comes_from_its_original(lexicon: Lexicon) -> None:
    first = make_report("It rained all day.", publisher="Quay Wire", published="2024-05-01")
    second = make_report("Hail! It rained all day.", publisher="Quay Post", published="2024-05-02")
    passage = make_statement(second, "It rained all day.").evidence
    copy = Copy(second.id, first.id, "partial", 0.8, passage)
    reports = {r.id: r for r in (first, second)}
    provenance = Provenance.of(reports, {}, [copy], {}, lexicon)
    own = make_statement(second)
    assert provenance.voice(own, second.id, passage[0].start).name == "Quay Wire"
    assert provenance.voice(own, second.id, 0).name == "Quay Post"


def test_an_agency_that_any_copy_credits_is_the_origin_of_all(lexicon: Lexicon) -> None:
    text = "It rained all day on the terraces of the old harbour and three barges sank unseen."
    silent = make_report(text, publisher="Quay Post", published="2024-05-01")
    open_ = make_report(text, publisher="Quay Sun", published="2024-05-02", credits=("Reuters",))
    rows = [(report, make_statement(report)) for report in (silent, open_)]
    assert names(rows, lexicon) == ["Reuters"]


def test_a_quotation_in_common_leaves_two_origins(lexicon: Lexicon) -> None:
    first = make_report("It rained all day.", publisher="Quay Wire", published="2024-05-01")
    second = make_report("Hail! It rained all day.", publisher="Quay Post", published="2024-05-02")
    passage = make_statement(second, "It rained all day.").evidence
    copy = Copy(second.id, first.id, CopyKind.QUOTED, 0.8, passage)
    reports = {r.id: r for r in (first, second)}
    provenance = Provenance.of(reports, {}, [copy], {}, lexicon)
    voice = provenance.voice(make_statement(second), second.id, passage[0].start)
    assert voice.name == "Quay Post"


@pytest.mark.parametrize("order", [1, -1])
def test_distinct_does_not_depend_on_order(order: int) -> None:
    voices = [Voice("b", "B", "", "", False), Voice("a", "A", "", "", False)]
    assert [o.name for o in distinct(voices[::order])] == ["A", "B"]


def test_an_outlet_that_credits_somebody_is_no_origin_besides() -> None:
    ministry = Voice("m", "Ministry", "", "EAS", False)
    outlet = Voice("p", "Quay Post", "", "", False, own=True)
    told = [("one", ministry), ("one", outlet), ("two", outlet)]
    assert crediting(told[:2]) == [ministry]
    assert crediting(told) == [ministry, outlet]


def test_a_source_without_a_place_in_the_text_is_the_publisher(lexicon: Lexicon) -> None:
    report = make_report("It rained.", publisher="Quay Post")
    own = Source("Quay Post", None, None, "", "Quay Post", "", ActorKind.MEDIUM)
    statement = make_statement(report, chain=[own])
    provenance = Provenance.of({report.id: report}, {}, [], {}, lexicon)
    assert provenance.voice(statement, report.id, 0).name == "Quay Post"


@pytest.mark.parametrize(
    ("first", "second", "count"),
    [
        (("wire", "The Wire", "", ""), ("act_1", "the wire", "act_1", ""), 1),
        (("act_1", "Ann Oru", "act_1", "EAS"), ("act_2", "Ann Oru", "act_2", ""), 1),
        (("act_1", "Ann Oru", "act_1", "EAS"), ("act_2", "Ann Oru", "act_2", "WES"), 2),
        (("act_1", "Ann Oru", "act_1", "EAS"), ("act_2", "Bea Oru", "act_2", "EAS"), 2),
    ],
)
def test_two_voices_of_one_name_are_one_origin(
    first: tuple[str, str, str, str], second: tuple[str, str, str, str], count: int
) -> None:
    voices = [Voice(*first, whole=False), Voice(*second, whole=False)]
    assert len(distinct(voices)) == count
    assert distinct(voices) == distinct(voices[::-1])


def test_a_relative_pronoun_is_no_speaker(lexicon: Lexicon) -> None:
    told = said("It said that troops came.", "Quay Post", ("that", ActorKind.UNNAMED, ""))
    assert names([told], lexicon) == ["Quay Post"]


@pytest.mark.parametrize(
    ("told", "name"),
    [
        (Unnamed("a", "aide", "Red Kite", ""), "unnamed Red Kite aide via Quay Post"),
        (Unnamed("two", "aides", "", ""), "unnamed aides via Quay Post"),
        (Unnamed("", "aide", "the harbour board", ""), "unnamed harbour board aide via Quay Post"),
        (Unnamed("", "aide", "knowledge of the talks", ""), "unnamed aide via Quay Post"),
    ],
)
def test_an_unnamed_source_is_shown_with_what_is_told_of_it(
    lexicon: Lexicon, told: Unnamed, name: str
) -> None:
    report, statement = said("Says an aide.", "Quay Post", SOMEONE)
    sources = (replace(statement.sources[0], unnamed=told), *statement.sources[1:])
    assert names([(report, replace(statement, sources=sources))], lexicon) == [name]
