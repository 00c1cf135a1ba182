"""Open a case for reading."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dragoman.case import Case, load_view
from dragoman.lexicon.likeness import load_likeness
from dragoman.lexicon.tables import Tables
from dragoman.lexicon.telling import load_tellings
from dragoman.show.lookup import Lookup


@contextmanager
def open_case(path: Path) -> Iterator[tuple[Case, Lookup]]:
    """Open a case for reading only, and load it whole.

    Raises:
        CaseError: where there is no case at that path, or none that can be read.
    """
    with Case.open(path, read_only=True) as case:
        tables = Tables()
        yield case, Lookup(load_view(case), load_likeness(tables), load_tellings(tables))


def load(path: Path) -> Lookup:
    """Load a case whole and close it again.

    Raises:
        CaseError: where there is no case at that path, or none that can be read.
    """
    with open_case(path) as (_, lookup):
        return lookup
