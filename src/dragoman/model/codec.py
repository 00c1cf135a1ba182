"""Records to JSON-ready dicts and back, without loss."""

from __future__ import annotations

import types
import typing
from collections.abc import Hashable
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any, TypeVar, cast

Record = TypeVar("Record")

RENAMED = {"cls": "class"}
"""Attribute names that Python reserves, and what JSON calls them."""


def to_json(value: Any) -> Any:
    """Turn a record into dicts, lists and scalars that any JSON writer takes.

    Tuples become lists, dates ISO 8601 strings, vocabularies their string values.
    """
    if isinstance(value, Enum):
        return value.value
    if value is None or isinstance(value, str | int | float | bool):
        return value
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [to_json(part) for part in value]
    if is_dataclass(value):
        return {
            RENAMED.get(name, name): to_json(getattr(value, name))
            for name in _names(cast(Hashable, type(value)))
        }
    raise TypeError(f"no JSON form for {type(value).__name__}")


def from_json(cls: type[Record], data: Any) -> Record:
    """Turn what `to_json` wrote back into a record of class ``cls``.

    Raises:
        TypeError, ValueError, KeyError: where ``data`` is not of that form.
    """
    hints = _hints(cast(Hashable, cls))
    made: dict[str, Any] = {}
    for name in _names(cast(Hashable, cls)):
        key = RENAMED.get(name, name)
        if key in data:
            made[name] = _revive(hints[name], data[key])
    return cls(**made)


@cache
def _names(cls: Hashable) -> tuple[str, ...]:
    return tuple(f.name for f in fields(cast(Any, cls)))


@cache
def _hints(cls: Hashable) -> dict[str, Any]:
    return typing.get_type_hints(cast(Any, cls))


def _revive(hint: Any, value: Any) -> Any:
    origin = typing.get_origin(hint)
    if origin in (typing.Union, types.UnionType):
        if value is None:
            return None
        inner = [arg for arg in typing.get_args(hint) if arg is not type(None)]
        return _revive(inner[0], value) if len(inner) == 1 else value
    if origin is tuple:
        args = typing.get_args(hint)
        if len(args) == 2 and args[1] is Ellipsis:
            return tuple(_revive(args[0], part) for part in value)
        return tuple(_revive(arg, part) for arg, part in zip(args, value, strict=True))
    if not isinstance(hint, type):
        return value
    if is_dataclass(hint):
        return from_json(hint, value)
    if issubclass(hint, Enum):
        return hint(value)
    if hint is datetime:
        return datetime.fromisoformat(value)
    if hint is date:
        return date.fromisoformat(value)
    if hint is float and isinstance(value, int):
        return float(value)
    return value
