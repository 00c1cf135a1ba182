"""The cue tables: what they must hold, and what they refuse."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from dragoman.errors import LexiconError
from dragoman.lexicon.cues import load_cues
from dragoman.lexicon.tables import Tables
from dragoman.model import Factuality, Stance

CUES = load_cues(Tables())


def test_cues_pickle() -> None:
    assert pickle.loads(pickle.dumps(CUES)) == CUES


@pytest.mark.parametrize(
    ("word", "stance"),
    [
        ("say", Stance.ASSERT),
        ("deny", Stance.DENY),
        ("accuse", Stance.ACCUSE),
        ("estimate", Stance.ESTIMATE),
        ("vow", Stance.PROMISE),
        ("urge", Stance.REQUEST),
        ("believe", Stance.BELIEVE),
        ("predict", Stance.PREDICT),
        ("condemn", Stance.CONDEMN),
        ("doubt", Stance.DOUBT),
    ],
)
def test_stance_of_a_verb(word: str, stance: Stance) -> None:
    assert CUES.verbs[word].stance is stance


def test_ranges_lie_between_none_and_all_and_longer_phrases_come_first() -> None:
    sizes = [len(phrase) for phrase, _ in CUES.likelihoods]
    assert sizes == sorted(sizes, reverse=True)
    for _, likelihood in CUES.likelihoods:
        if likelihood.low is not None and likelihood.high is not None:
            assert 0 <= likelihood.low <= likelihood.high <= 1


def test_every_class_of_predicates_is_used() -> None:
    used = {e.name for table in CUES.embedders.values() for e in table.values()}
    assert {"factive", "implicative", "denial", "doubt", "intention", "permission"} <= used


def test_modals_have_values() -> None:
    assert CUES.modals["may"] is Factuality.POSSIBLE
    assert CUES.modals["will"] is Factuality.PREDICTED


BROKEN = {
    "cues/speech.toml": [
        '[[verb]]\nstance = "mutter"\nmanner = "speech"\nwords = "mumble"',
        '[[verb]]\nstance = "assert"\nmanner = "loud"\nwords = "mumble"',
        '[[noun]]\nstance = "assert"\nmanner = "speech"',
    ],
    "cues/predicates.toml": [
        '[class.report]\naffirmed = "true"\nnegated = "keep"',
        '[verbs]\nmumbling = "mumble"',
        'verbs = "x"',
    ],
    "cues/modals.toml": ['[modals]\nmaybe = "mote"'],
    "cues/likelihood.toml": [
        '[[phrase]]\nwords = ["a sliver"]\nlow = 0.5\nhigh = 0.2\nscale = "none"',
        '[[phrase]]\nwords = ["a sliver"]',
    ],
    "cues/weights.json": ['{"bias": 1}', "[]"],
}


@pytest.mark.parametrize(
    ("name", "content"), [(name, text) for name, texts in BROKEN.items() for text in texts]
)
def test_a_broken_table_is_refused_with_its_place(name: str, content: str, tmp_path: Path) -> None:
    (tmp_path / "cues").mkdir()
    (tmp_path / name).write_text(content, "utf-8")
    with pytest.raises(LexiconError, match=name.rsplit("/", 1)[-1].split(".")[0] + "|cues"):
        load_cues(Tables(tmp_path))


def test_a_users_verb_adds_to_ours(tmp_path: Path) -> None:
    (tmp_path / "cues").mkdir()
    (tmp_path / "cues/speech.toml").write_text(
        '[[verb]]\nstance = "threaten"\nmanner = "speech"\nwords = "growl say"', "utf-8"
    )
    cues = load_cues(Tables(tmp_path))
    assert cues.verbs["growl"].stance is Stance.THREATEN
    assert cues.verbs["say"].stance is Stance.THREATEN
    assert cues.verbs["tell"] == CUES.verbs["tell"]
