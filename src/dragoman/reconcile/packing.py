"""Records as bytes and back, in a fraction of the time that pickling frozen records takes.

A record is written as nested tuples of plain values: the first member is the number of its kind in
a table, the others are its fields. `marshal` turns such tuples into bytes, and what is read back is
put into the record's slots, without its constructor. Kinds are numbered as they come, so the bytes
mean something to this process only, which is all that a shelf needs (`reconcile.shelf`).
"""

from __future__ import annotations

import marshal
import pickle
from array import array
from collections.abc import Callable
from dataclasses import fields, is_dataclass, make_dataclass
from datetime import date
from enum import Enum
from operator import attrgetter
from typing import Any, Final

import numpy as np

PLAIN: Final = frozenset({str, int, float, bool, bytes, type(None)})
"""What `marshal` takes as it is, and what cannot be mistaken for the tuple of a record."""

Turn = Callable[[Any], Any]


def rolled(value: Any) -> bytes:
    """A record, or whatever else can be pickled, as bytes."""
    return marshal.dumps(value if type(value) in PLAIN else _PACK[type(value)](value))


def unrolled(raw: bytes) -> Any:
    """What `rolled` gave; equal to it, and made anew."""
    value = marshal.loads(raw)
    return _UNPACK[value[0]](value) if type(value) is tuple and value else value


class _Packers(dict[type, Turn]):
    """How each kind of value is made a tuple, worked out when it first comes."""

    def __missing__(self, kind: type) -> Turn:
        made = self[kind] = _packer(kind)
        return made


_PACK: Final = _Packers()
_UNPACK: Final[list[Turn]] = []


def _numbered(unpack: Turn) -> int:
    _UNPACK.append(unpack)
    return len(_UNPACK) - 1


def _packer(kind: type) -> Turn:
    if issubclass(kind, Enum):
        return _member_packer(kind)
    if is_dataclass(kind) and not _pickles_itself(kind):
        return _record_packer(kind)
    number = _numbered(lambda value: pickle.loads(value[1]))
    return lambda value: (number, pickle.dumps(value, pickle.HIGHEST_PROTOCOL))


def _pickles_itself(kind: type) -> bool:
    """Whether a class says by itself how it is pickled; that of a slotted one is Python's."""
    own = {"__reduce__", "__reduce_ex__", "__getnewargs__"} & kind.__dict__.keys()
    state = {"__getstate__", "__setstate__"} & kind.__dict__.keys()
    return bool(own) or bool(state and "__slots__" not in kind.__dict__)


def _member_packer(kind: type[Enum]) -> Turn:
    members = {member.name: member for member in kind}
    number = _numbered(lambda value: members[value[1]])
    return lambda member: (number, member.name)


def _record_packer(kind: type) -> Turn:
    """A record by its fields; what else an unslotted one has gathered is left out."""
    names = [field.name for field in fields(kind)]
    if not names:
        number = _numbered(lambda value: object.__new__(kind))
        return lambda record: (number,)
    of = attrgetter(*names) if len(names) > 1 else lambda record: (getattr(record, names[0]),)
    number = _numbered(_record_unpacker(kind, names))

    def pack(record: Any) -> tuple[Any, ...]:
        return (number, *[v if type(v) in PLAIN else _PACK[type(v)](v) for v in of(record)])

    return pack


def _record_unpacker(kind: type, names: list[str]) -> Turn:
    if "__slots__" not in kind.__dict__:

        def make(value: tuple[Any, ...]) -> Any:
            record: Any = object.__new__(kind)
            record.__dict__.update(zip(names, _parts(value), strict=True))
            return record

        return make
    # Nothing can be set on a frozen record but through a call for each slot. So it is made as one
    # of the same slots that is not frozen, which then becomes what it is to be.
    loose: Any = make_dataclass(kind.__name__, [(name, Any) for name in names], slots=True)

    def fill(value: tuple[Any, ...]) -> Any:
        record = loose(*_parts(value))
        record.__class__ = kind
        return record

    return fill


def _parts(value: tuple[Any, ...]) -> list[Any]:
    """The members behind the number."""
    parts = [_UNPACK[v[0]](v) if type(v) is tuple and v else v for v in value]
    del parts[0]
    return parts


def _collection(make: Turn) -> Turn:
    number = _numbered(lambda value: make(_parts(value)))
    return lambda value: (
        number,
        *[v if type(v) in PLAIN else _PACK[type(v)](v) for v in value],
    )


def _tuple_packer() -> Turn:
    """An empty tuple stays as it is: many are, and it cannot be mistaken for one with a number."""
    full = _collection(tuple)
    return lambda value: full(value) if value else value


def _set_packer() -> Turn:
    loose = _collection(frozenset)
    return lambda value: value if PLAIN.issuperset(map(type, value)) else loose(value)


def _mapping_packer() -> Turn:
    number = _numbered(lambda value: dict(_parts(value)))

    def pack(value: dict[Any, Any]) -> Any:
        if PLAIN.issuperset(map(type, value)) and PLAIN.issuperset(map(type, value.values())):
            return value
        return (number, *map(_PACK[tuple], value.items()))

    return pack


def _day_packer() -> Turn:
    number = _numbered(lambda value: date.fromordinal(value[1]))
    return lambda day: (number, day.toordinal())


def _array_packer() -> Turn:
    number = _numbered(lambda value: array(value[1], value[2]))
    return lambda numbers: (number, numbers.typecode, numbers.tobytes())


def _vector_packer() -> Turn:
    """NumPy arrays of one dimension; others are pickled."""
    plain = _numbered(lambda value: np.frombuffer(bytearray(value[2]), value[1]))
    other = _numbered(lambda value: pickle.loads(value[1]))

    def pack(vector: np.ndarray[Any, Any]) -> Any:
        if vector.ndim == 1 and vector.dtype.kind in "iuf":
            return (plain, vector.dtype.str, vector.tobytes())
        return (other, pickle.dumps(vector, pickle.HIGHEST_PROTOCOL))

    return pack


_PACK.update(
    {
        tuple: _tuple_packer(),
        list: _collection(list),
        frozenset: _set_packer(),
        dict: _mapping_packer(),
        date: _day_packer(),
        array: _array_packer(),
        np.ndarray: _vector_packer(),
    }
)
