"""A small case told by hand: four reports of one exchange, one of them hostile.

Northland gives guns to Southland, Southland gives grain in return; the accounts differ on the
number of guns; a minister expects a treaty if the talks succeed.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

from tests import factories as make

from dragoman.case import Case, CaseView, load_view
from dragoman.errors import EmptyInput
from dragoman.model import (
    ActorKind,
    Bound,
    CodedReport,
    Copy,
    CopyKind,
    DifferenceKind,
    Estimate,
    Factuality,
    Happening,
    Likelihood,
    PartialDate,
    Position,
    Quantity,
    Reconciliation,
    Statement,
)

HOSTILE_TITLE = "<img src=x onerror=alert(1)>\u202eelttit {{ 7 * 7 }} $\\frac{1}{0}$"
HOSTILE_TEXT = (
    "<script>alert(1)</script> \x1b[31mEastland\x1b[0m says \u202eNorthland sent "
    "&lt;b&gt; 900 guns to Southland</p><iframe src=javascript:alert(2)>. "
    "Its {{ 7 * 7 }} envoys =HYPERLINK(1) left {% raw %}."
)

POST = make.make_report(
    "Northland sent 500 guns to Southland on Monday, the Eastland ministry said. "
    "In return Southland shipped grain to Northland. "
    "A minister expects a treaty if the talks succeed.",
    publisher="The Post",
    published="2024-05-02",
    title="Guns for grain",
    location="post.txt",
    url="https://post.example/guns",
)
HERALD = make.make_report(
    "Over 700 guns went from Northland to Southland, Westland estimates.",
    publisher="The Herald",
    published="2024-05-20",
    title="More guns than thought",
    location="herald.html",
)
COPIED = Copy(
    HERALD.id,
    POST.id,
    CopyKind.PARTIAL,
    0.4,
    (make.evidence(HERALD, "700 guns"),),
    (make.evidence(POST, "500 guns"),),
    "time",
)
UNDATED = make.make_report(
    "Southland denies that Northland sent guns. Thousands of guns are said to be there.",
    publisher="",
    published=None,
    location="blog.txt",
)
HOSTILE = make.make_report(
    HOSTILE_TEXT,
    publisher='"><b>Evil Press</b>',
    published="2024-06-01",
    title=HOSTILE_TITLE,
    location="=cmd|' /C calc'!A0",
    url="javascript:alert(3)",
)


@cache
def coded() -> tuple[CodedReport, ...]:
    """The four reports as the chain would give them."""
    return (_post(), _herald(), _undated(), _hostile())


def _post() -> CodedReport:
    said = make.make_statement(
        POST,
        "Northland sent 500 guns to Southland on Monday",
        chain=[
            make.make_source(
                POST, "the Eastland ministry", cue="said", country="EAS", kind=ActorKind.GOVERNMENT
            )
        ],
        cue="said",
    )
    own = make.make_statement(POST, "In return Southland shipped grain to Northland")
    expects = make.make_statement(
        POST,
        "A minister expects a treaty if the talks succeed",
        chain=[make.make_source(POST, "A minister", country="", kind=ActorKind.UNNAMED)],
    )
    grain = make.make_event(
        POST,
        "shipped grain",
        own,
        initiators=["Southland"],
        recipients=["Northland"],
        items=[("grain", "food")],
        occurred=PartialDate.month(2024, 5, "a test"),
    )
    guns = make.make_event(
        POST,
        "sent 500 guns",
        said,
        initiators=["Northland"],
        recipients=["Southland"],
        items=[("guns", "weapons")],
        occurred="2024-04-29",
        in_return_for=[grain.id],
    )
    return make.make_coded(
        POST,
        [said, own, expects],
        [guns, grain],
        [
            make.make_quantity(
                POST,
                "500 guns",
                said,
                guns,
                best=500,
                unit="gun",
                measure="weapons",
                referent="guns",
            )
        ],
        times=[make.make_time(POST, "Monday", "2024-04-29", resolved="2024-04-29")],
        forecasts=[
            make.make_forecast(
                POST,
                "a treaty",
                expects,
                condition="if the talks succeed",
                likelihood=Likelihood("expects", 0.6, 0.9),
            )
        ],
    )


def _herald() -> CodedReport:
    said = make.make_statement(
        HERALD,
        "Over 700 guns went from Northland to Southland",
        speaker="Westland",
        cue="estimates",
    )
    guns = make.make_event(
        HERALD,
        "went from Northland to Southland",
        said,
        initiators=["Northland"],
        recipients=["Southland"],
        items=[("guns", "weapons")],
    )
    figure = make.make_quantity(
        HERALD,
        "Over 700 guns",
        said,
        guns,
        low=700,
        best=700,
        bound=Bound.OVER,
        unit="gun",
        measure="weapons",
        referent="guns",
    )
    return make.make_coded(HERALD, [said], [guns], [figure])


def _undated() -> CodedReport:
    denies = make.make_statement(UNDATED, "Northland sent guns", speaker="Southland", cue="denies")
    guns = make.make_event(
        UNDATED,
        "sent guns",
        denies,
        initiators=["Northland"],
        recipients=["Southland"],
        factuality=Factuality.DENIED,
    )
    vague = make.make_quantity(
        UNDATED,
        "Thousands of guns",
        denies,
        guns,
        low=1000,
        bound=Bound.VAGUE,
        unit="gun",
        measure="weapons",
    )
    return make.make_coded(UNDATED, [denies], [guns], [vague])


def _hostile() -> CodedReport:
    said = make.make_statement(
        HOSTILE,
        "\u202eNorthland sent &lt;b&gt; 900 guns to Southland</p>",
        speaker="Eastland",
        cue="says",
    )
    guns = make.make_event(
        HOSTILE,
        "Northland sent &lt;b&gt; 900 guns",
        said,
        initiators=["Northland"],
        recipients=["Southland"],
        items=[("<b onclick=alert(4)>guns</b>", "weapons")],
        occurred="2024-05-30",
    )
    figure = make.make_quantity(
        HOSTILE, "900 guns", said, guns, best=900, unit="gun", measure="weapons", referent="guns"
    )
    return make.make_coded(HOSTILE, [said], [guns], [figure])


@cache
def reconciled() -> Reconciliation:
    """What stands across the four."""
    post, herald, undated, hostile = coded()
    guns = replace(
        make.make_happening(
            [post.events[0], herald.events[0], undated.events[0], hostile.events[0]],
            origins=("Eastland", "Westland", "Southland"),
            summary="Northland gives guns to Southland",
        ),
        in_return_for=(),
        estimates=(_estimate([post, herald, undated, hostile]),),
    )
    grain = make.make_happening(
        [post.events[1]], origins=("The Post",), summary="Southland gives grain to Northland"
    )
    guns = replace(guns, in_return_for=(grain.id,))
    disputed = make.make_difference(
        guns,
        [("500 guns", post.statements[0]), ("over 700 guns", herald.statements[0])],
        slot="figure:weapons",
    )
    denied = make.make_difference(
        guns,
        [("it did", post.statements[0]), ("it did not", undated.statements[0])],
        slot="happened",
    )
    moved = make.make_difference(
        guns,
        [("2024-04-29", post.statements[0]), ("2024-05-30", hostile.statements[0])],
        slot="date",
        kind=DifferenceKind.SCOPE,
    )
    happenings: list[Happening] = sorted([guns, grain], key=lambda h: h.id)
    accounts = [
        make.make_account(guns, one.events[0], one.statements[0])
        for one in (post, herald, undated, hostile)
    ]
    return Reconciliation(
        happenings=tuple(happenings),
        accounts=tuple(sorted(accounts, key=lambda a: a.id)),
        differences=tuple(sorted([disputed, denied, moved], key=lambda d: d.id)),
        forecasts=post.forecasts,
        copies=(COPIED,),
        stories=tuple((one.report.id, "sto_1") for one in coded()),
    )


def _estimate(reports: list[CodedReport]) -> Estimate:
    positions = []
    for one in reports:
        quantity: Quantity = one.quantities[0]
        statement: Statement = one.statements[0]
        positions.append(
            Position(
                sources=statement.sources,
                low=quantity.low,
                best=quantity.best,
                high=quantity.high,
                as_of=quantity.as_of,
                report_id=one.report.id,
                quantity_id=quantity.id,
                text=quantity.text,
            )
        )
    return Estimate("weapons", "gun", 500, 700, None, tuple(positions))


def write_case(path: Path, *, asked_for: bool = False) -> Path:
    """Store the story as a case file, with one input that could not be read.

    Args:
        asked_for: whether the grain was only asked for.
    """
    found = reconciled()
    if asked_for:
        found = replace(
            found,
            happenings=tuple(
                replace(one, factuality=Factuality.REQUESTED) if one.origin_count == 1 else one
                for one in found.happenings
            ),
        )
    with Case.open(path, create=True) as case:
        for one in coded():
            case.add(one, digest=one.report.id, location=one.report.location)
        case.add_failure("empty.txt", EmptyInput("empty.txt holds no text", "leave it out"))
        case.replace_reconciliation(found)
    return path


def load_story(folder: Path) -> CaseView:
    """The story as a view."""
    with Case.open(write_case(folder / "case.db"), read_only=True) as case:
        return load_view(case)
