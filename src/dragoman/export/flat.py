"""The case as flat tables: what CSV and Parquet files, and data frames, are made of.

Every table has named and typed columns and one row a record or a part of one (a participant, a
link of a speaker chain); parts name their record and their place in it. Rows are in order of
report and place in it, then of id. Beside the first piece of evidence that a record carries, the
table ``evidence`` holds all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, Final

from dragoman.case.view import CaseView
from dragoman.model import PartialDate, Participant, Source

Row = Any
Rows = Callable[[CaseView], Iterator[Row]]


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes:
        kind: ``text``, ``list`` (of texts), ``whole``, ``number``, ``truth``, ``day`` or
            ``moment``.
        told: what it holds, for the reference.
        of: the value for a row; ``None`` where there is none.
    """

    name: str
    kind: str
    told: str
    of: Callable[[Row], Any]


@dataclass(frozen=True, slots=True)
class FlatTable:
    """One table: its columns and where its rows come from."""

    name: str
    told: str
    columns: tuple[Column, ...]
    rows: Rows

    def values(self, view: CaseView) -> Iterator[list[Any]]:
        """The rows as lists of values in the order of the columns."""
        for row in self.rows(view):
            yield [column.of(row) for column in self.columns]


def text(name: str, told: str = "", path: str = "") -> Column:
    """A column of texts; ``path`` is the dotted way to it where that is not its name."""
    return Column(name, "text", told, attrgetter(path or name))


def texts(name: str, told: str = "", of: Callable[[Row], Any] | None = None) -> Column:
    """A column of lists of texts."""
    return Column(name, "list", told, lambda row: list((of or attrgetter(name))(row)))


def number(name: str, told: str = "", path: str = "") -> Column:
    """A column of numbers, which may be missing."""
    return Column(name, "number", told, attrgetter(path or name))


def whole(name: str, told: str = "", path: str = "") -> Column:
    """A column of whole numbers, which may be missing."""
    return Column(name, "whole", told, attrgetter(path or name))


def made(name: str, kind: str, told: str, of: Callable[[Row], Any]) -> Column:
    """A column whose value is worked out."""
    return Column(name, kind, told, of)


def date(name: str, path: str, what: str) -> tuple[Column, ...]:
    """The four columns of a partial date: both ends, how precise it is, what it rests on."""
    get: Callable[[Row], PartialDate] = attrgetter(path)
    return (
        Column(
            f"{name}_earliest",
            "day",
            f"first day {what}; empty where open",
            lambda row: get(row).earliest,
        ),
        Column(
            f"{name}_latest",
            "day",
            f"last day {what}; empty where open",
            lambda row: get(row).latest,
        ),
        Column(
            f"{name}_precision",
            "whole",
            "UCDP class 1 (day) to 5; empty where nothing is known",
            lambda row: get(row).precision,
        ),
        Column(f"{name}_basis", "text", "what the date rests on", lambda row: get(row).basis),
    )


def place_in_text(
    of: Callable[[Row], Any], what: str = "first piece of evidence"
) -> tuple[Column, ...]:
    """Offsets and words of a span; ``of`` gives it or ``None``."""

    def part(name: str) -> Callable[[Row], Any]:
        def value(row: Row) -> Any:
            span = of(row)
            return None if span is None else getattr(span, name)

        return value

    return (
        Column("start", "whole", f"{what}: offset into the report's text, from 0", part("start")),
        Column("end", "whole", "offset behind its last character", part("end")),
        Column("exact", "text", "its words", part("exact")),
    )


def first_evidence(row: Row) -> Any:
    """The first piece of evidence of a record, if it has any."""
    return row.evidence[0] if row.evidence else None


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a record, with the record and its place in it."""

    whole: Any
    position: int
    part: Any


def parts(kind: str, *names: str) -> Rows:
    """Rows for the members of a record's tuples (``names``), record by record."""

    def rows(view: CaseView) -> Iterator[Part]:
        for record in getattr(view, kind).values():
            for name in names:
                for position, part in enumerate(getattr(record, name)):
                    yield Part(record, position, part)

    return rows


def records(kind: str) -> Rows:
    """Rows for the records of a mapping of the view."""
    return lambda view: iter(getattr(view, kind).values())


POSITION: Final = whole("position", "place in its record, from 0")


def second(*columns: Column) -> tuple[Column, ...]:
    """Columns of a row that is a pair, taken from its second member."""
    return tuple(Column(one.name, one.kind, one.told, _of_second(one.of)) for one in columns)


def _of_second(of: Callable[[Row], Any]) -> Callable[[Row], Any]:
    return lambda row: of(row[1])


def names(participants: tuple[Participant, ...]) -> list[str]:
    """What participants are called: their canonical names, else the words of the text."""
    return [one.name or one.text for one in participants]


def countries(participants: tuple[Participant, ...]) -> list[str]:
    """The countries of participants, each once, in order."""
    return list(dict.fromkeys(one.country for one in participants if one.country))


def speakers(sources: tuple[Source, ...]) -> list[str]:
    """A chain of sources by name, the original speaker first."""
    return [one.name or one.text for one in sources]
