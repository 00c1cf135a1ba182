"""The analyst's word wins."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.factories import (
    make_actor,
    make_coded,
    make_forecast,
    make_report,
    make_source,
    make_statement,
)
from tests.reconcile.test_reconcile import deployment, three_reports

from dragoman.lexicon import Lexicon
from dragoman.model import ActorKind, CodedReport, Judgement, content_id
from dragoman.reconcile import reconcile
from dragoman.reconcile.attributed import attributed
from dragoman.reconcile.judgements import attributions, constraints
from dragoman.reconcile.press import gather


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


def voiced() -> list[CodedReport]:
    """The three reports with their speakers among their actors, as the chain gives them."""
    made = []
    for one in three_reports():
        names = [s.name for s in one.statements[0].sources if s.kind is ActorKind.STATE]
        actors = [make_actor(one.report, name) for name in names]
        made.append(replace(one, actors=(*one.actors, *actors)))
    return made


def actor_id(name: str) -> str:
    return make_actor(make_report(), name).id


def test_an_origin_is_whom_the_analyst_says(lexicon: Lexicon) -> None:
    coded = voiced()
    said = coded[1].statements[0]
    made = reconcile(coded, lexicon, [judgement("re-attribute", said.id, actor_id("Westland"))])
    (one,) = made.happenings
    assert [o.name for o in one.origins] == ["The Post", "Westland"]
    assert one.origin_count == 2
    (estimate,) = one.estimates
    assert [p.sources[0].name for p in estimate.positions if p.text == "11,000"] == ["Westland"]
    tellers = {s.name for d in made.differences for p in d.positions for s in p.sources}
    assert tellers == {"The Post", "Westland"}
    assert {a.sources[0].name for a in made.accounts} == {"The Post", "Westland"}


def test_an_outlets_own_words_are_put_in_anothers_mouth(lexicon: Lexicon) -> None:
    coded = voiced()
    own = coded[0].statements[0]
    given_to = judgement("re-attribute", own.id, actor_id("Eastland"))
    made = reconcile(coded, lexicon, [given_to])
    assert [o.name for o in made.happenings[0].origins] == ["Eastland", "Westland"]
    chain = attributed(gather(coded, lexicon), attributions([given_to])).restated[own.id].sources
    assert [s.name for s in chain] == ["Eastland", "The Post"]


def test_who_stands_further_down_the_chain_is_its_original_now(lexicon: Lexicon) -> None:
    report = make_report("Eastland says that Westland said so.")
    chain = [make_source(report, "Westland"), make_source(report, "Eastland")]
    said = make_statement(report, chain=chain)
    coded = make_coded(report, [said], actors=[make_actor(report, "Eastland")])
    press = attributed(gather([coded], lexicon), {said.id: actor_id("Eastland")})
    assert press.restated[said.id].sources == said.sources[1:]
    assert press.statements(report.id) == [press.restated[said.id]]


def test_of_statements_with_one_id_the_first_stands(lexicon: Lexicon) -> None:
    report = make_report("Eastland says that Westland said so. Northland is silent.")
    first = make_statement(report, chain=[make_source(report, "Westland")])
    second = replace(first, sources=(make_source(report, "Eastland"),))
    other = make_statement(report, "Northland is silent")
    coded = make_coded(report, [first, second, other])
    press = gather([coded], lexicon)
    assert press.statements(report.id) == [first, first, other]
    assert press.statements(report.id) == [
        press.statement(report.id, one.id) for one in coded.statements
    ]


def test_a_forecast_is_whose_the_analyst_says(lexicon: Lexicon) -> None:
    report = make_report("Eastland expects a treaty. Westland is silent.")
    said = make_statement(report, "Eastland expects a treaty", speaker="Eastland")
    forecast = make_forecast(report, "a treaty", said)
    actors = [make_actor(report, name) for name in ("Eastland", "Westland")]
    coded = [make_coded(report, [said], forecasts=[forecast], actors=actors)]
    made = reconcile(coded, lexicon, [judgement("re-attribute", said.id, actor_id("Westland"))])
    assert [s.name for s in made.forecasts[0].sources] == ["Westland", "The Post"]


def test_the_later_speaker_wins_and_an_unknown_one_rests(lexicon: Lexicon) -> None:
    first, later = (
        judgement("re-attribute", "sta_1", name, minute=at) for at, name in enumerate(("a", "b"))
    )
    assert attributions([later, first]) == {"sta_1": "b"}
    coded = voiced()
    said = coded[1].statements[0].id
    lost = [judgement("re-attribute", said, "act_0"), judgement("re-attribute", "sta_0", "act_0")]
    assert reconcile(coded, lexicon, lost) == reconcile(coded, lexicon)


VERBS = ("accept", "reject", "merge", "split", "re-attribute")


@settings(deadline=None, max_examples=40)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(VERBS),
            st.integers(0, 2),
            st.integers(0, 2),
            st.sampled_from(("Northland", "Eastland", "Westland")),
        ),
        max_size=4,
    ),
    st.integers(0, 2),
    st.sampled_from(("Northland", "Southland", "Eastland", "Westland")),
)
def test_a_judgement_taken_back_leaves_no_trace(
    lexicon: Lexicon, kept: list[tuple[str, int, int, str]], at: int, name: str
) -> None:
    """What holds is a function of the reports and of the judgements in force, in any order."""
    coded = voiced()
    in_force = [
        judgement("re-attribute", coded[one].statements[0].id, actor_id(to), minute=minute)
        if verb == "re-attribute"
        else judgement(verb, coded[one].events[0].id, coded[other].events[0].id, minute=minute)
        for minute, (verb, one, other, to) in enumerate(kept)
    ]
    before = reconcile(coded, lexicon, in_force)
    extra = judgement("re-attribute", coded[at].statements[0].id, actor_id(name), minute=30)
    reconcile(coded, lexicon, [*in_force, extra])
    assert reconcile(coded, lexicon, in_force) == before
    assert reconcile(coded[::-1], lexicon, in_force[::-1]) == before
