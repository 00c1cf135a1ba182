"""A small press for tests: a record of every kind, and what reconciliation could make of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tests.factories import (
    evidence,
    make_account,
    make_coded,
    make_difference,
    make_event,
    make_forecast,
    make_happening,
    make_quantity,
    make_report,
    make_statement,
    make_time,
)

from dragoman.model import (
    CodedReport,
    Copy,
    CopyKind,
    Factuality,
    ForecastStatus,
    Likelihood,
    PartialDate,
    Place,
    Reconciliation,
    Stance,
)


def make_press() -> tuple[CodedReport, CodedReport, CodedReport]:
    """Three reports on one delivery, with a record of every kind among them.

    The Post has Eastland's figure and a forecast, the Herald Northland's denial of the figure,
    and the third, in Korean, is not coded.
    """
    return _post(), _herald(), _korean()


def _post() -> CodedReport:
    report = make_report(
        "Northland sent 500 guns to Southland in May in return for oil, Eastland said. "
        "Southland paid Northland in oil. If the talks fail, more guns may follow by June.",
        publisher="The Post",
        published="2024-05-20",
        title="Guns for oil",
        location="post.txt",
    )
    said = make_statement(
        report, "Northland sent 500 guns to Southland", speaker="Eastland", cue="said"
    )
    own = make_statement(report, "Southland paid Northland in oil")
    more = make_statement(report, "more guns may follow by June", stance=Stance.PREDICT)
    paid = make_event(
        report, "paid", own, initiators=["Southland"], recipients=["Northland"], mode="pay"
    )
    sent = make_event(
        report,
        "sent 500 guns",
        said,
        initiators=["Northland"],
        recipients=["Southland"],
        type="AID",
        mode="military",
        places=[Place("Southport", "SOU")],
        items=[("500 guns", "arms")],
        in_return_for=[paid.id],
        occurred=PartialDate.month(2024, 5, "'in May' of a report of 2024-05-20"),
    )
    guns = make_quantity(report, "500 guns", said, sent, measure="weapons", unit="gun", best=500.0)
    talks = make_event(report, "the talks fail", more, factuality=Factuality.CONDITIONAL)
    forecast = make_forecast(
        report,
        "more guns may follow",
        more,
        condition="the talks fail",
        condition_event=talks.id,
        horizon=PartialDate.month(2024, 6, "'by June'"),
        likelihood=Likelihood("may", 0.2, 0.6),
    )
    return make_coded(
        report,
        [said, own, more],
        [sent, paid, talks],
        [guns],
        times=[make_time(report, "in May", "2024-05", events=[sent.id])],
        forecasts=[forecast],
    )


def _herald() -> CodedReport:
    report = make_report(
        "Northland delivered 200 guns to Southland, Northland said.",
        publisher="The Herald",
        published="2024-05-22",
        location="herald.txt",
    )
    said = make_statement(
        report, "Northland delivered 200 guns to Southland", speaker="Northland", cue="said"
    )
    sent = make_event(
        report,
        "delivered 200 guns",
        said,
        initiators=["Northland"],
        recipients=["Southland"],
        mode="military",
        items=[("200 guns", "arms")],
    )
    guns = make_quantity(report, "200 guns", said, sent, measure="weapons", unit="gun", best=200.0)
    return make_coded(report, [said], [sent], [guns])


def _korean() -> CodedReport:
    report = make_report(
        "북국이 남국에 총을 보냈다.", publisher="", published=None, location="ko.txt", language="ko"
    )
    return replace(make_coded(report, uncoded="language: ko"), sentences=())


def make_reconciliation(press: Sequence[CodedReport]) -> Reconciliation:
    """What reconciliation could find in the first two reports of `make_press`."""
    post, herald = press[0], press[1]
    happening = make_happening(
        [post.events[0], herald.events[0]], origins=["Eastland", "Northland"]
    )
    return Reconciliation(
        happenings=(happening,),
        accounts=(
            make_account(happening, post.events[0], post.statements[0]),
            make_account(happening, herald.events[0], herald.statements[0]),
        ),
        differences=(
            make_difference(
                happening,
                [("500", post.statements[0]), ("200", herald.statements[0])],
                slot="figure:weapons",
            ),
        ),
        forecasts=tuple(
            replace(one, status=ForecastStatus.FULFILLED, settled_by=(happening.id,))
            for one in post.forecasts
        ),
        copies=(
            Copy(
                herald.report.id,
                post.report.id,
                CopyKind.NEAR,
                0.9,
                (evidence(herald.report, "guns to Southland"),),
            ),
        ),
        stories=tuple((coded.report.id, "sto_0000000000000001") for coded in (post, herald)),
    )
