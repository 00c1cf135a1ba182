"""Whose the police, the students and the demonstrators are that a clause names without a country.

CAMEO's and PLOVER's manuals have such domestic actors coded by the state in which they act ("riot
police in Harare": ZWEPOL). Two things may tell it, and both are kept apart from what the phrase
itself says (``Participant.basis``):

- ``place``: a place of one state in the actor's own clause;
- ``other side``: the state of the authorities on the event's other side, where the sentence
  names no second state ("Egyptian police dispersed demonstrators"). A bare state, its troops or
  its help tell nothing: they are met abroad too ("protesters burnt Israeli flags").

- ``report``: the state that the report is mostly about, for these actors and for a government or an
  office holder told without a state ("the president"), where the sentence names no other.

- ``passage``: the other of the two states that a report is on, for a government or an office holder
  told without a state, with whom one of the two deals ("the envoy was received by the president").

Actors that are often abroad (troops, officials, journalists, refugees) are left open, as are all
where two states are named.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import Final

from dragoman.attribute.records import AttributedReport
from dragoman.extract.records import EventDraft, ExtractedReport, Mention
from dragoman.lexicon.epithets import Epithets
from dragoman.model import ActorKind, Participant
from dragoman.parse.sentence import Sentence

PLACES: Final = frozenset({ActorKind.STATE, ActorKind.PLACE, ActorKind.GOVERNMENT})
PLACE, OTHER_SIDE, REPORT, PASSAGE = "place", "other side", "report", "passage"
AUTHORITIES: Final = frozenset({"GOV", "COP", "JUD", "LEG", "PTY", "OPP", "SPY"})
ABROAD: Final = frozenset({"AID", "SUPPORT", "COOPERATE", "CONSULT", "AGREE"})
"""What a state does with people of other states as well as with its own."""
AT_HOME: Final = frozenset({"COERCE"})
"""What a state does to its own people where nothing tells otherwise ("Chad arrested students")."""
LEAST: Final = 4
"""Mentions of a state by which a report may be about it."""
MOSTLY: Final = 0.6
"""Share of all mentions of states that it must have, or `DATELINED` of a dateline's state."""
DATELINED: Final = 0.4
VISIT: Final = "visit"
CLEARLY: Final = 2
"""How many times as often as any third the two states of a report on two are named."""
CIVILIANS: Final = "CVL"
PUBLIC: Final = frozenset({"PROTEST", "COERCE"})
"""What a state's own people do and suffer; those killed or freed may be anybody's."""
THEIRS: Final = frozenset({"his", "her"})
NAMED: Final = frozenset({"gazetteer", "ner", "role"})
GOVERNING: Final = frozenset({ActorKind.OFFICE, ActorKind.GOVERNMENT})
HEIGHT: Final = 8
"""Steps from a place up to the clause that it is told in."""

Side = tuple[Participant, ...]
NOWHERE: Final[tuple[list[int], list[int]]] = ([], [])


