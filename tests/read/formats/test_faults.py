"""Whatever is wrong with a file: one clear line with a stable code, and the batch goes on."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.read.formats.faults import FAULTS
from tests.read.formats.made import STORY

from dragoman.lexicon import Lexicon
from dragoman.read import Failure, Loaded, read_paths

LONGEST_LINE = 500
"""Characters of a failure: it is read on one screen among others."""


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_one_line_and_the_batch_goes_on(
    name: str, tmp_path: Path, lexicon: Lexicon
) -> None:
    called, made, expected = FAULTS[name]
    (tmp_path / called).write_bytes(made if isinstance(made, bytes) else made())
    (tmp_path / "z.txt").write_text(STORY)
    *found, last = read_paths([str(tmp_path)], lexicon)
    assert isinstance(last, Loaded) and last.report.location.endswith("z.txt")
    for one in found:
        if isinstance(one, Failure):
            line = str(one.error)
            assert one.error.remedy and line.isprintable() and len(line) < LONGEST_LINE
    kinds = [one.error.code if isinstance(one, Failure) else "read" for one in found]
    assert kinds == expected, [str(one.error) for one in found if isinstance(one, Failure)][:3]
