"""Files of an export: written piece by piece, whole or not at all, the same bytes every time."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path
from typing import Any, BinaryIO, Final

from dragoman.errors import UsageError

Json = dict[str, Any]

FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""With what a cell begins that a spreadsheet runs (OWASP, "CSV Injection"); wide forms of the
signs count in the Japanese Excel."""
NUL: Final = "\0"
REPLACEMENT: Final = "\ufffd"


class Frame(str):
    """A piece of a file that is no record: a head, a foot, what stands between two records."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class File:
    """One file of an export.

    Attributes:
        name: in the export's folder; where an export is one file, the user names it.
        write: writes all of it and gives the number of its records.
    """

    name: str
    write: Callable[[BinaryIO], int]


@dataclass(slots=True)
class LeftOut:
    """What a format cannot hold, counted by the reason. Filled while the files are written."""

    reasons: Counter[str] = field(default_factory=Counter)

    def add(self, reason: str) -> None:
        """One more record is left out for this reason."""
        self.reasons[reason] += 1

    def lines(self) -> list[str]:
        """One line a reason, in words, in order of reason."""
        return [f"left out {count:,}: {reason}" for reason, count in sorted(self.reasons.items())]


def text_file(name: str, pieces: Iterable[str]) -> File:
    """A file of UTF-8 text; every piece that is no `Frame` counts as a record."""

    def write(out: BinaryIO) -> int:
        records = 0
        for piece in pieces:
            out.write(piece.encode("utf-8", "replace"))
            records += not isinstance(piece, Frame)
        return records

    return File(name, write)


def json_text(data: Any) -> str:
    """One JSON value on one line, as UTF-8; keys in the order given.

    U+0085, U+2028 and U+2029 are escaped: many readers take them for ends of lines.
    """
    text = json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(", ", ": "))
    return text.translate(LINE_ENDS)


LINE_ENDS: Final = {ord(sign): f"\\u{ord(sign):04x}" for sign in "\u0085\u2028\u2029"}


def json_lines(records: Iterable[Any]) -> Iterator[str]:
    """One record a line."""
    return (json_text(record) + "\n" for record in records)


def json_list(records: Iterable[Any], head: str = "[\n", foot: str = "\n]\n") -> Iterator[str]:
    """Records as a JSON list, one a line, between a head and a foot that open and close it."""
    between = head
    for record in records:
        yield Frame(between)
        yield json_text(record)
        between = ",\n"
    if between == head:
        yield Frame(head)
    yield Frame(foot)


def csv_lines(header: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """A table as CSV after RFC 4180: a header, CRLF, quotes where needed, cells made safe."""
    yield Frame(_csv_line(header))
    for row in rows:
        yield _csv_line([safe_cell(value) for value in row])


def _csv_line(cells: Sequence[object]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer).writerow(cells)
    return buffer.getvalue()


def safe_cell(value: object) -> str:
    """A value as the text of a CSV cell.

    ``None`` is empty, numbers have no needless decimals, lists are joined by ``; ``. Text that a
    spreadsheet would run as a formula gets an apostrophe before it; NUL becomes U+FFFD.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return number(value)
    if isinstance(value, int):
        return str(value)
    if isinstance(value, list | tuple):
        return safe_cell("; ".join(map(str, value)))
    text = str(value).replace(NUL, REPLACEMENT)
    return "'" + text if text.startswith(FORMULA) else text


def number(value: float) -> str:
    """A number without needless decimals: "500", "0.25"."""
    return str(int(value)) if value == int(value) else repr(value)


def tsv_line(cells: Sequence[object]) -> str:
    """Cells as a line of tab-separated values without quotes, as GDELT has them.

    Such a file can hold neither tabs nor ends of lines in a cell: white space becomes one space.
    """
    plain = ("" if cell is None else str(cell) for cell in cells)
    return "\t".join(" ".join(text.replace(NUL, REPLACEMENT).split()) for text in plain) + "\n"


def write_files(files: Iterable[File], folder: Path) -> list[tuple[Path, int]]:
    """Write files into a folder, which is made if need be.

    Returns:
        where each was written and its number of records, in order.

    Raises:
        UsageError: where one cannot be written there.
    """
    waiting = iter(files)
    # A format whose package is missing says so before a folder is made.
    first = list(islice(waiting, 1))
    written = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(
            f"{folder} cannot be written ({error.strerror})", "name another folder"
        ) from error
    for file in chain(first, waiting):
        written.append((folder / file.name, write_file(file, folder / file.name)))
    return written


def write_file(file: File, path: Path) -> int:
    """Write a file whole or not at all; gives the number of its records.

    Raises:
        UsageError: where it cannot be written there.
    """
    beside = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with beside.open("wb") as out:
                records = file.write(out)
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        raise UsageError(
            f"{path} cannot be written ({error.strerror})", "name another place"
        ) from error
    return records
