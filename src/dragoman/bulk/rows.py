"""What becomes of one input of a bulk run: a row that any process can send and any table hold."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import date
from enum import StrEnum
from hashlib import blake2b
from typing import Any, Final

import orjson

from dragoman.errors import InputError
from dragoman.model import CodedReport, from_json, to_json
from dragoman.read import Loaded
from dragoman.read.door import digest_of
from dragoman.read.formats import Part
from dragoman.read.records import Failure

SCHEMA: Final = 1
"""Of the rows; a reader of another number refuses them."""


class Outcome(StrEnum):
    """What became of an input.

    ``again``: the same bytes as an input that has a row already, at another place.
    """

    CODED = "coded"
    REFUSED = "refused"
    AGAIN = "again"


@dataclass(frozen=True, slots=True)
class Row:
    """One input of a bulk run.

    Attributes:
        location: of the input: a path, an address, or ``FILE#id``.
        digest: BLAKE2b-128 of its bytes, hexadecimal; "" of a file that is broken as a whole.
        code, reason, remedy: of what is refused: the stable code of the error, and its words.
        coder: version of Dragoman and of its tables that coded it.
        report_id, title … words: of the report, so that the table tells something without its
            records; ``published`` is the earliest day, ``words`` those of the body.
        statements … forecasts: how many the report gave.
        uncoded: why the body was not coded, "" if it was.
        retrieved_at: when the input was fetched, ISO 8601 in UTC; "" where that is not told.
        taken: columns that were taken for those asked for.
        seconds: of CPU that it took to read and code, its share of what was parsed together.
        record: the coded report as JSON (`dragoman.model.to_json`); empty if refused.
    """

    location: str
    digest: str
    outcome: Outcome
    coder: str = ""
    code: str = ""
    reason: str = ""
    remedy: str = ""
    report_id: str = ""
    title: str = ""
    publisher: str = ""
    published: date | None = None
    language: str = ""
    words: int = 0
    statements: int = 0
    events: int = 0
    quantities: int = 0
    forecasts: int = 0
    uncoded: str = ""
    retrieved_at: str = ""
    taken: str = ""
    seconds: float = 0.0
    record: bytes = field(default=b"", repr=False)

    @property
    def place(self) -> bytes:
        """What tells this input at this place from all others: 16 bytes."""
        return place_of(self.digest, self.location)

    def coded(self) -> CodedReport:
        """The coded report.

        Raises:
            TypeError, ValueError, KeyError: the record is not of this version's form.
        """
        return from_json(CodedReport, orjson.loads(self.record))


NAMES: Final = tuple(one.name for one in fields(Row))


def place_of(digest: str, location: str) -> bytes:
    """The key of an input at a place."""
    return blake2b(f"{digest}\n{location}".encode("utf-8", "replace"), digest_size=16).digest()


def place_of_part(part: Part) -> bytes:
    """`Row.place` of the row that a part will have."""
    return place_of(digest_of(part.told_by), storable(part.location))


def coded_row(coded: CodedReport, loaded: Loaded, coder: str, seconds: float) -> Row:
    """The row of a coded report.

    Raises:
        TypeError: it holds what JSON cannot say.
    """
    report = coded.report
    return Row(
        location=storable(report.location),
        digest=loaded.digest,
        outcome=Outcome.CODED,
        coder=coder,
        report_id=report.id,
        title=report.title,
        publisher=report.publisher,
        published=report.published_at.earliest,
        language=report.language,
        words=sum(len(report.source_text[a:b].split()) for a, b in report.body_spans()),
        statements=len(coded.statements),
        events=len(coded.events),
        quantities=len(coded.quantities),
        forecasts=len(coded.forecasts),
        uncoded=coded.uncoded,
        retrieved_at=loaded.retrieved_at,
        taken=loaded.taken,
        seconds=round(seconds, 4),
        record=orjson.dumps(to_json(coded)),
    )


def refused_row(part: Part | Failure, error: InputError, coder: str, seconds: float = 0.0) -> Row:
    """The row of an input that could not be read or coded."""
    return Row(
        location=storable(part.location),
        digest=digest_of(part.told_by) if isinstance(part, Part) else "",
        outcome=Outcome.REFUSED,
        coder=coder,
        code=error.code,
        reason=storable(error.what),
        remedy=storable(error.remedy),
        seconds=round(seconds, 4),
    )


def again_row(part: Part, coder: str) -> Row:
    """The row of an input whose bytes have been met elsewhere."""
    return Row(
        location=storable(part.location),
        digest=digest_of(part.told_by),
        outcome=Outcome.AGAIN,
        coder=coder,
        retrieved_at=part.retrieved_at,
    )


def storable(text: str) -> str:
    """Text that UTF-8 can say: file names may hold bytes that no encoding explains."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def row_to_bytes(row: Row) -> bytes:
    """A row as bytes: its JSON without the record, a line break, the record."""
    plain: dict[str, Any] = {name: getattr(row, name) for name in NAMES if name != "record"}
    return orjson.dumps(plain) + b"\n" + row.record


def row_from_bytes(raw: bytes) -> Row:
    """What `row_to_bytes` wrote.

    Raises:
        ValueError, TypeError: it did not write this.
    """
    head, _, record = raw.partition(b"\n")
    plain = orjson.loads(head)
    day = plain.pop("published")
    plain["outcome"] = Outcome(plain["outcome"])
    return Row(**plain, published=date.fromisoformat(day) if day else None, record=record)
