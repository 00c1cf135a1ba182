"""The chain as a whole: whatever the text, records that hold together."""

from __future__ import annotations

import textwrap
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.chain import code_report, code_reports
from dragoman.lexicon import load_lexicon
from dragoman.model import (
    CodedReport,
    DifferenceKind,
    Evidence,
    PartialDate,
    Report,
    Span,
    from_json,
    to_json,
)
from dragoman.reconcile import reconcile

PIECES = (
    "Iran attacked Israel on Monday",
    "“We will not yield,” said Putin",
    "North Korea has suffered more than 5,000 casualties",
    "Seoul denied it",
    "if the war ends, both countries will sign a treaty",
    "according to AFP, citing two officials",
    "(Reuters) -",
    "in exchange for oil",
    "https://example.org/?q=1",
    "\u202eRussia\u202c",
    "Ça va, Müller? 러시아",
    "!!! --- ??? ;;",
    "\x00\x07",
    "the the the of of in",
    "“",
    "and and , , or",
    "T he govern\u00adment of Iran\nsent troops , and said it did\u200bn\ufffdt",
    "Putin met Kim &amp; said &quot;no&quot;.The talks donâ€™t end",
    "the Russian-\nled side \\u201cagreed\\u201d",
)
JOINTS = st.sampled_from([" ", ". ", ", ", "\n", "\n\n", " \u00a0 ", "; ", "?"])
texts = st.lists(st.tuples(st.sampled_from(PIECES), JOINTS), min_size=1, max_size=8).map(
    lambda parts: "".join(a + b for a, b in parts)
) | st.text(max_size=80)


def spans(coded: CodedReport) -> list[Span | Evidence]:
    found: list[Span | Evidence] = [s.content for s in coded.statements]
    found += [e.trigger for e in coded.events]
    for rows in (coded.events, coded.statements, coded.quantities, coded.times, coded.forecasts):
        for record in rows:
            found.extend(record.evidence)
    for actor in coded.actors:
        found.extend(actor.mentions)
    return found


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(texts)
def test_any_text_gives_sound_records(text: str) -> None:
    report = Report.make(location="any", source_text=text, language="en")
    coded = code_report(report, load_lexicon())
    for span in spans(coded):
        assert text[span.start : span.end] == span.exact
    for q in coded.quantities:
        known = [v for v in (q.low, q.best, q.high) if v is not None]
        assert known == sorted(known)
    for statement in coded.statements:
        assert statement.sources
        for source in statement.sources:
            if source.start is not None and source.end is not None:
                assert text[source.start : source.end] == source.text
    ids = {e.id for e in coded.events}
    assert len(ids) == len(coded.events)
    assert all(set(e.in_return_for) <= ids for e in coded.events)
    assert from_json(CodedReport, to_json(coded)) == coded


def test_a_batch_gives_what_single_reports_give() -> None:
    lexicon = load_lexicon()
    reports = [
        Report.make(location=str(n), source_text=f"{piece}. {PIECES[0]}.", language="en")
        for n, piece in enumerate(PIECES)
    ]
    assert list(code_reports(reports, lexicon)) == [code_report(r, lexicon) for r in reports]


def test_a_language_that_is_not_coded_is_kept_and_said() -> None:
    report = Report.make(location="x", source_text="러시아는 조약에 서명했다.", language="ko")
    coded = code_report(report, load_lexicon())
    assert coded.uncoded == "language: ko"
    assert not coded.events and not coded.statements
    assert coded.sentences[0].end == len(report.source_text)


CLEAN = (
    "Officials in Tehran said on Monday that Iran attacked Israel with more than 300 drones. The"
    " government of Russia condemned the attack, which killed 12 soldiers, and China's president"
    " called for talks."
)
DAMAGED = {
    "wrapped": textwrap.fill(CLEAN, 60),
    "soft hyphens": CLEAN.replace("govern", "govern\u00ad").replace("condem", "condem\u00ad"),
    "drop capital": "O " + CLEAN[1:],
    "drop capital on a line of its own": "O\n" + CLEAN[1:],
    "broken words": (
        "Officials in Tehran said on Monday that Iran attacked Isra-\nel with more than 300 drones."
        " The government of Russia con-\ndemned the attack, which killed 12 soldiers, and China's\n"
        "president called for talks."
    ),
    "entities": CLEAN.replace("'", "&#8217;").replace(" 300", "&nbsp;300"),
    "mojibake": CLEAN.replace("'", "â€™"),
    "spaces": CLEAN.replace(" attack", "  attack").replace(",", " ,").replace(". The", ".The"),
}


