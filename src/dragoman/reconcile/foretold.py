"""What the clauses of a forecast speak of."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from dragoman.lexicon import Likeness
from dragoman.model import OPEN, Clause, Forecast, PartialDate
from dragoman.reconcile.foreseen import main_part
from dragoman.reconcile.press import DENYING, Press, Telling
from dragoman.reconcile.score import Scorer
from dragoman.reconcile.wording import WORD, content_stems, ideas, root, stem, tokens, unhyphened

HEAD_WORDS = 4
"""Content words behind "will" or "to" among which the deed is named."""
NEGATED_WITHIN = 8
"""Words from the start of a clause within which a negator belongs to its own verb."""


@dataclass(frozen=True, slots=True)
class Target:
    """What a clause of a forecast speaks of.

    Attributes:
        stems: content stems of the clause, names left out.
        main: those of them before a condition within the clause.
        negated: whether it foretells that a thing will not be.
        story: the story of its report.
        sentence: the stems of the forecast's sentence.
        others: words that name states in the clause beside the two sides.
        heads, head_ideas: roots of the words that can name the outcome's own deed, and not one that
            stands elsewhere in its clause, and the ideas that they name; empty for a mere thing.
        names: stems of the names in the outcome, but for those of the doer.
        horizon: by when or during when.
        anew: whether it foretells another than those that were before ("a second convoy").
    """

    telling: Telling | None
    parties: frozenset[str]
    stems: tuple[str, ...]
    main: tuple[str, ...]
    ideas: frozenset[str]
    negated: bool
    sentence: frozenset[str]
    others: frozenset[str]
    story: str
    heads: frozenset[str] = frozenset()
    head_ideas: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    anew: bool = False
    horizon: PartialDate = OPEN

    def named(self, telling: Telling) -> bool:
        """Whether a telling's predicate can name the outcome's own deed."""
        return bool({root(s) for s in telling.trigger.split()} & self.heads)

    @property
    def deeds(self) -> set[tuple[str, str]]:
        """Its story with each word and idea that may name the deed."""
        return {(self.story, word) for word in {*map(root, self.stems), *self.ideas}}


def deed(telling: Telling) -> set[str]:
    """Words and ideas that name what a telling tells of."""
    return {*map(root, telling.trigger.split()), *telling.idea}


def targets_of(forecast: Forecast, press: Press, scorer: Scorer) -> dict[Clause, Target]:
    """What the clauses of a forecast speak of."""
    named = _named_in(forecast, press)
    return {
        clause: _target(clause, forecast, named, press, scorer)
        for clause in (forecast.outcome, forecast.condition)
        if clause is not None
    }


def _target(
    clause: Clause,
    forecast: Forecast,
    actors: tuple[frozenset[str], frozenset[str]],
    press: Press,
    scorer: Scorer,
) -> Target:
    likeness = scorer.likeness
    telling = press.telling(clause.event_id)
    named, parties = actors
    if telling is not None and telling.parties:
        parties = telling.parties
    text = unhyphened(clause.exact)
    stems = tuple(s for s in content_stems(text, likeness) if s not in named)
    negated = telling is not None and telling.event.factuality in DENYING
    negated = negated or _turned_round(clause.exact, likeness)
    whole = " ".join(evidence.exact for evidence in forecast.evidence)
    head = head_of(main_part(clause.exact, likeness), likeness, bare=telling is not None)
    main = set(content_stems(unhyphened(main_part(clause.exact, likeness)), likeness))
    return Target(
        telling,
        parties,
        stems,
        tuple(s for s in stems if s in main),
        ideas(clause.exact, likeness),
        negated,
        frozenset(content_stems(whole, likeness)),
        _third_parties(clause, telling, forecast, press),
        scorer.stories.get(forecast.report_id, ""),
        frozenset(root(s) for s in content_stems(head, likeness)),
        ideas(head, likeness),
        _names_behind(clause.exact, head),
        bool(likeness.foreseen["anew"] & set(tokens(clause.exact))),
        forecast.horizon,
    )


def head_of(text: str, likeness: Likeness, *, bare: bool = True) -> str:
    """The words of an outcome that can name its deed: those right behind "will" or "to".

    Where it has neither they are, if ``bare``, all before a clause that only describes ("a
    launch *that worries Tokyo*").
    """
    words = tokens(unhyphened(text))
    opens, closes = likeness.foreseen["opens"], likeness.foreseen["closes"]
    # "The bloc, to which both belong, will send": what stands between commas is passed over.
    skipped = len(tokens(unhyphened(text.rpartition(", ")[0]))) if ", " in text else 0
    first = skipped if skipped < len(words) and words[skipped] in opens else 0
    end = next((n for n, w in enumerate(words) if n > first and w in closes), len(words))
    at = max((n for n, word in enumerate(words[:end]) if word in opens), default=-1)
    if at < 0:
        at = next((n for n, word in enumerate(words[:end]) if word == "to"), -1)
    content = [word for word in words[at + 1 : end] if word not in likeness.idle]
    if at < 0:
        return " ".join(content) if bare else ""
    return " ".join(content[:HEAD_WORDS])


def _names_behind(text: str, head: str) -> frozenset[str]:
    """Stems of the words with a capital from the deed on: to whom, where, against what."""
    deed = next((word for word in head.split() if word in text.casefold()), "")
    after = text[text.casefold().find(deed) :] if deed else text
    return frozenset(
        stem(w.casefold()) for w in WORD.findall(after) if w[0].isupper() and len(w) > 2
    )


def _turned_round(text: str, likeness: Likeness) -> bool:
    words = tokens(text)
    early = pairwise(words[: NEGATED_WITHIN + 1])
    return any(a in likeness.negators and b not in likeness.negators_but for a, b in early)


def _named_in(forecast: Forecast, press: Press) -> tuple[frozenset[str], frozenset[str]]:
    """Words that name actors in the forecast's sentence, and these actors' countries."""
    words: set[str] = set()
    parties: set[str] = set()
    holder = forecast.sources[0].actor_id if forecast.sources else ""
    for actor in press.coded[forecast.report_id].actors:
        if actor.id == holder:
            continue
        for mention in actor.mentions:
            for evidence in forecast.evidence:
                if evidence.start <= mention.start < evidence.end:
                    words.update(stem(word) for word in tokens(mention.exact))
                    if actor.country:
                        parties.add(actor.country)
    return frozenset(words), frozenset(parties)


def _third_parties(
    clause: Clause, telling: Telling | None, forecast: Forecast, press: Press
) -> frozenset[str]:
    """Words that name states in a clause beside the two sides: "a launch towards Guam"."""
    if telling is None:
        return frozenset()
    return frozenset(
        stem(word)
        for actor in press.coded[forecast.report_id].actors
        if actor.country and actor.country not in telling.parties
        for mention in actor.mentions
        if mention.exact in clause.exact
        for word in tokens(mention.exact)
    )
