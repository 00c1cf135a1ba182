"""FollowTheMoney's and STIX's own libraries take what is written, and hold what the case holds."""

from __future__ import annotations

import csv
import hashlib
import json
from collections import defaultdict
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import stix2
from followthemoney import model
from tests.export.conftest import HOSTILE

from dragoman.case import CaseView
from dragoman.export.formats import export
from dragoman.export.ftm import NO_OUTLET, STATEMENT_COLUMNS, TYPES, dataset, ftm_id
from dragoman.export.stix import ref
from dragoman.model import Judgement

EDGES = ("UnknownLink", "Documentation")


@pytest.fixture
def ftm(any_view: CaseView, tmp_path: Path) -> tuple[CaseView, list[dict[str, Any]], Path]:
    export(any_view, "ftm", tmp_path)
    lines = (tmp_path / "entities.ftm.json").read_text("utf-8").splitlines()
    return any_view, [json.loads(line) for line in lines], tmp_path


Ftm = tuple[CaseView, list[dict[str, Any]], Path]


def test_followthemoney_takes_every_entity_unchanged(ftm: Ftm) -> None:
    _, lines, _ = ftm
    assert len({one["id"] for one in lines}) == len(lines)
    for line in lines:
        proxy = model.get_proxy(line, cleaned=False)
        proxy.schema.validate(proxy.to_dict())
        # What its types would not take is dropped by it: nothing may be missing. It cleans white
        # space, which quotes and bodies keep here.
        for name, values in line["properties"].items():
            kept = [" ".join(one.split()) for one in proxy.get(name)]
            assert len(kept) == len({" ".join(one.split()) for one in values}), (name, values)
        for name in proxy.schema.required:
            assert proxy.get(name) or proxy.schema.name == "Article", (line["schema"], name)


def test_links_lead_to_entities(ftm: Ftm) -> None:
    _, lines, _ = ftm
    schemas = {one["id"]: one["schema"] for one in lines}
    for line in lines:
        schema = model.get(line["schema"])
        for name, values in line["properties"].items():
            prop = schema.get(name)
            assert prop.type.name == TYPES[name], name
            if prop.type.name == "entity":
                for value in values:
                    assert model.get(schemas[value]).is_a(prop.range), (line["schema"], name)


def test_reports_actors_and_happenings_are_all_there(ftm: Ftm) -> None:
    view, lines, _ = ftm
    kinds = defaultdict(set)
    for one in lines:
        kinds[one["schema"]].add(one["id"])
    assert kinds["Article"] == set(map(ftm_id, view.reports))
    assert kinds["Event"] == set(map(ftm_id, view.happenings))
    actors = {one for schema, ids in kinds.items() if schema not in EDGES for one in ids}
    assert set(map(ftm_id, view.actors)) <= actors


def test_statement_rows_have_their_columns_and_keys(ftm: Ftm) -> None:
    view, lines, folder = ftm
    with (folder / "statements.csv").open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, dialect=csv.unix_dialect)
        assert tuple(reader.fieldnames or ()) == STATEMENT_COLUMNS
        rows = list(reader)
    told = defaultdict(set)
    for row in rows:
        told[row["entity_id"]].add((row["prop"], row["value"]))
        key = f"{row['dataset']}.{row['entity_id']}.{row['prop']}.{row['value']}"
        assert row["id"] == hashlib.sha1(key.encode()).hexdigest()
        assert model.get(row["schema"]).get(row["prop"]).type.name == row["prop_type"]
    assert len({row["id"] for row in rows}) == len(rows)
    for one in lines:
        values = {(name, value) for name, vs in one["properties"].items() for value in vs}
        assert told[one["id"]] == values, "the rows hold what the entities hold"
    outlets = {dataset(one.publisher) for one in view.reports.values()} | {NO_OUTLET}
    assert {row["dataset"] for row in rows} <= outlets


def test_a_value_comes_from_the_publishers_that_tell_it(samples: CaseView, tmp_path: Path) -> None:
    export(samples, "ftm", tmp_path)
    lines = (tmp_path / "entities.ftm.json").read_text("utf-8").splitlines()
    found = {one["id"]: one for one in map(json.loads, lines)}
    for happening in samples.happenings.values():
        told = {dataset(samples.reports[one].publisher) for one in happening.report_ids}
        assert set(found[ftm_id(happening.id)]["datasets"]) == told


