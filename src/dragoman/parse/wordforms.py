"""Lemma and part of speech from memory: what the model's rules give for a word in its role.

The model's attribute ruler and lemmatizer are rules over a token's form, tag and dependency
label and, for a few pairs such as "let 's", over its neighbour. Running them on every token
took a fifth of the parse. Here they run once for each different (form, tag, label), as if it were
a text of its own, and the answer is kept. Over 4,019 sentences of news every lemma and part of
speech was the same as with the rules run on the whole text (`bench/parse.py` repeats it).
"""

from __future__ import annotations

import re
from typing import Any, Final, NamedTuple

from spacy.matcher import Matcher
from spacy.tokens import Doc, Token

MOST: Final = 300_000
"""Answers kept, about 60 MB; a year of news has more different numbers and names than that."""

APART: Final = "\u00a7"

RARE_VERBS: Final = frozenset({"din", "rap", "stag", "wag"})
"""Verbs of the model's list that its rules find before a common one ("staged": to stag)."""

NEW_VERBS: Final = frozenset({"greenlight", "relaunch"})
"""Verbs that its list lacks, so that "relaunched" became "relaunche"."""

DOUBLING: Final = re.compile(r"[^aeiou]*[aeiou][^aeiouwxy]")
"""Verbs that double their last letter before an ending: "hopped" is of "hop", "hoped" of "hope"."""

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
        # The lemmatizer looks words up in lists of up to 80,000; in sets it finds the same sooner.
        index = nlp.get_pipe("lemmatizer").lookups.get_table("lemma_index")
        for pos in list(index):
            index[pos] = frozenset(index[pos])
        index["verb"] = _without_shorter(index["verb"]) - RARE_VERBS | NEW_VERBS
        tables = nlp.get_pipe("lemmatizer").lookups
        self._lemmas = [index[pos] for pos in index]
        self._forms = [table for _, table in tables.get_table("lemma_exc").items()]
        self._endings = {
            (ending, base)
            for _, rules in tables.get_table("lemma_rules").items()
            for ending, base in rules
            if ending
        }
        strings = nlp.vocab.strings
        self._apart: Key = (strings.add(APART), strings["."], strings["punct"])
        self._alone: dict[Key, tuple[WordForm, bool]] = {}
        self._beside: dict[tuple[Key | None, Key, Key | None], WordForm] = {}

    def knows(self, word: str) -> bool:
        """Whether the model's lists of lemmas (WordNet's) have a word or what it is a form of.

        Args:
            word: casefolded. Words of the closed classes are in no list.
        """
        if any(word in known for known in (*self._lemmas, *self._forms)):
            return True
        return any(
            word.endswith(ending) and any(word[: -len(ending)] + base in k for k in self._lemmas)
            for ending, base in self._endings
        )

    def of(self, keys: list[Key]) -> list[WordForm]:
        """Tell the word forms of a text.

        Args:
            keys: its tokens, in order.

        Returns:
            one word form a token.
        """
        known = self._alone
        if len(known) + len(self._beside) > MOST:
            known.clear()
            self._beside.clear()
        if new := [key for key in dict.fromkeys(keys) if key not in known]:
            self._learn(new)
        found = [known[key] for key in keys]
        forms = [form for form, _ in found]
        for n, (_, opens) in enumerate(found):
            if opens and n + 1 < len(keys):
                before = keys[n - 1] if n and found[n - 1][1] else None
                after = keys[n + 2] if found[n + 1][1] and n + 2 < len(keys) else None
                forms[n] = self._form_beside(before, keys[n], keys[n + 1])
                forms[n + 1] = self._form_beside(keys[n], keys[n + 1], after)
        return forms

    def _learn(self, new: list[Key]) -> None:
        # In one text, with a mark between them that no pattern asks for: each stands alone.
        doc = self._doc([part for key in new for part in (key, self._apart)])
        openers = {start for _, start, _ in self._openers(doc)}
        doc = self._ruled(doc)
        for n, key in enumerate(new):
            self._alone[key] = (_form(doc[2 * n]), 2 * n in openers)

    def _form_beside(self, before: Key | None, key: Key, after: Key | None) -> WordForm:
        place = (before, key, after)
        form = self._beside.get(place)
        if form is None:
            doc = self._ruled(self._doc([k for k in place if k is not None]))
            form = _form(doc[0 if before is None else 1])
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

    def _ruled(self, doc: Doc) -> Doc:
        for rule in self._rules:
            doc = rule(doc)
        return doc


def _without_shorter(verbs: frozenset[str]) -> frozenset[str]:
    """The verbs without "hop", which the rules find before "hope" in "hoped" and "hopes".

    Without it on the list "hops" and "hopped" still come to "hop": by its ending, and as irregular.
    """
    return frozenset(v for v in verbs if f"{v}e" not in verbs or not DOUBLING.fullmatch(v))


def _form(token: Token) -> WordForm:
    return WordForm(token.lemma_, token.pos_, token.tag_, token.dep_)
