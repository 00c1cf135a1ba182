"""``dragoman explain``: the clauses of a text, and why each was coded as it was."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Final

import typer

from dragoman.cli.build import Tables
from dragoman.cli.streams import out, say
from dragoman.errors import DragomanError, UsageError

if TYPE_CHECKING:
    from dragoman.lexicon import Lexicon
    from dragoman.model import Report
    from dragoman.show.explained import Explained

EXAMPLES: Final = """\b
Examples
  dragoman explain report.txt
  dragoman explain report.txt --sentence 3
  echo "Iran gave Russia drones." | dragoman explain -
  dragoman explain report.txt --lexicon my-tables/
  dragoman explain report.html --format json"""


class ExplainFormat(StrEnum):
    """How the explanation is written."""

    TABLE = "table"
    JSON = "json"


def explain(
    path: Annotated[
        str, typer.Argument(metavar="FILE", help="A report to read, or - for standard input.")
    ],
    sentence: Annotated[
        int,
        typer.Option("--sentence", "-s", min=0, metavar="N", help="Only sentence N; 0 for all."),
    ] = 0,
    tables: Tables = None,
    format: Annotated[
        ExplainFormat, typer.Option("--format", "-f", help="A table to read, or JSON.")
    ] = ExplainFormat.TABLE,
) -> None:
    """Show the clauses of a report, and why each was coded as it was.

    Per sentence: each clause with who acts, who is acted on, what stands around it, negation,
    modality, tense and the predicates above it; the rules that fired, with where and when the event
    took place and what told it, what was moved by which way and what for; and the rules of the same
    word that nearly fired, with the condition that failed. Then its figures, with what they count
    and which other figure they lean on, and its time expressions, with what they hang from.

    No case is needed, and none is written.
    """
    # Imported here: reading and parsing bring large libraries, which no other command needs.
    from dragoman.lexicon import load_lexicon
    from dragoman.read import Failure, Loaded, read_paths
    from dragoman.show.explained import explained_json, print_explained

    if tables is not None and not tables.is_dir():
        raise UsageError(f"no folder {tables}", "give the folder that holds your tables")
    lexicon = load_lexicon(tables)
    reports = []
    left_out: list[tuple[str, DragomanError]] = []
    for found in read_paths([path], lexicon):
        if isinstance(found, Failure):
            left_out.append((found.location, found.error))
        if isinstance(found, Loaded):
            try:
                reports.append(_explained(found.report, lexicon, sentence))
            except UsageError as error:
                left_out.append((found.report.location, error))
    if left_out and not reports:
        raise left_out[0][1]
    for location, why in left_out:  # rows among others
        say(f"left out: {location}: {why}")
    if format is ExplainFormat.JSON:
        out().file.write(explained_json(reports))
    else:
        for one in reports:
            print_explained(one, out())


def _explained(report: Report, lexicon: Lexicon, number: int) -> Explained:
    """One report with its sentences, or only the one with that number from 1.

    Raises:
        UsageError: where the report is in a language that is not coded, or has fewer sentences.
    """
    from dragoman.attribute import attribute
    from dragoman.chain import CODED_LANGUAGES
    from dragoman.extract import extract
    from dragoman.extract.explain import explain as explain_report
    from dragoman.parse import parse
    from dragoman.resolve import resolve
    from dragoman.show.explained import Explained

    if report.language not in CODED_LANGUAGES:
        raise UsageError(f"no rules for the language {report.language}", "give an English text")
    extracted = extract(parse(report), lexicon)
    sentences = explain_report(extracted, lexicon.coding)
    if number > len(sentences):
        count = len(sentences)
        raise UsageError(f"no sentence {number}: the text has {count}", f"give 1 to {count}")
    if number:
        sentences = sentences[number - 1 : number]
    coded = resolve(attribute(extracted, lexicon), lexicon)
    return Explained(
        report.title, sentences, coded.events, coded.times, coded.quantities, report.location
    )
