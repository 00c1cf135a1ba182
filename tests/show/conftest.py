"""The story as a view and as what the faces ask of it."""

from __future__ import annotations

import pytest
from tests.show.story import load_story

from dragoman.case import CaseView
from dragoman.lexicon.likeness import Likeness, load_likeness
from dragoman.lexicon.tables import Tables
from dragoman.lexicon.telling import Tellings, load_tellings
from dragoman.show.lookup import Lookup


@pytest.fixture(scope="session")
def likeness() -> Likeness:
    return load_likeness(Tables())


@pytest.fixture(scope="session")
def view(tmp_path_factory: pytest.TempPathFactory) -> CaseView:
    return load_story(tmp_path_factory.mktemp("story"))


@pytest.fixture(scope="session")
def tellings() -> Tellings:
    return load_tellings(Tables())


@pytest.fixture(scope="session")
def lookup(view: CaseView, likeness: Likeness, tellings: Tellings) -> Lookup:
    return Lookup(view, likeness, tellings)
