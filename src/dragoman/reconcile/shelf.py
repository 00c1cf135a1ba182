"""Records beyond what memory is to hold: the last ones used are there, all others lie in a file.

Reconciliation looks at every report of a case, and a case may have a hundred thousand. What is put
on a shelf is held as it is until the shelf's share of the room is full; then what was used longest
ago is written to a temporary file, from where it is read again when it is asked for. A small case
never writes. The file has no name, so that nothing is left of it however the process ends.
"""

from __future__ import annotations

import os
import tempfile
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import eq
from typing import Any, Final, Generic, TypeVar, overload

import numpy as np
import numpy.typing as npt

from dragoman.errors import CaseError
from dragoman.reconcile.packing import rolled, unrolled

T = TypeVar("T")

Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Room:
    """What reconciliation may hold in memory.

    Attributes:
        records: of each kind, counted in short reports' worth; a record of a long report counts as
            several.
        rows: rows of numbers that are sorted at once.
        folder: where the temporary files are made, the system's own place if ``None``.
    """

    records: int = 4_096
    rows: int = 2_000_000
    folder: str | None = None


ROOM: Final = Room()


class Spool:
    """A nameless temporary file that is written at its end and read anywhere."""

    def __init__(self, folder: str | None) -> None:
        self._folder = folder
        self._file: Any = None
        self._end = 0

    def write(self, raw: bytes) -> int:
        """Add bytes; gives where they begin.

        Raises:
            CaseError: the disk takes no more.
        """
        at, left = self._end, memoryview(raw)
        try:
            if self._file is None:
                # Open for as long as its records are asked for; closed with this object.
                self._file = tempfile.TemporaryFile(dir=self._folder, buffering=0)  # noqa: SIM115
            while left:
                left = left[os.pwrite(self._file.fileno(), left, at + len(raw) - len(left)) :]
        except OSError as error:
            raise CaseError(
                f"what reconciliation does not hold in memory cannot be written ({error.strerror})",
                "free some space beside the case and build again; what was stored is kept",
            ) from error
        self._end = at + len(raw)
        return at

    def read(self, at: int, size: int) -> bytes:
        """So many bytes from there."""
        return os.pread(self._file.fileno(), size, at)


class Shelf(Sequence[T], Generic[T]):
    """Records by number, in the order in which they were put there."""

    def __init__(
        self,
        room: Room,
        weigh: Callable[[T], int] | None = None,
        pack: Callable[[T], Any] | None = None,
    ) -> None:
        """An empty shelf.

        Args:
            weigh: for how many records of the room one counts; 1 if ``None``.
            pack: what is written in place of a record and stands for it when read again.
        """
        self._most, self._weigh, self._pack = room.records, weigh, pack
        self._spool = Spool(room.folder)
        self._held: dict[int, T] = {}
        self._weight = 0
        self._at = array("q")
        self._size = array("q")

    def __len__(self) -> int:
        return len(self._at)

    def append(self, record: T) -> int:
        """Put a record behind the others; gives its number."""
        number = len(self._at)
        self._at.append(-1)
        self._size.append(0)
        self._hold(number, record)
        return number

    @overload
    def __getitem__(self, number: int) -> T: ...
    @overload
    def __getitem__(self, number: slice) -> list[T]: ...
    def __getitem__(self, number: int | slice) -> T | list[T]:
        if isinstance(number, slice):
            return [self[n] for n in range(*number.indices(len(self)))]
        if number < 0:
            number += len(self)
        held = self._held
        if number in held:
            record = held.pop(number)
            held[number] = record
            return record
        if number >= len(self._at):
            raise IndexError(number)
        record = self._read(number)
        self._hold(number, record)
        return record

    def __setitem__(self, number: int, record: T) -> None:
        """Put another record in the place of one."""
        if (old := self._held.pop(number, None)) is not None:
            self._weight -= self._weighed(old)
        self._at[number] = -1
        self._hold(number, record)

    def __iter__(self) -> Iterator[T]:
        """All in order; what is only passed by pushes nothing out."""
        for number in range(len(self._at)):
            held = self._held.get(number)
            yield held if held is not None else self._read(number)

    def _weighed(self, record: T) -> int:
        return self._weigh(record) if self._weigh is not None else 1

    def _read(self, number: int) -> T:
        record: T = unrolled(self._spool.read(self._at[number], self._size[number]))
        return record

    def _hold(self, number: int, record: T) -> None:
        self._held[number] = record
        self._weight += self._weighed(record)
        while self._weight > self._most and len(self._held) > 1:
            oldest = next(iter(self._held))
            let_go = self._held.pop(oldest)
            self._weight -= self._weighed(let_go)
            if self._at[oldest] < 0:
                raw = rolled(let_go if self._pack is None else self._pack(let_go))
                self._at[oldest], self._size[oldest] = self._spool.write(raw), len(raw)


