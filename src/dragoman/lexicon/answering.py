"""The words of answering: what refuses, denies and confirms, and how it points back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


class WordLists(Protocol):
    """One validated table of the lexicon."""

    def words(self, section: str, entry: str) -> frozenset[str]:
        """The words of an entry."""


@dataclass(frozen=True, slots=True)
class AnswerWords:
    """Lemmas, but for ``pronouns``, which are word forms.

    Attributes:
        pronouns: what stands for all that was said before ("denied it", "denied both").
        figures: nouns that point back at a number ("neither figure").
        charges: nouns that point back at an accusation.
        reports: nouns that point back at what someone said.
        parts: nouns for having had a hand in something ("denied any role").
        asking: nouns for what asks ("did not answer questions").
        calling: verbs that call a claim something ("called the charge absurd").
        false, true: what a claim is called by who denies it, or confirms it.
        unaware: adjectives of not knowing.
        knowing: nouns and verbs of knowing, which negation makes a refusal.
        linking: verbs between a claim and what it is called ("is false").
        yes, no: words that are an answer by themselves.
    """

    pronouns: frozenset[str]
    figures: frozenset[str]
    charges: frozenset[str]
    reports: frozenset[str]
    parts: frozenset[str]
    asking: frozenset[str]
    calling: frozenset[str]
    false: frozenset[str]
    true: frozenset[str]
    unaware: frozenset[str]
    knowing: frozenset[str]
    linking: frozenset[str]
    yes: frozenset[str]
    no: frozenset[str]

    @property
    def back(self) -> frozenset[str]:
        """Nouns that point back at what was told before."""
        return self.figures | self.charges | self.reports | self.asking


def answer_words(table: WordLists) -> AnswerWords:
    """Read the lists from the table of cues."""
    return AnswerWords(*(table.words("answer", name) for name in AnswerWords.__dataclass_fields__))


@dataclass(frozen=True, slots=True)
class Decline:
    """The words of answering nothing.

    Attributes:
        verbs: verbs of refusing, before one of ``speech`` or ``nouns`` ("declined to comment").
        speech: verbs of saying that may be refused.
        answers: verbs that refuse where they are negated ("did not respond").
        confirming: verbs of confirming, likewise.
        nouns: what may be refused as a thing ("refused a request").
        giving: verbs before one of ``silence`` with "no" ("had no comment").
        silence: nouns for an answer ("there was no word from").
        lessening: adverbs that make belief doubt ("less sure").
        mute: adjectives for who says nothing ("remained silent").
    """

    verbs: frozenset[str]
    speech: frozenset[str]
    answers: frozenset[str]
    confirming: frozenset[str]
    nouns: frozenset[str]
    giving: frozenset[str]
    silence: frozenset[str]
    mute: frozenset[str]
    lessening: frozenset[str]


def decline_words(table: WordLists) -> Decline:
    """Read the lists from the table of cues."""
    return Decline(*(table.words("decline", name) for name in Decline.__dataclass_fields__))