class Setting:
    """Gives domestic actors of a report the state that their clause is set in."""

    def __init__(
        self,
        attributed: AttributedReport,
        epithets: Epithets,
        told: Sequence[tuple[Side, Side]],
    ) -> None:
        """Read where a report is set.

        Args:
            told: the sides of each event, as far as its own sentence tells them.
        """
        extracted = attributed.extracted
        spoken = _phrases_of_sources(attributed)
        self._frames = extracted.frames
        self._sentences = extracted.parsed.sentences
        self._epithets = epithets
        self._text = extracted.parsed.report.source_text
        self._home = _home_of(extracted)
        self._pair = pair_of(extracted)
        self._visits = list(_visits(extracted, told))
        self._here: dict[int, list[Mention]] = {}
        self._named: dict[int, list[Mention]] = {}
        for mention in extracted.mentions:
            self._here.setdefault(mention.sentence, []).append(mention)
            at = extracted.parsed.sentences[mention.sentence].tokens[mention.head].start
            starts, ends = spoken.get(mention.sentence, NOWHERE)
            before = bisect_right(starts, at) - 1
            if before >= 0 and at < ends[before]:
                continue  # "a spokesman for the US embassy said": who tells of it is not in it
            self._named.setdefault(mention.sentence, []).append(mention)

    def settle(self, d: EventDraft, sides: tuple[Side, Side]) -> tuple[Side, Side]:
        """Both sides of an event, with the states of domestic actors where the setting tells."""
        open_ = {p.text for side in sides for p in side if not p.country}
        domestic = open_ & self._domestic(d) if open_ else open_
        country, basis = self._told(d, sides) if domestic else ("", "")
        if not country and open_ and self._at_home(d, sides):
            country, basis = self._home, REPORT
            people = {p.text for side in sides for p in side if p.sector == CIVILIANS}
            domestic -= people if d.type not in PUBLIC else set()
            domestic = set() if d.type in ABROAD else domestic
            domestic |= open_ & self._governing(d)
        if not country and open_:
            country, basis = self._visited(d, sides), PASSAGE
            domestic = open_ & self._governing(d)
            if not country:
                country = self._other_of_two(d, sides)
                domestic = open_ & self._governing(d, named=True)
        if not country or not domestic:
            return sides
        one, other = (
            tuple(
                replace(p, country=country, basis=basis, certain=False)
                if not p.country and p.text in domestic
                else p
                for p in side
            )
            for side in sides
        )
        return one, other

    def _domestic(self, d: EventDraft) -> set[str]:
        """The words of those in the sentence whose roles are of the state where they act."""
        found: set[str] = set()
        s = self._sentences[d.sentence]
        for mention in self._here.get(d.sentence, ()):
            head = mention.head
            if mention.origin in ("pronoun", "epithet"):
                continue
            if mention.kind is ActorKind.IGO or mention.entry:
                continue
            told = {s.tokens[head].lemma.lower(), *mention.attributes, mention.name}
            said = {s.tokens[c].lemma.lower() for c in s.kids(head, "amod", "compound")}
            if told & self._epithets.domestic and not said & self._epithets.foreign:
                start, end = s.chars(mention.start, mention.end)
                found.add(self._text[start:end])
        return found

    def _governing(self, d: EventDraft, *, named: bool = False) -> set[str]:
        """The words of governments and office holders of the sentence that no state is told of.

        Args:
            named: only those with a name, and governments of somebody named ("his government").
        """
        s = self._sentences[d.sentence]
        found: set[str] = set()
        for m in self._here.get(d.sentence, ()):
            of_one = s.tokens[m.head].tag != "NNS" and any(
                s.tokens[c].lemma in (THEIRS if named else {*THEIRS, "the"})
                for c in s.children[m.head]
            )
            role = m.origin == "role" and m.kind in GOVERNING and of_one
            person = m.kind is ActorKind.PERSON and m.office != "" and not m.entry
            person = person and (not named or m.office in self._epithets.ruling)
            if (role or person) and not m.country:
                start, end = s.chars(m.start, m.end)
                found.add(self._text[start:end])
        return found

    def _at_home(self, d: EventDraft, sides: tuple[Side, Side]) -> bool:
        """Whether a sentence names no other state than the report's, nor both sides from it."""
        if not self._home:
            return False
        if any(m.country not in ("", self._home) for m in self._here.get(d.sentence, ())):
            return False
        dealing = any(p.country == self._home for side in sides for p in side)
        return not (dealing and d.type in ABROAD)

    def _other_of_two(self, d: EventDraft, sides: tuple[Side, Side]) -> str:
        """The other of the two states that a report is on, where one deals with who governs."""
        told = self._only_state(d, sides)
        return next((c for c in self._pair if c != told), "") if told in self._pair else ""

    def _visited(self, d: EventDraft, sides: tuple[Side, Side]) -> str:
        """The state that one side is told to have gone to, here or in the sentence before."""
        told = self._only_state(d, sides) if d.type in ABROAD else ""
        near = (v for v in self._visits if 0 <= d.sentence - v[0] <= 1 and v[1] == {told})
        hosts = {v[2] for v in near}
        return hosts.pop() if len(hosts) == 1 else ""

    def _only_state(self, d: EventDraft, sides: tuple[Side, Side]) -> str:
        """The state of the event's known side, if its sentence names no other; else empty."""
        told = {p.country for side in sides for p in side if p.country}
        here = {m.country for m in self._here.get(d.sentence, ()) if m.country}
        return told.pop() if len(told) == 1 and not here - told else ""

    def _told(self, d: EventDraft, sides: tuple[Side, Side]) -> tuple[str, str]:
        """The state that the setting tells and what tells it, both empty where nothing does."""
        named = [m for m in self._named.get(d.sentence, ()) if m.country]
        places = {m.country for m in named if self._sets(d, m)}
        if places:
            return (places.pop(), PLACE) if len(places) == 1 else ("", "")
        told = [p for side in sides for p in side if p.country]
        states = {m.country for m in named} | {p.country for p in told}
        at_home = d.type not in ABROAD and all(self._governs(d, p) for p in told)
        if len(states) == 1 and at_home and {p.country for p in told} == states:
            return states.pop(), OTHER_SIDE
        return "", ""

    def _governs(self, d: EventDraft, p: Participant) -> bool:
        """Whether it is an authority at home: a bare state is one where it represses."""
        return p.sector in AUTHORITIES or (d.type in AT_HOME and p.actor_id != "" and not p.sector)

    def _sets(self, d: EventDraft, mention: Mention) -> bool:
        """Whether a mention is a place that the event's own clause is set in."""
        if mention.kind not in PLACES or not mention.country:
            return False
        s = self._sentences[d.sentence]
        prep = self._preposition(s, mention.head)
        if prep < 0:
            return False
        frame = self._frames[d.frame]
        sides = {*frame.agent, *frame.patient, *frame.dative, *d.initiators, *d.recipients}
        at = s.tokens[prep].head
        if at in sides:
            return True  # "students in Harare"; not the Israel of "victims of attacks in Israel"
        for _ in range(HEIGHT):
            if at in (frame.predicate, frame.support):
                return True
            if s.tokens[at].pos in ("VERB", "AUX") or s.tokens[at].head == at:
                return False
            at = s.tokens[at].head
        return False

    def _preposition(self, s: Sentence, head: int) -> int:
        """The preposition that makes a name a place ("in the city of *Jos*"), -1 without one."""
        at = head
        above = s.tokens[at].head
        while s.tokens[at].dep in ("conj", "appos") or (
            s.tokens[at].dep == "compound" and s.tokens[above].lemma in self._epithets.place_nouns
        ):
            at, above = above, s.tokens[above].head
        if s.tokens[at].dep != "pobj":
            return -1
        prep = s.tokens[at].head
        above = s.tokens[prep].head
        if s.tokens[prep].lemma == "of" and s.tokens[above].lemma in self._epithets.place_nouns:
            return self._preposition(s, above)
        return prep if s.tokens[prep].lemma in self._epithets.settings else -1


