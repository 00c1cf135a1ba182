"""Type designations, which tell a machine from people of the same name."""

from __future__ import annotations

import re
from typing import Final

from dragoman.parse.sentence import Sentence

DESIGNATION: Final = re.compile(r"[A-Z][A-Za-z]{0,3}-?\d{1,3}[A-Za-z]{0,3}")
"""A machine's type in letters and a number: "F-16", "J-10C", "MiG-29", "T-72B3"."""


def is_designated(s: Sentence, head: int) -> bool:
    """Whether a type designation stands right before a noun ("20 *J-10C* fighters")."""
    return head > 0 and DESIGNATION.fullmatch(s.tokens[head - 1].text) is not None
