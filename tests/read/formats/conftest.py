"""Reading one file in a folder of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dragoman.lexicon import Lexicon, load_lexicon
from dragoman.read import COLUMNS, Columns, Failure, Loaded, Skipped, read_paths

Found = list[Loaded | Failure | Skipped]
Read = Callable[..., Found]


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return load_lexicon()


@pytest.fixture
def read(tmp_path: Path, lexicon: Lexicon) -> Read:
    """Write a file and read it; locations lose the folder."""

    def call(name: str, raw: bytes | str, columns: Columns = COLUMNS) -> Found:
        path = tmp_path / name
        path.write_bytes(raw if isinstance(raw, bytes) else raw.encode())
        return list(read_paths([str(path)], lexicon, columns=columns))

    return call
