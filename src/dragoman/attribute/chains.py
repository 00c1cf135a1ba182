"""Speaker chains: who said it first, through whom it came, the publisher last."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dragoman.attribute.closing import Attribution
from dragoman.attribute.records import NOBODY, SourceDraft
from dragoman.attribute.sources import source_phrase
from dragoman.extract.records import ExtractedReport, Mention, TimeDraft
from dragoman.lexicon import Cues
from dragoman.model import ActorKind
from dragoman.parse import Sentence

CLAUSAL = frozenset({"ROOT", "advcl", "relcl", "acl", "ccomp", "xcomp", "conj", "parataxis"})
NAMED = frozenset({"gazetteer", "ner"})
"""Origins of mentions that name a medium; "reporters" and "local media" are no link of a chain."""

DEFINITE = frozenset({"the", "this", "that"})
LONGEST_BACK = 4
"""Sentences back in which whose "the report" is may be told."""

PUBLISHER = SourceDraft(sentence=-1, head=-1, start=-1, end=-1, cue_start=-1, cue_end=-1)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What chains look at beside the parse, by sentence."""

    sentences: Sequence[Sentence]
    mentions: Mapping[int, Sequence[Mention]]
    times: Mapping[int, Sequence[TimeDraft]]
    publisher: str

    def heads(self, sentence: int) -> frozenset[int]:
        """Head tokens of the sentence's mentions."""
        return frozenset(m.head for m in self.mentions.get(sentence, ()))


def surroundings(extracted: ExtractedReport) -> Surroundings:
    """Sort mentions and times of a report by sentence."""
    mentions: dict[int, list[Mention]] = {}
    for mention in extracted.mentions:
        mentions.setdefault(mention.sentence, []).append(mention)
    times: dict[int, list[TimeDraft]] = {}
    for time in extracted.times:
        times.setdefault(time.sentence, []).append(time)
    parsed = extracted.parsed
    publisher = parsed.report.publisher.casefold()
    return Surroundings(parsed.sentences, mentions, times, publisher)


def links_of(one: Attribution, around: Surroundings, cues: Cues) -> list[SourceDraft]:
    """The sources that one attribution itself names, original speaker first.

    "AP, citing Shin, …" gives Shin before AP; "Shin told SBS" gives SBS after Shin; "an article
    published in The Economist" credits The Economist.
    """
    sentence = around.sentences[one.sentence]
    mentions = around.mentions.get(one.sentence, ())
    time = _stated_at(one, sentence, around.times.get(one.sentence, ()))
    links = [
        _link(sentence, cited, one.cue, -1)
        for cited in _cited(sentence, one, cues)
        if cited != one.candidate.source
    ]
    source = one.candidate.source
    if source == NOBODY and not links:
        links.append(SourceDraft(one.sentence, NOBODY, -1, -1, *one.cue, time))
    elif source != NOBODY and one.source is not None:
        at, head = one.sentence, _author(sentence, source, mentions, cues)
        if head == source:
            at, head = _author_told(one.sentence, source, around, cues)
        span = _whole_name(sentence, source, one.source, mentions)
        links.append(SourceDraft(at, head, *span, *one.cue, time))
    speakers = [h.head for h in links]
    heard = [
        *_spoken_to(sentence, speakers, mentions, cues),
        *_media_told(sentence, one, mentions),
        *_relayed_by(sentence, one, mentions, cues),
    ]
    heads = [m.head for m in heard if m.name.casefold() != around.publisher]
    heads += _stations_told(sentence, one, speakers, mentions, cues)
    heads += _interviewing(sentence, one, cues)
    for head in dict.fromkeys(heads):
        if head != source:
            _insert(links, _link(sentence, head, one.cue, -1), sentence)
    return links


def _insert(links: list[SourceDraft], heard: SourceDraft, sentence: Sentence) -> None:
    """Put a medium behind the one who told it: "citing the minister, who told SBS"."""
    above: set[int] = set()
    at = heard.head
    while sentence.tokens[at].head != at:
        at = sentence.tokens[at].head
        above.add(at)
        if sentence.tokens[at].dep == "relcl":
            above.add(sentence.tokens[at].head)
            break
    else:
        above.clear()
    places = [n for n, link in enumerate(links) if link.head in above]
    links.insert(places[-1] + 1 if places else len(links), heard)


def _whole_name(
    sentence: Sentence, head: int, span: tuple[int, int], mentions: Sequence[Mention]
) -> tuple[int, int]:
    """The source's span, with all of the mention that its head belongs to."""
    for m in mentions:
        if m.start <= head < m.end:
            start, end = sentence.chars(m.start, m.end)
            return min(start, span[0]), max(end, span[1])
    return span


def _link(sentence: Sentence, head: int, cue: tuple[int, int], time: int) -> SourceDraft:
    span = sentence.chars(*source_phrase(sentence, head, head))
    return SourceDraft(sentence.index, head, *span, *cue, time)


