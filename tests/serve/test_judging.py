"""Judgements are rows of the case, signed and dated; they survive a rebuild and can be undone."""

from __future__ import annotations

import re

import pytest
from tests.serve.conftest import Reader
from tests.show.story import POST, reconciled

from dragoman.case import Case, load_view
from dragoman.lexicon import Lexicon, load_lexicon
from dragoman.model import Happening, Judgement
from dragoman.reconcile import reconcile
from dragoman.reconcile.judgements import constraints


def stored(reader: Reader) -> tuple[Judgement, ...]:
    with Case.open(reader.room.path, read_only=True) as case:
        return case.judgements()


def guns(reader: Reader) -> Happening:
    return next(h for h in reader.view.happenings.values() if len(h.event_ids) > 1)


def grain(reader: Reader) -> Happening:
    return next(h for h in reader.view.happenings.values() if len(h.event_ids) == 1)


@pytest.mark.parametrize("verb", ["accept", "reject"])
def test_a_judgement_on_a_happening_is_one_on_all_its_events(reader: Reader, verb: str) -> None:
    one = guns(reader)
    assert reader.post("/judge", verb=verb, happening=one.id) == 303
    (made,) = stored(reader)
    assert (made.verb, made.who) == (verb, "Ana")
    assert {made.record_id, *made.other_ids} == set(one.event_ids)


def test_a_rejected_happening_goes_with_all_its_events(reader: Reader) -> None:
    one = guns(reader)
    reader.post("/judge", verb="reject", happening=one.id)
    found = constraints(stored(reader), {})
    assert found.rejected == set(one.event_ids)


def test_accepting_takes_a_rejection_back(reader: Reader) -> None:
    for verb in ("reject", "accept"):
        reader.post("/judge", verb=verb, happening=guns(reader).id)
    assert constraints(stored(reader), {}).rejected == frozenset()


def test_merging_joins_the_events_of_both(reader: Reader) -> None:
    one, other = guns(reader), grain(reader)
    assert reader.post("/judge", verb="merge", happening=one.id, other=other.id) == 303
    pairs = constraints(stored(reader), {}).must
    joined = {key for pair in pairs for key in pair}
    assert joined == {*one.event_ids, *other.event_ids}


def test_splitting_parts_a_telling_from_its_fellows(reader: Reader) -> None:
    one = guns(reader)
    assert reader.post("/judge", verb="split", record=one.event_ids[0]) == 303
    pairs = constraints(stored(reader), {}).cannot
    assert {frozenset(pair) for pair in pairs} == {
        frozenset((one.event_ids[0], other)) for other in one.event_ids[1:]
    }


def test_a_statement_is_attributed_to_another(reader: Reader) -> None:
    statement = reader.view.statements_of_report(POST.id)[0]
    to = next(a for a in reader.view.actors.values() if a.name == "Westland")
    fields = {"record": statement.id, "to": "westland", "note": "see <b>there</b>"}
    assert reader.post("/judge", verb="re-attribute", **fields) == 303
    (made,) = stored(reader)
    assert (made.record_id, made.other_ids) == (statement.id, (to.id,))
    event = next(e for e in reader.view.events.values() if e.statement_id == statement.id)
    page = reader.client.get(f"/?at={guns(reader).id}&event={event.id}").text
    assert "Attributed by an analyst to" in page
    assert "see &lt;b&gt;there&lt;/b&gt;" in page
    theirs = reader.client.get(f"/said?by={to.id}").text
    assert "Attributed to them by an analyst" in theirs and statement.content.exact in theirs


def test_regrouping_goes_by_the_analysts_speaker_until_it_is_taken_back(
    reader: Reader, lexicon: Lexicon
) -> None:
    def regroup() -> list[str]:
        with Case.open(reader.room.path) as case:
            found = reconcile(case.coded_reports(), lexicon, case.judgements())
            case.replace_reconciliation(found, basis="again")
            view = load_view(case)
        (forecast,) = view.forecasts.values()
        origins = sorted(o.name for h in view.happenings.values() for o in h.origins)
        return [*origins, *(s.name for s in forecast.sources)]

    before = regroup()
    (expected,) = reader.view.forecasts.values()
    said = reader.view.statements_of_report(POST.id)[0].id
    for statement in (said, expected.statement_id):
        fields = {"record": statement, "to": "westland"}
        assert reader.post("/judge", verb="re-attribute", **fields) == 303
    after = regroup()
    assert after[-2:] == ["Westland", "The Post"]
    assert before != after and "Westland" not in before[-2:]
    assert "the Eastland ministry" in before and "the Eastland ministry" not in after
    for one in stored(reader):
        assert reader.post("/undo", judgement=one.id) == 303
    assert regroup() == before


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"verb": "burn"}, 400),
        ({"verb": "accept"}, 404),
        ({"verb": "accept", "happening": "hap_nothing"}, 404),
        ({"verb": "merge", "happening": "GUNS", "other": "GUNS"}, 400),
        ({"verb": "merge", "happening": "GUNS"}, 404),
        ({"verb": "split", "record": "ALONE"}, 400),
        ({"verb": "re-attribute", "record": "SAID", "to": "nobody at all"}, 400),
        ({"verb": "re-attribute", "record": "GUNS", "to": "Westland"}, 404),
    ],
)
def test_what_cannot_be_is_told_and_not_stored(
    reader: Reader, fields: dict[str, str], status: int
) -> None:
    names = {
        "GUNS": guns(reader).id,
        "ALONE": grain(reader).event_ids[0],
        "SAID": next(iter(reader.view.statements)),
    }
    given = {key: names.get(value, value) for key, value in fields.items()}
    assert reader.post("/judge", **given) == status
    assert stored(reader) == ()


