"""Denials that answer a claim, whether or not both were coded as events.

"The White House denied it" answers what was said just before; "the so-called ramming does not
exist" answers the ramming that another report tells of. The first is known from the statement that
is answered, the second by its words: what is left of a denial without the words of denying has to
stand in the claim.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from dragoman.lexicon import Likeness
from dragoman.model import Difference, DifferenceKind, Evidence, Report, Stance, Statement
from dragoman.reconcile.figures import day_number
from dragoman.reconcile.happenings import Groups
from dragoman.reconcile.origins import Provenance, Voice
from dragoman.reconcile.positions import Side, difference
from dragoman.reconcile.press import TOLD, Press, stated
from dragoman.reconcile.score import Scorer
from dragoman.reconcile.stories import reports_of
from dragoman.reconcile.union import Union
from dragoman.reconcile.wording import content_stems, root, tokens

CLAIMING = frozenset(
    {Stance.ASSERT, Stance.ACCUSE, Stance.CONFIRM, Stance.ESTIMATE, Stance.BELIEVE}
)
"""What can be denied: a promise or a wish is turned down instead."""
COVER = 0.5
"""Share of a denial's words, by their rarity, that a claim must have."""
RARE = 0.6
"""Where only one word is left of a denial, how rare it must be, of the rarest."""
ONCE = 2
"""Sentences of the case up to which a word is as rare as can be: the claim's and the denial's."""
BESIDE = 0.1
"""Claims that fall short of the best by no more are denied with it."""
SHARED = 2
"""Words of a denial that a claim must have at least, unless it blames the one who denies."""
MANNER = "ly"
"""What adverbs end in: how something is denied says nothing of what is."""
APART_DAYS = 60
"""A denial answers what was said in the weeks before, or is said again in those after."""
MOST = 4
"""No more claims than this are set against one denial."""


@dataclass(frozen=True, slots=True)
class _Said:
    """Something said in one sentence.

    Attributes:
        place: report id and start of the sentence.
        roots: what it says, as roots of its words, with their weight.
        deeds: the happenings that the sentence tells of by this voice, each with the roots of its
            predicate.
    """

    report: Report
    place: tuple[str, int]
    statement: Statement | None
    voice: Voice
    evidence: Evidence
    roots: Mapping[str, float]
    deeds: tuple[tuple[str, frozenset[str]], ...] = ()

    def denied_by(self, denial: _Said) -> str:
        """The happening that a denial is of; empty where the sentence tells of several and the
        denial names none of them ("agreed to reopen what was closed after the shelling")."""
        if len({key for key, _ in self.deeds}) < 2:
            return self.deeds[0][0] if self.deeds else ""
        return next((key for key, deed in self.deeds if deed & denial.roots.keys()), "")


