"""What is told as news and what is taken as known, and what follows for joining."""

from __future__ import annotations

import pytest
from tests.factories import make_coded, make_event, make_report
from tests.reconcile.tellings import scorer_of, telling

from dragoman.lexicon import Lexicon
from dragoman.reconcile.press import gather


@pytest.mark.parametrize(
    ("text", "trigger", "rule", "known"),
    [
        ("Northland shelled Southland.", "shelled", "", False),
        ("Northland apologised for shelling Southland.", "shelling", "", True),
        ("Northland stopped shelling Southland.", "shelling", "", False),
        ("It was the town that Northland had shelled.", "shelled", "", True),
        ("It would have been worse if Northland had shelled it.", "shelled", "", False),
        ("Two weeks after clashes Northland withdrew.", "clashes", "x.clash_noun", True),
        ("Clashes with Northland broke out.", "Clashes", "x.clash_noun", False),
        ("The clashes ended.", "clashes", "x.clash_noun", True),
        ("A visa imposed by Northland hurts.", "imposed", "", True),
        ("Southland was shelled by Northland.", "shelled", "", False),
        ("Southland was not shelled by Northland.", "shelled", "", False),
        ("Shelled by Northland, it fell.", "Shelled", "", False),
        ("It broke the truce agreed the night before.", "agreed", "", True),
    ],
)
def test_what_the_reader_is_taken_to_know(
    lexicon: Lexicon, text: str, trigger: str, rule: str, known: bool
) -> None:
    assert telling(lexicon, text, trigger=trigger, rule=rule).known is known


def _report(lexicon: Lexicon, *sentences: tuple[str, str, str]) -> list[bool]:
    report = make_report(" ".join(text for text, _, _ in sentences))
    events = [
        make_event(report, word, initiators=["Northland"], recipients=["Southland"], rule=rule)
        for _, word, rule in sentences
    ]
    made = gather([make_coded(report, [], events)], lexicon).tellings
    by_start = sorted(made, key=lambda t: t.event.trigger.start)
    return [t.sole for t in by_start]


def test_a_deed_told_once_as_news_is_sole(lexicon: Lexicon) -> None:
    seized = ("Northland seized a boat.", "seized", "coerce.seize")
    impounded = ("It impounded another.", "impounded", "coerce.seize")
    known = ("It spoke of the boats that it had impounded.", "impounded", "coerce.seize")
    barred = ("It barred tourists.", "barred", "coerce.bar")
    assert _report(lexicon, seized, barred) == [True, True]
    assert _report(lexicon, seized, impounded) == [False, False]
    assert _report(lexicon, seized, known) == [True, False]


def _reasons(lexicon: Lexicon, later: str, *, published: str = "2024-05-20") -> list[str]:
    one = telling(lexicon, "Northland seized nine trucks of Southland.", trigger="seized")
    two = telling(lexicon, later, trigger="seized", published=published, publisher="Quay Sun")
    stories = {one.report.id: "s", two.report.id: "s"}
    scorer = scorer_of(lexicon, one, two, stories=stories)
    return [r.name for r in scorer.score(one, two)[1]]


def test_what_a_later_report_of_the_story_takes_as_known_is_what_the_first_told(
    lexicon: Lexicon,
) -> None:
    known = "Northland gave back lorries of Southland that it had seized."
    assert "taken as known" in _reasons(lexicon, known)
    assert "taken as known" not in _reasons(lexicon, known, published="2024-04-01")
    assert "taken as known" not in _reasons(lexicon, "Northland seized lorries of Southland.")


def test_two_deeds_of_one_sentence_and_unlike_types_stay_apart(lexicon: Lexicon) -> None:
    report = make_report("Northland shot at a boat of Southland and closed its port.")
    events = [
        make_event(report, word, initiators=["Northland"], recipients=["Southland"], type=type_)
        for word, type_ in (("shot", "ASSAULT"), ("closed", "COERCE"))
    ]
    one, other = gather([make_coded(report, [], events)], lexicon).tellings
    assert scorer_of(lexicon, one, other).never(one, other) == "one report tells them apart"
