"""Derived views over small cases whose truth is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from tests.analyse.views import view_of
from tests.factories import (
    make_coded,
    make_event,
    make_forecast,
    make_quantity,
    make_report,
    make_statement,
)

from dragoman.analyse import exchanges, headline, ladders, relations, scenarios, timeline
from dragoman.lexicon import Lexicon
from dragoman.model import CodedReport, Factuality, PartialDate
from dragoman.reconcile.figures import PARTIAL

WEIGHTS = {"07": 7.0, "19": -10.0, "04": 1.0}


def goldstein(code: str) -> float:
    return WEIGHTS[code]


def barter() -> CodedReport:
    report = make_report("Northland gave oil to Southland in exchange for 500 guns from it.")
    guns = make_event(
        report, "guns", initiators=["Southland"], recipients=["Northland"], items=[("guns", "arms")]
    )
    oil = make_event(
        report,
        "gave",
        initiators=["Northland"],
        recipients=["Southland"],
        items=[("oil", "oil")],
        in_return_for=[guns.id],
    )
    count = make_quantity(report, "500 guns", None, guns, best=500, measure="arms")
    return make_coded(report, [], [guns, oil], [count])


def attack(day: str, factuality: Factuality = Factuality.ACTUAL) -> CodedReport:
    report = make_report(f"Northland shelled Southland on {day}.", published="2024-06-30")
    shelled = make_event(
        report,
        "shelled",
        initiators=["Northland"],
        recipients=["Southland"],
        type="ASSAULT",
        cameo="19",
        occurred=day,
        factuality=factuality,
    )
    return make_coded(report, [], [shelled])


def test_exchange_sets_the_two_directions_against_each_other(lexicon: Lexicon) -> None:
    (ledger,) = exchanges(view_of([barter()], lexicon), lexicon.likeness)
    assert (ledger.one, ledger.other) == ("NOR", "SOU")
    (oil,), (guns,) = ledger.outward, ledger.homeward
    assert (oil.items, guns.items) == (("oil",), ("guns",))
    assert oil.in_return_for == (guns.happening_id,)
    assert guns.returned_by == (oil.happening_id,)
    assert [(e.low, e.high) for e in guns.estimates] == [(500, 500)]


def test_who_took_follows_from_the_other_half_of_an_exchange(lexicon: Lexicon) -> None:
    report = make_report("Northland gave oil to Southland for the troops it sent.")
    sent = make_event(
        report,
        "sent",
        initiators=["Southland"],
        items=[("troops", "troops")],
        type="MOBILIZE",
    )
    oil = make_event(
        report,
        "gave",
        initiators=["Northland"],
        recipients=["Southland"],
        items=[("oil", "oil")],
        in_return_for=[sent.id],
    )
    (ledger,) = exchanges(view_of([make_coded(report, [], [sent, oil])], lexicon), lexicon.likeness)
    assert [(r.giver, r.taker, r.items) for r in ledger.homeward] == [("SOU", "NOR", ("troops",))]
    assert (ledger.one_name, ledger.other_name) == ("Northland", "Southland")


def test_an_attack_is_no_exchange(lexicon: Lexicon) -> None:
    assert exchanges(view_of([attack("2024-05-02")], lexicon), lexicon.likeness) == ()


def test_timeline_runs_from_first_to_undated(lexicon: Lexicon) -> None:
    view = view_of([attack("2024-05-20"), attack("2024-04-02"), barter()], lexicon)
    rows = timeline(view)
    assert [row.year for row in rows] == [2024, 2024, None, None]
    assert rows[0].when.earliest == date(2024, 4, 2)


def test_timeline_leaves_out_what_did_not_happen(lexicon: Lexicon) -> None:
    view = view_of([attack("2024-05-20", Factuality.NEGATED)], lexicon)
    assert timeline(view) == ()
    assert len(timeline(view, unreal=True)) == 1


def test_headline_puts_the_weightier_first(lexicon: Lexicon) -> None:
    talk = make_report("Northland met Eastland.")
    met = make_event(
        talk, "met", initiators=["Northland"], recipients=["Eastland"], type="CONSULT", cameo="04"
    )
    view = view_of([make_coded(talk, [], [met]), attack("2024-05-20")], lexicon)
    assert [h.type for h in headline(view, goldstein)] == ["ASSAULT", "CONSULT"]
    assert len(headline(view, goldstein, most=1)) == 1


def test_relations_tell_deeds_from_words(lexicon: Lexicon) -> None:
    talk = make_report("Northland met Southland.", published="2024-05-21")
    met = make_event(
        talk,
        "met",
        initiators=["Northland"],
        recipients=["Southland"],
        type="CONSULT",
        cameo="04",
        occurred="2024-05-21",
    )
    view = view_of([make_coded(talk, [], [met]), attack("2024-05-20")], lexicon)
    (pair,) = relations(view, goldstein)
    (month,) = pair.months
    assert (month.cooperation, month.material_cooperation) == (1.0, 0.0)
    assert (month.conflict, month.material_conflict) == (-10.0, -10.0)


def test_relations_sum_by_happening_and_month(lexicon: Lexicon) -> None:
    view = view_of([attack("2024-05-20"), attack("2024-06-20"), barter()], lexicon)
    (pair,) = relations(view, goldstein)
    assert (pair.one, pair.other, pair.undated) == ("NOR", "SOU", 2)
    assert [(m.month, m.balance, m.sure_conflict) for m in pair.months] == [
        ("2024-05", -10.0, 0),
        ("2024-06", -10.0, 0),
    ]


def foresight(text: str, condition: str, speaker: str, published: str) -> CodedReport:
    report = make_report(text, published=published)
    said = make_statement(report, speaker=speaker, cue="said")
    forecast = make_forecast(report, "trade will fall", said, condition=condition)
    return make_coded(report, [said], forecasts=[forecast])


def test_scenarios_gather_forecasts_under_one_condition(lexicon: Lexicon) -> None:
    cases = [
        (
            "If the war ends trade will fall, Eastland said.",
            "If the war ends",
            "Eastland",
            "2024-05-01",
        ),
        (
            "After the conflict is over trade will fall, Westland said.",
            "After the conflict is over",
            "Westland",
            "2025-05-01",
        ),
        (
            "If prices rise trade will fall, Northland said.",
            "If prices rise",
            "Northland",
            "2025-06-01",
        ),
    ]
    board = scenarios(view_of([foresight(*case) for case in cases], lexicon), lexicon.likeness)
    assert [s.holders for s in board] == [("Eastland", "Westland"), ("Northland",)]
    assert len(board[0].report_ids) == 2


def losses(figure: str, best: float, speaker: str, published: str) -> CodedReport:
    report = make_report(f"Northland lost {figure} men, {speaker} said.", published=published)
    said = make_statement(report, speaker=speaker, cue="said")
    count = make_quantity(
        report,
        f"{figure} men",
        said,
        best=best,
        measure="casualties",
        subject=["Northland"],
        unit="man",
    )
    return make_coded(report, [said], [], [count])


def test_ladders_give_each_source_its_own_line(lexicon: Lexicon) -> None:
    view = view_of(
        [
            losses("4,000", 4000, "Eastland", "2025-03-01"),
            losses("5,000", 5000, "Westland", "2025-03-02"),
            losses("6,000", 6000, "Eastland", "2025-05-01"),
        ],
        lexicon,
    )
    (ladder,) = ladders(view, lexicon.likeness)
    assert ladder.parties == ("NOR",)
    assert {line.source.name: [r.quantity.best for r in line.rungs] for line in ladder.lines} == {
        "Eastland": [4000, 6000],
        "Westland": [5000],
    }
    # 5,000 in March beside 6,000 in May are counts by another day.
    assert {d.kind.value for d in ladder.differences} == {"revision", "scope"}


def test_a_figure_of_no_told_side_stands_beside_those_of_its_happening(lexicon: Lexicon) -> None:
    def wounded(figure: str, best: float, publisher: str, whose: Sequence[str]) -> CodedReport:
        report = make_report(
            f"Northland shelled Southland, {figure} were wounded.",
            publisher=publisher,
            published="2025-03-02",
        )
        said = make_statement(report)
        shelled = make_event(
            report,
            "shelled",
            said,
            initiators=["Northland"],
            recipients=["Southland"],
            type="ASSAULT",
            occurred="2025-03-01",
        )
        count = make_quantity(
            report, figure, said, shelled, best=best, measure="wounded", subject=whose
        )
        return make_coded(report, [said], [shelled], [count])

    view = view_of(
        [
            wounded("two men", 2, "The Post", ["Southland"]),
            wounded("five", 5, "The Herald", []),
        ],
        lexicon,
    )
    (ladder,) = ladders(view, lexicon.likeness)
    assert ladder.parties == ("SOU",)
    assert sorted(r.quantity.best or 0 for line in ladder.lines for r in line.rungs) == [2, 5]
    assert {d.slot for d in ladder.differences} == {"figure:wounded"}


@pytest.mark.parametrize("scope", sorted(PARTIAL))
def test_a_part_or_change_is_no_point_of_the_wholes_ladder(scope: str, lexicon: Lexicon) -> None:
    part = losses("2,000", 2000, "Eastland", "2025-03-01")
    part = replace(part, quantities=(replace(part.quantities[0], scope=scope),))
    view = view_of(
        [
            part,
            losses("4,000", 4000, "Eastland", "2025-03-01"),
            losses("5,000", 5000, "Westland", "2025-03-02"),
        ],
        lexicon,
    )
    (ladder,) = ladders(view, lexicon.likeness)
    assert [r.quantity.best for line in ladder.lines for r in line.rungs] == [4000, 5000]
    assert [r.quantity.best for line in ladder.beside for r in line.rungs] == [2000]
    assert "revision" not in {d.kind.value for d in ladder.differences}


def test_unreal_dealings_are_listed_on_demand_only(lexicon: Lexicon) -> None:
    report = make_report("Northland may give oil to Southland.")
    oil = make_event(
        report,
        "give",
        initiators=["Northland"],
        recipients=["Southland"],
        items=[("oil", "oil")],
        factuality=Factuality.CONDITIONAL,
        occurred=PartialDate(),
    )
    view = view_of([make_coded(report, [], [oil])], lexicon)
    assert exchanges(view, lexicon.likeness) == ()
    assert len(exchanges(view, lexicon.likeness, unreal=True)) == 1