def _cited(sentence: Sentence, one: Attribution, cues: Cues) -> list[int]:
    """Whom the source cites, by a participle that hangs from the source or from the cue."""
    tokens = sentence.tokens
    places = [one.candidate.cue]
    if one.candidate.source >= 0:
        places.append(one.candidate.source)
    places.extend(c for p in list(places) for c in sentence.kids(p, "advcl", "acl", "prep", "prt"))
    found = _quoted_one(sentence, one, cues)
    for place in dict.fromkeys(places):
        token = tokens[place]
        if token.lemma in cues.citing and token.tag == "VBG" and place != one.candidate.cue:
            cited = sentence.child(place, "dobj", "pobj")
            cited = _right_after(sentence, place) if cited is None else cited
            if cited is not None:
                found.append(cited)
    return found


def _right_after(sentence: Sentence, i: int) -> int | None:
    """The noun whose phrase begins right behind a token, wherever the parser hung it."""
    found = None
    for token in sentence.tokens[i + 1 :]:
        if token.pos in ("VERB", "AUX", "PUNCT"):
            break
        if token.pos in ("NOUN", "PROPN") and sentence.subtree(token.i)[0] == i + 1:
            found = token.i
    return found


def _quoted_one(sentence: Sentence, one: Attribution, cues: Cues) -> list[int]:
    """ "the agency quoted [the army] as saying": what the content tells, the army said."""
    tokens = sentence.tokens
    cue = tokens[one.candidate.cue]
    if cue.lemma not in cues.citing or cue.tag not in ("VBD", "VBZ", "VBP"):
        return []
    as_saying = any(tokens[c].text.lower() == "as" for c in sentence.kids(cue.i, "prep", "mark"))
    quoted = sentence.child(cue.i, "dobj")
    return [quoted] if as_saying and quoted is not None else []


def _author(sentence: Sentence, source: int, mentions: Sequence[Mention], cues: Cues) -> int:
    """Who stands behind a document that is named as the source: "a report by the ministry"."""
    if sentence.tokens[source].lemma not in cues.documents:
        return source
    under = set(sentence.subtree(source)) - {source}
    named = [m for m in mentions if m.head in under and m.kind is not ActorKind.PLACE]
    # "a report by the ministry seen by Reuters": through whom it came is not who wrote it
    named = [m for m in named if not _relays(sentence, m, cues)] or named
    if not named:
        return source
    named.sort(key=lambda m: (m.kind is not ActorKind.MEDIUM, m.modifier, m.head))
    return named[0].head


def _author_told(sentence: int, source: int, around: Surroundings, cues: Cues) -> tuple[int, int]:
    """Who stands behind "the report", if it was told before whose it is; else the source itself."""
    here = around.sentences[sentence]
    lemma = here.tokens[source].lemma
    definite = {here.tokens[c].text.lower() for c in here.kids(source, "det")}
    if lemma not in cues.documents or not definite & DEFINITE:
        return sentence, source
    for at in range(sentence - 1, max(-1, sentence - 1 - LONGEST_BACK), -1):
        before = around.sentences[at]
        for token in reversed(before.tokens):
            if token.lemma != lemma or token.pos != "NOUN":
                continue
            mentions = around.mentions.get(at, ())
            author = _author(before, token.i, mentions, cues)
            if author == token.i:
                author = _issuer(before, token.i)
            if author in around.heads(at):
                return at, author
            return sentence, source
    return sentence, source


def _issuer(sentence: Sentence, document: int) -> int:
    """Who does something with a text: "Oxfam published a report", "in a letter the union said"."""
    tokens = sentence.tokens
    at = document
    while tokens[at].dep in ("pobj", "prep", "dobj", "conj") and tokens[at].head != at:
        at = tokens[at].head
        subject = sentence.child(at, "nsubj") if tokens[at].pos == "VERB" else None
        if subject is not None:
            return subject
    return document


def _media_told(sentence: Sentence, one: Attribution, mentions: Sequence[Mention]) -> list[Mention]:
    """Media that were spoken to: "told SBS", "in an interview with Yonhap"."""
    tokens = sentence.tokens
    cue = one.candidate.cue
    found = []
    for m in mentions:
        if m.kind is not ActorKind.MEDIUM or m.modifier or m.origin not in NAMED:
            continue
        place = tokens[m.head].start
        spans = [*one.content, *([one.source] if one.source else [])]
        if any(a <= place < b for a, b in spans):
            continue
        at, hops = m.head, 5
        while (
            hops
            and at != cue
            and tokens[at].dep
            in (
                "dobj",
                "dative",
                "pobj",
                "prep",
                "npadvmod",
                "advcl",
                "appos",
                "compound",
            )
        ):
            at = tokens[at].head
            hops -= 1
        if at == cue and tokens[m.head].head != m.head:
            found.append(m)
    return found


