"""Which lines are body: the line model, and the few lines that settle themselves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dragoman.model import FurnitureKind
from dragoman.read.kinds import is_date_line, is_title_line
from dragoman.read.language import main_script, of_script
from dragoman.read.layout import Layout
from dragoman.read.layout_model import weigh_layout
from dragoman.read.line_model import load_line_model
from dragoman.read.records import Line
from dragoman.read.shape import CLOSED, content_words, scripts, word_count
from dragoman.read.words import Signs

FEW_LINES: Final = 3
"""A text of so few lines is no flattened page."""
FEWEST_TOLD: Final = 10
"""Spaces in a line from which the words of a prompt are likelier told than said."""

LEAST_CHANCE: Final = 0.5
LIKELIEST: Final = 0.6
"""Of the likeliest line's chance: a page on which none is likely still tells of something."""

PROMPT_CHANCE: Final = 0.9
"""A line that holds the words of a prompt must look that much like body to be kept."""

PROMPTS: Final = frozenset(
    {FurnitureKind.SHARE, FurnitureKind.SUBSCRIPTION, FurnitureKind.EDITORS_NOTE}
)
PROMPT_WORDS: Final = 60
FOREIGN_WORDS: Final = 3
ALPHABETS: Final = frozenset({"Latn", "Cyrl", "Grek"})
OWN_SHARE: Final = 0.7
STORY_SHARE: Final = 0.7
SURE: Final = 0.8
FEWEST_SURE: Final = 3
BREAKS: Final = PROMPTS | {FurnitureKind.TEASER, FurnitureKind.CLOCK}
GAP: Final = 3
SMALL: Final = 0.25
FEW_SHARED: Final = 0.25
FEWER_SHARED: Final = 0.2
"""Share of a group's, and of a line's, content words that a part of the story has in common."""


def judge_lines(lines: Sequence[Line], signs: Signs, layout: Layout | None = None) -> list[bool]:
    """Tell for each line whether it is body.

    A page's markup has a say where there is one. Whatever the model says, a line that is a
    date, or fits a whole-line sign, is furniture, and so is one in another script than the
    body's.
    """
    if len(lines) <= FEW_LINES:
        return _of_few(lines, signs)
    model = load_line_model()
    least = LEAST_CHANCE
    if layout is None:
        chances = model.chances(lines, signs)
    else:
        chances = weigh_layout(lines, layout, model.tree_chances(lines, signs))
        least = min(least, LIKELIEST * float(chances.max()))
    body = [
        bool(chance >= least) and not _settled(line, float(chance), signs)
        for chance, line in zip(chances, lines, strict=True)
    ]
    script = main_script(lines, body)
    body = [b and not _is_foreign(line, script) for line, b in zip(lines, body, strict=True)]
    body = drop_doubtful_ends(lines, body, chances.tolist(), signs)
    body = drop_strays(lines, body)
    return body if any(body) else _of_few(lines, signs)


def _of_few(lines: Sequence[Line], signs: Signs) -> list[bool]:
    """The body of a text without a page around it: what no sign settles, else all of it.

    The model judges a line by its page. A lone paragraph, as people paste it and as data sets
    give it, has none; neither has a text in which the model finds no body at all.
    """
    settled = [
        signs.whole_kind(line.text) is not None
        or is_date_line(line.text)
        or (line.text.count(" ") < FEWEST_TOLD and signs.part_kind(line.text) in PROMPTS)
        for line in lines
    ]
    told = [not s and word_count(line.text) > 1 for s, line in zip(settled, lines, strict=True)]
    return told if any(told) else [True] * len(lines)


def _settled(line: Line, chance: float, signs: Signs) -> bool:
    if signs.whole_kind(line.text) is not None or is_date_line(line.text):
        return True
    if chance >= PROMPT_CHANCE or line.text.count(" ") >= PROMPT_WORDS:
        return False
    return signs.part_kind(line.text) in PROMPTS


def _is_foreign(line: Line, script: str) -> bool:
    """Whether a line is in another script than the body.

    Japanese and Chinese prose holds Latin names, so that there most letters decide; in
    alphabets a few foreign letters are a name, three in ten are a sentence.
    """
    if script == "Latn" and line.text.isascii():
        return False
    if word_count(line.text) < FOREIGN_WORDS:
        return False
    if script not in ALPHABETS:
        return not of_script(line.text, script)
    counts = scripts(line.text)
    return counts[script] < OWN_SHARE * sum(counts.values())


def drop_doubtful_ends(
    lines: Sequence[Line], body: Sequence[bool], chances: Sequence[float], signs: Signs
) -> list[bool]:
    """Take out doubtful lines before and after all sure ones that tell of something else.

    Where a story ends, teasers of others begin; a line there that the model doubts, with a
    button or a heading of teasers between it and the sure lines, must share words with them.
    """
    sure = [n for n, b in enumerate(body) if b and chances[n] >= SURE]
    if len(sure) < FEWEST_SURE:
        return list(body)
    kept = list(body)
    parted = []
    for n, is_body in enumerate(body):
        if not is_body or chances[n] >= SURE:
            continue
        between = lines[n : sure[0]] if n < sure[0] else lines[sure[-1] : n]
        if any(signs.whole_kind(x.text) in BREAKS for x in between):
            parted.append(n)
    if not parted:
        return kept
    story = set().union(*(content_words(lines[n].text) for n in sure))
    for n in parted:
        words = content_words(lines[n].text)
        kept[n] = len(words & story) >= FEWER_SHARED * len(words)
    return kept


def drop_strays(lines: Sequence[Line], body: Sequence[bool]) -> list[bool]:
    """Take out small groups of body lines that stand apart and tell of something else.

    Groups are parted by more than ``GAP`` lines of furniture. The largest is the story; a
    small one that shares few of its words is the blurb of another story.
    """
    at = [n for n, b in enumerate(body) if b]
    groups: list[list[int]] = []
    for n in at:
        if groups and n - groups[-1][-1] <= GAP + 1:
            groups[-1].append(n)
        else:
            groups.append([n])
    if len(groups) < 2:
        return list(body)
    sizes = [sum(len(lines[n].text) for n in group) for group in groups]
    main = groups[sizes.index(max(sizes))]
    story = set().union(*(content_words(lines[n].text) for n in main))
    kept = list(body)
    for group, size in zip(groups, sizes, strict=True):
        words = set().union(*(content_words(lines[n].text) for n in group))
        shared = len(words & story) / max(1, len(words))
        if group is not main and size < SMALL * max(sizes) and shared < FEW_SHARED:
            for n in group:
                kept[n] = False
    return kept


def settle_title(lines: Sequence[Line], body: Sequence[bool], title: str) -> list[bool]:
    """Take the headline out of the body, and what stands above it.

    What is above belongs to the page, unless most of the body is there: then the line was
    no headline but a mention of it. A standfirst right below that is no full sentence goes
    with the headline: it is in its style, and the story says it again.
    """
    named = [is_title_line(line.text, title) for line in lines]
    kept = [b and not t for b, t in zip(body, named, strict=True)]
    if not any(kept):
        return list(body)
    if True in named:
        first = named.index(True)
        sizes = [len(line.text) * b for line, b in zip(lines, kept, strict=True)]
        if sum(sizes[first:]) >= STORY_SHARE * sum(sizes):
            kept = [b and n > first for n, b in enumerate(kept)]
            standfirst = kept.index(True)
            if not CLOSED.search(lines[standfirst].text) and sum(kept) > 1:
                kept[standfirst] = False
    return kept
