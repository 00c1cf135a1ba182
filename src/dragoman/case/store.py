"""The case: one SQLite file, built one transaction a report."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from dragoman.case import history, reading, rows, searching, writing
from dragoman.case.faults import translated
from dragoman.case.lock import sole_build
from dragoman.case.records import Hit, Run, StoredFailure
from dragoman.case.schema import connect
from dragoman.case.soundness import sound
from dragoman.case.stored import Unreadable
from dragoman.errors import CaseDamaged, CaseReadOnly, DragomanError, RecordMissing
from dragoman.model import CodedReport, Judgement, Reconciled, content_id

RECONCILED: Final = "reconciled_on"
REMEDY: Final = "restore it from a copy, or build the case anew from its inputs"


class Case:
    """An open case. Use it as a context manager, or close it.

    Every method that writes is one transaction: it is stored whole or not at all. Any of them
    raises `CaseError` where the file cannot be written, is held by another, or is damaged.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection, read_only: bool) -> None:
        self.path = path
        self.read_only = read_only
        self._connection = connection

    @classmethod
    def open(cls, path: str | Path, *, create: bool = False, read_only: bool = False) -> Self:
        """Open the case at ``path``.

        Args:
            path: the case file.
            create: make it where there is none.
            read_only: change nothing; a build may go on meanwhile.

        Raises:
            CaseMissing, NotACase, NewerSchema, CaseReadOnly, CaseBusy, CaseDamaged.
        """
        where = Path(path)
        return cls(where, connect(where, create=create, read_only=read_only), read_only)

    def close(self) -> None:
        """Close the file; whoever closes it last folds the log into it."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    # Building -----------------------------------------------------------------------------

    @contextmanager
    def building(self) -> Iterator[None]:
        """Hold the sole right to build this case; readers go on meanwhile.

        Raises:
            CaseBusy: where another build holds it.
            CaseReadOnly: where the case cannot be written.
        """
        self._check_writable()
        with sole_build(self.path):
            yield

    def start_run(self, version: str) -> int:
        """Note that a build by that version of Dragoman starts; gives its number."""
        with self._writing() as connection:
            cursor = connection.execute(
                "INSERT INTO runs (dragoman_version, started_at) VALUES (?, ?)",
                (version, writing.now()),
            )
            return int(cursor.lastrowid or 0)

    def finish_run(self, run_id: int, counts: Mapping[str, Any]) -> None:
        """Note that a build is done, with its counts."""
        with self._writing() as connection:
            connection.execute(
                "UPDATE runs SET finished_at = ?, counts = ? WHERE id = ?",
                (writing.now(), json.dumps(dict(counts), sort_keys=True), run_id),
            )

    def known(self, digest: str, coder: str = "") -> bool:
        """Whether an input with that digest is in the case.

        Args:
            digest: of the raw input.
            coder: if given, it must have been coded by that version.
        """
        with self._reading() as connection:
            found = connection.execute(
                "SELECT r.coder FROM inputs AS i JOIN reports AS r ON r.id = i.report_id"
                " WHERE i.digest = ?",
                (digest,),
            ).fetchone()
        return found is not None and coder in ("", found[0])

    def coder_of(self, report_id: str) -> str | None:
        """The version that coded a report; ``None`` where the case does not hold it."""
        with self._reading() as connection:
            found = connection.execute(
                "SELECT coder FROM reports WHERE id = ?", (report_id,)
            ).fetchone()
        return None if found is None else str(found[0])

    def add(
        self,
        coded: CodedReport,
        *,
        digest: str,
        location: str,
        coder: str = "",
        run_id: int | None = None,
        retrieved_at: str = "",
    ) -> None:
        """Store a coded report, in place of what this report or this input gave before.

        Args:
            coded: what the chain gave.
            digest: of the raw input it was read from.
            location: where that input lies.
            coder: the version that coded it.
            run_id: the build that adds it.
            retrieved_at: when that input was fetched, ISO 8601 in UTC; "" where it is not told.

        Raises:
            ValueError: where ``coded`` breaks a rule of `soundness`, or uses the id of a record
                of another report; nothing is stored then.
        """
        checked = sound(coded)
        report_id = checked.report.id
        with self._writing() as connection:
            places = writing.places_of(connection, report_id, digest)
            for old in writing.superseded(connection, report_id, digest):
                writing.remove_report(connection, old)
            writing.write_report(connection, checked, coder=coder, run_id=run_id)
            places.append(writing.place(digest, location, run_id, retrieved_at))
            writing.note_places(connection, places, report_id)
            writing.void_failure(connection, location)
            writing.set_state(connection, RECONCILED, "")

    def add_input(
        self,
        digest: str,
        *,
        location: str,
        report_id: str,
        run_id: int | None = None,
        retrieved_at: str = "",
    ) -> None:
        """Note that an input gives a report which the case holds already from another."""
        with self._writing() as connection:
            places = writing.places_of(connection, report_id, digest)
            for old in writing.superseded(connection, report_id, digest):
                if old != report_id:
                    writing.remove_report(connection, old)
                    writing.set_state(connection, RECONCILED, "")
            places.append(writing.place(digest, location, run_id, retrieved_at))
            writing.note_places(connection, places, report_id)
            writing.void_failure(connection, location)

    def see_again(
        self, digest: str, *, location: str, run_id: int | None = None, retrieved_at: str = ""
    ) -> None:
        """Note that an input which the case holds lies here too.

        Nothing is written where the case knows that already.
        """
        where = writing.storable(location)
        with self._reading() as connection:
            places = reading.places(connection, digest)
            failed = reading.has_failed(connection, where)
        if places and (failed or where not in places):
            report_id = next(iter(places.values()))
            self.add_input(
                digest,
                location=location,
                report_id=report_id,
                run_id=run_id,
                retrieved_at=retrieved_at,
            )

    def add_failure(self, location: str, error: DragomanError, run_id: int | None = None) -> None:
        """Note that an input could not be read or coded; a later success takes it back."""
        with self._writing() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO failures"
                " (location, code, reason, remedy, run_id, recorded_at) VALUES (?, ?, ?, ?, ?, ?)",
                (
                    writing.storable(location),
                    error.code,
                    writing.storable(error.what),
                    writing.storable(error.remedy),
                    run_id,
                    writing.now(),
                ),
            )

    def replace_reconciliation(
        self, found: Reconciled, *, basis: str = "unnamed", run_id: int | None = None
    ) -> None:
        """Store what reconciliation found, in place of what it found before, and what changed.

        Args:
            found: what it found.
            basis: what names all that it depended on beside the reports; see `reconciled_on`.
            run_id: the build that reconciled.

        Raises:
            ValueError: where it speaks of events or reports that the case does not hold.
        """
        with self._writing() as connection:
            writing.clear_derived(connection)
            writing.write_reconciliation(connection, found)
            history.record(connection, found, run_id)
            writing.set_state(connection, RECONCILED, basis)

    @property
    def reconciled_on(self) -> str:
        """The basis of the reconciliation in force; empty once a report has been added since."""
        with self._reading() as connection:
            found = connection.execute(
                "SELECT value FROM case_state WHERE name = ?", (RECONCILED,)
            ).fetchone()
        return str(found[0]) if found else ""

    def coded_reports(self) -> Iterator[CodedReport]:
        """Every report as it was coded, by id: the input of `reconcile`."""
        with self._reading() as connection:
            ids = connection.execute("SELECT id FROM reports ORDER BY id").fetchall()
            for (report_id,) in ids:
                yield reading.coded_report(connection, report_id)

    # Reading ------------------------------------------------------------------------------

    @contextmanager
    def snapshot(self) -> Iterator[sqlite3.Connection]:
        """Read several tables as of one moment, whatever a build writes meanwhile."""
        with self._reading() as connection:
            connection.execute("BEGIN")
            try:
                yield connection
            finally:
                connection.execute("ROLLBACK")

    def record(self, id_or_prefix: str) -> tuple[str, Any]:
        """The record with that id, or the only one whose id starts so, with its kind.

        Raises:
            RecordMissing, AmbiguousId.
        """
        with self._reading() as connection:
            return searching.find(connection, id_or_prefix)

    def search(self, text: str, limit: int = 50) -> list[Hit]:
        """Reports and statements that hold all the words of ``text``, the best first.

        Args:
            text: words; ``"words in quotes"`` stand together, ``troop*`` is the start of a word.
            limit: at most so many reports and so many statements.

        Raises:
            UsageError: where there is no word in ``text``.
        """
        with self._reading() as connection:
            return searching.search(connection, text, limit)

    def counts(self) -> dict[str, int]:
        """How many of each record the case holds."""
        with self._reading() as connection:
            return reading.counts(connection)

    def runs(self) -> tuple[Run, ...]:
        """The builds, in order."""
        with self._reading() as connection:
            return tuple(reading.runs(connection))

    def failures(self) -> tuple[StoredFailure, ...]:
        """Inputs that could not be read or coded, by location."""
        with self._reading() as connection:
            return tuple(reading.failures(connection))

    def check(self) -> None:
        """Read the whole file and check that it hangs together.

        Raises:
            CaseDamaged: where it does not.
        """
        with self._reading() as connection:
            what = reading.damage(connection)
        if what:
            raise CaseDamaged(f"{self.path} is damaged ({what})", REMEDY)

    # Judgements ---------------------------------------------------------------------------

    def judge(
        self,
        record_id: str,
        verb: str,
        *,
        other_ids: tuple[str, ...] = (),
        note: str = "",
        who: str = "",
    ) -> Judgement:
        """Add an analyst's judgement on a record; the rows outlive any rebuild.

        Args:
            record_id: the record's whole id.
            verb: accept, reject, merge, split or re-attribute.
            other_ids: the records it is to be merged with, or split into, or attributed to.
            note: why.
            who: the analyst.
        """
        when = datetime.now(UTC)
        judgement = Judgement(
            id=content_id("judgement", record_id, verb, *other_ids, note, who, when.isoformat()),
            record_id=record_id,
            verb=verb,
            other_ids=other_ids,
            note=note,
            who=who,
            recorded_at=when,
        )
        with self._writing() as connection:
            writing.insert(connection, "judgements", [rows.judgement_row(judgement)])
        return judgement

    def judgements(self, undone: bool = False) -> tuple[Judgement, ...]:
        """Judgements in the order they were made; those taken back only if ``undone``."""
        with self._reading() as connection:
            return tuple(reading.judgements(connection, undone))

    def undo(self, judgement_id: str) -> None:
        """Take a judgement back; its row stays, with the moment it was undone.

        Raises:
            RecordMissing: where no judgement with that id holds.
        """
        with self._writing() as connection:
            changed = connection.execute(
                "UPDATE judgements SET undone_at = ? WHERE id = ? AND undone_at = ''",
                (writing.now(), judgement_id),
            ).rowcount
        if not changed:
            raise RecordMissing(
                f"no judgement {judgement_id} is in force", "list them to see their ids"
            )

    # Transactions -------------------------------------------------------------------------

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        with translated(self.path):
            try:
                yield self._connection
            except Unreadable as error:
                raise CaseDamaged(f"{self.path} {error}", REMEDY) from error

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        self._check_writable()
        connection = self._connection
        with translated(self.path):
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException as error:
                # SQLite has rolled back by itself after some faults, such as a full disk.
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                if isinstance(error, sqlite3.IntegrityError):
                    raise ValueError(f"does not fit the case: {error}") from error
                raise

    def _check_writable(self) -> None:
        if self.read_only:
            raise CaseReadOnly(f"{self.path} is open for reading only", "open it for writing")
