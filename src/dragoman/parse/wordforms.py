"""Lemma and part of speech from memory: what the model's rules give for a word in its role.

The model's attribute ruler and lemmatizer are rules over a token's form, tag and dependency
label and, for a few pairs such as "let 's", over its neighbour. Running them on every token
took a fifth of the parse. Here they run once for each different (form, tag, label) on a text of
one token, and the answer is kept. Over 4,019 sentences of news every lemma and part of speech
was the same as with the rules run on the whole text (`bench/parse.py` repeats the comparison).
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from spacy.matcher import Matcher
from spacy.tokens import Doc

MOST: Final = 300_000
"""Answers kept, about 60 MB; a year of news has more different numbers and names than that."""

Key = tuple[int, int, int]
"""Form, tag and dependency label, as numbers in the model's string store."""


class WordForm(NamedTuple):
    """What the rules say of one token."""

    lemma: str
    pos: str
    tag: str
    dep: str


class WordForms:
    """The rules of a loaded model, asked once for each different token."""

    def __init__(self, nlp: Any) -> None:
        """Take the rules out of a pipeline that has an attribute ruler and a lemmatizer."""
        self._vocab = nlp.vocab
        self._rules = (nlp.get_pipe("attribute_ruler"), nlp.get_pipe("lemmatizer"))
        # Patterns over two tokens: only behind a token that fits the first half do we look twice.
        self._openers = Matcher(nlp.vocab)
        for n, entry in enumerate(self._rules[0].patterns):
            firsts = [[pattern[0]] for pattern in entry["patterns"] if len(pattern) > 1]
            if firsts:
                self._openers.add(str(n), firsts)
        self._alone: dict[Key, tuple[WordForm, bool]] = {}
        self._beside: dict[tuple[Key | None, Key, Key | None], WordForm] = {}

    def of(self, keys: list[Key]) -> list[WordForm]:
        """Tell the word forms of a text.

        Args:
            keys: its tokens, in order.

        Returns:
            one word form a token.
        """
        if len(self._alone) + len(self._beside) > MOST:
            self._alone.clear()
            self._beside.clear()
        known = self._alone
        found = [known.get(key) or self._ask(key) for key in keys]
        forms = [form for form, _ in found]
        for n, (_, opens) in enumerate(found):
            if opens and n + 1 < len(keys):
                before = keys[n - 1] if n and found[n - 1][1] else None
                after = keys[n + 2] if found[n + 1][1] and n + 2 < len(keys) else None
                forms[n] = self._ask_beside(before, keys[n], keys[n + 1])
                forms[n + 1] = self._ask_beside(keys[n], keys[n + 1], after)
        return forms

    def _ask(self, key: Key) -> tuple[WordForm, bool]:
        doc = self._doc([key])
        opens = bool(self._openers(doc))
        answer = (self._apply(doc, 0), opens)
        self._alone[key] = answer
        return answer

    def _ask_beside(self, before: Key | None, key: Key, after: Key | None) -> WordForm:
        place = (before, key, after)
        form = self._beside.get(place)
        if form is None:
            doc = self._doc([k for k in place if k is not None])
            form = self._apply(doc, 0 if before is None else 1)
            self._beside[place] = form
        return form

    def _doc(self, keys: list[Key]) -> Doc:
        strings = self._vocab.strings
        return Doc(
            self._vocab,
            words=[strings[orth] for orth, _, _ in keys],
            tags=[strings[tag] for _, tag, _ in keys],
            deps=[strings[dep] for _, _, dep in keys],
            heads=list(range(len(keys))),
        )

    def _apply(self, doc: Doc, i: int) -> WordForm:
        for rule in self._rules:
            doc = rule(doc)
        token = doc[i]
        return WordForm(token.lemma_, token.pos_, token.tag_, token.dep_)