def test_a_judgement_survives_a_rebuild_and_still_shows(reader: Reader) -> None:
    one = guns(reader)
    reader.post("/judge", verb="accept", happening=one.id, note="checked")
    with Case.open(reader.room.path) as case:
        case.replace_reconciliation(reconciled(), basis="again")
    assert len(stored(reader)) == 1
    page = reader.client.get(f"/happening/{one.id}").text
    assert "accepted" in page and "Ana" in page and "checked" in page


def test_an_undone_judgement_is_kept_with_the_moment(reader: Reader) -> None:
    one = guns(reader)
    reader.post("/judge", verb="accept", happening=one.id)
    (made,) = stored(reader)
    assert reader.post("/undo", judgement=made.id) == 303
    assert stored(reader) == ()
    page = reader.client.get("/judgements").text
    assert "taken back" in page
    assert "<b>accepted</b>" not in reader.client.get(f"/happening/{one.id}").text
    assert reader.post("/undo", judgement=made.id) == 404


def test_one_comes_back_to_where_one_judged(reader: Reader) -> None:
    data = {"token": reader.room.token, "verb": "accept", "happening": guns(reader).id}
    answer = reader.client.post("/judge", data={**data, "back": "/?type=AID"})
    assert answer.headers["location"] == "/?type=AID"


def test_without_the_means_the_case_is_not_grouped_anew(reader: Reader) -> None:
    assert reader.post("/regroup") == 403


def test_grouping_anew_is_offered_while_judgements_wait(reader: Reader) -> None:
    grouped: list[str] = []
    reader.room.regroup = lambda: grouped.append("done")
    assert "Group the case anew" not in reader.client.get("/judgements").text
    reader.post("/judge", verb="reject", happening=guns(reader).id)
    assert "Group the case anew" in reader.client.get("/judgements").text
    assert reader.post("/regroup") == 303
    assert grouped == ["done"]


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon()


def grouped_anew(reader: Reader, lexicon: Lexicon) -> list[frozenset[str]]:
    """Reconcile the case under its judgements, as a build does; the events of each happening."""
    with Case.open(reader.room.path) as case:
        judgements = case.judgements()
        found = reconcile(case.coded_reports(), lexicon, judgements=judgements)
        case.replace_reconciliation(found, basis=str(len(judgements)))
    return [frozenset(one.event_ids) for one in found.happenings]


def named(reader: Reader, events: frozenset[str]) -> str:
    """The id of the happening that those events make now."""
    with Case.open(reader.room.path, read_only=True) as case:
        return next(h.id for h in load_view(case).happenings.values() if set(h.event_ids) == events)


def test_judgements_bear_on_the_next_grouping_and_on_what_they_made(
    reader: Reader, lexicon: Lexicon
) -> None:
    before = grouped_anew(reader, lexicon)
    one, other = sorted(before, key=sorted)[:2]
    reader.post("/judge", verb="merge", happening=named(reader, one), other=named(reader, other))
    after = grouped_anew(reader, lexicon)
    assert one | other in after
    assert len(after) == len(before) - 1
    # What was merged is a happening that the machine alone never made; it can be rejected too.
    reader.post("/judge", verb="reject", happening=named(reader, one | other))
    last = grouped_anew(reader, lexicon)
    assert not any((one | other) & events for events in last)
    for judgement in stored(reader):
        reader.post("/undo", judgement=judgement.id)
    assert grouped_anew(reader, lexicon) == before


def test_a_telling_split_off_is_a_happening_of_its_own(reader: Reader, lexicon: Lexicon) -> None:
    one, other = sorted(grouped_anew(reader, lexicon), key=sorted)[:2]
    reader.post("/judge", verb="merge", happening=named(reader, one), other=named(reader, other))
    assert one | other in grouped_anew(reader, lexicon)
    event = min(one)
    assert reader.post("/judge", verb="split", record=event) == 303
    assert any(event in events and not events & other for events in grouped_anew(reader, lexicon))


def test_the_comparison_gives_the_groupings_own_reasons(reader: Reader, lexicon: Lexicon) -> None:
    def page() -> str:
        with Case.open(reader.room.path) as case:
            case.replace_reconciliation(
                reconcile(case.coded_reports(), lexicon, case.judgements()), basis="again"
            )
            (held,) = (h for h in load_view(case).happenings.values() if len(h.event_ids) > 1)
        return reader.client.get(f"/happening/{held.id}").text

    one, other = guns(reader), grain(reader)
    assert "Why joined" not in reader.client.get(f"/happening/{one.id}").text
    reader.post("/judge", verb="merge", happening=one.id, other=other.id)
    shown = page()
    assert shown.count("Why joined: ") == len(one.event_ids) + len(other.event_ids)
    assert "<dt>same pair</dt><dd>+1</dd>" in shown
    assert re.search(r'<div class="other"><dt>[a-z ,]+</dt><dd>-[0-9.]+</dd>', shown)
    assert "2.2 are enough" in shown
