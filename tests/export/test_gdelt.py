"""The GDELT files have GDELT's columns and types, and nothing in them that is not told."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from tests.export.conftest import view_of
from tests.factories import make_coded, make_event, make_happening, make_report

from dragoman.case import CaseView
from dragoman.export.dyads import cameo_actor, cameo_of, number_of, one_day
from dragoman.export.files import LeftOut
from dragoman.export.formats import Written, export
from dragoman.export.gdelt import UNDATED, dyads, fraction
from dragoman.export.gdelt_columns import EVENT_COLUMNS, KEY_COLUMNS, MENTION_COLUMNS
from dragoman.lexicon.edges import load_edges
from dragoman.model import OPEN, Factuality, PartialDate, Participant, Place, Reconciliation

EDGES = load_edges()
FIPS = {country.fips for country in EDGES.countries.values()}


def read(path: Path, columns: object) -> pd.DataFrame:
    """As GDELT's own users read it: no header, no quotes, codes as texts."""
    names = [name for name, _ in columns]
    types = {
        name: {"integer": "Int64", "float": "float64"}.get(kind, str) for name, kind in columns
    }
    return pd.read_csv(
        path, sep="\t", header=None, names=names, dtype=types, quoting=3, keep_default_na=False,
        na_values=[""], index_col=False,
    )  # fmt: skip


