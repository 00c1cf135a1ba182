from __future__ import annotations

import pickle
from collections.abc import Callable

import pytest

from dragoman.errors import LexiconError
from dragoman.lexicon.media import Media, load_media
from dragoman.lexicon.tables import Tables

HEADER = "name,aliases,domains,kind,country\n"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("(AP)", "Associated Press"),
        ("AFP –", "Agence France-Presse"),
        ("the new york times", "New York Times"),
        ("YONHAP", "Yonhap"),
        ("Süddeutsche Zeitung", "Süddeutsche Zeitung"),
        ("Sueddeutsche  Zeitung", "Süddeutsche Zeitung"),
        ("Libération", "Libération"),
        ("Sun", "The Sun"),
        ("Nobody's Gazette", None),
        ("", None),
    ],
)
def test_by_name(media: Media, text: str, name: str | None) -> None:
    found = media.by_name(text)
    assert (found.name if found else None) == name


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("www.bbc.co.uk", "BBC"),
        ("EDITION.CNN.COM", "CNN"),
        ("asia.nikkei.com", "Nikkei"),
        ("news.yahoo.com", "Yahoo News"),
        ("notbbc.co.uk", None),
        ("com", None),
        ("", None),
    ],
)
def test_by_domain(media: Media, host: str, name: str | None) -> None:
    found = media.by_domain(host)
    assert (found.name if found else None) == name


def test_match_leaves_common_words_alone(media: Media) -> None:
    text = "Time and the Sun and The Nation and KCNA and the Korean Central News Agency"
    found = [(start, end, entries[0].id) for start, end, entries in media.match(text.split())]
    assert found == [(8, 9, "medium:PRK:kcna"), (11, 15, "medium:PRK:kcna")]


def test_agencies_of_a_state(media: Media) -> None:
    tass, reuters = media.by_name("TASS"), media.by_name("Reuters")
    assert tass is not None and tass.is_agency and tass.is_state
    assert reuters is not None and reuters.is_agency and not reuters.is_state


def test_it_is_wide_and_crosses_process_borders(media: Media) -> None:
    assert len(media.outlets) >= 300
    assert pickle.loads(pickle.dumps(media)).by_domain("tass.com") == media.by_domain("tass.com")


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("The Lantern,,lantern.example,fanzine,FRA", "unknown kind 'fanzine'"),
        ("The Lantern,,lantern.example,site,FFF", "unknown country code"),
        ("The Lantern,,tass.com,site,FRA", "domain tass.com is told twice"),
        ("Reuters,,,agency,GBR", "Reuters is told twice"),
        (",,x.example,site,FRA", "a row without a name"),
    ],
)
def test_a_bad_row_is_refused(
    user_table: Callable[[str, str], Tables], row: str, message: str
) -> None:
    with pytest.raises(LexiconError, match=rf"outlets\.csv:2: {message}"):
        load_media(user_table("media/outlets.csv", f"{HEADER}{row}\n"))
