from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.lexicon import load_lexicon
from dragoman.read import read_text
from dragoman.read.addresses import host_name, unwrapped

STORY = (
    "The two ministers met on Monday and signed an agreement on the border, officials said. "
    "Neither side gave details of the text, which both parliaments have to approve."
)


@pytest.mark.parametrize(
    ("url", "inner", "relay"),
    [
        (
            "https://web.archive.org/web/20240102030405/https://www.bbc.co.uk/news/1",
            "https://www.bbc.co.uk/news/1",
            "Internet Archive",
        ),
        (
            "https://archive.ph/aB1cD/https://www.lemonde.fr/a",
            "https://www.lemonde.fr/a",
            "archive.today",
        ),
        ("https://www-lemonde-fr.translate.goog/a?_x_tr_sl=fr", "https://www.lemonde.fr/a?_x", ""),
        (
            "https://www.google.com/amp/s/edition.cnn.com/2024/x",
            "https://edition.cnn.com/2024/x",
            "",
        ),
        ("https://a--b-com.cdn.ampproject.org/c/s/a-b.com/x", "https://a-b.com/x", ""),
        ("https://example.org/web/https://other.org/", "https://example.org/web/https://other", ""),
    ],
)
def test_the_page_inside_is_told(url: str, inner: str, relay: str) -> None:
    found, by = unwrapped(url)
    assert found.startswith(inner) and by == relay


@given(st.text(max_size=80))
def test_any_address_is_taken(text: str) -> None:
    for url in (text, f"https://{text}", f"https://web.archive.org/web/1/https://{text}"):
        assert isinstance(host_name(unwrapped(url)[0]), str)


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.hill-gazette.example.org/a", "hill-gazette.example.org"),
        ("https://m.hillgazette.com/a", "hillgazette.com"),
        ("http://localhost:8000/a", ""),
        ("http://192.168.0.1/a", ""),
        ("file:///a/b.html", ""),
        ("", ""),
    ],
)
def test_a_host_is_a_name_as_it_stands(url: str, name: str) -> None:
    assert host_name(url) == name


@pytest.mark.parametrize(
    ("url", "publisher", "relayed_by"),
    [
        ("https://www.bbc.co.uk/news/1", "BBC", ""),
        ("https://edition.cnn.com/2024/x", "CNN", ""),
        ("https://web.archive.org/web/20240102/http://tass.ru/a", "TASS", "Internet Archive"),
        ("https://news.yahoo.com/a", "", "Yahoo News"),
        ("https://www.hillgazette.com/a", "hillgazette.com", ""),
    ],
)
def test_the_address_tells_the_outlet(url: str, publisher: str, relayed_by: str) -> None:
    report = read_text(STORY, load_lexicon(), url=url)
    assert (report.publisher, report.relayed_by) == (publisher, relayed_by)


def test_an_aggregator_names_whose_copy_it_carries() -> None:
    text = "\n".join(["Ministers sign border agreement", "Reuters", "May 8, 2025", *[STORY] * 3])
    report = read_text(text, load_lexicon(), url="https://www.msn.com/en-us/news/a")
    assert (report.publisher, report.relayed_by) == ("Reuters", "MSN")
