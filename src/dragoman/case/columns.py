"""What a case's happenings can be chosen by, as columns: read once, counted in memory."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from dragoman.case.searching import happenings_told_with
from dragoman.case.store import Case
from dragoman.case.stored import loaded
from dragoman.model import Actor, ActorKind

ORIGINAL: Final = 0
"""Position of the original speaker in a chain."""


@dataclass(frozen=True, slots=True)
class HappeningColumns:
    """One happening as the ledger chooses and orders by it.

    Attributes:
        initiators, recipients: (actor id, name, country) of each.
        classes: of its items, each once.
        origins: (actor id, name) of each.
        earliest, latest: ISO dates, empty where open; ``precision`` as UCDP's, 0 where open.
        disputed: whether accounts contradict each other.
    """

    id: str
    type: str
    mode: str
    factuality: str
    earliest: str
    latest: str
    precision: int
    initiators: tuple[tuple[str, str, str], ...]
    recipients: tuple[tuple[str, str, str], ...]
    classes: tuple[str, ...]
    origins: tuple[tuple[str, str], ...]
    report_ids: tuple[str, ...]
    disputed: bool


@dataclass(frozen=True, slots=True)
class CaseColumns:
    """The columns of a whole case.

    Attributes:
        happenings: in order of id.
        speakers: (happening id, actor id, name or words, kind) of original speakers, each once.
        publishers: by report id.
        actors: by id, without mentions and offices.
        stamp: differs from that of any other reconciliation of this case.
    """

    happenings: tuple[HappeningColumns, ...]
    speakers: tuple[tuple[str, str, str, str], ...]
    publishers: Mapping[str, str]
    actors: Mapping[str, Actor]
    stamp: str


def stamp(case: Case) -> str:
    """What tells one state of the derived tables from another; cheap to ask for."""
    with case.snapshot() as connection:
        (state,) = connection.execute(
            "SELECT coalesce((SELECT value FROM case_state WHERE name = 'reconciled_on'), '')"
        ).fetchone()
        run = connection.execute("SELECT max(id), count(finished_at) FROM runs").fetchone()
        first = connection.execute(
            "SELECT (SELECT min(id) FROM happenings), (SELECT max(number) FROM reports)"
        ).fetchone()
    return "|".join(str(part) for part in (state, *run, *first))


def load_columns(case: Case) -> CaseColumns:
    """Read the columns as of one moment.

    Raises:
        CaseError: where the file cannot be read.
    """
    with case.snapshot() as connection:
        disputed = {
            row[0]
            for row in connection.execute(
                "SELECT DISTINCT happening_id FROM differences WHERE kind = 'dispute'"
            )
        }
        happenings = tuple(
            _columns(loaded(record), disputed)
            for (record,) in connection.execute("SELECT record FROM happenings ORDER BY id")
        )
        speakers = connection.execute(
            "SELECT DISTINCT he.happening_id, coalesce(s.actor_id, ''),"
            " CASE s.name WHEN '' THEN s.text ELSE s.name END, s.kind"
            " FROM happening_events AS he JOIN events AS e ON e.id = he.event_id"
            " JOIN statement_sources AS s ON s.statement_id = e.statement_id AND s.position = ?"
            " ORDER BY 1, 2, 3",
            (ORIGINAL,),
        ).fetchall()
        publishers = dict(connection.execute("SELECT id, publisher FROM reports").fetchall())
        rows = connection.execute("SELECT id, name, kind, country, sector FROM actors ORDER BY id")
        actors = {
            key: Actor(key, "", name, ActorKind(kind), *rest) for key, name, kind, *rest in rows
        }
    return CaseColumns(happenings, tuple(speakers), publishers, actors, stamp(case))


def happenings_with(case: Case, text: str) -> frozenset[str]:
    """Ids of the happenings told in a statement that holds all the words of ``text``.

    Raises:
        UsageError: where there is no word in ``text``.
    """
    with case.snapshot() as connection:
        return frozenset(happenings_told_with(connection, text))


def _columns(data: dict[str, Any], disputed: set[str]) -> HappeningColumns:
    when = data["occurred_at"]
    return HappeningColumns(
        id=data["id"],
        type=data["type"],
        mode=data["mode"],
        factuality=data["factuality"],
        earliest=when["earliest"] or "",
        latest=when["latest"] or "",
        precision=when["precision"] or 0,
        initiators=tuple(_parties(data["initiators"])),
        recipients=tuple(_parties(data["recipients"])),
        classes=tuple(dict.fromkeys(item["class"] for item in data["items"])),
        origins=tuple((one["actor_id"], one["name"]) for one in data["origins"]),
        report_ids=tuple(data["report_ids"]),
        disputed=data["id"] in disputed,
    )


def _parties(participants: list[dict[str, Any]]) -> Iterator[tuple[str, str, str]]:
    for one in participants:
        yield one["actor_id"], one["name"] or one["text"], one["country"]
