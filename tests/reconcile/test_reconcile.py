"""The whole of reconciliation, over small reports whose truth is known."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.factories import (
    make_coded,
    make_event,
    make_forecast,
    make_quantity,
    make_report,
    make_source,
    make_statement,
    make_transfer,
)

from dragoman.lexicon import Lexicon
from dragoman.model import (
    ActorKind,
    Bound,
    CodedReport,
    DifferenceKind,
    Factuality,
    ForecastStatus,
    PartialDate,
)
from dragoman.reconcile import reconcile

SINCE_OCTOBER = PartialDate.between(date(2024, 10, 1), None, "'since October 2024'")
SINCE_NOVEMBER = PartialDate.between(date(2024, 11, 1), None, "'since last November'")


def deployment(
    publisher: str,
    published: str,
    figure: str,
    speaker: str = "",
    *,
    low: float | None = None,
    best: float | None = None,
    high: float | None = None,
    occurred: PartialDate | None = None,
    factuality: Factuality = Factuality.ACTUAL,
    giver: str = "Northland",
    taker: str = "Southland",
) -> CodedReport:
    """A report that tells of one sending of troops."""
    text = f"{giver} sent {figure} troops to {taker}, {speaker or 'it is known'} said."
    report = make_report(text, publisher=publisher, published=published)
    said = make_statement(report, speaker=speaker, cue="said" if speaker else "")
    sent = make_event(
        report,
        "sent",
        said,
        initiators=[giver],
        recipients=[taker],
        items=[("troops", "troops")],
        occurred=occurred,
        factuality=factuality,
    )
    bound = Bound.EXACT if low is None and high is None else Bound.RANGE
    count = make_quantity(
        report, figure, said, sent, best=best, low=low, high=high, bound=bound, unit="troop"
    )
    return make_coded(report, [said], [sent], [count])


def three_reports() -> list[CodedReport]:
    return [
        deployment("The Post", "2024-12-01", "over 10,000", low=10000),
        deployment(
            "The Herald", "2025-04-10", "11,000", "Eastland", best=11000, occurred=SINCE_OCTOBER
        ),
        deployment(
            "The Gazette",
            "2025-07-10",
            "10,000 to 12,000",
            "Westland",
            low=10000,
            high=12000,
            occurred=SINCE_NOVEMBER,
        ),
    ]


def test_one_happening_of_three_reports_with_its_estimate(lexicon: Lexicon) -> None:
    made = reconcile(three_reports(), lexicon)
    assert len(made.happenings) == 1
    happening = made.happenings[0]
    assert len(happening.report_ids) == 3
    assert [o.name for o in happening.origins] == ["Eastland", "The Post", "Westland"]
    estimate = happening.estimates[0]
    assert (estimate.low, estimate.best, estimate.high) == (10000, 11000, 12000)
    assert [p.text for p in estimate.positions] == ["over 10,000", "11,000", "10,000 to 12,000"]
    assert happening.summary == (
        "Northland → Southland: supplies 10,000 to 12,000 troops; since 2024-10"
    )


def test_starts_told_differently_are_a_dispute_of_dates(lexicon: Lexicon) -> None:
    made = reconcile(three_reports(), lexicon)
    dates = [d for d in made.differences if d.slot == "date"]
    assert [d.kind for d in dates] == [DifferenceKind.DISPUTE]
    assert [p.value for p in dates[0].positions] == ["since 2024-10", "since 2024-11"]
    assert [[s.name for s in p.sources] for p in dates[0].positions] == [["Eastland"], ["Westland"]]


def test_a_start_without_a_year_still_differs_by_its_month(lexicon: Lexicon) -> None:
    first, second = three_reports()[1:]
    text = "Since last November Northland sent 12,000 troops to Southland."
    report = make_report(text, publisher="Undated", published=None)
    bare = PartialDate(basis="XXXX-11 without a year")
    sent = make_transfer(report, bare)
    count = make_quantity(report, "12,000", None, sent, best=12000, unit="troop")
    undated = make_coded(report, [], [sent], [count])
    made = reconcile([first, undated], lexicon)
    assert len(made.happenings) == 1
    (date_slot,) = [d for d in made.differences if d.slot == "date"]
    assert {p.value for p in date_slot.positions} == {
        "since 2024-10",
        "since November, year not told",
    }
    agreeing = reconcile([second, undated], lexicon)
    assert [d for d in agreeing.differences if d.slot == "date"] == []


def test_nested_figures_differ_in_precision_only(lexicon: Lexicon) -> None:
    made = reconcile(three_reports(), lexicon)
    figures = [d for d in made.differences if d.slot == "figure:troops"]
    assert [d.kind for d in figures] == [DifferenceKind.PRECISION]
    assert len(figures[0].positions) == 3


def test_a_source_that_changes_its_figure_revises(lexicon: Lexicon) -> None:
    day = PartialDate.day(date(2024, 11, 28), "'on 28 November'")
    made = reconcile(
        [
            deployment("Post", "2024-12-01", "1,500", "Eastland", best=1500, occurred=day),
            deployment("Sun", "2024-12-20", "3,000", "Eastland", best=3000, occurred=day),
            deployment("Star", "2024-12-21", "3,000", "Westland", best=3000, occurred=day),
        ],
        lexicon,
    )
    figures = [d for d in made.differences if d.slot == "figure:troops"]
    assert [d.kind for d in figures] == [DifferenceKind.REVISION]
    assert [p.value for p in figures[0].positions] == ["1,500", "3,000"]


def test_denial_and_assertion_are_one_happening_in_dispute(lexicon: Lexicon) -> None:
    made = reconcile(
        [
            deployment("The Post", "2024-12-01", "3,000", "Eastland", best=3000),
            deployment(
                "The Herald",
                "2024-12-02",
                "3,000",
                "Northland",
                best=3000,
                factuality=Factuality.DENIED,
            ),
        ],
        lexicon,
    )
    assert len(made.happenings) == 1
    assert made.happenings[0].factuality is Factuality.ACTUAL
    happened = [d for d in made.differences if d.slot == "happened"]
    assert [d.kind for d in happened] == [DifferenceKind.DISPUTE]
    assert {p.value for p in happened[0].positions} == {"it did", "it did not"}


def test_swapped_direction_is_a_difference_where_all_else_agrees(lexicon: Lexicon) -> None:
    day = PartialDate.day(date(2024, 11, 30), "'on Saturday'")
    made = reconcile(
        [
            deployment("The Post", "2024-12-01", "3,000", best=3000, occurred=day),
            deployment(
                "The Herald",
                "2024-12-02",
                "3,000",
                best=3000,
                occurred=day,
                giver="Southland",
                taker="Northland",
            ),
        ],
        lexicon,
    )
    assert len(made.happenings) == 1
    assert [d.slot for d in made.differences] == ["direction"]


def test_incompatible_times_are_never_one(lexicon: Lexicon) -> None:
    june = PartialDate.month(2024, 6, "'in June'")
    august = PartialDate.month(2024, 8, "'in August'")
    made = reconcile(
        [
            deployment("The Post", "2024-12-01", "3,000", best=3000, occurred=june),
            deployment("The Herald", "2024-12-01", "3,000", best=3000, occurred=august),
        ],
        lexicon,
    )
    assert len(made.happenings) == 2


def test_a_second_sending_is_not_the_first(lexicon: Lexicon) -> None:
    february = PartialDate.month(2025, 2, "'in February'")
    made = reconcile(
        [
            *three_reports(),
            deployment("The Star", "2025-04-11", "3,000", best=3000, occurred=february),
        ],
        lexicon,
    )
    assert sorted(len(h.event_ids) for h in made.happenings) == [1, 3]


def test_reprints_are_one_origin(lexicon: Lexicon) -> None:
    body = (
        "Northland sent 3,000 troops to Southland on Monday, crossing the river at dawn with "
        "tanks and lorries, in what residents of the border town called the largest movement "
        "since the war, while schools and shops along the road stayed closed all morning."
    )
    coded = []
    for publisher, published in (
        ("The Wire", "2024-12-01"),
        ("The Post", "2024-12-02"),
        ("The Herald", "2024-12-02"),
    ):
        report = make_report(body, publisher=publisher, published=published)
        sent = make_transfer(report)
        coded.append(make_coded(report, [], [sent]))
    made = reconcile(coded, lexicon)
    assert [c.kind for c in made.copies] == ["exact", "exact"]
    assert {c.copy_of for c in made.copies} == {coded[0].report.id}
    assert len(made.happenings) == 1
    assert [o.name for o in made.happenings[0].origins] == ["The Wire"]


def test_an_unnamed_source_is_an_origin_of_whoever_relays_it(lexicon: Lexicon) -> None:
    report = make_report("Officials said Northland sent troops to Southland.", publisher="Post")
    source = make_source(report, "Officials", cue="said", kind=ActorKind.UNNAMED, country="")
    said = make_statement(report, "Northland sent troops to Southland", chain=[source])
    sent = make_event(report, "sent", said, initiators=["Northland"], recipients=["Southland"])
    made = reconcile([make_coded(report, [said], [sent])], lexicon)
    assert [o.name for o in made.happenings[0].origins] == ["unnamed via Post"]


def test_a_forecast_is_settled_by_what_a_later_report_tells(lexicon: Lexicon) -> None:
    early = make_report(
        "The institute predicted that Northland and Southland would sign a strategic "
        "partnership treaty at the summit.",
        published="2024-06-16",
    )
    said = make_statement(early, speaker="Eastland", cue="predicted")
    foreseen = make_event(
        early,
        "sign",
        said,
        initiators=["Northland"],
        recipients=["Southland"],
        type="AGREE",
        factuality=Factuality.PREDICTED,
    )
    forecast = make_forecast(
        early, "sign a strategic partnership treaty", said, outcome_event=foreseen.id
    )
    late = make_report(
        "Northland and Southland signed a strategic partnership treaty.", published="2024-07-01"
    )
    signed = make_event(
        late,
        "signed",
        initiators=["Northland"],
        recipients=["Southland"],
        type="AGREE",
        occurred="2024-06-19",
    )
    made = reconcile(
        [
            make_coded(early, [said], [foreseen], forecasts=[forecast]),
            make_coded(late, [], [signed]),
        ],
        lexicon,
    )
    settled = made.forecasts[0]
    assert settled.status is ForecastStatus.FULFILLED
    home = next(h for h in made.happenings if signed.id in h.event_ids)
    assert settled.settled_by == (home.id,)


def test_a_forecast_past_its_horizon_is_overdue(lexicon: Lexicon) -> None:
    report = make_report("Northland will sign by July, Eastland said.", published="2024-06-01")
    said = make_statement(report, speaker="Eastland", cue="said")
    horizon = PartialDate.between(None, date(2024, 7, 31), "'by July'")
    forecast = make_forecast(report, "will sign", said, horizon=horizon)
    coded = [make_coded(report, [said], forecasts=[forecast])]
    assert reconcile(coded, lexicon).forecasts[0].status is ForecastStatus.OPEN
    late = reconcile(coded, lexicon, today=date(2024, 8, 1))
    assert late.forecasts[0].status is ForecastStatus.OVERDUE


def many_reports() -> list[CodedReport]:
    return [
        *three_reports(),
        deployment("The Star", "2024-12-02", "4,000", "Eastland", best=4000),
        deployment(
            "The Star", "2024-12-09", "4,000", "Northland", best=4000, factuality=Factuality.DENIED
        ),
        deployment("The Sun", "2025-01-01", "12", best=12, giver="Southland", taker="Northland"),
    ]


@settings(max_examples=25, deadline=None)
@given(order=st.permutations(range(6)))
def test_the_order_of_arrival_does_not_matter(lexicon: Lexicon, order: Sequence[int]) -> None:
    coded = many_reports()
    assert reconcile([coded[i] for i in order], lexicon) == reconcile(coded, lexicon)


def test_nothing_in_gives_nothing_out(lexicon: Lexicon) -> None:
    made = reconcile([], lexicon)
    assert made.happenings == made.differences == made.copies == made.stories == ()
