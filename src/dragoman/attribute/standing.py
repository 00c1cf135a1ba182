"""Two values where they differ: how an event stands for its source, and for the publisher.

The source's is what `factuality_of` gives. The publisher shares it unless somebody else vouches
for the event by a word that leaves its truth open ("said", "believes"); words that grant the truth
("knows", "admitted"), and those of promising, threatening, asking and planning, whose act the
publisher tells itself, leave it (Saurí and Pustejovsky 2009; Kiparsky and Kiparsky 1970).
"""

from __future__ import annotations

from typing import Final

from dragoman.attribute.closing import Attribution
from dragoman.attribute.embedding import embedder_of
from dragoman.attribute.factuality import is_taken_as_given
from dragoman.attribute.records import NOBODY
from dragoman.attribute.statements import Statements
from dragoman.lexicon import Cues
from dragoman.model import Factuality, Stance
from dragoman.parse import Sentence

ACTS: Final = frozenset({Stance.PROMISE, Stance.THREATEN, Stance.REQUEST, Stance.PLAN})
"""Stances that are acts about what is to be done: the publisher tells of the act itself."""

TO_BE_DONE: Final = frozenset(
    {
        Factuality.PLANNED,
        Factuality.REQUESTED,
        Factuality.NEGATED,
        Factuality.CONDITIONAL,
        Factuality.UNSPECIFIED,
    }
)
PASSED_ON: Final = frozenset({Factuality.POSSIBLE, Factuality.PREDICTED, Factuality.NEGATED})
"""Values that the publisher passes on as its own where the words name nobody ("is believed")."""


def publisher_value(
    sentence: Sentence, token: int, value: Factuality, built: Statements, cues: Cues
) -> Factuality:
    """How an event stands for the publisher.

    Args:
        token: the event's token in ``sentence``.
        value: how it stands for its source (`factuality_of`).
        built: the report's statements.

    Returns:
        ``value``, or `Factuality.UNSPECIFIED` where a word of saying or thinking above it leaves
        the publisher uncommitted.
    """
    for n in built.holding(sentence, token):
        if not _shares(built.found[n], built, n, value, sentence, token, cues):
            return Factuality.UNSPECIFIED
    return value


def _shares(
    one: Attribution,
    built: Statements,
    n: int,
    value: Factuality,
    sentence: Sentence,
    token: int,
    cues: Cues,
) -> bool:
    """Whether the publisher's value is that of what the attribution holds."""
    draft = built.drafts[n]
    if not built.carrying[n] or len(draft.sources) < 2:
        return True
    if draft.stance in ACTS and value in TO_BE_DONE:
        return True
    if one.candidate.shape == "adverb" and value is Factuality.POSSIBLE:
        return True
    if one.sentence == sentence.index:
        cue = one.candidate.cue
        particle = sentence.child(cue, "prt")
        lemma = sentence.tokens[cue].lemma
        joined = f"{lemma}_{sentence.tokens[particle].lemma}" if particle is not None else lemma
        embedder = embedder_of(sentence, cue, cues)
        brings_about = embedder is not None and embedder.affirmed == "follow"
        if joined in cues.granting or lemma in cues.granting or brings_about:
            return True
    if value is Factuality.ACTUAL and is_taken_as_given(sentence, token):
        return True
    unnamed = one.candidate.source == NOBODY
    return unnamed and value in PASSED_ON and draft.stance is not Stance.ASSERT
