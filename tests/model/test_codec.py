from __future__ import annotations

import dataclasses
import json
import types
import typing
from datetime import date, datetime, timedelta
from enum import Enum
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import dragoman.model as model
from dragoman.model import Item, PartialDate, from_json, to_json

RECORDS = sorted(
    (
        value
        for value in vars(model).values()
        if isinstance(value, type) and dataclasses.is_dataclass(value)
    ),
    key=lambda cls: cls.__name__,
)


def values(hint: Any) -> st.SearchStrategy[Any]:
    """Values of a field's type, built from the type alone."""
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        return st.one_of(*(values(arg) for arg in args))
    if origin is tuple:
        if args[-1] is Ellipsis:
            return st.lists(values(args[0]), max_size=2).map(tuple)
        return st.tuples(*(values(arg) for arg in args))
    if hint is type(None):
        return st.none()
    if dataclasses.is_dataclass(hint):
        return records(typing.cast(type, hint))
    if issubclass(hint, Enum):
        return st.sampled_from(list(hint))
    plain: dict[type, st.SearchStrategy[Any]] = {
        str: st.text(max_size=5),
        bool: st.booleans(),
        int: st.integers(),
        float: st.floats(allow_nan=False, allow_infinity=False),
        datetime: st.datetimes(datetime(2000, 1, 1), datetime(2030, 1, 1)),
        date: st.dates(),
    }
    return plain[hint]


def records(cls: type) -> st.SearchStrategy[Any]:
    hints = typing.get_type_hints(cls)
    names = [field.name for field in dataclasses.fields(cls)]
    return st.builds(cls, **{name: values(hints[name]) for name in names})


@pytest.mark.parametrize("cls", RECORDS, ids=lambda cls: cls.__name__)
def test_records_are_frozen_and_slotted(cls: type) -> None:
    assert cls.__dataclass_params__.frozen  # type: ignore[attr-defined]
    assert "__slots__" in vars(cls)


@pytest.mark.parametrize("cls", RECORDS, ids=lambda cls: cls.__name__)
def test_every_record_survives_the_round_trip(cls: type) -> None:
    @settings(max_examples=5, deadline=timedelta(seconds=10))
    @given(records(cls))
    def check(record: Any) -> None:
        assert from_json(cls, json.loads(json.dumps(to_json(record)))) == record

    check()


def test_the_contract_says_class_not_cls() -> None:
    assert to_json(Item("shells", "ammunition")) == {"text": "shells", "class": "ammunition"}


def test_partial_dates_have_the_form_of_the_contract() -> None:
    assert to_json(PartialDate.day(date(2026, 3, 3), "dateline")) == {
        "earliest": "2026-03-03",
        "latest": "2026-03-03",
        "precision": 1,
        "basis": "dateline",
    }


def test_a_later_field_may_be_absent() -> None:
    assert from_json(PartialDate, {}) == PartialDate()


def test_what_has_no_json_form_is_refused() -> None:
    with pytest.raises(TypeError, match="no JSON form"):
        to_json(object())
