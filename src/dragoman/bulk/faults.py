"""What a report's own text can make a stage raise, and how that is told."""

from __future__ import annotations

import traceback
from pathlib import Path
from typing import Final

from dragoman.errors import CodingFailed, InputError

FAULTS: Final = (
    InputError,
    ValueError,
    TypeError,
    AttributeError,
    AssertionError,
    LookupError,
    ArithmeticError,
    RuntimeError,
    MemoryError,
)
"""What a report's own text can make a stage raise. Everything else (a missing model, a lexicon that
does not validate, a case that cannot be written, an interrupt, the system's errors) is no fault of
one report and ends the build."""

PACKAGE: Final = Path(__file__).parents[1]


def fault_of(error: BaseException) -> InputError:
    """What failed and where in our code, in one line: all that a report of the fault needs."""
    if isinstance(error, InputError):
        return error
    what = " ".join(str(error).split())[:200]
    ours = [
        f"{Path(frame.filename).relative_to(PACKAGE)}:{frame.lineno}"
        for frame in traceback.extract_tb(error.__traceback__)
        if PACKAGE in Path(frame.filename).parents
    ]
    where = f"{ours[-1]}: " if ours else ""
    return CodingFailed(
        f"a stage failed on this report ({where}{type(error).__name__}: {what})",
        "the others are not touched; please report it with the text",
    )