@pytest.mark.parametrize(
    ("publisher", "slug"),
    [("The Post", "the_post"), ("Le Monde é", "le_monde_e"), ("", NO_OUTLET)],
)
def test_a_publisher_is_a_data_set(publisher: str, slug: str) -> None:
    assert dataset(publisher) == slug


def test_publishers_in_any_script_are_data_sets_of_their_own() -> None:
    made = {dataset(one) for one in ("조선일보", "人民日报", *HOSTILE)}
    assert len(made) == 2 + len(HOSTILE)
    assert all(one.replace("_", "").isalnum() and one.isascii() for one in made)


@pytest.fixture
def bundle(any_view: CaseView, tmp_path: Path) -> tuple[CaseView, stix2.Bundle]:
    export(any_view, "stix", tmp_path / "b.json")
    # Without leave for custom content: every property is STIX's own.
    text = (tmp_path / "b.json").read_text("utf-8")
    return any_view, stix2.parse(text, allow_custom=False)


def test_stix2_takes_the_bundle(bundle: tuple[CaseView, stix2.Bundle]) -> None:
    view, found = bundle
    ids = [one.id for one in found.objects]
    assert len(set(ids)) == len(ids)
    by_type = defaultdict(list)
    for one in found.objects:
        by_type[one.type].append(one)
        assert one.spec_version == "2.1"
    assert len(by_type["incident"]) == len(view.happenings)
    assert {ref("incident", one) for one in view.happenings} == {o.id for o in by_type["incident"]}
    for one in by_type["relationship"]:
        assert one.source_ref in ids and one.target_ref in ids
    for one in (*by_type["report"], *by_type["grouping"], *by_type["opinion"]):
        assert set(one.object_refs) <= set(ids)
    for one in by_type["report"]:
        assert one.created_by_ref is None or one.created_by_ref in ids


def test_opinions_are_the_sides_of_differences(bundle: tuple[CaseView, stix2.Bundle]) -> None:
    view, found = bundle
    sides = sum(len(one.positions) for one in view.differences.values())
    opinions = [one for one in found.objects if one.type == "opinion"]
    assert len(opinions) == sides
    for one in opinions:
        against = one.opinion == "strongly-disagree"
        assert against == ("on happened: it did not" in one.explanation)


@pytest.mark.parametrize(
    ("digit", "confidence"), [("1", 90), ("2", 70), ("5", 10), ("6", None), ("", None)]
)
def test_confidence_is_what_a_user_has_graded(
    samples: CaseView, tmp_path: Path, digit: str, confidence: int | None
) -> None:
    one = max(samples.happenings.values(), key=lambda happening: happening.origin_count)
    when = datetime(2026, 3, 1, tzinfo=UTC)
    given = Judgement("jdg_1", one.event_ids[0], "grade", (digit,), "", "Ana", when)
    view = replace(samples, judgements=(given,) if digit else ())
    export(view, "stix", tmp_path / "b.json")
    found = stix2.parse((tmp_path / "b.json").read_text("utf-8"), allow_custom=False)
    told = {o.id: o.get("confidence") for o in found.objects if o.type == "incident"}
    assert told.pop(ref("incident", one.id)) == confidence
    assert set(told.values()) == {None}, "nothing is judged by itself"


def test_a_report_without_a_day_is_a_grouping(samples: CaseView, tmp_path: Path) -> None:
    export(samples, "stix", tmp_path / "b.json")
    found = {one["id"]: one for one in json.loads((tmp_path / "b.json").read_text())["objects"]}
    kinds = {one.id: "report" if one.published_at.precision == 1 else "grouping"
             for one in samples.reports.values()}  # fmt: skip
    assert set(kinds.values()) == {"report", "grouping"}
    for report_id, kind in kinds.items():
        told = found[ref(kind, report_id)]
        day = samples.reports[report_id].published_at.earliest
        assert told.get("published") == (f"{day}T00:00:00.000Z" if kind == "report" else None)
