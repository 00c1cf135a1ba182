"""Small records for tests: each factory fills in what a test does not care about.

Texts are quoted, never counted: a factory is given words of the report and finds their offsets,
so every record that comes out keeps to ``source_text[start:end] == exact``.

    report = make_report("Northland sent 500 guns to Southland, Eastland said.", publisher="Post")
    said = make_statement(report, "Northland sent 500 guns to Southland", speaker="Eastland",
                          cue="said")
    sent = make_event(report, "sent 500 guns", said, initiators=["Northland"],
                      recipients=["Southland"], type="AID")
    guns = make_quantity(report, "500 guns", said, sent, measure="weapons", best=500)
    coded = make_coded(report, [said], [sent], [guns])
"""

from tests.factories.across import make_account, make_difference, make_happening
from tests.factories.within import (
    day,
    evidence,
    make_actor,
    make_coded,
    make_event,
    make_forecast,
    make_participant,
    make_quantity,
    make_report,
    make_sentences,
    make_source,
    make_statement,
    make_time,
    make_transfer,
    span,
)

__all__ = [
    "day",
    "evidence",
    "make_account",
    "make_actor",
    "make_coded",
    "make_difference",
    "make_event",
    "make_forecast",
    "make_happening",
    "make_participant",
    "make_quantity",
    "make_report",
    "make_sentences",
    "make_source",
    "make_statement",
    "make_time",
    "make_transfer",
    "span",
]