class Denials:
    """Disputes of whether something happened between a claim and who denies it."""

    def __init__(
        self, groups: Groups, press: Press, provenance: Provenance, scorer: Scorer
    ) -> None:
        """Look at one story at a time, so that no more is held."""
        self._groups, self._press = groups, press
        self._provenance, self._scorer = provenance, scorer
        self._denying = scorer.likeness.denying
        self._shown: dict[tuple[str, int], list[set[tuple[str, int]]]] = {}
        self._blame: dict[str, dict[tuple[str, int], set[str]]] = {}

    def note(self, known: Difference) -> None:
        """Take a difference found by events: what it shows is not said again."""
        if known.slot != "happened":
            return
        spans = [e for p in known.positions for e in p.evidence]
        found = (self._press.sentence_start(e.report_id, e.start) for e in spans)
        places = {place for place in found if place is not None}
        for place in places:
            self._shown.setdefault(place, []).append(places)

    def differences(self) -> list[Difference]:
        """All that no difference noted shows."""
        found = []
        for reports in reports_of(self._scorer.stories).values():
            self._blame.clear()
            denials = [denial for key in reports for denial in self._denials(key)]
            claims = self._claims(reports, denials)
            pairs = [
                (claim, denial)
                for denial in denials
                for claim in self._answered_by(denial, claims)
                if not any(claim.place in seen for seen in self._shown.get(denial.place, ()))
            ]
            found += [_dispute(rows) for rows in _disputes(pairs)]
        return found

    def _denials(self, report_id: str) -> Iterator[_Said]:
        """What a report tells to be not so."""
        words = self._scorer.likeness.denials
        for statement in self._press.statements(report_id):
            said = tokens(statement.content.exact)
            cue = set(tokens(statement.sources[0].cue))
            deny = statement.stance is Stance.DENY and bool(cue & words["cues"])
            if cue & words["refusing"] and not (words["said"] & set(said) or "that" in said[:2]):
                deny = False  # "rejected talks" refuses them; "rejected the claim" denies it
            # "The claim contradicts reports" and "to deny them access" have no speaker.
            speaker = tokens(statement.sources[0].text)
            deny = deny and bool(speaker) and not words["said"] & set(speaker)
            folded = f" {' '.join(said)} "
            phrase = any(f" {p} " in folded for p in words["phrases"])
            if (deny or phrase) and not words["figures"] & set(said):
                yield self._said(statement, without=self._denying)

    def _claims(self, reports: Sequence[str], denials: Sequence[_Said]) -> list[_Said]:
        """What a story tells as done, where somebody in it denies something in words of his own."""
        if not any(denial.roots for denial in denials):
            return []
        denying = {denial.place for denial in denials}
        found: dict[tuple[tuple[str, int], str], _Said] = {}
        for key in reports:
            for said in (*self._told(key), *self._stated(key)):
                if said.place in denying:
                    continue
                known = found.setdefault((said.place, said.voice.key), said)
                if known is not said and said.deeds:
                    found[said.place, said.voice.key] = replace(
                        known, deeds=known.deeds + said.deeds
                    )
        return list(found.values())

    def _told(self, report_id: str) -> Iterator[_Said]:
        for event in self._press.coded[report_id].events:
            home = self._groups.home(event.id)
            telling = self._press.telling(event.id) if home >= 0 else None
            place = self._press.sentence_start(report_id, event.trigger.start)
            if telling is None or place is None or event.factuality not in TOLD:
                continue
            yield _Said(
                telling.report,
                place,
                telling.statement,
                self._provenance.voice(telling.statement, report_id, event.trigger.start),
                event.evidence[0],
                self._roots(telling.sentence, frozenset()),
                ((self._groups[home].happening.id, frozenset(map(root, telling.trigger.split()))),),
            )

    def _stated(self, report_id: str) -> Iterator[_Said]:
        coded = self._press.coded[report_id]
        foretold = {forecast.statement_id for forecast in coded.forecasts}
        demanding = self._scorer.likeness.denials["demanding"]
        for statement in self._press.statements(report_id):
            demand = demanding & set(tokens(statement.content.exact))
            if statement.stance in CLAIMING and statement.id not in foretold and not demand:
                yield self._said(statement)

    def _said(self, statement: Statement, without: frozenset[str] = frozenset()) -> _Said:
        report = self._press.reports[statement.report_id]
        span = statement.content
        evidence = Evidence(report.id, span.start, span.end, span.exact)
        start = self._press.sentence_start(report.id, span.start) or (report.id, span.start)
        voice = self._provenance.voice(statement, report.id, span.start)
        return _Said(report, start, statement, voice, evidence, self._roots(span.exact, without))

    def _roots(self, text: str, without: frozenset[str]) -> Mapping[str, float]:
        likeness: Likeness = self._scorer.likeness
        kept = (w for w in tokens(text) if w not in without and not w.isdigit())
        words = " ".join(w for w in kept if not (without and w.endswith(MANNER)))
        rarity = self._scorer.rarity
        return {
            root(s): rarity.unseen if rarity.frequency.get(s, 0) <= ONCE else rarity.weight(s)
            for s in content_stems(words, likeness)
        }

    def _answered_by(self, denial: _Said, claims: Sequence[_Said]) -> list[_Said]:
        """The claims that a denial answers."""
        assert denial.statement is not None
        if denial.statement.answers:
            return self._pointed_at(denial, denial.statement.answers)
        graded = [
            (self._cover(denial, c), c)
            for c in claims
            if _may_answer(denial, c) and self._of_one_thing(denial, c)
        ]
        best = max((grade for grade, _ in graded), default=0.0)
        if best < COVER:
            return []
        close = sorted(
            (c for grade, c in graded if grade >= max(COVER, best - BESIDE)),
            key=lambda c: (day_number(c.report.published_at), c.place, not c.deeds),
        )
        return list({c.place: c for c in reversed(close)}.values())[:MOST]

    def _pointed_at(self, denial: _Said, answered: str) -> list[_Said]:
        target = self._press.statement(denial.report.id, answered)
        forecasts = self._press.coded[denial.report.id].forecasts
        if target is None or any(f.statement_id == answered for f in forecasts):
            return []
        claim = self._said(target)
        meant = target.stance in CLAIMING and not claim.voice.own
        bare = not content_stems(denial.evidence.exact, self._scorer.likeness)  # "denied it"
        meant = meant and (bare or self._of_one_thing(denial, claim))
        return [claim] if meant and _may_answer(denial, claim) else []

    def _of_one_thing(self, denial: _Said, claim: _Said) -> bool:
        """Whether a claim says what is denied: in its words, or of the one who denies.

        "Iran denied any involvement" has no words of its own left. It answers who says that Iran
        did something, not who describes the ships.
        """
        shared = denial.roots.keys() & claim.roots.keys()
        told = shared - self._named(denial) - self._named(claim)
        if told and (len(shared) >= SHARED or self._singular(denial, told)):
            return True
        denier = denial.statement.sources[0].country if denial.statement is not None else ""
        return bool(denier) and denier in self._blamed(claim.place)

    def _singular(self, denial: _Said, shared: set[str]) -> bool:
        """Whether a denial comes down to a rare word that is shared ("the so-called ramming")."""
        rarest = max(denial.roots[r] for r in shared)
        return rarest >= RARE * self._scorer.rarity.unseen and len(denial.roots) <= SHARED

    def _named(self, said: _Said) -> set[str]:
        """Roots of the words that are written as names: of whom it is said, not what."""
        exact = said.evidence.exact
        names = " ".join(w for w in exact.split() if w[:1].isupper())
        return {root(s) for s in content_stems(names.casefold(), self._scorer.likeness)}

    def _blamed(self, place: tuple[str, int]) -> set[str]:
        """Countries that a sentence says to have done something to others, or that it accuses."""
        report_id = place[0]
        if report_id not in self._blame:
            self._blame[report_id] = self._blamed_in(report_id)
        return self._blame[report_id].get(place, set())

    def _blamed_in(self, report_id: str) -> dict[tuple[str, int], set[str]]:
        """The same for all sentences of a report."""
        found: dict[tuple[str, int], set[str]] = {}
        for event in self._press.coded[report_id].events:
            place = self._press.sentence_start(report_id, event.trigger.start)
            if place is None:
                continue
            accuses = event.type in self._scorer.likeness.blaming
            blamed = event.recipients if accuses else event.initiators
            others = event.initiators if accuses else event.recipients
            if accuses or others:
                found.setdefault(place, set()).update(p.country for p in blamed if p.country)
        return found

    def _cover(self, denial: _Said, claim: _Said) -> float:
        """Share of what a denial says that stands in a claim; 0 where that is too little."""
        shared = denial.roots.keys() & claim.roots.keys()
        whole = sum(denial.roots[r] for r in sorted(denial.roots))
        if not shared or not whole:
            return 0.0
        if len(shared) < SHARED and not self._singular(denial, shared):
            return 0.0
        return sum(denial.roots[r] for r in sorted(shared)) / whole


