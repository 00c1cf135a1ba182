"""Parses kept by the content of their passage, so that what was parsed once is not parsed again.

A run with other tables, a reprint, a paragraph of background that comes back every week: their
parses are the same, and the parse is the most of what coding costs. The key is a hash of the
passage as the parser sees it, of the model's digest and of `FORM`.
"""

from __future__ import annotations

import hashlib
import sqlite3
import sys
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Final

import orjson

from dragoman.parse.digest import PINNED
from dragoman.parse.parser import Parser, Row

FORM: Final = 1
"""To be raised whenever `SpacyParser` gives other rows for the same text."""

NAME: Final = "parses.db"
AT_ONCE: Final = 256
WAIT_SECONDS: Final = 60.0

KEPT_FROM: Final = 40
"""Characters from which a passage is kept: shorter ones are parsed faster than they are found."""


UNUSABLE: Final = (sqlite3.Error, OSError)


class RememberingParser:
    """A parser that asks a file of parses first.

    Several processes may share the file. One that cannot be read or written costs time and
    nothing else: a parse that is not found is made.
    """

    def __init__(self, parser: Parser, folder: Path) -> None:
        self._parser = parser
        self.knows = parser.knows
        self._path = folder / NAME
        self._open: sqlite3.Connection | None = None
        self._salt = f"{PINNED} {FORM}\n".encode()

    def rows(self, texts: Iterable[str]) -> Iterator[list[Row]]:
        """Parse each text, or remember how it was parsed."""
        waiting = iter(texts)
        while batch := list(islice(waiting, AT_ONCE)):
            yield from self._batch(batch)

    def _batch(self, texts: Sequence[str]) -> Iterator[list[Row]]:
        keys = {text: self._key(text) for text in texts}
        known = self._look_up({text: key for text, key in keys.items() if key})
        missing = [text for text in keys if text not in known]
        made = dict(zip(missing, self._parser.rows(missing), strict=True))
        self._keep([(keys[text], rows) for text, rows in made.items()])
        for text in texts:
            yield made[text] if text in made else known[text]

    def _key(self, text: str) -> bytes:
        """Empty for passages that are not kept."""
        if len(text) < KEPT_FROM:
            return b""
        raw = self._salt + text.encode("utf-8", "surrogatepass")
        return hashlib.blake2b(raw, digest_size=16).digest()

    def _look_up(self, keys: Mapping[str, bytes]) -> dict[str, list[Row]]:
        known: dict[str, list[Row]] = {}
        try:
            ask = self._connection().execute
            for text, key in keys.items():
                row = ask("SELECT parse FROM parses WHERE key = ?", (key,)).fetchone()
                if row is not None:
                    known[text] = _rows(row[0], text)
        except (*UNUSABLE, zlib.error, ValueError, TypeError):
            pass
        return known

    def _keep(self, made: Sequence[tuple[bytes, list[Row]]]) -> None:
        packed = [(key, _packed(rows)) for key, rows in made if key]
        if not packed:
            return
        try:
            with self._connection() as connection:
                connection.executemany("INSERT OR REPLACE INTO parses VALUES (?, ?)", packed)
        except UNUSABLE:
            return

    def _connection(self) -> sqlite3.Connection:
        """Opened at the first use: a connection must not cross a fork."""
        if self._open is None:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._open = sqlite3.connect(self._path, timeout=WAIT_SECONDS)
            self._open.execute("PRAGMA journal_mode = WAL")
            self._open.execute("PRAGMA synchronous = OFF")
            self._open.execute(
                "CREATE TABLE IF NOT EXISTS parses (key BLOB PRIMARY KEY, parse BLOB) WITHOUT ROWID"
            )
        return self._open


def _packed(rows: list[Row]) -> bytes:
    """A passage's rows by column; the tokens' texts follow from their offsets."""
    columns = [list(column) for column in zip(*rows, strict=True)] if rows else []
    return zlib.compress(orjson.dumps(columns[1:]), 1)


def _rows(packed: bytes, text: str) -> list[Row]:
    columns = orjson.loads(zlib.decompress(packed))
    # Labels are compared again and again, which is fast for one object.
    name = sys.intern
    return [
        (
            text[start:end],
            lemma,
            name(pos),
            name(tag),
            name(dep),
            head,
            start,
            end,
            name(ent),
            opens,
        )
        for lemma, pos, tag, dep, head, start, end, ent, opens in zip(*columns, strict=True)
    ]
