"""``dragoman ask``: what the case holds on a question, with citations."""

from __future__ import annotations

from typing import Annotated, Final

import typer

from dragoman.analyse.answers import answers
from dragoman.analyse.questions import read_question
from dragoman.cli.opening import load
from dragoman.cli.options import CasePath, FormatOption
from dragoman.cli.streams import out, say
from dragoman.errors import UsageError
from dragoman.lexicon.asking import load_asking
from dragoman.lexicon.tables import Tables
from dragoman.show.answer_rows import answer_listing, kinds_in_order, read_as
from dragoman.show.listing import Format, write_listing
from dragoman.show.safe import one_line

EXAMPLES: Final = """\b
Examples
  dragoman ask case.db "north korea troops figure"
  dragoman ask case.db who disputes the casualties
  dragoman ask case.db "russia oil since 2024" --format json

Name states as the reports name them, say what is counted or done, and a year
or a month if you like. Nothing is composed: each answer is a record of the
case with the sentence that it was read from, and an id for `dragoman show`."""


def ask(
    case: CasePath,
    words: Annotated[list[str], typer.Argument(metavar="QUESTION…", help="In any words.")],
    limit: Annotated[
        int, typer.Option("--limit", "-n", min=1, metavar="N", help="At most N of each kind.")
    ] = 3,
    format: FormatOption = Format.TABLE,
) -> None:
    """Ask the case, and get its own words with their source.

    Differences, happenings, figures, forecasts and statements that fit; what the
    question asks for comes first. How the question was read is said as well.
    """
    lookup = load(case)
    tables = Tables()
    question = read_question(" ".join(words), lookup.view, load_asking(tables))
    if question.empty:
        raise UsageError(
            "there is nothing to look for", "name a state, a deed, a count, a year or a word"
        )
    found = answers(lookup.view, question, lookup.likeness.parts)
    rows = [one for kind in kinds_in_order(question) for one in found.get(kind, ())[:limit]]
    if format is Format.TABLE:
        say(f"read as {one_line(read_as(question, lookup))}")
    left = sum(map(len, found.values())) - len(rows)
    note = f"{left:,} more; --limit gives more of each kind." if left > 0 else ""
    write_listing(answer_listing(lookup, rows, note), format, out())
