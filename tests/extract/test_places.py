"""Places of events on our own sentences (`specs/places.toml`)."""

from __future__ import annotations

from typing import Any

import pytest
from tests.extract.specs_of import cases

from dragoman.chain import code_reports
from dragoman.lexicon import load_lexicon
from dragoman.lexicon.cities import towns_named
from dragoman.model import CodedReport, Place, Report

CASES = cases("places")


def report_of(n: int, case: dict[str, Any]) -> Report:
    name, _, country = case.get("dateline", "").partition("/")
    line = Place(name, country) if name else None
    return Report.make(location=str(n), source_text=case["text"], language="en", dateline=line)


@pytest.fixture(scope="module")
def coded() -> list[CodedReport]:
    reports = [report_of(n, case) for n, case in enumerate(CASES)]
    return list(code_reports(reports, load_lexicon()))


def told(report: CodedReport, trigger: str) -> list[str]:
    """The places of the events of a trigger, as the specs write them; "-" where it has none."""
    events = [e for e in report.events if e.trigger.exact == trigger]
    assert events, f"no event of {trigger!r}"
    places = dict.fromkeys(p for e in events for p in e.places)
    return [f"{p.name}/{p.country} {p.basis}" for p in places] or ["-"]


@pytest.mark.parametrize("n", range(len(CASES)), ids=[c["about"] for c in CASES])
def test_where_an_event_took_place(n: int, coded: list[CodedReport]) -> None:
    for wanted in CASES[n]["events"]:
        trigger, places = wanted.split(": ")
        assert sorted(told(coded[n], trigger)) == sorted(places.split("; "))


def test_every_place_is_in_the_text_unless_the_dateline_tells_it(coded: list[CodedReport]) -> None:
    places = [(p, r) for r in coded for e in r.events for p in e.places]
    assert len(places) > len(CASES) / 2
    assert all(p.name in r.report.source_text for p, r in places if p.basis != "dateline")


def test_a_town_lies_somewhere(coded: list[CodedReport]) -> None:
    lies = {p.name: p for r in coded for e in r.events for p in e.places}
    assert lies["Kherson"].latitude == pytest.approx(46.6, abs=0.2)
    assert lies["Gulf of Aden"].latitude is None


def test_towns_are_found_by_other_spellings_and_without_accents() -> None:
    assert towns_named("Urmia")[0].iso2 == "IR"
    assert towns_named("Téra") == towns_named("Tera")
    assert towns_named("no such town") == ()
    people = [t.population for t in towns_named("Hyderabad")]
    assert people == sorted(people, reverse=True)
    assert len(people) >= 2
