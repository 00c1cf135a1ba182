from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dragoman.lexicon.media import Media, load_media
from dragoman.lexicon.tables import Tables
from dragoman.lexicon.world import World, load_world


@pytest.fixture(scope="session")
def world() -> World:
    return load_world(Tables())


@pytest.fixture(scope="session")
def media() -> Media:
    return load_media(Tables())


@pytest.fixture
def user_table(tmp_path: Path) -> Callable[[str, str], Tables]:
    """A user's table, written; gives the tables that read it behind ours."""

    def write(name: str, text: str) -> Tables:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return Tables(tmp_path)

    return write
