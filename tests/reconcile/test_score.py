"""What speaks for two tellings being of one happening, and what bars it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.factories import (
    make_actor,
    make_coded,
    make_event,
    make_quantity,
    make_report,
    make_statement,
)
from tests.reconcile.tellings import scorer_of, telling

from dragoman.lexicon import Lexicon
from dragoman.model import ActorKind, Factuality, PartialDate, Participant, Place
from dragoman.reconcile.press import Telling, gather
from dragoman.reconcile.sameness import named_alike

MAY = PartialDate.month(2024, 5, "'in May'")
JUNE = PartialDate.month(2024, 6, "'in June'")
IN_JUNE = PartialDate(basis="XXXX-06 without a year")
SINCE_MARCH = PartialDate.between(date(2024, 3, 1), None, "'since March'")
GUNS, OIL = [("guns", "arms.small")], [("oil", "fuel")]


@pytest.mark.parametrize(
    ("one", "other", "bar"),
    [
        ({}, {}, ""),
        ({"type": "AID"}, {"type": "PROTEST"}, "type"),
        ({"type": "AID"}, {"type": "MOBILIZE"}, ""),
        ({}, {"factuality": Factuality.CONDITIONAL}, "hypothetical and told"),
        ({}, {"factuality": Factuality.PLANNED, "published": "2024-05-01"}, ""),
        ({}, {"factuality": Factuality.DENIED}, ""),
        ({}, {"giver": "Eastland", "taker": "Westland"}, "participants"),
        ({}, {"giver": "Southland", "taker": "Northland"}, ""),
        ({"occurred": "2024-05-01"}, {"occurred": "2024-04-29"}, ""),
        ({"occurred": "2024-05-01"}, {"occurred": "2024-04-20"}, "time"),
        ({"occurred": MAY, "published": "2024-07-01"}, {"occurred": JUNE}, "time"),
        ({"items": GUNS}, {"items": OIL}, "items"),
        (
            {"items": GUNS, "occurred": "2024-05-01"},
            {"items": OIL, "occurred": "2024-05-01"},
            "",
        ),
        ({"occurred": IN_JUNE}, {"occurred": "2024-05-01"}, "month of the year"),
        ({"occurred": IN_JUNE, "published": None}, {"occurred": JUNE, "published": None}, ""),
        # Planned on the second of May, it cannot have been done in April.
        ({"factuality": Factuality.PLANNED}, {"occurred": "2024-04-20"}, "time"),
    ],
)
def test_bars(lexicon: Lexicon, one: dict[str, Any], other: dict[str, Any], bar: str) -> None:
    a = telling(lexicon, publisher="A", **one)
    b = telling(lexicon, publisher="B", **other)
    scorer = scorer_of(lexicon, a, b)
    assert scorer.never(a, b) == scorer.never(b, a) == bar


@pytest.mark.parametrize(
    ("speaker", "guess"), [("", False), ("Northland", False), ("Eastland", True)]
)
def test_what_is_announced_is_no_guess(lexicon: Lexicon, speaker: str, guess: bool) -> None:
    """ "Northland will send guns": by itself or in the report's voice arranged, else foretold."""
    report = make_report("Northland will send guns to Southland, as Eastland says.")
    statement = make_statement(report, "Northland will send guns", speaker=speaker)
    event = make_event(
        report,
        "send",
        statement=statement,
        initiators=["Northland"],
        recipients=["Southland"],
        factuality=Factuality.PREDICTED,
    )
    (told,) = gather([make_coded(report, [statement], [event])], lexicon).tellings
    assert told.hypothetical is guess


def visit(name: str, lexicon: Lexicon) -> Telling:
    report = make_report(f"{name} visited Southland.")
    actor = make_actor(report, name, kind=ActorKind.PERSON, country="NOR")
    visitor = Participant(actor.id, name, "NOR", "GOV", name)
    event = make_event(
        report,
        "visited",
        initiators=[visitor],
        recipients=["Southland"],
        type="CONSULT",
        mode="visit",
    )
    return gather([make_coded(report, [], [event], actors=[actor])], lexicon).tellings[0]


def test_two_ministers_on_two_visits_are_two_visits(lexicon: Lexicon) -> None:
    one, other = visit("Ada Rook", lexicon), visit("Ben Crow", lexicon)
    scorer = scorer_of(lexicon, one, other)
    assert scorer.never(one, other) == "persons"
    assert scorer.never(one, visit("Ada Rook", lexicon)) == ""


