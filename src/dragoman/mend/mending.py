"""All mends of a report's passages, each rule in its turn until none finds anything."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Final

from dragoman.mend import characters, words
from dragoman.mend.marks import marks
from dragoman.mend.tables import MendingTable, load_mending
from dragoman.mend.view import Edit, View
from dragoman.mend.words import Knows, OwnWords

ROUNDS: Final = 8
"""One mend may lay another damage bare ("&amp;quot;", mojibake of mojibake); hostile texts nest
them without end."""

Rules = dict[str, Callable[[str], list[Edit]]]


def _knows_nothing(word: str) -> bool:
    return False


class Mending:
    """Mends the passages of one report."""

    def __init__(
        self, text: str, knows: Knows = _knows_nothing, table: MendingTable | None = None
    ) -> None:
        """Take a report's text.

        Args:
            text: ``source_text``, which tells what words and what damage to expect.
            knows: a dictionary; without one the text's own words must do.
        """
        self._text = text
        self._table = table or load_mending()
        self._words = OwnWords(text, self._table.opening_words, knows)
        self._endings = re.compile(rf"(?<=[a-z])\ufffd(?=(?:{'|'.join(self._table.endings)})\b)")
        self._sure: bool | None = None
        broken = partial(words.line_ends, words=self._words)
        plain: Rules = {
            "escape": characters.escapes,
            "entity": characters.entities,
            "mark": marks,
            "line end": broken,
            "space": words.spaces,
            "missing space": words.missing_spaces,
            "drop capital": partial(words.drop_capital, words=self._words),
        }
        self._rules = plain
        self._all_rules: Rules = {
            "wrong decoding": self._wrong_decoding,
            "control": characters.controls,
            "lost apostrophe": self._lost_apostrophes,
            "line end": broken,
            "invisible": characters.invisible,
            "composed": characters.composed,
            **plain,
        }

    def view(self, start: int, end: int) -> View:
        """The view of the passage at these half-open offsets, which has no white space around it.

        A passage without damage costs a few searches and comes back as it is.
        """
        whole = View.of(self._text, start, end)
        views = [view for *_, view in self._steps(whole)]
        return views[-1] if views else whole

    def steps(self, start: int, end: int) -> Iterator[tuple[str, str, Edit]]:
        """What is mended in a passage, in order: the rule's name, the text before, the edit."""
        for name, edits, text, _ in self._steps(View.of(self._text, start, end)):
            yield from ((name, text, edit) for edit in edits)

    def _steps(self, view: View) -> Iterator[tuple[str, list[Edit], str, View]]:
        for _ in range(ROUNDS):
            changed = False
            rules = self._rules if view.text.isascii() else self._all_rules
            for name, rule in rules.items():
                if edits := rule(view.text):
                    text = view.text
                    view = view.edited(edits)
                    yield name, edits, text, view
                    changed = True
            if not changed:
                return

    def _lost_apostrophes(self, text: str) -> list[Edit]:
        return characters.lost_apostrophes(text, self._endings)

    def _wrong_decoding(self, text: str) -> list[Edit]:
        return characters.wrong_decoding(text, self._is_sure, self._table)

    def _is_sure(self) -> bool:
        if self._sure is None:
            self._sure = characters.surely_wrong(self._text, self._table)
        return self._sure
