"""What a verb offers as content: clause, infinitive, objects, subject, the clause around it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from dragoman.attribute.candidate import SILENT, Candidate, mark_of, takes_things
from dragoman.attribute.records import NOBODY
from dragoman.attribute.sources import source_of_verb
from dragoman.attribute.stance import has_no_comment, is_declined_answer, is_silent
from dragoman.attribute.tree import (
    RELATIVES,
    SUBJECTS,
    is_passive,
    runs,
    subtree_without,
    trim,
    verb_group,
)
from dragoman.lexicon import Cues
from dragoman.parse import Sentence

LOOSE: Final = ("oprd", "advcl", "advmod", "npadvmod", "intj", "acomp", "attr", "dep")
REST: Final = frozenset({"prep", "xcomp", "oprd", "advcl", "dative", "agent", "acl"})


@dataclass(frozen=True, slots=True)
class _Verb:
    """A verb that may be a cue, with what hangs from it."""

    sentence: Sentence
    verb: int
    start: int
    end: int
    source: int
    by_dep: dict[str, list[int]]
    leave: frozenset[int]
    """Tokens of cue and source, which no content takes in."""

    def offer(self, shape: str, top: int, under: Iterable[int], link: str = "") -> list[Candidate]:
        """A candidate with the tokens ``under`` as its content, if anything is left of them."""
        content = runs(self.sentence, under, self.leave)
        if not content:
            return []
        return [Candidate(self.verb, self.start, self.end, shape, self.source, top, content, link)]


def verb_candidates(sentence: Sentence, verb: int, cues: Cues) -> Iterator[Candidate]:
    """Candidates with one verb as their cue, one for each way to cut the content."""
    tokens = sentence.tokens
    by_dep: dict[str, list[int]] = {}
    for c in sentence.children[verb]:
        by_dep.setdefault(tokens[c].dep, []).append(c)
    source = source_of_verb(sentence, verb, cues)
    group = verb_group(sentence, verb)
    leave = frozenset({verb, *range(*group), *_part_of_source(sentence, verb, source)})
    v = _Verb(sentence, verb, *group, source, by_dep, leave)
    clauses = by_dep.get("ccomp", ())
    before = [c for c in clauses if c < verb]
    if before:
        # "The talks may fail, but the truce will hold, [the envoy said]" has two of them.
        under = sorted(i for c in before for i in sentence.subtree(c))
        yield from v.offer("ccomp<", before[-1], under, mark_of(sentence, before[0]))
    for c in clauses:
        if c > verb and not _is_aside(sentence, verb, c):
            under = _from_its_mark(sentence, verb, c)
            yield from v.offer("ccomp", c, under, mark_of(sentence, c))
    for c in by_dep.get("parataxis", ()):
        yield from v.offer("paratax", c, sentence.subtree(c))
    objects = [c for c in by_dep.get("dobj", ()) if tokens[c].tag not in RELATIVES and c != source]
    yield from _infinitives(v, objects, cues)
    things = takes_things(tokens[verb], cues)
    if things:
        yield from _objects(v, objects)
    if v.end == verb + 1 and tokens[verb].lemma in cues.decline.giving:
        silent = has_no_comment(sentence, verb, cues)
        if silent >= 0:
            yield from _without_comment(v, silent)
    said = bool(objects or by_dep.get("ccomp") or by_dep.get("xcomp"))
    if is_silent(sentence, verb, cues) or (not said and is_declined_answer(sentence, verb, cues)):
        yield from _silence(v)
    used = bool(objects or by_dep.get("ccomp") or by_dep.get("xcomp"))
    yield from _others(v, used)
    if things:
        # "Oslo agrees, the envoy was quoted [as saying]": what was said stands before.
        told_before = bool(before) and is_passive(sentence, verb)
        preps = [] if told_before else by_dep.get("prep", [])
        yield from _verb_prepositions(sentence, verb, preps, source, group, leave)
        yield from _verb_subjects(sentence, verb, by_dep, source, group)
    yield from _verb_hosts(sentence, verb, source, group, used)
    if not by_dep.get("ccomp"):
        yield from _verb_flat(sentence, verb, source, group)
    yield from _verb_colon(sentence, verb, source, group)


def _without_comment(v: _Verb, noun: int) -> Iterator[Candidate]:
    """ "had no comment on the strike": the noun belongs to the cue, what it is on is content."""
    sentence = v.sentence
    about = [c for c in sentence.kids(noun, "prep") if c > noun]
    top = about[0] if about else noun
    content = runs(sentence, sentence.subtree(top))
    yield Candidate(v.verb, v.start, noun + 1, "dobj", v.source, top, content)


def _silence(v: _Verb) -> Iterator[Candidate]:
    """ "has not commented", "said nothing", "remained silent": nothing but the cue."""
    end = v.end
    mute = [c for c in v.sentence.kids(v.verb, "dobj", "acomp", "oprd") if c == end]
    end = mute[0] + 1 if mute else end
    yield Candidate(v.verb, v.start, end, SILENT, v.source, v.verb, ((v.start, end),))


def _infinitives(v: _Verb, objects: Sequence[int], cues: Cues) -> Iterator[Candidate]:
    """ "vowed to stay", "asked [them to stay]", "[the army] is said [to stay]"."""
    sentence = v.sentence
    passive = is_passive(sentence, v.verb)
    for c in v.by_dep.get("xcomp", ()):
        link = mark_of(sentence, c)
        under = sentence.subtree(c)
        yield from v.offer("xcomp", c, under, link)
        if objects and objects[0] < c:
            whole = sorted([*sentence.subtree(objects[0]), *under])
            yield from v.offer("dobj+xcomp", c, whole, link)
        elif passive or sentence.tokens[v.verb].lemma in cues.raising:
            for s in [*v.by_dep.get("nsubjpass", ()), *v.by_dep.get("nsubj", ())][:1]:
                whole = sorted({*sentence.subtree(s), *under})
                content = runs(sentence, whole, range(v.start, v.end))
                who = v.source if passive else NOBODY
                yield Candidate(v.verb, v.start, v.end, "subj+xcomp", who, c, content, link)


def _objects(v: _Verb, objects: Sequence[int]) -> Iterator[Candidate]:
    """The object alone, and with the complements that go with it."""
    sentence = v.sentence
    for c in objects:
        yield from v.offer("dobj", c, sentence.subtree(c))
        rest = [k for k in sentence.children[v.verb] if k > c and _goes_with_object(sentence, k)]
        if rest:
            whole = sorted(i for k in (c, *rest) for i in sentence.subtree(k))
            yield from v.offer("dobj+", c, whole, sentence.tokens[rest[0]].text.lower())


def _others(v: _Verb, used: bool) -> Iterator[Candidate]:
    """Looser complements, adverbial ones only where there is no clause or object."""
    if v.by_dep.keys().isdisjoint(LOOSE):
        return
    copula = v.sentence.tokens[v.verb].lemma == "be"
    for label in LOOSE:
        if (copula and label in ("acomp", "attr")) or (used and label in ("advcl", "advmod")):
            continue
        for c in v.by_dep.get(label, ()):
            if c > v.verb:
                yield from v.offer(label, c, v.sentence.subtree(c), mark_of(v.sentence, c))


def _goes_with_object(sentence: Sentence, k: int) -> bool:
    """Whether a later complement belongs to the content with the object ("described X as Y")."""
    token = sentence.tokens[k]
    return token.dep in REST and not (token.dep == "advcl" and token.tag == "VBG")


def _from_its_mark(sentence: Sentence, verb: int, clause: int) -> list[int]:
    """The clause's tokens from its "that" on: "told [The Times] that" leaves The Times out."""
    under = sentence.subtree(clause)
    if clause < verb:
        return under
    for c in sentence.children[clause]:
        if sentence.tokens[c].dep == "mark" and sentence.tokens[c].text.lower() == "that":
            return [i for i in under if i >= c]
    return under