def _home_of(extracted: ExtractedReport) -> str:
    """The state that a report is mostly about, empty where there is none."""
    named = Counter(m.country for m in extracted.mentions if m.country and m.origin in NAMED)
    if not named:
        return ""
    (first, count), total = named.most_common(1)[0], named.total()
    dateline = extracted.parsed.report.dateline
    here = dateline is not None and dateline.country == first
    return first if count >= LEAST and count >= total * (DATELINED if here else MOSTLY) else ""


def _visits(
    extracted: ExtractedReport, told: Sequence[tuple[Side, Side]]
) -> Iterator[tuple[int, set[str], str]]:
    """Sentence, guests and host of each visit that is told with one host."""
    for d in extracted.events:
        guests, hosts = ({p.country for p in side if p.country} for side in told[d.index])
        if d.mode == VISIT and guests and len(hosts) == 1:
            yield d.sentence, guests, hosts.pop()


def pair_of(extracted: ExtractedReport) -> tuple[str, ...]:
    """The two states that a report is on: each named clearly more often than any third."""
    named = Counter(m.country for m in extracted.mentions if m.country and m.origin in NAMED)
    rows = named.most_common(3)
    if len(rows) < 2 or rows[1][1] < max(LEAST // 2, CLEARLY * (rows[2][1] if rows[2:] else 0)):
        return ()
    return rows[0][0], rows[1][0]


def _phrases_of_sources(attributed: AttributedReport) -> dict[int, tuple[list[int], list[int]]]:
    """By sentence the phrases in which those are named who say something: where each begins, in
    order, and the farthest end of it and of those before it, both in characters."""
    found: dict[int, set[tuple[int, int]]] = {}
    for statement in attributed.statements:
        for source in statement.sources:
            if source.head >= 0:
                found.setdefault(source.sentence, set()).add((source.start, source.end))
    rows = {sentence: sorted(spans) for sentence, spans in found.items()}
    return {
        sentence: ([start for start, _ in spans], list(accumulate((e for _, e in spans), max)))
        for sentence, spans in rows.items()
    }
