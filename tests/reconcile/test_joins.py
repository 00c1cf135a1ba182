"""Why events are one happening: the scorer's own reasons."""

from __future__ import annotations

from tests.reconcile.test_judgements import judgement
from tests.reconcile.test_reconcile import deployment, three_reports

from dragoman.lexicon import Lexicon
from dragoman.reconcile import reconcile
from dragoman.reconcile.points import POINTS


def test_each_event_of_several_has_its_reasons(lexicon: Lexicon) -> None:
    made = reconcile(three_reports(), lexicon)
    (happening,) = made.happenings
    assert [join.event_id for join in made.joins] == sorted(happening.event_ids)
    for join in made.joins:
        assert join.happening_id == happening.id
        assert join.fellow_id in set(happening.event_ids) - {join.event_id}
        assert abs(sum(r.points for r in join.reasons) - join.score) < 0.05
        assert join.score >= POINTS.enough
        assert {"type", "same pair", "item"} <= {r.name for r in join.reasons}


def test_reasons_do_not_depend_on_the_order_of_reports(lexicon: Lexicon) -> None:
    coded = three_reports()
    assert reconcile(coded, lexicon).joins == reconcile(coded[::-1], lexicon).joins


def test_one_event_alone_was_joined_to_none(lexicon: Lexicon) -> None:
    assert reconcile(three_reports()[:1], lexicon).joins == ()


def test_what_an_analyst_joined_shows_that_little_speaks_for_it(lexicon: Lexicon) -> None:
    coded = [
        deployment("The Post", "2024-12-01", "3,000", best=3000),
        deployment("The Sun", "2025-01-01", "12", best=12, giver="Eastland", taker="Westland"),
    ]
    one, other = (c.events[0].id for c in coded)
    made = reconcile(coded, lexicon, [judgement("merge", one, other)])
    assert {j.event_id: j.fellow_id for j in made.joins} == {one: other, other: one}
    assert all(join.score < POINTS.enough for join in made.joins)
    assert any(r.points < 0 for r in made.joins[0].reasons)
