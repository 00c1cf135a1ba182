"""The tables that reconciliation reads, without the rest of the lexicon (which loads slower)."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest

from dragoman.lexicon import Lexicon, Tables
from dragoman.lexicon.background import load_background
from dragoman.lexicon.coding import load_coding
from dragoman.lexicon.cues import load_cues
from dragoman.lexicon.likeness import load_likeness
from dragoman.lexicon.media import load_media


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    tables = Tables()
    small = SimpleNamespace(
        background=load_background(tables),
        likeness=load_likeness(tables),
        media=load_media(tables),
        coding=load_coding(tables),
        cues=load_cues(tables),
    )
    return cast(Lexicon, small)