def _stations_told(
    sentence: Sentence,
    one: Attribution,
    speakers: Sequence[int],
    mentions: Sequence[Mention],
    cues: Cues,
) -> list[int]:
    """Media that no list names but a noun does: "told state television", "the station Mtavari"."""
    tokens = sentence.tokens
    known = {m.head for m in _named_media(mentions)}
    found = []
    for token in tokens:
        if token.dep not in ("dobj", "dative", "pobj") or token.i in known:
            continue
        verb = tokens[token.head]
        verb = tokens[verb.head] if verb.dep in ("prep", "dative") else verb
        aside = verb.dep == "relcl" and verb.head in speakers
        if verb.lemma not in cues.telling or token.i <= verb.i:
            continue
        if verb.i != one.candidate.cue and not aside:
            continue
        beside = [tokens[c].lemma.lower() for c in sentence.kids(token.i, "appos", "compound")]
        named = token.pos == "PROPN" and bool(cues.stations & set(beside))
        if not (named or token.lemma.lower() in cues.stations):
            continue
        if sentence.child(token.i, "appos") in known:
            continue
        if any(tokens[c].text.lower() == "this" for c in sentence.kids(token.i, "det")):
            continue  # "told this newspaper": the publisher
        found.append(token.i)
    return found


def _interviewing(sentence: Sentence, one: Attribution, cues: Cues) -> list[int]:
    """Who is named behind "in an interview with", known as a medium or not; no person."""
    tokens = sentence.tokens
    found = []
    for token in tokens:
        if token.dep != "pobj" or token.lemma not in cues.interviews:
            continue
        place = tokens[token.head]
        if any(a <= token.start < b for a, b in one.content):
            continue
        if place.lemma != "in" or place.head != one.candidate.cue:
            continue
        for prep in sentence.kids(token.i, "prep"):
            with_whom = sentence.child(prep, "pobj") if tokens[prep].lemma == "with" else None
            if with_whom is not None and tokens[with_whom].pos == "PROPN":
                person = tokens[with_whom].ent[2:] == "PERSON"
                found += [] if person else [with_whom]
    return found


def _spoken_to(
    sentence: Sentence, heads: Sequence[int], mentions: Sequence[Mention], cues: Cues
) -> list[Mention]:
    """Media that a source is said to have told: "citing the minister, who told SBS"."""
    tokens = sentence.tokens
    found = []
    for m in _named_media(mentions):
        at = tokens[m.head].head if tokens[m.head].dep in ("appos", "compound") else m.head
        verb = tokens[at].head
        verb = tokens[verb].head if tokens[verb].dep in ("prep", "dative") else verb
        told = tokens[verb].lemma in cues.telling and tokens[verb].dep == "relcl"
        if told and tokens[verb].head in heads and tokens[at].dep in ("dobj", "pobj", "dative"):
            found.append(m)
    return found


def _relayed_by(
    sentence: Sentence, one: Attribution, mentions: Sequence[Mention], cues: Cues
) -> list[Mention]:
    """Media through whom the words came: "quoted by the daily", "in a report seen by Reuters"."""
    tokens = sentence.tokens
    found = []
    for m in _named_media(mentions):
        verb = tokens[_relaying_verb(sentence, m)]
        if not _relays(sentence, m, cues):
            continue
        if any(a <= verb.start < b for a, b in one.content):
            continue
        place, hops = verb.i, 5
        while hops and place not in (one.candidate.source, one.candidate.cue):
            if tokens[place].dep not in ("acl", "relcl", "appos", "pobj", "prep", "advcl"):
                break
            place = tokens[place].head
            hops -= 1
        if place in (one.candidate.source, one.candidate.cue):
            found.append(m)
    return found


def _relaying_verb(sentence: Sentence, m: Mention) -> int:
    """The verb that a mention is the agent of, if it is one."""
    tokens = sentence.tokens
    at = tokens[m.head].head if tokens[m.head].dep in ("appos", "compound") else m.head
    return tokens[tokens[at].head].head


def _relays(sentence: Sentence, m: Mention, cues: Cues) -> bool:
    """Whether a mention is a medium through whom a text came: "seen by Reuters"."""
    tokens = sentence.tokens
    at = tokens[m.head].head if tokens[m.head].dep in ("appos", "compound") else m.head
    verb = tokens[_relaying_verb(sentence, m)]
    by = tokens[tokens[at].head].dep == "agent"
    medium = m.kind is ActorKind.MEDIUM
    return by and medium and verb.tag == "VBN" and verb.lemma in cues.relaying


def _named_media(mentions: Sequence[Mention]) -> list[Mention]:
    return [
        m for m in mentions if m.kind is ActorKind.MEDIUM and not m.modifier and m.origin in NAMED
    ]


def _stated_at(one: Attribution, sentence: Sentence, times: Sequence[TimeDraft]) -> int:
    """The time expression that hangs from the cue, outside the content."""
    tokens = sentence.tokens
    for time in times:
        start, end = sentence.chars(time.start, time.end)
        if any(a < end and start < b for a, b in one.content):
            continue
        at, hops = time.end - 1, 6
        while hops and at != one.candidate.cue and tokens[at].dep not in CLAUSAL:
            at = tokens[at].head
            hops -= 1
        if at in (one.candidate.cue, one.candidate.source):
            return time.index
    return -1
