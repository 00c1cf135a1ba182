"""The stage: an extracted report in, the same with statements, factuality and forecasts out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.attribute.answers import Answers
from dragoman.attribute.choose import find_attributions
from dragoman.attribute.factuality import factuality_of
from dragoman.attribute.forecasts import Foretold, find_forecasts
from dragoman.attribute.quotes import find_quotes
from dragoman.attribute.records import (
    AttributedReport,
    ClauseDraft,
    ForecastDraft,
    StatementDraft,
)
from dragoman.attribute.standing import publisher_value
from dragoman.attribute.statements import (
    Statements,
    build_statements,
    own_voice,
)
from dragoman.attribute.unnamed import with_unnamed
from dragoman.extract.records import EventDraft, ExtractedReport, Frame
from dragoman.lexicon import Cues, Lexicon
from dragoman.model import Factuality, Stance
from dragoman.parse import Sentence

FIRSTS = frozenset({"first", "second", "third"})
TO_COME = frozenset({Factuality.PLANNED, Factuality.PREDICTED})
FORETELLING = frozenset({Stance.PREDICT, Stance.PLAN, Stance.PROMISE, Stance.THREATEN})
PHRASAL = frozenset({"prep", "pobj", "npadvmod", "advmod", "nummod", "amod", "compound", "det"})


def attribute(extracted: ExtractedReport, lexicon: Lexicon) -> AttributedReport:
    """Find who says what, how each event stands, and what is foretold.

    Returns:
        every event and every figure with the statement that carries it; what no one else is
        credited with is the publisher's own voice, one statement a sentence.
    """
    return _Attributor(extracted, lexicon.cues).attributed()


class _Attributor:
    """Builds the attributed report; statements of the publisher are made as they are needed."""

    def __init__(self, extracted: ExtractedReport, cues: Cues) -> None:
        self.extracted = extracted
        self.cues = cues
        self.sentences = extracted.parsed.sentences
        quotes = find_quotes(extracted.parsed)
        found = find_attributions(extracted.parsed, cues, quotes)
        self.built: Statements = build_statements(extracted, found, quotes, cues)
        self.drafts: list[StatementDraft] = self.built.drafts
        self.own: dict[int, int] = {}
        self.names = {(m.sentence, m.head): m.country or m.name for m in extracted.mentions}
        self.events_by_sentence: dict[int, list[tuple[int, EventDraft]]] = {}
        for event in extracted.events:
            predicate = extracted.frames[event.frame].predicate
            self.events_by_sentence.setdefault(event.sentence, []).append((predicate, event))

    def attributed(self) -> AttributedReport:
        """Put the stage's output together."""
        frames = self.extracted.frames
        of_event = tuple(
            self._statement(event.sentence, frames[event.frame].predicate)
            for event in self.extracted.events
        )
        of_quantity = tuple(self._statement(q.sentence, q.start) for q in self.extracted.quantities)
        forecasts = tuple(
            draft
            for sentence in self.sentences
            for foretold in find_forecasts(sentence, self.cues)
            if (draft := self._forecast(sentence, foretold)) is not None
        )
        factuality = self._factuality()
        return AttributedReport(
            extracted=self.extracted,
            statements=tuple(self._with_events(of_event)),
            factuality=factuality,
            publisher_factuality=tuple(
                self._for_publisher(event, value)
                for event, value in zip(self.extracted.events, factuality, strict=True)
            ),
            statement_of=of_event,
            statement_of_quantity=of_quantity,
            forecasts=forecasts,
        )

    def _statement(self, sentence: int, token: int, *, carrying: bool = True) -> int:
        """The statement that carries a token: the innermost attribution, or the publisher's own."""
        found = self.built.innermost(self.sentences[sentence], token, carrying=carrying)
        return found if found >= 0 else self._own(sentence)

    def _own(self, sentence: int) -> int:
        if sentence not in self.own:
            self.own[sentence] = len(self.drafts)
            self.drafts.append(own_voice(len(self.drafts), self.sentences[sentence]))
        return self.own[sentence]

    def _factuality(self) -> tuple[Factuality, ...]:
        """One value an event; a noun takes over what the report said of the same event before.

        "A visit is expected … The visit draws attention": the second mention is no less to come.
        """
        told: dict[tuple[str, ...], Factuality] = {}
        values = []
        for event in self.extracted.events:
            frame = self.extracted.frames[event.frame]
            sentence = self.sentences[event.sentence]
            value = factuality_of(sentence, frame.predicate, self.cues)
            if event.announced:
                value = Factuality.ACTUAL
            key = self._event_key(event, frame)
            if value is Factuality.ACTUAL and frame.kind == "noun" and key in told:
                value = told[key]
            if frame.kind == "noun" and value in TO_COME:
                told.setdefault(key, value)
            values.append(value)
        return tuple(values)

    def _for_publisher(self, event: EventDraft, value: Factuality) -> Factuality:
        sentence = self.sentences[event.sentence]
        predicate = self.extracted.frames[event.frame].predicate
        return publisher_value(sentence, predicate, value, self.built, self.cues)

    def _event_key(self, event: EventDraft, frame: Frame) -> tuple[str, ...]:
        """What two mentions of one event noun have in common: noun, who, and towards whom."""
        heads = (*event.initiators, -1, *event.recipients)
        names = (self.names.get((event.sentence, h), str(h)) for h in heads)
        return (frame.lemma, event.type, *names)

    def _with_events(self, of_event: Sequence[int]) -> list[StatementDraft]:
        answers = Answers(
            self.extracted, tuple(self.drafts), self.built.tops, self.cues, self._own
        ).linked()
        held: dict[int, list[int]] = {}
        for event, statement in enumerate(of_event):
            held.setdefault(statement, []).append(event)
        filled = [
            replace(
                d,
                events=tuple(held.get(d.index, ())),
                answers=answers.get(d.index, -1),
                # Who says outright that what another told is not so denies it.
                stance=Stance.DENY
                if d.index in answers and d.stance is Stance.ASSERT
                else d.stance,
            )
            for d in self.drafts
        ]
        return with_unnamed(filled, self.sentences, self.cues)

    def _forecast(self, sentence: Sentence, foretold: Foretold) -> ForecastDraft | None:
        statement = self._statement(sentence.index, foretold.top, carrying=False)
        draft = self.drafts[statement]
        kind = foretold.kind
        passive = sentence.kids(foretold.holder, "auxpass") and draft.stance is Stance.PLAN
        if kind is Stance.PREDICT and draft.stance in FORETELLING and not passive:
            kind = draft.stance
        condition = None
        if foretold.condition is not None:
            condition = self._clause(sentence, foretold.condition)
        return ForecastDraft(
            statement=statement,
            condition=condition,
            outcome=self._clause(sentence, foretold.outcome),
            horizon=self._horizon(sentence, foretold),
            likelihood=foretold.likelihood,
            kind=kind,
        )

    def _clause(self, sentence: Sentence, tokens: tuple[int, int]) -> ClauseDraft:
        start, end = sentence.chars(*tokens)
        held = [
            event.index
            for predicate, event in self.events_by_sentence.get(sentence.index, ())
            if tokens[0] <= predicate < tokens[1]
        ]
        return ClauseDraft(start, end, held[0] if held else -1)

    def _horizon(self, sentence: Sentence, foretold: Foretold) -> int:
        """The first time expression in the outcome, else in the condition, else of its holder."""
        ranges = [foretold.outcome, *([foretold.condition] if foretold.condition else [])]
        for start, end in ranges:
            for time in self.extracted.times:
                here = time.sentence == sentence.index and start <= time.start < end
                if here and _dates(sentence, time.start, foretold.top):
                    return time.index
        for time in self.extracted.times:
            if time.sentence == sentence.index and _hangs_from(
                sentence, time.start, foretold.holder
            ):
                return time.index
        return -1


def _hangs_from(sentence: Sentence, token: int, holder: int) -> bool:
    """ "slated for [Thursday]": whether a time is the holder's own, by phrases alone."""
    tokens = sentence.tokens
    ends = {holder}
    if tokens[holder].dep in ("acomp", "oprd"):
        ends.add(tokens[holder].head)
    at = token
    while tokens[at].head != at and tokens[at].dep in PHRASAL:
        at = tokens[at].head
        if at in ends:
            return True
    return False


def _dates(sentence: Sentence, token: int, top: int) -> bool:
    """Whether a time tells when the outcome is, not what one of its nouns is like.

    Not so in "the pact [signed in May]", "the relations they have [now]", "his first visit in
    [24 years]".
    """
    tokens = sentence.tokens
    at = token
    while at != top and tokens[at].head != at:
        if tokens[at].dep in ("relcl", "acl"):
            return False
        at = tokens[at].head
        if any(tokens[c].lemma in FIRSTS for c in sentence.kids(at, "amod")):
            return False
    return True
