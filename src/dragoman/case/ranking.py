"""Texts ranked by the words of a question, with SQLite's own full-text index in memory."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence


def ranked(texts: Iterable[tuple[str, str]], words: Sequence[str]) -> dict[str, float]:
    """How well texts answer to words: BM25 (FTS5), English stems, the best text 1.0.

    Args:
        texts: key and text; keys are distinct.
        words: any of them may occur; none is an operator.

    Returns:
        key to score, 0 to 1, of those in which one of the words occurs.
    """
    plain = [word.replace('"', "") for word in words]
    query = " OR ".join(f'"{word}"' for word in plain if any(map(str.isalnum, word)))
    if not query:
        return {}
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute(
            "CREATE VIRTUAL TABLE told USING fts5 (key UNINDEXED, words,"
            " tokenize = 'porter unicode61 remove_diacritics 2')"
        )
        connection.executemany(
            "INSERT INTO told (key, words) VALUES (?, ?)",
            ((key, text.encode("utf-8", "replace").decode()) for key, text in texts),
        )
        found = connection.execute(
            "SELECT key, -bm25(told) FROM told WHERE told MATCH ?", (query,)
        ).fetchall()
    finally:
        connection.close()
    # A word that is in most of the texts has no weight, or less than none; it occurs all the same.
    best = max((score for _, score in found), default=0.0)
    return {key: max(score / best, 0.0) if best > 0 else 1.0 for key, score in found}
