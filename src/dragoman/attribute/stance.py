"""What a source does with the claim, and whether it stands in the source's own words."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.attribute.answering import answer_by_content
from dragoman.attribute.candidate import SILENT, Candidate
from dragoman.attribute.clauses import subject_of
from dragoman.attribute.quotes import Quote
from dragoman.attribute.tree import has_negated_subject, is_negated
from dragoman.lexicon import Cues
from dragoman.lexicon.cues import Cue
from dragoman.model import Quotation, Stance
from dragoman.parse import Sentence

OWN = frozenset({"i", "we", "it", "he", "she", "they"})
ASSERTED = Cue(Stance.ASSERT, "speech")


def cue_of(sentence: Sentence, token: int, cues: Cues) -> Cue:
    """The entry of a cue word, with its particle or preposition where that has one of its own."""
    word = sentence.tokens[token]
    if word.pos == "NOUN":
        return cues.nouns.get(word.lemma, ASSERTED)
    if word.pos == "ADJ":
        return cues.adjectives.get(word.lemma, ASSERTED)
    if word.pos in ("VERB", "AUX"):
        for c in sentence.children[token]:
            below = sentence.tokens[c]
            joined = f"{word.lemma}_{below.lemma}"
            near = below.dep == "prt" or (below.dep == "prep" and c == token + 1)
            if near and joined in cues.verbs:
                return cues.verbs[joined]
        return cues.verbs.get(word.lemma, ASSERTED)
    return cues.adverbs.get(word.text.lower(), ASSERTED)


def is_declining(sentence: Sentence, candidate: Candidate, cues: Cues) -> bool:
    """Refusals to comment and non-confirmations: "declined to say", "has not confirmed"."""
    tokens = sentence.tokens
    lemma = tokens[candidate.cue].lemma
    words = cues.decline
    if candidate.shape == SILENT:
        return True
    if lemma in words.giving and has_no_comment(sentence, candidate.cue, cues) >= 0:
        return True
    if lemma in words.verbs:
        below = sentence.child(candidate.cue, "xcomp", "dobj")
        return below is not None and (
            tokens[below].lemma in words.speech or tokens[below].lemma in words.nouns
        )
    return is_declined_answer(sentence, candidate.cue, cues)


def has_no_comment(sentence: Sentence, verb: int, cues: Cues) -> int:
    """The noun of "had no comment", "made no statement"; -1 where the verb has none such."""
    for c in sentence.kids(verb, "dobj"):
        noun = sentence.tokens[c]
        if noun.lemma in cues.decline.silence and is_negated(sentence, c, cues):
            return c
    return -1


def is_declined_answer(sentence: Sentence, verb: int, cues: Cues) -> bool:
    """A negated verb of answering or confirming: "did not respond", "neither could be verified"."""
    lemma = sentence.tokens[verb].lemma
    words = cues.decline
    if not (
        lemma in words.answers
        or lemma in words.confirming
        or (lemma in words.speech and "would" in _auxiliaries(sentence, verb))
    ):
        return False
    return is_negated(sentence, verb, cues) or has_negated_subject(sentence, verb, cues)


def is_silent(sentence: Sentence, verb: int, cues: Cues) -> bool:
    """ "said nothing", "remained silent": a refusal that tells not even of what."""
    tokens = sentence.tokens
    lemma = tokens[verb].lemma
    if lemma in cues.decline.speech:
        return any(tokens[c].text.lower() == "nothing" for c in sentence.kids(verb, "dobj"))
    mute = sentence.child(verb, "acomp", "oprd")
    return mute is not None and tokens[mute].lemma in cues.decline.mute


def _auxiliaries(sentence: Sentence, verb: int) -> set[str]:
    return {sentence.tokens[c].text.lower() for c in sentence.kids(verb, "aux")}


def stance_of(sentence: Sentence, candidate: Candidate, cues: Cues) -> Stance:
    """The stance of one attribution; docs/explanation/attribution.md gives the decisions."""
    if is_declining(sentence, candidate, cues):
        return Stance.DECLINE
    cue = candidate.cue
    found = cue_of(sentence, cue, cues).stance
    answer = answer_by_content(sentence, candidate, cues)
    if answer is not None:
        return answer
    if candidate.link in ("for", "at"):
        # "called for Cairo to open the crossing", "put the number at 300"
        entry = cues.verbs.get(f"{sentence.tokens[cue].lemma}_{candidate.link}")
        found = entry.stance if entry is not None else found
    token = sentence.tokens[cue]
    if is_negated(sentence, cue, cues):
        if found in (Stance.BELIEVE, Stance.CONFIRM):
            return Stance.DOUBT if found is Stance.BELIEVE else Stance.DENY
        if found is Stance.DENY:
            return Stance.DECLINE
    less = any(
        sentence.tokens[c].lemma in cues.decline.lessening for c in sentence.kids(cue, "advmod")
    )
    if found is Stance.BELIEVE and token.pos == "ADJ" and less:
        return Stance.DOUBT
    if candidate.top < 0:
        return found
    if found is Stance.PREDICT and token.lemma in cues.threatening:
        return _warned(sentence, candidate, found)
    own_subject = sentence.child(candidate.top, "nsubj", "nsubjpass") is not None
    # "wants the port closed" as well
    done = candidate.shape == "ccomp" and sentence.tokens[candidate.top].tag == "VBN"
    done = done and found is Stance.PLAN and not candidate.link
    if (candidate.link == "to" or done) and own_subject:
        # "wants Oslo to pay" asks it of Oslo; "expects trade to double" foretells it.
        return Stance.REQUEST if found is Stance.PLAN else found
    whole = candidate.shape == "dobj+" and sentence.child(cue, "xcomp") is not None
    if whole or candidate.shape in ("xcomp", "dobj+xcomp") or candidate.link == "to":
        return cues.infinitive_stances.get(token.lemma, found)
    return found


def _warned(sentence: Sentence, candidate: Candidate, found: Stance) -> Stance:
    """What a warning is of: what is so already, what the speaker will do, or what will come."""
    top = candidate.top
    finite = sentence.tokens[top].tag in ("VBD", "VBZ", "VBP", "VBN", "VBG")
    modals = [c for c in sentence.kids(top, "aux") if sentence.tokens[c].tag in ("MD", "TO")]
    clause = candidate.shape in ("ccomp", "ccomp<", "host-parataxis", "host-ccomp")
    if clause and finite and not modals:
        return Stance.ASSERT
    if clause and modals and speaks_of_itself(sentence, top):
        return Stance.THREATEN
    return found


def speaks_of_itself(sentence: Sentence, top: int) -> bool:
    """Whether what is told is the speaker's own deed: "said it will send", "he would act"."""
    subject = subject_of(sentence, top)
    if subject is None or sentence.tokens[subject].dep not in ("nsubj", "nsubjpass"):
        return False
    willing = {sentence.tokens[c].text.lower() for c in sentence.kids(top, "aux")}
    deed = sentence.child(top, "auxpass", "acomp", "attr", "expl") is None
    return (
        deed
        and sentence.tokens[top].lemma != "be"
        and sentence.tokens[subject].text.lower() in OWN
        and bool(willing & {"will", "'ll", "shall", "would", "'d", "wo"})
    )


def quotation_of(content: Sequence[tuple[int, int]], quotes: Sequence[Quote]) -> Quotation:
    """Direct where quotations cover nearly all of the content, mixed where some of it."""
    size = sum(b - a for a, b in content)
    held = sum(
        max(0, min(b, end) - max(a, start))
        for a, b in content
        for quote in quotes
        for start, end in quote.parts
    )
    if held == 0 or size == 0:
        return Quotation.INDIRECT
    return Quotation.DIRECT if held >= 0.85 * size else Quotation.MIXED
