"""Finding figures in a parsed sentence: how many, bounded how, of what, and whose.

Coding decisions are in docs/explanation/quantities-and-times.md.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from dragoman.extract.figure.again import told_again
from dragoman.extract.figure.bounds import bound_of, change_of, interval, scope_of
from dragoman.extract.figure.cardinal import Number
from dragoman.extract.figure.counted import (
    FAR,
    NOTHING,
    Counted,
    at_level,
    at_participle,
    counted,
    past_units,
    ranked,
    singular,
)
from dragoman.extract.figure.line import Line
from dragoman.extract.figure.measures import measure_of
from dragoman.extract.figure.names import is_idle, is_name
from dragoman.extract.figure.owners import owners_of
from dragoman.extract.figure.ranks import absences, ranks
from dragoman.extract.figure.scan import Scanner
from dragoman.extract.figure.units import OCCASIONS, Measured, by_noun, rate_of, unit_of
from dragoman.extract.records import Mention, QuantityDraft, TimeDraft
from dragoman.lexicon.figures import Figures, Measures
from dragoman.model import TimexType
from dragoman.parse.sentence import Sentence

TELLING: Final = frozenset({TimexType.DATE, TimexType.TIME})
AWAY: Final = re.compile(r"(?:[a-z]+:)*[+-]\d+[A-Z]+")
"""A time that hangs so many units from another (`dragoman.extract.times`)."""
INTERVAL: Final = "interval"
BARE: Final = frozenset({"plain", "range", "vague"})
SMALL: Final = 13
OLDEST: Final = 115
"""Ages beyond this are none."""
AT_AGE: Final = frozenset({"by", "when", "this", "next", "now", "today", "on", "in"})
"""What follows an age ("will be 35 by the end of the year")."""
DEFINITE: Final = frozenset(
    ("the", "these", "those", "its", "their", "our", "his", "her", "my", "your")
)
"""What stands before things known already, of which a number is a part ("one of its ships")."""
YOUNGEST: Final = 10
"""Under it a bare number after a name or "is" is more likely something else."""


def find_quantities(
    sentence: Sentence,
    figures: Figures,
    times: Sequence[TimeDraft] = (),
    mentions: Sequence[Mention] = (),
    first: int = 0,
) -> list[QuantityDraft]:
    """Find the figures of a sentence.

    Args:
        sentence: parsed.
        figures: the lexicon's figures.
        times: the sentence's time expressions; a figure inside a date or a clock time is none,
            one inside a duration has the measure ``duration``, one that tells how far a date is
            from another ("six months ago") ``interval``.
        mentions: the sentence's mentions, for whose the counted things are.
        first: index of the first draft; the others count on from it.

    Returns:
        drafts in order of the text; ``low <= best <= high`` for those that are not ``None``.
        ``scope`` is ``new``, ``total``, ``additional``, or ``rise`` or ``fall`` where the figure
        is the size of a change and not a level.
    """
    words = tuple([t.text.lower() for t in sentence.tokens])
    if figures.triggers.isdisjoint(words) and not any(map(str.isdigit, "".join(words))):
        return []
    telling = [t for t in times if t.timex_type in TELLING]
    apart = [t for t in telling if _is_apart(sentence, t, words, figures)]
    dates = frozenset(i for t in telling if t not in apart for i in range(t.start, t.end))
    line = Line(sentence, words, figures, mentions, dates)
    drafts = _counts(line)
    taken = dates | {i for d in drafts for i in range(d.start, d.end)}
    for number in (*absences(sentence, figures), *ranks(sentence, figures)):
        if number.start not in taken:
            draft = _read(line, number)
            if number.kind == "none":
                inside = [d.start for d in drafts if draft.start < d.start < draft.end]
                draft = replace(draft, end=number.end) if inside else draft
            if number.kind != "none" or draft.measure:
                drafts.append(draft)
    away = {i for t in apart for i in range(t.start, t.end)}
    drafts = [
        replace(d, measure=INTERVAL)
        if d.measure == "duration" and not away.isdisjoint(range(d.start, d.end))
        else d
        for d in drafts
    ]
    drafts.sort(key=lambda d: (d.start, d.end))
    return [replace(d, index=first + k) for k, d in enumerate(drafts)]


def _is_apart(sentence: Sentence, time: TimeDraft, words: Sequence[str], figures: Figures) -> bool:
    """ "*six months* ago", "*two days* later": how far apart, counted in figures."""
    at = next((i for i in range(time.start, time.end) if sentence.tokens[i].tag == "CD"), -1)
    if not AWAY.fullmatch(time.relative) or not 0 <= at < time.end - 1:
        return False
    unit = figures.units.get((words[at + 1],))
    return unit is not None and unit.measure == "duration"


def _counts(line: Line) -> list[QuantityDraft]:
    numbers = Scanner(line.sentence.tokens, line.figures).scan(line.dates)
    stops = [*(n.start for n in numbers), len(line.words)][1:]
    drafts: list[QuantityDraft] = []
    for number, stop in zip(numbers, stops, strict=True):
        draft = _draft(line, number)
        if draft is not None:
            # "half of the 11,000 troops" are two figures; the first ends before the second.
            drafts.append(draft if draft.end <= stop else replace(draft, end=_ends(line, number)))
    return told_again(drafts, line)


def _ends(line: Line, number: Number) -> int:
    return unit_of(line, number).end


def _draft(line: Line, number: Number) -> QuantityDraft | None:
    """Read a number, or ``None`` where it is a name, a pronoun or says nothing."""
    sentence = line.sentence
    if is_idle(sentence, number, line.figures):
        return None
    if not unit_of(line, number).unit and is_name(sentence, number, line.figures):
        return None
    draft = _read(line, number)
    if _is_pronoun(sentence, number, draft):
        return None
    if number.kind == "few" and (not draft.measure or draft.measure == OCCASIONS):
        return None  # "a few times" counts occasions
    return None if _is_length_of_time(sentence, number, draft) else draft


def _read(line: Line, number: Number) -> QuantityDraft:
    sentence, figures = line.sentence, line.figures
    measured = unit_of(line, number)
    bounding, start, end = bound_of(line, number.start, measured.end, number)
    found = _counted(line, number, measured, end)
    if found.noun in line.dates:
        found = NOTHING
    measured = by_noun(line, number, measured, found.noun)
    what, bound = interval(number, bounding)
    if found.noun >= end and found.noun - end <= FAR and found.carrier < end:
        end = found.noun + 1
    rate, end = rate_of(line, end) if found.noun == end - 1 else ("", end)
    measure = measured.measure or _by_kind(sentence, number, figures.measures)
    unit = "year of age" if measure == "age" and not measured.unit else measured.unit
    measure = measure or measure_of(sentence, number, found, figures.measures)
    standing = _standing(line, number, found, start, measure)
    return QuantityDraft(
        index=-1,
        sentence=sentence.index,
        start=start,
        end=end,
        low=what.low,
        best=what.best,
        high=what.high,
        bound=bound,
        unit=(unit or found.lemma) + (f" per {rate}" if rate else ""),
        measure=measure,
        noun=found.noun,
        referent=found.referent,
        subjects=owners_of(sentence, found, number.end, line.mentions, figures),
        scope=_scope(line, number, measured, found, start) or standing,
        carried=found.carrier >= 0,
    )


def _standing(line: Line, number: Number, found: Counted, start: int, measure: str) -> str:
    """``total`` where the sentence calls it so ("bringing the total to 14,000"), else ``part``
    for what is told as part of a figure beside it ("30 people, including 12 soldiers") or of what
    is known ("one of the tankers"), but not for a whole toll ("two of its men were killed")."""
    if found.carrier >= 0 and found.noun < 0:
        return line.figures.scopes.get((line.words[found.carrier],), "")
    before = line.words[max(0, start - 2) : start]
    behind = line.words[number.end : number.end + 2]
    toll = measure in line.figures.measures.harms.values()
    if number.kind != "none" and not toll and behind[:1] == ("of",) and behind[-1] in DEFINITE:
        return "part"
    return "part" if before[-1:] == ("including",) or before == ("among", "them") else ""


def _is_pronoun(sentence: Sentence, number: Number, draft: QuantityDraft) -> bool:
    """ "the two had spoken", "all three": a word that stands for what was told before.

    Under a preposition it is a figure whose noun is left out ("raised the toll to five").
    """
    token = sentence.tokens[number.start]
    bare = number.kind == "plain" and draft.noun < 0 and not draft.unit and not draft.measure
    if draft.carried:
        return False
    if not bare or number.low >= SMALL or not token.text.isalpha():
        return False
    before = sentence.tokens[number.start - 1] if number.start else None
    under = before is not None and before.pos in ("ADP", "PART")
    return draft.start == number.start and not under


def _is_length_of_time(sentence: Sentence, number: Number, draft: QuantityDraft) -> bool:
    """ "a five-year plan" tells what plan, not how many; such a duration is a time only."""
    if draft.measure != "duration" or number.end >= len(sentence.tokens):
        return False
    return sentence.tokens[number.end].text == "-"


def _counted(line: Line, number: Number, measured: Measured, end: int) -> Counted:
    sentence, measures = line.sentence, line.figures.measures
    if number.kind == "multiple":
        return NOTHING
    if number.kind == "rank":
        return ranked(sentence, number)
    found = past_units(sentence, counted(sentence, number, end, bool(measured.unit)), line.figures)
    if found.noun < 0 and not measured.unit and number.kind in BARE:
        found = at_participle(sentence, end, measures)
        if found.noun < 0:
            found = at_level(sentence, number, measures)
    return found


def _by_kind(sentence: Sentence, number: Number, measures: Measures) -> str:
    """The measure class that the figure's own form tells: a share, a rank, an age."""
    if number.kind == "fraction":
        return "share"
    if number.kind == "rank":
        return "rank"
    return "age" if _is_age(sentence, number, measures) else ""


