"""What a difference is about."""

from __future__ import annotations

from dataclasses import replace

from tests.factories import make_difference, make_event, make_happening, make_report, make_statement

from dragoman.show.across_rows import matter
from dragoman.show.lookup import Lookup


def test_a_difference_is_about_its_happening_or_else_in_its_own_words(lookup: Lookup) -> None:
    (known,) = [d for d in lookup.view.differences.values() if d.slot == "figure:weapons"]
    happening = lookup.view.happenings[known.happening_id]
    assert matter(known, lookup) == lookup.sentence(happening)

    report = make_report('"Northland shelled us," Southland said.', publisher="Post")
    said = make_statement(report, '"Northland shelled us,"', speaker="Southland", cue="said")
    shelled = make_happening([make_event(report, "shelled", said)])
    loose = replace(make_difference(shelled, [("it did", said)]), happening_id="")
    assert matter(loose, lookup) == "“Northland shelled us”"
    assert matter(replace(loose, positions=()), lookup) == ""