@pytest.mark.parametrize("text", DAMAGED.values(), ids=DAMAGED)
def test_damage_changes_no_event_and_no_quote(text: str) -> None:
    lexicon = load_lexicon()
    told = [
        code_report(Report.make(location="any", source_text=one, language="en"), lexicon)
        for one in (CLEAN, text)
    ]
    clean, damaged = (
        [
            (e.type, [i.name for i in e.initiators], [r.name for r in e.recipients], e.factuality)
            for e in coded.events
        ]
        for coded in told
    )
    assert clean
    assert damaged == clean
    assert [q.best for q in told[1].quantities] == [q.best for q in told[0].quantities]
    for span in spans(told[1]):
        assert text[span.start : span.end] == span.exact


def test_who_is_only_quoted_is_neither_another_state_nor_counted_with_the_deed() -> None:
    text = (
        "Ethiopia criticised Somalia on Monday. Egypt sent a shipment of weapons to Mogadishu last"
        " week, according to two Somali officials."
    )
    coded = code_report(Report.make(location="a", source_text=text, language="en"), load_lexicon())
    (sent,) = [event for event in coded.events if event.trigger.exact == "sent"]
    (told,) = [one for one in coded.statements if sent.id in one.about_event_ids]
    assert (told.sources[0].text, told.sources[0].country) == ("two Somali officials", "SOM")
    assert not [one for one in coded.quantities if one.event_id == sent.id and one.text == "two"]


def test_a_report_that_contradicts_itself_shows_it() -> None:
    report = Report.make(
        location="a report",
        title="Hundreds of North Korean troops killed",
        publisher="The Post",
        published_at=PartialDate.day(date(2025, 1, 14), "meta"),
        source_text=(
            "Ukrainian forces killed 400 to 500 North Korean soldiers in the Kursk region, South "
            "Korea's spy agency said on Monday.\n\nIt rained all week in the border towns.\n\n"
            "A Western diplomat put the number at about 300."
        ),
        language="en",
    )
    lexicon = load_lexicon()
    found = reconcile([code_report(report, lexicon)], lexicon)
    [dispute] = [d for d in found.differences if d.kind is DifferenceKind.DISPUTE]
    assert {p.value for p in dispute.positions} == {
        "400 to 500 North Korean soldiers",
        "about 300",
    }


def _of_the_tine_raid(title: str, day: int, text: str) -> Report:
    return Report.make(
        location=title,
        title=title,
        publisher=f"Outlet {day}",
        published_at=PartialDate.day(date(2026, 2, day), "meta"),
        source_text=text,
        language="en",
    )


def test_counts_that_name_no_party_are_compared_within_their_story() -> None:
    reports = [
        _of_the_tine_raid(
            "Drone strike on the market of Tine kills 14",
            14,
            "A drone struck a market in Tine in eastern Chad on Friday, killing at least 14 people,"
            " the government of Chad said.\n\nThe raid was the third in the town since June.",
        ),
        _of_the_tine_raid(
            "Toll of the market strike in Tine rises",
            15,
            "The number of people killed in Friday's drone strike on a market in Tine in eastern"
            " Chad has risen to 19, a doctor said.\n\nThe army of Sudan denied the raid.",
        ),
        _of_the_tine_raid(
            "Ferry sinks off Conakry",
            15,
            "A ferry sank off Conakry in Guinea on Saturday, and 30 people drowned, the police"
            " said.\n\nThe crew was saved by fishermen.",
        ),
    ]
    lexicon = load_lexicon()
    found = reconcile([code_report(report, lexicon) for report in reports], lexicon)
    [counts] = [d for d in found.differences if d.slot == "figure:killed"]
    assert {p.value for p in counts.positions} == {"at least 14 people", "19"}
    assert len({story for _, story in found.stories}) == 2


def test_kinds_of_people_counted_in_one_sentence_are_no_interval() -> None:
    report = Report.make(
        location="a report",
        title="Shelling along the line of control",
        publisher="The Post",
        published_at=PartialDate.day(date(2027, 3, 4), "meta"),
        source_text=(
            "Pakistani troops shelled posts in India on Wednesday. Three Indian soldiers and at"
            " least two civilians were killed in the shelling, the Indian army said."
        ),
        language="en",
    )
    lexicon = load_lexicon()
    found = reconcile([code_report(report, lexicon)], lexicon)
    killed = [e for h in found.happenings for e in h.estimates if e.measure == "killed"]
    assert {(e.low, e.best) for e in killed} == {(3.0, 3.0), (2.0, 2.0)}
