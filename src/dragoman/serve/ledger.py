"""The ledger's page: facets, rows, and the report from which the chosen row came."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from dragoman.case import Case
from dragoman.case.asking import statement_hits
from dragoman.model import Event, Happening, Statement
from dragoman.serve.addresses import pair_address, said_address
from dragoman.serve.asked import Asked, chips
from dragoman.serve.facets import FACETS, Index, Mask
from dragoman.serve.judged import Judged, Mark
from dragoman.serve.pane import Pane, pane_of
from dragoman.serve.room import Room
from dragoman.serve.views import View
from dragoman.show import phrases
from dragoman.show.dossier_rows import standing
from dragoman.show.happening_rows import ledger_listing
from dragoman.show.listing import Listing
from dragoman.show.lookup import Lookup

ROWS: Final = 40
VALUES_SHOWN: Final = 8
"""Values of a facet in sight; the rest is behind "more"."""
MOST_VALUES: Final = 60
HITS: Final = 5

TITLES: Final = {
    "pair": "Pair",
    "actor": "Actor",
    "type": "Type",
    "what": "What was given",
    "speaker": "Speaker",
    "origin": "Origin",
    "factuality": "How it stands",
    "date": "Date",
    "publisher": "Publisher",
}

ORDER_NAMES: Final = {
    "weight": "most origins",
    "newest": "newest",
    "oldest": "oldest",
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a facet: how many happenings it would leave, and the address that does."""

    label: str
    count: int
    address: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class FacetRows:
    """A facet with the values in sight and those behind "more"; ``left_out`` counts the rest."""

    name: str
    title: str
    first: tuple[Choice, ...]
    more: tuple[Choice, ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """A happening as a line of the ledger.

    Attributes:
        speaker: the first of the nearest chain, with ``said`` the address of all they said;
            ``through`` the rest of the chain.
        figures: words, and the address of the figure's ladder.
        differences: the question, and the address of its positions.
        pair: the address of the pair's timeline, empty where there is no pair of states.
    """

    id: str
    address: str
    when: str
    sentence: str
    figures: tuple[tuple[str, str], ...]
    tag: str
    disputed: str
    standing: str
    origins: str
    speaker: str
    said: str
    through: str
    pair: str
    parties: str
    marks: tuple[Mark, ...]
    current: bool


def ledger(room: Room, case: Case, asked: Asked) -> View:
    """The ledger with its facets, and the report of the chosen line.

    Raises:
        UsageError: where what is searched for holds no word.
    """
    index = room.index(case)
    among = room.found(case, asked)
    ids = index.ordered(index.select(asked.chosen, among), asked.order)
    pages = max(-(-len(ids) // ROWS), 1)
    page = min(asked.page, pages)
    shown = ids[(page - 1) * ROWS : page * ROWS]
    at = asked.at if asked.at in index.places else next(iter(shown), "")
    wanted = [*shown, *(key for key in (at, asked.mark) if key and key not in shown)]
    lookup = room.happenings(case, wanted)
    judged = Judged(lookup.view.judgements)
    held = lookup.view.happenings
    rows = [ledger_row(held[key], lookup, judged, asked, at) for key in shown if key in held]
    pane = _pane(room, case, held.get(at), lookup, asked)
    values: dict[str, Any] = {
        "asked": asked,
        "facets": facet_rows(index, asked, among),
        "chips": chips(asked, labels_of(index, asked)),
        "rows": rows,
        "total": len(ids),
        "page": page,
        "pages": pages,
        "orders": [
            (name, ORDER_NAMES[name], asked.address(order=name, page=1)) for name in ORDER_NAMES
        ],
        "steps": _steps(asked, page, pages),
        "hits": hits(room, case, asked),
        "pane": pane,
        "marked": _marked(held.get(asked.mark), lookup),
    }
    return View(
        "ledger.html",
        "/",
        "Ledger",
        values,
        lambda: _listing(room, case, ids),
        citation=pane.citation if pane and asked.at else "",
    )


def _listing(room: Room, case: Case, ids: Sequence[str]) -> Listing[Happening]:
    """All rows of the choice, not only those of a page, as they are downloaded."""
    lookup = room.happenings(case, list(ids))
    return ledger_listing(lookup, list(lookup.view.happenings.values()))


def _steps(asked: Asked, page: int, pages: int) -> dict[str, str]:
    return {
        "before": asked.address(page=page - 1, at="", event="") if page > 1 else "",
        "after": asked.address(page=page + 1, at="", event="") if page < pages else "",
    }


def _marked(happening: Happening | None, lookup: Lookup) -> dict[str, str] | None:
    return {"id": happening.id, "sentence": lookup.sentence(happening)} if happening else None


def _pane(
    room: Room, case: Case, happening: Happening | None, lookup: Lookup, asked: Asked
) -> Pane | None:
    if happening is None:
        return None
    events = lookup.events_of(happening)
    if not events:
        return None
    named = {event.id: event for event in events}
    event = (
        named.get(asked.event)
        or _with_words(events, lookup, asked.plain_words)
        or _nearest(happening, events, lookup)
    )
    report = room.reports(case, [event.report_id])
    return pane_of(room, report, lookup, happening, event, asked)


def _with_words(events: Sequence[Event], lookup: Lookup, words: Sequence[str]) -> Event | None:
    """The first telling that holds the words searched for, if one does."""
    if not words:
        return None
    for event in events:
        statement = lookup.view.speakers_of(event)
        told = f"{event.evidence[0].exact} {statement.content.exact if statement else ''}"
        if all(word in told.casefold() for word in words):
            return event
    return None


def _nearest(happening: Happening, events: Sequence[Event], lookup: Lookup) -> Event:
    """The telling with the nearest speaker; a happening's first event where none has a chain."""
    best = lookup.best_chain(happening)
    ranked = sorted(events, key=lambda e: e.factuality is not happening.factuality)
    return next((e for e in ranked if lookup.chain_of_event(e) == best), ranked[0])


def ledger_row(
    happening: Happening, lookup: Lookup, judged: Judged, asked: Asked, at: str
) -> LedgerRow:
    """A happening as a line of the ledger."""
    chain = lookup.best_chain(happening)
    quantities = [(e, e.positions[0].quantity_id) for e in happening.estimates[:3] if e.positions]
    disputes = lookup.view.differences_of(happening.id)
    return LedgerRow(
        id=happening.id,
        address=asked.address(at=happening.id, event="", anchor="here"),
        when=phrases.when_long(happening.occurred_at),
        sentence=lookup.sentence(happening),
        figures=tuple((phrases.estimate(e), f"/figure/{key}") for e, key in quantities),
        tag="" if happening.factuality.value == "actual" else happening.factuality.value,
        disputed=f"/happening/{happening.id}#differ" if disputes else "",
        standing=standing(happening.origin_count, len(happening.report_ids)),
        origins=f"/happening/{happening.id}",
        speaker=phrases.original(chain) if chain else "",
        said=said_address(chain[0]) if chain else "",
        through=phrases.chain(chain[1:]),
        pair=pair_address(happening),
        parties=phrases.direction(happening.initiators, happening.recipients, short=True),
        marks=tuple(judged.of_happening(happening)),
        current=happening.id == at,
    )


def facet_rows(index: Index, asked: Asked, among: Mask | None) -> list[FacetRows]:
    """Every facet with its values and counts; one without values is left out."""
    found = []
    for name in FACETS:
        counts = index.counts(name, asked.chosen, among)
        held = asked.chosen.get(name, ())
        if name == "date":
            counts = _dates(counts, held)
        choices = tuple(
            Choice(label, count, asked.toggled(name, value), value in held)
            for value, label, count in counts[:MOST_VALUES]
        )
        chosen = tuple(c for c in choices if c.chosen)
        rest = tuple(c for c in choices if not c.chosen)
        room_left = max(VALUES_SHOWN - len(chosen), 0)
        if choices:
            found.append(
                FacetRows(
                    name,
                    TITLES[name],
                    chosen + rest[:room_left],
                    rest[room_left:],
                    max(len(counts) - MOST_VALUES, 0),
                )
            )
    return found


def _dates(
    counts: Sequence[tuple[str, str, int]], held: Sequence[str]
) -> list[tuple[str, str, int]]:
    """Years, newest first; of a chosen year its months too."""
    years = {value[:4] for value in held}
    kept = [row for row in counts if len(row[0]) != 7 or row[0][:4] in years]
    return sorted(kept, key=lambda row: (not row[0][0].isdigit(), _backwards(row[0])))


def _backwards(value: str) -> str:
    return "".join(chr(255 - ord(c)) for c in value) if value[0].isdigit() else value


def labels_of(index: Index, asked: Asked) -> dict[str, dict[str, str]]:
    """The labels of what is chosen, by facet and value."""
    labels: dict[str, dict[str, str]] = {}
    for name, values in asked.chosen.items():
        facet = index.facets[name]
        labels[name] = {v: facet.labels[facet.places[v]] for v in values if v in facet.places}
    return labels


@dataclass(frozen=True, slots=True)
class HitRow:
    """A statement that holds the words searched for; ``parts`` are words and whether found."""

    address: str
    parts: tuple[tuple[str, bool], ...]
    speaker: str
    where: str


def hits(room: Room, case: Case, asked: Asked) -> list[HitRow]:
    """The statements that hold the words best."""
    if not asked.words:
        return []
    rows = []
    for hit in statement_hits(case, asked.words, HITS):
        _, statement = case.record(hit.id)
        rows.append(_hit(statement, hit.snippet, room.index(case)))
    return rows


def _hit(statement: Statement, snippet: str, index: Index) -> HitRow:
    parts: list[tuple[str, bool]] = []
    for at, piece in enumerate(snippet.split("[")):
        inside, closed, after = piece.partition("]")
        if at and closed:
            parts += [(inside, True), (after, False)]
        else:
            parts.append((("[" if at else "") + piece, False))
    return HitRow(
        address=f"/report/{statement.report_id}?at={statement.id}#here",
        parts=tuple(part for part in parts if part[0]),
        speaker=phrases.chain(statement.sources),
        where=index.columns.publishers.get(statement.report_id, ""),
    )
