"""Who wrote it: bylines in their many manners, cut down to the names of persons."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from html import unescape
from typing import Final

from dragoman.errors import LexiconError
from dragoman.lexicon.media import Media
from dragoman.lexicon.tables import Tables
from dragoman.model import FurnitureKind
from dragoman.read.calendar_dates import find_written
from dragoman.read.kinds import is_date_line
from dragoman.read.names import is_outlet_name
from dragoman.read.records import Line, Page
from dragoman.read.shape import CLOSED, STOP_WORDS, WORD
from dragoman.read.stated import names_of
from dragoman.read.words import Signs

TABLE: Final = "media/bylines.toml"
KEYS: Final = ("leads", "kinds", "joins", "suffixes", "roles", "groups", "particles")

LONGEST: Final = 160
"""Characters: no byline is longer."""

NAME_WORDS: Final = 5
FEW_KINDS: Final = 5
"""Words that may stand before "by" in a byline."""

ABOVE: Final = 2
BELOW: Final = 12
AFTER: Final = 8
"""Lines above and below the headline, and below the story, in which the author is told."""

ADDRESS: Final = re.compile(r"\S*@\S+|https?://\S+|\bwww\.\S+|\[email[^\]]*\]")
BRACKETS: Final = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
CLOCK: Final = re.compile(
    r"\d{1,2}[:.]\d\d\b.*|(?:an?|\d+)\s*+(?:\+\s*+)?(?:seconds?|sec|minutes?|mins?|hours?|hrs?|days?|weeks?"
    r"|months?|comments?|views?|shares?)\b.*|\+?\d[\d\s()-]{6,}.*",
    re.IGNORECASE,
)
PART: Final = re.compile(r"\s*[|•·●/—–;]\s*|\s+-\s+|\s*\xa0\s+|\s+@\s+|\s{3,}|(?<=\w\w\w)\.\s")
WORD_OF_NAME: Final = re.compile(r"[^\W\d_](?:[^\W\d_]|[.’'‘-])*")
UNSPACED: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2,5}")


@dataclass(frozen=True, slots=True, eq=False)
class Bylines:
    """How bylines are written: words and patterns of `media/bylines.toml`, casefolded."""

    lead: re.Pattern[str]
    alone: re.Pattern[str]
    joins: re.Pattern[str]
    suffix: re.Pattern[str]
    roles: frozenset[str]
    groups: frozenset[str]
    particles: frozenset[str]


@cache
def load_bylines(tables: Tables | None = None) -> Bylines:
    """Load and compile the table.

    Raises:
        LexiconError: on an unknown key or a value that is no list of texts.
    """
    found: dict[str, list[str]] = {key: [] for key in KEYS}
    for place, table in (tables or Tables()).toml(TABLE):
        for key, values in table.items():
            if key not in found or not all(isinstance(v, str) and v.strip() for v in values):
                raise LexiconError(f"{place}: {key}: unknown or no list of texts", "mend it")
            found[key].extend(v.casefold() for v in values)
    leads, kinds, joins = (_any(found[key]) for key in ("leads", "kinds", "joins"))
    before = rf"(?:(?:{kinds})\s*+(?::\s*+)?)*"
    return Bylines(
        lead=re.compile(rf"{before}(?:{leads})(?:\s*+[:：]\s*|\s+)", re.IGNORECASE),
        alone=re.compile(rf"{before}(?:{leads})\s*[:：]?", re.IGNORECASE),
        joins=re.compile(
            rf"(?<!\s)(?:\s*+[,、，])?\s++(?:{joins})\s+|(?<!\s)\s++[,、，&]\s*|[,、，&]\s*",
            re.IGNORECASE,
        ),
        suffix=re.compile(rf"(?P<name>\S{{2,20}})\s*(?:{_any(found['suffixes'])})(?!\w)"),
        roles=frozenset(found["roles"]),
        groups=frozenset(found["groups"]),
        particles=frozenset(found["particles"]),
    )


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))


def is_byline(text: str) -> bool:
    """Whether a line begins like a byline: "By X", "Von X"; whether X is a person is not asked."""
    return len(text) <= LONGEST and load_bylines().lead.match(text) is not None


@dataclass(frozen=True, slots=True)
class Byliner:
    """Reads names out of lines: the byline table, the table of outlets, the signs of furniture."""

    bylines: Bylines
    media: Media
    signs: Signs

    def people(self, names: str) -> tuple[str, ...]:
        """The persons of a list of names such as "X and Y, Diplomatic Editor", in order.

        Addresses, clocks and offices are cut off; agencies, desks and outlets are left out.
        """
        return tuple(dict.fromkeys(filter(None, map(self._person, self._pieces(names)))))

    def of_line(self, text: str) -> tuple[str, ...]:
        """The persons of a line that says that it tells the author: "By X", "Text: X", "X 기자"."""
        if len(text) > LONGEST:
            return ()
        if found := self.bylines.suffix.search(text):
            return tuple(n for n in (found["name"],) if UNSPACED.fullmatch(n))
        bare = _undated(text).strip(" -–—|•·\xa0")
        lead = self.bylines.lead.match(bare)
        if not lead or lead.group().casefold().startswith("words ") or lead.end() == len(bare):
            return ()
        return self.people(bare[lead.end() :])

    def is_lead(self, text: str) -> bool:
        """Whether a line is but what stands before a name: "By", "Written by"."""
        return bool(self.bylines.alone.fullmatch(text.strip()))

    def is_person(self, name: str) -> bool:
        """Whether a name can be that of a person rather than of an outlet, a desk or a body."""
        words = [w.casefold().strip(".’'") for w in WORD.findall(name)]
        if not words or self.media.by_name(name):
            return False
        apart = self.bylines.groups | self.signs.outlet_words
        return not any(w in apart for w in words) and self.signs.whole_kind(name) is None

    def is_list(self, text: str) -> bool:
        """Whether a text is capitalised words, offices and what joins them, and nothing else."""
        words = self.bylines.joins.sub(" ", text).split()
        return all(
            w[:1].isupper()
            or w.strip(".,").casefold() in self.bylines.particles
            or not w[0].isalpha()
            for w in words
        ) or bool(UNSPACED.fullmatch(text.strip()))

    def _pieces(self, names: str) -> Iterator[str]:
        text = ADDRESS.sub(" ", unescape(names))
        text = CLOCK.sub("", BRACKETS.sub(" ", _undated(text)))
        for piece in self.bylines.joins.split(PART.split(text.strip(" |•-"), maxsplit=1)[0]):
            yield piece.strip(" .,:;|-–—\xa0")

    def _person(self, piece: str) -> str:
        kept: list[str] = []
        for word in piece.split():
            bare = word.strip(".,:").casefold()
            ends = bare in self.bylines.roles and len(kept) != 1
            small = word[:1].islower() and bare not in self.bylines.particles
            if ends or small or not WORD_OF_NAME.fullmatch(word.strip(",:")):
                break
            kept.append(word.strip(",:"))
        while kept and kept[-1].casefold() in self.bylines.particles:
            kept.pop()
        name = " ".join(kept)
        if not 1 < len(kept) <= NAME_WORDS and not UNSPACED.fullmatch(name):
            return ""
        if not self.is_person(name) or not (name[:1].isupper() or UNSPACED.fullmatch(name)):
            return ""
        return _in_small_letters(name) if name.isupper() else name


def _undated(text: str) -> str:
    """The text without the dates in it, of which what follows may be a name."""
    for written in reversed(find_written(text)):
        text = f"{text[: written.start]} {text[written.end :]}"
    return text


def _in_small_letters(name: str) -> str:
    return " ".join(w if len(w.strip(".")) == 1 else w.title() for w in name.split())


def stated_authors(names: Sequence[str], sites: Sequence[str], byliner: Byliner) -> tuple[str, ...]:
    """The persons among the authors that a page's markup states, each once.

    Args:
        names: as stated: a name, several in one, an address, a template's leftover.
        sites: names of the site itself, which is no person.
    """
    own = {_bare(s) for s in sites if s}
    kept = [name for name in names if "@" not in name and _bare(name) not in own]
    people = (p for name in kept for p in byliner.people(name))
    return tuple(dict.fromkeys(p for p in people if _bare(p) not in own))


def _bare(name: str) -> str:
    return "".join(WORD.findall(name.casefold()))


def find_authors(page: Page, body: Sequence[bool], title: str, byliner: Byliner) -> tuple[str, ...]:
    """Who wrote it; empty where it is not told.

    A byline by the headline goes before the markup, which often names the account that put the
    page up; the markup before what else the lines tell.
    """
    told, by_headline = told_authors(page.lines, body, title, byliner)
    if by_headline:
        return told
    stated = page.stated
    return (
        stated_authors(stated.authors, (stated.publisher, *names_of(stated.url)), byliner) or told
    )


def told_authors(
    lines: Sequence[Line], body: Sequence[bool], title: str, byliner: Byliner
) -> tuple[tuple[str, ...], bool]:
    """Who the lines say wrote it, and whether a byline by the headline says so.

    Bylines near the headline count first, then a person's name beside or before a date there,
    then a byline right below the story.
    """
    near = _near(lines, body, title)
    for n in near:
        if not body[n] and (found := byliner.of_line(lines[n].text)):
            return found, True
        following = lines[n + 1].text if n + 1 < len(lines) else ""
        if byliner.is_lead(lines[n].text) and (found := byliner.people(following)):
            return found, True
    text = "\n".join(line.text for line in lines)
    for n in near:
        if not body[n] and (found := _beside_a_date(lines, n, title, text, byliner)):
            return found, False
    for n in _after(lines, body):
        if found := byliner.of_line(lines[n].text):
            return found, False
    return (), False


def _near(lines: Sequence[Line], body: Sequence[bool], title: str) -> list[int]:
    """Numbers of the lines by the headline, those below it first; else of those above the body."""
    if True not in body:
        return []
    first = body.index(True)
    at = next((n for n in range(len(lines)) if title and lines[n].text == title), None)
    if at is None:
        return list(range(first - 1, max(-1, first - 1 - BELOW), -1))
    end = min(len(lines), max(at + 1 + BELOW, min(first, at + 1 + 2 * BELOW)))
    return [*range(at + 1, end), *range(at - 1, max(-1, at - 1 - ABOVE), -1)]


def _after(lines: Sequence[Line], body: Sequence[bool]) -> range:
    last = max((n for n, b in enumerate(body) if b), default=len(lines))
    return range(last + 1, min(len(lines), last + 1 + AFTER))


def _beside_a_date(
    lines: Sequence[Line], n: int, title: str, text: str, byliner: Byliner
) -> tuple[str, ...]:
    """A person's name by a date, glued to one ("Ann Lee2 hours ago"), or before an outlet."""
    line = lines[n].text
    if line == title or len(line) > LONGEST // 2 or is_date_line(line) or CLOSED.search(line):
        return ()
    people = byliner.people(line)
    pieces = [p for p in PART.split(CLOCK.sub("", _undated(line)).strip()) if p.strip()]
    if not people or not pieces or not byliner.is_list(pieces[0]):
        return ()
    dated = bool(find_written(line)) or CLOCK.search(line) is not None
    outlet = len(pieces) > 1 and is_outlet_name(pieces[1], byliner.signs)
    beside = any(
        0 <= m < len(lines) and lines[m].text != line and _is_clock(lines[m].text, byliner.signs)
        for m in (n + 1, n + 2, n - 1)
    )
    return tuple(p for p in people if not _is_common(p, text)) if dated or beside or outlet else ()


def _is_common(name: str, text: str) -> bool:
    """Whether a name is a heading: a function word in it, or a last word the page writes small."""
    *first, last = name.casefold().split()
    if any(w in STOP_WORDS for w in first[1:]) or last in STOP_WORDS or first[:1] == ["all"]:
        return True
    return re.search(rf"\b{re.escape(last)}\b", text) is not None


def _is_clock(text: str, signs: Signs) -> bool:
    return is_date_line(text) or signs.whole_kind(text) is FurnitureKind.CLOCK
