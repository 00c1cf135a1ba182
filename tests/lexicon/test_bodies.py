from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.errors import LexiconError
from dragoman.lexicon.bodies import load_bodies
from dragoman.lexicon.countries import load_countries
from dragoman.lexicon.tables import Tables

HEADER = "name,aliases,kind,country,sector\n"


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("Blue Hand,,club,FRA,REB", "unknown kind 'club'"),
        ("Blue Hand,,party,FFF,PTY", "unknown country code 'FFF'"),
        ("Blue Hand,,party,FRA,XXX", "unknown sector 'XXX'"),
        (",,party,FRA,PTY", "a row without a name"),
        ("Likud,,party,ISR,PTY", r"Likud is told at world/parties\.csv:\d+ already"),
    ],
)
def test_a_bad_row_is_refused(
    user_table: Callable[[str, str], Tables], row: str, message: str
) -> None:
    tables = user_table("world/parties.csv", f"{HEADER}{row}\n")
    with pytest.raises(LexiconError, match=rf"parties\.csv:2: {message}"):
        load_bodies(tables, load_countries(tables))


def test_names_and_entries_go_together() -> None:
    tables = Tables()
    bodies = load_bodies(tables, load_countries(tables))
    assert len(bodies) > 1500
    assert all(len(body.names) == len(body.entries) for body in bodies)
    assert all(len({entry.id for entry in body.entries}) == 1 for body in bodies)
