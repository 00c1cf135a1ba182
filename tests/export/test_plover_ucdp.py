"""PLOVER lines and UCDP rows say what the case says, in the words of each."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path

import pytest
from tests.export.conftest import view_of
from tests.factories import make_coded, make_event, make_happening, make_participant, make_report

from dragoman.case import CaseView
from dragoman.export.formats import export
from dragoman.export.plover import PLOVER_KEYS
from dragoman.export.ucdp import UCDP_COLUMNS
from dragoman.lexicon.edges import load_edges
from dragoman.model import OPEN, Estimate, Factuality, Place, Reconciliation

PLOVER_TYPES = set(load_edges().types)


def plover(view: CaseView, folder: Path) -> list[dict[str, object]]:
    export(view, "plover", folder / "events.jsonl")
    return [json.loads(line) for line in (folder / "events.jsonl").read_text("utf-8").splitlines()]


def test_every_line_has_plovers_keys(any_view: CaseView, tmp_path: Path) -> None:
    lines = plover(any_view, tmp_path)
    assert [one["id"] for one in lines] == list(any_view.events)
    for one in lines:
        assert list(one) == [key for key, _ in PLOVER_KEYS]
        assert set(one["event"]) <= PLOVER_TYPES
        assert one["quad_code"] in ("VCOOP", "MCOOP", "VCONF", "MCONF")
        for actor in [*one["actor"], *one["recipient"]]:
            assert set(actor) == {"actor_text", "name", "code", "sector"}
        info = one["text_info"]
        text = any_view.reports[info["report_id"]].source_text
        assert text[info["start"] : info["end"]] == one["event_text"]


@pytest.mark.parametrize(
    ("factuality", "context"),
    [
        (Factuality.ACTUAL, []),
        (Factuality.PLANNED, ["future"]),
        (Factuality.DENIED, ["hypothetical"]),
        (Factuality.CONDITIONAL, ["hypothetical"]),
    ],
)
def test_plover_tells_what_is_no_fact_by_context(
    tmp_path: Path, factuality: Factuality, context: list[str]
) -> None:
    report = make_report()
    coded = make_coded(report, events=[make_event(report, "sent", factuality=factuality)])
    (one,) = plover(view_of([coded], tmp_path / "case.db"), tmp_path)
    assert one["context"] == context
    assert one["text_info"]["factuality"] == factuality.value


def ucdp(view: CaseView, folder: Path) -> tuple[list[dict[str, str]], tuple[str, ...]]:
    done = export(view, "ucdp", folder / "ged.csv")
    with (folder / "ged.csv").open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, strict=True)
        assert tuple(reader.fieldnames or ()) == UCDP_COLUMNS
        return list(reader), done.left_out


def deadly(tmp_path: Path, **slots: object) -> CaseView:
    report = make_report("Northland shelled Southland, killing about ten.")
    event = make_event(
        report,
        "shelled",
        initiators=[make_participant("Armenia", country="ARM")],
        recipients=slots.pop("recipients", [make_participant("Azerbaijan", country="AZE")]),
        type=str(slots.pop("type", "ASSAULT")),
        occurred=slots.pop("occurred", "2024-05-01"),  # type: ignore[arg-type]
        factuality=slots.pop("factuality", Factuality.ACTUAL),  # type: ignore[arg-type]
        places=slots.pop("places", []),  # type: ignore[arg-type]
    )
    coded = make_coded(report, events=[event])
    happening = make_happening(list(coded.events))
    estimate = Estimate("killed", "person", 8.0, 10.0, None, ())
    estimates = slots.pop("estimates", (estimate,))
    happening = replace(happening, estimates=estimates)  # type: ignore[arg-type]
    found = Reconciliation((happening,), (), (), (), (), ())
    return view_of([coded], tmp_path / "case.db", found)


def test_ged_has_49_columns() -> None:
    assert len(UCDP_COLUMNS) == 49 and len(set(UCDP_COLUMNS)) == 49


def test_a_deadly_happening_is_a_row(tmp_path: Path) -> None:
    town = Place("Stepanakert", "AZE", "clause", 39.8, 46.75)
    ((row,), left) = ucdp(deadly(tmp_path, places=[Place("the front", ""), town]), tmp_path)
    assert left == ()
    assert (row["low"], row["best"], row["high"]) == ("8", "10", "")
    assert (row["date_start"], row["date_end"], row["date_prec"]) == ("2024-05-01",) * 2 + ("1",)
    assert (row["where_prec"], row["country"]) == ("1", "Azerbaijan")
    assert row["geom_wkt"] == "POINT (46.75 39.8)"
    assert row["dyad_name"] == "Government of Armenia - Government of Azerbaijan"
    assert (row["type_of_violence"], row["event_clarity"]) == ("1", "1")
    assert row["source_office"] == row["source_original"] == "The Post"
    assert row["code_status"] == "unchecked"


def test_civilians_make_it_one_sided(tmp_path: Path) -> None:
    villagers = make_participant("villagers", country="AZE", sector="CVL")
    ((row,), _) = ucdp(deadly(tmp_path, recipients=[villagers]), tmp_path)
    assert (row["type_of_violence"], row["side_b"]) == ("3", "Civilians")


def test_an_open_date_and_place_stay_empty(tmp_path: Path) -> None:
    ((row,), _) = ucdp(deadly(tmp_path, occurred=OPEN), tmp_path)
    open_cells = ("date_start", "date_end", "date_prec", "year", "where_prec", "latitude")
    assert [row[name] for name in open_cells] == [""] * len(open_cells)
    assert row["event_clarity"] == "2"


@pytest.mark.parametrize(
    ("slots", "reason"),
    [
        ({"type": "AID"}, "no material conflict"),
        ({"factuality": Factuality.DENIED}, "not told to have happened"),
        ({"estimates": ()}, "dead nobody counts"),
    ],
)
def test_what_is_no_deadly_event_is_left_out(
    tmp_path: Path, slots: dict[str, object], reason: str
) -> None:
    rows, (line,) = ucdp(deadly(tmp_path, **slots), tmp_path)
    assert rows == [] and reason in line


def test_the_samples_give_rows(samples: CaseView, tmp_path: Path) -> None:
    rows, _ = ucdp(samples, tmp_path)
    assert rows
    for row in rows:
        assert row["relid"] in samples.happenings
        assert not row["low"] or float(row["low"]) <= float(row["best"])
