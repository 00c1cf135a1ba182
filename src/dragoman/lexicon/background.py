"""How common words are in the news at large."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dragoman.errors import LexiconError
from dragoman.lexicon.tables import Tables

TABLE = "background.csv"


@dataclass(frozen=True, slots=True)
class Background:
    """The table `background.csv`: by stem, the share (0 to 1) of texts that hold it.

    Attributes:
        reports: of reports, by title and lead.
        sentences: of sentences.
    """

    reports: Mapping[str, float]
    sentences: Mapping[str, float]


def load_background(tables: Tables) -> Background:
    """Load and validate the table; a user's rows replace ours.

    Raises:
        LexiconError: where a share is no number per 10,000.
    """
    reports: dict[str, float] = {}
    sentences: dict[str, float] = {}
    for place, row in tables.csv(TABLE, ("stem", "reports", "sentences")):
        try:
            shares = float(row["reports"]) / 1e4, float(row["sentences"]) / 1e4
        except ValueError:
            shares = (-1.0, -1.0)
        if not all(0 <= share <= 1 for share in shares):
            raise LexiconError(
                f"{place}: {row['stem']}: no share of 10,000", "write a number from 0 to 10000"
            )
        reports[row["stem"]], sentences[row["stem"]] = shares
    return Background(reports, sentences)
