"""Short ids, the nearest source, names of countries and origins."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.factories import (
    make_actor,
    make_event,
    make_happening,
    make_report,
    make_statement,
)
from tests.show.story import UNDATED

from dragoman.case import CaseView
from dragoman.lexicon.likeness import load_likeness
from dragoman.lexicon.tables import Tables
from dragoman.lexicon.telling import load_tellings
from dragoman.model import ActorKind, Factuality, Origin, Source
from dragoman.show.lookup import SHORTEST_ID, Lookup

NO_TABLES = (load_likeness(Tables()), load_tellings(Tables()))
HEX = st.text("0123456789abcdef", min_size=16, max_size=16)


@given(st.lists(HEX, min_size=1, max_size=20, unique=True))
def test_a_short_id_fits_one_record_only(digits: list[str]) -> None:
    actor = make_actor(make_report())
    actors = {f"act_{d}": replace(actor, id=f"act_{d}") for d in digits}
    lookup = Lookup(CaseView(actors=actors), *NO_TABLES)
    for one in actors:
        short = lookup.short(one)
        assert [other for other in actors if other.startswith(short)] == [one]
        assert len(short) >= SHORTEST_ID


def test_four_digits_do_where_no_two_ids_start_alike(lookup: Lookup) -> None:
    assert all(len(lookup.short(one)) == 8 for one in lookup.view.happenings)


def source(name: str, kind: ActorKind) -> Source:
    return Source(name, None, None, "", name, "", kind)


NAMED = (source("A ministry", ActorKind.GOVERNMENT), source("The Post", ActorKind.MEDIUM))
OUTLET = (source("The Post", ActorKind.MEDIUM),)
UNNAMED = (source("an official", ActorKind.UNNAMED), source("The Post", ActorKind.MEDIUM))


@pytest.mark.parametrize(
    ("chains", "best"),
    [
        ([OUTLET, NAMED, UNNAMED], NAMED),
        ([UNNAMED, OUTLET], OUTLET),
        ([UNNAMED], UNNAMED),
        ([(NAMED[0], UNNAMED[0], NAMED[1]), NAMED], NAMED),
    ],
)
def test_the_nearest_source(
    chains: list[tuple[Source, ...]], best: tuple[Source, ...], lookup: Lookup
) -> None:
    report = make_report()
    statements = [
        replace(make_statement(report), id=f"sta_{n}", sources=chain)
        for n, chain in enumerate(chains)
    ]
    events = [
        replace(make_event(report, "sent guns", said), id=f"evt_{n}")
        for n, said in enumerate(statements)
    ]
    view = CaseView(
        statements={one.id: one for one in statements}, events={one.id: one for one in events}
    )
    found = Lookup(view, lookup.likeness, lookup.tellings)
    assert found.best_chain(make_happening(events)) == best


def test_a_country_goes_by_the_name_of_its_state(lookup: Lookup) -> None:
    report = make_report("Northland and its long-named ministry met Nord.")
    state = make_actor(report, "Northland")
    person = make_actor(report, "Nord", kind=ActorKind.PERSON, country="NOR")
    view = CaseView(actors={one.id: one for one in (person, state)})
    found = Lookup(view, lookup.likeness, lookup.tellings)
    assert found.party("NOR") == "Northland"
    assert found.party(person.id) == "Nord"
    assert found.party("XYZ") == "XYZ"


def test_an_origin_without_a_name_goes_by_its_file(lookup: Lookup) -> None:
    origins = [Origin(f"unknown publisher of “{UNDATED.id}”", ""), Origin("Eastland", "")]
    assert lookup.origins(origins) == ["unknown publisher of “blog.txt”", "Eastland"]


def test_who_denies_what_was_done_is_not_who_says_so(lookup: Lookup) -> None:
    report = make_report()
    denies = replace(make_statement(report), id="sta_0", sources=NAMED)
    tells = replace(make_statement(report), id="sta_1", sources=UNNAMED)
    told = replace(make_event(report, "sent guns", tells), id="evt_1")
    denied = replace(
        make_event(report, "sent guns", denies, factuality=Factuality.DENIED), id="evt_0"
    )
    view = CaseView(
        statements={"sta_0": denies, "sta_1": tells}, events={"evt_0": denied, "evt_1": told}
    )
    found = Lookup(view, lookup.likeness, lookup.tellings)
    assert found.best_chain(make_happening([told, denied])) == UNNAMED
    assert found.best_chain(make_happening([denied, told])) == NAMED
