"""What each reconciliation changed in the ledger.

The ledger's derived records are written anew by each reconciliation, and a happening is named by
its events, so that it changes its name whenever a report joins it. So the case keeps how the ledger
stood (`standings`), compares the new ledger with it in the transaction that writes that ledger, and
stores the result (`changes`). A case that is killed between two builds loses nothing by it.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from dragoman.case import rows, writing
from dragoman.case.records import Change, ChangeKind
from dragoman.case.stored import loaded
from dragoman.model import Difference, Forecast, Happening, PartialDate, Reconciled

Key = tuple[str, str]
"""Kind and id of a record."""

KINDS: Final = ("report", "happening", "difference", "forecast")
"""What a revision speaks of, in the order in which it is told."""

ABOUT: Final = "about"
"""What a difference is about: its happening's summary, whose own change tells of it."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How one record of the ledger stands.

    Attributes:
        members: what it is known again by where its id has changed: the events of a happening,
            the slot and the events of a difference; its own id for the others.
        told: what a reader is told of it, as JSON values.
    """

    members: frozenset[str]
    told: Mapping[str, Any]


def standings(
    found: Reconciled, reports: Iterable[tuple[str, Mapping[str, Any]]]
) -> Iterator[tuple[Key, Standing]]:
    """How a ledger stands, record by record, by kind and id.

    Args:
        found: what reconciliation found.
        reports: id of each report of the case, and what is told of it; in order of id.
    """
    disputed: set[str] = set()
    differing: set[str] = set()
    for one in found.differences:
        differing.add(one.happening_id)
        if one.kind.value == "dispute":
            disputed.add(one.happening_id)
    for report_id, told in reports:
        yield ("report", report_id), Standing(frozenset((report_id,)), told)
    about: dict[str, tuple[tuple[str, ...], str]] = {}
    for happening in found.happenings:
        if happening.id in differing:
            about[happening.id] = (happening.event_ids, happening.summary)
        yield (
            ("happening", happening.id),
            Standing(
                frozenset(happening.event_ids), _happening(happening, happening.id in disputed)
            ),
        )
    for one in found.differences:
        events, summary = about.get(one.happening_id, ((), ""))
        members = frozenset(f"{one.slot} {one.kind} {i}" for i in events)
        yield ("difference", one.id), Standing(members, _difference(one, summary))
    for forecast in found.forecasts:
        yield ("forecast", forecast.id), Standing(frozenset((forecast.id,)), _forecast(forecast))


def compare(before: Mapping[Key, Standing], after: Mapping[Key, Standing]) -> Iterator[Change]:
    """What has changed from one ledger to the next, by kind and id.

    A record that has another id counts as the same if most of its members went into the new one,
    and no other took more of them there; of several that went into one, the others are merged.
    """
    for kind in KINDS:
        old = {i: standing for (k, i), standing in before.items() if k == kind}
        new = {i: standing for (k, i), standing in after.items() if k == kind}
        heirs = _heirs(old, new)
        took: dict[str, str] = {}
        for one in sorted(heirs, key=lambda i: (i != heirs[i], -_shared(old, new, i, heirs), i)):
            took.setdefault(heirs[one], one)
        for one in sorted(new):
            previous = took.get(one)
            if previous is None:
                yield Change(kind, one, ChangeKind.NEW, "", {}, new[one].told)
            elif not _alike(old[previous].told, new[one].told):
                told = old[previous].told, new[one].told
                yield Change(kind, one, ChangeKind.CHANGED, previous, *told)
            elif previous != one:
                told = old[previous].told, new[one].told
                yield Change(kind, one, ChangeKind.RENAMED, previous, *told)
        for one in sorted(old):
            heir = heirs.get(one)
            if heir is None:
                yield Change(kind, one, ChangeKind.WITHDRAWN, one, old[one].told, {})
            elif took[heir] != one:
                yield Change(kind, heir, ChangeKind.MERGED, one, old[one].told, new[heir].told)


def record(connection: sqlite3.Connection, found: Reconciled, run_id: int | None) -> None:
    """Note what a reconciliation changed; the caller holds the transaction that writes it."""
    cursor = connection.execute(
        "INSERT INTO revisions (run_id, recorded_at) VALUES (?, ?)", (run_id, writing.now())
    )
    revision = int(cursor.lastrowid or 0)
    stood = connection.execute("SELECT 1 FROM standings").fetchone() is not None
    told = standings(found, _reports(connection, found))
    if not stood:
        # All of it is new, however much that is.
        _begin(connection, told, None if _reconciled_before(connection, run_id) else revision)
        return
    before, after = dict(_stored(connection)), dict(told)
    changes = (_change_row(revision, one) for one in compare(before, after))
    writing.insert(connection, "changes", changes)
    gone = [key for key in before if key not in after]
    connection.executemany("DELETE FROM standings WHERE kind = ? AND record_id = ?", gone)
    _stand(connection, [(key, one) for key, one in after.items() if before.get(key) != one])


def _begin(
    connection: sqlite3.Connection, told: Iterable[tuple[Key, Standing]], revision: int | None
) -> None:
    """Note how the first ledger of a case stands, as new in a revision if that is given."""
    waiting = iter(told)
    while some := list(islice(waiting, writing.AT_ONCE)):
        _stand(connection, some)
        if revision is not None:
            new = (Change(k, one, ChangeKind.NEW, "", {}, s.told) for (k, one), s in some)
            writing.insert(connection, "changes", (_change_row(revision, one) for one in new))


def _stand(connection: sqlite3.Connection, told: Iterable[tuple[Key, Standing]]) -> None:
    connection.executemany(
        "INSERT OR REPLACE INTO standings (kind, record_id, members, told) VALUES (?, ?, ?, ?)",
        ((*key, _json(sorted(one.members)), _json(one.told)) for key, one in told),
    )


def stored_changes(connection: sqlite3.Connection, after: int = 0) -> Iterator[Change]:
    """The changes of all revisions past the one numbered ``after``, in order."""
    query = (
        "SELECT revision_id, kind, record_id, change, previous_id, before, after FROM changes"
        " WHERE revision_id > ? ORDER BY revision_id, kind, record_id, previous_id"
    )
    for revision, kind, one, change, previous, *texts in connection.execute(query, (after,)):
        old, new = (loaded(text) if text else {} for text in texts)
        yield Change(kind, one, ChangeKind(change), previous, old, new, revision)


def _heirs(old: Mapping[str, Standing], new: Mapping[str, Standing]) -> dict[str, str]:
    """Of each old record, the new one that it became, if any."""
    holders: defaultdict[str, list[str]] = defaultdict(list)
    for one, standing in new.items():
        if one not in old:
            for member in standing.members:
                holders[member].append(one)
    heirs = {one: one for one in old if one in new}
    for one in old.keys() - new.keys():
        shared: defaultdict[str, int] = defaultdict(int)
        for member in old[one].members:
            for holder in holders.get(member, ()):
                shared[holder] += 1
        if shared:
            heirs[one] = min(shared, key=lambda i: (-shared[i], i))
    return heirs


def _alike(before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    """Whether the same is told; what a record is about is told by the record that it is about."""
    names = (before.keys() | after.keys()) - {ABOUT}
    return all(before.get(name) == after.get(name) for name in names)


def _shared(
    old: Mapping[str, Standing], new: Mapping[str, Standing], one: str, heirs: Mapping[str, str]
) -> int:
    return len(old[one].members & new[heirs[one]].members)


def _happening(happening: Happening, disputed: bool) -> dict[str, Any]:
    return {
        "summary": happening.summary,
        "type": happening.type,
        "factuality": happening.factuality.value,
        "occurred": _ends(happening.occurred_at),
        "reports": len(happening.report_ids),
        "origins": happening.origin_count,
        "disputed": disputed,
        "figures": [[e.measure, e.unit, e.low, e.best, e.high] for e in happening.estimates],
    }


def _difference(difference: Difference, summary: str) -> dict[str, Any]:
    sides = ([side.value, rows.speaker(side.sources)] for side in difference.positions)
    return {
        ABOUT: summary,
        "slot": difference.slot,
        "kind": difference.kind.value,
        "positions": sorted(sides),
    }


def _forecast(forecast: Forecast) -> dict[str, Any]:
    return {
        "outcome": forecast.outcome.exact,
        "holder": rows.speaker(forecast.sources),
        "horizon": _ends(forecast.horizon),
        "status": forecast.status.value,
        "settled_by": len(forecast.settled_by),
    }


def _ends(moment: PartialDate) -> list[str | None]:
    return [end.isoformat() if end else None for end in (moment.earliest, moment.latest)]


def _reports(
    connection: sqlite3.Connection, found: Reconciled
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Id of each report, and what a reader is told of it."""
    repeats = {copy.report_id for copy in found.copies if copy.whole}
    query = "SELECT id, title, publisher, published_earliest, location FROM reports ORDER BY id"
    for report_id, title, publisher, published, location in connection.execute(query):
        yield (
            report_id,
            {
                "title": title,
                "publisher": publisher,
                "published": published,
                "location": location,
                "copy": report_id in repeats,
            },
        )


def _reconciled_before(connection: sqlite3.Connection, run_id: int | None) -> bool:
    """Whether an earlier Dragoman built the case, which kept no standings: what changed since then
    is not known, and not everything that the case holds is new."""
    query = "SELECT 1 FROM runs WHERE finished_at IS NOT NULL AND id IS NOT ?"
    return connection.execute(query, (run_id,)).fetchone() is not None


def _stored(connection: sqlite3.Connection) -> Iterator[tuple[Key, Standing]]:
    query = "SELECT kind, record_id, members, told FROM standings"
    for kind, one, members, told in connection.execute(query):
        yield (kind, one), Standing(frozenset(loaded(members)), loaded(told))


def _change_row(revision: int, change: Change) -> rows.Row:
    return {
        "revision_id": revision,
        "kind": change.kind,
        "record_id": change.record_id,
        "change": change.change.value,
        "previous_id": change.previous_id,
        "before": _json(change.before) if change.before else "",
        "after": _json(change.after) if change.after else "",
    }


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
