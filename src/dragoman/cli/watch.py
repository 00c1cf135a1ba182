"""``dragoman watch``: build whenever a folder has news."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from dragoman.analyse.since import net
from dragoman.case import Case
from dragoman.case.asking import load_changes, load_revisions
from dragoman.cli.build import STOPPED, Mapping, Tables
from dragoman.cli.changes import founded_at, ordered
from dragoman.cli.filters import at_most
from dragoman.cli.opening import open_case
from dragoman.cli.streams import out, say
from dragoman.cli.writing import write_text
from dragoman.errors import CaseBusy, UsageError
from dragoman.show.atom import feed
from dragoman.show.change_rows import change_listing
from dragoman.show.listing import Format, write_listing
from dragoman.show.safe import one_line

if TYPE_CHECKING:
    from dragoman.bulk.build import BuildSummary

EXAMPLES: Final = """\b
Examples
  dragoman watch inbox/ case.db
  dragoman watch inbox/ case.db --every 60 --feed changes.xml
  dragoman watch inbox/ case.db --once

New and changed files are read once they have stood still for one look; Ctrl-C
ends it, and the case is good at every moment. A file that is taken out of the
folder stays in the case."""

FED: Final = 200
"""Entries of the feed; readers of feeds keep what they have read."""
SHOWN: Final = 20
"""Changes printed after a build; `dragoman changes` lists all."""

Every = Annotated[
    int, typer.Option("--every", min=1, metavar="SECONDS", help="How long between two looks.")
]


def watch(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Where reports come in.")],
    case: Annotated[
        Path, typer.Argument(metavar="CASE.db", help="The case file; made if it is not there.")
    ],
    every: Every = 10,
    once: Annotated[
        bool, typer.Option("--once", help="Build once, tell what changed, and end.")
    ] = False,
    atom: Annotated[
        Path | None,
        typer.Option("--feed", metavar="FILE", help="Keep an Atom feed of the changes here."),
    ] = None,
    mapping: Mapping = "",
    lexicon: Tables = None,
) -> None:
    """Watch a folder, and keep a case up to date with it.

    After each build the changes are told: what is new, newly disputed, came due.
    """
    # Imported here: reading and parsing bring large libraries, which no other command needs.
    from dragoman.bulk.build import build_case
    from dragoman.bulk.watch import changed, snapshot
    from dragoman.lexicon import load_lexicon
    from dragoman.read.columns import parse_columns

    if not folder.is_dir():
        raise UsageError(f"no folder {folder}", "give the folder in which reports come in")
    if lexicon is not None and not lexicon.is_dir():
        raise UsageError(f"no folder {lexicon}", "give the folder that holds your tables")
    columns, tables = parse_columns(mapping), load_lexicon(lexicon)
    ours = _ours(case, atom)
    wait = _waiting(every, once)

    def built(paths: tuple[str, ...]) -> BuildSummary:
        while True:
            try:
                return build_case(case, paths, tables, columns=columns)
            except CaseBusy as busy:
                if not wait():
                    raise
                say(f"{busy}; tried again")

    if not once:
        say(f"watching {one_line(str(folder))} every {every} s; Ctrl-C ends")
    try:
        for fresh in changed(lambda: snapshot([folder], ours), wait):
            summary = built(fresh)
            _tell(case, summary, atom)
    except KeyboardInterrupt:
        say("stopped: the case keeps what was stored")
        raise typer.Exit(STOPPED) from None


def _waiting(every: int, once: bool) -> Callable[[], bool]:
    def wait() -> bool:
        if once:
            return False
        time.sleep(every)
        return True

    return wait


def _ours(case: Path, atom: Path | None) -> Callable[[Path], bool]:
    """Whether a file is one that this command writes, with what stands beside a case."""
    written = [path.absolute() for path in (case, atom) if path is not None]

    def ours(path: Path) -> bool:
        where = path.absolute()
        return any(
            where.parent == one.parent and where.name.startswith(one.name) for one in written
        )

    return ours


def _tell(case: Path, summary: BuildSummary, atom: Path | None) -> None:
    """What a build changed, and the feed brought up to date."""
    clock = datetime.now().astimezone().strftime("%H:%M:%S")
    say(f"{clock} {summary.new:,} new, {len(summary.failures):,} unreadable")
    for failure in summary.failures[:SHOWN]:
        say(f"unread: {one_line(failure.location)}: {one_line(str(failure.error))}")
    with open_case(case) as (opened, lookup):
        revisions = load_revisions(opened)
        last = revisions[-1] if revisions else None
        if last is not None and last.run_id == summary.run_id:
            found = ordered(net(load_changes(opened, last.id - 1)))
            if found:
                rows, note = at_most(found, SHOWN)
                write_listing(change_listing(lookup, rows, note), Format.TABLE, out())
        if atom is not None:
            write_feed(case, opened, atom)


def write_feed(case: Path, opened: Case, atom: Path) -> None:
    """The last changes of a case as an Atom feed, each revision's by itself."""
    moments = {one.id: one.recorded_at for one in load_revisions(opened)}
    told = [one for one in load_changes(opened) if one.change.value != "renamed"]
    told.sort(key=lambda one: -one.revision_id)
    text = feed(f"Changes of {case.stem}", founded_at(opened), told[:FED], moments)
    write_text(atom, text)
