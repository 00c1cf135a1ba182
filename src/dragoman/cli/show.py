"""``dragoman show``: one record with the words it rests on."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Final

import orjson
import typer

from dragoman.case.joining import joins_of
from dragoman.cli.opening import open_case
from dragoman.cli.options import CasePath
from dragoman.cli.streams import out
from dragoman.model import to_json
from dragoman.show.copied import copies_json
from dragoman.show.record import print_record

EXAMPLES: Final = """\b
Examples
  dragoman show case.db hap_1f0c
  dragoman show case.db evt_9a31 --format json

Every listing gives ids; the start of one is enough where no other starts so."""


class RecordFormat(StrEnum):
    """How one record is written."""

    TEXT = "text"
    JSON = "json"


def show(
    case: CasePath,
    id: Annotated[str, typer.Argument(metavar="ID", help="An id, or enough of its start.")],
    format: Annotated[
        RecordFormat, typer.Option("--format", "-f", help="Text to read, or the record as JSON.")
    ] = RecordFormat.TEXT,
) -> None:
    """Show one record with the words it rests on.

    Its sentence in context, its speaker chain, the rule that fired, and what is related.

    Takes the id of any record: report, actor, statement, event, quantity, time, forecast,
    happening, account or difference.
    """
    with open_case(case) as (opened, lookup):
        kind, record = opened.record(id)
        joins = joins_of(opened, record.id) if kind == "happening" else ()
        if format is RecordFormat.JSON:
            console = out()
            whole = to_json(record)
            if kind == "report":
                whole["copies"] = copies_json(lookup.view, record)
                whole["uncoded"] = lookup.view.uncoded.get(record.id, "")
            if kind == "happening":
                whole["joins"] = [to_json(join) for join in joins]
            data = orjson.dumps(whole, option=orjson.OPT_INDENT_2)
            console.file.write(data.decode() + "\n")
        else:
            print_record(lookup, kind, record, out(), joins)
