"""Find records by id, by the start of an id, and by words."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any, Final

from dragoman.case import reading, rows
from dragoman.case.records import Hit
from dragoman.errors import AmbiguousId, RecordMissing, UsageError
from dragoman.model import (
    Account,
    Actor,
    Difference,
    Event,
    Happening,
    Judgement,
    Quantity,
    Statement,
    TimeExpression,
)
from dragoman.model.ids import PREFIXES

TABLES: Final[dict[str, tuple[str, type[Any]]]] = {
    "statement": ("statements", Statement),
    "event": ("events", Event),
    "quantity": ("quantities", Quantity),
    "time": ("times", TimeExpression),
    "happening": ("happenings", Happening),
    "account": ("accounts", Account),
    "difference": ("differences", Difference),
    "judgement": ("judgements", Judgement),
}
"""Kinds whose rows give their record unchanged."""

ID_TABLES: Final = {
    "report": "reports",
    "actor": "actors",
    "forecast": "forecasts",
    **{kind: table for kind, (table, _) in TABLES.items()},
}

LISTED: Final = 5
"""How many ids an ambiguous prefix names."""

UNSPACED: Final = re.compile(
    r"[\u0590-\u05ff\u0600-\u06ff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
    r"\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
)
"""Scripts whose words the index's tokenizer does not cut off from one another (Thai, Lao, Burmese,
Khmer, kana, Han) or from particles glued to them (Hangul, Arabic, Hebrew)."""


def find(connection: sqlite3.Connection, id_or_prefix: str) -> tuple[str, Any]:
    """The record with that id, or the only one whose id starts so.

    Args:
        id_or_prefix: such as ``evt_1f0c``, or the digits alone.

    Returns:
        its kind, a key of `dragoman.model.ids.PREFIXES`, and the record.

    Raises:
        RecordMissing, AmbiguousId.
    """
    wanted = id_or_prefix.strip().lower()
    found = [(kind, one) for kind, one in _ids(connection, wanted)] if wanted else []
    exact = [pair for pair in found if pair[1] == wanted]
    if not found:
        raise RecordMissing(
            f"no record has the id {id_or_prefix!r}", "ids are in every listing and export"
        )
    if len(found) > 1 and not exact:
        listed = ", ".join(one for _, one in found[:LISTED])
        more = f" and {len(found) - LISTED} more" if len(found) > LISTED else ""
        raise AmbiguousId(f"{id_or_prefix!r} fits {listed}{more}", "give more of its digits")
    kind, one = (exact or found)[0]
    return kind, _load(connection, kind, one)


SEARCHED: Final = (("report", "id"), ("statement", "report_id"))
"""What is searched, and which column of it names the report."""


def search(
    connection: sqlite3.Connection,
    text: str,
    limit: int,
    kinds: Sequence[tuple[str, str]] = SEARCHED,
) -> list[Hit]:
    """Reports and statements that hold all the words of ``text``, the best matches first.

    Args:
        text: words; ``"words in quotes"`` stand together, ``troop*`` is the start of a word.
        limit: at most so many reports and so many statements.
        kinds: those of `SEARCHED` to look in; scripts without spaces are looked for in all.

    Raises:
        UsageError: where there is no word in ``text``.
    """
    text = text.replace("\0", " ")
    if UNSPACED.search(text):
        return _search_unspaced(connection, _plain(text), limit)
    query = _query(text)
    found: list[Hit] = []
    for kind, report_id in kinds:
        table = f"{kind}s"
        # Ranked inside the index first: rows are wide, and common words are in most of them.
        rows_ = connection.execute(
            f"SELECT t.id, t.{report_id}, f.words FROM (SELECT rowid, rank,"
            f" snippet({table}_fts, -1, '[', ']', '…', 24) AS words FROM {table}_fts"
            f" WHERE {table}_fts MATCH ? ORDER BY rank LIMIT ?) AS f"
            f" JOIN {table} AS t ON t.number = f.rowid ORDER BY f.rank, t.id",
            (query, limit),
        )
        found.extend(Hit(kind, *row) for row in rows_)
    return found


def happenings_told_with(connection: sqlite3.Connection, text: str) -> set[str]:
    """Ids of happenings of which a statement tells that holds all the words of ``text``.

    Args:
        text: as for `search`.

    Raises:
        UsageError: where there is no word in ``text``.
    """
    text = text.replace("\0", " ")
    words = _plain(text)
    of_events = (
        "SELECT DISTINCT he.happening_id FROM {found} JOIN events AS e ON e.statement_id = t.id"
        " JOIN happening_events AS he ON he.event_id = e.id WHERE "
    )
    if UNSPACED.search(text):
        query = of_events.format(found="statements AS t")
        told = connection.execute(query + _every("t.content", words), words)
    else:
        found = "statements_fts JOIN statements AS t ON t.number = statements_fts.rowid"
        query = of_events.format(found=found)
        told = connection.execute(query + "statements_fts MATCH ?", (_query(text),))
    return {row[0] for row in told}


def _every(column: str, words: list[str]) -> str:
    return " AND ".join(f"instr({column}, ?)" for _ in words)


def _ids(connection: sqlite3.Connection, wanted: str) -> Iterator[tuple[str, str]]:
    for kind, table in ID_TABLES.items():
        prefix = f"{PREFIXES[kind]}_"
        if not (wanted.startswith(prefix) or prefix.startswith(wanted) or "_" not in wanted):
            continue
        start = wanted if wanted.startswith(prefix[: len(wanted)]) else prefix + wanted
        rows_ = connection.execute(
            f"SELECT id FROM {table} WHERE id >= ? AND id < ? ORDER BY id",
            (start, start + "\U0010ffff"),
        )
        yield from ((kind, row[0]) for row in rows_)


def _load(connection: sqlite3.Connection, kind: str, one: str) -> Any:
    if kind == "report":
        return next(reading.reports(connection, "WHERE id = ?", one))
    if kind == "forecast":
        return next(reading.forecasts(connection, "WHERE id = ?", one))
    if kind == "actor":
        found = connection.execute(
            "SELECT record FROM report_actors WHERE actor_id = ? ORDER BY report_id", (one,)
        )
        return reading.merged(rows.decode(Actor, row[0]) for row in found)
    table, cls = TABLES[kind]
    (text,) = connection.execute(f"SELECT record FROM {table} WHERE id = ?", (one,)).fetchone()
    return rows.decode(cls, text)


def _query(text: str) -> str:
    """Put the user's words into FTS5's syntax, each quoted, so that none is an operator."""
    terms: list[str] = []
    for phrase, word in re.findall(r'"([^"]*)"|(\S+)', text):
        plain = (phrase or word).replace('"', "")
        starts = bool(word) and plain.endswith("*")
        if any(character.isalnum() for character in plain):
            terms.append(f'"{plain.rstrip("*")}"{"*" if starts else ""}')
    if not terms:
        raise UsageError("there is no word to search for", "give one or more words")
    return " ".join(terms)


def _plain(text: str) -> list[str]:
    """The words without quotes and stars; a phrase in quotes is one."""
    pieces = (phrase or word for phrase, word in re.findall(r'"([^"]*)"|(\S+)', text))
    return [plain for piece in pieces if (plain := piece.replace('"', "").rstrip("*").strip())]


def _search_unspaced(connection: sqlite3.Connection, words: list[str], limit: int) -> list[Hit]:
    found: list[Hit] = []
    for kind, report_id, column in (
        ("report", "id", "source_text"),
        ("statement", "report_id", "content"),
    ):
        rows_ = connection.execute(
            f"SELECT id, {report_id}, {column} FROM {kind}s"
            f" WHERE {_every(column, words)} ORDER BY id LIMIT ?",
            (*words, limit),
        )
        found.extend(Hit(kind, row[0], row[1], _around(row[2], words[0])) for row in rows_)
    return found


def _around(text: str, word: str) -> str:
    at = text.index(word)
    before, after = text[max(0, at - 40) : at], text[at + len(word) : at + len(word) + 40]
    return f"{before}[{word}]{after}"
