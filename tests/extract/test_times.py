"""`extract.times` against `specs/times.toml`, and what always holds of what it finds."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from tests.extract.specs_of import cases, parsed, quoted

from dragoman.extract.records import Frame, TimeDraft
from dragoman.extract.times import attach_times, find_times
from dragoman.lexicon.calendar import TimeWords, load_time_words
from dragoman.lexicon.tables import Tables
from dragoman.parse.sentence import Sentence

CASES = cases("times")


@cache
def words() -> TimeWords:
    return load_time_words(Tables())


@cache
def sentences() -> dict[str, tuple[Sentence, ...]]:
    texts = [c["text"] for c in CASES]
    return dict(zip(texts, parsed(texts), strict=True))


def found_in(text: str) -> list[tuple[Sentence, TimeDraft]]:
    return [(s, d) for s in sentences()[text] for d in find_times(s, words())]


def described(text: str, sentence: Sentence, draft: TimeDraft) -> dict[str, Any]:
    return {
        "text": quoted(text, sentence, draft.start, draft.end),
        "type": draft.timex_type.value,
        "value": draft.value,
        "mod": draft.mod,
        "relative": draft.relative,
        "role": draft.role,
    }


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["text"][:60])
def test_finds_what_the_spec_says(case: dict[str, Any]) -> None:
    found = [described(case["text"], s, d) for s, d in found_in(case["text"])]
    assert [f["text"] for f in found] == [e["text"] for e in case["times"]]
    for got, expected in zip(found, case["times"], strict=True):
        assert {key: got[key] for key in expected} == expected


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["text"][:60])
def test_ranges_lie_in_the_sentence_and_apart(case: dict[str, Any]) -> None:
    for sentence in sentences()[case["text"]]:
        drafts = find_times(sentence, words(), first=7)
        assert [d.index for d in drafts] == list(range(7, 7 + len(drafts)))
        end = 0
        for draft in drafts:
            assert end <= draft.start < draft.end <= len(sentence.tokens)
            end = draft.end


def frame(index: int, predicate: int, kind: str = "verb") -> Frame:
    return Frame(
        index=index,
        sentence=0,
        predicate=predicate,
        kind=kind,
        lemma="",
        support=-1,
        particle="",
        agent=(),
        patient=(),
        dative=(),
        obliques=(),
        complements=(),
        negated=False,
        modal="",
        tense="",
        aspect="",
        passive=False,
        embedding=(),
    )


def attached_to(text: str, predicates: dict[str, str]) -> dict[str, str]:
    """Expression → the word of the frame that it is attached to."""
    (sentence,) = parsed([text])[0]
    at = {t.text: t.i for t in sentence.tokens}
    names = list(predicates)
    frames = [frame(n, at[name], predicates[name]) for n, name in enumerate(names)]
    drafts = attach_times(sentence, find_times(sentence, words()), frames)
    return {
        quoted(text, sentence, d.start, d.end): names[d.frame] if d.frame >= 0 else ""
        for d in drafts
    }


def test_attaches_a_time_to_the_nearest_governing_predicate() -> None:
    text = "The army withdrew on Monday after talks collapsed in June."
    assert attached_to(text, {"withdrew": "verb", "collapsed": "verb"}) == {
        "Monday": "withdrew",
        "June": "collapsed",
    }


def test_attaches_a_time_inside_a_noun_phrase_to_the_event_noun() -> None:
    text = "Envoys praised the summit of last September."
    assert attached_to(text, {"praised": "verb", "summit": "noun"}) == {"last September": "summit"}


def test_leaves_a_time_without_frame_alone() -> None:
    assert attached_to("The army withdrew on Monday.", {}) == {"Monday": ""}
