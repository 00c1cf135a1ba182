"""What is said of a source without a name: how many, in what office, of what, and why unnamed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from dragoman.attribute.records import SourceDraft, StatementDraft, UnnamedDraft
from dragoman.attribute.tree import VERBAL
from dragoman.lexicon import Cues
from dragoman.parse import Sentence

COUNTING: Final = frozenset({"a", "an", "one", "few", "several", "many", "most", "some"})
LINKING: Final = frozenset({"of", "in", "at", "from", "with", "to", "along", "for", "close"})
REASONS: Final = frozenset({"because", "since", "as", "for", "due", "citing", "given", "to"})


def with_unnamed(
    drafts: Sequence[StatementDraft], sentences: Sequence[Sentence], cues: Cues
) -> list[StatementDraft]:
    """Describe the original speaker of each statement where the words give no name."""
    known: dict[tuple[int, int], UnnamedDraft | None] = {}
    found = []
    for draft in drafts:
        first = draft.sources[0]
        key = (first.sentence, first.head)
        if first.head >= 0 and key not in known:
            known[key] = _described(sentences, first, cues)
        told = known.get(key)
        if told is not None:
            draft = replace(draft, sources=(replace(first, unnamed=told), *draft.sources[1:]))
        found.append(draft)
    return found


def _described(
    sentences: Sequence[Sentence], source: SourceDraft, cues: Cues
) -> UnnamedDraft | None:
    sentence = sentences[source.sentence]
    token = sentence.tokens[source.head]
    if token.pos != "NOUN" or token.ent[2:] in ("ORG", "GPE", "PERSON"):
        return None
    if token.lemma not in cues.people or _is_named(sentence, token.i):
        return None
    definite = {sentence.tokens[c].text.lower() for c in sentence.kids(token.i, "det", "poss")}
    if token.lemma in cues.offices and token.tag == "NN" and not definite & COUNTING:
        return None  # "the foreign minister": the office tells who
    first, last = _role(sentence, token.i)
    return UnnamedDraft(
        number=_number(sentence, token.i),
        role=sentence.chars(first, last),
        of=_body(sentence, token.i),
        why=_why(sentences, source, cues),
    )


def _is_named(sentence: Sentence, head: int) -> bool:
    """ "the spokesman, Jan Novak", "army chief Ito": a name stands beside the noun."""
    tokens = sentence.tokens
    beside = [*sentence.kids(head, "appos", "compound"), *sentence.kids(head, "nmod")]
    return any(tokens[c].ent[2:] == "PERSON" for c in beside)


def _number(sentence: Sentence, head: int) -> tuple[int, int] | None:
    tokens = sentence.tokens
    for c in sentence.kids(head, "nummod", "det", "amod", "predet"):
        if tokens[c].tag == "CD" or tokens[c].text.lower() in COUNTING:
            return sentence.chars(c, c + 1)
    return None


def _role(sentence: Sentence, head: int) -> tuple[int, int]:
    """The noun with the words right before it that are no names, figures or articles."""
    tokens = sentence.tokens
    start = head
    while start and tokens[start - 1].dep in ("amod", "compound") and not tokens[start - 1].ent:
        start -= 1
    return start, head + 1


def _body(sentence: Sentence, head: int) -> tuple[int, int] | None:
    """Of what country or body: "Western", "the foreign ministry's", "at the plant"."""
    tokens = sentence.tokens
    for c in sentence.kids(head, "poss", "amod", "compound", "nmod"):
        if tokens[c].dep == "poss" or tokens[c].ent:
            under = [i for i in sentence.subtree(c) if tokens[i].dep != "case"]
            return sentence.chars(under[0], under[-1] + 1)
    for c in sentence.kids(head, "prep"):
        inner = sentence.child(c, "pobj")
        if tokens[c].lemma in LINKING and inner is not None:
            under = sentence.subtree(inner)
            return sentence.chars(under[0], under[-1] + 1)
    return None


def _why(sentences: Sequence[Sentence], source: SourceDraft, cues: Cues) -> tuple[int, int] | None:
    """Why unnamed: in the source's own sentence, or where the next one says it of "they"."""
    here = _reason(sentences[source.sentence], cues)
    after = source.sentence + 1
    if here is None and after < len(sentences):
        following = sentences[after]
        if following.tokens[0].text in ("They", "He", "She", "Both", "All"):
            here = _reason(following, cues)
    return here


def _reason(sentence: Sentence, cues: Cues) -> tuple[int, int] | None:
    words = [t.text.lower() for t in sentence.tokens]
    if {phrase[0] for phrase in cues.anonymity}.isdisjoint(words):
        return None
    for phrase in cues.anonymity:
        for at in range(len(words) - len(phrase) + 1):
            if tuple(words[at : at + len(phrase)]) == phrase:
                return sentence.chars(at, _end_of_reason(sentence, at + len(phrase)))
    return None


def _end_of_reason(sentence: Sentence, at: int) -> int:
    """The end of "because they feared reprisals", where it follows; else ``at``."""
    tokens = sentence.tokens
    if at >= len(tokens) or tokens[at].text.lower() not in REASONS:
        return at
    end = at
    while end < len(tokens) and tokens[end].text not in ",;.":
        end += 1
        if end < len(tokens) and tokens[end].pos in VERBAL and tokens[end].dep == "ROOT":
            return at
    return end
