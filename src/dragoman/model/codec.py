"""Records to JSON-ready dicts and back, without loss.

What a class or a type needs is worked out once and kept: a case holds many thousand records.
"""

from __future__ import annotations

import sys
import types
import typing
from collections.abc import Callable, Hashable
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any, TypeVar, cast

Record = TypeVar("Record")

Turn = Callable[[Any], Any]

RENAMED = {"cls": "class"}
"""Attribute names that Python reserves, and what JSON calls them."""


RECURRING = frozenset({"name", "country", "sector", "basis", "cue", "type", "mode", "rule", "unit"})
"""Fields of text, beside ids, whose values recur."""


def to_json(value: Any) -> Any:
    """Turn a record into dicts, lists and scalars that any JSON writer takes.

    Tuples become lists, dates ISO 8601 strings, vocabularies their string values.
    """
    return _writer(_type(value))(value)


def from_json(cls: type[Record], data: Any) -> Record:
    """Turn what `to_json` wrote back into a record of class ``cls``.

    Raises:
        TypeError, ValueError, KeyError: where ``data`` is not of that form.
    """
    return cast(Record, _reader(cast(Hashable, cls))(data))


@cache
def _writer(kind: Hashable) -> Turn:
    cls = cast(type, kind)
    if issubclass(cls, Enum):
        return lambda value: value.value
    if issubclass(cls, types.NoneType | str | int | float):
        return _same
    if issubclass(cls, date):
        return lambda value: value.isoformat()
    if issubclass(cls, tuple | list):
        return lambda value: [_writer(_type(part))(part) for part in value]
    if is_dataclass(cls):
        plan = tuple((name, RENAMED.get(name, name)) for name in _names(cls))

        def write(record: Any) -> dict[str, Any]:
            found = ((key, getattr(record, name)) for name, key in plan)
            return {key: _writer(_type(value))(value) for key, value in found}

        return write
    raise TypeError(f"no JSON form for {cls.__name__}")


@cache
def _reader(hint: Hashable) -> Turn:
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        return _reader_of_union(args)
    if origin is tuple:
        return _reader_of_tuple(args)
    if not isinstance(hint, type):
        return _same
    if is_dataclass(hint):
        return _reader_of_record(hint)
    if issubclass(hint, Enum):
        return hint
    if hint is datetime or hint is date:
        return hint.fromisoformat
    if hint is float:
        return lambda value: float(value) if isinstance(value, int) else value
    return _same


def _reader_of_union(args: tuple[Any, ...]) -> Turn:
    inner = [arg for arg in args if arg is not types.NoneType]
    if len(inner) != 1:
        return _same
    read = _reader(inner[0])
    return lambda value: None if value is None else read(value)


def _reader_of_tuple(args: tuple[Any, ...]) -> Turn:
    if len(args) == 2 and args[1] is Ellipsis:
        read = _reader(args[0])
        return lambda value: tuple([read(part) for part in value])
    readers = [_reader(arg) for arg in args]
    return lambda value: tuple(read(part) for read, part in zip(readers, value, strict=True))


def _reader_of_record(cls: type) -> Turn:
    hints = typing.get_type_hints(cls)
    plan = tuple(
        (
            name,
            RENAMED.get(name, name),
            _shared if _recurs(name, hints[name]) else _reader(hints[name]),
        )
        for name in _names(cls)
    )
    return lambda data: cls(**{name: read(data[key]) for name, key, read in plan if key in data})


def _recurs(name: str, hint: Any) -> bool:
    """Whether a field holds the same few strings in many records: ids, names, codes.

    One object for each of them saves a good part of the memory that a case takes.
    """
    return hint is str and (name.endswith("_id") or name in RECURRING)


def _shared(value: Any) -> Any:
    return sys.intern(value) if type(value) is str else value


def _names(cls: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(cast(Any, cls)))


def _type(value: Any) -> Hashable:
    return cast(Hashable, type(value))


def _same(value: Any) -> Any:
    return value
