"""Why a clause was coded as it was: the rule that fired, and those that nearly did."""

from __future__ import annotations

import pytest

from dragoman.extract import extract
from dragoman.extract.conditions import CONDITIONS, fits
from dragoman.extract.events import Coder, clauses_of
from dragoman.extract.explain import FrameExplained, SentenceExplained, explain
from dragoman.lexicon import Lexicon, load_lexicon
from dragoman.model import Report
from dragoman.parse import parse

TEXT = (
    "The minister said that Turkey had not given Azerbaijan forty drones. "
    "Greece declined to comment. "
    "Chinese diplomats held talks with Philippine officials in Manila. "
    "Sudan shipped carpets to Chad."
)


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon()


@pytest.fixture(scope="module")
def explained(lexicon: Lexicon) -> tuple[SentenceExplained, ...]:
    report = Report.make(location="spec", source_text=TEXT, language="en")
    return explain(extract(parse(report), lexicon), lexicon.coding)


def clause(sentence: SentenceExplained, lemma: str) -> FrameExplained:
    return next(f for f in sentence.frames if f.lemma == lemma)


def test_a_clause_is_told_with_its_arguments(explained: tuple[SentenceExplained, ...]) -> None:
    given = clause(explained[0], "give")
    roles = {a.role: a.words for a in given.arguments}
    assert roles == {
        "agent": ("Turkey",),
        "patient": ("forty drones",),
        "dative": ("Azerbaijan",),
    }
    assert (given.negated, given.tense, given.aspect) == (True, "past", "perfect")
    assert given.above == ("say (ccomp, that)",)
    assert TEXT[given.start : given.end] == given.predicate == "given"


def test_the_rule_that_fired_is_named(explained: tuple[SentenceExplained, ...]) -> None:
    (fired,) = clause(explained[0], "give").fired
    assert (fired.type, fired.initiators, fired.recipients) == ("AID", ("Turkey",), ("Azerbaijan",))
    assert not fired.dropped


def test_near_misses_say_which_condition_failed(explained: tuple[SentenceExplained, ...]) -> None:
    shipped = clause(explained[3], "ship")
    why = {near.rule: near.failed for near in shipped.near}
    assert why["aid.arms"] == "object is not of class arms"


def test_what_a_clause_above_tells_is_dropped(explained: tuple[SentenceExplained, ...]) -> None:
    told = [f for frame in explained[2].frames for f in frame.fired]
    assert [f.dropped for f in told].count(False) == 1


def test_a_rule_that_stops_is_named(explained: tuple[SentenceExplained, ...]) -> None:
    stopped = [f.stopped_by for f in explained[1].frames]
    assert any(stopped)
    assert all(not f.fired for f in explained[1].frames if f.stopped_by)


def test_sentences_keep_their_place(explained: tuple[SentenceExplained, ...]) -> None:
    assert [s.index for s in explained] == [0, 1, 2, 3]
    assert all(TEXT[s.start : s.end] == s.text for s in explained)


def test_the_conditions_one_by_one_are_those_that_the_coder_asks(lexicon: Lexicon) -> None:
    report = Report.make(location="spec", source_text=TEXT, language="en")
    extracted = extract(parse(report), lexicon)
    seen = {True: 0, False: 0}
    for s in extracted.parsed.sentences:
        frames = [f for f in extracted.frames if f.sentence == s.index]
        by_head = {m.head: m for m in extracted.mentions if m.sentence == s.index}
        coder = Coder(clauses_of(s, by_head, frames, lexicon.coding), frames, 0)
        coder.code()
        for f in frames:
            below = coder.below(f)
            for p in coder.candidates(f):
                one_by_one = all(x.holds(coder.c, f, p, below) for x in CONDITIONS if x.asked(p))
                assert fits(coder.c, f, p, below) == one_by_one, (f.lemma, p.id)
                seen[one_by_one] += 1
    assert min(seen.values()) > 2
