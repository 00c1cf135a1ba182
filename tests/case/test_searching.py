"""Finding records by id and by words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.factories import make_coded, make_report
from tests.press import make_press, make_reconciliation

from dragoman.case import Case, load_view
from dragoman.errors import AmbiguousId, RecordMissing, UsageError
from dragoman.model.ids import PREFIXES

PRESS = make_press()
FOUND = make_reconciliation(PRESS)


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    with Case.open(tmp_path_factory.mktemp("case") / "case.db", create=True) as made:
        for coded in PRESS:
            made.add(coded, digest=coded.report.id, location=coded.report.location)
        made.replace_reconciliation(FOUND)
        made.judge(PRESS[0].events[0].id, "accept", who="ann")
        yield made


def test_every_record_is_found_by_its_id_and_by_the_start_of_it(case: Case) -> None:
    view = load_view(case)
    seen: set[str] = set()
    tables = {
        "report": view.reports,
        "actor": view.actors,
        "statement": view.statements,
        "event": view.events,
        "quantity": view.quantities,
        "time": view.times,
        "forecast": view.forecasts,
        "happening": view.happenings,
        "account": view.accounts,
        "difference": view.differences,
        "judgement": {one.id: one for one in view.judgements},
    }
    for kind, table in tables.items():
        for record in table.values():
            digits = record.id.split("_")[1]
            for given_id in (record.id, record.id[:-3], digits, f" {record.id.upper()} "):
                assert case.record(given_id) == (kind, record)
        seen |= {kind for _ in table}
    assert seen == set(PREFIXES) - {"story"}


@pytest.mark.parametrize("wanted", ["", " ", "evt_zzzz", "zzzz", "story", "evt-1", "%", "evt_%"])
def test_no_record_has_that_id(case: Case, wanted: str) -> None:
    with pytest.raises(RecordMissing, match="D501"):
        case.record(wanted)


@pytest.mark.parametrize("wanted", ["evt_", "evt", "e", "rep_"])
def test_several_records_have_ids_that_start_so(case: Case, wanted: str) -> None:
    with pytest.raises(AmbiguousId, match="more of its digits"):
        case.record(wanted)


WORDS = {
    "guns": 2,
    "GUN": 2,
    "gun oil": 1,
    '"guns for oil"': 1,
    '"oil for guns"': 0,
    "north*": 2,
    "nort": 0,
    "총을": 1,
    "tank": 0,
    "guns AND": 0,
}


@pytest.mark.parametrize(("words", "reports"), WORDS.items(), ids=list(WORDS))
def test_reports_are_found_by_words(case: Case, words: str, reports: int) -> None:
    hits = [hit for hit in case.search(words) if hit.kind == "report"]
    assert len({hit.id for hit in hits}) == len(hits) == reports


def test_statements_are_found_with_the_words_marked(case: Case) -> None:
    hits = [hit for hit in case.search("delivered") if hit.kind == "statement"]
    assert [hit.id for hit in hits] == [PRESS[1].statements[0].id]
    assert hits[0].report_id == PRESS[1].report.id
    assert "[delivered]" in hits[0].snippet


def test_a_limit_holds_for_each_kind(case: Case) -> None:
    assert [hit.kind for hit in case.search("guns", limit=1)] == ["report", "statement"]


@pytest.mark.parametrize("words", ["", "  ", '"', "* - +", '""'])
def test_no_word_to_search_for(case: Case, words: str) -> None:
    with pytest.raises(UsageError, match="D601"):
        case.search(words)


@given(st.text(min_size=1, max_size=30))
@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_words_break_the_search(case: Case, words: str) -> None:
    try:
        case.search(words)
    except UsageError:
        assert not any(character.isalnum() and character.isascii() for character in words)


def test_words_of_a_script_without_spaces_are_found(tmp_path: Path) -> None:
    report = make_report("北国は南国に大砲を送った。", language="ja")
    with Case.open(tmp_path / "case.db", create=True) as case:
        case.add(make_coded(report), digest="d", location="ja.txt")
        (hit,) = case.search("南国 大砲")
        assert (hit.id, hit.snippet) == (report.id, "北国は[南国]に大砲を送った。")
        assert case.search("南国 戦車") == []


def test_words_are_found_in_spite_of_signs_that_nobody_sees(tmp_path: Path) -> None:
    report = make_report(text="The govern\u00adment met\u200b the \ufeffenvoy.")
    with Case.open(tmp_path / "case.db", create=True) as made:
        made.add(make_coded(report), digest="d", location="l")
        for word in ("government", "met", "envoy"):
            assert [hit.id for hit in made.search(word)] == [report.id]
        assert "[government]" in made.search("government")[0].snippet


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        ("정부는 북국의 대포 반입을 규탄했다.", "ko", "북국 대포"),
        ("قالت الوزارة إن المدافع وصلت للشمال والجنوب.", "ar", "شمال جنوب"),
        ("המשרד אמר שהתותחים הגיעו לצפון.", "he", '"תותחים" צפון*'),
    ],
)
def test_words_are_found_behind_particles(
    tmp_path: Path, text: str, language: str, words: str
) -> None:
    report = make_report(text, language=language)
    with Case.open(tmp_path / "case.db", create=True) as case:
        case.add(make_coded(report), digest="d", location=f"{language}.txt")
        assert [hit.id for hit in case.search(words)] == [report.id]