@pytest.fixture(scope="module", params=["view", "hostile", "samples"])
def written(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[CaseView, Path, Written]:
    found = request.getfixturevalue(request.param)
    folder = tmp_path_factory.mktemp("gdelt")
    return found, folder, export(found, "gdelt", folder)


def test_the_files_have_61_and_16_columns() -> None:
    assert len(EVENT_COLUMNS) == 61 and len(MENTION_COLUMNS) == 16
    names = [name for name, _ in EVENT_COLUMNS]
    # Where GDELT's codebook and its header rows have them, counted from 0.
    assert [names.index(n) for n in ("Actor1Code", "Actor2Code", "EventCode", "AvgTone")] == [
        5, 15, 26, 34,
    ]  # fmt: skip
    assert names.index("ActionGeo_CountryCode") == 53 and names[-1] == "SOURCEURL"


def test_every_line_has_every_cell(written: tuple[CaseView, Path, Written]) -> None:
    _, folder, _ = written
    for name, columns in (("events", 61), ("mentions", 16), ("key", len(KEY_COLUMNS))):
        lines = (folder / f"{name}.tsv").read_bytes().split(b"\n")
        assert lines.pop() == b""
        assert {line.count(b"\t") + 1 for line in lines} == {columns}, name


def test_pandas_reads_events_with_gdelts_types(written: tuple[CaseView, Path, Written]) -> None:
    _, folder, _ = written
    events = read(folder / "events.tsv", EVENT_COLUMNS)
    assert len(events)
    assert events["GLOBALEVENTID"].is_unique
    assert events["SQLDATE"].between(19000101, 21000101).all()
    assert (events["SQLDATE"] // 100 == events["MonthYear"]).all()
    assert (events["SQLDATE"] // 10000 == events["Year"]).all()
    assert events["FractionDate"].sub(events["Year"].astype(float)).between(0, 1).all()
    assert events["QuadClass"].isin([1, 2, 3, 4]).all()
    assert events["EventCode"].str.fullmatch(r"\d{3,4}").all()
    assert (events["EventCode"].str[:2] == events["EventRootCode"]).all()
    assert (events["EventCode"].str[:3] == events["EventBaseCode"]).all()
    assert events["GoldsteinScale"].between(-10, 10).all()
    assert events["AvgTone"].isna().all(), "tone is not measured"
    for side in ("Actor1", "Actor2", "Action"):
        assert set(events[f"{side}Geo_CountryCode"].dropna()) <= FIPS


def test_mentions_and_key_go_with_events(written: tuple[CaseView, Path, Written]) -> None:
    view, folder, _ = written
    events = read(folder / "events.tsv", EVENT_COLUMNS).set_index("GLOBALEVENTID")
    mentions = read(folder / "mentions.tsv", MENTION_COLUMNS)
    counts = Counter(mentions["GLOBALEVENTID"])
    assert dict(counts) == dict(events["NumMentions"])
    for row in mentions.itertuples():
        event = view.events[row.Extras.removeprefix("dragoman:")]
        text = view.reports[event.report_id].source_text
        assert text.startswith(event.trigger.exact, row.ActionCharOffset)
        assert row.MentionDocLen == len(text)
        assert (row.MentionType == 1) == row.MentionIdentifier.startswith(("http:", "https:"))
    key = pd.read_csv(folder / "key.tsv", sep="\t", quoting=3)
    assert list(key["GLOBALEVENTID"]) == list(events.index)
    assert set(key["happening_id"]) <= set(view.happenings)


def test_what_is_left_out_is_told(samples: CaseView, tmp_path: Path) -> None:
    done = export(samples, "gdelt", tmp_path)
    rows = list(dyads(samples, EDGES, LeftOut()))
    left = sum(int(line.split()[2].rstrip(":")) for line in done.left_out)
    assert len({row.happening.id for row in rows}) + left == len(samples.happenings)
    assert {row.happening.factuality for row in rows} <= {Factuality.ACTUAL, Factuality.ONGOING}


def one_row(tmp_path: Path, **slots: object) -> tuple[pd.DataFrame, Written]:
    """The events file of a case with one report, one event and its happening."""
    report = make_report("Northland struck Southland.", url="https://www.example.org/a")
    event = replace(make_event(report, "struck", occurred="2024-04-30", cameo="190"), **slots)
    coded = make_coded(report, events=[event])
    event = coded.events[0]
    found = Reconciliation((make_happening([event]),), (), (), (), (), ())
    done = export(view_of([coded], tmp_path / "case.db", found), "gdelt", tmp_path / "out")
    return read(tmp_path / "out" / "events.tsv", EVENT_COLUMNS), done


RUSSIA = Participant("", "Russia", "RUS", "GOV", "Moscow")
SEOUL = Participant("", "military of South Korea", "KOR", "MIL", "its army")
UN = Participant("", "United Nations", "", "IGO", "UN")


def test_actors_and_places_have_the_codes_of_each_column(tmp_path: Path) -> None:
    place = Place("Sevastopol", "UKR", "clause", 44.6, 33.5)
    events, _ = one_row(tmp_path, initiators=(RUSSIA,), recipients=(SEOUL,), places=(place,))
    (row,) = events.to_dict("records")
    assert (row["Actor1Code"], row["Actor1CountryCode"]) == ("RUS", "RUS")
    assert (row["Actor2Code"], row["Actor2CountryCode"]) == ("KORMIL", "KOR")
    assert row["Actor2Type1Code"] == "MIL"
    # FIPS 10-4 in the geo columns: KS is South Korea there, UP is Ukraine.
    assert (row["Actor2Geo_CountryCode"], row["ActionGeo_CountryCode"]) == ("KS", "UP")
    assert (row["ActionGeo_Type"], row["ActionGeo_Lat"]) == (4, 44.6)
    assert row["SOURCEURL"] == "https://www.example.org/a"
    assert (row["SQLDATE"], row["FractionDate"]) == (20240430, 2024.3288)


def test_a_row_a_pair(tmp_path: Path) -> None:
    events, _ = one_row(tmp_path, initiators=(RUSSIA, SEOUL), recipients=(UN,))
    assert list(events["Actor1Code"]) == ["RUS", "KORMIL"]
    assert list(events["Actor2Code"]) == ["IGOUNO"] * 2
    assert list(events["Actor2KnownGroupCode"]) == ["UNO"] * 2


@pytest.mark.parametrize(
    ("slots", "reason"),
    [
        ({"occurred_at": OPEN}, "SQLDATE"),
        ({"factuality": Factuality.DENIED}, "not told to have happened"),
        ({"factuality": Factuality.PLANNED}, "not told to have happened"),
        ({"initiators": (), "recipients": ()}, "CAMEO code"),
    ],
)
def test_what_gdelt_cannot_hold_gives_no_row(
    tmp_path: Path, slots: dict[str, object], reason: str
) -> None:
    events, done = one_row(tmp_path, **{"initiators": (RUSSIA,), **slots})
    assert len(events) == 0
    assert len(done.left_out) == 1 and reason in done.left_out[0]


@pytest.mark.parametrize(
    ("when", "day"),
    [
        (PartialDate.day(date(2024, 5, 3), "x"), date(2024, 5, 3)),
        (PartialDate.month(2024, 5, "x"), date(2024, 5, 31)),
        (PartialDate.between(None, date(2024, 5, 3), "x"), date(2024, 5, 3)),
        (PartialDate.between(date(2024, 5, 3), None, "x"), date(2024, 5, 3)),
        (OPEN, None),
    ],
)
def test_one_day_stands_for_a_partial_date(when: PartialDate, day: date | None) -> None:
    assert one_day(when) == day


@pytest.mark.parametrize(
    ("name", "country", "sector", "code"),
    [
        ("Romania", "ROU", "GOV", "ROM"),
        ("Romania", "ROU", "", "ROM"),
        ("police of Montenegro", "MNE", "COP", "MTNCOP"),
        ("NATO", "", "IGO", "IGONAT"),
        ("Hezbollah", "LBN", "REB", "LBNHEZ"),
        ("party of Japan", "JPN", "PTY", "JPN"),
        ("", "", "", ""),
    ],
)
def test_cameo_actor_codes(name: str, country: str, sector: str, code: str) -> None:
    assert cameo_actor(Participant("", name, country, sector, name), EDGES).code == code


def test_the_commonest_code_is_the_happenings() -> None:
    report = make_report("Northland struck struck struck")
    codes = ["07", "0712", "0712", ""]
    events = [make_event(report, "struck", cameo=code) for code in codes]
    assert cameo_of(events) == "0712"
    assert cameo_of(events[:1]) == "070"
    assert cameo_of([]) == ""


def test_numbers_fit_where_gdelt_puts_them() -> None:
    assert number_of("hap_1", 0) != number_of("hap_1", 1)
    assert 0 <= number_of("hap_1") < 2**53


def test_the_year_never_rounds_up() -> None:
    assert fraction(date(2024, 12, 31)) < 1
    assert UNDATED in LeftOut(Counter({UNDATED: 1})).lines()[0]
