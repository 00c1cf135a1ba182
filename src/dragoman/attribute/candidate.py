"""One possible attribution, and the subordinator that links cue and content."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from dragoman.attribute.tree import RELATIVES, Ranges
from dragoman.lexicon import Cues
from dragoman.parse import Sentence, Token

DASH: Final = "dash"
"""Shape of a speaker behind a dash at the end of a headline."""
SILENT: Final = "silent"
"""Shape of a refusal that says of nothing what it refuses to say: its content is the cue itself."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One possible attribution within a sentence.

    Attributes:
        cue: its head token; ``cue_start:cue_end`` is its token range.
        shape: how the content hangs from the cue.
        source: head token of the source, or `NOBODY`.
        top: the head token of the content, -1 where it lies in later sentences.
        content: token ranges of the content in this sentence, empty likewise.
        link: the preposition or subordinator between them, or empty.
        quote: where the quotation begins that is the content (character), or -1.
    """

    cue: int
    cue_start: int
    cue_end: int
    shape: str
    source: int
    top: int
    content: Ranges
    link: str = ""
    quote: int = -1


def takes_things(token: Token, cues: Cues) -> bool:
    """Whether a word with a mere thing for content is known as a cue, or was learnt to be one.

    "The two sides halted attacks" looks like "criticised attacks" in everything but the word.
    """
    known = {"NOUN": cues.nouns, "ADJ": cues.adjectives}.get(token.pos, cues.verbs)
    if token.lemma in known:
        return True
    return cues.weights.features.get(f"w={token.lemma}/{token.pos[0]}", 0.0) > 0


def mark_of(sentence: Sentence, top: int) -> str:
    """The subordinator of a clause: "that", "to", "whether", a wh-word, or empty."""
    tokens = sentence.tokens
    for c in sentence.children[top]:
        token = tokens[c]
        if token.dep == "mark" or (token.tag == "TO" and token.dep == "aux"):
            return token.text.lower()
        if token.tag in RELATIVES and c < top:
            return "wh"
    bare = tokens[top].tag == "VBG" and sentence.child(top, "aux") is None
    return "ing" if bare else ""
