"""What a JSON column holds, and what to call one that damage has made unreadable."""

from __future__ import annotations

from typing import Any, TypeVar

import orjson

from dragoman.model import from_json

Record = TypeVar("Record")


class Unreadable(ValueError):
    """A stored record that is not of the form in which we write it."""


def loaded(text: str) -> Any:
    """What a JSON column holds.

    Raises:
        Unreadable: where it is no JSON.
    """
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise Unreadable(f"holds a record that cannot be read ({error})") from error


def restored(cls: type[Record], data: Any, **more: Any) -> Record:
    """The record that became ``data``, with ``more`` of its fields from elsewhere.

    Raises:
        Unreadable: where they are not of that record's form.
    """
    try:
        return from_json(cls, {**data, **more} if more else data)
    except (TypeError, ValueError, KeyError, AttributeError) as error:
        what = f"holds a {cls.__name__} that cannot be read ({error})"
        raise Unreadable(what) from error
