"""Reconciliation that holds little in memory finds what it finds with all of it there."""

from __future__ import annotations

import random
import sys
from itertools import combinations
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "bench"))

from tests.reconcile.test_judgements import judgement

from dragoman.lexicon import Lexicon
from dragoman.model import CodedReport, Reconciliation
from dragoman.reconcile import Room, reconcile, reconcile_on_disk
from dragoman.reconcile.blocks import candidate_pairs, near_pairs
from dragoman.reconcile.press import gather
from dragoman.reconcile.score import Scorer
from made_up_press import coded_press
from press_generator import make_press

REPORTS = 120
PARTS = ("happenings", "accounts", "differences", "forecasts", "copies", "stories", "joins")


@pytest.fixture(scope="module")
def coded() -> list[CodedReport]:
    return coded_press(make_press(REPORTS, 5))[0]


@pytest.fixture(scope="module")
def whole(coded: list[CodedReport], lexicon: Lexicon) -> Reconciliation:
    return reconcile(coded, lexicon)


@pytest.mark.parametrize(("records", "rows", "seed"), [(20, 100, 1), (60, 1000, 2)])
def test_the_ledger_is_the_same_to_the_last_id(
    coded: list[CodedReport],
    whole: Reconciliation,
    lexicon: Lexicon,
    records: int,
    rows: int,
    seed: int,
) -> None:
    shuffled = random.Random(seed).sample(coded, len(coded))
    found = reconcile_on_disk(iter(shuffled), lexicon, room=Room(records, rows))
    assert len(whole.happenings) > 20 and whole.differences and whole.copies and whole.forecasts
    for part in PARTS:
        assert tuple(getattr(found, part)) == getattr(whole, part), part


def test_judgements_hold_on_disk_too(
    coded: list[CodedReport], whole: Reconciliation, lexicon: Lexicon
) -> None:
    first, second, third = [h for h in whole.happenings if len(h.event_ids) > 1][:3]
    said = next(s for one in coded for s in one.statements if s.sources[0].actor_id)
    other = next(a.id for one in coded for a in one.actors if a.id != said.sources[0].actor_id)
    decided = [
        judgement("merge", first.id, second.id),
        judgement("split", *third.event_ids[:2]),
        judgement("reject", whole.happenings[-1].id),
        judgement("re-attribute", said.id, other),
    ]
    expected = reconcile(coded, lexicon, decided)
    assert expected != whole
    found = reconcile_on_disk(reversed(coded), lexicon, decided, room=Room(60, 500))
    for part in PARTS:
        assert tuple(getattr(found, part)) == getattr(expected, part), part


def test_the_same_pairs_are_compared_each_once(coded: list[CodedReport], lexicon: Lexicon) -> None:
    press = gather(coded, lexicon)
    stories = {key: key for key in press.reports}
    told = press.tellings, stories, lexicon.likeness
    near = [pair for pairs in near_pairs(*told, Room(25, 90)) for pair in pairs]
    assert len(near) > REPORTS
    assert sorted(near) == list(candidate_pairs(*told))


def test_what_no_day_fits_is_never_one(coded: list[CodedReport], lexicon: Lexicon) -> None:
    press = gather(coded, lexicon)
    stories = {key: key for key in press.reports}
    met = set(candidate_pairs(press.tellings, stories, lexicon.likeness))
    scorer = Scorer(lexicon.likeness, press.rarity, stories, lexicon.coding.quad)
    one_sided = [
        (a, b)
        for a, b in combinations(range(len(press.tellings)), 2)
        if press.tellings[a].parties == press.tellings[b].parties
        and press.tellings[a].event.type == press.tellings[b].event.type
        and press.tellings[a].classes & press.tellings[b].classes
        and press.tellings[a].hypothetical == press.tellings[b].hypothetical
    ]
    left_out = set(one_sided) - met
    assert left_out and set(one_sided) & met
    for a, b in left_out:
        assert scorer.never(press.tellings[a], press.tellings[b])


def test_a_report_given_twice_counts_once(
    coded: list[CodedReport], whole: Reconciliation, lexicon: Lexicon
) -> None:
    again = [*coded, *coded[:30]]
    random.Random(3).shuffle(again)
    assert reconcile(again, lexicon) == whole


def test_of_an_actor_the_fullest_record_stands_whatever_the_order(
    coded: list[CodedReport], lexicon: Lexicon
) -> None:
    forth, back = gather(coded, lexicon), gather(reversed(coded), lexicon)
    assert len(forth.actors) > 5
    assert forth.actors == back.actors
    assert forth.last_day == back.last_day
    assert forth.loose == back.loose