class Ordered(Sequence[T], Generic[T]):
    """Records of a shelf in another order, or some of them."""

    def __init__(self, shelf: Sequence[T], order: Iterable[int]) -> None:
        self.shelf = shelf
        self.order = array("q", order)

    def __eq__(self, other: object) -> bool:
        """Whether both have equal records in the same order."""
        if not isinstance(other, Sequence):
            return NotImplemented
        return len(self) == len(other) and all(map(eq, self, other))

    __hash__ = None  # type: ignore[assignment]

    def __len__(self) -> int:
        return len(self.order)

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> list[T]: ...
    def __getitem__(self, at: int | slice) -> T | list[T]:
        if isinstance(at, slice):
            return [self.shelf[n] for n in self.order[at]]
        return self.shelf[self.order[at]]


def each(records: Sequence[T]) -> Iterator[tuple[int, T]]:
    """All records with their numbers, in the order in which they are fetched soonest."""
    if not isinstance(records, Ordered):
        yield from enumerate(records)
        return
    place = np.full(len(records.shelf), -1, np.int64)
    place[np.array(records.order, np.int64)] = np.arange(len(records))
    for number, record in enumerate(records.shelf):
        if place[number] >= 0:
            yield int(place[number]), record


class Keyed(Mapping[str, T], Generic[T]):
    """Records of a shelf by id, in order of id. Several may share one table of numbers."""

    def __init__(self, numbers: Mapping[str, int], shelf: Sequence[T]) -> None:
        """Name the records.

        Args:
            numbers: of each id, in order of id.
        """
        self.numbers, self.shelf = numbers, shelf

    def __getitem__(self, key: str) -> T:
        return self.shelf[self.numbers[key]]

    def __contains__(self, key: object) -> bool:
        return key in self.numbers

    def __iter__(self) -> Iterator[str]:
        return iter(self.numbers)

    def __len__(self) -> int:
        return len(self.numbers)


class Drawn(Mapping[str, T], Generic[T]):
    """What is drawn from each record of a mapping when it is asked for."""

    def __init__(self, records: Mapping[str, Any], draw: Callable[[Any], T]) -> None:
        self._records, self._draw = records, draw

    def __getitem__(self, key: str) -> T:
        return self._draw(self._records[key])

    def __iter__(self) -> Iterator[str]:
        return iter(self._records)

    def __len__(self) -> int:
        return len(self._records)


class Ids(Sequence[str]):
    """Many ids in little memory: one after the other as bytes."""

    def __init__(self) -> None:
        self._raw = bytearray()
        self._ends = array("q", [0])

    def __len__(self) -> int:
        return len(self._ends) - 1

    def append(self, key: str) -> None:
        """Put an id behind the others."""
        self._raw += key.encode("utf-8", "surrogatepass")
        self._ends.append(len(self._raw))

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> list[str]: ...
    def __getitem__(self, at: int | slice) -> str | list[str]:
        if isinstance(at, slice):
            return [self[n] for n in range(*at.indices(len(self)))]
        if not 0 <= at < len(self):
            raise IndexError(at)
        raw = self._raw[self._ends[at] : self._ends[at + 1]]
        return raw.decode("utf-8", "surrogatepass")

    def ordered(self) -> list[int]:
        """Numbers in order of their ids, equal ones in order of number."""
        # As fixed-width bytes they are sorted without an object for each.
        width = max((b - a for a, b in pairwise(self._ends)), default=1)
        raw, ends = bytes(self._raw), self._ends
        rows = np.fromiter(
            (raw[ends[n] : ends[n + 1]] for n in range(len(self))), dtype=f"S{max(width, 1)}"
        )
        # NumPy drops the zero bytes that a string ends in: among those, the shorter goes first.
        return list(map(int, np.lexsort((np.diff(np.asarray(ends)), rows))))

    def find(self, key: str) -> int:
        """The number of an id, all being in order; -1 if it is not there."""
        at = bisect_left(self, key)
        return at if at < len(self) and self[at] == key else -1


