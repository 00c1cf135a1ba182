"""``dragoman grade``: how far the user trusts a publisher, and what is told."""

from __future__ import annotations

import getpass
from typing import Annotated, Final

import typer

from dragoman.analyse.grades import (
    CREDIBILITY,
    RELIABILITY,
    VERB,
    Grades,
    checked_digit,
    checked_letter,
    publisher_key,
)
from dragoman.case import Case
from dragoman.cli.filters import at_most, reports_of
from dragoman.cli.opening import open_case
from dragoman.cli.options import CasePath, FormatOption, LimitOption
from dragoman.cli.streams import out, say
from dragoman.errors import UsageError
from dragoman.show.grade_rows import grade_listing
from dragoman.show.listing import Format, write_listing
from dragoman.show.safe import one_line

EXAMPLES: Final = """\b
Examples
  dragoman grade case.db
  dragoman grade case.db "Straits Times" B --note "own correspondents"
  dragoman grade case.db hap_7ba8 2
  dragoman grade case.db "Straits Times" F

The Admiralty scale. Publishers: A completely reliable, B usually, C fairly,
D not usually, E unreliable, F cannot be judged. Happenings: 1 confirmed by
other sources (two origins at least), 2 probably true, 3 possibly true,
4 doubtful, 5 improbable, 6 cannot be judged. All stand at F6 until you grade
them. Grades are kept as judgements and outlive every rebuild."""


def grade(
    case: CasePath,
    what: Annotated[
        str, typer.Argument(metavar="[PUBLISHER|ID]", help="A publisher, or a happening's id.")
    ] = "",
    given: Annotated[
        str, typer.Argument(metavar="[GRADE]", help="A to F, or 1 to 6 for a happening.")
    ] = "",
    note: Annotated[str, typer.Option("--note", metavar="WORDS", help="Why.")] = "",
    who: Annotated[
        str, typer.Option("--who", metavar="NAME", help="Whose grade it is; else your login.")
    ] = "",
    limit: LimitOption = 50,
    format: FormatOption = Format.TABLE,
) -> None:
    """Grade a publisher or a happening, or list the grades.

    No grade is given by the machine; it says how many independent origins there are.
    """
    if not what:
        with open_case(case) as (opened, lookup):
            rows, left = at_most(Grades(opened.judgements()).publishers(lookup.view), limit)
        write_listing(grade_listing(rows, left), format, out())
        return
    if not given:
        raise UsageError(f"no grade for {what}", "A to F for a publisher, 1 to 6 for a happening")
    whose = who or _login()
    if given.strip().isdecimal():
        told = _grade_happening(case, what, given, note, whose)
    else:
        told = _grade_publisher(case, what, given, note, whose)
    say(told)


def _grade_publisher(case: CasePath, name: str, given: str, note: str, who: str) -> str:
    letter = checked_letter(given)
    with open_case(case) as (_, lookup):
        reports = reports_of(name, lookup.view.reports) or ()
        names = sorted({lookup.view.reports[one].publisher for one in reports})
    exact = [one for one in names if publisher_key(one) == publisher_key(name)]
    if len(names) > 1 and not exact:
        raise UsageError(f"{name!r} fits {', '.join(names[:5])}", "write its whole name")
    publisher = (exact or names)[0]
    with Case.open(case) as writable:
        writable.judge(publisher_key(publisher), VERB, other_ids=(letter,), note=note, who=who)
    return f"{one_line(publisher)}: {letter}, {RELIABILITY[letter]}"


def _grade_happening(case: CasePath, id: str, given: str, note: str, who: str) -> str:
    with Case.open(case) as opened:
        kind, record = opened.record(id)
        if kind != "happening":
            raise UsageError(f"{id} is no happening", "1 to 6 is for happenings (hap_…)")
        digit = checked_digit(given, record)
        # A happening changes its id with every report that joins it; its events keep theirs.
        for event_id in record.event_ids:
            opened.judge(event_id, VERB, other_ids=(digit,), note=note, who=who)
    return f"{one_line(record.summary)}: {digit}, {CREDIBILITY[digit]}"


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""
