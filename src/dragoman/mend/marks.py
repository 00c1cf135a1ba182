"""Marks of Markdown inside a line: a reader of the page would not see them."""

from __future__ import annotations

import re
from typing import Final

from dragoman.mend.view import Edit

LINK: Final = re.compile(
    r"(?P<open>!?\[)(?P<text>[^\[\]\n]{1,400})"
    r"(?P<close>\]\((?:https?:|mailto:|/|#|\.)[^()\s]{0,2000}(?:[ \t]+\"[^\"\n]{0,200}\")?\))"
)
EMPHASIS: Final = re.compile(
    r"(?<![\w*_])(?P<open>\*{1,3}|_{1,3})(?=[^\s*_])(?P<text>[^*_\n]{1,400})(?<=[^\s*_])(?P<close>(?P=open))(?![\w*_])"
)


def marks(text: str) -> list[Edit]:
    """What stands around the words of a link and of an emphasis, taken out."""
    if "*" not in text and "_" not in text and "](" not in text:
        return []
    found: list[Edit] = []
    at = 0
    spans = [match for pattern in (LINK, EMPHASIS) for match in pattern.finditer(text)]
    for match in sorted(spans, key=lambda m: m.start()):
        if match.start() < at:
            continue
        # What is emphasised inside a link shows in the next round.
        found += [(*match.span("open"), ""), (*match.span("close"), "")]
        at = match.end()
    return found
