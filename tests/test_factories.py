"""The factories give records that a case takes in."""

from __future__ import annotations

from tests.factories import (
    make_coded,
    make_event,
    make_forecast,
    make_quantity,
    make_report,
    make_statement,
    make_time,
)

from dragoman.case.soundness import sound


def test_the_example_of_the_module_is_sound() -> None:
    report = make_report(
        "Northland sent 500 guns to Southland in May, Eastland said. More may follow."
    )
    said = make_statement(
        report, "Northland sent 500 guns to Southland", speaker="Eastland", cue="said"
    )
    more = make_statement(report, "More may follow")
    sent = make_event(
        report, "sent 500 guns", said, initiators=["Northland"], recipients=["Southland"]
    )
    guns = make_quantity(report, "500 guns", said, sent, measure="weapons", best=500.0)
    coded = make_coded(
        report,
        [said, more],
        [sent],
        [guns],
        times=[make_time(report, "in May", "2024-05", events=[sent.id])],
        forecasts=[make_forecast(report, "More may follow", more)],
    )
    assert sound(coded) == coded
    assert [actor.name for actor in coded.actors] == ["Northland", "Southland"]
    assert coded.statements[0].about_event_ids == (sent.id,)
    assert [source.name for source in coded.statements[0].sources] == ["Eastland", "The Post"]
