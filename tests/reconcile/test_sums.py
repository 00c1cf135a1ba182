"""A report that contradicts its own figures."""

from __future__ import annotations

import pytest
from tests.factories import make_coded, make_quantity, make_report

from dragoman.lexicon import Lexicon
from dragoman.model import Bound, Difference, DifferenceKind
from dragoman.reconcile import reconcile

Figure = tuple[str, float, str]


def differences(text: str, figures: list[Figure], lexicon: Lexicon) -> list[Difference]:
    report = make_report(text)
    made = []
    for words, best, measure in figures:
        about = words.startswith("about")
        least = words.startswith("at least")
        made.append(
            make_quantity(
                report,
                words,
                best=best,
                low=best,
                high=None if least else best,
                bound=Bound.ABOUT if about else Bound.AT_LEAST if least else Bound.EXACT,
                unit=words.split()[-1].rstrip("s"),
                referent=words.split()[-1],
                measure=measure,
            )
        )
    found = reconcile([make_coded(report, quantities=made)], lexicon)
    return list(found.differences)


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        (
            "30 people died: 12 soldiers and 19 civilians.",
            [("30 people", 30, "killed"), ("12 soldiers", 12, "troops"),
             ("19 civilians", 19, "people")],
        ),
        (
            "Some 40 people, including 50 children, died.",
            [("40 people", 40, "killed"), ("50 children", 50, "killed")],
        ),
        (
            "It lost 9 tanks (3 scouts, 3 old tanks and 1 wreck).",
            [("9 tanks", 9, "tanks"), ("3 scouts", 3, "tanks"), ("3 old tanks", 3, "tanks"),
             ("1 wreck", 1, "tanks")],
        ),
    ],
)  # fmt: skip
def test_parts_that_do_not_make_the_whole(
    text: str, figures: list[Figure], lexicon: Lexicon
) -> None:
    [one] = differences(text, figures, lexicon)
    assert one.kind is DifferenceKind.DISPUTE
    assert one.happening_id == ""
    assert len(one.positions) == 2
    for position in one.positions:
        for piece in position.evidence:
            assert text[piece.start : piece.end] == piece.exact


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        (
            "30 people died: 12 soldiers and 18 civilians.",
            [("30 people", 30, "killed"), ("12 soldiers", 12, "troops"),
             ("18 civilians", 18, "people")],
        ),
        (
            "Some 40 people, including 5 children, died.",
            [("40 people", 40, "killed"), ("5 children", 5, "killed")],
        ),
        (
            "Or at least 40 people, including 50 children, died.",
            [("at least 40 people", 40, "killed"), ("50 children", 50, "killed")],
        ),
        (
            "30 people died: about 12 soldiers and 17 civilians.",
            [("30 people", 30, "killed"), ("about 12 soldiers", 12, "troops"),
             ("17 civilians", 17, "people")],
        ),
        (
            "30 people died. On Monday 12 soldiers and 19 civilians came.",
            [("30 people", 30, "killed"), ("12 soldiers", 12, "troops"),
             ("19 civilians", 19, "people")],
        ),
        (
            "30 people died: 12 missiles and 19 drones hit.",
            [("30 people", 30, "killed"), ("12 missiles", 12, "missiles"),
             ("19 drones", 19, "drones")],
        ),
    ],
)  # fmt: skip
def test_parts_that_can_make_the_whole(text: str, figures: list[Figure], lexicon: Lexicon) -> None:
    assert differences(text, figures, lexicon) == []
