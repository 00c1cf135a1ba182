"""Where a bulk run leaves its rows: a folder of Parquet files, each written whole or not at all.

A file of rows is written when enough have come together. Until then each row stands in a journal
beside the files, so that a run that is killed goes on at the very report; object storage has
nothing that can be appended to, and there a killed run codes again what was not in a file yet.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from io import RawIOBase
from pathlib import Path
from typing import Any, BinaryIO, Final

import orjson

from dragoman.bulk.rows import NAMES, SCHEMA, Outcome, Row, row_from_bytes, row_to_bytes
from dragoman.case.lock import sole_build
from dragoman.errors import CaseReadOnly, ExtraMissing, NewerSchema, UsageError

ABOUT: Final = "bulk.json"
JOURNAL: Final = "journal"
PART: Final = "part-{:06}.parquet"
ROWS: Final = 512
BYTES: Final = 16 * 1024 * 1024
"""Of records: a file is written when it has so many of either."""
GROUP: Final = 64
"""Rows that are read at once."""
FRAME: Final = 8
"""Bytes before a row of the journal: its length and its CRC-32."""


class Storage:
    """A folder on this machine, or, by fsspec, wherever an address such as ``s3://…`` leads."""

    def __init__(self, where: str) -> None:
        self.where = where
        self.local = "://" not in where
        if self.local:
            self._folder = Path(where)
            return
        self._files, self._root = file_system(where)

    def make(self) -> None:
        """Make the folder where it is not there."""
        if self.local:
            self._folder.mkdir(parents=True, exist_ok=True)
        else:
            self._files.makedirs(self._root, exist_ok=True)

    def names(self) -> list[str]:
        """The files in it, sorted."""
        if self.local:
            return sorted(one.name for one in self._folder.iterdir()) if self.exists() else []
        if not self.exists():
            return []
        self._files.invalidate_cache()
        listed = self._files.ls(self._root, detail=False)
        return sorted(str(one).rstrip("/").rpartition("/")[2] for one in listed)

    def exists(self) -> bool:
        """Whether it is there."""
        return self._folder.is_dir() if self.local else bool(self._files.isdir(self._root))

    def read(self, name: str) -> bytes:
        """All of a file."""
        if self.local:
            return (self._folder / name).read_bytes()
        return bytes(self._files.cat_file(f"{self._root}/{name}"))

    @contextmanager
    def open(self, name: str) -> Iterator[BinaryIO]:
        """A file, to be read."""
        if self.local:
            with (self._folder / name).open("rb") as stream:
                yield stream
        else:
            with self._files.open(f"{self._root}/{name}", "rb") as stream:
                yield stream

    def write(self, name: str, content: bytes) -> None:
        """Write a file whole: whoever looks finds all of it or nothing."""
        if not self.local:
            # An object is there once it is complete; a plain file system by fsspec needs a move.
            beside = f"{self._root}/.{name}.new"
            self._files.pipe_file(beside, content)
            self._files.mv(beside, f"{self._root}/{name}")
            return
        beside_ = self._folder / f".{name}.new"
        with beside_.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        beside_.replace(self._folder / name)

    def sole(self) -> Any:
        """Hold the right to write here; on this machine only."""
        return sole_build(self._folder / ABOUT) if self.local else nullcontext()

    def journal(self) -> Path | None:
        """Where rows wait for their file."""
        return self._folder / JOURNAL if self.local else None


def file_system(where: str) -> tuple[Any, str]:
    """The fsspec file system of an address, and the path in it.

    Raises:
        ExtraMissing: fsspec, or what it needs for this kind of address, is not installed.
    """
    try:
        import fsspec

        files, path = fsspec.core.url_to_fs(where)
    except (ImportError, ValueError) as error:
        raise ExtraMissing(
            f"{where} cannot be opened ({error})", "pip install 'dragoman[cluster]' and its driver"
        ) from error
    return files, str(path).rstrip("/")


@contextmanager
def writing(where: str) -> Iterator[None]:
    """Tell in our own error tree what keeps a folder from being written.

    Raises:
        CaseReadOnly: in place of the system's error.
    """
    try:
        yield
    except OSError as error:
        why = error.strerror or str(error) or type(error).__name__
        raise CaseReadOnly(
            f"{where} cannot be written: {why}",
            "give yourself the right and the space; the same command goes on from there",
        ) from error


