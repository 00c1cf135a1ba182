"""`show`: every kind of record prints, with its words, its chain and what is related."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from rich.console import Console

from dragoman.model import Join, Reason
from dragoman.show.lookup import Lookup
from dragoman.show.record import PRINTERS, print_record


def printed(lookup: Lookup, kind: str, record: Any, width: int = 80) -> str:
    out = io.StringIO()
    print_record(lookup, kind, record, Console(file=out, width=width, markup=False))
    return out.getvalue()


def records(lookup: Lookup) -> list[tuple[str, Any]]:
    view = lookup.view
    tables = {
        "report": view.reports,
        "actor": view.actors,
        "statement": view.statements,
        "event": view.events,
        "quantity": view.quantities,
        "time": view.times,
        "forecast": view.forecasts,
        "happening": view.happenings,
        "account": view.accounts,
        "difference": view.differences,
    }
    assert set(tables) == set(PRINTERS) - {"judgement"}
    return [(kind, one) for kind, table in tables.items() for one in table.values()]


@pytest.mark.parametrize("width", [40, 80])
def test_every_record_prints_safely_within_the_width(lookup: Lookup, width: int) -> None:
    for kind, record in records(lookup):
        text = printed(lookup, kind, record, width)
        assert text.startswith(f"{kind} {record.id}"[:width])
        assert "\x1b" not in text
        assert "\u202e" not in text
        assert max(len(line) for line in text.splitlines()) <= width


def test_an_event_shows_its_sentence_chain_rule_figures_and_kin(lookup: Lookup) -> None:
    event = next(e for e in lookup.view.events.values() if e.trigger.exact == "sent 500 guns")
    text = printed(lookup, "event", event, 120)
    assert "Northland ⟦sent 500 guns⟧ to Southland on Monday, the Eastland ministry said." in text
    assert "The Post, 2 May 2024, sentence 1" in text
    assert "the Eastland ministry (EAS, government)  “said”" in text
    assert "← The Post (medium)" in text
    assert "test.rule, on “sent 500 guns”" in text
    assert "  500 guns\n" in text
    assert "SOU → NOR: shipped grain" in text


def test_a_difference_shows_both_sides_in_their_words(lookup: Lookup) -> None:
    (difference,) = [d for d in lookup.view.differences.values() if d.slot == "figure:weapons"]
    text = printed(lookup, "difference", difference)
    assert "How many weapons?" in text
    assert "over 700 guns" in text
    assert "Westland ← The Herald" in text


def test_a_happening_shows_origins_and_what_it_was_given_for(lookup: Lookup) -> None:
    (happening,) = [h for h in lookup.view.happenings.values() if h.origin_count == 3]
    text = printed(lookup, "happening", happening)
    assert "3 in 4 reports: Eastland, Westland, Southland" in text
    assert "Southland supplies grain to Northland" in text


def test_a_report_shows_both_sides_of_what_it_repeats(lookup: Lookup) -> None:
    by_title = {report.title: report for report in lookup.view.reports.values()}
    text = printed(lookup, "report", by_title["More guns than thought"], 120)
    assert "Repeats\n" in text
    assert "partial: passages in common with rep_" in text
    assert "(The Post, 2024-05-02, Guns for grain)" in text
    assert "40% of this report" in text
    assert "that one: it came out before" in text
    assert re.search(r"here +“700 guns” 5–13\n +there +“500 guns” 15–23\n", text)


def test_an_original_shows_who_repeats_it(lookup: Lookup) -> None:
    by_title = {report.title: report for report in lookup.view.reports.values()}
    text = printed(lookup, "report", by_title["Guns for grain"], 120)
    assert "Repeated by\n" in text
    assert "this one: it came out before" in text
    assert re.search(r"here +“500 guns”.*\n +there +“700 guns”", text)


def test_a_happening_says_why_it_was_joined_the_weightiest_reason_first(lookup: Lookup) -> None:
    held = next(h for h in lookup.view.happenings.values() if len(h.event_ids) > 1)
    one, other = held.event_ids[:2]
    reasons = (Reason("type", 1.0), Reason("other figure", -2.5), Reason("same days", 2.0))
    out = io.StringIO()
    console = Console(file=out, width=120, markup=False)
    print_record(lookup, "happening", held, console, [Join(one, other, held.id, 0.5, reasons)])
    assert "Why joined" in out.getvalue()
    words = f"0.5 points with {lookup.short(other)}: other figure -2.5, same days +2, type +1"
    assert words in " ".join(out.getvalue().split())
    assert "Why joined" not in printed(lookup, "happening", held)


def test_where_a_sentence_stands_is_told_in_lines_that_begin_alike(lookup: Lookup) -> None:
    (happening,) = [h for h in lookup.view.happenings.values() if h.origin_count == 3]
    text = printed(lookup, "happening", happening, width=24)
    lines = text[text.index("In its words") :].splitlines()[1:]
    quoted = lines[: lines.index("")]
    assert any(line.startswith("    ") for line in quoted)
    assert all(line.startswith("  ") for line in quoted)
