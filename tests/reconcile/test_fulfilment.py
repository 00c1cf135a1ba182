"""Who can vouch for a deed that a forecast foresaw, and which deed that is."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.factories import make_coded, make_event, make_forecast, make_report, make_statement
from tests.reconcile.tellings import scorer_of

from dragoman.lexicon import Lexicon
from dragoman.model import CodedReport, Factuality, ForecastStatus, Stance
from dragoman.reconcile import reconcile
from dragoman.reconcile.foretold import head_of, targets_of
from dragoman.reconcile.fulfilment import _cover
from dragoman.reconcile.press import gather

OUTCOME = "Northland will send howitzers to Southland"
SENT = "Northland has sent howitzers to Southland"


def foretold(outcome: str = OUTCOME) -> CodedReport:
    report = make_report(f"Eastland said that {outcome}.", publisher="Quay")
    said = make_statement(report, speaker="Eastland", cue="said")
    event = make_event(
        report,
        outcome,
        said,
        initiators=["Northland"],
        recipients=["Southland"],
        items=[("howitzers", "arms.artillery")],
        factuality=Factuality.PREDICTED,
    )
    forecast = make_forecast(report, outcome, said, outcome_event=event.id)
    return make_coded(report, [said], [event], forecasts=[forecast])


def told(
    speaker: str = "", stance: Stance = Stance.ASSERT, published: str = "2024-06-20"
) -> CodedReport:
    text = f"{speaker} said that {SENT}." if speaker else f"{SENT}."
    report = make_report(text, published=published, publisher="Mole")
    said = make_statement(report, SENT, speaker=speaker, cue="said", stance=stance)
    event = make_event(
        report,
        "sent",
        said if speaker else None,
        initiators=["Northland"],
        recipients=["Southland"],
        items=[("howitzers", "arms.artillery")],
        type="AID",
    )
    return make_coded(report, [said] if speaker else [], [event])


@pytest.mark.parametrize(
    ("later", "status"),
    [
        (told(), ForecastStatus.FULFILLED),
        (told("Northland"), ForecastStatus.FULFILLED),
        (told("Northland", Stance.ACCUSE), ForecastStatus.OPEN),
        (told(published="2024-05-02"), ForecastStatus.OPEN),
    ],
)
def test_who_tells_of_it_and_when(
    lexicon: Lexicon, later: CodedReport, status: ForecastStatus
) -> None:
    (forecast,) = reconcile([foretold(), later], lexicon).forecasts
    assert forecast.status is status


def test_another_than_before_needs_a_date(lexicon: Lexicon) -> None:
    (forecast,) = reconcile(
        [foretold("Northland will send more howitzers to Southland"), told()], lexicon
    ).forecasts
    assert forecast.status is ForecastStatus.OPEN


@pytest.mark.parametrize(
    ("text", "bare", "head"),
    [
        ("Northland will send howitzers", True, "send howitzers"),
        ("to strike yards that could launch rockets", True, "strike yards"),
        ("The bloc, to which both belong, will send a mission", True, "send mission"),
        ("systems that launch rockets", True, "systems"),
        ("systems that launch rockets", False, ""),
    ],
)
def test_the_words_that_name_the_deed(lexicon: Lexicon, text: str, bare: bool, head: str) -> None:
    assert head_of(text, lexicon.likeness, bare=bare) == head


def _homeward(text: str, trigger: str, *, day: str | None, done: bool, mode: str) -> CodedReport:
    """A report on who is let go by Northland to Southland; a forecast where it is not done."""
    report = make_report(text, published="2024-06-20" if done else "2024-05-02", publisher=text[:9])
    event = make_event(
        report,
        trigger,
        initiators=["Northland"],
        recipients=["Southland"],
        type="RETREAT",
        mode=mode,
        occurred=day,
        factuality=Factuality.ACTUAL if done else Factuality.PREDICTED,
    )
    if done:
        return make_coded(report, [], [event])
    said = make_statement(report, speaker="Eastland", cue="said")
    return make_coded(
        report,
        [said],
        [replace(event, statement_id=said.id)],
        forecasts=[make_forecast(report, trigger, said, outcome_event=event.id)],
    )


@pytest.mark.parametrize(
    ("day", "mode", "another", "settled"),
    [
        ("2024-06-15", "release", "", True),
        (None, "release", "", False),
        ("2024-06-15", "withdraw", "", False),
        ("2024-06-15", "release", " It freed fishermen of Southland.", False),
    ],
)
def test_the_storys_one_dated_deed_of_the_kind_needs_no_words_of_the_forecast(
    lexicon: Lexicon, day: str | None, mode: str, another: str, settled: bool
) -> None:
    early = _homeward(
        "Eastland said Northland would send them home to Southland.",
        "would send them home",
        day=None,
        done=False,
        mode="release",
    )
    late = _homeward(
        f"Northland handed over 330 guards of Southland.{another}",
        "handed over",
        day=day,
        done=True,
        mode=mode,
    )
    if another:
        extra = make_event(
            late.report,
            "freed",
            initiators=["Northland"],
            recipients=["Southland"],
            type="RETREAT",
            mode=mode,
        )
        late = replace(late, events=(*late.events, extra))
    press = gather([early, late], lexicon)
    telling = press.telling(late.events[0].id)
    aim = press.telling(early.events[0].id)
    assert telling is not None
    assert aim is not None
    story = {early.report.id: "s", late.report.id: "s"}
    scorer = scorer_of(lexicon, telling, aim, stories=story)
    target = targets_of(early.forecasts[0], press, scorer)[early.forecasts[0].outcome]
    assert (_cover(target, telling, early.report.published_at, scorer) == 1) is settled
