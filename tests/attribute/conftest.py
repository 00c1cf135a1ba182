"""Sentences of our own through the stages up to attribution."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.attribute import AttributedReport, attribute
from dragoman.extract import extract
from dragoman.lexicon import Lexicon, load_lexicon
from dragoman.model import Report
from dragoman.parse import parse_many

Attributed = Callable[[list[str]], list[AttributedReport]]


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return load_lexicon()


@pytest.fixture(scope="session")
def attributed(lexicon: Lexicon) -> Attributed:
    def run(texts: list[str]) -> list[AttributedReport]:
        reports = [
            Report.make(location=str(n), source_text=text, language="en")
            for n, text in enumerate(texts)
        ]
        return [attribute(extract(p, lexicon), lexicon) for p in parse_many(reports)]

    return run
