"""Forecasts: predictions, expectations, plans, threats and promises, with condition and outcome.

`find_forecasts` reads one sentence by its tree alone; docs/explanation/forecasts.md tells each
decision with examples.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dragoman.attribute.clauses import conditions_of, is_inverted, marker, subject_of
from dragoman.attribute.foretold_things import is_headline, resumed, things_at
from dragoman.attribute.likelihoods import likelihood_of
from dragoman.attribute.own_clause import has_negated_argument, is_wondered, tells
from dragoman.attribute.stance import speaks_of_itself
from dragoman.attribute.timetable import is_arranged
from dragoman.attribute.tree import EDGE_MARKS, is_negated, subtree_without, trim
from dragoman.attribute.unforetold import (
    is_bygone,
    is_doubted,
    is_given_up,
    is_indirect_question,
    is_only_a_view,
    is_undecided,
    was_then,
)
from dragoman.lexicon import Cues
from dragoman.model import Factuality, Likelihood, Stance
from dragoman.parse import Sentence, Token

FUTURE: Final = frozenset({Factuality.PREDICTED, Factuality.CONDITIONAL})
STANDING: Final = frozenset({"nsubj", "nsubjpass", "attr"})


@dataclass(frozen=True, slots=True)
class Foretold:
    """One forecast in a sentence. Token numbers; ranges are half-open.

    Attributes:
        top: head token of the outcome.
        holder: the predicate that makes it a forecast ("predict", "likely"), or ``top``.
        outcome: token range of the clause with its subject.
        condition: token range, or ``None``.
    """

    top: int
    holder: int
    kind: Stance
    outcome: tuple[int, int]
    condition: tuple[int, int] | None
    likelihood: Likelihood


def find_forecasts(sentence: Sentence, cues: Cues) -> list[Foretold]:
    """The forecasts of one sentence, in order of their outcomes; none inside another."""
    if not _may_hold_one(sentence, cues):
        return []
    tops: dict[int, tuple[int, Stance]] = {}
    for token in sentence.tokens:
        if token.pos in ("VERB", "AUX", "NOUN", "ADJ"):
            for top, kind in _tops_at(sentence, token.i, cues):
                known = tops.get(top)
                if known is None or known[1] is Stance.PREDICT:
                    tops[top] = (token.i, kind)
    kept = [t for t in sorted(tops) if not _inside_another(sentence, t, tops)]
    return [_foretold(sentence, top, *tops[top], cues) for top in kept]


def _may_hold_one(sentence: Sentence, cues: Cues) -> bool:
    for t in sentence.tokens:
        if (
            t.tag == "MD"
            or t.lemma in cues.forecast_holders
            or t.lemma in cues.forecast_adjectives
            or t.lemma in cues.future_verbs
            or t.lemma in cues.timetabled
            or t.lemma in cues.foretold.marks
            or (t.tag == "TO" and sentence.tokens[t.head].dep in ("xcomp", "ROOT", "relcl", "acl"))
            or t.text.lower() in cues.conditional_markers
        ):
            return True
    return False


def _tops_at(sentence: Sentence, i: int, cues: Cues) -> list[tuple[int, Stance]]:
    """Outcome heads that the predicate ``i`` makes a forecast of, itself under a modal or not."""
    tokens = sentence.tokens
    token = tokens[i]
    found = list(things_at(sentence, i, cues))
    if is_headline(sentence, i, cues):
        found.append((i, Stance.PREDICT))
    if token.pos in ("VERB", "AUX") and token.dep not in ("aux", "auxpass"):
        if _future_modal(sentence, i, cues) or _is_to_come(sentence, i, cues):
            found.append((i, Stance.PREDICT))
        if token.lemma in cues.future_verbs and token.tag == "VBG":
            aim = sentence.child(i, "xcomp")
            asked = is_indirect_question(sentence, i) or is_wondered(sentence, i, cues)
            if aim is not None and _has_to(sentence, aim) and not asked:
                found.append((aim, Stance.PREDICT))
    kind = cues.forecast_holders.get(token.lemma)
    if kind is not None and (is_bygone(sentence, i, cues) or is_given_up(sentence, i, cues)):
        return found
    if kind is not None and not is_negated(sentence, i, cues):
        found.extend((top, kind) for top in _held(sentence, i, cues))
        if kind is Stance.PLAN and sentence.kids(i, "auxpass"):
            # "Troops are scheduled to leave": whose plan it is is not told.
            found = [(top, Stance.PREDICT) for top, _ in found]
    elif _opens_the_future(sentence, i, cues) and not is_negated(sentence, i, cues):
        kind = Stance.PLAN if token.lemma in cues.readiness else Stance.PREDICT
        found.extend((top, kind) for top in _held(sentence, i, cues) if top != i)
    if token.pos == "NOUN" and token.lemma in cues.forecast_nouns and token.dep in STANDING:
        found.append((i, Stance.PREDICT))
    return found


def _is_to_come(sentence: Sentence, i: int, cues: Cues) -> bool:
    """What a present tells of the time to come.

    "are to meet", "talks resume on Thursday", and the main half of an open condition ("if they
    shoot, we shoot").
    """
    tokens = sentence.tokens
    if is_arranged(sentence, i, cues) is Factuality.PREDICTED:
        return not is_indirect_question(sentence, i)
    if tokens[i].tag not in ("VBZ", "VBP") or sentence.kids(i, "aux", "auxpass"):
        return False
    if tokens[i].dep not in ("ROOT", "ccomp", "parataxis") or is_negated(sentence, i, cues):
        return False
    if is_only_a_view(sentence, i, cues):
        return False
    return any(
        tokens[c].tag in ("VBZ", "VBP", "VB")
        and (marker(sentence, c) in ("if", "unless") or is_inverted(sentence, c))
        for c in conditions_of(sentence, i, cues)
    )


def _opens_the_future(sentence: Sentence, i: int, cues: Cues) -> bool:
    """ "likely to", "poised to", "estimated to"; a noun only as in "on track to"."""
    token = sentence.tokens[i]
    if token.lemma not in cues.foretold.resolved and token.lemma not in cues.forecast_adjectives:
        return False
    if was_then(sentence, i) or (token.tag != "JJ" and sentence.kids(i, "prt")):
        return False  # "set up a committee to run it"
    if token.lemma in cues.foretold.resolved and token.tag in ("VBN", "JJ"):
        return True
    if token.lemma not in cues.forecast_adjectives:
        return False
    if token.lemma == "due" and token.dep in ("prep", "advmod", "pcomp"):
        return False  # "fell, primarily due to increase in costs"
    return token.pos in ("ADJ", "VERB") or (token.pos == "NOUN" and token.dep == "pobj")


def _future_modal(sentence: Sentence, verb: int, cues: Cues) -> bool:
    """Whether a modal puts the verb into the time to come.

    "may have gone" tells of the past, "would have gone" of what did not happen, and "can" of what
    is always so.
    """
    tokens = sentence.tokens
    words = [tokens[c].text.lower() for c in sentence.kids(verb, "aux")]
    if cues.modals.keys().isdisjoint(words):
        return False
    if "have" in words or tokens[verb].dep == "relcl" or is_indirect_question(sentence, verb):
        return False
    if is_wondered(sentence, verb, cues) or is_doubted(sentence, verb, cues):
        return False
    for word in words:
        value = cues.modals.get(word)
        if value is Factuality.PREDICTED:
            return True
        if value is Factuality.POSSIBLE:
            able = is_negated(sentence, verb, cues) or has_negated_argument(sentence, verb, cues)
            able = able or tokens[verb].lemma in cues.foretold.perceived
            past = word == "could" and able  # "could not see it", "neither could be verified"
            past = past or (tokens[verb].tag == "VBG" and "be" in words)
            return word in cues.future_modals and tokens[verb].dep != "advcl" and not past
        if value is Factuality.CONDITIONAL:
            told = tokens[verb].dep == "ccomp" and tells(tokens[tokens[verb].head], cues)
            return told or _reported(sentence, verb) or bool(conditions_of(sentence, verb, cues))
    return False


def _reported(sentence: Sentence, verb: int) -> bool:
    """Whether a clause hangs from a verb in the past: there "would" is its future."""
    tokens = sentence.tokens
    at = verb
    while tokens[at].head != at:
        if tokens[at].dep in ("ccomp", "acl", "relcl"):
            head = tokens[tokens[at].head]
            return head.tag in ("VBD", "VBN", "VBG") or head.pos == "NOUN"
        at = tokens[at].head
    return False


def _held(sentence: Sentence, i: int, cues: Cues) -> list[int]:
    """Heads of what a forecasting word holds: its clause, infinitive, gerund or event noun."""
    tokens = sentence.tokens
    token = tokens[i]
    places = [i]
    if token.dep in ("acomp", "oprd", "pobj") and token.head != i:
        places.append(tokens[token.head].head if token.dep == "pobj" else token.head)
    found = [
        top
        for place in places
        for c in sentence.children[place]
        if c > i
        for top in _held_by(sentence, token, c, cues)
    ]
    opens = token.tag in ("VBN", "JJ", "VBZ", "VBP", "VBD")
    over = resumed(sentence, i) if opens and not found else None
    if over is not None:
        return [over]
    participle = token.pos == "VERB" and token.tag == "VBN"
    if participle and not found and _foretells_things(token.lemma, cues):
        found.extend(_foretold_subject(sentence, i))
    return found


def _held_by(sentence: Sentence, holder: Token, c: int, cues: Cues) -> list[int]:
    below = sentence.tokens[c]
    foretells = _foretells_things(holder.lemma, cues)
    if below.dep == "prep" and below.lemma == "with" and holder.lemma in cues.threatening:
        inner = sentence.child(c, "pobj")  # "threatened the fleet with fines"
        return [] if inner is None or holder.lemma not in cues.foretold.aiming else [inner]
    if below.dep == "dobj" and holder.pos == "VERB":
        if holder.lemma in cues.threatening and any(
            sentence.tokens[d].lemma == "with" for d in sentence.kids(holder.i, "prep")
        ):
            return []
        alone = (
            holder.dep != "conj" and sentence.child(holder.i, "ccomp", "xcomp", "dative") is None
        )
        given = holder.lemma in cues.foretold.given and below.pos == "NOUN" and alone
        return [c] if foretells or given else []
    if below.dep == "prep" and below.tag == "TO" and holder.tag == "VBN":
        return _misread_infinitive(sentence, c)
    if below.dep == "prep" and below.lemma in ("of", "for", "on", "about", "to"):
        bare = holder.pos == "VERB" and sentence.child(holder.i, "dobj") is None
        aim = bare and below.lemma == "for" and holder.tag != "VBN"
        aim = aim or (below.lemma == "of" and holder.lemma in cues.foretold.prospects)
        inner = sentence.child(c, "pcomp", "pobj") if aim else sentence.child(c, "pcomp")
        return [] if inner is None else [inner]
    if below.dep in ("xcomp", "acl", "advcl"):
        if is_undecided(sentence, c):
            return []
        gerund = below.dep == "xcomp" and below.tag == "VBG" and foretells
        return [c] if gerund or _has_to(sentence, c) else []
    if below.dep == "ccomp" and _is_wished(sentence, c):
        return []  # "proposes that tankers wait"
    if below.dep == "ccomp" and below.tag not in ("VBD", "VBN") and holder.pos != "ADJ":
        return [c] if holder.lemma in cues.forecast_holders else []
    return []


def _misread_infinitive(sentence: Sentence, to: int) -> list[int]:
    """ "are predicted to adversely hit order books": a "to" that the parser took for another."""
    after = next((t for t in sentence.tokens[to + 1 :] if t.pos != "ADV"), None)
    return [after.i] if after is not None and after.tag == "VB" else []


def _is_wished(sentence: Sentence, verb: int) -> bool:
    """A subjunctive after "that": neither modal nor "to" before the bare verb."""
    bare = sentence.tokens[verb].tag in ("VB", "VBP")
    return bare and marker(sentence, verb) == "that" and not sentence.kids(verb, "aux")


def _foretells_things(lemma: str, cues: Cues) -> bool:
    """Whether the verb's object is itself foretold: "predicts a war", "targets a cut"."""
    return cues.forecast_holders.get(lemma) is Stance.PREDICT or lemma in cues.foretold.aiming


def _foretold_subject(sentence: Sentence, verb: int) -> list[int]:
    """ "A visit is expected next month": the subject is what is foretold."""
    token = sentence.tokens[verb]
    subject = token.head if token.dep == "acl" else sentence.child(verb, "nsubjpass")
    return [] if subject is None else [subject]


def _has_to(sentence: Sentence, verb: int) -> bool:
    """An infinitive of the time to come: "to leave", not "to have left"."""
    auxiliaries = [sentence.tokens[c] for c in sentence.kids(verb, "aux")]
    return any(t.tag == "TO" for t in auxiliaries) and all(t.lemma != "have" for t in auxiliaries)


def _inside_another(sentence: Sentence, top: int, tops: dict[int, tuple[int, Stance]]) -> bool:
    """Whether an outcome is part of another: its infinitive, object or noun."""
    tokens = sentence.tokens
    at = top
    while tokens[at].head != at:
        if tokens[at].dep in ("conj", "parataxis", "ccomp"):
            # A clause of its own, unless the one above is only its holder.
            if tokens[at].dep != "conj" and tokens[at].head in tops:
                return tops[tokens[at].head][0] != tokens[at].head
            if tokens[at].dep == "parataxis":
                return False
        at = tokens[at].head
        if at in tops and at != tops[top][0]:
            return True
    return False


def _foretold(sentence: Sentence, top: int, holder: int, kind: Stance, cues: Cues) -> Foretold:
    conditions = conditions_of(sentence, top, cues, future=True)
    if not conditions and holder != top:
        conditions = conditions_of(sentence, holder, cues)
    condition = None
    if conditions:
        under = sentence.subtree(conditions[0])
        condition = trim(sentence, under[0], under[-1] + 1)
    outcome = _outcome(sentence, top, conditions, cues)
    if kind is Stance.PREDICT and holder == top:
        kind = _kind_above(sentence, top, cues)
    return Foretold(
        top, holder, kind, outcome, condition, likelihood_of(sentence, top, holder, cues)
    )


def _kind_above(sentence: Sentence, top: int, cues: Cues) -> Stance:
    """Plan where who acts speaks for themself, threat where a warning sets a condition."""
    subject = subject_of(sentence, top)
    tokens = sentence.tokens
    if subject is not None and tokens[subject].text.lower() in ("i", "we"):
        words = {tokens[c].text.lower() for c in sentence.kids(top, "aux")}
        if words & {"will", "'ll", "shall"}:
            return Stance.PLAN
    head = tokens[tokens[top].head]
    told = tokens[top].dep in ("ccomp", "conj") and _has_speaker(sentence, clause_head(tokens, top))
    if told and speaks_of_itself(sentence, top):
        over = tokens[clause_head(tokens, top)].lemma
        return Stance.THREATEN if over in cues.threatening else Stance.PLAN
    if tokens[top].dep == "ccomp" and head.lemma in cues.threatening:
        return Stance.THREATEN if conditions_of(sentence, top, cues) else Stance.PREDICT
    return Stance.PREDICT


def clause_head(tokens: Sequence[Token], top: int) -> int:
    """What a clause hangs from, over those that it is coordinated with."""
    while tokens[top].dep == "conj" and tokens[top].head != top:
        top = tokens[top].head
    return tokens[top].head


def _has_speaker(sentence: Sentence, verb: int) -> bool:
    return sentence.child(verb, "nsubj") is not None


def _outcome(sentence: Sentence, top: int, conditions: list[int], cues: Cues) -> tuple[int, int]:
    """The clause of the outcome; an infinitive takes in the subject that is raised from it."""
    tokens = sentence.tokens
    if tokens[top].tag == "VB" and is_headline(sentence, top, cues):
        return trim(sentence, 0, len(tokens)) or (top, top + 1)
    leave = set(conditions)
    subject = sentence.child(top, "nsubj", "nsubjpass", "expl")
    if subject is not None:
        leave.update(c for c in sentence.kids(top, "advcl") if c < subject)
    kept = subtree_without(sentence, top, leave)
    start, end = kept[0], kept[-1] + 1
    for c in conditions:
        under = sentence.subtree(c)
        if start <= under[0] < top:
            start = under[-1] + 1
        elif top < under[0] < end:
            end = under[0]
    if tokens[top].dep == "dobj":
        end = _with_its_day(sentence, top, end)
    while start < top and (tokens[start].pos == "PUNCT" or tokens[start].dep == "mark"):
        start += 1
    while end - 1 > top and _is_loose(sentence, start, end):
        end -= 1
    return start, max(end, top + 1)


def _with_its_day(sentence: Sentence, top: int, end: int) -> int:
    """The end with a time that the parser hung from the verb: "promised elections by March"."""
    tokens = sentence.tokens
    for c in sentence.kids(tokens[top].head, "prep", "npadvmod"):
        under = sentence.subtree(c)
        dated = any(tokens[k].ent[2:] in ("DATE", "TIME") for k in under)
        if under[0] == end and dated:
            return under[-1] + 1
    return end


def _is_loose(sentence: Sentence, start: int, end: int) -> bool:
    """Whether the last token is a mark, or a quote mark whose partner lies outside."""
    last = sentence.tokens[end - 1].text
    marks = sum(t.text == '"' for t in sentence.tokens[start:end])
    return last in EDGE_MARKS or (last == '"' and marks % 2 == 1)
