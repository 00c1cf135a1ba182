"""What has changed in a case between a moment and now: several revisions told as one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from dragoman.case.history import ABOUT
from dragoman.case.records import Change, ChangeKind, Revision

TOLD_LAST: Final = ("due", "overdue")
"""Statuses of a forecast whose time has come."""


def net(changes: Iterable[Change]) -> tuple[Change, ...]:
    """The changes of several revisions as one step from the ledger before to the ledger after.

    What came and went meanwhile is left out, and so is what was changed and changed back. A record
    that took other names on the way is followed.

    Args:
        changes: in the order in which they happened.
    """
    steps: dict[tuple[str, str], Change] = {}
    ended: list[Change] = []
    for change in changes:
        earlier = steps.pop((change.kind, change.previous_id), None)
        whole = _joined(earlier, change) if earlier else change
        if whole is None:
            continue
        if whole.change in (ChangeKind.WITHDRAWN, ChangeKind.MERGED):
            ended.append(whole)
        else:
            steps[whole.kind, whole.record_id] = whole
    kept = [one for one in steps.values() if one.change is not ChangeKind.RENAMED]
    return (*kept, *ended)


def _joined(earlier: Change, later: Change) -> Change | None:
    """Two steps of one record as one; ``None`` where nothing is left of them."""
    if earlier.change is ChangeKind.NEW:
        if later.change in (ChangeKind.WITHDRAWN, ChangeKind.MERGED):
            return None
        return replace(later, change=ChangeKind.NEW, previous_id="", before={})
    kind = later.change
    if kind in (ChangeKind.CHANGED, ChangeKind.RENAMED):
        same = earlier.before == later.after
        kind = ChangeKind.RENAMED if same else ChangeKind.CHANGED
    return replace(later, change=kind, previous_id=earlier.previous_id, before=earlier.before)


def slots(change: Change) -> tuple[str, ...]:
    """What is told otherwise than before, by name, in the order in which it is told."""
    if change.change is not ChangeKind.CHANGED:
        return ()
    names = [name for name in dict.fromkeys((*change.before, *change.after)) if name != ABOUT]
    return tuple(n for n in names if change.before.get(n) != change.after.get(n))


def newly_disputed(change: Change) -> bool:
    """Whether accounts contradict each other that did not before."""
    return bool(change.after.get("disputed")) and not change.before.get("disputed")


def came_due(change: Change) -> bool:
    """Whether a forecast's time has come since."""
    status = change.after.get("status")
    return status in TOLD_LAST and change.before.get("status") != status


def settled(change: Change) -> bool:
    """Whether a forecast came about or failed since."""
    status = change.after.get("status")
    return status in ("fulfilled", "failed") and change.before.get("status") != status


def revision_before_run(revisions: Sequence[Revision], run_id: int) -> int:
    """The last revision of that build or an earlier one, whose ledger is compared with; 0 for none.

    A revision made from the reader counts with the builds before it.
    """
    last = 0
    for one in revisions:
        if one.run_id is not None and one.run_id > run_id:
            break
        last = one.id
    return last


def revision_before_day(revisions: Sequence[Revision], day: date) -> int:
    """The last revision of an earlier day (UTC); 0 where there is none."""
    earlier = [one.id for one in revisions if one.recorded_at.date() < day]
    return max(earlier, default=0)