def test_one_voice_that_tells_of_both_directions_tells_two_deeds(lexicon: Lexicon) -> None:
    report = make_report("Northland expelled a diplomat of Southland, which expelled two envoys.")
    sides = (["Northland"], ["Southland"])
    first = make_event(
        report, "expelled", initiators=sides[0], recipients=sides[1], type="SANCTION"
    )
    second = make_event(report, "which", initiators=sides[1], recipients=sides[0], type="SANCTION")
    a, b = gather([make_coded(report, [], [first, second])], lexicon).tellings
    assert scorer_of(lexicon, a, b).never(a, b) == "one report tells them apart"
    again = make_report("Southland expelled a diplomat of Northland.", location="other.txt")
    third = make_event(again, "expelled", initiators=sides[1], recipients=sides[0], type="SANCTION")
    (c,) = gather([make_coded(again, [], [third])], lexicon).tellings
    # Another report may have mixed the sides up: that is a difference to show.
    assert scorer_of(lexicon, a, c).never(a, c) != "one report tells them apart"


def test_one_report_tells_two_sendings_apart_by_their_figures(lexicon: Lexicon) -> None:
    report = make_report("Northland sent 11,000 troops and dispatched 3,000 more.")
    first = make_event(report, "sent", initiators=["Northland"], type="MOBILIZE")
    second = make_event(report, "dispatched", initiators=["Northland"], type="MOBILIZE")
    counts = [
        make_quantity(report, "11,000", None, first, best=11000),
        make_quantity(report, "3,000", None, second, best=3000),
    ]
    a, b = gather([make_coded(report, [], [first, second], counts)], lexicon).tellings
    assert scorer_of(lexicon, a, b).never(a, b) == "one report tells them apart"


@pytest.mark.parametrize(
    ("more", "less"),
    [
        ({"items": GUNS}, {}),
        ({"occurred": "2024-05-01"}, {"occurred": MAY, "published": "2024-06-02"}),
        ({"occurred": "2024-05-01"}, {"published": "2024-05-03"}),
        ({"figure": ("guns", 500, "arms")}, {"figure": ("guns", 700, "arms")}),
        ({}, {"giver": "Southland", "taker": "Northland"}),
        ({}, {"taker": None}),
        ({}, {"taker": "Eastland"}),
        ({}, {"type": "COOPERATE"}),
        ({"published": "2024-05-03"}, {"published": "2024-09-03"}),
        ({"published": "2024-05-03"}, {"published": "2024-12-03"}),
        ({}, {"trigger": "guns"}),
    ],
)
def test_more_in_common_scores_more(
    lexicon: Lexicon, more: dict[str, Any], less: dict[str, Any]
) -> None:
    base: dict[str, Any] = {key: more[key] for key in more if key != "published"}
    given = telling(lexicon, publisher="A", **base)
    like = telling(lexicon, publisher="B", **more)
    unlike = telling(lexicon, publisher="C", **less)
    scorer = scorer_of(lexicon, given, like, unlike)
    assert scorer.score(given, like)[0] > scorer.score(given, unlike)[0]


def test_the_score_is_the_sum_of_its_reasons_and_symmetric(lexicon: Lexicon) -> None:
    one = telling(lexicon, items=GUNS, publisher="A")
    other = telling(lexicon, occurred="2024-05-01", publisher="B")
    scorer = scorer_of(lexicon, one, other)
    score, reasons = scorer.score(one, other)
    assert score == pytest.approx(sum(r.points for r in reasons))
    assert score == pytest.approx(scorer.score(other, one)[0])


def test_places_within_a_country_agree_with_the_country_only(lexicon: Lexicon) -> None:
    def at(name: str) -> Any:
        return telling(lexicon, places=[Place(name, "SOU")], publisher=name)

    ford, mill, country = at("Ford"), at("Mill"), at("Southland")
    scorer = scorer_of(lexicon, ford, mill, country)
    same = scorer.score(ford, at("Ford"))[0]
    assert same > scorer.score(ford, country)[0] > scorer.score(ford, mill)[0]


def test_a_course_joins_an_act_at_its_start_only(lexicon: Lexicon) -> None:
    course = telling(lexicon, occurred=SINCE_MARCH, publisher="A")
    begins = telling(lexicon, occurred="2024-03-05", publisher="B")
    later = telling(lexicon, occurred="2024-05-01", publisher="C")
    scorer = scorer_of(lexicon, course, begins, later)
    assert scorer.score(course, begins)[0] > scorer.score(course, later)[0]


def test_deeds_in_the_plural_are_a_course(lexicon: Lexicon) -> None:
    text = "Northland's strikes on Southland."
    many = telling(lexicon, text, trigger="strikes", rule="assault.noun")
    verb = telling(lexicon, text, trigger="strikes", rule="assault.verb")
    assert many.course
    assert not verb.course