def _disputes(pairs: Sequence[tuple[_Said, _Said]]) -> list[list[tuple[_Said, _Said]]]:
    """Pairs of claim and denial, those that share either in one list."""
    keys = [
        [f"{kind}{said.place}" for kind, said in zip("cd", pair, strict=True)] for pair in pairs
    ]
    union = Union({key for row in keys for key in row})
    for claim, denial in keys:
        union.join(*sorted((union.root(claim), union.root(denial))))
    found: dict[str, list[tuple[_Said, _Said]]] = {}
    for (claim, _), pair in zip(keys, pairs, strict=True):
        if union.root(claim) not in found:
            found[union.root(claim)] = []
        found[union.root(claim)].append(pair)
    return list(found.values())


def _dispute(pairs: Sequence[tuple[_Said, _Said]]) -> Difference:
    sides = [s for c, d in pairs for s in (_side(c, "it did"), _side(d, "it did not"))]
    told = Counter(key for claim, denial in pairs if (key := claim.denied_by(denial)))
    happening_id = min(told, key=lambda key: (-told[key], key), default="")
    return difference(happening_id, "happened", DifferenceKind.DISPUTE, sides)


def _may_answer(denial: _Said, claim: _Said) -> bool:
    if denial.voice.key == claim.voice.key or denial.place == claim.place:
        return False
    if denial.voice.country and denial.voice.country == claim.voice.country:
        return False  # what one's own side says is not what is denied
    here, there = denial.report.published_at, claim.report.published_at
    return here.compatible(there, APART_DAYS)


def _side(said: _Said, value: str) -> Side:
    return Side(
        value=value,
        sort=(value,),
        voice=said.voice,
        source=said.statement.sources[0] if said.statement is not None else None,
        report_id=said.report.id,
        stated_at=stated(said.statement, said.report),
        evidence=(said.evidence,),
    )