def _is_aside(sentence: Sentence, verb: int, clause: int) -> bool:
    """A relative clause taken for content: "told Channel 7, [which passed it on]"."""
    tokens = sentence.tokens
    first = sentence.subtree(clause)[0]
    return (
        verb + 1 < first
        and tokens[first].text.lower() == "which"
        and (tokens[first - 1].text == ",")
    )


def _part_of_source(sentence: Sentence, verb: int, source: int) -> list[int]:
    """Tokens of a source that stands inside the content's clause: '"A," said X, "B."'"""
    if source < 0 or sentence.tokens[source].head != verb:
        return []
    return sentence.subtree(source)


def _verb_prepositions(
    sentence: Sentence,
    verb: int,
    preps: Sequence[int],
    source: int,
    group: tuple[int, int],
    leave: frozenset[int],
) -> Iterator[Candidate]:
    tokens = sentence.tokens
    for p in preps:
        if p < verb:
            continue
        c = sentence.child(p, "pobj", "pcomp", "prep")
        if c is None:
            continue
        if tokens[c].dep == "prep":
            c = sentence.child(c, "pobj", "pcomp")
            if c is None:
                continue
        content = runs(sentence, sentence.subtree(c), leave)
        shape = "prep" if tokens[c].dep == "pobj" else "prep-ing"
        end = p + 1 if p == group[1] else group[1]
        if content:
            yield Candidate(verb, group[0], end, shape, source, c, content, tokens[p].text.lower())


