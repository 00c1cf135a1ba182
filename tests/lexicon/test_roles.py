from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.errors import LexiconError
from dragoman.lexicon.holders import load_offices
from dragoman.lexicon.roles import load_roles
from dragoman.lexicon.tables import Tables

HEADER = "nouns,sector,kind,office\n"


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("vizier,GOV,office,grand vizier", "unknown office 'grand vizier'"),
        ("vizier,XXX,office,", "unknown sector"),
        ("vizier,GOV,wizard,", "unknown kind"),
    ],
)
def test_a_bad_row_is_refused(
    user_table: Callable[[str, str], Tables], row: str, message: str
) -> None:
    tables = user_table("world/roles.csv", f"{HEADER}{row}\n")
    with pytest.raises(LexiconError, match=rf"roles\.csv:2: {message}"):
        load_roles(tables, load_offices(tables))


def test_a_users_noun_wins(user_table: Callable[[str, str], Tables]) -> None:
    tables = user_table("world/roles.csv", f"{HEADER}hacker|vizier,SPY,group,\n")
    roles = load_roles(tables, load_offices(tables))
    assert roles["hacker"].sector == roles["vizier"].sector == "SPY"


def test_nouns_are_lower_case_lemmas() -> None:
    tables = Tables()
    roles = load_roles(tables, load_offices(tables))
    assert [noun for noun in roles if noun != noun.lower() or noun != noun.strip()] == []
