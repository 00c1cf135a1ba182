"""The stages, strung together: who has read this file has read the program."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from dragoman.attribute import attribute
from dragoman.extract import extract
from dragoman.lexicon import Lexicon
from dragoman.model import CodedReport, Report, SentenceSpan
from dragoman.parse import ParsedReport, Parser, parse_many
from dragoman.resolve import resolve

CODED_LANGUAGES = frozenset({"en", ""})
BATCH = 16
"""Reports parsed at a time; the parser is faster on many passages at once."""


def code_report(report: Report, lexicon: Lexicon, parser: Parser | None = None) -> CodedReport:
    """Read one report into everything that it tells.

    Args:
        report: as `dragoman.read` gives it.
        parser: another parser than the pinned model.

    Returns:
        the coded report; one in a language that is not coded keeps its text and says so.

    Raises:
        ModelError: where the language model is missing or is not the pinned one.
    """
    return next(code_reports([report], lexicon, parser))


def code_reports(
    reports: Iterable[Report], lexicon: Lexicon, parser: Parser | None = None
) -> Iterator[CodedReport]:
    """Read many reports, in their order, a batch at a time."""
    waiting = iter(reports)
    while batch := list(islice(waiting, BATCH)):
        coded = [r for r in batch if r.language in CODED_LANGUAGES]
        parsed = iter(parse_many(coded, parser))
        for report in batch:
            if report.language in CODED_LANGUAGES:
                yield code_parsed(next(parsed), lexicon)
            else:
                yield _uncoded(report)


def code_parsed(parsed: ParsedReport, lexicon: Lexicon) -> CodedReport:
    """The stages after the parser."""
    extracted = extract(parsed, lexicon)
    attributed = attribute(extracted, lexicon)
    return resolve(attributed, lexicon)


def _uncoded(report: Report) -> CodedReport:
    sentence = SentenceSpan(0, 0, len(report.source_text))
    return CodedReport(
        report=report,
        sentences=(sentence,),
        actors=(),
        statements=(),
        events=(),
        quantities=(),
        times=(),
        forecasts=(),
        uncoded=f"language: {report.language}",
    )
