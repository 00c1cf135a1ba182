"""What `explain` says of figures and time expressions."""

from __future__ import annotations

import pytest

from dragoman.extract import extract
from dragoman.extract.explain import explain
from dragoman.lexicon import Lexicon, load_lexicon
from dragoman.model import Report
from dragoman.parse import parse

TEXT = "On Monday the raid killed 400 soldiers. He put the number at half of the 900 men."


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon()


def test_figures_and_times_are_told_with_what_they_lean_on(lexicon: Lexicon) -> None:
    report = Report.make(location="a text", source_text=TEXT)
    first, second = explain(extract(parse(report), lexicon), lexicon.coding)
    [killed] = first.figures
    assert (killed.words, killed.best, killed.measure) == ("400 soldiers", 400, "killed")
    [monday] = first.times
    assert (monday.value, monday.relative, monday.role) == ("XXXX-WXX-1", "near:past", "on")
    share, derived, whole = second.figures
    assert share.notes == (f"of “{whole.words}”",)
    assert (derived.best, derived.scope) == (450, "derived")
    assert derived.notes == ("worked out of the share and its whole",)
    for told in (*first.figures, *first.times, *second.figures):
        assert TEXT[told.start : told.end] == told.words
