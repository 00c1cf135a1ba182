"""Words that tell who acts in a clause and who only seems to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any


@dataclass(frozen=True, slots=True)
class DoerWords:
    """Lists of `coding/grammar.toml` by which the doer of a clause is found.

    Attributes:
        copulas: verbs that tell what somebody is.
        subject_adjectives: adjectives whose infinitive their subject does ("ready to talk").
        relational: roles of one side to another ("a U.S. ally").
        getting: light verbs whose subject gets what `gettable` nouns name.
        gettable: nouns such as "backing" ("has the backing of Chad").
        onlookers: verbs whose subject does not do what their object tells ("discussed the *raid*").
        carried: sectors of those whom a thing is only for ("a *passenger* ferry" is not theirs).
        paying: verbs whose "for" tells what was paid for.
        holding: what was done to people who may be given back ("a dealer *jailed* in Chad").
        returning: the nouns in "in *return* for which".
        retold: types whose definite nouns take up an event told before ("the raid").
    """

    copulas: frozenset[str]
    subject_adjectives: frozenset[str]
    relational: frozenset[str]
    getting: frozenset[str]
    gettable: frozenset[str]
    onlookers: frozenset[str]
    carried: frozenset[str]
    paying: frozenset[str]
    holding: frozenset[str]
    returning: frozenset[str]
    retold: frozenset[str]


def load_doer_words(grammar: Mapping[str, Any]) -> DoerWords:
    """The lists out of the merged grammar tables."""
    return DoerWords(**{f.name: frozenset(grammar[f.name]) for f in fields(DoerWords)})