def in_order(records: Iterable[T], key: Callable[[T], str], room: Room) -> Ordered[T]:
    """Records sorted by an id of theirs, however many there are."""
    filing = Filing(key, room)
    filing.add(records)
    return filing.ordered()


class Filing(Generic[T]):
    """Records that come in any order and are wanted in that of an id of theirs."""

    def __init__(self, key: Callable[[T], str], room: Room) -> None:
        self._key, self._shelf, self._ids = key, Shelf[T](room), Ids()

    def add(self, records: Iterable[T]) -> None:
        """Take some more."""
        for record in records:
            self._shelf.append(record)
            self._ids.append(self._key(record))

    def ordered(self) -> Ordered[T]:
        """All that were taken, in order."""
        return Ordered(self._shelf, self._ids.ordered())


class Rows:
    """Rows of numbers in parts that are read one at a time; on disk once there are many."""

    def __init__(self, kind: Any, parts: int, room: Room) -> None:
        """No rows yet.

        Args:
            kind: a NumPy type with named fields.
            parts: how many parts there are.
        """
        self._kind, self._parts, self._most = np.dtype(kind), parts, room.rows
        self._spool = Spool(room.folder)
        self._waiting: list[tuple[npt.NDArray[Any], Numbers]] = []
        self._held = 0
        self._written: list[list[tuple[int, int]]] = [[] for _ in range(parts)]

    def add(self, rows: npt.NDArray[Any], part: Numbers) -> None:
        """Add rows, each to the part of that number."""
        if not len(rows):
            return
        self._waiting.append((rows, part))
        self._held += len(rows)
        if self._held > self._most:
            for number, some in enumerate(self._split()):
                if len(some):
                    raw = some.tobytes()
                    self._written[number].append((self._spool.write(raw), len(raw)))
            self._waiting, self._held = [], 0

    def __iter__(self) -> Iterator[npt.NDArray[Any]]:
        """The rows of each part that has some, in the order in which they were added."""
        waiting = self._split()
        for number, places in enumerate(self._written):
            if not places and not len(waiting[number]):
                continue
            raw = [np.frombuffer(self._spool.read(*place), self._kind) for place in places]
            yield np.concatenate([*raw, waiting[number]])

    def _split(self) -> list[npt.NDArray[Any]]:
        if not self._waiting:
            return [np.zeros(0, self._kind)] * self._parts
        rows = np.concatenate([rows for rows, _ in self._waiting])
        part = np.concatenate([part for _, part in self._waiting])
        order = np.argsort(part, kind="stable")
        rows, part = rows[order], part[order]
        cuts = np.searchsorted(part, np.arange(self._parts + 1))
        return [rows[a:b] for a, b in pairwise(cuts)]


def packed(ones: Numbers, others: Numbers) -> npt.NDArray[np.uint64]:
    """Pairs of numbers below 2³² as single numbers, which are sorted far sooner."""
    first, last = ones.astype(np.uint64), others.astype(np.uint64)
    found: npt.NDArray[np.uint64] = (first << np.uint64(32)) | last
    return found


def unpacked(pairs: npt.NDArray[np.uint64]) -> tuple[Numbers, Numbers]:
    """What `packed` packed."""
    ones = (pairs >> np.uint64(32)).astype(np.int64)
    return ones, (pairs & np.uint64(0xFFFFFFFF)).astype(np.int64)