@pytest.mark.parametrize(
    ("one", "other", "bar"),
    [
        # The one tells who did it, the other whom it befell.
        ({"giver": "Northland", "taker": None}, {"giver": "", "taker": "Southland"}, ""),
        (
            {"giver": "Northland", "taker": None},
            {"giver": "Westland", "taker": None},
            "participants",
        ),
        # A person of no known country may be of any, but is nobody of another name.
        ({"taker": "Ortiz"}, {"taker": "Southland", "giver": "Northland"}, ""),
        ({"giver": "", "taker": "Ortiz"}, {"giver": "", "taker": "Southland"}, ""),
        ({"giver": "", "taker": "Ortiz"}, {"giver": "", "taker": "Luis Ortiz"}, ""),
        ({"giver": "", "taker": "Ortiz"}, {"giver": "", "taker": "Kimani Gray"}, "participants"),
    ],
)
def test_who_may_be_whom(
    lexicon: Lexicon, one: dict[str, Any], other: dict[str, Any], bar: str
) -> None:
    a, b = (_shooting(lexicon, publisher=p, **t) for p, t in (("A", one), ("B", other)))
    scorer = scorer_of(lexicon, a, b)
    assert scorer.never(a, b) == scorer.never(b, a) == bar


def _shooting(
    lexicon: Lexicon, *, publisher: str, giver: str = "Northland", taker: str | None = "Southland"
) -> Telling:
    """A killing whose persons ("Ortiz") have a record but no country."""
    names = [name for name in (giver, taker) if name]
    text = f"{' and '.join(names)}: somebody was killed."
    report = make_report(text, publisher=publisher)
    persons = {
        name: make_actor(report, name, kind=ActorKind.PERSON, country="")
        for name in names
        if not name.endswith("land")
    }
    sides = [
        [Participant(persons[n].id, n, "", "", n) if n in persons else n] if n else []
        for n in (giver, taker)
    ]
    event = make_event(report, "killed", initiators=sides[0], recipients=sides[1], type="ASSAULT")
    return gather(
        [make_coded(report, events=[event], actors=list(persons.values()))], lexicon
    ).tellings[0]


@pytest.mark.parametrize(
    ("one", "other", "named"),
    [
        (("killed", "a.kill"), ("killing", "a.killing"), "same"),
        (("rammed", "a.x"), ("ram", "a.y"), "same"),
        (("gunned", "a.kill"), ("shot", "a.kill"), "like"),
        (("murder", "a.x"), ("kill", "a.y"), "like"),
        (("visited", "a.x"), ("killed", "a.y"), ""),
    ],
)
def test_predicates_that_may_name_one_occurrence(
    lexicon: Lexicon, one: tuple[str, str], other: tuple[str, str], named: str
) -> None:
    a, b = (
        telling(lexicon, f"Northland {word} Southland.", trigger=word, rule=rule)
        for word, rule in (one, other)
    )
    assert named_alike(a, b) == named_alike(b, a) == named


def names_of(lexicon: Lexicon, one: Telling, other: Telling) -> dict[str, float]:
    scorer = scorer_of(lexicon, one, other)
    assert sorted(map(str, scorer.score(one, other)[1])) == sorted(
        map(str, scorer.score(other, one)[1])
    )
    return {reason.name: reason.points for reason in scorer.score(one, other)[1]}


def test_a_sentence_that_tells_of_two_deeds_is_no_likeness_of_them(lexicon: Lexicon) -> None:
    text = "Northland closed the crossing and recalled its envoy from Southland."
    closed, recalled = (
        telling(lexicon, text, trigger=word, rule=word, type=kind)
        for word, kind in (("closed", "COERCE"), ("recalled", "SANCTION"))
    )
    assert names_of(lexicon, closed, recalled)["wording"] == 0
    again = telling(lexicon, text, trigger="closed", rule="closed", type="COERCE", publisher="B")
    assert names_of(lexicon, closed, again)["wording"] > 0


def test_people_of_one_class_are_not_the_same_people(lexicon: Lexicon) -> None:
    smuggler = telling(lexicon, items=[("smuggler", "prisoners")], publisher="A")
    rangers = telling(lexicon, items=[("rangers", "prisoners")], publisher="B")
    rifles, guns = (
        telling(lexicon, items=[(word, "arms.small")], publisher=word)
        for word in ("rifles", "guns")
    )
    assert "item" not in names_of(lexicon, smuggler, rangers)
    assert names_of(lexicon, rifles, guns)["item"] > 0
