"""Analysts' judgements, made by a form of ours: rows of the case, in terms of events.

Happenings are named by the events they are made of and change with every new report; events keep
their ids. So a judgement on a happening is stored as one on its events, and still means the same
after a rebuild.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from dragoman.case import Case
from dragoman.case.judging import fellows, stored_judgements
from dragoman.case.records import StoredJudgement
from dragoman.errors import RecordMissing, UsageError
from dragoman.model import Actor, Event, Happening, Judgement, to_json
from dragoman.serve.addresses import record
from dragoman.serve.judged import Mark, stored_mark
from dragoman.serve.room import Room
from dragoman.serve.views import View
from dragoman.show.listing import Column, Listing, Told
from dragoman.show.safe import cut, one_line

LONGEST_NOTE: Final = 500

GROUPING: Final = frozenset({"accept", "reject", "merge", "split", "re-attribute"})
"""Verbs that bear on how events are grouped and whose they are, at the next reconciliation."""


def judge(room: Room, case: Case, fields: Mapping[str, str]) -> Judgement:
    """Store what a form says.

    Args:
        fields: ``verb``; ``record``, an event or a statement; ``happening`` and ``other``, the
            happenings that it is about; ``to``, whom a statement is attributed to; ``note``.

    Raises:
        RecordMissing: where the case lacks one of them.
        UsageError: where the verb is none, or what it needs is not there.
    """
    verb = fields.get("verb", "")
    makers = {
        "accept": _whole,
        "reject": _whole,
        "merge": _merged,
        "split": _split,
        "re-attribute": _attributed,
    }
    if verb not in makers:
        raise UsageError(f"{verb!r} is no judgement", "accept, reject, merge, split, re-attribute")
    record_id, other_ids = makers[verb](room, case, fields)
    with Case.open(room.path) as writable:
        return writable.judge(
            record_id,
            verb,
            other_ids=other_ids,
            note=one_line(fields.get("note", ""))[:LONGEST_NOTE],
            who=room.who,
        )


def undo(room: Room, judgement_id: str) -> None:
    """Take a judgement back; its row stays, with the moment.

    Raises:
        RecordMissing: where no judgement with that id holds.
    """
    with Case.open(room.path) as writable:
        writable.undo(judgement_id)


def _whole(room: Room, case: Case, fields: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    """All events of a happening."""
    events = _events(case, fields.get("happening", ""))
    return events[0], tuple(events[1:])


def _merged(room: Room, case: Case, fields: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    """The events of two happenings, which are to be one."""
    ours, theirs = fields.get("happening", ""), fields.get("other", "")
    if ours == theirs:
        raise UsageError("a happening is merged with another one", "choose another line")
    events = _events(case, ours) + _events(case, theirs)
    return events[0], tuple(events[1:])


def _split(room: Room, case: Case, fields: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    """One event, which is not of the happening that all the others are of."""
    event: Event = record(case, fields.get("record", ""), "event")
    others = [key for key in fellows(case, event.id) if key != event.id]
    if not others:
        raise UsageError("only this telling tells of it", "there is nothing to split")
    return event.id, tuple(others)


def _attributed(room: Room, case: Case, fields: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    """A statement, and the actor who says so in truth."""
    statement = record(case, fields.get("record", ""), "statement")
    wanted = one_line(fields.get("to", "")).casefold()
    found = sorted(
        (a for a in room.actors(case).values() if wanted in (a.name.casefold(), a.id)), key=_rank
    )
    if not found:
        raise UsageError(
            f"no actor of the case is called {fields.get('to', '')!r}",
            "give the name as the case has it, such as one of the list",
        )
    return statement.id, (found[0].id,)


def _rank(actor: Actor) -> tuple[bool, str]:
    return (not actor.country, actor.id)


def _events(case: Case, happening_id: str) -> list[str]:
    held: Happening = record(case, happening_id, "happening")
    return list(held.event_ids)


@dataclass(frozen=True, slots=True)
class JudgementLine:
    """A judgement as the list of all shows it: on what, by whom, when, and whether it holds."""

    mark: Mark
    what: str
    address: str
    link: str
    other: str


def judgements(room: Room, case: Case) -> View:
    """All judgements, the last first, those taken back among them."""
    stored = stored_judgements(case)
    runs = [run.finished_at for run in case.runs() if run.finished_at]
    grouped = max(runs, default=None)
    pending = sum(_pending(one, grouped.isoformat() if grouped else "") for one in stored)
    return View(
        "judgements.html",
        "/judgements",
        "Judgements",
        {
            "rows": [_line(room, case, one) for one in reversed(stored)],
            "pending": pending,
            "can_regroup": room.regroup is not None,
        },
        lambda: judgement_listing(stored),
    )


def _pending(one: StoredJudgement, grouped: str) -> bool:
    """Whether the grouping in force does not know of a judgement, or of its being taken back."""
    made = one.judgement.recorded_at.isoformat()
    moved = one.undone_at > grouped if one.undone_at else made > grouped
    unseen = bool(one.undone_at) and made > grouped
    return one.judgement.verb in GROUPING and moved and not unseen


def _line(room: Room, case: Case, one: StoredJudgement) -> JudgementLine:
    judgement = one.judgement
    what, address = _told(case, judgement.record_id)
    link, other = "", ""
    if judgement.verb == "re-attribute" and judgement.other_ids:
        actor = room.actors(case).get(judgement.other_ids[0])
        link, other = "to", actor.name if actor else judgement.other_ids[0]
    elif judgement.verb in ("merge", "split") and judgement.other_ids:
        link = "with" if judgement.verb == "merge" else "from"
        other = _told(case, judgement.other_ids[-1])[0]
    return JudgementLine(stored_mark(one), what, address, link, other)


def _told(case: Case, record_id: str) -> tuple[str, str]:
    """The words of a record, and where they stand."""
    try:
        _, one = case.record(record_id)
    except RecordMissing:
        return f"{record_id}, which the case does not hold now", "/judgements"
    evidence = getattr(one, "evidence", ())
    words = getattr(getattr(one, "content", None), "exact", "") or (
        evidence[0].exact if evidence else record_id
    )
    report_id = getattr(one, "report_id", "")
    return f"“{cut(words, 160)}”", f"/report/{report_id}?at={record_id}#here"


def judgement_listing(rows: Sequence[StoredJudgement]) -> Listing[StoredJudgement]:
    """Judgements as they are downloaded."""
    return Listing(
        columns=(
            Column("id", lambda s: s.judgement.id),
            Column("verb", lambda s: s.judgement.verb),
            Column("record_id", lambda s: s.judgement.record_id),
            Column("other_ids", lambda s: "; ".join(s.judgement.other_ids)),
            Column("who", lambda s: s.judgement.who),
            Column("recorded_at", lambda s: s.judgement.recorded_at.isoformat()),
            Column("undone_at", lambda s: s.undone_at),
            Column("note", lambda s: s.judgement.note),
        ),
        rows=rows,
        told=lambda s: Told(s.judgement.verb),
        record=to_json,
    )