class Folder:
    """The rows of one bulk run, to be added to. Use it as a context manager.

    Raises:
        CaseReadOnly: the folder cannot be written, or not any more.
    """

    def __init__(self, storage: Storage, coder: str) -> None:
        self._storage, self._coder = storage, coder
        self._rows: list[Row] = []
        self._size = 0
        self._stream: RawIOBase | None = None
        self._next = 1
        self._lock: Any = None

    def __enter__(self) -> Folder:
        with writing(self._storage.where):
            self._storage.make()
        self._lock = self._storage.sole()
        self._lock.__enter__()
        try:
            with writing(self._storage.where):
                self._begin()
        except BaseException:
            self._lock.__exit__(None, None, None)
            raise
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self.flush()
        finally:
            if self._stream is not None:
                self._stream.close()
            self._lock.__exit__(None, None, None)

    def _begin(self) -> None:
        names = self._storage.names()
        check_about(self._storage, names, self._coder)
        if ABOUT not in names:
            about = {"schema": SCHEMA, "coder": self._coder}
            self._storage.write(ABOUT, orjson.dumps(about, option=orjson.OPT_INDENT_2))
        self._next = 1 + max((int(n[5:-8]) for n in names if is_part(n)), default=0)
        if (path := self._storage.journal()) is not None:
            self._rows = list(_journalled(path))
            self._size = sum(len(row.record) for row in self._rows)
            # Unbuffered: what could not be written is not tried once more when it is closed.
            self._stream = path.open("ab", buffering=0)
            if self._rows:
                # What a killed run left goes into a file at once, so that it is no longer loose.
                self._write()
            else:
                # What is cut off must not stand before rows that are whole.
                self._stream.truncate(0)

    def add(self, row: Row) -> None:
        """Keep a row: once this returns, no end of this program loses it."""
        with writing(self._storage.where):
            if self._stream is not None:
                _append(self._stream, framed(row_to_bytes(row)))
            self._rows.append(row)
            self._size += len(row.record)
            if len(self._rows) >= ROWS or self._size >= BYTES:
                self._write()

    def flush(self) -> None:
        """Write what waits into a file."""
        if self._rows:
            with writing(self._storage.where):
                self._write()

    def _write(self) -> None:
        self._storage.write(PART.format(self._next), part_of(self._rows))
        self._next += 1
        self._rows.clear()
        self._size = 0
        if self._stream is not None:
            # Killed before this line, the next run finds the rows in both: see `stored_places`.
            self._stream.truncate(0)
            self._stream.seek(0)


def is_part(name: str) -> bool:
    """Whether a name is that of a file of rows."""
    return name.startswith("part-") and name.endswith(".parquet") and name[5:-8].isdigit()


def check_about(storage: Storage, names: list[str], coder: str = "") -> None:
    """Make sure that a folder is one of ours, of this form, and of this coder if one is named.

    Raises:
        UsageError: a folder of something else, or of another coder.
        NewerSchema: written by a later Dragoman.
    """
    if ABOUT not in names:
        others = [name for name in names if not name.startswith(".") and name != f"{ABOUT}-build"]
        if others:
            raise UsageError(
                f"{storage.where} holds other files ({others[0]})",
                "name a new folder, or an empty one",
            )
        return
    about = orjson.loads(storage.read(ABOUT))
    if about["schema"] > SCHEMA:
        raise NewerSchema(
            f"{storage.where} has schema {about['schema']}, and this Dragoman knows {SCHEMA}",
            "install a later Dragoman",
        )
    if coder and about["coder"] != coder:
        raise UsageError(
            f"{storage.where} was coded by {about['coder']}, this is {coder}",
            "name a new folder for a new coding; --parses saves the parse",
        )


def framed(raw: bytes) -> bytes:
    """A row as it stands in the journal."""
    return len(raw).to_bytes(4, "big") + zlib.crc32(raw).to_bytes(4, "big") + raw


def _append(stream: RawIOBase, raw: bytes) -> None:
    """Write all of it: the system may take a part, and say only at the next why it took no more."""
    left = memoryview(raw)
    while left:
        left = left[stream.write(left) or 0 :]


def _journalled(path: Path) -> Iterator[Row]:
    """The rows of a journal up to where it was cut off."""
    if not path.exists():
        return
    with path.open("rb") as stream:
        while len(head := stream.read(FRAME)) == FRAME:
            raw = stream.read(int.from_bytes(head[:4], "big"))
            if zlib.crc32(raw) != int.from_bytes(head[4:], "big"):
                return
            yield row_from_bytes(raw)


def arrow() -> tuple[Any, Any]:
    """pyarrow and its Parquet module.

    Raises:
        ExtraMissing: they are not installed.
    """
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise ExtraMissing("bulk runs need pyarrow", "pip install 'dragoman[frames]'") from error
    return pa, pq


def part_of(rows: list[Row]) -> bytes:
    """Rows as a Parquet file."""
    pa, pq = arrow()
    kinds = {"published": pa.date32(), "record": pa.large_string(), "seconds": pa.float32()}
    counts = ("words", "statements", "events", "quantities", "forecasts")
    kinds.update(dict.fromkeys(counts, pa.int32()))
    schema = pa.schema(
        [(name, kinds.get(name, pa.string())) for name in NAMES],
        metadata={"dragoman.schema": str(SCHEMA)},
    )
    columns = [pa.array([_cell(row, n) for row in rows], type=schema.field(n).type) for n in NAMES]
    sink = pa.BufferOutputStream()
    table = pa.Table.from_arrays(columns, schema=schema)
    pq.write_table(table, sink, compression="zstd", row_group_size=GROUP)
    return bytes(sink.getvalue())


def _cell(row: Row, name: str) -> Any:
    value = getattr(row, name)
    if name == "record":
        return value.decode() if value else None
    return value.value if isinstance(value, Outcome) else value


def stored(storage: Storage, columns: tuple[str, ...] = NAMES) -> Iterator[dict[str, Any]]:
    """All rows of a folder's files, some columns of them, a few at a time, in order of file.

    A row may stand in two files where a run was killed between writing one and forgetting its
    journal.
    """
    pa, pq = arrow()
    for name in storage.names():
        if is_part(name):
            with storage.open(name) as stream:
                file = pq.ParquetFile(stream)
                for batch in file.iter_batches(GROUP, columns=list(columns), use_threads=False):
                    yield from batch.to_pylist()
        # What Arrow has set free is kept for later files, unless it is told not to.
        pa.default_memory_pool().release_unused()