def _of_people(sentence: Sentence, number: Number, measures: Measures) -> bool:
    """Whether "under 18" stands right behind people, and nothing that is counted behind it."""
    tokens, at = sentence.tokens, number.start - 2
    after = tokens[number.end] if number.end < len(tokens) else None
    alone = after is None or after.pos not in ("NOUN", "PROPN", "ADJ", "NUM", "SYM")
    people = at >= 0 and measures.nouns.get(singular(tokens[at])) in measures.people
    return alone and people and tokens[at].tag == "NNS"


def _is_age(sentence: Sentence, number: Number, measures: Measures) -> bool:
    """ "Kim, 41, said", "aged 34", "the age of 21", "children under five"."""
    tokens = sentence.tokens
    if number.kind != "plain" or number.low > OLDEST or number.end - number.start != 1:
        return False
    before = [t.text.lower() for t in tokens[max(0, number.start - 2) : number.start]]
    if before[-1:] and before[-1] in ("under", "over") and _of_people(sentence, number, measures):
        return True
    if before[-1:] in (["aged"], ["age"], ["ages"]) or before == ["age", "of"]:
        return True
    if before[-1:] in (["and"], ["or"], [","]) and _aged_list(sentence, number.start - 2):
        return True
    after = tokens[number.end].text if number.end < len(tokens) else "."
    token = tokens[number.start]
    if _is_span_of_life(sentence, number, measures):
        return True
    if number.low >= YOUNGEST and token.dep in ("attr", "acomp") and _is_be(sentence, number):
        subject = sentence.child(token.head, "nsubj")
        return subject is not None and (
            tokens[subject].text.lower() in ("he", "she") or tokens[subject].ent[2:] == "PERSON"
        )
    named = number.start >= 2 and tokens[number.start - 2].tag in ("NNP", "NN")
    return before[-1:] == [","] and named and after in (",", ".") and number.low >= YOUNGEST


