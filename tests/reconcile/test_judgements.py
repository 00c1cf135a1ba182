"""The analyst's word wins."""

from __future__ import annotations

from datetime import UTC, datetime

from tests.reconcile.test_reconcile import deployment, three_reports

from dragoman.lexicon import Lexicon
from dragoman.model import Judgement, content_id
from dragoman.reconcile import reconcile
from dragoman.reconcile.judgements import constraints


def judgement(verb: str, record: str, *others: str, minute: int = 0) -> Judgement:
    when = datetime(2025, 1, 1, 12, minute, tzinfo=UTC)
    key = content_id("judgement", verb, record, *others, minute)
    return Judgement(key, record, verb, others, "", "analyst", when)


def test_split_keeps_events_apart(lexicon: Lexicon) -> None:
    coded = three_reports()
    one, other = coded[0].events[0].id, coded[1].events[0].id
    made = reconcile(coded, lexicon, [judgement("split", one, other)])
    home = {e: h.id for h in made.happenings for e in h.event_ids}
    assert home[one] != home[other]


def test_merge_joins_what_the_machine_keeps_apart(lexicon: Lexicon) -> None:
    coded = [
        deployment("The Post", "2024-12-01", "3,000", best=3000),
        deployment("The Sun", "2025-01-01", "12", best=12, giver="Eastland", taker="Westland"),
    ]
    apart = reconcile(coded, lexicon)
    assert len(apart.happenings) == 2
    one, other = (h.id for h in apart.happenings)
    assert len(reconcile(coded, lexicon, [judgement("merge", one, other)]).happenings) == 1


def test_a_rejected_happening_is_gone_and_an_accepted_one_is_back(lexicon: Lexicon) -> None:
    coded = three_reports()
    key = reconcile(coded, lexicon).happenings[0].id
    rejected = [judgement("reject", key)]
    assert reconcile(coded, lexicon, rejected).happenings == ()
    again = [*rejected, judgement("accept", key, minute=1)]
    assert [h.id for h in reconcile(coded, lexicon, again).happenings] == [key]


def test_the_later_of_two_judgements_wins() -> None:
    merge, split = judgement("merge", "a", "b"), judgement("split", "b", "a", minute=1)
    assert constraints([split, merge], {}).cannot == (("a", "b"),)
    assert constraints([split, merge], {}).must == ()


def test_a_judgement_on_what_is_no_more_rests(lexicon: Lexicon) -> None:
    coded = three_reports()
    made = reconcile(coded, lexicon, [judgement("reject", "hap_0000000000000000")])
    assert made == reconcile(coded, lexicon)
