"""The library's front door, in the order of the data: read, code, reconcile, look into.

    import dragoman

    coded = list(dragoman.code(dragoman.read("reports/")))
    found = dragoman.reconcile(coded)
    ledger = dragoman.ledger(coded, found)        # or dragoman.open("case.db")
    ledger.pandas("events")
    ledger.ask("who sent troops")

Everything runs offline and in this process; the language model is loaded with the first report
that is coded. Records are those of `dragoman.model`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from os import PathLike, fspath
from typing import TYPE_CHECKING, Any, Final, overload

from dragoman.analyse.answers import Answer, answers
from dragoman.analyse.questions import read_question
from dragoman.case import Case, CaseView, load_view, view_of
from dragoman.chain import code_reports
from dragoman.errors import AmbiguousId, ExtraMissing, RecordMissing, UsageError
from dragoman.export.tables import FLAT_TABLES
from dragoman.export.tabular import arrow_table
from dragoman.lexicon import Lexicon, own_lexicon
from dragoman.lexicon.asking import load_asking
from dragoman.lexicon.likeness import load_likeness
from dragoman.lexicon.tables import Tables
from dragoman.lexicon.telling import load_tellings
from dragoman.model import CodedReport, Reconciliation, Report
from dragoman.parse import Parser
from dragoman.reconcile import reconcile
from dragoman.show.answer_rows import citations, cited, kinds_in_order, says, what
from dragoman.show.cards import Card, happening_card, list_card, record_text, report_card
from dragoman.show.lookup import Lookup

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

TABLES: Final = {table.name: table for table in FLAT_TABLES}
KINDS: Final = (
    "reports",
    "actors",
    "statements",
    "events",
    "quantities",
    "times",
    "forecasts",
    "happenings",
    "accounts",
    "differences",
)
"""The mappings of a view whose records have ids."""


@overload
def code(
    reports: Report, *, lexicon: Lexicon | None = None, parser: Parser | None = None
) -> CodedReport: ...
@overload
def code(
    reports: Iterable[Report], *, lexicon: Lexicon | None = None, parser: Parser | None = None
) -> Iterator[CodedReport]: ...
def code(
    reports: Report | Iterable[Report],
    *,
    lexicon: Lexicon | None = None,
    parser: Parser | None = None,
) -> CodedReport | Iterator[CodedReport]:
    """Read reports into all that they tell: statements, events, figures, times, forecasts.

    Args:
        reports: one, or many; many are parsed in batches, which is faster.
        lexicon: another than the package's own.
        parser: another than the pinned model; see `dragoman.parse.Parser`.

    Returns:
        of one report its records, of many an iterator over theirs in the same order.

    Raises:
        ModelError: where the language model is missing or is not the pinned one.
    """
    known = lexicon or own_lexicon()
    if isinstance(reports, Report):
        return next(code_reports([reports], known, parser))
    return code_reports(reports, known, parser)


def ledger(coded: Iterable[CodedReport], found: Reconciliation | None = None) -> Ledger:
    """Coded reports as a ledger to look into, without a case file.

    Args:
        found: what `reconcile` derived from them; derived here if ``None``.
    """
    held = list(coded)
    return _ledger(view_of(held, found if found is not None else reconcile(held)))


def open(path: str | PathLike[str]) -> Ledger:
    """A case file as a ledger to look into, as of this moment; the file is closed again.

    Raises:
        CaseError: where there is no case at that path, or none that can be read.
    """
    with Case.open(fspath(path), read_only=True) as case:
        return _ledger(load_view(case))


def _ledger(view: CaseView) -> Ledger:
    tables = Tables()
    return Ledger(Lookup(view, load_likeness(tables), load_tellings(tables)))


class Ledger:
    """All that a case holds, in memory.

    Attributes:
        view: the records themselves, by id: ``ledger.view.events``.
    """

    def __init__(self, lookup: Lookup) -> None:
        self._lookup = lookup
        self.view: CaseView = lookup.view

    # Tables -------------------------------------------------------------------------------

    @property
    def tables(self) -> tuple[str, ...]:
        """Names of the tables that `arrow`, `pandas` and `polars` give."""
        return tuple(TABLES)

    def arrow(self, table: str) -> pyarrow.Table:
        """A table as Arrow, with typed columns; empty tables have their columns too.

        Args:
            table: such as ``events``, ``statements``, ``quantities``, ``forecasts``,
                ``differences``; `tables` has all.

        Raises:
            UsageError: where there is no such table.
            ExtraMissing: where pyarrow is not installed.
        """
        if table not in TABLES:
            raise UsageError(f"no table {table!r}", "one of " + ", ".join(TABLES))
        return arrow_table(TABLES[table], self.view)

    def pandas(self, table: str) -> pandas.DataFrame:
        """A table as a pandas frame, with Arrow's types, so that open dates stay open.

        Raises:
            UsageError, ExtraMissing.
        """
        try:
            import pandas
        except ImportError as error:
            raise ExtraMissing("this needs pandas", 'pip install "dragoman[pandas]"') from error
        return self.arrow(table).to_pandas(types_mapper=pandas.ArrowDtype)

    def polars(self, table: str) -> polars.DataFrame:
        """A table as a polars frame.

        Raises:
            UsageError, ExtraMissing.
        """
        try:
            import polars
        except ImportError as error:
            raise ExtraMissing("this needs polars", 'pip install "dragoman[polars]"') from error
        frame = polars.from_arrow(self.arrow(table))
        assert isinstance(frame, polars.DataFrame)
        return frame

    # Records ------------------------------------------------------------------------------

    def record(self, id: str) -> Any:
        """The record with that id, or the only one whose id starts so.

        Raises:
            RecordMissing, AmbiguousId.
        """
        return self._found(id)[1]

    def show(self, id: str) -> str:
        """What `dragoman show` prints of a record.

        Raises:
            RecordMissing, AmbiguousId.
        """
        kind, record = self._found(id)
        return record_text(self._lookup, kind, record)

    def report(self, id: str) -> Card:
        """A report with its highlights, for a notebook.

        Raises:
            RecordMissing, AmbiguousId.
        """
        return report_card(self._lookup, self._of(id, "report"))

    def happening(self, id: str) -> Card:
        """A happening with its accounts, figures, differences and sentences, for a notebook.

        Raises:
            RecordMissing, AmbiguousId.
        """
        return happening_card(self._lookup, self._of(id, "happening"))

    # Questions ----------------------------------------------------------------------------

    def ask(self, question: str, limit: int = 3) -> Answers:
        """What the case holds on a question; see `dragoman ask`.

        Args:
            limit: at most so many of each kind.
        """
        asked = read_question(question, self.view, load_asking(Tables()))
        found = answers(self.view, asked, self._lookup.likeness.parts)
        rows = [one for kind in kinds_in_order(asked) for one in found.get(kind, ())[:limit]]
        return Answers(self._lookup, question, rows)

    def _repr_html_(self) -> str:
        rows = [(kind, f"{len(held):,}") for kind, held in self._mappings()]
        return list_card("Ledger", ("records", "how many"), rows)._repr_html_()

    def __repr__(self) -> str:
        counts = ", ".join(f"{len(held):,} {kind}" for kind, held in self._mappings())
        return f"<Ledger: {counts}>"

    def _mappings(self) -> Iterator[tuple[str, Mapping[str, Any]]]:
        for kind in KINDS:
            yield kind, getattr(self.view, kind)

    def _found(self, id: str) -> tuple[str, Any]:
        found = [
            (kind, held[key])
            for kind, held in self._mappings()
            for key in ([id] if id in held else [one for one in held if one.startswith(id)])
        ]
        if not id or not found:
            raise RecordMissing(f"no record has the id {id!r}", "ids are in every table")
        if len(found) > 1:
            listed = ", ".join(record.id for _, record in found[:5])
            raise AmbiguousId(f"{id!r} fits {listed}", "give more of its digits")
        kind, record = found[0]
        return {"quantities": "quantity"}.get(kind, kind.removesuffix("s")), record

    def _of(self, id: str, wanted: str) -> Any:
        kind, record = self._found(id)
        if kind != wanted:
            raise RecordMissing(f"{id} is no {wanted} but a {kind}", f"give a {wanted}'s id")
        return record


class Answers:
    """What fits a question, the most fitting first, each with the words it was read from."""

    def __init__(self, lookup: Lookup, question: str, rows: list[Answer]) -> None:
        self._lookup = lookup
        self.question = question
        self.rows = tuple(rows)

    def __iter__(self) -> Iterator[Answer]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def _card(self) -> Card:
        rows = [
            (
                one.record_id,
                what(self._lookup, one),
                says(self._lookup, one),
                " ".join(map(cited, citations(self._lookup, one)[:1])),
            )
            for one in self.rows
        ]
        return list_card(self.question, ("id", "what", "who says so", "where"), rows)

    def _repr_html_(self) -> str:
        return self._card()._repr_html_()

    def __repr__(self) -> str:
        return str(self._card())