def _is_span_of_life(sentence: Sentence, number: Number, measures: Measures) -> bool:
    """ "life *expectancy* is around 73", "the median *age* rose to 41"."""
    tokens, at = sentence.tokens, number.start
    while tokens[at].head != at and tokens[tokens[at].head].pos in ("ADP", "ADV"):
        at = tokens[at].head
    verb = tokens[at].head
    after = tokens[number.end] if number.end < len(tokens) else None
    if tokens[verb].lemma not in measures.levels or (after and after.pos in ("NOUN", "ADJ", "SYM")):
        return False
    subject = sentence.child(verb, "nsubj", "nsubjpass")
    return subject is not None and tokens[subject].lemma in measures.ages


def _aged_list(sentence: Sentence, at: int) -> bool:
    """Whether "aged 8," or "aged 8, 9" ends at a token."""
    tokens = sentence.tokens
    while at > 0 and (tokens[at].tag == "CD" or tokens[at].text == ","):
        at -= 1
    return at >= 0 and tokens[at].text.lower() in ("aged", "ages")


def _is_be(sentence: Sentence, number: Number) -> bool:
    """ "He is 34 and …", not "He is one of 34"."""
    tokens = sentence.tokens
    after = tokens[number.end] if number.end < len(tokens) else None
    bare = after is None or after.pos in ("PUNCT", "CCONJ", "SCONJ")
    bare = bare or (after is not None and after.text.lower() in AT_AGE)
    return bare and tokens[tokens[number.start].head].lemma == "be"


def _scope(line: Line, number: Number, measured: Measured, found: Counted, start: int) -> str:
    scope = scope_of(line, start, measured.end)
    if number.kind in ("multiple", "rank", "none") or scope not in ("", "additional"):
        return scope
    if number.sign == "+":
        return scope or "rise"
    noun = line.sentence.tokens[measured.end].lemma if measured.end < len(line.words) else ""
    sized = bool(measured.unit) or noun in line.figures.steps
    counts = found.noun >= measured.end and not sized
    # "rose a further 3 percent" is a rise first of all.
    return change_of(line, start, measured.end, sized, counts) or scope
