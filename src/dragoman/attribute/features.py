"""What is known of a candidate, as named features for the weights to add up."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from dragoman.attribute.candidate import Candidate
from dragoman.attribute.quotes import Quote
from dragoman.attribute.records import NOBODY
from dragoman.attribute.tree import is_negated
from dragoman.lexicon import Cues
from dragoman.parse import Sentence

LIMITS: Final = (1, 2, 4, 8, 16)
LENGTHS: Final = ("1", "2", "4", "8", "16", "17")
"""Names of the lengths up to each limit, and of all beyond the last."""


def features_of(
    sentence: Sentence, candidate: Candidate, cues: Cues, quotes: Sequence[Quote]
) -> list[str]:
    """Feature names of one candidate; each counts once.

    Args:
        quotes: the quotations that touch the sentence.
    """
    tokens = sentence.tokens
    cue = tokens[candidate.cue]
    shape = candidate.shape
    link = candidate.link
    lemma = cue.lemma
    known = _known(cue.pos, lemma, cues)
    source = _source_kind(sentence, candidate.source)
    word = f"{lemma}/{cue.pos[0]}"
    quoted = _quoted(sentence, candidate, quotes)
    found = [
        f"s={shape}",
        f"sl={shape}+{link}",
        f"w={word}",
        f"ws={word}+{shape}",
        f"wl={word}+{link}",
        f"wsl={word}+{shape}+{link}",
        f"k={known}",
        f"ks={known}+{shape}",
        f"kl={known}+{link}+{shape}",
        f"src={source}",
        f"srcs={source}+{shape}",
        f"srck={source}+{known}",
        f"tag={cue.tag}+{shape}",
        f"dep={cue.dep}+{shape}",
        f"q={quoted}",
        f"qs={quoted}+{shape}",
        f"qk={quoted}+{known}",
    ]
    if cue.head != cue.i:
        above = tokens[cue.head]
        found.append(f"up={above.lemma}+{cue.dep}")
        found.append(f"upk={_known(above.pos, above.lemma, cues)}+{cue.dep}+{known}")
    if candidate.source >= 0:
        found.append(f"who={tokens[candidate.source].lemma}")
    _about_content(sentence, candidate, word, known, found)
    _about_group(sentence, candidate, cues, known, found)
    return found


def _known(pos: str, lemma: str, cues: Cues) -> str:
    """The class of a word: its stance and manner as a cue, or its class as a predicate."""
    table, embedders = (
        (cues.nouns, "nouns")
        if pos == "NOUN"
        else (cues.adjectives, "adjectives")
        if pos == "ADJ"
        else (cues.verbs, "verbs")
    )
    cue = table.get(lemma)
    if cue is not None:
        return f"{cue.stance.value}.{cue.manner}"
    embedder = cues.embedders[embedders].get(lemma)
    return embedder.name if embedder is not None else "-"


def _source_kind(sentence: Sentence, source: int) -> str:
    if source == NOBODY:
        return "none"
    token = sentence.tokens[source]
    if token.pos == "PRON":
        return f"pron:{token.text.lower()}"
    if token.ent:
        return token.ent[2:]
    return f"{token.pos}:{token.tag}"


def _quoted(sentence: Sentence, candidate: Candidate, quotes: Sequence[Quote]) -> str:
    """Whether the content is a quotation, holds one, or the cue itself stands in one."""
    if not quotes:
        return "-"
    at = sentence.tokens[candidate.cue].start
    start, end = at, at
    if candidate.content:
        start, end = sentence.chars(candidate.content[0][0], candidate.content[-1][1])
    state, held, opens, whole = "", False, False, False
    for quote in quotes:
        for a, b in quote.parts:
            if a <= at < b:
                state = "in"
            held = held or (start <= a and b <= end + 1)
            opens = opens or -1 <= a - start <= 1
            whole = whole or (a <= start + 1 and end <= b)
    if not candidate.content:
        return state + "next"
    return state + ("whole" if whole else "opens" if opens else "holds" if held else "no")


def _about_content(
    sentence: Sentence, candidate: Candidate, word: str, known: str, found: list[str]
) -> None:
    if candidate.top < 0:
        return
    tokens = sentence.tokens
    top = tokens[candidate.top]
    shape = candidate.shape
    size = sum([b - a for a, b in candidate.content])
    length = LENGTHS[bisect_left(LIMITS, size)]
    lemma = top.lemma
    found += (
        f"n={length}+{shape}",
        f"nk={length}+{known}",
        f"top={top.pos}+{shape}",
        f"topk={top.tag}+{known}",
        f"tl={lemma}",
        f"tls={lemma}+{shape}",
        f"wt={word}+{lemma}",
    )
    if top.ent:
        found.append(f"te={top.ent[2:]}+{known}")
        found.append(f"tew={top.ent[2:]}+{word}")
    if len(candidate.content) > 1:
        found.append(f"split+{shape}")


def _about_group(
    sentence: Sentence, candidate: Candidate, cues: Cues, known: str, found: list[str]
) -> None:
    """Auxiliaries, negation, and what else hangs from the cue."""
    tokens = sentence.tokens
    deps: set[str] = set()
    beside: list[str] = []
    for c in sentence.children[candidate.cue]:
        token = tokens[c]
        dep = token.dep
        if dep in ("aux", "auxpass"):
            beside.append(f"aux={token.lemma}+{known}")
            continue
        if dep == "prt":
            beside.append(f"prt={tokens[candidate.cue].lemma}_{token.lemma}")
        if token.pos not in ("PUNCT", "SPACE"):
            deps.add(dep)
    others = sorted(deps)
    found.append(f"kids={'+'.join(others)}")
    found += [f"kid={dep}+{candidate.shape}" for dep in others]
    found += beside
    if is_negated(sentence, candidate.cue, cues):
        found.append(f"neg={known}")
    if tokens[-1].text not in (".", "!", "?", '"', "'"):
        found.append(f"title={candidate.shape}")
    if candidate.cue > 0:
        found.append(f"first={candidate.cue < 3}")