def _verb_subjects(
    sentence: Sentence,
    verb: int,
    by_dep: dict[str, list[int]],
    source: int,
    group: tuple[int, int],
) -> Iterator[Candidate]:
    """What a passive says of its subject: "The plan was criticised by Ankara"."""
    tokens = sentence.tokens
    for s in by_dep.get("nsubjpass", ()):
        top = s
        if tokens[s].tag in RELATIVES:
            if tokens[verb].dep != "relcl":
                continue
            top = tokens[verb].head
        content = runs(sentence, subtree_without(sentence, top, {verb}))
        if content:
            yield Candidate(verb, *group, "subject", source, top, content)
    if tokens[verb].dep == "acl" and tokens[verb].tag == "VBN":
        top = tokens[verb].head
        content = runs(sentence, subtree_without(sentence, top, {verb}))
        if content:
            yield Candidate(verb, *group, "noun-before", source, top, content)


def _verb_hosts(
    sentence: Sentence, verb: int, source: int, group: tuple[int, int], used: bool
) -> Iterator[Candidate]:
    """A cue put into or after the clause it speaks of: "…, analysts say.", "as Kyiv claims"."""
    tokens = sentence.tokens
    token = tokens[verb]
    head = token.head
    if head == verb:
        return
    if token.dep in ("parataxis", "advcl", "ccomp", "dep", "conj") and not used:
        if token.dep == "advcl" and mark_of(sentence, verb) not in ("as", ""):
            return
        kept = subtree_without(sentence, head, {verb})
        if token.dep == "parataxis" and verb < head:
            # "Reuters, citing officials, [says] the convoy will leave"
            kept = [i for i in kept if i > verb]
        content = runs(sentence, kept, range(*group))
        if content:
            beside = token.dep == "conj" and _stands_beside(sentence, verb)
            shape = f"host-{'parataxis' if beside else token.dep}"
            yield Candidate(verb, *group, shape, source, head, content, mark_of(sentence, verb))
    elif token.dep == "relcl" and not used:
        subjects = [c for c in sentence.children[verb] if tokens[c].dep in SUBJECTS]
        if subjects and tokens[subjects[0]].tag not in RELATIVES:
            content = runs(sentence, subtree_without(sentence, head, {verb}))
            if content:
                yield Candidate(verb, *group, "relative", source, head, content)


def _stands_beside(sentence: Sentence, verb: int) -> bool:
    """Whether the parser coordinates a clause that nothing joins: "Two died, the AP reported"."""
    joined = sentence.child(sentence.tokens[verb].head, "cc") is not None
    return not joined and sentence.child(verb, "nsubj") is not None


def _verb_flat(
    sentence: Sentence, verb: int, source: int, group: tuple[int, int]
) -> Iterator[Candidate]:
    """A clause after "that" which the parser hung elsewhere: the rest of the sentence."""
    tokens = sentence.tokens
    after = group[1]
    if after + 1 >= len(tokens) or tokens[after].text.lower() != "that":
        return
    if tokens[after].tag == "IN" and not any(c > after for c in sentence.children[verb]):
        content = trim(sentence, after, len(tokens))
        if content is not None:
            yield Candidate(verb, *group, "flat", source, after + 1, (content,), "that")


def _verb_colon(
    sentence: Sentence, verb: int, source: int, group: tuple[int, int]
) -> Iterator[Candidate]:
    """A cue whose sentence ends in a colon: the content is what follows."""
    tokens = sentence.tokens
    if tokens[-1].text == ":" and not any(t.text == ":" for t in tokens[verb + 1 : -1]):
        yield Candidate(verb, *group, "next", source, -1, (), ":")
